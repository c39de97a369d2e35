"""The ledger over time: clocks, the matrix, changes, what is within reach, what is stuck, the brief of a day."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from standoff.days import day_bounds
from standoff.ledger_model import Evidence
from standoff.serve.desk import NotThereError
from standoff.serve.filters import DayText, DossierName
from standoff.serve.matrix import matrix_of
from standoff.serve.parts import TheDesk
from standoff.serve.shapes import RowList
from standoff.serve.snapshot import Snapshot
from standoff.show.brief import HEADINGS, brief_row, contradiction_words, wish_words
from standoff.show.ledger_json import clock_row, contradiction_row, deadlock_row, mention_row, step_row
from standoff.track import (
    find_contradictions,
    find_deadlocks,
    find_reach,
    find_unanswered,
    last_day,
    track_changes,
    track_clock,
    track_coverage,
)

router = APIRouter(tags=["over time"])
Row = dict[str, Any]


def _last(day: str | None) -> str | None:
    """The last day that a date can mean."""
    bounds = day_bounds(day)
    return bounds[1] if bounds else None


def _told(snapshot: Snapshot, evidence: Evidence | None) -> list[Row]:
    """Evidence with its story, as a list that is empty where there is none."""
    if evidence is None:
        return []
    story = snapshot.stories[evidence.page]
    return [{**mention_row(evidence), "publisher": story.publisher, "title": story.title, "day": story.published_at}]


@router.get("/conditions/{identifier}/clock")
def clock(
    desk: TheDesk, identifier: str, since: DayText = None, until: DayText = None, dossier: DossierName = None
) -> Row:
    """What is reported on every day since a condition was first stated; a day without a report is never "met"."""
    last = _last(until)
    snapshot = desk.snapshot(last, dossier)
    condition = desk.condition(snapshot, desk.resolve("condition", identifier))
    coverage = track_coverage(snapshot.ledger, condition, until=last)
    row = clock_row(track_clock(snapshot.ledger, condition, until=last), coverage)
    first = (day_bounds(since) or ("", ""))[0]
    covered = sorted(coverage.stories)
    return {
        **row,
        "threat": condition.threat,
        "covered_by": covered,
        "days": [d for d in row["days"] if d["day"] >= first],
    }


@router.get("/positions/matrix")
def matrix(desk: TheDesk, until: DayText = None, dossier: DossierName = None) -> Row:
    """The last act of every party on every matter, as the stories of a day and before tell it."""
    return matrix_of(desk.snapshot(_last(until), dossier))


@router.get("/changes", response_model=RowList)
def changes(desk: TheDesk, since: DayText = None, until: DayText = None, dossier: DossierName = None) -> Row:
    """Positions that are new, hardened, softened or dropped, by day."""
    snapshot = desk.snapshot(_last(until), dossier)
    first = (day_bounds(since) or ("0000-01-01", ""))[0]
    rows = [
        {
            **step_row(position, step), "sentence": f"{step.change}: {wish_words(position)}",
            "evidence": _told(snapshot, step.telling.evidence),
        }
        for position, step in track_changes(snapshot.ledger, since=first, until=_last(until))
    ]  # fmt: skip
    return {"total": len(rows), "rows": rows}


@router.get("/within-reach", response_model=RowList)
def within_reach(desk: TheDesk, until: DayText = None, dossier: DossierName = None) -> Row:
    """Demands that the other side has offered to meet; then those it has not answered, whose `given` is null."""
    snapshot = desk.snapshot(_last(until), dossier)
    found = [*find_reach(snapshot.ledger), *find_unanswered(snapshot.ledger)]
    rows = [
        {
            "demand": reach.demand.id, "given": reach.given.id if reach.given else None,
            "sentence": f"{wish_words(reach.demand)}: {wish_words(reach.given) if reach.given else 'not answered'}",
            "evidence": [
                e for k in (reach.demand, reach.given) if k for e in _told(snapshot, k.tellings[-1].evidence)
            ],
        }
        for reach in found
    ]  # fmt: skip
    return {"total": len(rows), "rows": rows}


@router.get("/contradictions", response_model=RowList)
def contradictions(desk: TheDesk, until: DayText = None, dossier: DossierName = None) -> Row:
    """Two things that one side says or wants and that cannot both stand, by the later day."""
    snapshot = desk.snapshot(_last(until), dossier)
    rows = [
        {
            **contradiction_row(pair), "parties": [pair.side], "day": pair.later.day,
            "sentence": contradiction_words(pair),
            "evidence": [e for said in (pair.earlier, pair.later) for e in _told(snapshot, said.evidence)],
        }
        for pair in find_contradictions(snapshot.ledger)
    ]  # fmt: skip
    return {"total": len(rows), "rows": rows}


@router.get("/deadlocks", response_model=RowList)
def deadlocks(desk: TheDesk, until: DayText = None, dossier: DossierName = None) -> Row:
    """Conditions of two or more parties that wait for each other."""
    snapshot = desk.snapshot(_last(until), dossier)
    by_id = {c.id: c for c in snapshot.ledger.conditions}
    rows = []
    for found in find_deadlocks(snapshot.ledger):
        first = (by_id[i].tellings[0].evidence for i in found.conditions)
        evidence = [e for words in first for e in _told(snapshot, words)]
        rows.append({**deadlock_row(found, snapshot.ledger), "evidence": evidence})
    return {"total": len(rows), "rows": rows}


@router.get("/brief")
def brief(desk: TheDesk, day: DayText = None, since: DayText = None, dossier: DossierName = None) -> Row:
    """One page on a day, every line with its evidence; without a day that of the last story."""
    asked = _last(day)
    snapshot = desk.snapshot(asked, dossier)
    on = asked or last_day(snapshot.ledger)
    if on is None:
        raise NotThereError("no story has a date yet")
    row = brief_row(snapshot.ledger, day=on, since=(day_bounds(since) or (None, None))[0])
    sections = [{"key": key, "title": title, "lines": [_line(x) for x in row[key]]} for key, title in HEADINGS.items()]
    return {"day": on, "since": row["since"], "stories": row["stories"], "sections": sections}


def _line(line: Row) -> Row:
    """A line of the brief with the record that it speaks of, and its evidence as a list."""
    ids = [line["id"]] if "id" in line else [*line.get("ids", ())]
    rest = {k: v for k, v in line.items() if k not in ("id", "ids", "source", "sources")}
    return {**rest, "record": ids[0] if ids else None, "records": ids, "evidence": line["sources"]}
