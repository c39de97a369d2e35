"""What time expressions mean: each is a value that `resolve`s against the day of publication and the time spoken of.

`None` is the answer wherever the text does not tell the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from standoff.mention.time_values import (
    Point,
    Stretch,
    Value,
    add_days,
    calendar_unit,
    day_point,
    first_day,
    last_day,
    move,
    real_day,
    vague,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Now:
    """What a time is counted from. `ahead`: the verb is in the future. `spoken` and `spoken_day`: the times before."""

    day: date | None
    spoken: Value | None = None
    spoken_day: date | None = None
    ahead: bool = False
    present: bool = False  # the verb is in the present: what has no end yet ends ahead
    year: int | None = None  # the year that the paragraph speaks of, where it is not that of `day`


class Expression(Protocol):
    """A time expression."""

    def resolve(self, now: Now) -> Value | None:
        """The value, or None where the text does not tell."""
        ...


@dataclass(frozen=True, slots=True)
class Untold:
    """A time that names no day: "for three weeks", "in recent days", "Ramadan"."""

    def resolve(self, now: Now) -> Value | None:  # noqa: ARG002
        """Nothing."""
        return None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that is told in full."""

    value: Value

    def resolve(self, now: Now) -> Value | None:  # noqa: ARG002
        """The value itself."""
        return self.value


@dataclass(frozen=True, slots=True)
class Calendar:
    """A month, season or day of a month, with or without its year and its weekday."""

    month: int
    day: int | None = None
    year: int | None = None
    weekday: int | None = None
    step: int | None = None  # years from that of publication: "May 5 last year"

    def resolve(self, now: Now) -> Value | None:
        """With no year: the last one up to the day of publication, or the next one if the verb points ahead."""
        if self.year is not None:
            return self._in(self.year)
        if self.step is not None:
            return self._in(now.day.year + self.step) if now.day else None
        year = now.year if now.year is not None else self._year_spoken(now)
        if year is not None:
            return self._in(year)
        if now.day is None:
            return None
        today = now.day
        years = range(today.year, today.year + 3) if now.ahead else range(today.year, today.year - 3, -1)
        right = [v for v in map(self._in, years) if v is not None and self._side(v, now)]
        return self._named(today) or next(iter(right), None)

    def _year_spoken(self, now: Now) -> int | None:
        """The year of the month spoken of before, where it is this one: "in November 2005 … on 5 November"."""
        spoken = now.spoken if isinstance(now.spoken, Point) else None
        return spoken.year if spoken is not None and self.day and spoken.month == self.month else None

    def _named(self, today: date) -> Value | None:
        """The nearest year in which the day falls on the weekday that the text names."""
        values = [self._in(year) for year in range(today.year - 2, today.year + 3)] if self.weekday else []
        days = [d for v in values if v is not None and (d := first_day(v)) and d.isoweekday() == self.weekday]
        near = min(days, key=lambda d: abs(d - today), default=None)
        return day_point(near) if near else None

    def _side(self, value: Value, now: Now) -> bool:
        if now.day is None:
            return False
        start, end = first_day(value), last_day(value)
        if now.ahead:
            return end is not None and end >= now.day
        return start is not None and start <= now.day

    def _in(self, year: int) -> Value | None:
        if self.day is None:
            return Point(year, self.month)
        return Point(year, self.month, self.day) if real_day(year, self.month, self.day) else None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (1-7). `which`: "" | "last" | "past" | "this" | "next" | "coming" | "following"."""

    number: int
    which: str = ""

    def resolve(self, now: Now) -> Value | None:
        """Plain: the last one up to the day of publication, or the next one if the verb points ahead."""
        today = now.spoken_day if self.which == "following" else now.day
        if today is None:
            return None
        back = (today.isoweekday() - self.number) % 7
        on = (self.number - today.isoweekday() - 1) % 7 + 1
        if self.which == "this":
            offset = self.number - today.isoweekday()
        elif self.which == "next":
            offset = self.number - today.isoweekday() + 7
        elif self.which in ("coming", "following") or (not self.which and now.ahead):
            offset = on
        elif self.which in ("last", "past"):
            offset = -(back or 7) - (7 if self._this_week(today, back) else 0)
        else:
            offset = -back
        day = add_days(today, offset)
        return day_point(day) if day else None

    def _this_week(self, today: date, back: int) -> bool:
        """In the middle of a week "last Monday" is not the Monday of that week."""
        return self.which == "last" and today.isoweekday() <= 5 and 0 < back < today.isoweekday()


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day with no month: "on the 18th"; with a weekday perhaps."""

    day: int
    weekday: int | None = None

    def resolve(self, now: Now) -> Value | None:
        """The last such day up to the day of publication, or the next one ahead."""
        today = now.day
        if today is None:
            return None
        if (
            isinstance(now.spoken, Point)
            and now.spoken.month
            and (now.spoken.year, now.spoken.month) != (today.year, today.month)
        ):
            spoken = real_day(now.spoken.year, min(now.spoken.month, 12), self.day)
            if spoken and self.weekday is None:
                return day_point(spoken)
        step = 1 if now.ahead else -1
        for months in range(0, 13):
            month = move(today.replace(day=1), months * step, "month")
            day = real_day(month.year, month.month, self.day) if month else None
            if day and (day >= today if now.ahead else day <= today) and self.weekday in (None, day.isoweekday()):
                return day_point(day)
        return None


@dataclass(frozen=True, slots=True)
class FromToday:
    """A day counted from the day of publication: "yesterday" is -1."""

    days: int

    def resolve(self, now: Now) -> Value | None:
        """That day."""
        day = add_days(now.day, self.days) if now.day else None
        return day_point(day) if day else None


@dataclass(frozen=True, slots=True)
class Overnight:
    """The night before the day of publication, told as both of its days."""

    def resolve(self, now: Now) -> Value | None:
        """The stretch from the evening before to the morning."""
        before = add_days(now.day, -1) if now.day else None
        return Stretch(day_point(before), day_point(now.day)) if before and now.day else None


@dataclass(frozen=True, slots=True)
class Unit:
    """A calendar unit some steps from now: "last week" is ("week", -1). `spoken`: from the time spoken of before."""

    unit: str
    steps: int
    spoken: bool = False

    def resolve(self, now: Now) -> Value | None:
        """The unit of the calendar."""
        today = spoken_day(now) if self.spoken else now.day
        day = move(today, self.steps, self.unit) if today else None
        value = calendar_unit(day, self.unit) if day else None
        start = first_day(value) if value else None
        if self.unit == "weekend" and self.steps == 0 and not now.ahead and start and today and start > today:
            return Unit(self.unit, -1, self.spoken).resolve(now)
        return value


@dataclass(frozen=True, slots=True)
class YearStep:
    """A month, season or feast of the last, this or the next year or turn: "last March", "next summer"."""

    month: int
    steps: int
    day: int | None = None

    def resolve(self, now: Now) -> Value | None:
        """The one before, in or after the month of publication."""
        if now.day is None:
            return None
        years = range(now.day.year, now.day.year + 3) if self.steps >= 0 else range(now.day.year, now.day.year - 3, -1)
        values = [Calendar(self.month, self.day, year).resolve(now) for year in years]
        return next((v for v in values if v is not None and self._fits(v, now.day)), None)

    def _fits(self, value: Value, today: date) -> bool:
        start, end = first_day(value), last_day(value)
        if start is None or end is None:
            return False
        return self.steps == 0 or (start > today if self.steps > 0 else end < today)


def spoken_day(now: Now) -> date | None:
    """The first day of the time spoken of before."""
    return first_day(now.spoken) if now.spoken is not None else None


@dataclass(frozen=True, slots=True)
class Same:
    """The time spoken of before: "that day", "the same week", "earlier in the day"."""

    unit: str = "day"

    def resolve(self, now: Now) -> Value | None:
        """The unit that holds the time spoken of; a day only if a day was spoken of."""
        if self.unit == "day":
            return day_point(now.spoken_day) if now.spoken_day else None
        start = spoken_day(now)
        return calendar_unit(start, self.unit) if start else None


@dataclass(frozen=True, slots=True)
class NextToSpoken:
    """The day before or after the day spoken of."""

    days: int

    def resolve(self, now: Now) -> Value | None:
        """That day."""
        day = add_days(now.spoken_day, self.days) if now.spoken_day else None
        return day_point(day) if day else None


@dataclass(frozen=True, slots=True)
class Vague:
    """Another time, not exactly: "early May", "about a year ago"."""

    inner: Expression

    def resolve(self, now: Now) -> Value | None:
        """The value with EDTF's "~"."""
        value = self.inner.resolve(now)
        return vague(value) if value is not None else None
