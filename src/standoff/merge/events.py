"""Clusters of tellings as merged events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from standoff.ledger_model import EventTelling, Judgement, MergedEvent, StoryTold
from standoff.merge.cards import Card, cards_of
from standoff.merge.chains import count_chains
from standoff.merge.cluster import cluster, judge_blocks

Keyed = TypeVar("Keyed")
_LAST = "9999"


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules judged of pairs before; of tellings in `new` (ids) no pair is among them yet."""

    judged: Sequence[Judgement]
    new: Set[str] = frozenset()


def merge_events(
    tellings: Iterable[EventTelling],
    stories: Mapping[str, StoryTold],
    *,
    judgements: Sequence[Judgement] = (),
    at: str | None = None,
    known: Known | None = None,
) -> tuple[tuple[MergedEvent, ...], tuple[Judgement, ...]]:
    """Merged events in the order of their days, and the judgements of the rules."""
    cards = cards_of(tellings)
    if known is None:
        found = judge_blocks(cards, stories, at=at)
    else:
        found = [*known.judged, *(judge_blocks(cards, stories, at=at, new=known.new) if known.new else ())]
    events = events_of(cards, found, judgements, stories)
    return events, tuple(sorted(found, key=lambda j: (j.left, j.right)))


def events_of(
    cards: Sequence[Card], judged: Iterable[Judgement], words: Iterable[Judgement], stories: Mapping[str, StoryTold]
) -> tuple[MergedEvent, ...]:
    """Merged events in the order of their days; right for all cards, and for whatever no judgement ties to others."""
    clusters = cluster(cards, judged, words)
    events = (event_of([card.telling for card in members], stories) for members in clusters)
    return tuple(sorted(events, key=event_order))


def event_order(event: MergedEvent) -> tuple[str, str]:
    """The order of events: by their first day, then by id."""
    return min(event.days, default=_LAST), event.id


def first_told(telling: EventTelling) -> tuple[str, str]:
    """The order of tellings: by the day of their story, then by id."""
    return telling.published_at or _LAST, telling.id


def event_of(members: Sequence[EventTelling], stories: Mapping[str, StoryTold]) -> MergedEvent:
    """One event as its tellings tell it together."""
    tellings = sorted(members, key=first_told)
    return MergedEvent(
        tellings[0].id, tellings[0].event_type, _most(t.mode for t in tellings), _realis(tellings),
        _once((p.key, p) for t in tellings for p in t.actors),
        _once((p.key, p) for t in tellings for p in t.recipients),
        _once((p.key, p) for t in tellings for p in t.places),
        tuple(sorted({d for t in tellings for d in t.days})), _most(t.weapon for t in tellings),
        tuple(f for t in tellings for f in t.figures), frozenset(w for t in tellings for w in t.targets),
        len({t.page for t in tellings}), count_chains(tellings, stories), tuple(tellings),
    )  # fmt: skip


def _once(pairs: Iterable[tuple[str, Keyed]]) -> tuple[Keyed, ...]:
    """The first value of every key, in order."""
    out: dict[str, Keyed] = {}
    for key, value in pairs:
        out.setdefault(key, value)
    return tuple(out.values())


def _most(values: Iterable[str | None]) -> str | None:
    """The value that most tellings give; of equals the first."""
    counted = Counter(v for v in values if v)
    return counted.most_common(1)[0][0] if counted else None


def _realis(tellings: Sequence[EventTelling]) -> str:
    return _most(t.realis for t in tellings) or "occurred"
