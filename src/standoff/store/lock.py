"""One writer at a time: a lock file beside the ledger, held by the operating system and let go when a process dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from standoff.errors import StoreError

_PAUSE = 0.05  # seconds between two tries


@contextmanager
def writing(ledger: Path, *, wait: float) -> Iterator[None]:
    """Holds the ledger's lock; raises `StoreError` if another writer keeps it for `wait` seconds.

    Every write, checkpoint and close of a writing connection happens inside: SQLite before 3.51.3 may damage a ledger
    in WAL mode when two connections write and checkpoint at the same moment.
    """
    path = ledger.with_name(ledger.name + ".lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(f"{ledger}: cannot be written ({(error.strerror or str(error)).lower()})") from error
    try:
        _take(handle, ledger, wait)
        yield
    finally:
        os.close(handle)


def _take(handle: int, ledger: Path, wait: float) -> None:
    until = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise StoreError(f"{ledger}: another program is writing to it (waited {wait:g} s)") from None
            time.sleep(_PAUSE)
        else:
            return
