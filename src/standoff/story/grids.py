"""Tables of figures: which paragraphs are cells of one. Old pages lay stories out in tables: those are none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from lxml import etree

from standoff.story.paragraph import Paragraph

_CELLS: Final = frozenset({"td", "th"})
_MOST: Final = 3  # paragraphs in a cell; one with more lays out a page
_ROWS: Final = 2  # rows of two cells and more that make a table
_TOLD: Final = 0.5  # share of running text above which what the sentences of a table tell is the story


def in_grids(paragraphs: Sequence[Paragraph], *, title: int | None) -> list[bool]:
    """For each paragraph whether it is a cell of a table of figures, or a label in a table of sentences."""
    found = [_place(paragraph) for paragraph in paragraphs]
    outer = {element for p, place in zip(paragraphs, found, strict=True) if place for element in _around(p, place[1])}
    grids: dict[etree._Element, list[int]] = defaultdict(list)
    for number, place in enumerate(found):
        if place and place[1] not in outer:
            grids[place[1]].append(number)
    out = [False] * len(paragraphs)
    for numbers in grids.values():
        if title in numbers or not _is_grid([place[0] for n in numbers if (place := found[n])]):
            continue
        told = sum(paragraphs[n].words for n in numbers if paragraphs[n].is_sentence)
        keeps = told >= _TOLD * sum(paragraphs[n].words for n in numbers)
        for number in numbers:
            out[number] = not (keeps and paragraphs[number].is_sentence)
    return out


def _place(paragraph: Paragraph) -> tuple[etree._Element, etree._Element] | None:
    """The cell and the table in which a paragraph stands, the innermost ones."""
    cell = next((element for element in paragraph.ancestors if element.tag in _CELLS), None)
    table = next(cell.iterancestors("table"), None) if cell is not None else None
    return None if cell is None or table is None else (cell, table)


def _around(paragraph: Paragraph, table: etree._Element) -> list[etree._Element]:
    """The tables around a table: they lay out the page."""
    return [element for element in paragraph.ancestors if element.tag == "table" and element is not table]


def _is_grid(cells: Sequence[etree._Element]) -> bool:
    """Whether cells, one for each paragraph, are those of a table: rows of two and more, little in each."""
    rows = Counter(cell.getparent() for cell in set(cells))
    return sum(count > 1 for count in rows.values()) >= _ROWS and max(Counter(cells).values()) <= _MOST
