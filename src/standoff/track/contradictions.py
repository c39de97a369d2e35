"""Contradictions: one side that says two things of one matter which cannot both stand. Shown, never resolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from standoff.ledger_model import Evidence, Ledger, PositionTelling, StatementTelling
from standoff.track.wording import alike, negations, shared, side_of, telling_words

_WANTS = frozenset({"demand", "offer", "promise", "acceptance", "proposal", "openness"})
_AGAINST = frozenset({"refusal"})
_OPPOSITE = frozenset({frozenset({"happen", "not_happen"}), frozenset({"continue", "stop"})})
_MATTER = 0.6  # share of words by which two objects are one matter
_SAYING = 0.75  # the same for sayings, which are longer
_LEAST = 4  # telling words of a saying: shorter ones fit everything
_LAST = "9999"


@dataclass(frozen=True, slots=True)
class Said:
    """One of two things that contradict each other: on which day, as what, in which words."""

    day: str | None
    act: str
    words: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sayings of one side on one matter, the earlier first; both stand as they were said."""

    side: str
    earlier: Said
    later: Said


def find_contradictions(ledger: Ledger) -> tuple[Contradiction, ...]:
    """Pairs of positions, and of statements, of one side that contradict each other, by the later day."""
    found = {(c.side, c.earlier.words, c.later.words): c for c in [*_of_positions(ledger), *_of_statements(ledger)]}
    return tuple(sorted(found.values(), key=lambda c: (c.later.day or _LAST, c.side, c.earlier.words, c.later.words)))


def _of_positions(ledger: Ledger) -> Iterator[Contradiction]:
    by_side: dict[str, list[PositionTelling]] = defaultdict(list)
    for telling in (t for position in ledger.positions for t in position.tellings):
        side = side_of(telling.holder, telling.on_behalf_of)
        if side and telling.act in _WANTS | _AGAINST:
            by_side[side].append(telling)
    for side, told in by_side.items():
        for left, right in combinations(sorted(told, key=lambda t: (t.day or _LAST, t.id)), 2):
            if _opposed(left, right):
                yield Contradiction(side, _position(left), _position(right))


def _opposed(left: PositionTelling, right: PositionTelling) -> bool:
    """Whether one wants what the other refuses, or both want opposite ends of one act; "if" and "until" agree."""
    if left.condition or right.condition:
        return False
    if left.event_type != right.event_type or alike(left.object, right.object) < _MATTER:
        return False
    if (negations(left.object) - negations(right.object)) % 2:
        return False  # "not to leave" refused and "to leave" wanted are one will
    if (left.act in _AGAINST) != (right.act in _AGAINST):
        return left.polarity == right.polarity
    return frozenset({left.polarity, right.polarity}) in _OPPOSITE


def _position(telling: PositionTelling) -> Said:
    return Said(telling.day, telling.act, telling.object, telling.evidence)


def _of_statements(ledger: Ledger) -> Iterator[Contradiction]:
    by_source: dict[str, list[StatementTelling]] = defaultdict(list)
    for statement in ledger.statements:
        first = statement.tellings[0]
        if first.source and first.polarity in ("affirmed", "denied") and len(telling_words(first.words)) >= _LEAST:
            by_source[first.source].append(first)
    for source, told in by_source.items():
        for left, right in combinations(sorted(told, key=_told_on), 2):
            if _gainsays(left, right):
                yield Contradiction(source, _statement(left), _statement(right))


def _told_on(telling: StatementTelling) -> tuple[str, str]:
    return telling.day or telling.published_at or _LAST, telling.id


def _gainsays(left: StatementTelling, right: StatementTelling) -> bool:
    """Whether two sayings share most of their words, and one denies what the other affirms."""
    turns = negations(left.words) - negations(right.words) + (left.polarity != right.polarity)
    return turns % 2 == 1 and shared(left.words, right.words) >= _SAYING


def _statement(telling: StatementTelling) -> Said:
    act = "denied" if telling.polarity == "denied" else "said"
    evidence: Sequence[Evidence] = telling.evidence
    return Said(telling.day or telling.published_at, act, telling.words, evidence[0] if evidence else None)
