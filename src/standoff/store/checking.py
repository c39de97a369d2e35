"""What waits to be checked by a person, in the order in which it helps most."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from standoff.store.protocol import Choice, Found, MergedKind
from standoff.store.query import where_item

_ENOUGH = 2  # people who check a record
_CHECKED = (
    "SELECT w.record FROM review w LEFT JOIN review u ON u.undoes = w.number"
    " WHERE w.undoes IS NULL AND u.number IS NULL"
    " GROUP BY w.record HAVING count(DISTINCT w.signed) >= ? OR sum(w.signed = ?) > 0"
)
# The "+" leaves the order to the index item_to_check, or the choice to that of the ids.
_SHOWN = (
    "SELECT p.id, i.local, i.id FROM item i JOIN page p ON p.number = i.page"
    " WHERE i.kind <> 'entity' AND +i.kind IN ({kinds}){where} AND i.id NOT IN (SELECT value FROM json_each(?))"
    " ORDER BY coalesce(i.score, 1.0), i.first_day DESC, i.number LIMIT ? OFFSET ?"
)
_FITTING = "SELECT count(*) FROM item i{pages} WHERE i.kind IN ({kinds}){where}"
_FITTING_CHECKED = (
    "SELECT count(*) FROM item i{pages} WHERE +i.kind IN ({kinds}){where} AND i.id IN (SELECT value FROM json_each(?))"
)


def to_check(
    connection: sqlite3.Connection, by: str, kinds: Sequence[MergedKind], choice: Choice
) -> tuple[int, list[Found]]:
    """How many records wait for a person, and those asked for: the least sure first, of equal ones the newest."""
    where, values = where_item(choice)
    checked = json.dumps([record for (record,) in connection.execute(_CHECKED, (_ENOUGH, by))])
    marks, asked = ", ".join("?" * len(kinds)), [*kinds, *values]
    pages = " JOIN page p ON p.number = i.page" if choice.story else ""
    fitting, done = (
        connection.execute(sql.format(kinds=marks, where=where, pages=pages), found).fetchone()[0]
        for sql, found in ((_FITTING, asked), (_FITTING_CHECKED, [*asked, checked]))
    )
    limit = -1 if choice.limit is None else choice.limit
    rows = connection.execute(_SHOWN.format(kinds=marks, where=where), [*asked, checked, limit, choice.offset])
    return fitting - done, [Found(*row) for row in rows]
