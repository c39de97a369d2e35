"""Proves the merged ledger: it is made anew from the readings and people's words, beside the kept one, and compared.

The tables of the cache are made a second time as temporary ones, which stand before those of the file for every query
that merges; so nothing is written to the file, and both are looked at in one moment.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, Final

from standoff.store import merging
from standoff.store.cache_tables import WIPED
from standoff.store.connection import steps
from standoff.store.protocol import Tell
from standoff.verify import Fault

_LEDGER: Final = "ledger"
_MADE: Final = (*WIPED, "merge_state", "pending", "name")  # `name` is written to where a name is new
_OF: Final = "JOIN {0}.merged m ON m.number = x.merged"

# What is compared: the first column names a record or a page, the others must be the same in both.
_ROWS: Final = "SELECT id, kind, code, realis, first_day, last_day, newest, page, start, checked, row FROM {0}.merged"
_PARTS: Final[Mapping[str, Sequence[str]]] = {
    "is made of other reports than the stories and people's words give": (
        f"SELECT m.id, x.id FROM {{0}}.telling x {_OF}",
    ),
    "the names by which it is found are not those of its stories": (
        f"SELECT m.id, x.role, n.folded FROM {{0}}.merged_name x {_OF} JOIN {{0}}.name n ON n.number = x.name",
    ),
    "what clocks ask of it is not what its stories tell": (
        f"SELECT m.id, x.code, x.day FROM {{0}}.event_day x {_OF}",
        f"SELECT m.id, x.key FROM {{0}}.event_key x {_OF}",
        f"SELECT m.id, x.folded, x.key, x.body FROM {{0}}.event_place x {_OF}",
    ),
    "is kept for merging otherwise than its story tells it": (
        "SELECT id, page, kind, rejected, refers, first_day, last_day, start, body FROM {0}.telling",
        "SELECT t.id, x.key FROM {0}.block x JOIN {0}.telling t ON t.number = x.telling",
        "SELECT telling, key, page, body FROM {0}.told_place",
    ),
    "why it is one with another report, or is not, is kept otherwise than it is judged": (
        "SELECT a.id, b.id, x.verdict, x.weight, x.reasons FROM {0}.pair x"
        " JOIN {0}.telling a ON a.number = x.low JOIN {0}.telling b ON b.number = x.high",
        "SELECT low, high, verdict FROM {0}.word",
    ),
    "the story is kept for merging otherwise than it was read": (
        "SELECT page, last_day, body, shingles, vector, sights FROM {0}.told_story",
        "SELECT page, key, day, number FROM {0}.sight",
        "SELECT page, status FROM {0}.standing",
    ),
    "the last day of the merged ledger is another one": ("SELECT 'merged', last_day FROM {0}.merge_state",),
}


def merged_faults(connection: sqlite3.Connection, *, tell: Tell | None = None) -> list[Fault]:
    """What in the merged ledger does not follow from the readings; the connection holds one that is up to date.

    It takes the time of making the merged ledger anew; `tell` hears how far it is. Raises `sqlite3.Error`, and whatever
    telling a reading raises that does not hold.
    """
    connection.execute("BEGIN")
    try:
        _make_beside(connection)
        merging.bring_up(connection, rebuild=True, tell=tell)
        return list(_differences(connection))
    finally:
        connection.execute("ROLLBACK")  # the temporary tables go with it


def _make_beside(connection: sqlite3.Connection) -> None:
    """Empty temporary tables of the cache, with their indexes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as pattern:
        for _, sql in steps():
            pattern.executescript(sql)
        marks = ", ".join("?" * len(_MADE))
        made = pattern.execute(
            f"SELECT type, sql FROM sqlite_schema WHERE tbl_name IN ({marks}) AND sql IS NOT NULL ORDER BY type DESC",
            _MADE,
        ).fetchall()
    for kind, sql in made:
        bare = re.sub(r" REFERENCES \w+ \(\w+\)", "", sql)  # a temporary table may not name one of the file
        where = "CREATE TEMP TABLE " if kind == "table" else "CREATE INDEX temp."
        connection.execute(re.sub(r"^CREATE (TABLE|INDEX) ", where, bare))
    connection.execute("INSERT INTO temp.name SELECT * FROM main.name")
    connection.execute("INSERT INTO temp.merge_state VALUES (1, '', 0, 0, 0, 0, NULL)")


def _differences(connection: sqlite3.Connection) -> Iterator[Fault]:
    """What differs between the kept ledger and the one made anew; of a row that differs the rest is not told."""
    kept, made = _only_in(connection, _ROWS, "main", "temp"), _only_in(connection, _ROWS, "temp", "main")
    told = kept.keys() | made.keys()
    for identifier in sorted(told):
        yield Fault(_LEDGER, identifier, _of_row(kept.get(identifier), made.get(identifier)))
    for why, queries in _PARTS.items():
        sides = (("main", "temp"), ("temp", "main"))
        found = {name for sql in queries for one, other in sides for name in _only_in(connection, sql, one, other)}
        yield from (Fault(_LEDGER, identifier, why) for identifier in sorted(found - told))


def _only_in(connection: sqlite3.Connection, sql: str, one: str, other: str) -> dict[str, tuple[Any, ...]]:
    """Rows that are in one of the two and not in the other, by what they name."""
    found = connection.execute(f"{sql.format(one)} EXCEPT {sql.format(other)}")
    return {str(row[0]): row for row in found}


def _of_row(kept: tuple[Any, ...] | None, made: tuple[Any, ...] | None) -> str:
    """What is wrong with the row of a merged record; None: it is not there."""
    if made is None:
        return "stands in the lists, and no story tells it"
    if kept is None:
        return "is missing in the lists"
    told = json.loads(made[-1])
    try:
        row = json.loads(kept[-1])
        fields = [name for name in {**told, **row} if told.get(name) != row.get(name)]
    except (ValueError, TypeError):
        fields = []
    return "its row in the lists is not what its stories tell" + (f" ({', '.join(fields)})" if fields else "")
