"""The merged ledger, or the part of it that belongs to a dossier."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from standoff.errors import StoreError
from standoff.ledger_model import Ledger
from standoff.store import MERGED, MergedKind, Store, open_store, uncollected
from standoff.track import Dossier, Watch, Watching, scope, with_sides


def dossier_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--dossier NAME`, given on as `dossier`."""
    return click.option("--dossier", metavar="NAME", help="Only what belongs to this dossier (`standoff dossier`).")(
        command
    )


def find_dossier(store: Store, name: str, db: Path) -> Dossier:
    """The dossier of that name. Raises `StoreError` if there is none."""
    known = {d.name: d for d in store.dossiers()}
    if name not in known:
        there = (
            f"; there {'is' if len(known) == 1 else 'are'} {', '.join(known)}"
            if known
            else "; `standoff dossier new` makes one"
        )
        raise StoreError(f"{db}: no dossier {name}{there}")
    return known[name]


def scoped_ledger(
    db: Path, dossier: str | None, *, as_of: str | None = None, kinds: Collection[MergedKind] = MERGED
) -> Ledger:
    """The merged ledger of a file as it was known on a day, or a dossier's part of it. Raises `StoreError`.

    `kinds`: what of it is needed; it may have more.
    """
    with open_store(db) as store:
        return _scoped(store, dossier, db, as_of=as_of, kinds=kinds)


def _scoped(store: Store, dossier: str | None, db: Path, *, as_of: str | None, kinds: Collection[MergedKind]) -> Ledger:
    wanted = find_dossier(store, dossier, db) if dossier else None
    ledger = store.ledger(as_of=as_of, kinds=MERGED if wanted else kinds)  # what is of a dossier, all tell together
    return with_sides(scope(ledger, wanted) if wanted else ledger)


@contextmanager
def watched_ledger(
    db: Path, dossier: str | None, *, as_of: str | None = None, kinds: Collection[MergedKind]
) -> Iterator[tuple[Ledger, Watching]]:
    """As `scoped_ledger`, with what the events say to these kinds; of the whole ledger the file itself tells it."""
    with open_store(db) as store, uncollected():
        if dossier is None and as_of is None:
            yield with_sides(store.ledger(kinds=kinds)), store.watch()
        else:
            ledger = _scoped(store, dossier, db, as_of=as_of, kinds=MERGED)
            yield ledger, Watch(ledger)
