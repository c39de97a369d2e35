"""Contradictions: one side that says two things of one matter which cannot both stand. Shown, never resolved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from standoff.ledger_model import Evidence, Ledger, PositionTelling, StatementTelling
from standoff.model import ENDING
from standoff.track.wording import alike, negations, side_of, telling_words

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
    by_matter: dict[tuple[str, str | None], list[PositionTelling]] = defaultdict(list)
    for telling in (t for position in ledger.positions for t in position.tellings):
        side = side_of(telling.holder, telling.on_behalf_of)
        if side and telling.act in _WANTS | _AGAINST:
            by_matter[side, telling.event_type].append(telling)
    for (side, _), told in by_matter.items():
        for pair in _pairs(told):
            if _opposed(*pair):
                left, right = sorted(pair, key=lambda t: (t.day or _LAST, t.id))
                yield Contradiction(side, _position(left), _position(right))


def _pairs(told: Sequence[PositionTelling]) -> Iterator[tuple[PositionTelling, PositionTelling]]:
    """Refusals with wishes, and wishes that an act be with wishes that it end: all that can be opposed."""
    wishes = [t for t in told if t.act in _WANTS]
    ends = [t for t in wishes if t.polarity in ENDING]
    yield from product([t for t in told if t.act in _AGAINST], wishes)
    yield from product(ends, [t for t in wishes if t.polarity not in ENDING])


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
        for pair in _gainsaying(told):
            left, right = sorted(pair, key=_told_on)
            yield Contradiction(source, _statement(left), _statement(right))


def _gainsaying(told: Sequence[StatementTelling]) -> Iterator[tuple[StatementTelling, StatementTelling]]:
    """Sayings that deny with those that affirm what shares most of their words, found by their words."""
    words = [telling_words(t.words) for t in told]
    denying = [_denies(t) for t in told]
    affirming: dict[str, list[int]] = defaultdict(list)
    for number, denies in enumerate(denying):
        for word in () if denies else words[number]:
            affirming[word].append(number)
    for denial in (n for n, denies in enumerate(denying) if denies):
        met = Counter(number for word in words[denial] for number in affirming[word])
        for number, both in met.items():
            if both >= _SAYING * _LEAST and both >= _SAYING * min(len(words[denial]), len(words[number])):
                yield told[denial], told[number]


def _denies(telling: StatementTelling) -> bool:
    """Whether a saying denies: it says "not", or its source denies it, but not both."""
    return (negations(telling.words) + (telling.polarity == "denied")) % 2 == 1


def _told_on(telling: StatementTelling) -> tuple[str, str]:
    return telling.day or telling.published_at or _LAST, telling.id


def _statement(telling: StatementTelling) -> Said:
    act = "denied" if telling.polarity == "denied" else "said"
    evidence: Sequence[Evidence] = telling.evidence
    return Said(telling.day or telling.published_at, act, telling.words, evidence[0] if evidence else None)
