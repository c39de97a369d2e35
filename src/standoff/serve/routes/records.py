"""Lists of events, statements, positions and conditions, and one record of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter

from standoff.ledger_model import Judgement, Review
from standoff.serve.desk import Desk
from standoff.serve.evidence import disagreements, reports_of, steps_of
from standoff.serve.filters import Filters, Given
from standoff.serve.parts import TheDesk
from standoff.serve.shapes import (
    ConditionList,
    ConditionRow,
    EventList,
    EventRow,
    PositionList,
    PositionRow,
    StatementList,
    StatementRow,
)
from standoff.store import MergedKind

router = APIRouter(tags=["records"])
Row = dict[str, Any]


def _list(desk: Desk, kind: MergedKind, given: Filters) -> Row:
    total, rows = desk.rows(kind, given)
    return {"total": total, "rows": rows}


@router.get("/events", response_model=EventList)
def events(desk: TheDesk, given: Given) -> Row:
    """What happened, merged over all stories, newest first."""
    return _list(desk, "event", given)


@router.get("/statements", response_model=StatementList)
def statements(desk: TheDesk, given: Given) -> Row:
    """Who says what, merged over all stories, newest first."""
    return _list(desk, "statement", given)


@router.get("/positions", response_model=PositionList)
def positions(desk: TheDesk, given: Given) -> Row:
    """What parties demand, offer, refuse …, each with its steps."""
    return _list(desk, "position", given)


@router.get("/conditions", response_model=ConditionList)
def conditions(desk: TheDesk, given: Given) -> Row:
    """What is made to depend on what, each with what its clock says."""
    return _list(desk, "condition", given)


@router.get("/events/{identifier}", response_model=EventRow)
def event(desk: TheDesk, identifier: str) -> Row:
    """An event with every report of it in its sentence, and why reports are one or are kept apart."""
    row = desk.row("event", identifier)
    with desk.store() as store:
        tellings = store.record(row["id"]).tellings
        ids = [t.id for t in tellings]
        reports, judged = reports_of(store, tellings), store.judged(ids)
        said = [w for i in ids for w in store.reviews(i)]
    return {
        **row, "reports_told": reports, "judgements": [_judgement(j) for j in judged],
        "disagreements": disagreements(reports), "history": _history(said, judged),
    }  # fmt: skip


def _judgement(j: Judgement) -> Row:
    return {"left": j.left, "right": j.right, "verdict": j.verdict, "reasons": list(j.reasons), "by": j.by, "at": j.at}


def _history(said: Sequence[Review], judged: Sequence[Judgement]) -> list[Row]:
    """What people said of an event and of its reports, in the order in which they said it."""
    rows: list[Row] = [
        {"at": w.at, "by": w.by, "verdict": w.verdict, "record": w.record, "field": w.field, "value": w.value,
         "note": w.note, "kind": "review", "number": w.number}
        for w in said
    ]  # fmt: skip
    rows += [
        {"at": j.at, "by": j.by, "verdict": j.verdict, "record": j.left, "other": j.right, "note": "; ".join(j.reasons),
         "kind": "judgement", "number": j.number}
        for j in judged
        if j.number is not None
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row["at"] or "")


@router.get("/statements/{identifier}", response_model=StatementRow)
def statement(desk: TheDesk, identifier: str) -> Row:
    """A statement with the steps by which each story has it, the outlet first."""
    row = desk.row("statement", identifier)
    with desk.store() as store:
        tellings: Sequence[Any] = store.record(row["id"]).tellings
        told = [steps_of(store, t.page, t.id) for t in tellings]
    by_story = [{"page": t.page, "steps": steps} for t, steps in zip(tellings, told, strict=True)]
    return {**row, "steps": told[0], "tellings": by_story}


@router.get("/positions/{identifier}", response_model=PositionRow)
def position(desk: TheDesk, identifier: str) -> Row:
    """A position with its steps, and the condition that it rests on."""
    row = desk.row("position", identifier)
    rests_on = desk.row("condition", row["condition"]) if row["condition"] else None
    return {**row, "rests_on": rests_on}


@router.get("/conditions/{identifier}", response_model=ConditionRow)
def condition(desk: TheDesk, identifier: str) -> Row:
    """A condition, and the positions that carry it."""
    row = desk.row("condition", identifier)
    carrying = [k.id for k in desk.overview().ledger.positions if k.condition == row["id"]]
    return {**row, "positions": [desk.row("position", i) for i in carrying]}
