"""Reading stories: paste, drop or name an address; what waits, what failed and why."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from standoff.model import Given
from standoff.serve.filters import DAY
from standoff.serve.parts import TheQueue
from standoff.serve.queue import Job
from standoff.serve.shapes import RowList
from standoff.serve.worker import Task

router = APIRouter(tags=["reading"])
Row = dict[str, Any]
_NAME = 80  # characters of a pasted text's first line that name it


class Story(BaseModel):
    """A story to read: one of html, text and url."""

    html: str | None = None
    text: str | None = None
    url: Annotated[str | None, Field(max_length=2000)] = None
    name: Annotated[str | None, Field(max_length=200)] = None
    date: Annotated[str | None, Field(pattern=DAY)] = None
    publisher: Annotated[str | None, Field(max_length=200)] = None


@router.post("/read", status_code=202)
def read(queue: TheQueue, story: Story) -> Row:
    """Puts a story into the queue; `GET jobs/ID` tells when it is read."""
    sources = [s for s in (story.html, story.text, story.url) if s and s.strip()]
    if len(sources) != 1:
        raise HTTPException(422, "give one of html, text and url")
    given = Given(published_at=story.date or None, publisher=story.publisher or None)
    name = story.name or story.url or _first_line(sources[0])
    return {"job": _row(queue.add(_task(story, name, given), name=name, given=given, url=story.url or None))}


def _task(story: Story, name: str, given: Given) -> Task | None:
    """The bytes of what was pasted or dropped; None for an address."""
    if story.url:
        return None
    raw = (story.html or story.text or "").encode("utf-8", "replace")
    kind = "text/html; charset=utf-8" if story.html else "text/plain; charset=utf-8"
    return Task(raw, name, media_type=kind, uri=story.name, given=given)


def _first_line(text: str) -> str:
    line = next((x for x in text.splitlines() if x.strip()), "")
    return " ".join(line.split())[:_NAME] or "pasted text"


@router.get("/jobs", response_model=RowList)
def jobs(queue: TheQueue) -> Row:
    """Stories that were put into the queue, the newest first; also those from before the server was started."""
    rows = [_row(job) for job in queue.jobs()]
    return {"total": len(rows), "rows": rows}


@router.get("/jobs/{identifier}")
def job(queue: TheQueue, identifier: str) -> Row:
    """One story on its way: queued, working, done or failed."""
    found = queue.job(identifier)
    if found is None:
        raise HTTPException(404, f"no job {identifier}")
    return _row(found)


class Forgotten(BaseModel):
    """A story of which nothing need be told any more."""

    id: Annotated[str, Field(max_length=20)]


@router.post("/jobs/forget")
def forget(queue: TheQueue, given: Forgotten) -> Row:
    """Takes a story that was read, or that failed, off the list. What is in the ledger stays there."""
    if not queue.forget(given.id):
        raise HTTPException(404, f"no job {given.id} that is over")
    return {"forgotten": given.id}


def _row(job: Job) -> Row:
    row = {key: value for key, value in asdict(job).items() if key != "tries"}
    return {**row, "given": {"date": job.given.published_at, "publisher": job.given.publisher}}
