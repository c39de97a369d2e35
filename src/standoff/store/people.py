"""What people say of the ledger, row by row: judgements, reviews, withdrawals. Rows are added and never changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Final, Literal

from standoff.errors import StoreError
from standoff.ledger_model import Anchor, Judgement, Review, ReviewVerdict, Withdrawal
from standoff.merge.reviewed import FIELDS, LISTS
from standoff.span import Span
from standoff.store.protocol import Document
from standoff.store.query import document_of, find_record

Value = str | Sequence[str] | None
KINDS: Final = {"e": "event", "s": "statement", "k": "position", "c": "condition"}


def put_judgement(
    connection: sqlite3.Connection, left: str, right: str, verdict: Literal["same", "different"], *,
    reasons: Sequence[str], by: str, at: str,
) -> Judgement:  # fmt: skip
    """Keeps a person's word on two tellings."""
    a, b = anchor_of(connection, left), anchor_of(connection, right)
    if left == right:
        raise StoreError(f"{left} is one report, not two")
    if a.kind != b.kind:
        raise StoreError(f"{left} is of the {a.kind}s and {right} of the {b.kind}s: they cannot be one record")
    (left, a), (right, b) = sorted([(left, a), (right, b)], key=lambda side: side[0])
    row = (a.kind, *_side(left, a), *_side(right, b), verdict, _text(list(reasons)), _signed(by), at)
    number = _insert(connection, "judgement", _JUDGED, row)
    return Judgement(
        left, right, verdict, tuple(reasons), by.strip(), at, number=number, left_anchor=a, right_anchor=b
    )  # fmt: skip


_SIDES = tuple(f"{side}_{name}" for side in ("left", "right") for name in ("id", "page", "start", "end"))
_JUDGED = ("kind", *_SIDES, "verdict", "reasons", "signed", "at")
_REVIEWED = (
    "record", "kind", "page", "start", "end", "verdict", "field", "value", "shown_start", "shown_end", "note",
    "signed", "at",
)  # fmt: skip
_WITHDRAWN = ("page", "note", "signed", "at")


def _side(identifier: str, anchor: Anchor) -> tuple[str, str, int, int]:
    return identifier, anchor.page, anchor.span.start, anchor.span.end


def judgements_of(connection: sqlite3.Connection, *, undone: bool) -> list[Judgement]:
    """People's judgements in the order in which they were given; `undone`: those taken back too."""
    rows = _effective(connection, "judgement", _JUDGED, undone=undone)
    return [_judgement(*row) for row in rows]


def _judgement(number: int, undone_by: str | None, undone_at: str | None, *row: Any) -> Judgement:
    kind, left, left_page, a, b, right, right_page, c, d, verdict, reasons, by, at = row
    return Judgement(
        left, right, verdict, tuple(json.loads(reasons)), by, at, number=number,
        left_anchor=Anchor(kind, left_page, Span(a, b)), right_anchor=Anchor(kind, right_page, Span(c, d)),
        undone_by=undone_by, undone_at=undone_at,
    )  # fmt: skip


def put_review(
    connection: sqlite3.Connection, record: str, verdict: ReviewVerdict, *,
    field: str | None, value: Value, span: Span | None, note: str, by: str, at: str,
) -> Review:  # fmt: skip
    """Keeps a person's word on one record of one story."""
    anchor = anchor_of(connection, record)
    value = value if value is None or isinstance(value, str) else tuple(value)
    _check_field(anchor.kind, verdict, field, value)
    shown = (span.start, span.end) if span else (None, None)
    row = (
        record, anchor.kind, anchor.page, *anchor.span, verdict, field, _text(value), *shown, note, _signed(by), at,
    )  # fmt: skip
    number = _insert(connection, "review", _REVIEWED, row)
    return Review(number, record, anchor, verdict, by.strip(), at, field, value, span, note)


def _check_field(kind: str, verdict: str, field: str | None, value: object) -> None:
    if verdict != "corrected":
        if field is not None or value is not None:
            raise StoreError(f"a record that is {verdict} has no corrected field")
        return
    if field not in FIELDS[kind]:
        raise StoreError(f"no field {field} of {kind}s can be corrected; these can: {', '.join(FIELDS[kind])}")
    if (field in LISTS) == (isinstance(value, str) or value is None):
        raise StoreError(f"{field} takes {'a list' if field in LISTS else 'one value'}")


def reviews_of(connection: sqlite3.Connection, record: str | None, *, undone: bool) -> list[Review]:
    """Reviews in the order in which they were given, of one record or of all; `undone`: those taken back too."""
    found = [_review(*row) for row in _effective(connection, "review", _REVIEWED, undone=undone)]
    return [r for r in found if record is None or r.record == record]


def _review(number: int, undone_by: str | None, undone_at: str | None, *row: Any) -> Review:
    record, kind, page, a, b, verdict, field, value, c, d, note, by, at = row
    told = json.loads(value)
    return Review(
        number, record, Anchor(kind, page, Span(a, b)), verdict, by, at, field,
        tuple(told) if isinstance(told, list) else told, None if c is None else Span(c, d), note, undone_by, undone_at,
    )  # fmt: skip


def put_withdrawal(connection: sqlite3.Connection, page: str, *, note: str, by: str, at: str) -> Withdrawal:
    """Keeps a person's word that a story was withdrawn; raises `StoreError` if it is already."""
    if document_of(connection, page) is None:
        raise StoreError(f"no page {page}")
    if any(w.page == page for w in withdrawals_of(connection, undone=False)):
        raise StoreError(f"{page} is withdrawn already")
    number = _insert(connection, "withdrawal", _WITHDRAWN, (page, note, _signed(by), at))
    return Withdrawal(number, page, by.strip(), at, note)


def withdrawals_of(connection: sqlite3.Connection, *, undone: bool) -> list[Withdrawal]:
    """Withdrawals in the order in which they were made."""
    out = []
    for number, undone_by, undone_at, page, note, by, at in _effective(
        connection, "withdrawal", _WITHDRAWN, undone=undone
    ):
        out.append(Withdrawal(number, page, by, at, note, undone_by, undone_at))
    return out


def withdrawal_of(connection: sqlite3.Connection, page: str) -> int:
    """The number of a story's withdrawal; raises `StoreError` if it is not withdrawn."""
    found = [w.number for w in withdrawals_of(connection, undone=False) if w.page == page]
    if not found:
        raise StoreError(f"{page} is not withdrawn")
    return found[0]


Table = Literal["judgement", "review", "withdrawal"]
_COLUMNS = {"judgement": _JUDGED, "review": _REVIEWED, "withdrawal": _WITHDRAWN}


def put_undo(connection: sqlite3.Connection, table: Table, number: int, *, by: str, at: str) -> None:
    """Takes a word back by a row of its own; raises `StoreError` if there is none of that number, or not any more."""
    columns = _COLUMNS[table]
    sql = f"SELECT {', '.join(columns)}, undoes FROM {table} WHERE number = ?"
    found = connection.execute(sql, (number,)).fetchone()
    if found is None or found[-1] is not None:
        raise StoreError(f"no {table} {number}")
    if connection.execute(f"SELECT 1 FROM {table} WHERE undoes = ?", (number,)).fetchone():
        raise StoreError(f"{table} {number} was taken back before")
    row = (*found[:-3], _signed(by), at, number)
    _insert(connection, table, (*columns, "undoes"), row)


def anchor_of(connection: sqlite3.Connection, identifier: str) -> Anchor:
    """Where the record stands that an id of the lists names; raises `StoreError` if there is none."""
    found = [f for f in find_record(connection, identifier) if f.id == identifier]
    kind = KINDS.get(identifier[:1])
    if not found or kind is None:
        raise StoreError(f"no event, statement, position or condition {identifier}")
    document = document_of(connection, found[0].page)
    if document is None:
        raise StoreError(f"no page {found[0].page}")
    return Anchor(kind, found[0].page, _standing(document, kind, found[0].local))


def _standing(document: Document, kind: str, local: str) -> Span:
    """The characters by which a record is known: the trigger of an event, the whole of what is said, else its span."""
    record = next(r for r in document[f"{kind}s"] if r["id"] == local)
    if kind == "event":
        return Span(*record["trigger"])
    if kind == "statement":
        return Span(record["content"][0][0], record["content"][-1][1])
    return Span(*record["span"])


def _effective(
    connection: sqlite3.Connection, table: Table, columns: Sequence[str], *, undone: bool
) -> list[tuple[Any, ...]]:
    """Rows that are words of their own, with who took them back and when."""
    named = ", ".join(f"w.{column}" for column in columns)
    sql = (
        f"SELECT w.number, u.signed, u.at, {named} FROM {table} w LEFT JOIN {table} u ON u.undoes = w.number"
        f" WHERE w.undoes IS NULL{'' if undone else ' AND u.number IS NULL'} ORDER BY w.number"
    )
    return connection.execute(sql).fetchall()


def _insert(connection: sqlite3.Connection, table: str, columns: Sequence[str], row: Sequence[object]) -> int:
    marks = ", ".join("?" * len(row))
    cursor = connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", row)
    return int(cursor.lastrowid or 0)


def _signed(by: str) -> str:
    """Who judges; raises `StoreError` if nobody is named."""
    if not by.strip():
        raise StoreError("a judgement needs the name of who gives it (--by NAME)")
    return by.strip()


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
