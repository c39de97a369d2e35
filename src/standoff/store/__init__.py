"""The ledger: what was read, kept in one file. Nothing is lost once `put` has come back."""

from __future__ import annotations

from pathlib import Path

from standoff.store.jobs import StoredJob
from standoff.store.memory import uncollected
from standoff.store.protocol import MERGED, Choice, Found, Hit, Kind, MergedKind, MergedRecord, Outcome, Store
from standoff.store.sqlite import SQLiteStore

__all__ = [
    "MERGED",
    "Choice",
    "Found",
    "Hit",
    "Kind",
    "MergedKind",
    "MergedRecord",
    "Outcome",
    "SQLiteStore",
    "Store",
    "StoredJob",
    "open_store",
    "uncollected",
]


def open_store(path: Path, *, write: bool = False, wait: float = 30.0) -> SQLiteStore:
    """The ledger at `path`. For writing it is made if it is not there; `wait`: seconds to wait for another writer.

    Raises `StoreError` if it is no ledger, of a later version, not there, not readable, or being written to.
    """
    return SQLiteStore(path, write=write, wait=wait)
