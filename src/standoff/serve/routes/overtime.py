"""The ledger over time: clocks, the matrix, changes, what is within reach, what is stuck, the brief of a day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter

from standoff.days import first_of, last_of
from standoff.ledger_model import Evidence
from standoff.serve.filters import DayText, DossierName
from standoff.serve.matrix import matrix_of
from standoff.serve.overview import Overview
from standoff.serve.parts import TheDesk
from standoff.serve.shapes import RowList
from standoff.show.brief import HEADINGS, brief_row, contradiction_words
from standoff.show.ledger_json import clock_row, contradiction_row, deadlock_row, mention_row, step_row
from standoff.show.wish import wish_words
from standoff.track import (
    Reach,
    find_contradictions,
    find_deadlocks,
    find_reach,
    find_unanswered,
    last_day,
    track_changes,
)

router = APIRouter(tags=["over time"])
Row = dict[str, Any]


def _told(overview: Overview, evidence: Evidence | None) -> list[Row]:
    """Evidence with its story, as a list that is empty where there is none."""
    if evidence is None:
        return []
    story = overview.stories[evidence.page]
    return [{**mention_row(evidence), "publisher": story.publisher, "title": story.title, "day": story.published_at}]


@router.get("/conditions/{identifier}/clock")
def clock(
    desk: TheDesk, identifier: str, since: DayText = None, until: DayText = None, dossier: DossierName = None
) -> Row:
    """What is reported on every day since a condition was first stated; a day without a report is never "met"."""
    last = last_of(until)
    home = desk.row("condition", identifier)["id"]
    overview = desk.overview(last, dossier)
    condition = desk.condition(overview, home)

    def told(overview: Overview) -> Row:
        coverage = overview.watch.coverage(condition, until=last)
        row = clock_row(overview.watch.clock(condition, until=last), coverage)
        return {**row, "covered_by": sorted(coverage.stories)}

    row = overview.once(f"clock {home}", told, again=False)
    first = first_of(since) or ""
    return {**row, "threat": condition.threat, "days": [d for d in row["days"] if d["day"] >= first]}


@router.get("/positions/matrix")
def matrix(desk: TheDesk, until: DayText = None, dossier: DossierName = None) -> Row:
    """The last act of every party on every matter, as the stories of a day and before tell it."""
    overview = desk.overview(last_of(until), dossier)
    return overview.once("matrix", matrix_of)


@router.get("/changes", response_model=RowList)
def changes(desk: TheDesk, since: DayText = None, until: DayText = None, dossier: DossierName = None) -> Row:
    """Positions that are new, hardened, softened or dropped, by day."""
    last = last_of(until)
    overview = desk.overview(last, dossier)
    first = first_of(since) or "0000-01-01"

    def told(whole: Overview) -> Row:
        return _listed(
            {
                **step_row(position, step), "sentence": f"{step.change}: {wish_words(position)}",
                "evidence": _told(whole, step.telling.evidence),
            }
            for position, step in track_changes(whole.ledger, since=first, until=last)
        )  # fmt: skip

    return overview.once(f"changes {first}", told)


def _listed(rows: Iterable[Row]) -> Row:
    every = list(rows)
    return {"total": len(every), "rows": every}


@router.get("/within-reach", response_model=RowList)
def within_reach(desk: TheDesk, until: DayText = None, dossier: DossierName = None) -> Row:
    """Demands that the other side has offered to meet; then those it has not answered, whose `given` is null."""
    overview = desk.overview(last_of(until), dossier)
    return overview.once("reach", lambda whole: _listed(_reach_row(whole, reach) for reach in _reach(whole)))


def _reach(overview: Overview) -> list[Reach]:
    return [*find_reach(overview.ledger, watch=overview.watch), *find_unanswered(overview.ledger)]


def _reach_row(overview: Overview, reach: Reach) -> Row:
    return {
        "demand": reach.demand.id, "given": reach.given.id if reach.given else None,
        "sentence": f"{wish_words(reach.demand)}: {wish_words(reach.given) if reach.given else 'not answered'}",
        "evidence": [e for k in (reach.demand, reach.given) if k for e in _told(overview, k.tellings[-1].evidence)],
    }  # fmt: skip


@router.get("/contradictions", response_model=RowList)
def contradictions(desk: TheDesk, until: DayText = None, dossier: DossierName = None) -> Row:
    """Two things that one side says or wants and that cannot both stand, by the later day."""
    overview = desk.overview(last_of(until), dossier)

    def told(whole: Overview) -> Row:
        return _listed(
            {
                **contradiction_row(pair), "parties": [pair.side], "day": pair.later.day,
                "sentence": contradiction_words(pair),
                "evidence": [e for said in (pair.earlier, pair.later) for e in _told(whole, said.evidence)],
            }
            for pair in find_contradictions(whole.ledger)
        )  # fmt: skip

    return overview.once("contradictions", told)


@router.get("/deadlocks", response_model=RowList)
def deadlocks(desk: TheDesk, until: DayText = None, dossier: DossierName = None) -> Row:
    """Conditions of two or more parties that wait for each other."""
    overview = desk.overview(last_of(until), dossier)
    return overview.once("deadlocks", _deadlocks)


def _deadlocks(overview: Overview) -> Row:
    by_id = {c.id: c for c in overview.ledger.conditions}
    rows = []
    for found in find_deadlocks(overview.ledger):
        first = (by_id[i].tellings[0].evidence for i in found.conditions)
        evidence = [e for words in first for e in _told(overview, words)]
        rows.append({**deadlock_row(found, overview.ledger), "evidence": evidence})
    return _listed(rows)


@router.get("/brief")
def brief(desk: TheDesk, day: DayText = None, since: DayText = None, dossier: DossierName = None) -> Row:
    """One page on a day, every line with its evidence; without a day that of the last story."""
    asked = last_of(day)
    overview = desk.overview(asked, dossier)
    on = asked or last_day(overview.ledger)
    if on is None:  # no story has a date yet
        return {"day": None, "since": None, "stories": 0, "sections": []}
    first = first_of(since)
    row = overview.once(
        f"brief {on} {first}", lambda whole: brief_row(whole.ledger, watch=whole.watch, day=on, since=first)
    )
    sections = [{"key": key, "title": title, "lines": [_line(x) for x in row[key]]} for key, title in HEADINGS.items()]
    return {"day": on, "since": row["since"], "stories": row["stories"], "sections": sections}


def _line(line: Row) -> Row:
    """A line of the brief with the record that it speaks of, and its evidence as a list."""
    ids = [line["id"]] if "id" in line else [*line.get("ids", ())]
    rest = {k: v for k, v in line.items() if k not in ("id", "ids", "source", "sources")}
    return {**rest, "record": ids[0] if ids else None, "records": ids, "evidence": line["sources"]}
