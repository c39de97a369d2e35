"""Stories on their way into a ledger file, kept so that they outlive the server that was given them."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields, replace
from typing import Literal

JobState = Literal["queued", "working", "done", "failed"]


@dataclass(frozen=True, slots=True)
class StoredJob:
    """A story that was handed in. `raw`: its bytes until it is read, None for the page at an address (`url`).

    `page`: the id of its page; `at`: when it came, ISO; `tries`: how often reading it was begun.
    """

    number: int
    name: str
    state: JobState
    at: str
    page: str | None = None
    reason: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    uri: str | None = None
    media_type: str | None = None
    tries: int = 0
    raw: bytes | None = None


_COLUMNS = ", ".join(field.name for field in fields(StoredJob))


def put_job(connection: sqlite3.Connection, job: StoredJob) -> None:
    """Keeps a job; one of the same number is replaced."""
    packed = replace(job, raw=zlib.compress(job.raw) if job.raw is not None else None)
    marks = ", ".join("?" * len(fields(StoredJob)))
    connection.execute(f"INSERT OR REPLACE INTO job ({_COLUMNS}) VALUES ({marks})", astuple(packed))


def jobs_of(connection: sqlite3.Connection) -> list[StoredJob]:
    """All jobs in the order in which they came."""
    found = (StoredJob(*row) for row in connection.execute(f"SELECT {_COLUMNS} FROM job ORDER BY number"))
    return [replace(job, raw=zlib.decompress(job.raw) if job.raw is not None else None) for job in found]


def drop_jobs(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Forgets jobs; what was read of them stays."""
    connection.executemany("DELETE FROM job WHERE number = ?", [(number,) for number in numbers])
