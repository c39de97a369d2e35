"""What time expressions mean: each is a value that `resolve`s against the day of publication and the time spoken of.

`None` is the answer wherever the text does not tell the day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from standoff.mention.time_values import (
    Point,
    Stretch,
    Value,
    add_days,
    at_grain,
    calendar_unit,
    day_point,
    first_day,
    is_day,
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
    year: int | None = None  # the year that the paragraph speaks of, where it is not that of `day`


class Expression(Protocol):
    """A time expression."""

    def resolve(self, now: Now) -> Value | None:
        """The value, or None where the text does not tell."""
        ...


@dataclass(frozen=True, slots=True)
class Untold:
    """A time that names no day: "for three weeks", "in recent days", "Ramadan"."""

    def resolve(self, now: Now) -> Value | None:
        """Nothing."""
        return None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that is told in full."""

    value: Value

    def resolve(self, now: Now) -> Value | None:
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
        if now.year is not None:
            return self._in(now.year)
        if now.day is None:
            return None
        today = now.day
        years = range(today.year, today.year + 3) if now.ahead else range(today.year, today.year - 3, -1)
        right = [v for v in map(self._in, years) if v is not None and self._side(v, now)]
        named = [v for v in right if self.weekday and _weekday(v) == self.weekday]
        return next(iter(named or right), None)

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


def _weekday(value: Value) -> int | None:
    day = first_day(value)
    return day.isoweekday() if day else None


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
        today = _spoken_day(now) if self.spoken else now.day
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


@dataclass(frozen=True, slots=True)
class Rolling:
    """The last or next `count` units up to or from the day of publication: "the last five years"."""

    count: int
    unit: str
    ahead: bool

    def resolve(self, now: Now) -> Value | None:
        """An interval with the precision of the unit."""
        if now.day is None:
            return None
        other = move(now.day, self.count if self.ahead else -self.count, self.unit)
        if other is None:
            return None
        if self.unit == "quarter":
            return _quarters(now.day, other, ahead=self.ahead)
        here, there = at_grain(now.day, self.unit), at_grain(other, self.unit)
        return Stretch(here, there) if self.ahead else Stretch(there, here)


def _quarters(today: date, other: date, *, ahead: bool) -> Value | None:
    """Whole quarters before or after the one of today."""
    near = move(today, 1 if ahead else -1, "quarter")
    ends = [calendar_unit(d, "quarter") for d in (near, other) if d]
    points = [p for v in ends if isinstance(v, Stretch) for p in v if p is not None]
    return Stretch(min(points), max(points)) if points else None


@dataclass(frozen=True, slots=True)
class Distance:
    """`count` units from an anchor: the day of publication ("ago", "in"), the time spoken of ("later") or another time."""

    count: int
    unit: str
    anchor: Expression | None = None
    spoken: bool = False

    def resolve(self, now: Now) -> Value | None:
        """The unit of the calendar that is reached; the very day where the anchor is a day that the text names."""
        if self.anchor is not None:
            value = self.anchor.resolve(now)
            start = first_day(value) if value else None
            day = move(start, self.count, self.unit) if start else None
            return (at_grain(day, self.unit) if not is_day(value) else day_point(day)) if day else None
        start = _spoken_day(now) if self.spoken else now.day
        day = move(start, self.count, self.unit) if start else None
        if day is None:
            return None
        return Point(day.year) if self.unit in ("decade", "century") else calendar_unit(day, self.unit)


def _spoken_day(now: Now) -> date | None:
    return first_day(now.spoken) if now.spoken is not None else None


@dataclass(frozen=True, slots=True)
class Same:
    """The time spoken of before: "that day", "the same week", "earlier in the day"."""

    unit: str = "day"

    def resolve(self, now: Now) -> Value | None:
        """The unit that holds the time spoken of; a day only if a day was spoken of."""
        if self.unit == "day":
            return day_point(now.spoken_day) if now.spoken_day else None
        start = _spoken_day(now)
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


@dataclass(frozen=True, slots=True)
class Open:
    """A time without a start or an end: "since October", "until Friday"."""

    inner: Expression
    side: str  # "start": nothing is told before; "end": it goes on
    past: bool = False  # "since" looks back, whatever the verb

    def resolve(self, now: Now) -> Value | None:
        """An interval with one open end."""
        value = self.inner.resolve(replace(now, ahead=now.ahead and not self.past))
        if isinstance(value, Stretch):
            value = value.start if self.side == "end" else value.end
        if value is None:
            return None
        return Stretch(value, None) if self.side == "end" else Stretch(None, value)


@dataclass(frozen=True, slots=True)
class Between:
    """From one time to another; the year that one of them lacks is the other's."""

    left: Expression
    right: Expression

    def resolve(self, now: Now) -> Value | None:
        """An interval of the two."""
        if _leans(self.right) and not _leans(self.left):
            left = self.left.resolve(now)
            start = first_day(left) if left else None
            right = self.right.resolve(replace(now, day=start, ahead=True, year=None) if start else now)
        else:
            right = self.right.resolve(now)
            end = first_day(right) if right else None
            left = self.left.resolve(
                replace(now, day=end, ahead=False, year=None) if end and _leans(self.left) else now
            )
        first = left.start if isinstance(left, Stretch) else left
        last = right.end if isinstance(right, Stretch) else right
        return Stretch(first, last) if first is not None and last is not None else None


def _leans(side: Expression) -> bool:
    """Whether one end of a stretch is told by the other: a plain weekday, or a date without a year."""
    if isinstance(side, Calendar):
        return side.year is None and side.step is None
    return (isinstance(side, Weekday) and not side.which) or isinstance(side, MonthDay)


@dataclass(frozen=True, slots=True)
class InItsNth:
    """ "now in its sixth day": it began five days before the day of publication, and goes on."""

    number: int
    unit: str

    def resolve(self, now: Now) -> Value | None:
        """An interval with an open end; only days are exact."""
        start = move(now.day, 1 - self.number, self.unit) if now.day else None
        if start is None:
            return None
        point = at_grain(start, self.unit)
        return Stretch(point if self.unit == "day" else point._replace(vague=True), None)


@dataclass(frozen=True, slots=True)
class NthOf:
    """The n-th unit (or the last, -1) of another time, or `count` of them: "the first week of July"."""

    number: int
    unit: str
    inner: Expression
    count: int = 1

    def resolve(self, now: Now) -> Value | None:
        """The unit inside the other time; weeks of a year count as in ISO 8601."""
        value = self.inner.resolve(now)
        start, end = (first_day(value), last_day(value)) if value is not None else (None, None)
        if start is None or end is None:
            return None
        if self.number < 0:
            if self.unit == "week" and end.weekday() < 3:
                end -= timedelta(days=7)
            last = move(end, 1 - self.count, self.unit)
            return self._units(last) if last else None
        if self.unit == "week":
            start -= timedelta(days=start.weekday()) if start.weekday() <= 3 else timedelta(days=start.weekday() - 7)
        first = move(start, self.number - 1, self.unit)
        return self._units(first) if first else None

    def _units(self, first: date) -> Value | None:
        one = calendar_unit(first, self.unit)
        last = move(first, self.count - 1, self.unit)
        if self.count == 1 or last is None:
            return one
        other = calendar_unit(last, self.unit)
        return Stretch(
            one.start if isinstance(one, Stretch) else one, other.end if isinstance(other, Stretch) else other
        )


@dataclass(frozen=True, slots=True)
class WeekdayOf:
    """A weekday inside a week: "Monday of last week"."""

    number: int
    week: Expression

    def resolve(self, now: Now) -> Value | None:
        """That day."""
        value = self.week.resolve(now)
        start = first_day(value) if value is not None else None
        day = add_days(start, (self.number - start.isoweekday()) % 7) if start else None
        return day_point(day) if day else None
