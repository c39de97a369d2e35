"""Cleaned lines back to the page: which words of the page's text an extractor's lines are.

Both sides are rows of words in the same order, one nearly a part of the other. Runs of words that occur once on either
side are anchors; the longest rising chain of anchors is kept; gaps between them are closed by their common ends, by
shorter anchors, and where they are small by a full comparison. Linear in practice: each word is looked at a few times.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from standoff.span import Span

_WORD: Final = re.compile(r"\w+|[^\w\s]")
_ANCHORS: Final = (8, 4, 2, 1)  # words in an anchor, longest first
_SMALL: Final = 20_000  # a gap of so many word pairs is compared in full
_INVISIBLE: Final = dict.fromkeys([0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF])


class Word(NamedTuple):
    """A word or mark of the page's text and where it stands."""

    form: str
    span: Span


class _Gap(NamedTuple):
    """A stretch of page words and a stretch of line words, not yet compared; `size` indexes the anchors to be tried."""

    page: tuple[int, int]
    line: tuple[int, int]
    size: int
    tied: tuple[bool, bool]  # whether an anchor stands right before and right after


def page_words(text: str) -> list[Word]:
    """The words and marks of a page's text in order."""
    return [Word(found.group(), Span(*found.span())) for found in _WORD.finditer(text)]


def matched_words(words: Sequence[Word], *, lines: str) -> list[bool]:
    """For each word of the page whether the cleaned `lines` hold it, compared in order."""
    page = [word.form for word in words]
    line = [found.group() for found in _WORD.finditer(lines.translate(_INVISIBLE))]
    matched = [False] * len(page)
    gaps = [_Gap((0, len(page)), (0, len(line)), 0, (False, False))]
    while gaps:
        gaps.extend(_close(gaps.pop(), page=page, line=line, matched=matched))
    return matched


def _close(gap: _Gap, *, page: Sequence[str], line: Sequence[str], matched: list[bool]) -> Iterator[_Gap]:
    """Marks the words of a gap that match; gives the gaps that remain."""
    left, right, first, last = *gap.page, *gap.line
    while gap.tied[0] and left < right and first < last and page[left] == line[first]:
        matched[left] = True
        left, first = left + 1, first + 1
    while gap.tied[1] and left < right and first < last and page[right - 1] == line[last - 1]:
        right, last = right - 1, last - 1
        matched[right] = True
    rest = gap._replace(page=(left, right), line=(first, last))
    if left == right or first == last:
        return
    if (right - left) * (last - first) <= _SMALL:
        _compare(rest, page=page, line=line, matched=matched)
    elif gap.size < len(_ANCHORS):
        yield from _split(rest, page=page, line=line, matched=matched)


def _compare(gap: _Gap, *, page: Sequence[str], line: Sequence[str], matched: list[bool]) -> None:
    """Marks what a full comparison finds."""
    compared = SequenceMatcher(None, page[slice(*gap.page)], line[slice(*gap.line)], autojunk=False)
    for block in compared.get_matching_blocks():
        start = gap.page[0] + block.a
        matched[start : start + block.size] = [True] * block.size


def _split(gap: _Gap, *, page: Sequence[str], line: Sequence[str], matched: list[bool]) -> Iterator[_Gap]:
    """The gaps between anchors; where there is no anchor, the same gap with shorter ones."""
    size = _ANCHORS[gap.size]
    anchors = _anchors(gap, page=page, line=line, size=size)
    if not anchors:
        yield gap._replace(size=gap.size + 1)
        return
    left, first, tied = gap.page[0], gap.line[0], gap.tied[0]
    for at, on in anchors:
        if at < left or on < first:
            continue
        yield _Gap((left, at), (first, on), gap.size, (tied, True))
        matched[at : at + size] = [True] * size
        left, first, tied = at + size, on + size, True
    yield _Gap((left, gap.page[1]), (first, gap.line[1]), gap.size, (tied, gap.tied[1]))


def _anchors(gap: _Gap, *, page: Sequence[str], line: Sequence[str], size: int) -> list[tuple[int, int]]:
    """Places on the page and in the lines of word runs that occur once in either, in a chain that rises in both."""
    there = _once(page, *gap.page, size=size)
    here = _once(line, *gap.line, size=size)
    pairs = sorted((there[run], at) for run, at in here.items() if run in there)
    return _rising(pairs)


def _once(row: Sequence[str], start: int, end: int, *, size: int) -> dict[tuple[str, ...], int]:
    """Where each run of `size` words begins that occurs exactly once."""
    places: dict[tuple[str, ...], int] = {}
    for at in range(start, end - size + 1):
        run = tuple(row[at : at + size])
        places[run] = -1 if run in places else at
    return {run: at for run, at in places.items() if at >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs (sorted by their first) that rises in the second too: patience sorting."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, value) in enumerate(pairs):
        pile = bisect_left(tops, value)
        tops[pile : pile + 1] = [value]
        before.append(ends[pile - 1] if pile else -1)
        ends[pile : pile + 1] = [number]
    chain: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]
