"""Stories: the list with those that failed or are in work, and one story with its whole record."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from standoff.serve.filters import Given
from standoff.serve.parts import TheDesk, TheQueue
from standoff.serve.queue import Job
from standoff.serve.shapes import StoryList

router = APIRouter(tags=["stories"])
Row = dict[str, Any]


@router.get("/stories", response_model=StoryList)
def stories(desk: TheDesk, queue: TheQueue, given: Given) -> Row:
    """The stories, newest first; without filters those come first that failed or are in work."""
    open_jobs = [_unread(j) for j in queue.unread()] if given.none_set else []
    rows = [*open_jobs, *({**r, "state": "read"} for r in desk.stories(given))]
    return {"total": len(rows), "rows": rows[given.offset :][: given.limit]}


def _unread(job: Job) -> Row:
    """A story that is not in the ledger."""
    state = "failed" if job.state == "failed" else "working"
    return {
        "id": job.page, "title": job.name, "publisher": job.given.publisher, "published_at": job.given.published_at,
        "uri": job.url, "state": state, "reason": job.reason, "job": job.id,
    }  # fmt: skip


@router.get("/stories/{page}")
def story(desk: TheDesk, queue: TheQueue, page: str) -> Row:
    """The document of a story (docs/record.md), with the ledger id of each record and whether it was checked."""
    job = queue.of_page(page)
    if job is not None:
        return _unread(job)
    whole = desk.page(page)
    with desk.store() as store:
        document, tellings = store.document(whole), store.ids(whole)
        homes = store.homes(list(tellings.values()))
        checked = desk.checked(store, tellings)
    ids = {local: homes.get(i, i) for local, i in tellings.items()}
    return {**document, "state": "read", "tellings": tellings, "ids": ids, "checked": checked}
