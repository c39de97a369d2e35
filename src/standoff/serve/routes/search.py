"""Searching for words, and names for the query bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import nsmallest
from typing import Annotated, Any

from fastapi import APIRouter, Query

from standoff.serve.desk import Desk
from standoff.serve.filters import Filters
from standoff.serve.overview import Overview
from standoff.serve.parts import TheDesk
from standoff.serve.shapes import RowList
from standoff.store import Hit
from standoff.store.names import fold

router = APIRouter(tags=["search"])
Row = dict[str, Any]
Words = Annotated[str, Query(max_length=200)]
_MOST = 12  # suggestions under the query bar


@router.get("/search", response_model=RowList)
def search(desk: TheDesk, q: Words = "", limit: Annotated[int, Query(ge=1, le=200)] = 50) -> Row:
    """Stories and records that hold all words, best first; `marks` are the hits inside `snippet`."""
    with desk.store() as store:
        hits = store.search(q, limit=limit)
        homes = store.homes([hit.id for hit in hits])
    rows = {(hit.kind, homes.get(hit.id, hit.id)): hit for hit in reversed(hits)}
    found = [_hit(hit, identifier) for (_, identifier), hit in reversed(rows.items())]
    return {"total": len(found), "rows": found}


def _hit(hit: Hit, identifier: str) -> Row:
    marks, at = [], 0
    for text, is_hit in hit.pieces:
        marks += [[at, at + len(text)]] if is_hit else []
        at += len(text)
    return {
        "kind": hit.kind, "id": identifier, "title": hit.title, "snippet": "".join(text for text, _ in hit.pieces),
        "marks": marks, "published_at": hit.published_at,
    }  # fmt: skip


@router.get("/suggest")
def suggest(desk: TheDesk, q: Words = "") -> list[Row]:
    """Names that hold the words, with the field that they filter by; those that stand most often first."""
    wanted = fold(q)
    if not wanted:
        return []
    names = desk.overview().once("names", lambda whole: [(fold(n[0]), *n) for n in _names(desk, whole)])
    fitting = (n for n in names if wanted in n[0])
    best = nsmallest(_MOST, fitting, key=lambda n: (not n[0].startswith(wanted), -n[3], n[1]))
    return [{"text": text, "field": name, "count": count} for _, text, name, count in best]


def _names(desk: Desk, overview: Overview) -> Iterator[tuple[str, str, int]]:
    """Every name that a filter can take, with its field and how often it stands."""
    ledger = overview.ledger
    yield from ((r["name"], "actor", r["stories"]) for r in desk.entities(Filters()))
    counted = {
        "place": Counter(p.name for e in ledger.events for p in e.places),
        "source": Counter(s.source for s in ledger.statements if s.source),
        "publisher": Counter(s.publisher for s in ledger.stories if s.publisher),
        "type": Counter(e.event_type for e in ledger.events),
    }
    for name, counts in counted.items():
        yield from ((text, name, count) for text, count in counts.items())
