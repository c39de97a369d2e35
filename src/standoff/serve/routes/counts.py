"""Counts: the timeline, the map, the outlets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Query

from standoff.ledger_model import MergedEvent
from standoff.serve.counts import map_of, publishers_of, timeline_of
from standoff.serve.desk import Desk
from standoff.serve.filters import DossierName, Filters, Given
from standoff.serve.overview import Overview
from standoff.serve.parts import TheDesk
from standoff.serve.shapes import Day, PlaceList

router = APIRouter(tags=["counts"])
Row = dict[str, Any]
T = TypeVar("T")


def _count(desk: Desk, given: Filters, name: str, count: Callable[[Sequence[MergedEvent]], T]) -> T:
    """What is counted over the merged events that fit; kept until the ledger changes."""

    def counted(overview: Overview) -> T:
        if given.none_set:
            return count(overview.ledger.events)
        ids = frozenset(desk.fitting("event", given))
        return count([e for e in overview.ledger.events if e.id in ids])

    return desk.overview().once(f"{name} {replace(given, limit=0, offset=0)}", counted)


@router.get("/timeline", response_model=list[Day])
def timeline(desk: TheDesk, given: Given, of: Annotated[Literal["events", "reports"], Query()] = "events") -> list[Row]:
    """Events by day and type: on their first day, or (`of=reports`) each report on the day of its story."""
    return _count(desk, given, of, lambda events: timeline_of(events, reports=of == "reports"))


@router.get("/map")
def on_map(desk: TheDesk, given: Given) -> Row:
    """Places and countries with their events. `radius_km`: how far around its point a place may lie."""
    return _count(desk, given, "map", map_of)


@router.get("/places", response_model=PlaceList)
def places(desk: TheDesk, given: Given) -> Row:
    """Places with their events, those of most events first."""
    found = _count(desk, given, "map", map_of)["places"]
    return {"total": len(found), "rows": found[given.offset :][: given.limit]}


@router.get("/publishers")
def publishers(desk: TheDesk, dossier: DossierName = None) -> Row:
    """Outlets with their stories, events and statements, and the countries that they tell of."""
    overview = desk.overview(dossier=dossier)
    return overview.once("publishers", publishers_of)
