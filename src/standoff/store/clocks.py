"""Clocks of conditions out of the cache: only events that can bear on a condition are looked at.

Which these are is wider than what the clock asks (`standoff.track`): events of the required type, or of one that tells
that it has ceased, that name a party or place of the pattern. What comes out is what the whole ledger would give.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, Final

from standoff.days import day_bounds
from standoff.ledger_model import Clock, LedgerPlace, MergedCondition, MergedEvent, Sight, Status
from standoff.merge.events import event_of, event_order
from standoff.store import cache_tables as tables
from standoff.store import view
from standoff.store.codec import decode
from standoff.track import compile_condition, status_of
from standoff.track.bearing import Bearing
from standoff.track.clock import as_asked, clock_over, places_by_name, status_by
from standoff.track.query import Places
from standoff.track.wording import side_of

_AT_ONCE: Final = 20  # days with events looked at together, from the last day back: most conditions are decided there
_DECIDES: Final = frozenset({"breach_reported", "quiet_reported", "fulfilled_reported"})
Dated = tuple[str, int]  # a day, and the number of an event told to have happened on it


class Clocks:
    """The clocks of a ledger at one revision; what was computed stays at hand."""

    def __init__(self, connection: sqlite3.Connection, *, until: str | None) -> None:
        self._sql = connection
        self._until = until
        self._events: dict[int, MergedEvent] = {}
        self._statuses: dict[str, Status] = {}

    def statuses(self, identifiers: Sequence[str]) -> dict[str, Status]:
        """What the clocks of merged conditions say on the last day, by their ids."""
        unknown = [i for i in identifiers if i not in self._statuses]
        for condition in view.merged_records(self._sql, unknown):
            self.status(condition)
        return {i: self._statuses[i] for i in identifiers}

    def status(self, condition: MergedCondition, *, until: str | None = None) -> Status:
        """What the clock says on the last day; `until` as in `clock`."""
        if until and self._until and until < self._until:
            return Clocks(self._sql, until=until).status(condition)
        if condition.id not in self._statuses:
            self._statuses[condition.id] = self._status(condition)
        return self._statuses[condition.id]

    def clock(self, condition: MergedCondition, *, until: str | None = None, rough: bool = False) -> Clock:
        """The whole clock: events of the types that decide, and on days left open whatever tells of the place.

        `until`: no later day than the last one of these clocks; `rough`: days left open stay so.
        """
        if until and self._until and until < self._until:
            return Clocks(self._sql, until=until).clock(condition, rough=rough)
        asked = Bearing(compile_condition(condition))
        places = places_by_name([self._named(asked)])
        decisive = [n for _, n in self._dated(condition, asked, codes=asked.codes)]
        first = self._track(condition, decisive, places)
        if rough:
            return first
        left_open = {d.day for d in first.days if d.mark not in _DECIDES}
        told = [n for codes in (asked.codes, None) for day, n in self._dated(condition, asked, codes=codes)
                if day in left_open]  # fmt: skip
        whole = self._track(condition, told, places, sights=tables.sights_on(self._sql, asked.keys, sorted(left_open)))
        days = tuple(b if b.day in left_open else a for a, b in zip(first.days, whole.days, strict=True))
        return Clock(condition.id, days, status_of(days))

    @cached_property
    def sides(self) -> Mapping[str, Set[str]]:
        """The pages of the stories of whose events a side is a party, by the name of the side."""
        pages: dict[str, set[str]] = defaultdict(set)
        for page, party in tables.parties_of_events(self._sql):
            pages[side_of(party)].add(page)
        return pages

    def _status(self, condition: MergedCondition) -> Status:
        asked = as_asked(condition)
        bearing = Bearing(asked.condition)
        places = places_by_name([self._named(bearing)])
        return status_by(self._by_day(condition, bearing), asked, places)

    def _by_day(self, condition: MergedCondition, asked: Bearing) -> Iterator[tuple[str, list[MergedEvent]]]:
        """The days on which events that can decide happened, the last first, with these events."""
        dated = groupby(self._dated(condition, asked, codes=asked.codes), key=itemgetter(0))
        days = ((day, [n for _, n in every]) for day, every in dated)
        while piece := list(islice(days, _AT_ONCE)):
            self._load([n for _, numbers in piece for n in numbers])
            yield from ((day, [self._events[n] for n in numbers]) for day, numbers in piece)

    def _dated(self, condition: MergedCondition, asked: Bearing, *, codes: Sequence[str] | None) -> Iterator[Dated]:
        """Days and events from the day on which the condition was first stated, the last day first."""
        first = day_bounds(condition.first_day)
        if not first or not self._until:
            return iter(())
        keys = asked.keys if codes is None else asked.answering
        keyed = " AND " + _KEYED.format(", ".join("?" * len(keys))) if keys is not None else ""
        sql = f"SELECT day, merged FROM event_day WHERE {{}} day BETWEEN ? AND ?{keyed} ORDER BY day DESC"
        values = (first[0], self._until, *(keys or ()))
        if codes is None:
            return iter(self._sql.execute(sql.format(""), values))
        found = [self._sql.execute(sql.format("code = ? AND"), (code, *values)) for code in codes]
        return merge(*found, key=itemgetter(0), reverse=True)

    def _track(
        self, condition: MergedCondition, numbers: Iterable[int], places: Places, *, sights: Sequence[Sight] = ()
    ) -> Clock:  # fmt: skip
        """The clock by some events and sights."""
        wanted = sorted(set(numbers))
        self._load(wanted)
        events = sorted((self._events[n] for n in wanted), key=event_order)
        return clock_over(condition, events, places=places, until=self._until, sights=sights)

    def _named(self, asked: Bearing) -> MergedEvent:
        """No event, but the places of the ledger that bear the pattern's names; without tellings it marks no day."""
        sql = "SELECT DISTINCT key, body FROM event_place WHERE folded IN ({})"
        places = tuple(decode(LedgerPlace, body, page="") for _, body in tables.chosen(self._sql, sql, asked.names))
        return MergedEvent("", "", None, "planned", (), (), places, (), None, (), frozenset(), 0, 0, ())

    def _load(self, numbers: Sequence[int]) -> None:
        sql = "SELECT number, merged FROM telling WHERE merged IN ({})"
        homes = dict(tables.chosen(self._sql, sql, {n for n in numbers if n not in self._events}))
        told: dict[int, list[Any]] = {}
        for number, telling in tables.tellings_by_number(self._sql, homes).items():
            told.setdefault(homes[number], []).append(telling)
        self._events |= {number: event_of(every, {}) for number, every in told.items()}


_KEYED = "EXISTS (SELECT 1 FROM event_key k WHERE k.merged = event_day.merged AND k.key IN ({}))"
