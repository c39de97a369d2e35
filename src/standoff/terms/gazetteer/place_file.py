"""The gazetteer's file: blocks of places sorted by key, read from disk when a name in them is asked for.

Layout: magic, length of the header, header (deflated JSON), blocks of places, blocks of other names, the table of
regions and districts. A block is deflated text, one line a column. `train/gazetteer/build.py` writes it.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from standoff.errors import TermsError

MAGIC = b"SOGAZ1\n"
_CACHED = 96  # blocks of 128 places held in memory, some 40 kB each


@dataclass(frozen=True, slots=True)
class Row:
    """A place as the file holds it; `kind`: c city, k capital, 1 region, 2 district."""

    number: int
    key: str
    name: str
    geonames: int
    lat: float
    lon: float
    population: int
    country: str
    kind: str
    division: int | None
    radius_km: int | None


class PlaceFile:
    """Read-only view of the file: `main` and `other` look a key up, `row` fetches by number."""

    def __init__(self, path: Path) -> None:
        """Map the file and read its header. Raises `TermsError` if it is not a gazetteer file."""
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._map[: len(MAGIC)] != MAGIC:
            raise TermsError(f"{path.name}: not a gazetteer file")
        start = len(MAGIC) + 4
        (size,) = struct.unpack("<I", self._map[len(MAGIC) : start])
        header = json.loads(zlib.decompress(self._map[start : start + size]))
        self.origin: str = header["origin"]
        self.rows: int = header["rows"]
        self.countries: dict[str, list[str | int | float]] = header["countries"]
        self._block: int = header["block"]
        self._place_first: list[str] = header["place_first"]
        self._name_first: list[str] = header["name_first"]
        sizes = [*header["place_sizes"], *header["name_sizes"], header["table_size"]]
        self._ends = list(accumulate(sizes, initial=start + size))
        self._places = lru_cache(maxsize=_CACHED)(self._read_block)
        self._names = lru_cache(maxsize=_CACHED // 4)(self._read_names)

    def _lines(self, number: int) -> list[list[str]]:
        block = zlib.decompress(self._map[self._ends[number] : self._ends[number + 1]]).decode()
        return [column.split("\t") for column in block.split("\n")]

    def _read_block(self, number: int) -> tuple[Sequence[str], list[list[str]]]:
        columns = self._lines(number)
        return [key or name.lower() for key, name in zip(columns[0], columns[1], strict=True)], columns

    def _read_names(self, number: int) -> dict[str, str]:
        keys, numbers = self._lines(len(self._place_first) + number)
        return dict(zip(keys, numbers, strict=True))

    def _row(self, number: int) -> Row:
        block, line = divmod(number, self._block)
        keys, columns = self._places(block)
        _, name, geonames, lat, lon, population, country, kind, division, radius = (c[line] for c in columns)
        return Row(
            number=number,
            key=keys[line],
            name=name,
            geonames=int(geonames),
            lat=float(lat),
            lon=float(lon),
            population=int(population),
            country=country,
            kind=kind,
            division=int(division) if division else None,
            radius_km=int(radius) if radius else None,
        )

    def main(self, key: str) -> Iterator[Row]:
        """The places whose own name has this key, the largest first."""
        block = max(0, bisect_left(self._place_first, key) - 1)
        while block < len(self._place_first) and self._place_first[block] <= key:
            keys, _ = self._places(block)
            line = bisect_left(keys, key)
            while line < len(keys) and keys[line] == key:
                yield self._row(block * self._block + line)
                line += 1
            block += 1

    def other(self, key: str) -> Iterator[tuple[Row, bool]]:
        """The places that this key is another name of, and whether the name was put there by hand."""
        block = bisect_left(self._name_first, key)
        if block == len(self._name_first) or self._name_first[block] != key:
            block -= 1
        if block >= 0:
            for number in self._names(block).get(key, "").split():
                yield self._row(int(number.rstrip("!"))), number.endswith("!")

    def divisions(self) -> list[str]:
        """Regions and districts by number: the name, a tab, the number of the one that holds it or none."""
        last = len(self._ends) - 2
        return zlib.decompress(self._map[self._ends[last] : self._ends[last + 1]]).decode().split("\n")
