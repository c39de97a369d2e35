"""The first and last calendar day that an EDTF value can mean; never shown."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_LONGEST = 2  # days: a night belongs to two; a longer stretch tells of no single day
_FIRST, _LAST = "0000-01-01", "9999-12-31"
_SEASONS = {"21": ("03", "05"), "22": ("06", "08"), "23": ("09", "11"), "24": ("12", "12")}
_DATE = re.compile(r"^(-?[0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?")


def day_bounds(value: str | None) -> tuple[str, str] | None:
    """First and last day (ISO) of an EDTF level 1 value; None if there is no value or it is no date.

    >>> day_bounds("2022-02")
    ('2022-02-01', '2022-02-28')
    >>> day_bounds("2019-10/..")
    ('2019-10-01', '9999-12-31')
    """
    if not value:
        return None
    begin, slash, end = value.partition("/")
    if not slash:
        return _bounds(begin)
    first = (_FIRST, "") if begin in ("", "..") else _bounds(begin)
    last = ("", _LAST) if end in ("", "..") else _bounds(end)
    return (first[0], last[1]) if first and last else None


def single_days(first: str, last: str) -> list[str]:
    """The days (ISO) from `first` to `last`, none where they are no days or too many to tell of a single one.

    >>> single_days("2022-02-28", "2022-03-01"), single_days("2022-03-01", "2022-03-07")
    (['2022-02-28', '2022-03-01'], [])
    """
    try:
        start, length = date.fromisoformat(first), (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return []
    return [(start + timedelta(days=n)).isoformat() for n in range(length + 1)] if length < _LONGEST else []


def first_of(value: str | None) -> str | None:
    """The first day that a value can mean; None where it means none."""
    bounds = day_bounds(value)
    return bounds[0] if bounds else None


def last_of(value: str | None) -> str | None:
    """The last day that a value can mean; None where it means none.

    >>> first_of("2022-02"), last_of("2022-02"), last_of(None)
    ('2022-02-01', '2022-02-28', None)
    """
    bounds = day_bounds(value)
    return bounds[1] if bounds else None


def _bounds(date: str) -> tuple[str, str] | None:
    found = _DATE.match(date.strip("~?%"))
    if not found:
        return None
    year, month, day = found.groups()
    low, high = year.replace("X", "0"), year.replace("X", "9")
    if month in _SEASONS:
        first, last = _SEASONS[month]
        return f"{low}-{first}-01", f"{high}-{last}-{_days(high, last)}"
    if month is None or "X" in month:
        return f"{low}-01-01", f"{high}-12-31"
    if day is None or "X" in day:
        return f"{low}-{month}-01", f"{high}-{month}-{_days(high, month)}"
    return f"{low}-{month}-{day}", f"{high}-{month}-{day}"


def _days(year: str, month: str) -> int:
    number = int(month)
    return calendar.monthrange(max(int(year), 1), number)[1] if 1 <= number <= 12 else 31
