"""Values of time and their arithmetic: points and stretches of the common calendar, written as EDTF level 1."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Point(NamedTuple):
    """A day, month, season (21-24), year, decade (`masked` 1) or century (`masked` 2); `vague` is EDTF's "~"."""

    year: int  # astronomical: 0 is 1 BC
    month: int | None = None
    day: int | None = None
    masked: int = 0
    vague: bool = False


class Stretch(NamedTuple):
    """An interval of two points, both included; None is an open end."""

    start: Point | None
    end: Point | None


Value = Point | Stretch


def edtf(value: Value) -> str:
    """The value in EDTF level 1.

    >>> edtf(Point(2014, 5, vague=True)), edtf(Stretch(Point(2019, 10), None)), edtf(Point(1990, masked=1))
    ('2014-05~', '2019-10/..', '199X')
    """
    if isinstance(value, Stretch):
        start, end = (".." if p is None else _point(p) for p in value)
        return f"{start}/{end}"
    return _point(value)


def _point(point: Point) -> str:
    year = f"{'-' if point.year < 0 else ''}{abs(point.year):04d}"
    if point.masked:
        year = year[: -point.masked] + "X" * point.masked
    parts = [year] + [f"{p:02d}" for p in (point.month, point.day) if p is not None]
    return "-".join(parts) + ("~" if point.vague else "")


def day_point(day: date) -> Point:
    """A day as a point."""
    return Point(day.year, day.month, day.day)


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (30 February)."""
    if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def first_day(value: Value) -> date | None:
    """The first day that a value covers; None where it is open or outside the calendar of the machine."""
    point = value.start if isinstance(value, Stretch) else value
    if point is None:
        return None
    year = point.year - (point.year % 10**point.masked if point.masked else 0)
    month = _season_month(point.month) if point.month and point.month > 12 else point.month
    return real_day(year, month or 1, point.day or 1)


def last_day(value: Value) -> date | None:
    """The last day that a value covers; None where it is open or outside the calendar of the machine."""
    point = value.end if isinstance(value, Stretch) else value
    if point is None or not 1 <= point.year <= 9990:
        return None
    if point.day is not None and point.month is not None:
        return real_day(point.year, point.month, point.day)
    if point.month is None:
        return date(point.year + 10**point.masked - 1 - point.year % 10**point.masked, 12, 31)
    month = _season_month(point.month) + 2 if point.month > 12 else point.month
    year, month = point.year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _season_month(season: int) -> int:
    return {21: 3, 22: 6, 23: 9}.get(season, 12)


def add_days(day: date, count: int) -> date | None:
    """`day` moved by `count` days, or None at the end of the calendar."""
    number = day.toordinal() + count
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def add_months(day: date, count: int) -> date | None:
    """`day` moved by months; a day that the month lacks becomes its last."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def move(day: date, count: int, unit: str) -> date | None:
    """`day` moved by `count` units ("day", "week", "month", "year" …)."""
    if unit in _DAYS:
        return add_days(day, count * _DAYS[unit])
    return add_months(day, count * _MONTHS[unit])


def calendar_unit(day: date, unit: str) -> Value:
    """The calendar unit that holds `day`: a week runs from Monday to Sunday, a weekend is its last two days.

    >>> edtf(calendar_unit(date(2022, 2, 23), "week"))
    '2022-02-21/2022-02-27'
    """
    monday = day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    if unit == "day":
        return day_point(day)
    if unit in ("week", "fortnight"):
        return Stretch(day_point(monday), day_point(monday + timedelta(days=6)))
    if unit == "weekend":
        return Stretch(day_point(monday + timedelta(days=5)), day_point(monday + timedelta(days=6)))
    if unit == "month":
        return Point(day.year, day.month)
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return Stretch(Point(day.year, first), Point(day.year, first + 2))
    return Point(day.year, masked={"decade": 1, "century": 2}.get(unit, 0))


def at_grain(day: date, unit: str) -> Point:
    """`day` with the precision of `unit`: weeks keep the day, decades the year."""
    if unit in _DAYS:
        return day_point(day)
    return Point(day.year, day.month) if unit in ("month", "quarter") else Point(day.year)


def vague(value: Value) -> Value:
    """The same value, marked as not exact."""
    if isinstance(value, Point):
        return value._replace(vague=True)
    return Stretch(*(p._replace(vague=True) if p else None for p in value))


def is_day(value: Value | None) -> bool:
    """Whether the value is one day."""
    return isinstance(value, Point) and value.day is not None
