"""What waits to be checked by a person, in the order in which it helps most."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from standoff.store.protocol import Choice, Found, MergedKind
from standoff.store.query import where_item

_ENOUGH = 2  # people who check a record
_FROM = (
    "FROM item i JOIN page p ON p.number = i.page WHERE i.kind IN ({kinds}){where}"
    " AND i.id NOT IN (SELECT w.record FROM review w LEFT JOIN review u ON u.undoes = w.number"
    " WHERE w.undoes IS NULL AND u.number IS NULL"
    " GROUP BY w.record HAVING count(DISTINCT w.signed) >= {enough} OR sum(w.signed = ?) > 0)"
)
_SHOWN = "SELECT p.id, i.local, i.id {} ORDER BY coalesce(i.score, 1.0), i.first_day DESC, i.number LIMIT ? OFFSET ?"


def to_check(
    connection: sqlite3.Connection, by: str, kinds: Sequence[MergedKind], choice: Choice
) -> tuple[int, list[Found]]:
    """How many records wait for a person, and those asked for: the least sure first, of equal ones the newest."""
    where, values = where_item(choice)
    found = _FROM.format(kinds=", ".join("?" * len(kinds)), where=where, enough=_ENOUGH)
    asked = [*kinds, *values, by]
    (total,) = connection.execute(f"SELECT count(*) {found}", asked).fetchone()
    limit = -1 if choice.limit is None else choice.limit
    rows = connection.execute(_SHOWN.format(found), [*asked, limit, choice.offset])
    return total, [Found(*row) for row in rows]
