"""A ledger in one SQLite file: `Store` fulfilled."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from standoff.errors import StoreError
from standoff.store import audit, put, query
from standoff.store.connection import WAIT, named, open_reader, open_writer
from standoff.store.lock import writing
from standoff.store.protocol import Choice, Document, Found, Hit, Kind, Outcome
from standoff.verify import Fault


class SQLiteStore:
    """A ledger file. Readers never lock it; writers take turns, one transaction a page."""

    def __init__(self, path: Path, *, write: bool, wait: float = WAIT) -> None:
        """Opens the ledger; for writing it is made if it is not there. `wait`: seconds to wait for another writer."""
        self.path = path
        self._write = write
        self._wait = wait
        self._connection: sqlite3.Connection = open_writer(path, wait=wait) if write else open_reader(path)

    def __enter__(self) -> SQLiteStore:
        """The store itself; it is closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(self, document: Document, *, raw: bytes, at: str) -> Outcome:
        """Stores a reading and its page in one transaction; the same again changes nothing. `at`: now, in ISO form."""
        if not self._write:
            raise StoreError(f"{self.path}: opened for reading only")
        with named(self.path), writing(self.path, wait=self._wait):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                outcome = put.put_reading(self._connection, document, raw=raw, at=at)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        return outcome

    def pages(self, start: str = "") -> list[str]:
        """Ids of pages that begin with `start` (with or without "sha256:"), or whose address ends so."""
        with named(self.path):
            return query.pages_of(self._connection, start)

    def document(self, page: str) -> Document:
        """The stored document of a page."""
        with named(self.path):
            found = query.document_of(self._connection, page)
        if found is None:
            raise StoreError(f"{self.path}: no page {page}")
        return found

    def rows(self, kind: Kind, choice: Choice) -> list[dict[str, Any]]:
        """Rows of a list, newest first."""
        with named(self.path):
            return query.rows_of(self._connection, kind, choice)

    def stories(self, choice: Choice) -> list[dict[str, Any]]:
        """Stories with the number of their records, newest first."""
        with named(self.path):
            return query.stories_of(self._connection, choice)

    def find(self, identifier: str) -> list[Found]:
        """Records whose ledger id begins with `identifier`, or that `PAGE:e1` names."""
        with named(self.path):
            return query.find_record(self._connection, identifier)

    def search(self, words: str, *, limit: int) -> list[Hit]:
        """Stories and records that hold all the words, best first."""
        with named(self.path):
            return query.search_in(self._connection, words, limit)

    def audit(self) -> Iterator[Fault]:
        """Everything that does not hold in the ledger."""
        try:
            yield from audit.audit_ledger(self._connection)
        except sqlite3.Error as error:
            yield Fault("ledger", "file", f"is damaged ({error})")

    def counts(self) -> Mapping[str, int]:
        """How many of each kind are stored."""
        with named(self.path):
            (stories,) = self._connection.execute("SELECT count(*) FROM reading").fetchone()
            kinds = self._connection.execute("SELECT kind, count(*) FROM item GROUP BY kind").fetchall()
        return {"story": stories, **dict(kinds)}

    def close(self) -> None:
        """Ends the connection; a writer's last checkpoint happens under the lock."""
        with named(self.path):
            if self._write:
                with writing(self.path, wait=self._wait):
                    self._connection.close()
            else:
                self._connection.close()
