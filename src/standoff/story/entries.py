"""The days of a live page's entries: "Yesterday 23:50" above a text is the day on which that text was told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from standoff.span import Span
from standoff.story.head import MONTH
from standoff.story.paragraph import Paragraph
from standoff.story.published import day_of

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK: Final = r"(?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}\)?)?"
_DATED: Final = rf"\d{{1,2}} {MONTH}(?:,? (?:19|20)\d\d)?|{MONTH} \d{{1,2}}(?:,? (?:19|20)\d\d)?|\d{{4}}-\d\d-\d\d"
_DAY: Final = rf"(?:[A-Z][a-z]+day,? )?(?:{_DATED})|[Tt]oday|[Yy]esterday|[A-Z][a-z]+day"
_STAMP: Final = re.compile(  # what may follow it in its line is the heading of the entry
    rf"(?:(?P<day>{_DAY})(?:,? {_CLOCK})?|{_CLOCK},? (?P<after>{_DAY}))(?=\Z|:\s|\s[|·•–—-]\s)"
)
_CLOCKED: Final = re.compile(r"\d[:.]\d\d")
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6", "time", "dt"})
_FEWEST: Final = 2  # headings of entries that make a live page


def entry_days(
    paragraphs: Sequence[Paragraph], *, why: Sequence[str | None], title: int | None, published_at: str | None
) -> tuple[tuple[Span, str], ...]:
    """The headings of entries that tell a day, in order, each with its day (`YYYY-MM-DD`): the text under it was told
    then. Empty where a page has fewer than two: then it is no live page."""
    published = day_of(published_at or "")
    found = [
        (Span(paragraph.span.start + stamp.start(), paragraph.span.start + stamp.end()), day)
        for number, paragraph in enumerate(paragraphs)
        if number != title and (stamp := _stamp(paragraph)) and not _beside_links(why, number)
        if (day := _day(stamp, date.fromisoformat(published) if published else None))
    ]
    between = any(_is_told(paragraphs, why, found[0][0].start, span.start) for span, _ in found[1:])
    return tuple(found) if len(found) >= _FEWEST and between else ()


def _stamp(paragraph: Paragraph) -> re.Match[str] | None:
    """The day at the head of an entry: with a time of day, or in a heading."""
    found = _STAMP.match(paragraph.text)
    tags = {str(element.tag) for element in paragraph.ancestors[:2]}
    return found if found and (_CLOCKED.search(found.group()) or tags & _HEADINGS) else None


def _beside_links(why: Sequence[str | None], number: int) -> bool:
    """Whether a day stands with the links to other stories."""
    return "link list" in {*why[max(number - 1, 0) : number + 2]}


def _is_told(paragraphs: Sequence[Paragraph], why: Sequence[str | None], start: int, end: int) -> bool:
    """Whether the story goes on between two offsets."""
    return any(
        start < p.span.start < end and reason is None and p.is_sentence
        for p, reason in zip(paragraphs, why, strict=True)
    )


def _day(stamp: re.Match[str], published: date | None) -> str | None:
    """The day that a stamp names; what it leaves out is as of the day of publication."""
    words = stamp["day"] or stamp["after"]
    if found := day_of(words):
        return found
    return next(_guessed(words, published), None) if published else None


def _guessed(words: str, published: date) -> Iterator[str]:
    """The day of "today", "yesterday", a weekday, a date without its year: the last one up to publication."""
    name = words.lower()
    back = {"today": 0, "yesterday": 1}.get(name)
    if back is None and name in _WEEKDAYS:
        back = (published.weekday() - _WEEKDAYS.index(name)) % len(_WEEKDAYS)
    if back is not None:
        yield (published - timedelta(days=back)).isoformat()
    for year in (published.year, published.year - 1):
        day = day_of(f"{words}, {year}")
        if day and day <= published.isoformat():
            yield day
