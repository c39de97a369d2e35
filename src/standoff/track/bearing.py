"""Which events can bear on a condition: wider than what its clock asks, and quick to look up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from standoff.ledger_model import LedgerPlace, MergedCondition, MergedEvent
from standoff.terms.ledger_words import load_track_words
from standoff.terms.name_keys import fold
from standoff.track.query import names_hit, watched_in

BELOW: Final = "\x00below"  # the key of events at a place below a town: it lies in a town by its distance alone
_BELOW_TOWN = 5  # resolution


def keys_of(event: MergedEvent) -> frozenset[str]:
    """The keys by which a pattern may name an event: its parties, places and their states."""
    named = [(p.name, p.country) for p in (*event.actors, *event.recipients)]
    named += [(p.name, p.country) for p in event.places]
    keys = {fold(name) for name, _ in named} | {country.lower() for _, country in named if country}
    keys |= names_hit(event)
    return frozenset(keys | {BELOW for p in event.places if p.resolution == _BELOW_TOWN})


def keys_of_place(place: LedgerPlace) -> frozenset[str]:
    """The keys by which a pattern may name a place alone."""
    keys = {fold(place.name), (place.country or "").lower()} - {""}
    return frozenset(keys | ({BELOW} if place.resolution == _BELOW_TOWN else set()))


class Bearing:
    """What can bear on a condition, given compiled.

    `codes`: the types of events that decide; `keys`: of the parties and places that cover it (None: any event does);
    `answering`: keys of events that decide (None: any of those types may); `names`: all names of the pattern, folded.
    """

    def __init__(self, condition: MergedCondition) -> None:
        pattern, holder = condition.requires, condition.holder
        quiet = load_track_words().quiet.get(pattern.event_type or "", frozenset())
        self.codes: Sequence[str] = sorted({code for code, _ in quiet} | {pattern.event_type or ""})
        watched = watched_in(pattern)
        states = (holder.country,) if holder and holder.country and not pattern.actors else ()
        names = watched.names or states
        self.names: Sequence[str] = sorted(
            {fold(name) for name in (*pattern.places, *pattern.recipients, *pattern.actors, *states)}
        )
        self.keys: Sequence[str] | None = sorted({*(fold(name) for name in names), BELOW}) if names else None
        # A report of quiet need not name who acts.
        self.answering: Sequence[str] | None = self.keys if watched.placed or states else None
