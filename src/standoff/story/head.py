"""The head of a text file: title, outlet, byline and day in lines of their own, or the headers of an e-mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from standoff.span import Span
from standoff.story.mail import TITLE, read_headers, trimmed_lines
from standoff.story.wording import wording
from standoff.terms.agencies import load_agencies
from standoff.terms.tables import read_table

_EMPTY_LINE: Final = re.compile(r"\n[^\S\n]*(?:\n|\Z)")
_NO_TITLE: Final = re.compile(r"[.:;][\"'”’»)\]]*$")
_MOST: Final = 5  # lines of a head
_LONGEST: Final = 300  # characters of a line
_WRAPPED: Final = 45  # characters; a longer line may go on in the next one
_NAME_WORDS: Final = 6
_BYLINE: Final = 80  # characters of a byline
_WEEKDAY: Final = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY: Final = re.compile(
    rf"(?:{_WEEKDAY},? )?(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH}(?:,? \d{{4}})?"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\w)"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: (?:[A-Z]{2,5}|[+-]\d{4}))?)?"
)
_STAMP: Final = re.compile(
    r"(?:(?:first |last |originally )?(?:published|posted|updated|issued|released)(?: on| at)?|date):?\s*",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\s*[|·•]\s*|\s+[-–—]+\s+|\s*,\s+|\s*/\s+")
_BY: Final = re.compile(r"By:? (?=\S)", re.IGNORECASE)
_AND: Final = re.compile(r",? and |, ?| & ")
_CAPITAL: Final = r"[A-Z0-9][\w.’'&-]*"
_NAME: Final = re.compile(rf"(?:{_CAPITAL}|(?:the|al|el) {_CAPITAL})(?: (?:{_CAPITAL}|of|the|de|la|al|el|for|and|&))*")


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines of a text file are: a span each, with "title" or why it is no story; outlet and authors."""

    lines: tuple[tuple[Span, str], ...]
    end: int  # where the head ends
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    mail: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line under the title tells."""

    outlet: str | None = None
    authors: tuple[str, ...] = ()
    dated: bool = False
    signed: bool = False  # it says by whom


def head_of(text: str) -> Head | None:
    """The head of a text file; None where its first lines are none."""
    start = len(text) - len(text.lstrip())
    found = _EMPTY_LINE.search(text, start)
    block = Span(start, found.start() if found else len(text))
    headers = read_headers(text, block)
    if headers:
        return Head(headers, headers[-1][0].end, mail=True)
    lines = list(islice(trimmed_lines(text, block), _MOST + 1))
    if found and len(lines) == 1:  # an empty line after the title: what is under it may be the rest of the head
        start = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip())  # beyond all empty lines
        found = _EMPTY_LINE.search(text, start)
        lines += islice(trimmed_lines(text, Span(start, found.start())), _MOST) if found else []
    return _printed(text, lines) if found and text[found.end() :].strip() else None


# ---- title, outlet, byline, day


def _printed(text: str, lines: Sequence[Span]) -> Head | None:
    """A head as printed: a title, and under it lines of nothing but outlet, byline and day."""
    written = [text[line.start : line.end] for line in lines]
    if not 2 <= len(lines) <= _MOST or any(len(line) > _LONGEST for line in written) or _NO_TITLE.search(written[0]):
        return None
    told = [_judged(line) for line in written[1:]]
    known = [line for line in told if line is not None]
    if len(known) < len(told) or not _is_sure(written[0], known):
        return None
    whys = (TITLE, *("time stamp" if line.dated else "byline" for line in known))
    authors = tuple(dict.fromkeys(name for line in known for name in line.authors))
    publisher = next((line.outlet for line in known if line.outlet), None)
    return Head(tuple(zip(lines, whys, strict=True)), lines[-1].end, publisher, authors)


def _is_sure(title: str, told: Sequence[_Line]) -> bool:
    """Whether the lines are a head and not a title that an editor wrapped."""
    if any(line.dated or line.signed for line in told):
        return True
    return all(line.outlet for line in told) and (len(title) <= _WRAPPED or title.split()[-1].islower())


def _judged(line: str) -> _Line | None:
    """What a line tells, where it is nothing but days, bylines and names."""
    day = _DAY.search(line)
    rest = f"{line[: day.start()]} | {line[day.end() :]}" if day else line
    by = _BY.match(rest)
    parts = _PARTS.split(_STAMP.sub("", rest[by.end() :] if by else rest))
    names = [part.strip(" ,()") for part in parts if part.strip(" ,()")]
    plain = all(_NAME.fullmatch(name) and len(name.split()) <= _NAME_WORDS for name in names) and bool(day or names)
    if not plain:
        return _Line(signed=True) if by and len(line) <= _BYLINE and line[-1] not in ".:;" else None
    outlet = next((name for name in names if _is_outlet(name)), None)
    authors = [a for name in names[:1] if by and name != outlet for a in _AND.split(name)]
    return _Line(outlet, tuple(authors), dated=day is not None, signed=by is not None)


@cache
def _outlets() -> frozenset[str]:
    """The names of outlets and agencies, lower-cased."""
    rows = (row for row in read_table("organisations.tsv") if row.get("sector") == "JRN")
    names = (name.lstrip("?") for row in rows for name in (row["name"], *row["other_names"].split("|")) if name)
    return frozenset(name.lower() for name in (*names, *load_agencies()))


def _is_outlet(name: str) -> bool:
    """Whether a name is an outlet's: a known one, or by its words ("Harbour Wire", "The Meridian"), not "Top News"."""
    words, known = name.lower().split(), wording().outlet_words
    named = len(words) > 1 and (words[0] == "the" or not known.isdisjoint(words))
    return name.lower() in _outlets() or (named and not known.union(wording().outlet_labels).issuperset(words))
