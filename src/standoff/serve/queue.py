"""Stories that wait to be read: one after the other, outside the event loop, each with what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from queue import Queue
from threading import Lock, Thread
from typing import Any, Literal

from standoff.batch import Read, reason_of
from standoff.errors import StandoffError
from standoff.model import Given
from standoff.serve.worker import Task
from standoff.store import open_store

State = Literal["queued", "working", "done", "failed"]
WAITING = 100  # stories that may wait; a folder is read with `standoff read`
REMEMBERED = 500  # jobs whose end is told

Reader = Callable[[Task], Read]
Fetcher = Callable[[str], Task]


class QueueFullError(StandoffError):
    """So many stories wait already that no more are taken."""


@dataclass(frozen=True, slots=True)
class Job:
    """A story on its way into the ledger. `page`: the id of its page, as soon as its bytes are there."""

    id: str
    name: str
    state: State = "queued"
    page: str | None = None
    reason: str | None = None
    url: str | None = None
    at: str = ""
    given: Given = field(default_factory=Given)


class ReadQueue:
    """A queue with one thread that hands pages to the reader and puts what comes back into the ledger."""

    def __init__(self, db: Path, *, reader: Reader, fetcher: Fetcher) -> None:
        """`reader`: a page's bytes -> the page, read; `fetcher`: an address -> the bytes. Both raise `ReadError`."""
        self._db, self._reader, self._fetcher = db, reader, fetcher
        self._jobs: dict[str, Job] = {}
        self._waiting: Queue[tuple[str, Task | None] | None] = Queue()
        self._lock = Lock()
        self._numbers = count(1)
        self._thread = Thread(target=self._work, name="read", daemon=True)
        self._thread.start()

    def add(self, task: Task | None, *, name: str, given: Given, url: str | None = None) -> Job:
        """A job for a page, or for the page at an address. Raises `QueueFullError`."""
        with self._lock:
            if sum(j.state == "queued" for j in self._jobs.values()) >= WAITING:
                raise QueueFullError(f"{WAITING} stories wait already; try again when some are read")
            page = "sha256:" + hashlib.sha256(task.raw).hexdigest() if task else None
            now = datetime.now(UTC).isoformat(timespec="seconds")
            job = Job(f"j{next(self._numbers)}", name, page=page, url=url, at=now, given=given)
            self._jobs[job.id] = job
            for old in [j.id for j in self._jobs.values() if j.state in ("done", "failed")][:-REMEMBERED]:
                del self._jobs[old]
        self._waiting.put((job.id, task))
        return job

    def jobs(self) -> list[Job]:
        """All jobs that are remembered, the newest first."""
        with self._lock:  # calls come in threads of their own
            return list(reversed(self._jobs.values()))

    def job(self, identifier: str) -> Job | None:
        """One job."""
        return self._jobs.get(identifier)

    def unread(self) -> list[Job]:
        """Jobs whose story is not in the ledger: waiting, in work or failed; the newest first, a page once."""
        last = {job.page or job.id: job for job in reversed(self.jobs())}
        return [job for job in reversed(last.values()) if job.state != "done"]

    def of_page(self, start: str) -> Job | None:
        """The unread job of a page, by its id or the beginning of it."""
        bare = start.removeprefix("sha256:")
        known = (j for j in self.unread() if bare and j.page and j.page.removeprefix("sha256:").startswith(bare))
        return next(known, None) or next((j for j in self.unread() if j.id == start), None)

    def close(self) -> None:
        """Takes no more jobs; the one in work is ended with the reader."""
        self._waiting.put(None)

    def _work(self) -> None:
        while (item := self._waiting.get()) is not None:
            identifier, task = item
            self._set(identifier, state="working")
            try:
                page = self._read(self._jobs[identifier], task)
            except Exception as error:  # noqa: BLE001 - the rim: one story never stops the others
                self._set(identifier, state="failed", reason=reason_of(error))
            else:
                self._set(identifier, state="done", page=page)

    def _read(self, job: Job, task: Task | None) -> str:
        """Reads a page and keeps it; its id."""
        if task is None:
            task = replace(self._fetcher(job.url or ""), given=job.given)
            self._set(job.id, page="sha256:" + hashlib.sha256(task.raw).hexdigest())
        read = self._reader(task)
        with open_store(self._db, write=True) as store:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            store.put(read.document, raw=read.raw, at=at, vector=read.vector)
            store.merge()  # here, so that no screen waits for it
        return str(read.document["page"]["id"])

    def _set(self, identifier: str, **changes: Any) -> None:
        with self._lock:
            self._jobs[identifier] = replace(self._jobs[identifier], **changes)
