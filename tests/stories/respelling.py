"""Sample stories with their names respelt by a table, and where every character of the text went."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from standoff.encoder import Encoder
from standoff.model import Reading
from standoff.page import read_bytes
from standoff.pipeline import read_page

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "examples" / "ukraine-2022", ROOT / "tests" / "stories" / "samples")


def find_stories() -> list[Path]:
    """All sample stories, in the order of their folders and days."""
    return [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]


def read_text(text: str, *, name: str, encoder: Encoder) -> Reading:
    """The reading of a plain text; the name tells the day."""
    return read_page(read_bytes(text.encode(), name=name, uri=name), label=encoder)


@dataclass(frozen=True, slots=True)
class Respelt:
    """A text with its names replaced.

    `breaks` are pairs (old place, new place): where a kept stretch begins, where a name begins, and so on in turn.
    """

    text: str
    breaks: tuple[tuple[int, int], ...]

    def place(self, old: int) -> int:
        """Where the character at `old` stands now; inside a replaced name: where the new name begins."""
        at = bisect_right(self.breaks, (old, len(self.text))) - 1
        start, new = self.breaks[at]
        return new if at % 2 else new + old - start


def respell(text: str, table: Mapping[str, str]) -> Respelt:
    """The text with every name of the table replaced at once, longest names first, whole words only."""
    names = sorted(table, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    parts, breaks, old, size = [], [(0, 0)], 0, 0
    for match in pattern.finditer(text):
        kept, new = text[old : match.start()], table[match.group()]
        size += len(kept)
        breaks.append((match.start(), size))
        size += len(new)
        breaks.append((match.end(), size))
        parts += [kept, new]
        old = match.end()
    return Respelt("".join([*parts, text[old:]]), tuple(breaks))


def swapped(pairs: list[list[str]]) -> dict[str, str]:
    """The table that swaps the two names of each pair, in capitals too. Its own inverse."""
    table: dict[str, str] = {}
    for left, right in pairs:
        assert not {left, right} & set(table), f"{left} or {right} stands in two pairs"
        table |= {left: right, right: left}
    for left, right in list(table.items()):
        if left.upper() not in table and right.upper() not in table:
            table |= {left.upper(): right.upper(), right.upper(): left.upper()}
    return table
