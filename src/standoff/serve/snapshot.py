"""What the page shows of a ledger at one revision: merged rows, who tells each record, what people said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from standoff.days import day_bounds
from standoff.ledger_model import Ledger, Review, StoryTold
from standoff.merge import merge_tellings, tell_story
from standoff.merge.anchors import AnyTelling, find_telling
from standoff.merge.tell import StoryTellings
from standoff.show.ledger_json import merged_rows
from standoff.store import Store
from standoff.store.ledger import ledger_rows
from standoff.told import Told

Row = dict[str, Any]
LETTERS: Final = {"event": "e", "statement": "s", "position": "k", "condition": "c"}
KINDS: Final = {letter: kind for kind, letter in LETTERS.items()}
SURE: Final = 1.0  # the score of a record that has none


@dataclass(frozen=True, slots=True)
class Source:
    """Where one story tells a record. `chain`: who relays whom, the outlet first; `score`: how sure the reading is."""

    id: str
    page: str
    local: str
    chain: tuple[str | None, ...]
    score: float
    day: str  # of the story, "" where it is not known


@dataclass(frozen=True)
class Snapshot:
    """A ledger of many stories, merged. `sources` by the id of each telling; `words`: people's reviews by it."""

    ledger: Ledger
    sources: Mapping[str, Source]
    words: Mapping[str, Sequence[Review]]
    until: str | None = None

    @cached_property
    def stories(self) -> Mapping[str, StoryTold]:
        """Stories by the id of their page."""
        return {s.page: s for s in self.ledger.stories}

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Row]]:
        """Merged rows by kind and id; places with their key."""
        rows = {kind: merged_rows(self.ledger, kind, until=self.until) for kind in LETTERS}
        for event in self.ledger.events:
            for row, place in zip(rows["event"][event.id]["places"], event.places, strict=True):
                row["key"] = place.key
        return rows

    @cached_property
    def tellings(self) -> Mapping[str, tuple[Any, ...]]:
        """The tellings of every merged record by its id."""
        merged: Iterable[Any] = (
            *self.ledger.events, *self.ledger.statements, *self.ledger.positions, *self.ledger.conditions,
        )  # fmt: skip
        return {m.id: m.tellings for m in merged}

    @cached_property
    def least_sure(self) -> Sequence[Source]:
        """Every telling, those of the lowest score first, of equal ones the newest."""
        newest = sorted(self.sources.values(), key=lambda s: (s.day, s.page), reverse=True)
        return sorted(newest, key=lambda s: s.score)


def take_snapshot(store: Store, *, as_of: str | None = None) -> Snapshot:
    """The ledger of all stories that were not withdrawn; `as_of` (ISO day): of those that were out by then."""
    told: list[StoryTellings] = []
    sources: dict[str, Source] = {}
    gone = {w.page for w in store.withdrawals()}
    for page in store.pages():
        document = store.document(page)
        out = day_bounds(document["story"]["published_at"])
        if page in gone or (as_of is not None and not (out and out[0] <= as_of)):
            continue
        told.append(tell_story(document))
        sources.update({s.id: s for s in sources_of(document)})
    reviews = store.reviews()
    ledger = merge_tellings(told, judgements=store.judgements(), reviews=reviews)
    return Snapshot(ledger, sources, _by_telling(told, reviews), as_of)


def _by_telling(told: Iterable[StoryTellings], reviews: Iterable[Review]) -> dict[str, list[Review]]:
    """People's reviews by the telling that each is on today."""
    pages: dict[str, list[AnyTelling]] = {
        t.story.page: [*t.events, *t.statements, *t.positions, *t.conditions] for t in told
    }
    found: dict[str, list[Review]] = {}
    for review in reviews:
        telling = find_telling(review.record, review.anchor, pages)
        if telling:
            found.setdefault(telling, []).append(review)
    return found


def sources_of(document: Mapping[str, Any]) -> list[Source]:
    """Where a document tells each of its records."""
    told = Told(document)
    day = (day_bounds(told.story["published_at"]) or ("", ""))[0]
    found = []
    for row in ledger_rows(document):
        if row.kind in LETTERS:
            record = told.by_id[row.local]
            teller = teller_of(told, row.local)
            score = record.get("score", SURE)
            found.append(Source(row.id, told.page, row.local, tuple(told.chain(teller)), score, day))
    return found


def teller_of(told: Told, local: str) -> Any:
    """The innermost statement that tells a record; a statement is told by the one that relays it."""
    record = told.by_id[local]
    if local.startswith("c"):
        resting = (k["statement"] for k in told.document["positions"] if k["condition"] == local)
        name = next((s for s in resting if s), None)
    else:
        name = local if local.startswith("s") else record.get("statement")
    return told.by_id[name] if name else None
