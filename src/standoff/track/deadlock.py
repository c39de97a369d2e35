"""Deadlocks: conditions that wait for each other, found as loops in the graph of conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from standoff.ledger_model import Deadlock, Ledger, MergedCondition, Pattern
from standoff.terms.ledger_words import load_track_words
from standoff.terms.name_keys import fold

_LONGEST = 4  # conditions in a loop: what one sentence can still tell
_ENDS = frozenset({"stop", "not_happen"})


def find_deadlocks(ledger: Ledger) -> tuple[Deadlock, ...]:
    """Every loop of conditions over two or more parties, shortest first. A threat waits for nothing."""
    nodes = {c.id: c for c in ledger.conditions if not c.threat and c.holder}
    waits = {c.id: sorted(d.id for d in nodes.values() if waits_for(c, d)) for c in nodes.values()}
    loops = {_turned(loop) for start in nodes for loop in _loops(start, waits)}
    ordered = sorted(loops, key=lambda loop: (len(loop), loop))
    found = (_deadlock([nodes[i] for i in loop]) for loop in ordered)
    return tuple(d for d in found if len(d.parties) > 1)


def waits_for(condition: MergedCondition, other: MergedCondition) -> bool:
    """Whether what a condition requires is what the other holds back, or both hold back the same."""
    if parties_of(condition) & parties_of(other) or condition.requires.event_type is None:
        return False
    return _held_back(condition.requires, other) or _both_hold_back(condition, other)


def _both_hold_back(condition: MergedCondition, other: MergedCondition) -> bool:
    """Whether two parties hold back one thing, and each names the other as the one to move first."""
    same = condition.consequence.event_type is not None and _aim(condition.consequence) == _aim(other.consequence)
    return same and _asks(condition, other) and _asks(other, condition)


def _asks(condition: MergedCondition, other: MergedCondition) -> bool:
    return bool(frozenset(map(fold, condition.requires.actors)) & parties_of(other))


def _held_back(needed: Pattern, other: MergedCondition) -> bool:
    held = other.consequence
    if _aim(needed) != _aim(held):
        return False
    givers = frozenset(map(fold, held.actors)) or parties_of(other)
    return not needed.actors or bool(frozenset(map(fold, needed.actors)) & (givers | parties_of(other)))


def parties_of(condition: MergedCondition) -> frozenset[str]:
    """The names of who sets a condition: the state for which a person speaks, and the party's own name."""
    holder = condition.holder
    if holder is None:
        return frozenset()
    state = {holder.country.lower()} if holder.country and holder.kind not in load_track_words().not_acting else set()
    return frozenset({fold(holder.name)} | state)


def _aim(pattern: Pattern) -> tuple[str | None, bool]:
    return pattern.event_type, pattern.polarity in _ENDS


def _loops(start: str, waits: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, ...]]:
    """Loops through `start` that pass no condition twice."""
    stack: list[tuple[str, ...]] = [(start,)]
    while stack:
        path = stack.pop()
        for following in waits[path[-1]]:
            if following == start and len(path) > 1:
                yield path
            elif following not in path and len(path) < _LONGEST and following > start:
                stack.append((*path, following))


def _turned(loop: tuple[str, ...]) -> tuple[str, ...]:
    """A loop turned so that its first id is the smallest."""
    at = loop.index(min(loop))
    return loop[at:] + loop[:at]


def _deadlock(loop: Sequence[MergedCondition]) -> Deadlock:
    names = tuple(dict.fromkeys(c.holder.name for c in loop if c.holder))
    parts = [
        f"{c.holder.name if c.holder else 'Somebody'} ties “{_short(c.consequence)}” to “{_short(c.requires)}”"
        for c in loop
    ]
    end = "each waits for the other" if len(loop) == 2 else "each waits for the next"
    return Deadlock(names, tuple(c.id for c in loop), f"{'; '.join(parts)}: {end}.")


def _short(pattern: Pattern) -> str:
    return " ".join(pattern.words.split())
