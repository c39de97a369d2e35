"""Look-up of place names over the file of towns and regions, the hand-kept areas and the countries."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from pathlib import Path

from standoff.model import Place
from standoff.terms.countries import Country, CountryTable, load_countries
from standoff.terms.gazetteer.areas import Area, load_areas
from standoff.terms.gazetteer.candidate import Candidate
from standoff.terms.gazetteer.place_file import PlaceFile, Row
from standoff.terms.name_keys import fold, without_article
from standoff.terms.tables import read_table

_FILE = Path(__file__).with_name("places.bin")
_EARTH_KM = 6371.0
_SIDES = {"north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1)}
_LARGE = 100_000  # people
_FEATURES = {"c": ("city", 4), "k": ("capital", 4), "1": ("region", 2), "2": ("district", 3)}
# words for a kind of region: a name that is unknown with one is looked up without it, among regions only
_TYPE = re.compile(
    r" (?:province|governorate|oblast|region|state|county|district|prefecture|department|territory|canton|regency|"
    r"municipality|republic|division|island|raion|krai|parish)$"
)
_OF_TYPE = re.compile(
    r"^(?:province|governorate|region|state|county|district|prefecture|department|republic|city|town|village) of "
)


class Gazetteer:
    """Places of the world by name. Build one with `load_gazetteer`."""

    def __init__(self, file: PlaceFile, areas: dict[str, tuple[Area, ...]], countries: CountryTable) -> None:
        """`file` holds towns, regions and districts; `areas` and `countries` are the hand-kept tables."""
        self._file = file
        self._areas = areas
        self._countries = countries
        self.find = lru_cache(maxsize=4096)(self._find)

    @cached_property
    def _divisions(self) -> list[str]:
        return self._file.divisions()

    @cached_property
    def _centres(self) -> dict[str, tuple[float, float]]:
        rough = {iso3: (float(c[2]), float(c[3])) for iso3, c in self._file.countries.items()}
        kept = {row["iso3"]: (float(row["lat"]), float(row["lon"])) for row in read_table("country_centres.tsv")}
        return rough | kept

    def _find(self, name: str) -> tuple[Candidate, ...]:
        """Every place that `name` can mean, the likeliest first, before any story is looked at."""
        key = fold(name).removeprefix("the ")
        if not key:
            return ()
        found = [*self._country(name), *_merged(self._area(name, key), self._rows(key))]
        if not found and without_article(key) != key:
            found = list(self._rows(without_article(key)))
        if not found:
            bare = _OF_TYPE.sub("", _TYPE.sub("", key))
            kinds = ("region", "district") if _TYPE.search(key) else tuple(f for f, _ in _FEATURES.values())
            found = [c for c in self._rows(bare) if c.feature in kinds] if bare != key else []
        return tuple(sorted(_shadowed(found), key=lambda c: -c.weight))

    def _country(self, name: str) -> Iterator[Candidate]:
        sure = self._countries.by_name(name)
        if sure is not None:
            yield self.country(sure)
        for country in self._countries.by_doubtful_name(name):
            if country != sure:
                yield self.country(country, doubtful=True)

    def country(self, country: Country, *, doubtful: bool = False) -> Candidate:
        """A country as a candidate: never a point."""
        known = self._file.countries.get(country.iso3)
        return Candidate(
            name=country.name,
            geonames=int(known[0]) if known else None,
            country=country.iso3,
            lat=None,
            lon=None,
            population=0,
            feature="country",
            resolution=1,
            countries=(country.iso3,),
            doubtful=doubtful,
        )

    def _area(self, name: str, key: str) -> Iterator[Candidate]:
        for area in self._areas.get(key, ()):
            if name[:1].isupper() or name in area.names:
                yield area.candidate

    def _rows(self, key: str) -> Iterator[Candidate]:
        seen = set()
        for row in self._file.main(key):
            seen.add(row.number)
            yield self._candidate(row)
        for row, hand_kept in self._file.other(key):
            if row.number not in seen:
                yield self._candidate(row, by_other_name=not hand_kept, by_kept_name=hand_kept)

    def _candidate(self, row: Row, *, by_other_name: bool = False, by_kept_name: bool = False) -> Candidate:
        feature, resolution = _FEATURES[row.kind]
        return Candidate(
            name=row.name,
            geonames=row.geonames,
            country=row.country,
            lat=row.lat,
            lon=row.lon,
            population=row.population,
            feature=feature,
            resolution=resolution,
            parents=tuple(self._parents(row.division)),
            radius_km=row.radius_km,
            countries=(row.country,),
            by_other_name=by_other_name,
            by_kept_name=by_kept_name,
        )

    def _parents(self, division: int | None) -> Iterator[str]:
        while division is not None:
            name, _, parent = self._divisions[division].partition("\t")
            yield name
            division = int(parent) if parent else None

    def country_of(self, name: str) -> str | None:
        """ISO alpha-3 of the likeliest place of this name, None where it is unknown or lies in several countries."""
        found = self.find(name)
        return found[0].country if found else None

    def candidate_of(self, place: Place) -> Candidate | None:
        """The gazetteer's entry that a place of a story was resolved to."""
        for found in self.find(place.name):
            if (found.geonames, found.country) == (place.geonames, place.country):
                return found
        return None

    def centre(self, place: Place) -> tuple[float, float] | None:
        """Where to look for a place: its point, or the rough middle of a country, sea or continent."""
        if place.lat is not None and place.lon is not None:
            return place.lat, place.lon
        if place.resolution == 1 and place.country is not None:
            return self._centres.get(place.country)
        found = self.candidate_of(place)
        return (found.lat, found.lon) if found and found.lat is not None and found.lon is not None else None

    def country_centre(self, iso3: str) -> tuple[float, float] | None:
        """The rough middle of a country: for distances and for measuring, never a place on the map."""
        return self._centres.get(iso3)

    def within(self, inner: Place, outer: Place) -> bool:
        """Whether `inner` is `outer` or lies inside it, as far as the gazetteer knows."""
        if (inner.name, inner.geonames, inner.country) == (outer.name, outer.geonames, outer.country):
            return True
        same_country = inner.country is not None and inner.country == outer.country
        if outer.resolution == 1:
            return same_country
        if outer.resolution is not None and (inner.resolution or 0) <= outer.resolution:
            return False
        small, large = self.candidate_of(inner), self.candidate_of(outer)
        if large is None:
            return same_country and self._on_side(inner, outer)
        if small is not None and outer.geonames is not None and same_country and large.name in small.parents:
            return True
        return (large.area or large.wide) and self._in_radius(inner, large)

    def _in_radius(self, inner: Place, large: Candidate) -> bool:
        """Whether a place lies in the disc of an area and in one of its countries."""
        if large.countries and inner.country is not None and inner.country not in large.countries:
            return False
        here = self.centre(inner)
        if here is None or large.lat is None or large.lon is None or large.radius_km is None:
            return False
        return distance_km(here, (large.lat, large.lon)) <= large.radius_km

    def _on_side(self, inner: Place, outer: Place) -> bool:
        """Whether a place lies on the side of its country that `outer` names: "eastern Ukraine"."""
        sides = [way for name, way in _SIDES.items() if name in outer.name.split(" ")[0].lower()]
        here, middle = self.centre(inner), self.country_centre(outer.country or "")
        if not sides or here is None or middle is None:
            return False
        return all((here[0] - middle[0]) * north + (here[1] - middle[1]) * east > 0 for north, east in sides)


def _merged(areas: Iterable[Candidate], rows: Iterable[Candidate]) -> list[Candidate]:
    """Areas and rows; an area that the file holds as a region or district is that one, with the area's weight."""
    kept = {(area.name, area.country): area for area in areas}
    out = []
    for row in rows:
        area = kept.pop((row.name, row.country), None) if row.feature in ("region", "district") else None
        out.append(replace(row, area=True, by_other_name=False, by_kept_name=False) if area else row)
    return [*kept.values(), *out]


def _shadowed(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates; a region that bears the name of its own large town is marked so: the town is meant more often."""
    towns = {(p, c.country) for c in found if c.resolution == 4 and c.population >= _LARGE for p in c.parents}
    for candidate in found:
        hidden = candidate.feature == "region" and not candidate.area and (candidate.name, candidate.country) in towns
        yield replace(candidate, shadowed=True) if hidden else candidate


def distance_km(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Great-circle distance of two points (latitude, longitude) in kilometres.

    >>> round(distance_km((50.45, 30.52), (49.98, 36.25)))
    411
    """
    a, b = math.radians(left[0]), math.radians(right[0])
    east = math.radians(right[1] - left[1])
    part = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(part)))


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer, opened once."""
    return Gazetteer(PlaceFile(_FILE), load_areas(), load_countries())
