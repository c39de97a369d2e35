"""The day of publication and what it rests on. Never the day on which the page was fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import PurePosixPath
from typing import Final

from standoff.errors import UsageError
from standoff.model import Page, PublishedBasis
from standoff.story.paragraph import Paragraph

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH: Final = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR: Final = r"(?P<y>(?:19|20)\d\d)"
_DAY: Final = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_DATES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
        rf"(?<!\d){_YEAR}[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)(?!\d)",
        rf"\b{_MONTH} {{0,2}}{_DAY},? {{0,2}}{_YEAR}\b",
        rf"(?<!\d){_DAY}\.?[ -]{{1,2}}(?:of )?{_MONTH}[ ,-]{{1,3}}{_YEAR}\b",
        rf"(?<!\d){_YEAR}[ -]{_MONTH}[ -]{_DAY}(?!\d)",
        rf"\b{_MONTH} {{1,2}}{_DAY} \d\d:\d\d(?::\d\d)?(?: [A-Z]{{2,5}}| [+-]\d{{4}})? {_YEAR}\b",
    )
)
_NUMBERS: Final = re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?!\d)")
_COMPACT: Final = re.compile(rf"(?<!\d){_YEAR}(?P<m>\d\d)(?P<d>\d\d)(?:(?=[T_\-. ]|\d{{4,6}}(?!\d))|(?!\d))")
_EPOCH: Final = re.compile(r"(?P<s>1\d{9})(?:\d{3})?")
_EDTF: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?|\d{4}(?:-\d\d(?:-\d\d)?)?/\d{4}(?:-\d\d(?:-\d\d)?)?")
_IN_PATH: Final = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d\d?|[a-z]{3})[/-](?P<d>\d\d?)(?=[/-]|$)", re.IGNORECASE)
_STAMP: Final = re.compile(
    r"\b(?:first |originally )?(?:published|posted|issued|released|date|filed|uploaded)\b", re.IGNORECASE
)
_UPDATE: Final = re.compile(
    r"\b(?:updated|modified|edited|last update|retrieved|accessed|printed|last changed)\b", re.IGNORECASE
)
_DATELINE: Final = re.compile(r"^[^\n]{0,90}?(?:[-–—]{1,2}|\))\s", re.DOTALL)
_PLACE: Final = re.compile(
    r"(?:[A-Z][A-Z’'. -]{2,}|[A-Z]\w+(?: [A-Z]\w+)?(?=[,/(]| \())[,/(]? ?(?:[A-Z][\w.]+,? )?\(?(?:\d|[A-Z][a-z]{2})"
)
_TOP: Final = 12  # paragraphs around the headline that may carry the date
_STAMP_LENGTH: Final = 300  # characters
_STAMP_WORDS: Final = 24  # words of a line that may be a date stamp
_SPARE_WORDS: Final = 4  # words that a line of nothing but a date may have besides it


def day_of(written: str) -> str | None:
    """The calendar day (`YYYY-MM-DD`) that a string names, as written in its own time zone; None if it names none.

    A time with an offset keeps the day on the outlet's own calendar: `2022-03-01T23:30:00-05:00` is 1 March, though
    it was 2 March in Kyiv, since the story's "Tuesday" is counted on that calendar. Days and months as numbers are read
    only where just one order is possible.

    >>> day_of("2022-03-01T23:30:00-05:00"), day_of("1 March 2022"), day_of("01/03/2022"), day_of("25/03/2022")
    ('2022-03-01', '2022-03-01', None, '2022-03-25')
    """
    for pattern in _DATES:
        for found in pattern.finditer(written):
            day = _valid(found["y"], found["m"], found["d"])
            if day:
                return day
    for found in _NUMBERS.finditer(written):
        day = _unambiguous(found)
        if day:
            return day
    return None


def _valid(year: str, month: str, day: str) -> str | None:
    number = _MONTHS.get(month.lower().rstrip(".")) or (int(month) if month.isdecimal() else 0)
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def _unambiguous(found: re.Match[str]) -> str | None:
    """The day of `a/b/year` where only one order gives a date, or both the same."""
    ways = {_valid(found["y"], found["b"], found["a"]), _valid(found["y"], found["a"], found["b"])} - {None}
    return ways.pop() if len(ways) == 1 else None


def find_published(
    page: Page, *, name: str, argument: str | None, paragraphs: Sequence[Paragraph], body: int
) -> tuple[str | None, PublishedBasis]:
    """The day of publication (EDTF) and its basis: argument, metadata, text, file name, or none.

    `body` is the number of the paragraph where the running text begins. Raises `UsageError` for an `argument` that is
    no date.
    """
    if argument is not None:
        return _argument(argument), "argument"
    claimed = _metadata_day(page)
    if claimed:
        return claimed, "metadata"
    told = _text_day(paragraphs, body)
    if told:
        return told, "text"
    named = _filename_day(name)
    return (named, "filename") if named else (None, "none")


def _argument(argument: str) -> str:
    bare = argument.strip()
    day = day_of(bare)
    if _EDTF.fullmatch(bare) and (day or len(bare) < 10):
        return bare
    if day is None:
        raise UsageError(f"not a date: {argument!r} (write it as 2022-03-01)")
    return day


def _metadata_day(page: Page) -> str | None:
    """The day that the markup claims: its date, else the date in the canonical address."""
    written = page.metadata.published or ""
    day = day_of(written) or _compact_day(written) or _epoch_day(written)
    if day:
        return day
    found = _IN_PATH.search(page.metadata.canonical_uri or "")
    return _valid(found["y"], found["m"], found["d"]) if found else None


def _compact_day(written: str) -> str | None:
    found = _COMPACT.search(written)
    return _valid(found["y"], found["m"], found["d"]) if found else None


def _epoch_day(written: str) -> str | None:
    found = _EPOCH.fullmatch(written.strip())
    return datetime.fromtimestamp(int(found["s"]), UTC).date().isoformat() if found else None


def _filename_day(name: str) -> str | None:
    """The day in a file's name: `2022-03-01-name.txt`, `20220301_name.html`, `name-2022-03-01.txt`."""
    stem = PurePosixPath(name.replace("\\", "/")).name.rsplit(".", 1)[0].replace("_", "-")
    found = re.search(rf"(?<!\d){_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", stem)
    return _valid(found["y"], found["m"], found["d"]) if found else _compact_day(stem)


def _text_day(paragraphs: Sequence[Paragraph], body: int) -> str | None:
    """The day in the words: a stamp around the headline, a dateline, a stamp anywhere else that says so."""
    near = paragraphs[max(body - _TOP, 0) : body + 4]
    first = paragraphs[body : body + 3]
    written = chain(
        _stamps(near, said=True), _datelines(first), _stamps(near, said=False), _stamps(paragraphs, said=True)
    )
    return next((day for words in written if (day := day_of(words))), None)


def _stamps(paragraphs: Iterable[Paragraph], *, said: bool) -> Iterable[str]:
    """Short lines that hold a date: those that say "published" (`said`), or those that are little else."""
    for paragraph in paragraphs:
        if paragraph.words > _STAMP_WORDS or paragraph.span.length > _STAMP_LENGTH:
            continue
        text = _before_update(paragraph.bare)
        marked = _STAMP.search(text)
        if said and marked:
            yield text[marked.start() :]
        elif not said and (paragraph.words <= 3 + _SPARE_WORDS or _is_separated(text)):
            yield text


def _before_update(text: str) -> str:
    """A line up to where it speaks of an update; the date after "updated" is another one."""
    found = _UPDATE.search(text)
    if not found:
        return text
    published = _STAMP.search(text)
    if published and published.start() > found.start():
        return text[published.start() :]
    return text[: found.start()]


def _is_separated(text: str) -> bool:
    """Whether a line is made of parts, as in "By A. Writer | Kyiv | 1 March 2022"."""
    return bool(re.search(r"\s[|•·–—]\s", text)) and not text.rstrip().endswith(".")


def _datelines(paragraphs: Iterable[Paragraph]) -> Iterable[str]:
    """The front of paragraphs that begin with a dateline: `KYIV, March 1, 2022 (Agency) -`."""
    for paragraph in paragraphs:
        found = _DATELINE.match(paragraph.bare)
        if found and _PLACE.match(found.group()):
            yield found.group()
