"""Reasons for and against two tellings being one event, as words that can be read, with their weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from standoff.ledger_model import GivenFigure, Judgement, LedgerPlace, StoryTold, Verdict
from standoff.merge import weights as w
from standoff.merge.cards import Card, kilometres
from standoff.merge.wording import unpacked
from standoff.terms.ledger_words import load_merge_words

NEVER = "never"
Reason = tuple[str, str]  # the class of reason by which its weight is found, or NEVER; and its words


class Verdicts(NamedTuple):
    """The sum of the reasons, and the reasons."""

    weight: float
    reasons: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """What the sum says."""
        return "same" if self.weight >= w.SAME else "unsure" if self.weight >= w.UNSURE else "different"


def compare(left: Card, right: Card, stories: Mapping[str, StoryTold]) -> Verdicts:
    """All reasons; a counter-reason that rules a merge out ends the comparison."""
    total = 0.0
    words: list[str] = []
    for kind, reason in reasons(left, right, stories):
        if kind == NEVER:
            return Verdicts(float("-inf"), (*words, f"never: {reason}"))
        total += w.WEIGHTS[kind]
        words.append(f"{w.WEIGHTS[kind]:+.1f} {reason}")
    return Verdicts(round(total, 3), tuple(words))


def judge(left: Card, right: Card, found: Verdicts, *, at: str | None) -> Judgement:
    """The judgement of the rules on two tellings."""
    a, b = sorted((left.telling.id, right.telling.id))
    return Judgement(a, b, found.verdict, found.reasons, at=at, weight=found.weight)


def reasons(left: Card, right: Card, stories: Mapping[str, StoryTold]) -> Iterator[Reason]:
    """The reasons by their classes, those that rule a merge out first."""
    if left.telling.page == right.telling.page:
        yield NEVER, "one story keeps them apart"
    yield from _when(left, right)
    yield from _where(left, right)
    yield from _who(left, right)
    yield from _how(left, right)
    yield from _how_many(left, right)
    yield from _stories(stories.get(left.telling.page), stories.get(right.telling.page))


def _when(left: Card, right: Card) -> Iterator[Reason]:
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return
    if left.one_day and right.one_day:
        yield _days(left, right)
    elif left.last < right.first or right.last < left.first:
        yield NEVER, f"{left.first}/{left.last} does not touch {right.first}/{right.last}"
    elif left.stretch and left.stretch == right.stretch:
        yield "same stretch", f"same stretch of days {left.stretch}"
    elif any(card.total and card.dated and not card.one_day for card in (left, right)):
        yield NEVER, "a total over several days is not the event of one day"
    elif left.dated and right.dated:
        yield "day in stretch", "one day lies in the stretch of days of the other"
    elif left.dated or right.dated:
        told, bare = (left, right) if left.dated else (right, left)
        late = told.last == bare.first  # the first day of its window: news seldom waits so long
        yield ("late day" if late else "day not told"), "one does not tell the day; the days agree"
    elif left.telling.published_at == right.telling.published_at:
        yield "stories of one day", "neither tells the day, and the stories are of one day"
    else:
        yield "stories of other days", "neither tells the day, and the stories are of different days"


def _days(left: Card, right: Card) -> Reason:
    """Two told days; one night has two, where who acted and a figure are the same."""
    if left.first == right.first:
        return "same day", f"same day {left.first}"
    apart = f"{left.first} is not {right.first}"
    night = left.first in right.telling.beside or right.first in left.telling.beside
    counted = [{(f.what, f.lower) for f in c.telling.figures if (f.lower or 0) >= w.MANY} for c in (left, right)]
    if night and left.telling.event_type in w.PLACED_TYPES and left.actors & right.actors and counted[0] & counted[1]:
        return "same night", f"{apart}, but of one night"
    return NEVER, apart


def _where(left: Card, right: Card) -> Iterator[Reason]:
    if left.countries and right.countries and not left.countries & right.countries:
        yield NEVER, f"{_list(left.countries)} is not {_list(right.countries)}"
    elif shared := (left.towns | left.spots) & (right.towns | right.spots):
        told = {p.name for card in (left, right) for p in card.telling.places if p.key in shared}
        yield "same place", f"same place {_list(told or {p.name for p in _below_state(left) + _below_state(right)})}"
    elif left.towns and right.towns:
        yield NEVER, _apart(left, right)
    elif shared := left.regions & right.regions:
        yield "same region", f"same region {_names(left, right, shared)}"
    elif (left.towns or left.regions) and (right.towns or right.regions):
        yield _region(left, right)
    elif shared := _from_story(left, right):
        placed = left.towns | left.regions | right.towns | right.regions
        about = ("place of the story" if _narrow(left, right) else "a place of the story") if placed else "like places"
        yield about, f"the story that does not say where names {_names(left, right, shared)}"
    elif left.telling.event_type in w.PLACED_TYPES:
        yield "place not told", "no place at equal precision in both (a state is not enough)"
    elif not _somebody_shared(left, right):
        yield "nobody in common", "neither a place nor a party is told in both"


def _region(left: Card, right: Card) -> Reason:
    """Two regions, or a region and a town: near each other, or not."""
    pairs = [(a, b) for a in _below_state(left) for b in _below_state(right)]
    unknown = any(place.lat is None for pair in pairs for place in pair)  # "western Ukraine"
    near = unknown or min(kilometres(a, b) for a, b in pairs) <= w.REGION_KM
    return ("near region", f"near each other: {_apart(left, right)}") if near else (NEVER, _apart(left, right))


def _from_story(left: Card, right: Card) -> frozenset[str]:
    """The places of one telling where the other has none and its story is about them."""
    mine, theirs = left.towns | left.regions, right.towns | right.regions
    return frozenset() if mine and theirs else (mine or left.about) & (theirs or right.about)


def _narrow(left: Card, right: Card) -> bool:
    """Whether the stories that do not say where name one town or region each."""
    return all(len(card.about) == 1 for card in (left, right) if not card.towns | card.regions)


def _below_state(card: Card) -> list[LedgerPlace]:
    return [p for p in card.telling.places if p.key in card.towns or p.key in card.regions]


def _apart(left: Card, right: Card) -> str:
    return " is not ".join(_list({p.name for p in _below_state(card)}) for card in (left, right))


def _names(left: Card, right: Card, keys: frozenset[str]) -> str:
    """The names of places, as far as one of the two tellings names them."""
    names = {p.name for card in (left, right) for p in card.telling.places if p.key in keys}
    return _list(names) if names else "it as well"


def _list(values: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(values))


def _who(left: Card, right: Card) -> Iterator[Reason]:
    both, others = left.actors | left.recipients, right.actors | right.recipients
    if left.actors and right.actors:
        if shared := left.actors & right.actors:
            yield "same actors", f"actor {_list(shared)}"
        elif not (left.actors - left.doubtful and right.actors - right.doubtful):
            yield "doubtful actors", f"who acts is not sure: {_list(left.actors)}, {_list(right.actors)}"
        else:
            yield "other actors", f"other actors: {_list(left.actors)}, {_list(right.actors)}"
    elif shared := left.doers & right.doers:
        yield "like actors", f"both by {_list(shared)}"
    if left.recipients and right.recipients:
        if shared := left.recipients & right.recipients:
            yield "same recipients", f"recipient {_list(shared)}"
        else:
            yield "other recipients", f"other recipients: {_list(left.recipients)}, {_list(right.recipients)}"
    elif shared := left.victims & right.victims:
        yield "like recipients", f"both to {_list(shared)}"
    if shared := _persons(left) & _persons(right):
        yield "same person", f"person {_list(shared)}"
    elif shared := (left.short & right.full) | (right.short & left.full):
        yield "short name", f"{_list(shared)} by a full name and a short one"
    if both == others and len(both) > 1:
        yield "all parties", "every party the same"


def _somebody_shared(left: Card, right: Card) -> bool:
    """Whether a party is told in both, if by a short name in one."""
    known = (left.actors | left.recipients) & (right.actors | right.recipients)
    return bool(known or left.short & (right.full | right.short) or right.short & left.full)


def _to_one(left: Card, right: Card) -> bool:
    """Whether both are done to one party, known or described, or by one person."""
    return bool(left.recipients & right.recipients or left.victims & right.victims or _persons(left) & _persons(right))


def _persons(card: Card) -> frozenset[str]:
    """The names of persons who act or are acted on: a closer tie than their states."""
    parties = (*card.telling.actors, *card.telling.recipients)
    return frozenset(p.name.casefold() for p in parties if p.kind == "person" and " " in p.name)


def _how(left: Card, right: Card) -> Iterator[Reason]:
    a, b = left.telling, right.telling
    words = load_merge_words()
    if a.weapon and b.weapon:
        same, kin = a.weapon == b.weapon, words.kin_weapons(a.weapon, b.weapon)
        yield ("same weapon" if same else "kin weapon" if kin else "other weapon"), f"{a.weapon}, {b.weapon}"
    elif a.mode and b.mode and a.mode != b.mode:
        yield ("kin mode" if words.kin_modes(a.mode, b.mode) else "other mode"), f"{a.mode}, {b.mode}"
    elif a.mode and a.mode == b.mode and a.event_type not in w.PLACED_TYPES | w.SAID_TYPES:
        yield "same mode", f"both {a.mode}"
    kin = a.trigger == b.trigger or bool(a.frame and a.frame == b.frame)
    if kin:
        yield "kin words", f"kin words {a.trigger}, {b.trigger}"
    if a.event_type in w.SAID_TYPES and not (left.one_day and right.one_day):
        near = kin or left.dated or right.dated or a.published_at == b.published_at
        if not (near and _to_one(left, right)):
            yield "other saying", "a saying of a day that not both tell, to nobody in common or in other words"
    yield from _targets(left, right)


def _targets(left: Card, right: Card) -> Iterator[Reason]:
    """A shared word or kind, or kinds of targets that differ; a hall and a funeral may be one target."""
    anywhere = load_merge_words().anywhere
    hit, other = left.telling.targets - anywhere, right.telling.targets - anywhere
    mine, theirs = _target_kinds(hit), _target_kinds(other)
    if shared := hit & other:
        yield "same target", f"target {_list(shared)}"
    elif left.kinds & right.kinds:
        yield "kin target", "targets of one kind"
    elif mine and theirs:
        yield "other target", f"other targets: {_list(hit)}; {_list(other)}"
    elif hit and other:
        yield "unlike target", f"no word of the target shared: {_list(hit)}; {_list(other)}"


@lru_cache(maxsize=20_000)
def _target_kinds(words: frozenset[str]) -> frozenset[int]:
    return load_merge_words().target_kinds(words)


def _how_many(left: Card, right: Card) -> Iterator[Reason]:
    """The best agreement of any two figures of one kind: tolls rise, and a story gives the first and the last."""
    pairs = [(a, b) for a in left.telling.figures for b in right.telling.figures if a.what == b.what]
    found = [reason for a, b in pairs for reason in [_figures(a, b)] if reason]
    if found:
        yield max(found, key=lambda reason: (w.WEIGHTS[reason[0]], reason[1]))


def _figures(left: GivenFigure, right: GivenFigure) -> Reason | None:
    low, high = _bounds(left), _bounds(right)
    if left.lower is not None and left.lower == right.lower and left.lower > 1:
        if left.lower >= w.MANY and left.what != "other":
            return "same toll", f"{left.what} {left.lower} in both"
        return "same figure", f"{left.what} {left.lower} in both"
    if left.what == "other":
        return None
    few, many = sorted((left.lower or left.upper or 0, right.lower or right.upper or 0))
    if low[0] <= high[1] and high[0] <= low[1] and many <= w.RISE * max(few, 1):
        return "figures agree", f"{left.what} figures agree"
    if many > w.FAR * max(few, 1):
        return "far figures", f"{left.what} {few} is far from {many}"
    return "near figures", f"{left.what} {few} and {many}"


def _bounds(figure: GivenFigure) -> tuple[float, float]:
    return figure.lower or 0, figure.upper if figure.upper is not None else float("inf")


def _stories(left: StoryTold | None, right: StoryTold | None) -> Iterator[Reason]:
    if left is None or right is None:
        return
    if copied(left, right):
        yield "copied story", "the texts are copies of each other"
    elif left.vector and right.vector and cosine(left.vector, right.vector) >= w.LIKE:
        yield "like story", "the stories are alike"


def copied(left: StoryTold, right: StoryTold) -> bool:
    """Whether two texts share most of their five-word shingles."""
    less, more = sorted((left.shingles, right.shingles), key=len)
    if not less:
        return False
    a, b = unpacked(less), unpacked(more)
    shared = len(a & b)
    return shared >= w.COPIED * (len(a) + len(b) - shared) or shared >= 0.8 * len(a)


def cosine(left: tuple[float, ...], right: tuple[float, ...]) -> float:
    """The cosine of two vectors; 0 where one has no length."""
    norm = sqrt(sum(x * x for x in left) * sum(y * y for y in right))
    return sum(x * y for x, y in zip(left, right, strict=True)) / norm if norm else 0.0
