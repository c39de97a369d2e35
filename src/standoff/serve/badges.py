"""Badges of a row: who asserts it, how many tell it, whether a person has checked it. A claim is never a fact."""

from __future__ import annotations

from typing import Any

from standoff.serve.snapshot import Snapshot
from standoff.told import OUTLET

Row = dict[str, Any]


def badged(snapshot: Snapshot, row: Row) -> Row:
    """The row with its badges."""
    tellings = snapshot.tellings[row["id"]]
    reports = len({t.page for t in tellings})
    badges = {
        "asserted_by": asserters(snapshot, row["id"]), "independent_chains": row.get("independent_chains", reports),
        "reports": reports, "checked": "no",
    }  # fmt: skip
    return {**row, "badges": badges}


def asserters(snapshot: Snapshot, identifier: str) -> list[dict[str, str]]:
    """Who asserts a record: an outlet in its own voice, or the last source of a chain; each once."""
    found: dict[tuple[str, str], None] = {}
    for telling in snapshot.tellings[identifier]:
        chain = snapshot.chains.get(telling.id, ())
        if len(chain) > 1:
            found[(chain[-1] or "a source that is not named", "source")] = None
        else:
            found[((chain[0] if chain else None) or OUTLET, "outlet")] = None
    return [{"name": name, "kind": kind} for name, kind in found]
