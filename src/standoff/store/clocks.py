"""Clocks of conditions out of the cache: only events that can bear on a condition are looked at.

Which these are is wider than what the clock asks (`standoff.track`): events of the required type, or of one that tells
that it has ceased, that name a party or place of the pattern. What comes out is what the whole ledger would give.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Final

from standoff.days import day_bounds
from standoff.ledger_model import Clock, Ledger, LedgerPlace, MergedCondition, MergedEvent, Status
from standoff.merge.events import event_of, event_order
from standoff.store import cache_tables as tables
from standoff.store.cache_rows import BELOW
from standoff.store.codec import decode
from standoff.terms.ledger_words import load_track_words
from standoff.terms.name_keys import fold
from standoff.track import compile_condition, status_of, track_clock

_STEPS: Final = (40, 400, 4000)  # event days looked at first, from the last day back: most conditions are decided there
_DECIDES: Final = frozenset({"breach_reported", "quiet_reported", "fulfilled_reported"})
Dated = tuple[str, int]  # a day, and the number of an event told to have happened on it


class Clocks:
    """The clocks of a ledger at one revision; what was computed stays at hand."""

    def __init__(self, connection: sqlite3.Connection, *, until: str | None) -> None:
        self._sql = connection
        self._until = until
        self._events: dict[int, MergedEvent] = {}
        self._statuses: dict[str, Status] = {}

    def status(self, condition: MergedCondition) -> Status:
        """What the clock says on the last day."""
        if condition.id not in self._statuses:
            self._statuses[condition.id] = self._status(condition)
        return self._statuses[condition.id]

    def clock(self, condition: MergedCondition) -> Clock:
        """The whole clock: events of the types that decide, and on days left open whatever tells of the place."""
        asked = _Asked(condition)
        decisive = self._dated(condition, asked, codes=asked.codes)
        rough = self._track(condition, asked, [n for _, n in decisive])
        open_days = {d.day for d in rough.days if d.mark not in _DECIDES}
        others = [n for day, n in self._dated(condition, asked, codes=None) if day in open_days]
        return self._track(condition, asked, [n for _, n in decisive] + others)

    def _status(self, condition: MergedCondition) -> Status:
        asked = _Asked(condition)
        dated = self._dated(condition, asked, codes=asked.codes)
        for step in (*_STEPS, len(dated)):
            piece = dated[:step]
            whole = [p for p in piece if step >= len(dated) or p[0] > piece[-1][0]]  # the last day may be cut in two
            found = self._track(condition, asked, [n for _, n in whole])
            said = status_of([d for d in found.days if whole and d.day >= whole[-1][0]])
            if said != "unknown" or step >= len(dated):
                return said
        return "unknown"

    def _dated(self, condition: MergedCondition, asked: _Asked, *, codes: Sequence[str] | None) -> list[Dated]:
        """Days and events from the day on which the condition was first stated, the last day first."""
        first = day_bounds(condition.first_day)
        if not first or not self._until:
            return []
        sql = "SELECT day, merged FROM event_day WHERE day BETWEEN ? AND ?"
        values: list[Any] = [first[0], self._until]
        for column, found in (("code", codes), ("key", asked.keys if codes is None else asked.answering)):
            if found is not None:
                marks = ", ".join("?" * len(found))
                within = f"code IN ({marks})" if column == "code" else _KEYED.format(marks)
                sql += f" AND {within}"
                values += found
        return self._sql.execute(f"{sql} ORDER BY day DESC, merged", values).fetchall()

    def _track(self, condition: MergedCondition, asked: _Asked, numbers: Iterable[int]) -> Clock:
        """The clock over some events, which know all the places that the pattern names."""
        wanted = sorted(set(numbers))
        self._load([n for n in wanted if n not in self._events])
        events = sorted((self._events[n] for n in wanted), key=event_order)
        return track_clock(Ledger(events=(self._named(asked), *events)), condition, until=self._until)

    def _named(self, asked: _Asked) -> MergedEvent:
        """No event, but the places of the ledger that bear the pattern's names; without tellings it marks no day."""
        sql = "SELECT DISTINCT key, body FROM event_place WHERE folded IN ({})"
        places = tuple(decode(LedgerPlace, body, page="") for _, body in tables.chosen(self._sql, sql, asked.names))
        return MergedEvent("", "", None, "planned", (), (), places, (), None, (), frozenset(), 0, 0, ())

    def _load(self, numbers: Sequence[int]) -> None:
        sql = "SELECT number, merged FROM telling WHERE merged IN ({})"
        homes = dict(tables.chosen(self._sql, sql, numbers))
        told: dict[int, list[Any]] = {}
        for number, telling in tables.tellings_by_number(self._sql, homes).items():
            told.setdefault(homes[number], []).append(telling)
        self._events |= {number: event_of(every, {}) for number, every in told.items()}


_KEYED = "merged IN (SELECT merged FROM event_key WHERE key IN ({}))"


class _Asked:
    """What can bear on a condition: `codes` of events that decide; `keys` of the parties and places that cover it."""

    def __init__(self, condition: MergedCondition) -> None:
        pattern, holder = compile_condition(condition).requires, condition.holder
        quiet = load_track_words().quiet.get(pattern.event_type or "", frozenset())
        self.codes = sorted({code for code, _ in quiet} | {pattern.event_type or ""})
        watched = pattern.places or pattern.recipients
        states = (holder.country,) if holder and holder.country and not pattern.actors else ()
        names = watched or pattern.actors or states
        self.names = sorted({fold(name) for name in (*pattern.places, *pattern.recipients, *pattern.actors, *states)})
        self.keys = sorted({*(fold(name) for name in names), BELOW}) if names else None
        self.answering = self.keys if watched or states else None  # a report of quiet need not name who acts
