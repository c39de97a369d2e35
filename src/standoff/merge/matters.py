"""Positions by holder and matter, conditions by their normal form, over all stories.

A party that a telling leaves open joins the one group that fits; where several fit it stays alone, never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from standoff.ledger_model import (
    ConditionTelling,
    Judgement,
    MergedCondition,
    MergedPosition,
    Party,
    Pattern,
    PositionTelling,
)
from standoff.merge.regroup import regroup
from standoff.merge.weights import SAYING
from standoff.merge.wording import overlap, weighty
from standoff.model import ENDING
from standoff.terms.ledger_words import load_track_words

Telling = TypeVar("Telling", PositionTelling, ConditionTelling)
_LAST = "9999"


def side(party: Party | None, behalf: str | None = None) -> str:
    """For whom a party speaks: the state it speaks for, else itself; "" where it is not told."""
    if behalf:
        return behalf
    if party is None:
        return ""
    speaks = party.kind == "state" or party.sector in load_track_words().of_state
    return (party.country if speaks else None) or party.key


def matter(event_type: str | None, polarity: str, words: str) -> str:
    """What a position is about: the type of act and whether it is to be or not to be; else the words themselves."""
    return f"{event_type or ' '.join(sorted(weighty(words)))} {'end' if polarity in ENDING else 'be'}"


def _first_told(telling: PositionTelling | ConditionTelling) -> tuple[str, str]:
    return telling.day or _LAST, telling.id


def merge_positions(
    tellings: Iterable[PositionTelling], redirects: Mapping[str, str], *, judgements: Sequence[Judgement] = ()
) -> tuple[MergedPosition, ...]:
    """Merged positions; `redirects` leads from a condition's telling to its merged condition."""
    rough: dict[tuple[str, str], list[PositionTelling]] = defaultdict(list)
    untyped: dict[str, list[PositionTelling]] = defaultdict(list)
    for t in sorted(tellings, key=_first_told):
        holder = side(t.holder, t.on_behalf_of) or t.id
        if t.event_type:
            rough[holder, matter(t.event_type, t.polarity, t.object)].append(t)
        else:
            untyped[holder].append(t)
    for holder, held in untyped.items():
        for group in _by_words(held):
            rough[holder, group[0].id] = group
    groups = [g for key in sorted(rough) for g in _by_open_field([(side(t.counterpart), t) for t in rough[key]])]
    judged = regroup(groups, judgements, order=_first_told)
    return positions_in_order(merged_position(group, redirects) for group in judged)


def positions_in_order(positions: Iterable[MergedPosition]) -> tuple[MergedPosition, ...]:
    """Positions in the order in which they were first taken."""
    return tuple(sorted(positions, key=lambda k: (k.tellings[0].day or _LAST, k.id)))


def position_block(telling: PositionTelling) -> str:
    """Positions of different blocks are never one, whatever else comes."""
    holder = side(telling.holder, telling.on_behalf_of) or telling.id
    about = matter(telling.event_type, telling.polarity, telling.object) if telling.event_type else ""
    return f"k|{holder}|{about}"


def condition_block(telling: ConditionTelling) -> str:
    """Conditions of different blocks are never one, whatever else comes."""
    return f"c|{_form(telling)}"


def _by_words(tellings: Sequence[PositionTelling]) -> list[list[PositionTelling]]:
    """Tellings without a type, grouped by their words: each joins the first group whose first telling it resembles."""
    groups: list[list[PositionTelling]] = []
    for t in tellings:
        home = next((g for g in groups if _alike(g[0], t)), None)
        if home is None:
            groups.append([t])
        else:
            home.append(t)
    return groups


def _alike(left: PositionTelling, right: PositionTelling) -> bool:
    """Whether two objects share most of their words, and both are to be or neither."""
    if (left.polarity in ENDING) != (right.polarity in ENDING):
        return False
    a, b = weighty(left.object), weighty(right.object)
    return a == b or (len(a & b) >= 2 and overlap(a, b) >= SAYING)


def _by_open_field(keyed: Sequence[tuple[str, Telling]]) -> list[list[Telling]]:
    """Groups by a field that may be open (""): the open ones join the only group there is, else make their own."""
    groups: dict[str, list[Telling]] = defaultdict(list)
    for key, telling in keyed:
        groups[key].append(telling)
    if len(groups) == 2 and "" in groups:
        return [[telling for _, telling in keyed]]
    return [groups[key] for key in sorted(groups)]


def merged_position(told: Iterable[PositionTelling], redirects: Mapping[str, str]) -> MergedPosition:
    """One position as its tellings tell it together."""
    tellings = sorted(told, key=_first_told)
    first = tellings[0]
    conditions = [redirects[t.condition] for t in tellings if t.condition and t.condition in redirects]
    return MergedPosition(
        first.id, first.holder, next((t.counterpart for t in tellings if t.counterpart), None), first.event_type,
        first.polarity, conditions[-1] if conditions else None, tuple(tellings),
    )  # fmt: skip


def merge_conditions(
    tellings: Iterable[ConditionTelling], *, judgements: Sequence[Judgement] = ()
) -> tuple[MergedCondition, ...]:
    """Merged conditions in the order in which they were first stated."""
    rough: dict[str, list[ConditionTelling]] = defaultdict(list)
    for t in sorted(tellings, key=_first_told):
        rough[_form(t)].append(t)
    groups = []
    for key in sorted(rough):
        for held in _by_setter(rough[key]):
            for acted in _by_open_field([(_named(t.requires, t.requires.actors), t) for t in held]):
                groups += _by_open_field([(_named(t.requires, t.requires.recipients), t) for t in acted])
    merged = [merged_condition(g) for g in regroup(groups, judgements, order=_first_told)]
    return conditions_in_order(merged)


def _form(t: ConditionTelling) -> str:
    """The normal form without its parties; where a side has no type its words stand in for it."""
    sides = (t.requires, t.consequence)
    return " -> ".join(matter(s.event_type, s.polarity, s.words) for s in sides)


def _by_setter(tellings: Sequence[ConditionTelling]) -> list[list[ConditionTelling]]:
    """By who sets it; one that nobody is said to set (a headline) joins the only setter of its own story."""
    setters: dict[str, set[str]] = defaultdict(set)
    for t in tellings:
        if t.holder:
            setters[t.page].add(side(t.holder))
    groups: dict[str, list[ConditionTelling]] = defaultdict(list)
    for t in tellings:
        own = setters[t.page]
        groups[side(t.holder) or (next(iter(own)) if len(own) == 1 else t.page)].append(t)
    return [groups[key] for key in sorted(groups)]


def _named(pattern: Pattern, values: Sequence[str]) -> str:
    """Who can be known again of some names; who is only described is left open."""
    return "|".join(sorted(_known_again(pattern, values)))


def conditions_in_order(conditions: Iterable[MergedCondition]) -> tuple[MergedCondition, ...]:
    """Conditions in the order in which they were first stated."""
    return tuple(sorted(conditions, key=lambda c: (c.first_day or _LAST, c.id)))


def merged_condition(told: Iterable[ConditionTelling]) -> MergedCondition:
    """One condition as its tellings tell it together."""
    tellings = sorted(told, key=_first_told)
    first, spoken = tellings[0], min(tellings, key=_clearest)
    ordered = [spoken, *(t for t in tellings if t is not spoken)]
    days = [t.day for t in tellings if t.day]
    return MergedCondition(
        first.id, next((t.holder for t in tellings if t.holder), None), spoken.operator,
        _fullest([t.requires for t in ordered]), _fullest([t.consequence for t in ordered]),
        min(days, default=None), max(days, default=None), any(t.threat for t in tellings), tuple(tellings),
    )  # fmt: skip


def _clearest(telling: ConditionTelling) -> tuple[int, int, tuple[str, ...]]:
    """Before others the telling that names most of who, whom and where; of these the one in the fewest words."""
    needs, follows = telling.requires, telling.consequence
    named = [needs.event_type, needs.actors, needs.recipients, needs.places, needs.target]
    named += [follows.event_type, follows.actors]
    return -sum(bool(n) for n in named), len(telling.evidence.words), (telling.day or _LAST, telling.id)


def _fullest(patterns: Sequence[Pattern]) -> Pattern:
    """The first pattern's words, with what other tellings add where it is silent or only describes somebody."""
    first = patterns[0]
    acting = next((p for p in patterns if _known_again(p, p.actors)), None) or _first_with(patterns, "actors")
    hit = next((p for p in patterns if _known_again(p, p.recipients)), None) or _first_with(patterns, "recipients")
    modes, places, target = (getattr(_first_with(patterns, name), name) for name in ("modes", "places", "target"))
    named = {*acting.actors, *hit.recipients}
    parties = tuple(dict.fromkeys(p for told in (acting, hit) for p in told.parties if p.name in named))
    assumed = "; ".join(dict.fromkeys(filter(None, (acting.assumed, hit.assumed))))
    return Pattern(
        first.event_type, first.polarity, first.words, modes, acting.actors, hit.recipients, places, target, parties,
        assumed,
    )  # fmt: skip


def _first_with(patterns: Sequence[Pattern], name: str) -> Pattern:
    """The first pattern that tells a field, else the first."""
    return next((p for p in patterns if getattr(p, name)), patterns[0])


def _known_again(pattern: Pattern, names: Sequence[str]) -> tuple[str, ...]:
    """Those of the names of a pattern that do not only describe somebody."""
    described = {p.name for p in pattern.parties if not p.named}
    return tuple(name for name in names if name not in described)
