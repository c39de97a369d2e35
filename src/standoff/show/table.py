"""Rows as a table of fixed columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from standoff.show.ink import PLAIN, Ink, safe, short

_GAP = 2
_ENOUGH = (14, 28)  # columns of a terminal in which most names, most texts can be read
_TEXTS = frozenset({"words", "object", "requires", "consequence", "title"})
_LEAST = 8
_WIDE = 150  # columns from which a row is always one line, so that other programs can take it
_STYLES = {"id": "dim", "type": "bold", "act": "bold", "operator": "bold"}
_WHOLE = frozenset({"id", "day", "realis", "act", "form", "status", "operator"})  # columns that are never cut
_LATE = frozenset({"type"})  # cut only where the others are down to what is enough: its first word is what counts


def show_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, ink: Ink = PLAIN) -> str:
    """A table as wide as the ink allows, without the columns that have no cell; the widest give way, cut at a word.

    On a terminal too narrow for it every row is told in lines of its own, uncut.
    """
    filled = [i for i in range(len(headings)) if not rows or any(row[i] for row in rows)]
    headings = [headings[i] for i in filled]
    cells = [[safe(row[i]) for i in filled] for row in rows]
    widths = [max(map(width, column)) for column in zip(headings, *cells, strict=True)]
    room = ink.width - _GAP * (len(widths) - 1)
    _narrow(widths, headings, room, least=[_ENOUGH[heading in _TEXTS] for heading in headings])
    if sum(widths) > room and ink.width < _WIDE:
        return "\n".join(_in_lines(headings, row, ink) for row in cells)
    _narrow(widths, headings, room, least=[_LEAST] * len(widths))
    lines = ["  ".join(ink(_pad(h, w), "bold") for h, w in zip(headings, widths, strict=True)).rstrip()]
    lines += ["  ".join(_pad(c, w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join(lines)


def _narrow(widths: list[int], headings: Sequence[str], room: int, *, least: Sequence[int]) -> None:
    """Takes from the widest columns what there is no room for, down to `least`."""
    for kept in (_WHOLE | _LATE, _WHOLE):
        columns = [i for i, heading in enumerate(headings) if heading not in kept]
        while sum(widths) > room and (free := [i for i in columns if widths[i] > least[i]]):
            widths[max(free, key=lambda i: widths[i])] -= 1


def _in_lines(headings: Sequence[str], row: Sequence[str], ink: Ink) -> str:
    """A row as a line of what is short and a paragraph of the rest, each cell behind its heading."""
    told = [(heading, cell) for heading, cell in zip(headings, row, strict=True) if cell]
    first = "  ".join(
        ink(cell, _STYLES[heading]) if heading in _STYLES else cell
        for heading, cell in told
        if heading in _WHOLE | _LATE
    )
    rest = " · ".join(f"{heading}: {cell}" for heading, cell in told if heading not in _WHOLE | _LATE)
    return f"{first}\n{ink.wrap(rest, indent=4)}" if rest else first


def width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, wanted: int) -> str:
    cut = short(text, wanted) if width(text) > wanted else text
    return cut + " " * (wanted - width(cut))
