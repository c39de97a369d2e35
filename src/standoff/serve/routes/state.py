"""What server and ledger this is, and letting somebody in who has a token."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request, Response
from pydantic import BaseModel, Field

from standoff import __version__
from standoff.days import day_bounds
from standoff.serve.access import Keys
from standoff.serve.desk import LETTERS, Desk
from standoff.serve.overview import Overview
from standoff.serve.parts import TheParts
from standoff.store import Choice

router = APIRouter(tags=["server"])
Row = dict[str, Any]
COOKIE = "standoff"


@router.get("/state")
def state(request: Request, parts: TheParts) -> Row:
    """The server and its ledger; to somebody who has yet to give a token, only that one is needed."""
    needed = request.state.scope == "open"
    merging = parts.desk.merging
    jobs = parts.queue.unread() if not needed else []
    return {
        "version": __version__, "token_needed": needed, "reviewer": None if needed else parts.reviewer,
        "encoder": None if needed else parts.encoder, "ledger": None if needed or merging else ledger_row(parts.desk),
        "dossiers": [] if needed or merging else [asdict(d) for d in parts.desk.dossiers()],
        "merging": merging._asdict() if merging and not needed else None,
        "stories_failed": sum(j.state == "failed" for j in jobs),
        "jobs_working": sum(j.state != "failed" for j in jobs),
    }  # fmt: skip


def ledger_row(desk: Desk) -> Row:
    """The ledger with its counts, and the days of its stories."""
    with desk.store() as store:
        revision, stories = store.revision(), store.counts()["story"]
        counts = {f"{kind}s": store.merged(kind, Choice(limit=0))[0] for kind in LETTERS}
    days = desk.overview().once("days", _days)
    return {"path_name": desk.db.name, "revision": revision, "stories": stories, **counts, **days}


def _days(overview: Overview) -> Row:
    bounds = [b for b in (day_bounds(s.published_at) for s in overview.ledger.stories) if b]
    first, last = min((b[0] for b in bounds), default=None), max((b[1] for b in bounds), default=None)
    return {"first_day": first, "last_day": last}


class Token(BaseModel):
    """What lets somebody in."""

    token: Annotated[str, Field(max_length=500)]


@router.post("/login")
def login(request: Request, response: Response, given: Token) -> Row:
    """Begins a visit: a cookie that scripts cannot read and other sites cannot send."""
    keys: Keys = request.app.state.keys
    request.app.state.tries.take()
    visit = keys.begin(given.token)
    if visit is None:
        raise HTTPException(403, "the token is not known")
    response.set_cookie(COOKIE, visit, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return {"scope": keys.scope_of(given.token, None)}


@router.post("/logout")
def logout(request: Request, response: Response) -> Row:
    """Ends a visit."""
    keys: Keys = request.app.state.keys
    keys.end(request.cookies.get(COOKIE))
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return {"scope": "open"}


@router.post("/csp", status_code=204)
async def csp(request: Request) -> Response:
    """Takes a browser's report that a rule of the page was broken, and counts it."""
    async for _ in request.stream():
        pass
    request.app.state.reports += 1
    return Response(status_code=204)
