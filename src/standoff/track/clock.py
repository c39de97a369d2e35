"""The clock of a condition: the mark of every day since it was first stated, and what the marks say together.

For `stop` and `not_happen`: breach, quiet, nothing reported, not covered. For `happen` and `continue`: fulfilled,
nothing reported, not covered. Silence is never met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol

from standoff.days import day_bounds, first_of, single_days
from standoff.ledger_model import (
    Clock,
    ClockDay,
    ClockEvidence,
    EventTelling,
    Evidence,
    Ledger,
    LedgerPlace,
    Mark,
    MergedCondition,
    MergedEvent,
    Pattern,
    Sight,
    Status,
)
from standoff.model import ENDING
from standoff.terms.ledger_words import load_track_words
from standoff.terms.name_keys import fold
from standoff.track.bearing import Bearing, keys_of, keys_of_place
from standoff.track.compiled import compile_condition
from standoff.track.query import Places, answers, at_place, covers, only_part, quiet
from standoff.track.wording import side_of

_BELOW_STATE = 2  # resolution of a province; a town is 4
_Marks = dict[str, dict[Mark, list[ClockEvidence]]]
_HURT = frozenset({"killed", "injured", "abducted", "detained"})
_WEIGHTIEST_FIRST: tuple[Mark, ...] = (
    "breach_reported", "quiet_reported", "fulfilled_reported", "nothing_reported",
)  # fmt: skip
_DECIDES: Mapping[Mark, Status] = {
    "breach_reported": "not_met",
    "quiet_reported": "reported_met",
    "fulfilled_reported": "reported_met",
}


Marked = tuple[str, Mark, ClockEvidence]
Days = Sequence[tuple[str, Evidence]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition with its types told, the pattern that is held against events, and what is assumed in it ("")."""

    condition: MergedCondition
    pattern: Pattern
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which stories (page ids) tell of the place that a condition is about, on which days, and the days left over."""

    stories: frozenset[str]
    covered: tuple[str, ...]
    uncovered: tuple[str, ...]


class Watching(Protocol):
    """What the events of a ledger say to the rest of it."""

    def clock(self, condition: MergedCondition, *, until: str | None = None, rough: bool = False) -> Clock:
        """The clock of a condition up to `until` (ISO day), else up to the last day of the ledger.

        `rough`: whether a day on which nothing decides was covered need not be looked into.
        """

    def status(self, condition: MergedCondition, *, until: str | None = None) -> Status:
        """What that clock says on its last day."""

    @property
    def sides(self) -> Mapping[str, Set[str]]:
        """The pages of the stories of whose events a side is a party, by the name of the side."""


class Watch:
    """A ledger's events made ready for many clocks: `Watching` fulfilled."""

    def __init__(self, ledger: Ledger) -> None:
        self._events = ledger.events
        self._places = places_by_name(ledger.events)
        self._dated = [(event, days) for event in ledger.events if (days := days_of(event))]
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_code: dict[str, list[int]] = defaultdict(list)
        for number, (event, _) in enumerate(self._dated):
            self._by_code[event.event_type].append(number)
            for key in keys_of(event):
                self._by_key[key].append(number)
        self._sights = sights_in(ledger)
        self._sights_by_key: dict[str, list[int]] = defaultdict(list)
        for number, sight in enumerate(self._sights):
            for key in keys_of_place(sight.place):
                self._sights_by_key[key].append(number)
        self._last = last_day(ledger)

    def clock(self, condition: MergedCondition, *, until: str | None = None, rough: bool = False) -> Clock:  # noqa: ARG002
        """As `track_clock`; all events are at hand, so that no clock is rough."""
        return _clock(condition, self._marks(condition), until or self._last)

    def status(self, condition: MergedCondition, *, until: str | None = None) -> Status:
        """What the clock says on its last day; quicker than the clock, as the last mark decides."""
        asked, last = as_asked(condition), until or self._last
        first = first_of(condition.first_day)
        by_day: dict[str, list[MergedEvent]] = defaultdict(list)
        for event, days in self._near(Bearing(asked.condition)):
            for day, _ in days:
                if first and last and first <= day <= last:
                    by_day[day].append(event)
        return status_by(sorted(by_day.items(), reverse=True), asked, self._places)

    @cached_property
    def sides(self) -> Mapping[str, Set[str]]:
        """The pages of the stories of whose events a side is a party, by the name of the side."""
        pages: dict[str, set[str]] = defaultdict(set)
        for telling in (t for event in self._events for t in event.tellings):
            for party in (*telling.actors, *telling.recipients):
                pages[side_of(party)].add(telling.page)
        return pages

    def coverage(self, condition: MergedCondition, *, until: str | None = None) -> Coverage:
        """As `track_coverage`."""
        marks = self._marks(condition)
        days = _range(condition, until or self._last)
        told = {day: {e.evidence.page for found in marks.get(day, {}).values() for e in found} for day in days}
        return Coverage(
            frozenset(page for pages in told.values() for page in pages),
            tuple(day for day in days if told[day]), tuple(day for day in days if not told[day]),
        )  # fmt: skip

    def _marks(self, condition: MergedCondition) -> _Marks:
        asked = as_asked(condition)
        bearing = Bearing(asked.condition)
        return _marks_by_day(asked, self._near(bearing), self._places, self._seen(bearing))

    def _seen(self, bearing: Bearing) -> Sequence[Sight]:
        """The sights of places that can cover a condition, in their order."""
        if bearing.keys is None:
            return self._sights
        found = {number for key in bearing.keys for number in self._sights_by_key.get(key, ())}
        return [self._sights[number] for number in sorted(found)]

    def _near(self, bearing: Bearing) -> Sequence[tuple[MergedEvent, Days]]:
        """The events that can bear on a condition, in their order."""
        if bearing.keys is None:
            return self._dated
        found = {number for key in bearing.keys for number in self._by_key.get(key, ())}
        if bearing.answering is None:
            found.update(number for code in bearing.codes for number in self._by_code.get(code, ()))
        return [self._dated[number] for number in sorted(found)]


def track_clock(ledger: Ledger, condition: MergedCondition, *, until: str | None = None) -> Clock:
    """The clock of a condition up to `until` (ISO day), else up to the last day of the ledger."""
    return clock_over(
        condition, ledger.events, places=places_by_name(ledger.events), until=until or last_day(ledger),
        sights=sights_in(ledger),
    )  # fmt: skip


def clock_over(
    condition: MergedCondition, events: Iterable[MergedEvent], *, places: Places, until: str | None,
    sights: Iterable[Sight] = (),
) -> Clock:  # fmt: skip
    """The clock by these events and sights, in their order; `places`: at least those that the condition names."""
    dated = ((event, days) for event in events if (days := days_of(event)))
    return _clock(condition, _marks_by_day(as_asked(condition), dated, places, sights), until)


def sights_in(ledger: Ledger) -> list[Sight]:
    """What the stories of a ledger tell of places besides its events."""
    return [sight for story in ledger.stories for sight in story.sights]


def _clock(condition: MergedCondition, marks: _Marks, until: str | None) -> Clock:
    shown = tuple(_day(day, marks.get(day, {})) for day in _range(condition, until))
    return Clock(condition.id, shown, status_of(shown))


def _marks_by_day(
    asked: Asked, dated: Iterable[tuple[MergedEvent, Days]], places: Places, sights: Iterable[Sight]
) -> _Marks:  # fmt: skip
    """By day and mark what events, and where they are silent sights, show of what a condition requires."""
    first = first_of(asked.condition.first_day) or "9999"
    marks: _Marks = defaultdict(lambda: defaultdict(list))
    for event, days in dated:
        if days[-1][0] >= first:
            for day, mark, evidence in marks_of(event, days, asked, places):
                marks[day][mark].append(evidence)
    for sight in sights:
        seen_on = sight.days if at_place(sight.place, asked.pattern, places) else ()
        for seen in (marks[day]["nothing_reported"] for day in seen_on):
            if not any(_within(e.evidence, sight.evidence) for e in seen):
                seen.append(ClockEvidence("", sight.evidence))
    return marks


def _within(told: Evidence, words: Evidence) -> bool:
    """Whether what is told lies in words of the same page."""
    return told.page == words.page and words.span.start <= told.span.start and told.span.end <= words.span.end


def track_coverage(ledger: Ledger, condition: MergedCondition, *, until: str | None = None) -> Coverage:
    """Which stories cover the days of a condition's clock, and which days none covers."""
    return Watch(ledger).coverage(condition, until=until)


def days_since_breach(clock: Clock) -> int | None:
    """Days from the last reported breach to the clock's last day; None where none is reported."""
    last = next((d.day for d in reversed(clock.days) if d.mark == "breach_reported"), None)
    return (date.fromisoformat(clock.days[-1].day) - date.fromisoformat(last)).days if last else None


def status_of(days: Sequence[ClockDay]) -> Status:
    """What the last day with a breach, quiet or fulfilled mark says; `unknown` where there is none."""
    return next((_DECIDES[d.mark] for d in reversed(days) if d.mark in _DECIDES), "unknown")


def last_day(ledger: Ledger) -> str | None:
    """The day of the ledger's last story."""
    return max((b[1] for s in ledger.stories if (b := day_bounds(s.published_at))), default=None)


def _range(condition: MergedCondition, until: str | None) -> list[str]:
    """The days from the first on which the condition was stated."""
    first = day_bounds(condition.first_day)
    if not first or not until or first[0] > until:
        return []
    start, end = date.fromisoformat(first[0]), date.fromisoformat(until)
    return [(start + timedelta(days=n)).isoformat() for n in range((end - start).days + 1)]


def places_by_name(events: Iterable[MergedEvent]) -> dict[str, LedgerPlace]:
    """Places by folded name; of two with one name the first in the order of their keys."""
    found = sorted((p for e in events for p in e.places), key=lambda p: p.key, reverse=True)
    return {fold(p.name): p for p in found}


def marks_of(event: MergedEvent, days: Days, asked: Asked, places: Places) -> Iterable[Marked]:
    """Every day that an event marks, with the mark: what it tells of the act, else that the place was covered."""
    pattern = asked.pattern
    ends = pattern.polarity in ENDING
    mark: Mark = "breach_reported" if ends else "fulfilled_reported"
    note = answers(event, pattern, places)
    if note is None and ends:
        note, mark = quiet(event, pattern, places), "quiet_reported"
    if note is not None and mark == "fulfilled_reported":
        if _in_its_own_words(event, asked.condition):
            return
        note = "; ".join(filter(None, (note, only_part(event, pattern))))
    if note is not None:
        for day, evidence in days:
            yield day, mark, ClockEvidence(event.id, evidence, _with_day(note, asked.assumed, event))
    elif covers(event, pattern, places):
        for day, evidence in days:
            yield day, "nothing_reported", ClockEvidence(event.id, evidence)


def _in_its_own_words(event: MergedEvent, condition: MergedCondition) -> bool:
    """Whether only the words that state a condition tell an event: they ask for it, and show nothing."""
    stated = [t.evidence for t in condition.tellings]
    told = [e for t in event.tellings for e in t.evidence]
    return bool(told) and all(any(_within(e, words) for words in stated) for e in told)


def status_by(days: Iterable[tuple[str, Iterable[MergedEvent]]], asked: Asked, places: Places) -> Status:
    """What the events of days say, which come with the last day first: the first day with a mark decides.

    The events of a day are all those told to have happened on it that can bear on the condition, maybe others.
    """
    for day, events in days:
        marks = {m for e in events for d, m, _ in marks_of(e, days_of(e), asked, places) if d == day}
        told = next((mark for mark in _WEIGHTIEST_FIRST if mark in marks), None)
        if told and told in _DECIDES:
            return _DECIDES[told]
    return "unknown"


def as_asked(condition: MergedCondition) -> Asked:
    """The condition compiled; a pattern that names nobody and no place is looked for in the setter's own state."""
    compiled = compile_condition(condition)
    pattern, holder = compiled.requires, compiled.holder
    if pattern.actors or pattern.recipients or pattern.places:
        return Asked(compiled, pattern, pattern.assumed)
    if pattern.event_type in load_track_words().sayings and pattern.polarity not in ENDING:
        pattern = replace(pattern, event_type=None)  # any agreement of anybody would fulfil it
    if holder is None or holder.country is None:
        return Asked(compiled, pattern, pattern.assumed)
    return Asked(compiled, replace(pattern, places=(holder.country,)), "parties not named: the setter's state")


def _with_day(note: str, assumed: str, event: MergedEvent) -> str:
    undated = "" if event.days else "day not stated: day of the story"
    return "; ".join(filter(None, (note, assumed, undated)))


def days_of(event: MergedEvent) -> list[tuple[str, Evidence]]:
    """The days on which an event is told to happen, each with the words that tell it.

    A stretch of more than two days tells of no single one. Where no story gives the day: the day of the story, if the
    act is told as going on, at a place below a state, or with the figures of its own victims.
    """
    out: dict[str, Evidence] = {}
    for telling in event.tellings:
        if not telling.evidence:
            continue
        for bounds in filter(None, map(day_bounds, (*telling.days, *telling.more_days))):
            for day in single_days(*bounds):
                out.setdefault(day, telling.evidence[0])
        going_on = telling.realis in ("ongoing", "habitual")
        definite = any((p.resolution or 0) >= _BELOW_STATE for p in telling.places) or _with_victims(telling)
        published = day_bounds(telling.published_at)
        if published and not telling.days and (going_on or (definite and not event.days)):
            for day in single_days(*published):
                out.setdefault(day, telling.evidence[0])
    return sorted(out.items())


def _with_victims(telling: EventTelling) -> bool:
    """Whether a telling gives figures of people hurt that are no running total: it tells of one happening."""
    return any(f.what in _HURT and not f.total for f in telling.figures)


def _day(day: str, marks: Mapping[Mark, Sequence[ClockEvidence]]) -> ClockDay:
    """The weightiest mark of a day with its evidence, the plainest first; a breach outweighs a report of quiet."""
    mark = next((m for m in _WEIGHTIEST_FIRST if marks.get(m)), None)
    if mark is None:
        return ClockDay(day, "not_covered")
    return ClockDay(day, mark, tuple(sorted(marks[mark], key=lambda e: e.note.count(";") + bool(e.note))))
