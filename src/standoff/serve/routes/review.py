"""Checking records: what to check next, verdicts, corrections, and how far people agree. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from urllib.parse import unquote

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Response
from pydantic import BaseModel, Field

from standoff.ledger_model import Review
from standoff.merge.reviewed import FIELDS, LISTS
from standoff.serve.desk import KINDS, LETTERS
from standoff.serve.evidence import sentence_of, story_of, teller_of
from standoff.serve.filters import Given
from standoff.serve.joining import pairs_of
from standoff.serve.marks import cases_of
from standoff.serve.parts import TheDesk, TheParts
from standoff.serve.reviewing import agreement, differ, views_of
from standoff.serve.shapes import RowList
from standoff.span import Span
from standoff.store import Found, MergedKind, Store, open_store
from standoff.told import Told

router = APIRouter(tags=["review"])
Row = dict[str, Any]
SURE = 1.0  # the score of a record that has none
Name = Annotated[str, Field(max_length=200)]


def _reviewer(parts: TheParts, x_reviewer: Annotated[str | None, Header(max_length=300)] = None) -> str | None:
    """Who checks: the header `X-Reviewer` (percent-encoded UTF-8), else the name that the server was started with."""
    name = unquote(x_reviewer or "").strip() or (parts.reviewer or "").strip()
    if any(not c.isprintable() for c in name):
        raise HTTPException(422, "the name of the reviewer holds a character that cannot be printed")
    return name or None


def _named(reviewer: Annotated[str | None, Depends(_reviewer)]) -> str:
    if reviewer is None:
        raise HTTPException(422, "who checks must be told, in the header X-Reviewer")
    return reviewer


Reviewer = Annotated[str, Depends(_named)]
MaybeReviewer = Annotated[str | None, Depends(_reviewer)]


@router.get("/review/queue", response_model=RowList)
def queue(
    desk: TheDesk, given: Given, by: MaybeReviewer, kind: MergedKind | None = None,
    curate: Annotated[bool, Query(description="where two people do not agree, with what each said")] = False,
) -> Row:  # fmt: skip
    """What to check next: the least sure first, then the newest. The others' verdicts do not show."""
    kinds = [kind] if kind else list(LETTERS)
    choice = replace(given.choice(), checked=None, words=None, limit=given.limit, offset=given.offset)
    with desk.store() as store:
        if curate:
            words = desk.words(store)
            open_ = [i for i, said in words.items() if KINDS[i[0]] in kinds and differ(views_of(said))]
            total, found = len(open_), [f for i in open_ for f in store.find(i)[:1]][given.offset :][: given.limit]
        else:
            words = {}
            total, found = store.to_check(by or "", kinds, choice)
        rows = [_item(store, place, words.get(place.id, ())) for place in found]
    return {"total": total, "rows": rows}


def _item(store: Store, place: Found, words: Sequence[Review]) -> Row:
    """A telling with its sentence and what of it can be corrected."""
    told = Told(store.document(place.page))
    kind, record = KINDS[place.id[0]], told.by_id[place.local]
    at = record.get("trigger") or record.get("span") or record["content"][0]
    return {
        "record": place.id, "kind": kind, "merged": store.homes([place.id]).get(place.id),
        "score": record.get("score", SURE), "row": store.row(place.id), "story": story_of(told),
        "sentence": sentence_of(told, record, at), "source_chain": told.chain(teller_of(told, place.local)),
        "fields": [{"name": f, "list": f in LISTS} for f in FIELDS[kind]],
        "reviews": [_review_row(w) for w in words],
    }  # fmt: skip


def _review_row(review: Review) -> Row:
    return {
        "id": review.number, "record": review.record, "verdict": review.verdict, "field": review.field,
        "value": list(review.value) if isinstance(review.value, tuple) else review.value,
        "span": list(review.span) if review.span else None, "note": review.note, "by": review.by, "at": review.at,
        "undone_by": review.undone_by, "undone_at": review.undone_at,
    }  # fmt: skip


class Verdict(BaseModel):
    """A person's word on one story's record. `settle` takes back what others said of it, by the curator's name."""

    record: Name
    verdict: Literal["accepted", "corrected", "rejected"]
    field: Name | None = None
    value: Annotated[str, Field(max_length=1000)] | Annotated[list[Name], Field(max_length=50)] | None = None
    span: tuple[int, int] | None = None
    note: Annotated[str, Field(max_length=2000)] = ""
    settle: bool = False


@router.post("/review", status_code=201)
def review(desk: TheDesk, by: Reviewer, word: Verdict) -> Row:
    """Keeps a person's word on a record, signed and dated."""
    with open_store(desk.db, write=True) as store:
        others = [w for w in store.reviews(word.record) if w.by != by] if word.settle else []
        kept = store.review(
            word.record, word.verdict, by=by, at=_now(), field=word.field, value=word.value,
            span=_span(store, word), note=word.note,
        )  # fmt: skip
        for other in others:
            store.undo_review(other.number, by=by, at=_now())
    return _review_row(kept)


def _span(store: Store, word: Verdict) -> Span | None:
    """The characters that show a correction, if they lie in the text."""
    if word.span is None:
        return None
    start, end = word.span
    found = store.find(word.record)
    length = len(store.document(found[0].page)["page"]["text"]) if found else 0
    if not 0 <= start < end <= length:
        raise HTTPException(422, f"the text has no characters {start} to {end}")
    return Span(start, end)


class Number(BaseModel):
    """A row that is taken back."""

    id: int


@router.post("/review/undo")
def undo(desk: TheDesk, by: Reviewer, given: Number) -> Row:
    """Takes a word of one's own back."""
    with open_store(desk.db, write=True) as store:
        _mine(next((w.by for w in store.reviews() if w.number == given.id), None), by, given.id)
        return _review_row(store.undo_review(given.id, by=by, at=_now()))


def _mine(signed: str | None, by: str, number: int) -> None:
    if signed is None:
        raise HTTPException(404, f"no word {number} that counts")
    if signed != by:
        raise HTTPException(403, f"word {number} is {signed}'s")


@router.get("/review/words", response_model=RowList)
def words(desk: TheDesk, by: MaybeReviewer, limit: Annotated[int, Query(ge=1, le=500)] = 50) -> Row:
    """What a person said, the newest first, words that were taken back too."""
    with desk.store() as store:
        mine = [w for w in reversed(store.reviews(undone=True)) if w.by == by]
    return {"total": len(mine), "rows": [_review_row(w) for w in mine[:limit]]}


@router.get("/review/agreement")
def agree(desk: TheDesk) -> Row:
    """How far people agree, field by field: share and Cohen's kappa."""
    with desk.store() as store:
        said = desk.words(store)
    people = sorted({w.by for found in said.values() for w in found})
    twice = sum(len(views_of(found)) > 1 for found in said.values())
    return {"reviewers": people, "records": len(said), "checked_twice": twice, "rows": agreement(said)}


@router.get("/review/export")
def export(desk: TheDesk) -> Response:
    """Checked records as marked paragraphs, in the format of the project's cases."""
    with desk.store() as store:
        said = desk.words(store)
        pages = dict.fromkeys(words[0].anchor.page for words in said.values())
        cases = [c for page in pages for c in cases_of(store.document(page), store.ids(page), said)]
    headers = {"content-disposition": 'attachment; filename="checked.txt"', "cache-control": "no-store"}
    return Response("\n\n".join([*cases, ""]), media_type="text/plain; charset=utf-8", headers=headers)


class Pair(BaseModel):
    """A person's word that two records are one, or that a report (`left`) is not of the record of another."""

    left: Name
    right: Name
    verdict: Literal["same", "different"]
    note: Annotated[str, Field(max_length=2000)] = ""


@router.post("/judgements", status_code=201)
def judge(desk: TheDesk, by: Reviewer, word: Pair) -> Row:
    """Joins two records, or takes a report out of one; on all pairs of reports that it needs, at one stroke."""
    at, reasons = _now(), [word.note] if word.note else []
    with open_store(desk.db, write=True) as store:
        reports = store.tellings(word.left), store.tellings(word.right)
        pairs = pairs_of(word.left, word.right, word.verdict, reports=reports, words=store.judgements())
        kept = [store.judge(a, b, word.verdict, reasons=reasons, by=by, at=at) for a, b in pairs]
    return {"id": kept[0].number, "ids": [k.number for k in kept], "verdict": word.verdict, "by": by, "at": at}


@router.post("/judgements/undo")
def unjudge(desk: TheDesk, by: Reviewer, given: Number) -> Row:
    """Takes a word back, and those that were given at one stroke with it."""
    with open_store(desk.db, write=True) as store:
        counting = store.judgements()
        meant = next((j for j in counting if j.number == given.id), None)
        _mine(meant.by if meant else None, by, given.id)
        stroke = [j.number for j in counting if meant and (j.by, j.at) == (meant.by, meant.at)]
        for number in filter(None, stroke):
            store.undo_judgement(number, by=by, at=_now())
    return {"ids": stroke, "undone_by": by}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
