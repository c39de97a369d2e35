"""The ledger as the page asks for it. Everything that the page knows of stories comes through here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

from standoff.errors import StandoffError
from standoff.ledger_model import MergedCondition
from standoff.serve.badges import badged, checked, refused
from standoff.serve.filters import Filters
from standoff.serve.snapshot import LETTERS, Snapshot, take_snapshot
from standoff.store import Store, open_store
from standoff.store.names import fold
from standoff.track import Dossier, scope

Row = dict[str, Any]
Revision = tuple[int, ...]
Key = tuple[Revision, str | None, str | None]  # of which ledger, as of which day, of which dossier
_FOUND = 5000  # hits of a search that narrow a list
_KEPT = 6  # snapshots of earlier days that stay at hand


class NotThereError(StandoffError):
    """What was asked for is not in the ledger."""


@dataclass
class Desk:
    """A ledger file; its merged form is kept until the file changes."""

    db: Path
    _kept: dict[Key, Snapshot] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The ledger, open for reading."""
        with open_store(self.db) as store:
            yield store

    def revision(self) -> Revision:
        """Numbers that change when the ledger does."""
        found = (self.db, self.db.with_name(self.db.name + "-wal"))
        return tuple(n for p in found if p.exists() for n in (p.stat().st_mtime_ns, p.stat().st_size))

    def snapshot(self, as_of: str | None = None, dossier: str | None = None) -> Snapshot:
        """The ledger merged; `as_of` (ISO day): as the stories of that day and before tell it; `dossier`: its part."""
        with self._lock:
            key = (self.revision(), as_of, dossier)
            if key not in self._kept:
                kept = [k for k in self._kept if k[0] == key[0]][-_KEPT:]
                self._kept = {k: self._kept[k] for k in kept}
                self._kept[key] = self._taken(key)
            return self._kept[key]

    def _taken(self, key: Key) -> Snapshot:
        revision, as_of, dossier = key
        whole = self._kept.get((revision, as_of, None))
        with self.store() as store:
            if whole is None:
                whole = self._kept[(revision, as_of, None)] = take_snapshot(store, as_of=as_of)
            return replace(whole, ledger=scope(whole.ledger, _named(store, dossier))) if dossier else whole

    def dossiers(self) -> list[Dossier]:
        """What people follow, by name."""
        with self.store() as store:
            return store.dossiers()

    def fitting(self, kind: str, filters: Filters) -> list[str]:
        """Ids of the merged records of which a telling fits, newest first."""
        snapshot = self.snapshot(dossier=filters.dossier or None)
        with self.store() as store:
            tellings = [row["id"] for row in store.rows(kind, filters.choice())]  # type: ignore[arg-type]
            heard = _heard(store, filters.q, kind) if filters.q else None
        told = (t for t in tellings if heard is None or t in heard)
        ids = dict.fromkeys(snapshot.ledger.redirects.get(t, "") for t in told)
        rows, wanted = snapshot.rows[kind], filters.checked
        fit = (i for i in ids if i in rows and (wanted is None or rows[i]["checked"] == wanted))
        return [i for i in fit if _of_publisher(snapshot, i, filters.publisher)]

    def rows(self, kind: str, filters: Filters) -> tuple[int, list[Row]]:
        """How many merged records fit, and the rows of the page asked for, with badges."""
        snapshot = self.snapshot()
        if filters.checked == "rejected":
            return self._rejected(snapshot, kind, filters)
        ids = self.fitting(kind, filters)
        shown = ids[filters.offset :][: filters.limit]
        return len(ids), [badged(snapshot, snapshot.rows[kind][i]) for i in shown]

    def _rejected(self, snapshot: Snapshot, kind: str, filters: Filters) -> tuple[int, list[Row]]:
        """Reports that people reject, which stand in no merged record."""
        with self.store() as store:
            rows = store.rows(kind, filters.choice())  # type: ignore[arg-type]
        gone = [row for row in rows if checked(snapshot, row["id"]) == "rejected"]
        return len(gone), [refused(snapshot, row) for row in gone[filters.offset :][: filters.limit]]

    def row(self, kind: str, identifier: str) -> Row:
        """One merged row by its id, the id of one of its tellings or the beginning of one. Raises `NotThereError`."""
        snapshot = self.snapshot()
        return badged(snapshot, snapshot.rows[kind][self.resolve(kind, identifier)])

    def resolve(self, kind: str, identifier: str) -> str:
        """The id of the merged record that an id, or the beginning of one, leads to. Raises `NotThereError`."""
        redirects = self.snapshot().ledger.redirects
        if identifier in redirects and identifier.startswith(LETTERS[kind] + "-"):
            return redirects[identifier]
        start = identifier if identifier.startswith(LETTERS[kind] + "-") else "-"
        found = {to for i, to in redirects.items() if i.startswith(start)}
        if len(found) != 1:
            raise NotThereError(f"{len(found) or 'no'} {kind}s begin with {identifier}")
        return found.pop()

    def condition(self, snapshot: Snapshot, identifier: str) -> MergedCondition:
        """A merged condition of a snapshot. Raises `NotThereError`, as in the ledger of a day before it was set."""
        home = snapshot.ledger.redirects.get(identifier)
        found = next((c for c in snapshot.ledger.conditions if c.id == home), None)
        if found is None:
            raise NotThereError(f"no condition {identifier} in the stories of that day and before")
        return found

    def page(self, start: str) -> str:
        """The id of the page that begins so. Raises `NotThereError` if there is none or more than one."""
        with self.store() as store:
            found = store.pages(start)
        if len(found) != 1:
            raise NotThereError(f"{len(found) or 'no'} stories begin with {start}")
        return found[0]

    def stories(self, filters: Filters) -> list[Row]:
        """All stories that fit, or one of whose records does, newest first."""
        with self.store() as store:
            rows = store.stories(filters.choice())
            heard = _heard(store, filters.q, "story") if filters.q else None
        if heard is not None:
            rows = [r for r in rows if r["id"] in heard]
        if filters.dossier:
            pages = self.snapshot(dossier=filters.dossier).stories
            rows = [r for r in rows if r["id"] in pages]
        wanted = filters.publisher
        return [r for r in rows if not wanted or (r["publisher"] and fold(wanted) in fold(r["publisher"]))]

    def entities(self, filters: Filters) -> list[Row]:
        """All entities that fit, those of most stories first."""
        choice = replace(filters.choice(), actor=filters.actor or filters.q or None)
        with self.store() as store:
            return store.rows("entity", choice)

    def all_rows(self, kind: str, filters: Filters) -> list[Row]:
        """Every merged row that fits."""
        rows = self.snapshot().rows[kind]
        return [rows[i] for i in self.fitting(kind, filters)]


def _named(store: Store, dossier: str) -> Dossier:
    """The dossier of that name. Raises `NotThereError`."""
    found = next((d for d in store.dossiers() if d.name == dossier), None)
    if found is None:
        raise NotThereError(f"no dossier {dossier}")
    return found


def _heard(store: Store, words: str, kind: str) -> frozenset[str]:
    """Ids of a kind that hold the words."""
    return frozenset(hit.id for hit in store.search(words, limit=_FOUND) if hit.kind == kind)


def _of_publisher(snapshot: Snapshot, identifier: str, wanted: str | None) -> bool:
    """Whether a story of this outlet tells the record."""
    if not wanted:
        return True
    outlets = (snapshot.stories[t.page].publisher for t in snapshot.tellings[identifier])
    return any(fold(wanted) in fold(o) for o in outlets if o)
