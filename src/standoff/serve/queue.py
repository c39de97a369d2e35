"""Stories that wait to be read: one after the other, outside the event loop, each with what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from queue import Queue
from threading import Lock, Thread
from typing import Any

from standoff.batch import Read, reason_of
from standoff.errors import StandoffError, StoreError
from standoff.model import Given
from standoff.serve.worker import Task
from standoff.store import Store, StoredJob, open_store
from standoff.store.jobs import JobState

WAITING = 100  # stories that may wait; a folder is read with `standoff read`
REMEMBERED = 500  # jobs whose end is told
TRIES = 2  # times that a story is begun before it is held to be what ended the server
PATIENCE = 2.0  # seconds to wait for somebody else who writes to the ledger

Reader = Callable[[Task], Read]
Fetcher = Callable[[str], Task]


class QueueFullError(StandoffError):
    """So many stories wait already that no more are taken."""


@dataclass(frozen=True, slots=True)
class Job:
    """A story on its way into the ledger. `page`: the id of its page, as soon as its bytes are there."""

    id: str
    name: str
    state: JobState = "queued"
    page: str | None = None
    reason: str | None = None
    url: str | None = None
    at: str = ""
    given: Given = field(default_factory=Given)
    tries: int = 0


class ReadQueue:
    """A queue with one thread that hands pages to the reader and puts what comes back into the ledger.

    What waits, is in work or has failed is kept in the ledger file and goes on when the server is started again.
    """

    def __init__(self, db: Path, *, reader: Reader, fetcher: Fetcher) -> None:
        """`reader`: a page's bytes -> the page, read; `fetcher`: an address -> the bytes. Both raise `ReadError`."""
        self._db, self._reader, self._fetcher = db, reader, fetcher
        self._jobs: dict[str, Job] = {}
        self._tasks: dict[str, Task] = {}  # of pages that are not read yet
        self._waiting: Queue[str | None] = Queue()
        self._lock = Lock()
        self._closed = False
        self._numbers = count(self._resume() + 1)
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
            if task:
                self._tasks[job.id] = task
            over = [j.id for j in self._jobs.values() if j.state in ("done", "failed")][:-REMEMBERED]
        self._keep(job)
        self._drop(over)
        self._waiting.put(job.id)
        return job

    def forget(self, identifier: str) -> bool:
        """Forgets a job that is done or has failed; False if there is no such job."""
        job = self._jobs.get(identifier)
        if job is None or job.state not in ("done", "failed"):
            return False
        self._drop([identifier])
        return True

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
        """Takes no more jobs; the one in work is ended with the reader, and begun anew by the next server."""
        self._closed = True
        self._waiting.put(None)

    def _work(self) -> None:
        while (identifier := self._waiting.get()) is not None:
            self._set(identifier, state="working", tries=self._jobs[identifier].tries + 1)
            try:
                page = self._read(self._jobs[identifier])
            except Exception as error:  # noqa: BLE001 - the rim: one story never stops the others
                self._set(identifier, state="failed", reason=reason_of(error))
            else:
                self._set(identifier, state="done", page=page)

    def _read(self, job: Job) -> str:
        """Reads a page and keeps it; its id."""
        task = self._tasks.get(job.id)
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
            job = self._jobs[identifier] = replace(self._jobs[identifier], **changes)
            if job.state in ("done", "failed"):
                self._tasks.pop(identifier, None)
        self._keep(job)

    # ---------------------------------------------------------------- in the ledger file

    def _resume(self) -> int:
        """Takes up what an earlier server left, and gives the number of its last job."""
        if not self._db.exists():
            return 0
        with suppress(StoreError), open_store(self._db) as store:  # what is wrong with the ledger, lists tell
            for kept in store.jobs():
                self._take_up(kept)
        return max((int(identifier[1:]) for identifier in self._jobs), default=0)

    def _take_up(self, kept: StoredJob) -> None:
        given = Given(kept.published_at, kept.publisher)
        job = Job(
            f"j{kept.number}", kept.name, kept.state, kept.page, kept.reason, kept.url, kept.at, given, kept.tries
        )  # fmt: skip
        if kept.state in ("queued", "working"):
            if kept.tries >= TRIES:
                job = replace(job, state="failed", reason=f"the server ended {TRIES} times while it was read")
            else:
                job = replace(job, state="queued")
                self._waiting.put(job.id)
            if kept.raw is not None:
                self._tasks[job.id] = Task(kept.raw, kept.name, kept.media_type, kept.uri, given=given)
        self._jobs[job.id] = job

    def _keep(self, job: Job) -> None:
        """Keeps a job in the file. Where somebody else is writing there, it is kept with its next change."""
        task = self._tasks.get(job.id)
        stored = StoredJob(
            int(job.id[1:]), job.name, job.state, job.at, job.page, job.reason, job.url, job.given.publisher,
            job.given.published_at, task.uri if task else None, task.media_type if task else None, job.tries,
            task.raw if task else None,
        )  # fmt: skip
        self._write(lambda store: store.put_job(stored))

    def _drop(self, identifiers: list[str]) -> None:
        with self._lock:
            for identifier in identifiers:
                self._jobs.pop(identifier, None)
        if identifiers:
            self._write(lambda store: store.drop_jobs([int(identifier[1:]) for identifier in identifiers]))

    def _write(self, change: Callable[[Store], None]) -> None:
        if self._closed:
            return
        with suppress(StoreError), open_store(self._db, write=True, wait=PATIENCE) as store:
            change(store)
