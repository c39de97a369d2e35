"""The clock of a condition in readable lines: a strip of its days, then what is told of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from standoff.ledger_model import Clock, ClockDay, ClockEvidence, Ledger, MergedCondition, MergedEvent, Pattern
from standoff.show.ink import PLAIN, Ink, safe, short
from standoff.track import Coverage, compile_condition, days_since_breach
from standoff.track.wording import side_words

WORDS = {
    "breach_reported": "breach reported",
    "quiet_reported": "quiet reported",
    "fulfilled_reported": "fulfilled reported",
    "nothing_reported": "nothing reported",
    "not_covered": "not covered",
}
STATUS = {"not_met": "not met", "reported_met": "reported met", "unknown": "not known"}
_SIGNS = {
    "breach_reported": "x", "quiet_reported": "o", "fulfilled_reported": "+", "nothing_reported": ".",
    "not_covered": "?",
}  # fmt: skip
_COLOURS = {"breach_reported": "red", "quiet_reported": "green", "fulfilled_reported": "green"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MOST = 3  # pieces of evidence that a day shows; --json has all
_MOST_DAYS = 6  # days not covered that are named one by one


def mark_words(mark: str, *, threat: bool) -> str:
    """A mark in words; what fulfils a threat's condition is its trigger."""
    return "trigger reported" if threat and mark == "fulfilled_reported" else WORDS[mark]


def clock_summary(clock: Clock, *, threat: bool = False) -> str:
    """The clock in one line: status, and on how many of its days what was reported, last when."""
    parts = []
    for mark in _COLOURS:
        days = [d.day for d in clock.days if d.mark == mark]
        if days:
            number = f"{len(days)} of {len(clock.days)} days"
            parts.append(f"{mark_words(mark, threat=threat)} on {number}, last on {days[-1]}")
    return ": ".join(filter(None, (STATUS[clock.status], "; ".join(parts))))


def coverage_words(coverage: Coverage) -> str:
    """By how many stories how many days are covered, and which are not.

    >>> coverage_words(Coverage(frozenset({"a"}), ("2022-03-01",), ("2022-03-02",)))
    'covered by 1 story on 1 day; not covered on 1: 2022-03-02'
    """
    stories, days, left = len(coverage.stories), len(coverage.covered), coverage.uncovered
    if not days:
        return "no story tells of the place on any of its days"
    told = f"covered by {stories} {'story' if stories == 1 else 'stories'} on {days} {'day' if days == 1 else 'days'}"
    named = ", ".join(left[:_MOST_DAYS]) + (" …" if left[_MOST_DAYS:] else "")
    return f"{told}; not covered on {len(left)}: {named}" if left else told


def show_clock(
    ledger: Ledger, condition: MergedCondition, clock: Clock, coverage: Coverage, *, ink: Ink = PLAIN
) -> str:  # fmt: skip
    """The clock of a condition: what is required, its status, a strip of its days, and a line for every day."""
    events = {e.id: e for e in ledger.events}
    holder = safe(condition.holder.name) if condition.holder else "Somebody who is not named"
    days = sorted({t.day for t in condition.tellings if t.day})
    lines = [
        ink(f"{holder}: {condition_words(condition)}", "bold"),
        ink(f"asked of the events: {_asked(compile_condition(condition).requires)}", "dim"),
        ink(f"stated {_times(len(condition.tellings))}: {', '.join(days) or 'day not stated'}", "dim"), "",
        clock_summary(clock, threat=condition.threat) + _since(clock),
        coverage_words(coverage), "", *_strip(clock, ink, threat=condition.threat), "",
    ]  # fmt: skip
    for day in clock.days:
        lines += _day(day, events, ink, threat=condition.threat)
    return "\n".join(lines)


def condition_words(condition: MergedCondition, *, length: int = 90) -> str:
    """A condition as it was said: both sides in their own words, joined by the operator.

    >>> from standoff.ledger_model import MergedCondition
    >>> condition_words(MergedCondition("c", None, "until", Pattern(None, words="they leave"),
    ...                                 Pattern(None, words="that it will not talk"), None, None, False, ()))
    '“it will not talk” until “they leave”'
    """
    operator = condition.operator.replace("_", " ")
    follows, only = side_words(safe(condition.consequence.words), condition.operator)
    needs, _ = side_words(safe(condition.requires.words), condition.operator)
    operator = f"only {operator}" if only and not operator.startswith("only") else operator
    left, right = (needs, follows) if condition.operator == "before" else (follows, needs)
    return f"“{short(left, length)}” {operator} “{short(right, length)}”"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _asked(pattern: Pattern) -> str:
    """The pattern as it is held against the events."""
    if pattern.event_type is None:
        return "nothing; the words stand for no type of event"
    parts = [f"{pattern.event_type} {pattern.polarity.replace('_', ' ')}"]
    for label, values in (("by", pattern.actors), ("on", pattern.recipients), ("in", pattern.places)):
        parts += [f"{label} {', '.join(map(safe, values))}"] if values else []
    parts += [safe(pattern.target)] if pattern.target else []
    return " · ".join(parts)


def _since(clock: Clock) -> str:
    days = days_since_breach(clock)
    return f" ({days} {'day' if days == 1 else 'days'} before {clock.days[-1].day})" if days else ""


def _strip(clock: Clock, ink: Ink, *, threat: bool) -> Iterator[str]:
    """A sign for every day, a row for every month, and what the signs mean."""
    for month, days in groupby(clock.days, key=lambda d: d.day[:7]):
        shown = list(days)
        blank = " " * (int(shown[0].day[8:]) - 1)
        yield f"{month}  {blank}{''.join(_sign(d, ink) for d in shown)}"
    yield ink("         1   5    10   15   20   25   30", "dim")
    marks = dict.fromkeys(d.mark for d in clock.days)
    yield "         " + "   ".join(f"{_SIGNS[m]} {mark_words(m, threat=threat)}" for m in WORDS if m in marks)


def _sign(day: ClockDay, ink: Ink) -> str:
    return ink(_SIGNS[day.mark], *([_COLOURS[day.mark]] if day.mark in _COLOURS else ["dim"]))


def _day(day: ClockDay, events: Mapping[str, MergedEvent], ink: Ink, *, threat: bool) -> Iterator[str]:
    styles = [_COLOURS[day.mark]] if day.mark in _COLOURS else ["dim"]
    first = f"{day.day}  {ink(f'{mark_words(day.mark, threat=threat):<18}', *styles)}"
    shown = list(dict.fromkeys(_told(e, events.get(e.event), ink) for e in day.evidence))
    yield f"{first}  {shown[0]}" if shown else first.rstrip()
    yield from (f"{'':30}  {line}" for line in shown[1:_MOST])
    if len(shown) > _MOST:
        yield ink(f"{'':30}  and {len(shown) - _MOST} more", "dim")


def _told(evidence: ClockEvidence, event: MergedEvent | None, ink: Ink) -> str:
    """One piece of evidence: the words, who did it and where, what had to be assumed, the event's id."""
    words = f"“{short(safe(evidence.evidence.words), 50)}”"
    parts = [words, *(_scene(event) if event else ())]
    parts += [f"({evidence.note})"] if evidence.note else []
    return f"{' '.join(parts)} {ink(evidence.event, 'dim')}".rstrip()


def _scene(event: MergedEvent) -> Iterator[str]:
    if event.actors:
        yield "by " + ", ".join(dict.fromkeys(safe(p.name) for p in event.actors))
    if event.places:
        yield "in " + ", ".join(dict.fromkeys(safe(p.name) for p in event.places))
    if event.reports > 1:
        yield f"· {event.reports} stories"


def day_words(day: str | None, *, year: bool = False) -> str:
    """A day as people write it.

    >>> day_words("2022-03-31"), day_words("2022-03-31", year=True), day_words("2022"), day_words(None)
    ('31 March', '31 March 2022', '2022', 'day not stated')
    """
    parts = (day or "").split("-")
    if len(parts) != 3 or not all(p.isdecimal() for p in parts):
        return day or "day not stated"
    return f"{int(parts[2])} {_MONTHS[int(parts[1]) - 1]}" + (f" {parts[0]}" if year else "")
