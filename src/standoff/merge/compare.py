"""Reasons for and against two tellings being one event, as words that can be read, with their weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import sqrt
from typing import NamedTuple

from standoff.ledger_model import GivenFigure, Judgement, StoryTold, Verdict
from standoff.merge import weights as w
from standoff.merge.cards import Card
from standoff.merge.wording import unpacked

Reason = tuple[float, str]
_NEVER = float("-inf")


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
    total, words = 0.0, []
    for weight, reason in _reasons(left, right, stories):
        total += weight
        words.append(f"{weight:+.1f} {reason}" if weight != _NEVER else f"never: {reason}")
        if weight == _NEVER:
            break
    return Verdicts(total, tuple(words))


def judge(left: Card, right: Card, found: Verdicts, *, at: str | None) -> Judgement:
    """The judgement of the rules on two tellings."""
    a, b = sorted((left.telling.id, right.telling.id))
    return Judgement(a, b, found.verdict, found.reasons, at=at, weight=found.weight)


def _reasons(left: Card, right: Card, stories: Mapping[str, StoryTold]) -> Iterator[Reason]:
    if left.telling.page == right.telling.page:
        yield _NEVER, "one story keeps them apart"
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
        same = left.first == right.first
        yield (w.SAME_DAY, f"same day {left.first}") if same else (_NEVER, f"{left.first} is not {right.first}")
    elif left.last < right.first or right.last < left.first:
        yield _NEVER, f"{left.first}/{left.last} does not touch {right.first}/{right.last}"
    elif left.one_day != right.one_day and left.dated and right.dated and (left.total or right.total):
        yield _NEVER, "a total over several days is not the event of one day"
    elif left.stretch and left.stretch == right.stretch:
        yield 2 * w.DAY_WITHIN, f"same stretch of days {left.stretch}"
    elif not left.dated and not right.dated and left.telling.published_at != right.telling.published_at:
        yield w.UNDATED, "neither tells the day, and the stories are of different days"
    else:
        yield w.DAY_WITHIN, "days agree as far as they are told"


def _where(left: Card, right: Card) -> Iterator[Reason]:
    if left.countries and right.countries and not left.countries & right.countries:
        yield _NEVER, f"{_list(left.countries)} is not {_list(right.countries)}"
    elif left.towns and right.towns:
        shared = left.towns & right.towns
        yield (w.SAME_TOWN, f"same place {_names(left, shared)}") if shared else (_NEVER, _apart(left, right))
    elif left.regions and right.regions:
        shared = left.regions & right.regions
        yield (w.SAME_REGION, f"same region {_names(left, shared)}") if shared else (_NEVER, _apart(left, right))
    elif left.telling.event_type in w.PLACED_TYPES:
        yield w.NO_PLACE, "no place at equal precision in both (a state is not enough)"


def _apart(left: Card, right: Card) -> str:
    return f"{_names(left, left.towns or left.regions)} is not {_names(right, right.towns or right.regions)}"


def _names(card: Card, keys: frozenset[str]) -> str:
    return _list({p.name for p in card.telling.places if p.key in keys})


def _list(values: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(values))


def _who(left: Card, right: Card) -> Iterator[Reason]:
    if left.actors and right.actors:
        shared = left.actors & right.actors
        yield (w.SAME_ACTORS, f"actor {_list(shared)}") if shared else (w.OTHER_ACTORS, "other actors")
    if left.recipients and right.recipients:
        shared = left.recipients & right.recipients
        same = (w.SAME_RECIPIENTS, f"recipient {_list(shared)}")
        yield same if shared else (w.OTHER_RECIPIENTS, "other recipients")
    both, others = left.actors | left.recipients, right.actors | right.recipients
    if both == others and len(both) > 1:
        yield w.ALL_PARTIES, "every party the same"


def _how(left: Card, right: Card) -> Iterator[Reason]:
    a, b = left.telling, right.telling
    if a.weapon and b.weapon:
        yield (w.SAME_WEAPON, a.weapon) if a.weapon == b.weapon else (w.OTHER_WEAPON, f"{a.weapon} is not {b.weapon}")
    if a.mode and b.mode and a.mode != b.mode:
        yield w.OTHER_MODE, f"{a.mode} is not {b.mode}"
    if a.trigger == b.trigger or (a.frame and a.frame == b.frame):
        yield w.SAME_TRIGGER, f"kin words {a.trigger}, {b.trigger}"
    if a.targets and b.targets:
        shared = a.targets & b.targets
        yield (w.SAME_TARGET, f"target {_list(shared)}") if shared else (w.OTHER_TARGET, "other targets")


def _how_many(left: Card, right: Card) -> Iterator[Reason]:
    """Figures of the same kind: agreement speaks for, a wide gap against; totals are left aside."""
    mine = {f.what: f for f in left.telling.figures if not f.total and f.what != "other"}
    theirs = {f.what: f for f in right.telling.figures if not f.total and f.what != "other"}
    for what in sorted(mine.keys() & theirs.keys()):
        yield _figures(mine[what], theirs[what])


def _figures(left: GivenFigure, right: GivenFigure) -> Reason:
    low, high = _bounds(left), _bounds(right)
    if low[0] <= high[1] and high[0] <= low[1]:
        return w.SAME_FIGURE, f"{left.what} figures agree"
    few, many = sorted((left.lower or left.upper or 0, right.lower or right.upper or 0))
    if many > w.FAR * max(few, 1):
        return w.FAR_FIGURE, f"{left.what} {few} is far from {many}"
    return w.OTHER_FIGURE, f"{left.what} {few} and {many} disagree"


def _bounds(figure: GivenFigure) -> tuple[float, float]:
    return figure.lower or 0, figure.upper if figure.upper is not None else float("inf")


def _stories(left: StoryTold | None, right: StoryTold | None) -> Iterator[Reason]:
    if left is None or right is None:
        return
    if copied(left, right):
        yield w.COPIED_STORY, "the texts are copies of each other"
    elif left.vector and right.vector and cosine(left.vector, right.vector) >= w.LIKE:
        yield w.LIKE_STORY, "the stories are alike"


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
