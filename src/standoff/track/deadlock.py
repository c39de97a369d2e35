"""Deadlocks: conditions that wait for each other, found as loops in the graph of conditions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from standoff.ledger_model import Deadlock, Ledger, MergedCondition, Pattern
from standoff.model import ENDING
from standoff.terms.ledger_words import load_track_words
from standoff.track.compiled import compile_condition
from standoff.track.meeting import Meetings, names_in, parties_of, party_name
from standoff.track.wording import is_many, side_words

_LONGEST = 4  # conditions in a loop: what one sentence can still tell
_MOST = 20_000  # loops and paths that are looked at; more is no deadlock but a tangle
_TURNED = {"continue": "stop", "happen": "not_happen", "stop": "continue", "not_happen": "happen"}
Loop = tuple[str, ...]
Aim = tuple[str | None, bool]  # type of act, and whether it is to end


def find_deadlocks(ledger: Ledger) -> tuple[Deadlock, ...]:
    """Every loop of conditions, each of another party, shortest first. A threat waits for nothing.

    Loops of the same parties over the same acts are one deadlock; the loop whose conditions were stated last stands.
    """
    stated = {c.id: c for c in ledger.conditions}
    nodes = _last_of_each(c for c in ledger.conditions if not c.threat and c.holder)
    waits = _waits(list(nodes.values()), Meetings(ledger))
    sides = {i: party_name(c) for i, c in nodes.items()}
    told: dict[object, Loop] = {}
    loops = {_turned(loop) for loop in islice(_loops(waits, sides), _MOST)}
    for loop in sorted(loops, key=lambda loop: (_last_stated(loop, stated), loop), reverse=True):
        told.setdefault(_matter([nodes[i] for i in loop]), loop)
    ordered = sorted(told.values(), key=lambda loop: (len(loop), _first_stated(loop, stated), loop))
    return tuple(_deadlock([stated[i] for i in loop]) for loop in ordered)


def _last_of_each(conditions: Iterable[MergedCondition]) -> dict[str, MergedCondition]:
    """Of a party's conditions that wait for and hold back the same acts of the same actors the one stated last."""
    out: dict[object, MergedCondition] = {}
    for condition in sorted(map(_as_wait, conditions), key=lambda c: (c.last_day or "", c.id)):
        acts = tuple((_aim(p), frozenset(p.actors)) for p in (condition.requires, condition.consequence))
        out[party_name(condition), acts] = condition
    return {c.id: c for c in out.values()}


def _waits(nodes: Sequence[MergedCondition], met: Meetings) -> dict[str, list[str]]:
    """For every condition those of its matter that it waits for; only acts that can be one are held together."""
    by_act: dict[Aim, list[MergedCondition]] = defaultdict(list)
    for node in nodes:
        for aim in _kin(node.consequence):
            by_act[aim].append(node)
    out = {}
    for node in nodes:
        near = {d.id: d for aim in _kin(node.requires) | _kin(node.consequence) for d in by_act[aim]}
        out[node.id] = sorted(i for i, d in near.items() if waits_for(node, d) and met.meet(node, d))
    return out


def _as_wait(condition: MergedCondition) -> MergedCondition:
    """The condition compiled, and "X goes on as long as Y does" as what it says of the end: Y must end for X to end."""
    compiled = compile_condition(condition)
    if condition.operator != "as_long_as":
        return compiled
    requires, consequence = (
        replace(p, polarity=_TURNED.get(p.polarity, p.polarity)) for p in (compiled.requires, compiled.consequence)
    )
    return replace(compiled, requires=requires, consequence=consequence)


def _last_stated(loop: Loop, stated: Mapping[str, MergedCondition]) -> str:
    return min(stated[i].last_day or "" for i in loop)


def _first_stated(loop: Loop, stated: Mapping[str, MergedCondition]) -> str:
    return max(stated[i].first_day or "" for i in loop)


def _matter(loop: Sequence[MergedCondition]) -> object:
    """What a loop is about: its parties, and what each of them holds back."""
    return frozenset((party_name(c), _kin(c.consequence)) for c in loop)


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
    return bool(names_in(condition.requires, condition.requires.actors) & parties_of(other))


def _held_back(needed: Pattern, other: MergedCondition) -> bool:
    """Whether the other makes the very act that is needed wait, and it is the one who is to act."""
    held = other.consequence
    if not _kin(needed) & _kin(held):
        return False
    givers = names_in(held, held.actors)
    if givers and not givers & parties_of(other):
        return False  # it tells what somebody else will do
    return not needed.actors or bool(names_in(needed, needed.actors) & (givers | parties_of(other)))


def _aim(pattern: Pattern) -> Aim:
    return pattern.event_type, pattern.polarity in ENDING


def _kin(pattern: Pattern) -> frozenset[Aim]:
    """The act of a pattern with the acts that are one with it; none where no type is known."""
    if pattern.event_type is None:
        return frozenset()
    aim = _aim(pattern)
    return frozenset({aim}).union(*(k for k in load_track_words().kin_acts if aim in k))


def _loops(waits: Mapping[str, Sequence[str]], sides: Mapping[str, str]) -> Iterator[Loop]:
    """Loops in which every condition is of another side, short ones first."""
    paths: list[Loop] = [(start,) for start in waits]
    while paths:
        longer: list[Loop] = []
        for path in paths:
            if len(path) > 1 and path[0] in waits[path[-1]]:
                yield path
            met = {sides[i] for i in path}
            longer += [(*path, next_) for next_ in waits[path[-1]] if next_ > path[0] and sides[next_] not in met]
        paths = longer[:_MOST] if longer and len(longer[0]) <= _LONGEST else []


def _turned(loop: Loop) -> Loop:
    """A loop turned so that its first id is the smallest."""
    at = loop.index(min(loop))
    return loop[at:] + loop[:at]


def _deadlock(loop: Sequence[MergedCondition]) -> Deadlock:
    names = tuple(c.holder.name for c in loop if c.holder)
    parts = [_tied(c) for c in loop]
    end = "each waits for the other" if len(loop) == 2 else "each waits for the next"
    return Deadlock(names, tuple(c.id for c in loop), f"{'; '.join(parts)}: {end}.")


def _tied(condition: MergedCondition) -> str:
    """Who ties what to what."""
    tie = "tie" if is_many(party_name(condition)) else "ties"
    held, needed = (_short(p, condition.operator) for p in (condition.consequence, condition.requires))
    return f"{_speaker(condition)} {tie} “{held}” to “{needed}”"


def _speaker(condition: MergedCondition) -> str:
    """Who ties: the party, and in brackets who speaks for it."""
    name, party = condition.holder.name if condition.holder else "Somebody", party_name(condition)
    return name if name == party else f"{party} ({name})"


def _short(pattern: Pattern, operator: str) -> str:
    """The words of a side without what hangs on them from their sentence."""
    words, _ = side_words(pattern.words, operator)
    return words.removeprefix("no ") if pattern.polarity == "happen" else words
