"""Rows as a table of fixed columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from standoff.show.ink import PLAIN, Ink, safe, short

_GAP = 2
_LEAST = 8
_WHOLE = frozenset({"id", "day", "type", "realis", "act", "form", "status", "operator"})  # columns that are never cut


def show_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, ink: Ink = PLAIN) -> str:
    """A table as wide as the ink allows; the widest columns give way, cut at a word."""
    cells = [[safe(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(headings, *cells, strict=True)]
    room = ink.width - _GAP * (len(widths) - 1)
    while sum(widths) > room:
        widest = max((i for i, h in enumerate(headings) if h not in _WHOLE), key=lambda i: widths[i], default=None)
        if widest is None or widths[widest] <= _LEAST:
            break
        widths[widest] -= 1
    lines = ["  ".join(ink(_pad(h, w), "bold") for h, w in zip(headings, widths, strict=True)).rstrip()]
    lines += ["  ".join(_pad(c, w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join(lines)


def width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, wanted: int) -> str:
    cut = short(text, wanted) if width(text) > wanted else text
    return cut + " " * (wanted - width(cut))
