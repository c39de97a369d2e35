"""Spans: the only arithmetic on offsets.

A span is `[start, end]` in Unicode code points of `page.text`, end not included, as W3C Web Annotation counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of `page.text`: `start` included, `end` not, in Unicode code points."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """The number of code points covered."""
        return self.end - self.start


def words(text: str, span: Span) -> str:
    """The words that a span points at.

    >>> words("Kyiv said no.", Span(0, 4))
    'Kyiv'
    """
    return text[span.start : span.end]


def overlaps(left: Span, right: Span) -> bool:
    """Whether two spans share at least one code point."""
    return left.start < right.end and right.start < left.end


def contains(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies wholly inside `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def within(spans: Iterable[Span], inner: Span) -> bool:
    """Whether `inner` lies wholly inside one of `spans`."""
    return any(contains(outer, inner) for outer in spans)


def cover(spans: Sequence[Span]) -> Span:
    """The smallest span that covers all of `spans` (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def trim(text: str, span: Span) -> Span:
    """`span` without white space at its ends; may be empty.

    >>> trim(" a b ", Span(0, 5))
    Span(start=1, end=4)
    """
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap made one.

    >>> merge([Span(4, 6), Span(0, 2), Span(2, 3)])
    (Span(start=0, end=3), Span(start=4, end=6))
    """
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
