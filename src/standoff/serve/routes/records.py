"""Lists of events, statements, positions and conditions, and one record of each."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from fastapi import APIRouter

from standoff.serve.evidence import disagreements, reports_of, steps_of
from standoff.serve.filters import Given
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
from standoff.serve.snapshot import Snapshot

router = APIRouter(tags=["records"])
Row = dict[str, Any]


@router.get("/events", response_model=EventList)
def events(desk: TheDesk, given: Given) -> Row:
    """What happened, merged over all stories, newest first."""
    total, rows = desk.rows("event", given)
    return {"total": total, "rows": rows}


@router.get("/statements", response_model=StatementList)
def statements(desk: TheDesk, given: Given) -> Row:
    """Who says what, merged over all stories, newest first."""
    total, rows = desk.rows("statement", given)
    return {"total": total, "rows": rows}


@router.get("/positions", response_model=PositionList)
def positions(desk: TheDesk, given: Given) -> Row:
    """What parties demand, offer, refuse …, each with its steps."""
    total, rows = desk.rows("position", given)
    return {"total": total, "rows": rows}


@router.get("/conditions", response_model=ConditionList)
def conditions(desk: TheDesk, given: Given) -> Row:
    """What is made to depend on what, each with what its clock says."""
    total, rows = desk.rows("condition", given)
    return {"total": total, "rows": rows}


@router.get("/events/{identifier}", response_model=EventRow)
def event(desk: TheDesk, identifier: str) -> Row:
    """An event with every report of it in its sentence, and why reports are one or are kept apart."""
    row = desk.row("event", identifier)
    snapshot = desk.snapshot()
    tellings = snapshot.tellings[row["id"]]
    with desk.store() as store:
        reports = reports_of(store, tellings)
    ids = {t.id for t in tellings}
    judged = [j for j in snapshot.ledger.judgements if j.left in ids or j.right in ids]
    judgements = [
        {"left": j.left, "right": j.right, "verdict": j.verdict, "reasons": list(j.reasons), "by": j.by, "at": j.at}
        for j in judged
    ]
    return {
        **row, "reports_told": reports, "judgements": judgements, "disagreements": disagreements(reports),
        "history": _history(snapshot, ids),
    }  # fmt: skip


def _history(snapshot: Snapshot, tellings: Collection[str]) -> list[Row]:
    """What people said of an event and of its reports, in the order in which they said it."""
    said: list[Row] = [
        {"at": w.at, "by": w.by, "verdict": w.verdict, "record": w.record, "field": w.field, "value": w.value,
         "note": w.note, "kind": "review", "number": w.number}
        for identifier in tellings for w in snapshot.words.get(identifier, ())
    ]  # fmt: skip
    said += [
        {"at": j.at, "by": j.by, "verdict": j.verdict, "record": j.left, "other": j.right, "note": "; ".join(j.reasons),
         "kind": "judgement", "number": j.number}
        for j in snapshot.ledger.judgements
        if j.number is not None and (j.left in tellings or j.right in tellings)
    ]  # fmt: skip
    return sorted(said, key=lambda row: row["at"] or "")


@router.get("/statements/{identifier}", response_model=StatementRow)
def statement(desk: TheDesk, identifier: str) -> Row:
    """A statement with the steps by which each story has it, the outlet first."""
    row = desk.row("statement", identifier)
    tellings = desk.snapshot().tellings[row["id"]]
    with desk.store() as store:
        told = [steps_of(store, t.page, t.id) for t in tellings]
    return {
        **row,
        "steps": told[0],
        "tellings": [{"page": t.page, "steps": s} for t, s in zip(tellings, told, strict=True)],
    }


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
    carrying = [i for i, k in desk.snapshot().rows["position"].items() if k["condition"] == row["id"]]
    return {**row, "positions": [desk.row("position", i) for i in carrying]}
