"""Clusters of tellings as merged events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from standoff.ledger_model import EventTelling, Judgement, MergedEvent, StoryTold
from standoff.merge.cards import cards_of
from standoff.merge.chains import count_chains
from standoff.merge.cluster import cluster, judge_blocks

Keyed = TypeVar("Keyed")
_LAST = "9999"


def merge_events(
    tellings: Iterable[EventTelling],
    stories: Mapping[str, StoryTold],
    *,
    judgements: Sequence[Judgement] = (),
    at: str | None = None,
) -> tuple[tuple[MergedEvent, ...], tuple[Judgement, ...]]:
    """Merged events in the order of their days, and the judgements of the rules."""
    cards = cards_of(tellings)
    found = judge_blocks(cards, stories, at=at)
    clusters = cluster(cards, found, judgements)
    events = (_event([card.telling for card in members], stories) for members in clusters)
    ordered = tuple(sorted(events, key=lambda e: (min(e.days, default=_LAST), e.id)))
    return ordered, tuple(sorted(found, key=lambda j: (j.left, j.right)))


def first_told(telling: EventTelling) -> tuple[str, str]:
    """The order of tellings: by the day of their story, then by id."""
    return telling.published_at or _LAST, telling.id


def _event(members: Sequence[EventTelling], stories: Mapping[str, StoryTold]) -> MergedEvent:
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
