"""merge: what many stories say -> events, statements, positions and conditions with reasons that can be read.

    readings -> tellings -> blocks -> reasons -> judgements -> clusters -> Ledger

Pure: no clock, no database. The order of the readings changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from standoff.ledger_model import Judgement, Ledger, Review
from standoff.merge.anchors import AnyTelling, anchored
from standoff.merge.events import Known, merge_events
from standoff.merge.explain import explain_pair
from standoff.merge.matters import merge_conditions, merge_positions
from standoff.merge.reviewed import reviewed
from standoff.merge.statements import merge_statements
from standoff.merge.tell import StoryTellings, tell_story
from standoff.model import Reading

__all__ = [
    "Known", "StoryTellings", "explain_pair", "mean_vector", "merge_readings", "merge_reviewed", "merge_tellings",
    "reviewed", "tell_reading", "tell_story", "tellings_of",
]  # fmt: skip


def merge_readings(
    readings: Iterable[Reading | Mapping[str, Any]],
    *,
    judgements: Sequence[Judgement] = (),
    reviews: Sequence[Review] = (),
    at: str | None = None,
) -> Ledger:
    """The ledger of many readings, or of their documents; judgements and reviews are people's, `at`: the rules' day."""
    return merge_tellings(map(tell_reading, readings), judgements=judgements, reviews=reviews, at=at)


def tell_reading(reading: Reading | Mapping[str, Any]) -> StoryTellings:
    """The tellings of a reading or of its document; only a reading brings the vectors of its sentences."""
    if not isinstance(reading, Reading):
        return tell_story(reading)
    return tell_story(reading.to_dict(), vector=mean_vector(reading))


def mean_vector(reading: Reading) -> tuple[float, ...]:
    """The mean of the vectors of a reading's sentences; empty where there are none."""
    vectors = [s.vector for s in reading.sentences if s.vector]
    return tuple(sum(column) / len(vectors) for column in zip(*vectors, strict=True)) if vectors else ()


def merge_tellings(
    told: Iterable[StoryTellings],
    *,
    judgements: Sequence[Judgement] = (),
    reviews: Sequence[Review] = (),
    at: str | None = None,
) -> Ledger:
    """The ledger of the tellings of many stories; a page that comes twice counts once."""
    by_page = {t.story.page: t for t in sorted(told, key=_stable)}
    words = anchored(judgements, {page: tellings_of(t) for page, t in by_page.items()})
    tellings = [reviewed(by_page[page], reviews) for page in sorted(by_page)]
    ledger = merge_reviewed(tellings, words=words, at=at)
    return replace(ledger, judgements=(*ledger.judgements, *judgements))


def merge_reviewed(
    tellings: Sequence[StoryTellings], *, words: Sequence[Judgement], at: str | None = None, known: Known | None = None
) -> Ledger:
    """The ledger of stories' tellings as people reviewed them, with the rules' judgements alone.

    `words`: people's, on these tellings; `known`: pairs that the rules have judged before.
    """
    stories = {t.story.page: t.story for t in tellings}
    every = (e for t in tellings for e in t.events)
    events, judged = merge_events(every, stories, judgements=words, at=at, known=known)
    statements = merge_statements((s for t in tellings for s in t.statements), judgements=words)
    conditions = merge_conditions((c for t in tellings for c in t.conditions), judgements=words)
    redirects = {t.id: c.id for c in conditions for t in c.tellings}
    positions = merge_positions((k for t in tellings for k in t.positions), redirects, judgements=words)
    redirects |= {t.id: e.id for e in events for t in e.tellings}
    redirects |= {t.id: s.id for s in statements for t in s.tellings}
    redirects |= {t.id: k.id for k in positions for t in k.tellings}
    ordered = sorted(stories.values(), key=lambda s: (s.published_at or "9999", s.page))
    return Ledger(tuple(ordered), events, statements, positions, conditions, judged, redirects)


def tellings_of(told: StoryTellings) -> tuple[AnyTelling, ...]:
    """All tellings of a story."""
    return (*told.events, *told.statements, *told.positions, *told.conditions)


def _stable(told: StoryTellings) -> tuple[str, str, int]:
    """An order of tellings that does not hang on the order in which they came."""
    ids = [t.id for t in told.events] + [t.id for t in told.statements]
    ids += [t.id for t in told.positions] + [t.id for t in told.conditions]
    return told.story.page, " ".join(sorted(ids)), len(ids)
