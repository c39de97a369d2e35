"""One place that a name can mean, with its weight before the story is looked at."""

from __future__ import annotations

import math
from dataclasses import dataclass

# Weights in the scale of log10(people). Set on the development half of GeoVirus and our own cases (bench/places.py).
_COUNTRY = 9.0
_WIDE = 8.0  # continents, oceans and the like have no rival of their name
_AREA = 6.8
_QUARTER = 6.2
_TOWN = 4.2  # some 16,000 people: something in the story must speak for it
_CAPITAL = 1.0
_REGION = -0.3
_DISTRICT = -1.7
_OTHER_NAME = -1.5
_KEPT_NAME = -0.8  # a region under its town's name: "Geneva", "Idlib"
_SHADOWED = -1.0
_DOUBTFUL = -4.0
_WIDE_KINDS = frozenset({"continent", "superregion", "ocean", "sea"})
_SMALL_KINDS = frozenset({"quarter", "site", "base", "crossing", "seat"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name can mean. `resolution` as PLOVER: 5 sub-city, 4 city, 3 district, 2 province, 1 country."""

    name: str  # its English name
    geonames: int | None
    country: str | None  # ISO 3166-1 alpha-3; None where several countries share it
    lat: float | None  # None for countries: a country is never a point
    lon: float | None
    population: int
    feature: str  # country, capital, city, region, district, or the kind of an area
    resolution: int | None  # None: wider than a country
    parents: tuple[str, ...] = ()  # the district and region that hold it, nearest first
    radius_km: int | None = None  # of regions, districts and areas, whose lat and lon are a rough middle
    countries: tuple[str, ...] = ()  # all that share it
    by_other_name: bool = False  # found under another spelling or language
    by_kept_name: bool = False  # found under another name that was put there by hand or names its kind
    shadowed: bool = False  # a region of the same name as its own large town
    doubtful: bool = False  # the name means it only where the context supports it
    wide: bool = False  # a continent, sea or region of several countries
    area: bool = False  # one of the hand-kept areas: a sea, a front line, a square

    @property
    def weight(self) -> float:
        """How likely the name means this place before the story is looked at, in the scale of log10(people)."""
        marks = ((self.by_other_name, _OTHER_NAME), (self.doubtful, _DOUBTFUL), (self.shadowed, _SHADOWED))
        other = sum(cost for marked, cost in marks if marked)
        if self.area and self.feature in _WIDE_KINDS:
            return _WIDE + other
        if self.feature == "town":
            return _TOWN + other
        if self.area:
            return (_QUARTER if self.feature in _SMALL_KINDS else _AREA) + other
        people = math.log10(self.population + 10)
        if self.feature == "country":
            return _COUNTRY + other
        if self.feature == "capital":
            return people + _CAPITAL + other
        if self.feature == "region":
            return people + _REGION + other + (_KEPT_NAME if self.by_kept_name else 0.0)
        if self.feature == "district":
            return people + _DISTRICT + other + (_KEPT_NAME if self.by_kept_name else 0.0)
        if self.feature == "city":
            return people + other
        if self.feature in _WIDE_KINDS:
            return _WIDE + other
        return (_QUARTER if self.feature in _SMALL_KINDS else _AREA) + other
