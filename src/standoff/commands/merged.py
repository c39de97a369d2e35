"""Merged records as commands ask for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from standoff.errors import StoreError
from standoff.ledger_model import Ledger, MergedCondition
from standoff.store import MERGED, Choice, MergedKind, Store, uncollected
from standoff.track import Dossier


def merged_list(
    store: Store, kind: MergedKind, choice: Choice, *, as_of: str | None = None, dossier: Dossier | None = None
) -> list[dict[str, Any]]:  # fmt: skip
    """Merged rows of which at least one telling fits the choice, newest first; of a dossier alone, if one is given."""
    from standoff.show.ledger_json import merged_rows
    from standoff.track import scope

    if as_of is None and dossier is None:
        return store.merged(kind, choice)[1]
    fitting = store.rows(kind, replace(choice, limit=None))
    if not fitting:
        return []
    needed: tuple[MergedKind, ...] = (kind, "event") if kind == "condition" else (kind,)
    with uncollected():
        ledger = store.ledger(as_of=as_of, kinds=MERGED if dossier else needed)
        ledger = scope(ledger, dossier) if dossier else ledger
        rows = merged_rows(ledger, kind, until=as_of)
    ids = dict.fromkeys(ledger.redirects.get(row["id"], "") for row in fitting)
    return [rows[i] for i in ids if i in rows][: choice.limit]


def find_condition(ledger: Ledger, identifier: str, db: Path) -> MergedCondition:
    """The condition that an id, or the beginning of one, names; ids of tellings redirect to it."""
    found = {ledger.redirects[i] for i in ledger.redirects if i.startswith("c-") and i == identifier}
    found = found or {ledger.redirects[i] for i in ledger.redirects if i.startswith(identifier) and i.startswith("c-")}
    conditions = [c for c in ledger.conditions if c.id in found]
    if len(conditions) != 1:
        why = f"{len(conditions)} conditions begin with" if conditions else "no condition"
        raise StoreError(f"{db}: {why} {identifier}")
    return conditions[0]
