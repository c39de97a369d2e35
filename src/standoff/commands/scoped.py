"""The merged ledger, or the part of it that belongs to a dossier."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import click

from standoff.errors import StoreError
from standoff.ledger_model import Ledger
from standoff.store import MERGED, MergedKind, Store, open_store
from standoff.track import Dossier, scope


def dossier_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--dossier NAME`, given on as `dossier`."""
    return click.option("--dossier", metavar="NAME", help="Only what belongs to this dossier (`standoff dossier`).")(
        command
    )


def find_dossier(store: Store, name: str, db: Path) -> Dossier:
    """The dossier of that name. Raises `StoreError` if there is none."""
    known = {d.name: d for d in store.dossiers()}
    if name not in known:
        there = f"; there are {', '.join(known)}" if known else "; `standoff dossier new` makes one"
        raise StoreError(f"{db}: no dossier {name}{there}")
    return known[name]


def scoped_ledger(
    db: Path, dossier: str | None, *, as_of: str | None = None, kinds: Collection[MergedKind] = MERGED
) -> Ledger:
    """The merged ledger of a file as it was known on a day, or a dossier's part of it. Raises `StoreError`.

    `kinds`: what of it is needed; it may have more.
    """
    with open_store(db) as store:
        wanted = find_dossier(store, dossier, db) if dossier else None
        ledger = store.ledger(as_of=as_of, kinds=MERGED if wanted else kinds)  # what is of a dossier, all tell together
    return scope(ledger, wanted) if wanted else ledger
