"""The hand-kept areas (`data/areas.tsv`): seas, straits, disputed regions, front lines, squares, seats, crossings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from standoff.errors import TermsError
from standoff.terms.gazetteer.candidate import Candidate
from standoff.terms.name_keys import fold
from standoff.terms.tables import read_table


@dataclass(frozen=True, slots=True)
class Area:
    """An area and the names it goes by."""

    candidate: Candidate
    names: tuple[str, ...]


def _area(row: Mapping[str, str]) -> Area:
    try:
        place = float(row["lat"]), float(row["lon"]), int(row["radius_km"])
    except ValueError as error:
        raise TermsError(f"areas.tsv, {row['name']}: {error}") from error
    countries = tuple(c for c in row["country"].split("|") if c)
    wide = not row["resolution"]
    candidate = Candidate(
        name=row["name"],
        geonames=None,
        country=countries[0] if len(countries) == 1 else None,
        lat=place[0],
        lon=place[1],
        population=0,
        feature=row["kind"],
        resolution=None if wide else int(row["resolution"]),
        radius_km=place[2],
        countries=countries,
        wide=wide,
        area=True,
    )
    return Area(candidate, (row["name"], *(n for n in row["other_names"].split("|") if n)))


@cache
def load_areas() -> dict[str, tuple[Area, ...]]:
    """Areas by the key of every name they go by."""
    out: dict[str, list[Area]] = {}
    for row in read_table("areas.tsv"):
        area = _area(row)
        for key in {fold(name) for name in area.names}:
            out.setdefault(key, []).append(area)
    return {key: tuple(found) for key, found in out.items()}
