"""Times that lean on others or run from day to day: "since October", "two days ago", "the first week of May"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from standoff.mention.time_expressions import Calendar, Expression, MonthDay, NextToSpoken, Now, Weekday, spoken_day
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
)


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
    """`count` units from the day of publication ("ago", "in"), the time spoken of ("later") or another time."""

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
        start = spoken_day(now) if self.spoken else now.day
        day = move(start, self.count, self.unit) if start else None
        if day is None:
            return None
        return Point(day.year) if self.unit in ("decade", "century") else calendar_unit(day, self.unit)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The time that lies `count` units before the one spoken of: "on Thursday, FIVE DAYS AFTER Iran fired"."""

    count: int
    unit: str

    def resolve(self, now: Now) -> Value | None:
        """That day, or that unit of the calendar."""
        if self.unit == "day":
            return NextToSpoken(-self.count).resolve(now)
        return Distance(-self.count, self.unit, spoken=True).resolve(now)


@dataclass(frozen=True, slots=True)
class Open:
    """A time without a start or an end: "since October", "until Friday"."""

    inner: Expression
    side: str  # "start": nothing is told before; "end": it goes on
    past: bool = False  # "since" looks back, whatever the verb

    def resolve(self, now: Now) -> Value | None:
        """An interval with one open end."""
        lasts = now.present and self.side == "start"
        value = self.inner.resolve(replace(now, ahead=(now.ahead or lasts) and not self.past))
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
            right = self.right.resolve(replace(now, ahead=now.ahead or now.present))
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
