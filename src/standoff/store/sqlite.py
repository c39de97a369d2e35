"""A ledger in one SQLite file: `Store` fulfilled."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Literal

from standoff.errors import StoreError
from standoff.ledger_model import Clock, Judgement, Ledger, Review, ReviewVerdict, Withdrawal
from standoff.span import Span
from standoff.store import audit, checking, dossiers, jobs, merging, people, put, query, view
from standoff.store.clocks import Clocks
from standoff.store.connection import WAIT, named, open_reader, open_writer
from standoff.store.earlier import ledger_of_day
from standoff.store.jobs import StoredJob
from standoff.store.lock import writing
from standoff.store.memory import uncollected
from standoff.store.progress import Progress
from standoff.store.protocol import MERGED, Choice, Document, Found, Hit, Kind, MergedKind, MergedRecord, Outcome, Tell
from standoff.store.rederive import merged_faults
from standoff.track import Dossier, Watching
from standoff.verify import Fault

_COUNTED: Final = 500  # choices whose number of records is remembered


class SQLiteStore:
    """A ledger file. Readers never lock it; writers take turns, one transaction a page."""

    def __init__(self, path: Path, *, write: bool, wait: float = WAIT) -> None:
        """Opens the ledger; for writing it is made if it is not there. `wait`: seconds to wait for another writer."""
        self.path = path
        self._write = write
        self._wait = wait
        self._kept: tuple[int, Clocks] | None = None
        self._totals: tuple[int, dict[tuple[MergedKind, Choice], int]] = (-1, {})
        self._connection: sqlite3.Connection = open_writer(path, wait=wait) if write else open_reader(path)

    def __enter__(self) -> SQLiteStore:
        """The store itself; it is closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(self, document: Document, *, raw: bytes, at: str, vector: Sequence[float] = ()) -> Outcome:
        """Stores a reading and its page in one transaction; the same again changes nothing. `at`: now, in ISO form."""
        with self._writing() as connection:
            return put.put_reading(connection, document, raw=raw, at=at, vector=vector)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction under the lock: all of it or nothing. Raises `StoreError` for a store that only reads."""
        if not self._write:
            raise StoreError(f"{self.path}: opened for reading only")
        with named(self.path), writing(self.path, wait=self._wait):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

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
            return query.stories_of(self._current(), choice)

    def find(self, identifier: str) -> list[Found]:
        """Records whose ledger id begins with `identifier`, or that `PAGE:e1` names."""
        with named(self.path):
            return query.find_record(self._connection, identifier)

    def naming(self, entity: str, *, limit: int) -> list[Found]:
        """The stories that name an entity, by its whole ledger id, newest first."""
        with named(self.path):
            return query.naming(self._connection, entity, limit)

    def search(self, words: str, *, limit: int, since: str | None = None, until: str | None = None) -> list[Hit]:
        """Stories and records that hold all the words, best first; those of these days (ISO, both included)."""
        with named(self.path):
            return query.search_in(self._connection, words, limit=limit, since=since, until=until)

    def judge(
        self, left: str, right: str, verdict: Literal["same", "different"], *, reasons: Sequence[str] = (), by: str,
        at: str,
    ) -> Judgement:  # fmt: skip
        """Keeps a person's word that two reports are one or are not; see `Store.judge`."""
        with self._writing() as connection:
            return people.put_judgement(connection, left, right, verdict, reasons=reasons, by=by, at=at)

    def judgements(self, *, undone: bool = False) -> list[Judgement]:
        """People's judgements in the order in which they were given; `undone`: those taken back too."""
        with named(self.path):
            return people.judgements_of(self._connection, undone=undone)

    def undo_judgement(self, number: int, *, by: str, at: str) -> Judgement:
        """Takes a judgement back, by a row of its own."""
        with self._writing() as connection:
            people.put_undo(connection, "judgement", number, by=by, at=at)
            return next(j for j in people.judgements_of(connection, undone=True) if j.number == number)

    def review(
        self, record: str, verdict: ReviewVerdict, *, by: str, at: str, field: str | None = None,
        value: str | Sequence[str] | None = None, span: Span | None = None, note: str = "",
    ) -> Review:  # fmt: skip
        """Keeps a person's word on one story's record; see `Store.review`."""
        with self._writing() as connection:
            return people.put_review(
                connection, record, verdict, field=field, value=value, span=span, note=note, by=by, at=at
            )

    def reviews(self, record: str | None = None, *, undone: bool = False) -> list[Review]:
        """Reviews in the order in which they were given, of one record or of all; `undone`: those taken back too."""
        with named(self.path):
            return people.reviews_of(self._connection, record, undone=undone)

    def undo_review(self, number: int, *, by: str, at: str) -> Review:
        """Takes a review back, by a row of its own."""
        with self._writing() as connection:
            people.put_undo(connection, "review", number, by=by, at=at)
            return next(r for r in people.reviews_of(connection, None, undone=True) if r.number == number)

    def withdraw(self, page: str, *, by: str, at: str, note: str = "") -> Withdrawal:
        """Marks a story as withdrawn; see `Store.withdraw`."""
        with self._writing() as connection:
            return people.put_withdrawal(connection, page, note=note, by=by, at=at)

    def undo_withdrawal(self, page: str, *, by: str, at: str) -> Withdrawal:
        """Takes a withdrawal back."""
        with self._writing() as connection:
            number = people.withdrawal_of(connection, page)
            people.put_undo(connection, "withdrawal", number, by=by, at=at)
            return next(w for w in people.withdrawals_of(connection, undone=True) if w.number == number)

    def withdrawals(self, *, undone: bool = False) -> list[Withdrawal]:
        """Withdrawals in the order in which they were made; `undone`: those taken back too."""
        with named(self.path):
            return people.withdrawals_of(self._connection, undone=undone)

    def dossiers(self) -> list[Dossier]:
        """What people follow, by name."""
        with named(self.path):
            return dossiers.dossiers_of(self._connection)

    def put_dossier(self, dossier: Dossier, *, at: str) -> None:
        """Keeps a dossier; one of the same name is replaced. `at`: now, in ISO form."""
        with self._writing() as connection:
            dossiers.put_dossier(connection, dossier, at=at)

    def drop_dossier(self, name: str) -> bool:
        """Forgets a dossier; False if there is none of that name."""
        with self._writing() as connection:
            return dossiers.drop_dossier(connection, name)

    def jobs(self) -> list[StoredJob]:
        """The stories that were handed to a server, in the order in which they came."""
        with named(self.path):
            return jobs.jobs_of(self._connection)

    def put_job(self, job: StoredJob) -> None:
        """Keeps such a story; one of the same number is replaced."""
        with self._writing() as connection:
            jobs.put_job(connection, job)

    def drop_jobs(self, numbers: Sequence[int]) -> None:
        """Forgets such stories; what was read of them stays."""
        with self._writing() as connection:
            jobs.drop_jobs(connection, numbers)

    # ---------------------------------------------------------------- the merged ledger

    def merge(self, *, rebuild: bool = False, tell: Tell | None = None) -> bool:
        """Brings the merged ledger up to date in one transaction; see `Store.merge`."""
        with self._writing() as connection, uncollected():
            return merging.bring_up(connection, rebuild=rebuild, tell=_progress(connection, tell))

    def behind(self) -> bool:
        """Whether the merged ledger is behind what was read and said; see `Store.behind`."""
        with named(self.path):
            return merging.is_behind(self._connection)

    def revision(self) -> int:
        """A number that grows whenever the merged ledger changes."""
        with named(self.path):
            return merging.state_of(self._current()).revision

    def merged(self, kind: MergedKind, choice: Choice) -> tuple[int, list[dict[str, Any]]]:
        """How many merged records fit, and the rows asked for, newest first; see `Store.merged`."""
        with named(self.path):
            connection = self._current()
            total, rows = self._total(connection, kind, choice), view.merged_of(connection, kind, choice)
            return total, self._with_status(connection, rows) if kind == "condition" else rows

    def _total(self, connection: sqlite3.Connection, kind: MergedKind, choice: Choice) -> int:
        """How many records fit; counted once a revision, so that turning the page costs little."""
        revision, wanted = merging.state_of(connection).revision, (kind, replace(choice, limit=None, offset=0))
        if self._totals[0] != revision or len(self._totals[1]) > _COUNTED:
            self._totals = revision, {}
        totals = self._totals[1]
        if wanted not in totals:
            totals[wanted] = view.total_of(connection, kind, choice)
        return totals[wanted]

    def merged_one(self, identifier: str) -> dict[str, Any]:
        """The row of a merged record, by any id that leads to it; see `Store.merged_one`."""
        with named(self.path):
            connection = self._current()
            row = view.row_of(connection, self._home(connection, identifier))
            rows = [row] if row else []
            return self._with_status(connection, rows)[0] if rows[0]["id"].startswith("c-") else rows[0]

    def tellings(self, identifier: str) -> list[str]:
        """The ids of all tellings that are merged with the one that bears this id; see `Store.tellings`."""
        with named(self.path):
            homes = view.home_of(self._current(), identifier)
            return view.told_by(self._connection, homes[0]) if len(homes) == 1 else [identifier]

    def merged_ids(self, kind: MergedKind, choice: Choice) -> list[str]:
        """The ids of all merged records that fit, newest first."""
        with named(self.path):
            return view.ids_of(self._current(), kind, choice)

    def record(self, identifier: str) -> MergedRecord:
        """A merged record as a value, by any id that leads to it."""
        with named(self.path):
            connection = self._current()
            found: MergedRecord = view.merged_records(connection, [self._home(connection, identifier)])[0]
        return found

    def judged(self, tellings: Sequence[str]) -> list[Judgement]:
        """What rules and people judge of pairs in which these tellings are."""
        with named(self.path):
            rules = view.pairs_with(self._current(), tellings)
        return rules + [j for j in self.judgements() if j.left in tellings or j.right in tellings]

    def row(self, identifier: str) -> dict[str, Any]:
        """The row of one record as one story tells it, by its own ledger id."""
        with named(self.path):
            found = query.row_of(self._connection, identifier)
        if found is None:
            raise StoreError(f"{self.path}: no record {identifier}")
        return found

    def ids(self, page: str) -> Mapping[str, str]:
        """The ledger id of every record and entity of a page's document, by its id in the document."""
        with named(self.path):
            return query.ids_on(self._connection, page)

    def homes(self, tellings: Sequence[str]) -> Mapping[str, str]:
        """The ids of the merged records that tellings are in, by the ids of the tellings."""
        with named(self.path):
            return view.homes_of(self._current(), tellings)

    def to_check(self, by: str, kinds: Sequence[MergedKind], choice: Choice) -> tuple[int, list[Found]]:
        """How many records wait to be checked by somebody, and those asked for; see `Store.to_check`."""
        with named(self.path):
            return checking.to_check(self._connection, by, kinds, choice)

    def clock(self, identifier: str) -> Clock:
        """The clock of a condition up to the day of the last story, by any id that leads to it."""
        with named(self.path):
            connection = self._current()
            home = self._home(connection, identifier)
            if not home.startswith("c-"):
                raise StoreError(f"{self.path}: {home} is no condition")
            (condition,) = view.merged_records(connection, [home])
            return self._clocks(connection).clock(condition)

    def ledger(self, *, as_of: str | None = None, kinds: Collection[MergedKind] = MERGED) -> Ledger:
        """The merged ledger as values; see `Store.ledger`."""
        with named(self.path):
            connection = self._current()
            with uncollected():
                if as_of is None:
                    return view.ledger_of(connection, self.judgements(), kinds)
                return ledger_of_day(connection, as_of, kinds)

    def watch(self) -> Watching:
        """What the events of the ledger say to the rest of it, while the store is open; see `Store.watch`."""
        with named(self.path):
            return self._clocks(self._current())

    def _home(self, connection: sqlite3.Connection, identifier: str) -> str:
        homes = view.home_of(connection, identifier)
        if len(homes) != 1:
            why = f"{len(homes)} records begin with" if homes else "no record"
            raise StoreError(f"{self.path}: {why} {identifier}")
        return homes[0]

    def _with_status(self, connection: sqlite3.Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows of conditions with what their clocks say."""
        statuses = self._clocks(connection).statuses([row["id"] for row in rows])
        return [{**row, "status": statuses[row["id"]]} for row in rows]

    def _clocks(self, connection: sqlite3.Connection) -> Clocks:
        state = merging.state_of(connection)
        if self._kept is None or self._kept[0] != state.revision:
            self._kept = state.revision, Clocks(connection, until=state.last_day)
        return self._kept[1]

    def _current(self) -> sqlite3.Connection:
        """The connection, with the merged ledger brought up to date; in memory where the file may not be written."""
        if merging.is_behind(self._connection):
            if self._write:
                self.merge()
            elif not self._merged_by_a_writer():
                copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
                self._connection.backup(copy)
                self._connection.close()
                self._connection = copy
                merging.bring_up(copy, tell=_progress(copy))
        return self._connection

    def _merged_by_a_writer(self) -> bool:
        try:
            with SQLiteStore(self.path, write=True, wait=self._wait) as writer:
                writer.merge()
        except StoreError:
            return False
        return True

    # ---------------------------------------------------------------- proof

    def audit(self, *, merged: bool = True) -> Iterator[Fault]:
        """Everything that does not hold in the ledger; see `Store.audit`."""
        try:
            faults = 0
            for faults, fault in enumerate(audit.audit_ledger(self._connection), start=1):  # noqa: B007 - counted
                yield fault
            if merged and faults:
                yield Fault("ledger", "merged", "is not proved, as what it is made of does not hold")
            elif merged:
                yield from merged_faults(self._current(), tell=Progress(why="to prove the merged ledger", tell=None))
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


def _progress(connection: sqlite3.Connection, tell: Tell | None = None) -> Progress:
    """Tells how far a merge is, `tell` too; of one from nothing also why."""
    anew = merging.is_of_other_rules(connection)
    return Progress(why="all anew, as this version merges by other rules" if anew else "", tell=tell)
