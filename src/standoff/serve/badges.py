"""Badges of a row: who asserts it, how many tell it, whether a person has checked it. A claim is never a fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from standoff.ledger_model import Checked, Review
from standoff.merge.reviewed import checked_by
from standoff.serve.snapshot import Snapshot
from standoff.told import OUTLET

Row = dict[str, Any]
UNNAMED = "a source that is not named"


def badged(snapshot: Snapshot, row: Row) -> Row:
    """The row with its badges, and `told_on`: the day of the first story that tells it, where one has a day."""
    tellings = [t.id for t in snapshot.tellings[row["id"]]]
    badges = {k: row[k] for k in ("independent_chains", "reports", "checked")}
    days = (snapshot.stories[t.page].published_at for t in snapshot.tellings[row["id"]])
    told_on = min((day for day in days if day), default=None)
    return {**row, "told_on": told_on, "badges": {"asserted_by": asserters(snapshot, tellings), **badges}}


def refused(snapshot: Snapshot, row: Row) -> Row:
    """The row of one telling that a person rejects, with its badges: it is in no merged record."""
    asserted = asserters(snapshot, [row["id"]])
    return {**row, "badges": {"asserted_by": asserted, "independent_chains": 1, "reports": 1, "checked": "rejected"}}


def asserters(snapshot: Snapshot, tellings: Sequence[str]) -> list[dict[str, str]]:
    """Who asserts a record: an outlet in its own voice, the last source of a chain, people who hold it right."""
    found: dict[tuple[str, str], None] = {}
    for telling in tellings:
        chain = snapshot.sources[telling].chain
        if len(chain) > 1:
            found[(chain[-1] or UNNAMED, "source")] = None
        else:
            found[(chain[0] or OUTLET, "outlet")] = None
    people = {w.by for t in tellings for w in snapshot.words.get(t, ()) if w.verdict != "rejected"}
    found |= {(name, "person"): None for name in sorted(people)}
    return [{"name": name, "kind": kind} for name, kind in found]


def checked(snapshot: Snapshot, telling: str) -> Checked:
    """What people said of one telling."""
    words: Sequence[Review] = snapshot.words.get(telling, ())
    return checked_by(words)
