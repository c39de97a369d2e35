"""Badges of a row: who asserts it, how many tell it, whether a person has checked it. A claim is never a fact."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
UNNAMED = "a source that is not named"


def badged(row: Row) -> Row:
    """The merged row with its badges."""
    counts = {k: row[k] for k in ("independent_chains", "reports", "checked")}
    asserted = [{"name": a["name"] or UNNAMED, "kind": a["kind"]} for a in row["asserted_by"]]
    return {**row, "badges": {"asserted_by": asserted, **counts}}


def refused(row: Row) -> Row:
    """The row of one telling that a person rejects: it is in no merged record."""
    return {**row, "badges": {"asserted_by": [], "independent_chains": 1, "reports": 1, "checked": "rejected"}}
