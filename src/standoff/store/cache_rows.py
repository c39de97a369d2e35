"""Merged records as rows of the cache: what lists print, the columns they are filtered by, and what clocks ask for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from standoff.ledger_model import (
    MergedCondition,
    MergedEvent,
    MergedPosition,
    MergedStatement,
    Party,
    StoryTold,
)
from standoff.merge.reviewed import checked_of
from standoff.merged_rows import condition_row, event_row, position_row, statement_row
from standoff.store.codec import encode
from standoff.store.names import fold
from standoff.terms.name_keys import fold as fold_key
from standoff.track.bearing import keys_of
from standoff.track.clock import days_of

Merged = MergedEvent | MergedStatement | MergedPosition | MergedCondition
Name = tuple[str, str]  # role, name
KIND: Mapping[type, str] = {
    MergedEvent: "event",
    MergedStatement: "statement",
    MergedPosition: "position",
    MergedCondition: "condition",
}


def put_merged(
    connection: sqlite3.Connection, records: Iterable[Merged], numbers: Mapping[str, int],
    stories: Mapping[str, StoryTold],
) -> None:  # fmt: skip
    """Keeps merged records; `numbers` of their tellings by id."""
    for record in records:
        members = [numbers[t.id] for t in record.tellings]
        number = _put_row(connection, record, members, stories)
        connection.executemany("UPDATE telling SET merged = ? WHERE number = ?", [(number, m) for m in members])
        _put_names(connection, record, number)
        if isinstance(record, MergedEvent):
            _put_event(connection, record, number)


def _put_row(
    connection: sqlite3.Connection, record: Merged, members: list[int], stories: Mapping[str, StoryTold]
) -> int:  # fmt: skip
    marks = ", ".join("?" * len(members))
    days = (
        "SELECT min(first_day), max(last_day) FROM telling WHERE number IN ({})",
        "SELECT first_day, page, start FROM telling WHERE number IN ({}) ORDER BY first_day DESC, page DESC, start",
    )
    first, last = connection.execute(days[0].format(marks), members).fetchone()
    newest, page, start = connection.execute(days[1].format(marks), members).fetchone()
    realis = record.realis if isinstance(record, MergedEvent) else None
    cursor = connection.execute(
        "INSERT INTO merged (id, kind, code, realis, first_day, last_day, newest, page, start, checked, row)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record.id, KIND[type(record)], _code(record), realis, first, last, newest or "", page, start,
            checked_of(t.checked for t in record.tellings), json.dumps(row_of(record, stories), ensure_ascii=False),
        ),
    )  # fmt: skip
    return int(cursor.lastrowid or 0)


def row_of(record: Merged, stories: Mapping[str, StoryTold]) -> dict[str, Any]:
    """The row of a merged record; a condition's status is not told by it."""
    if isinstance(record, MergedEvent):
        return event_row(record, stories)
    if isinstance(record, MergedStatement):
        return statement_row(record, stories)
    return position_row(record, stories) if isinstance(record, MergedPosition) else condition_row(record, stories)


def _code(record: Merged) -> str | None:
    if isinstance(record, MergedCondition):
        return record.requires.event_type
    return None if isinstance(record, MergedStatement) else record.event_type


def _put_names(connection: sqlite3.Connection, record: Merged, number: int) -> None:
    """The names by which a record is found: its own, and those by which its stories call the same parties."""
    for role, name in sorted({(role, fold(name)) for role, name in _names(record) if name}):
        connection.execute("INSERT OR IGNORE INTO name (folded) VALUES (?)", (name,))
        connection.execute(
            "INSERT OR IGNORE INTO merged_name SELECT number, ?, ? FROM name WHERE folded = ?", (role, number, name)
        )
    if all(t.checked != "corrected" for t in record.tellings):
        connection.execute(
            "INSERT OR IGNORE INTO merged_name SELECT p.name, p.role, ?1 FROM telling t JOIN item i ON i.id = t.id"
            " JOIN party p ON p.item = i.number WHERE t.merged = ?1",
            (number,),
        )


def _names(record: Merged) -> Iterator[Name]:
    if isinstance(record, MergedEvent):
        yield from _of_parties("actor", record.actors)
        yield from _of_parties("recipient", record.recipients)
        yield from (("place", name) for p in record.places for name in (p.name, p.country or ""))
        yield from (("source", a.name or "") for t in record.tellings for a in t.asserted_by if a.kind == "source")
    elif isinstance(record, MergedStatement):
        yield from (("source", link or "") for t in record.tellings for link in t.chain[1:])
    elif isinstance(record, MergedPosition):
        told = record.tellings
        yield from _of_parties("actor", (t.holder for t in told if t.holder))
        yield from _of_parties("recipient", (t.counterpart for t in told if t.counterpart))
        yield from (("actor", t.on_behalf_of or "") for t in told)
        yield from (("act", t.act) for t in told)
        yield from (("source", a.name or "") for t in told for a in t.asserted_by if a.kind == "source")
    else:
        yield from _of_parties("actor", (t.holder for t in record.tellings if t.holder))
        for pattern in (record.requires, record.consequence):
            yield from (("actor", name) for name in pattern.actors)
        yield from (("recipient", name) for name in record.requires.recipients)
        yield from (("place", name) for name in record.requires.places)


def _of_parties(role: str, parties: Iterable[Party]) -> Iterator[Name]:
    for party in parties:
        yield role, party.name
        yield role, party.country or ""


def _put_event(connection: sqlite3.Connection, event: MergedEvent, number: int) -> None:
    """The days, keys and places by which clocks find an event."""
    connection.executemany(
        "INSERT INTO event_day VALUES (?, ?, ?)", [(event.event_type, day, number) for day, _ in days_of(event)]
    )
    connection.executemany("INSERT INTO event_key VALUES (?, ?)", [(key, number) for key in sorted(keys_of(event))])
    connection.executemany(
        "INSERT OR IGNORE INTO event_place VALUES (?, ?, ?, ?)",
        [(fold_key(p.name), p.key, number, encode(p, page="")) for p in event.places],
    )
