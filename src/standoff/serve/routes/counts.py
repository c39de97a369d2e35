"""Counts: the timeline, the map, the outlets."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from standoff.ledger_model import MergedEvent
from standoff.serve.counts import map_of, publishers_of, timeline_of
from standoff.serve.desk import Desk
from standoff.serve.filters import DossierName, Filters, Given
from standoff.serve.parts import TheDesk
from standoff.serve.shapes import Day, PlaceList

router = APIRouter(tags=["counts"])
Row = dict[str, Any]


def _events(desk: Desk, given: Filters) -> list[MergedEvent]:
    """The merged events that fit."""
    if given.none_set:
        return list(desk.snapshot().ledger.events)
    ids = frozenset(desk.fitting("event", given))
    return [e for e in desk.snapshot().ledger.events if e.id in ids]


@router.get("/timeline", response_model=list[Day])
def timeline(desk: TheDesk, given: Given, of: Annotated[Literal["events", "reports"], Query()] = "events") -> list[Row]:
    """Events by day and type: on their first day, or (`of=reports`) each report on the day of its story."""
    return timeline_of(_events(desk, given), reports=of == "reports")


@router.get("/map")
def on_map(desk: TheDesk, given: Given) -> Row:
    """Places and countries with their events. `radius_km`: how far around its point a place may lie."""
    return map_of(_events(desk, given))


@router.get("/places", response_model=PlaceList)
def places(desk: TheDesk, given: Given) -> Row:
    """Places with their events, those of most events first."""
    found = map_of(_events(desk, given))["places"]
    return {"total": len(found), "rows": found[given.offset :][: given.limit]}


@router.get("/publishers")
def publishers(desk: TheDesk, dossier: DossierName = None) -> Row:
    """Outlets with their stories, events and statements, and the countries that they tell of."""
    return publishers_of(desk.snapshot(dossier=dossier))
