"""What the page shows of a ledger at one revision: merged rows, and who tells each record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from standoff.days import day_bounds
from standoff.ledger_model import Ledger, StoryTold
from standoff.merge import merge_tellings, tell_story
from standoff.show.ledger_json import merged_rows
from standoff.store import Store
from standoff.store.ledger import ledger_rows
from standoff.told import Told

Row = dict[str, Any]
Chain = tuple[str | None, ...]  # who relays whom: the outlet first
LETTERS = {"event": "e", "statement": "s", "position": "k", "condition": "c"}


@dataclass(frozen=True)
class Snapshot:
    """A ledger of many stories, merged; `chains` tells by the id of a telling who tells it."""

    ledger: Ledger
    chains: Mapping[str, Chain]
    until: str | None = None

    @cached_property
    def stories(self) -> Mapping[str, StoryTold]:
        """Stories by the id of their page."""
        return {s.page: s for s in self.ledger.stories}

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Row]]:
        """Merged rows by kind and id."""
        return {kind: merged_rows(self.ledger, kind, until=self.until) for kind in LETTERS}

    @cached_property
    def tellings(self) -> Mapping[str, tuple[Any, ...]]:
        """The tellings of every merged record by its id."""
        merged: Iterable[Any] = (
            *self.ledger.events, *self.ledger.statements, *self.ledger.positions, *self.ledger.conditions,
        )  # fmt: skip
        return {m.id: m.tellings for m in merged}


def take_snapshot(store: Store, *, as_of: str | None = None) -> Snapshot:
    """The ledger of all stories; `as_of` (ISO day): of those that were out by then, clocks run to that day."""
    told, chains = [], {}
    for page in store.pages():
        document = store.document(page)
        out = day_bounds(document["story"]["published_at"])
        if as_of is not None and not (out and out[0] <= as_of):
            continue
        told.append(tell_story(document))
        chains.update(chains_of(document))
    return Snapshot(merge_tellings(told), chains, as_of)


def chains_of(document: Mapping[str, Any]) -> dict[str, Chain]:
    """By the ledger id of every record of a document: the outlet, and the sources that relay it to the outlet."""
    told = Told(document)
    ids = {row.local: row.id for row in ledger_rows(document) if row.kind in LETTERS}
    return {ids[local]: tuple(told.chain(teller_of(told, local))) for local in ids}


def teller_of(told: Told, local: str) -> Any:
    """The innermost statement that tells a record; a statement is told by the one that relays it."""
    record = told.by_id[local]
    if local.startswith("c"):
        resting = (k["statement"] for k in told.document["positions"] if k["condition"] == local)
        name = next((s for s in resting if s), None)
    else:
        name = local if local.startswith("s") else record.get("statement")
    return told.by_id[name] if name else None
