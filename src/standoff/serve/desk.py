"""The ledger as the page asks for it. Everything that the page knows of stories comes through here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, RLock, Thread
from time import monotonic
from typing import Any, Final, NamedTuple

from standoff.errors import StandoffError, StoreError
from standoff.ledger_model import Checked, MergedCondition, Review
from standoff.merge.reviewed import checked_by
from standoff.serve.badges import badged, refused
from standoff.serve.filters import Filters
from standoff.serve.overview import Overview
from standoff.store import Choice, MergedKind, SQLiteStore, Store, open_store
from standoff.store.names import fold
from standoff.track import Dossier, scope, with_sides

Row = dict[str, Any]
Key = tuple[str | None, Dossier | None]  # as of which day, of which dossier
LETTERS: Final[Mapping[MergedKind, str]] = {"event": "e", "statement": "s", "position": "k", "condition": "c"}
KINDS: Final[Mapping[str, MergedKind]] = {letter: kind for kind, letter in LETTERS.items()}
_FOUND = 5000  # stories that hold searched words
_CLOCKS = 20  # conditions whose status is looked up before others are let in
_LISTS = 20  # lists of stories and entities that stay at hand
_KEPT = 8  # overviews of earlier days and of dossiers that stay at hand


class NotThereError(StandoffError):
    """What was asked for is not in the ledger."""


class MergingError(StandoffError):
    """The ledger is being merged anew, so that nothing of it can be shown yet."""


class Merging(NamedTuple):
    """How far a merge is: of so many stories a share (0 to 1)."""

    stories: int
    share: float


@dataclass
class Desk:
    """A ledger file, read over one connection; views of the whole are kept until the ledger changes."""

    db: Path
    patience: float = 1.0  # seconds that making a view of the whole may take before an older one is shown meanwhile
    _store: SQLiteStore | None = None
    _reading: RLock = field(default_factory=RLock)
    _making: Lock = field(default_factory=Lock)
    _overviews: dict[Key, Overview] = field(default_factory=dict)
    _seconds: float = 0.0
    _lists: dict[str, tuple[int, list[Row]]] = field(default_factory=dict)
    merging: Merging | None = None  # while the ledger is merged anew

    def catch_up(self, then: Callable[[], None]) -> Thread:
        """Merges in a thread of its own what is not merged yet, as after an upgrade, and then calls `then` there.

        Until it is merged every call ends with `MergingError`, and `merging` tells how far it is.
        """
        with self.store() as store:
            if store.behind():
                self.merging = Merging(0, 0.0)
        thread = Thread(target=self._catch_up, args=(then,), name="merge", daemon=True)
        thread.start()
        return thread

    def _catch_up(self, then: Callable[[], None]) -> None:
        try:
            if self.merging:
                with open_store(self.db, write=True) as store:
                    store.merge(tell=self._hear)
        except StoreError:
            pass  # it may not be written: whoever reads it merges in memory, or is told why not
        finally:
            self.merging = None
        with suppress(StandoffError):  # the ledger may go away: who asks is told
            then()

    def _hear(self, stories: int, share: float) -> None:
        self.merging = Merging(stories, share)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The ledger, open for reading; one call at a time. Raises `MergingError`."""
        if self.merging:
            stories, share = self.merging
            raise MergingError(f"{stories:,} stories are being merged anew: {100 * share:.0f} % are done")
        with self._reading:
            if self._store is None:
                self._store = open_store(self.db)
            yield self._store

    def close(self) -> None:
        """Ends the connection."""
        with self._reading:
            if self._store is not None:
                self._store.close()
            self._store = None

    def revision(self) -> int:
        """A number that grows whenever the merged ledger changes."""
        with self.store() as store:
            return store.revision()

    # ---------------------------------------------------------------- the whole

    def overview(self, as_of: str | None = None, dossier: str | None = None) -> Overview:
        """The ledger merged; `as_of` (ISO day): as the stories of that day and before tell it; `dossier`: its part.

        Where making it takes long, the one of an earlier revision is given until the new one is made.
        """
        key = (as_of, self._dossier(dossier) if dossier else None)
        revision = self.revision()
        kept = self._overviews.get(key)
        if kept is None or (kept.revision != revision and self._seconds < self.patience):
            with self._making:
                return self._made(key, revision)
        if kept.revision != revision and self._making.acquire(blocking=False):
            Thread(target=self._make_later, args=(key, revision), daemon=True).start()
        return kept

    def _make_later(self, key: Key, revision: int) -> None:
        try:
            self._made(key, revision, prepared=True)
            if key == (None, None):
                self.look_up_clocks()
        finally:
            self._making.release()

    def look_up_clocks(self) -> None:
        """Has the status of every condition ready, some at a time, so that others are answered in between."""
        total, at = 1, 0
        while at < total:
            total, _ = self.rows("condition", Filters(limit=_CLOCKS, offset=at))
            at += _CLOCKS

    def _made(self, key: Key, revision: int, *, prepared: bool = False) -> Overview:
        """The overview of this revision, made over a connection of its own; `prepared`: with its answers at hand."""
        kept = self._overviews.get(key)
        if kept is not None and kept.revision == revision:
            return kept
        start, (as_of, dossier) = monotonic(), key
        if dossier is not None:
            whole = self._made((as_of, None), revision)
            made = Overview(with_sides(scope(whole.ledger, dossier)), revision, as_of)
        else:
            with open_store(self.db) as store:
                made = Overview(with_sides(store.ledger(as_of=as_of)), revision, as_of)
            self._seconds = monotonic() - start
        if kept is not None and prepared:
            made.prepare(kept)
        others = [k for k in self._overviews if k != key and k != (None, None)][-_KEPT:]
        self._overviews = {k: v for k, v in self._overviews.items() if k in others or k == (None, None)} | {key: made}
        return made

    def dossiers(self) -> list[Dossier]:
        """What people follow, by name."""
        with self.store() as store:
            return store.dossiers()

    def _dossier(self, name: str) -> Dossier:
        found = next((d for d in self.dossiers() if d.name == name), None)
        if found is None:
            raise NotThereError(f"no dossier {name}")
        return found

    # ---------------------------------------------------------------- records

    def choice(self, kind: MergedKind, filters: Filters) -> Choice:
        """The filters as the store takes them; a dossier as the ids of its records."""
        choice = filters.choice()
        if not filters.dossier:
            return choice
        overview = self.overview(dossier=filters.dossier)
        ids = overview.once(f"ids/{kind}", lambda whole: tuple(r.id for r in getattr(whole.ledger, f"{kind}s")))
        return replace(choice, ids=ids)

    def rows(self, kind: MergedKind, filters: Filters) -> tuple[int, list[Row]]:
        """How many merged records fit, and the rows of the page asked for, with badges."""
        choice = replace(self.choice(kind, filters), limit=filters.limit, offset=filters.offset)
        with self.store() as store:
            if filters.checked == "rejected":
                return self._rejected(store, kind, filters)
            total, rows = store.merged(kind, choice)
        return total, [badged(row) for row in rows]

    def all_rows(self, kind: MergedKind, filters: Filters) -> list[Row]:
        """Every merged row that fits."""
        choice = self.choice(kind, filters)
        with self.store() as store:
            return store.merged(kind, choice)[1]

    def fitting(self, kind: MergedKind, filters: Filters) -> list[str]:
        """Ids of the merged records that fit, newest first."""
        choice = self.choice(kind, filters)
        with self.store() as store:
            return store.merged_ids(kind, choice)

    def _rejected(self, store: Store, kind: MergedKind, filters: Filters) -> tuple[int, list[Row]]:
        """Reports that people reject, which stand in no merged record."""
        words = self.words(store)
        rows = store.rows(kind, replace(filters.choice(), checked=None))
        gone = [row for row in rows if row["id"] in words and checked_by(words[row["id"]]) == "rejected"]
        return len(gone), [refused(row) for row in gone[filters.offset :][: filters.limit]]

    def row(self, kind: MergedKind, identifier: str) -> Row:
        """One merged row by its id, the id of one of its tellings or the beginning of one. Raises `NotThereError`."""
        with self.store() as store:
            try:
                row = store.merged_one(identifier) if identifier.startswith(f"{LETTERS[kind]}-") else None
            except StoreError as error:
                raise NotThereError(str(error).partition(": ")[2]) from error
        if row is None:
            raise NotThereError(f"no {kind} {identifier}")
        return badged(row)

    def condition(self, overview: Overview, identifier: str) -> MergedCondition:
        """A merged condition of an overview. Raises `NotThereError`, as in the ledger of a day before it was set."""
        home = overview.ledger.redirects.get(identifier)
        found = next((c for c in overview.ledger.conditions if c.id == home), None)
        if found is None:
            raise NotThereError(f"no condition {identifier} in the stories of that day and before")
        return found

    def words(self, store: Store, record: str | None = None) -> Mapping[str, list[Review]]:
        """What people said of single records, by the ids of these."""
        found: dict[str, list[Review]] = {}
        for review in store.reviews(record):
            found.setdefault(review.record, []).append(review)
        return found

    # ---------------------------------------------------------------- stories and names

    def page(self, start: str) -> str:
        """The id of the page that begins so. Raises `NotThereError` if there is none or more than one."""
        with self.store() as store:
            found = store.pages(start)
        if len(found) != 1:
            raise NotThereError(f"{len(found) or 'no'} stories begin with {start}")
        return found[0]

    def checked(self, store: Store, tellings: Mapping[str, str]) -> dict[str, Checked]:
        """What people said of the records of one story, by their ids in the document."""
        words = self.words(store)
        return {local: checked_by(words.get(i, ())) for local, i in tellings.items() if local[0] in "eskc"}

    def _whole(self, name: str, read: Callable[[], list[Row]]) -> list[Row]:
        """A list, read once a revision."""
        revision = self.revision()
        if len(self._lists) > _LISTS:
            self._lists = {}
        if self._lists.get(name, (None,))[0] != revision:
            self._lists[name] = (revision, read())
        return self._lists[name][1]

    def stories(self, filters: Filters) -> list[Row]:
        """All stories that fit, or one of whose records does, newest first."""
        if filters.dossier:  # a dossier may change between two revisions
            return self._stories(filters)
        return self._whole(f"stories {replace(filters, limit=0, offset=0)}", lambda: self._stories(filters))

    def _stories(self, filters: Filters) -> list[Row]:
        with self.store() as store:
            rows = store.stories(replace(filters.choice(), checked=None))
            heard = _heard(store, filters.q) if filters.q else None
        if heard is not None:
            rows = [r for r in rows if r["id"] in heard]
        if filters.dossier:
            pages = self.overview(dossier=filters.dossier).stories
            rows = [r for r in rows if r["id"] in pages]
        wanted = filters.publisher
        return [r for r in rows if not wanted or (r["publisher"] and fold(wanted) in fold(r["publisher"]))]

    def entities(self, filters: Filters) -> list[Row]:
        """All entities that fit, those of most stories first."""
        return self._whole(f"entities {replace(filters, limit=0, offset=0)}", lambda: self._entities(filters))

    def _entities(self, filters: Filters) -> list[Row]:
        choice = replace(filters.choice(), actor=filters.actor or filters.q or None, words=None, checked=None)
        with self.store() as store:
            return store.rows("entity", choice)


def _heard(store: Store, words: str) -> frozenset[str]:
    """Pages of stories that hold the words."""
    return frozenset(hit.id for hit in store.search(words, limit=_FOUND) if hit.kind == "story")
