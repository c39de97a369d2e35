"""Who comes up together: two sides that no story tells of together are of two matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from standoff.ledger_model import Ledger, MergedCondition, MergedPosition, Party, Pattern
from standoff.terms.countries import load_countries
from standoff.terms.ledger_words import load_track_words
from standoff.terms.name_keys import fold
from standoff.track.wording import Sided, side_of, side_of_position

Wanting = MergedCondition | MergedPosition


class Meetings:
    """In which stories of a ledger the sides of its positions and conditions come up."""

    def __init__(self, ledger: Ledger) -> None:
        self._of: dict[str, set[str]] = defaultdict(set)
        for condition in ledger.conditions:
            for telling in condition.tellings:
                both = (names_in(p, (*p.actors, *p.recipients)) for p in (telling.requires, telling.consequence))
                for name in parties_of(condition).union(*both) - {""}:
                    self._of[name].add(telling.page)
        for position in ledger.positions:
            for name in {fold(side_of_position(position)), fold(side_of(position.counterpart))} - {""}:
                self._of[name].update(t.page for t in position.tellings)

    def meet(self, left: Wanting, right: Wanting) -> bool:
        """Whether some story tells of the sides of both; who is only described is of its own stories alone."""
        return bool(self._pages(left) & self._pages(right))

    def _pages(self, wanting: Wanting) -> set[str]:
        own, holder = {t.page for t in wanting.tellings}, wanting.holder
        if holder is None or not (holder.named or isinstance(holder, Sided)):
            return own
        if isinstance(wanting, MergedPosition):
            names = frozenset({fold(side_of_position(wanting))})
        else:
            names = parties_of(wanting)
        return own.union(*(self._of[name] for name in names if name))


def parties_of(condition: MergedCondition) -> frozenset[str]:
    """The names of who sets a condition: its side, the state for which a person speaks, and the party's own name."""
    holder = condition.holder
    if holder is None:
        return frozenset()
    state = {holder.country.lower()} if holder.country and _acts_for_state(holder) else set()
    return frozenset({fold(holder.name), fold(side_of(holder))} | state)


def party_name(condition: MergedCondition) -> str:
    """The party of a condition: the state for which the holder speaks, else the holder's side."""
    holder = condition.holder
    if holder is None:
        return ""
    state = load_countries().get(holder.country) if _acts_for_state(holder) else None
    return state.name if state else side_of(holder)


def _acts_for_state(holder: Party) -> bool:
    """Whether what somebody of a state says may be the state's: not that of its people, nor of who fights it."""
    words = load_track_words()
    fights = holder.kind == "armed_group" or holder.sector in words.armed
    return holder.kind not in words.not_acting and not fights


def names_in(pattern: Pattern, values: Sequence[str]) -> frozenset[str]:
    """The folded names of some of a pattern's parties, with those of their states and sides."""
    sides = {side_of(p) for p in pattern.parties if p.name in values}
    states = {state.name for value in values if (state := load_countries().get(value))}
    return frozenset(map(fold, (*values, *sides, *states)))
