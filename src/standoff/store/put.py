"""Writes one reading into the ledger: raw bytes, page, document, rows, search, in one transaction."""

from __future__ import annotations

import json
import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Sequence

from standoff.contract import seal_of
from standoff.days import day_bounds
from standoff.store.ledger import Party, Row, ledger_rows
from standoff.store.names import fold
from standoff.store.protocol import Document, Outcome
from standoff.store.query import PAGE_COLUMNS, stored_page
from standoff.told import Told


def put_reading(
    connection: sqlite3.Connection, document: Document, *, raw: bytes, at: str, vector: Sequence[float] = ()
) -> Outcome:
    """Stores a reading inside the caller's transaction and says what became of it."""
    page = document["page"]
    stored = connection.execute("SELECT number, text_sha256 FROM page WHERE id = ?", (page["id"],)).fetchone()
    if stored is None:
        number = _put_page(connection, document, raw=raw, at=at)
        _put_document(connection, number, document, at=at, vector=vector)
        return "new"
    number, text_sha256 = stored
    if text_sha256 != page["text_sha256"]:
        return "kept"
    document = _on_stored_page(connection, document)
    outcome = _judge(connection, number, document)
    if outcome == "replaced":
        remove_reading(connection, number)
        _put_document(connection, number, document, at=at, vector=vector)
    return outcome


def _on_stored_page(connection: sqlite3.Connection, document: Document) -> Document:
    """The document with the page as it was first stored (its address may differ now), sealed so."""
    document = {**document, "page": stored_page(connection, document["page"]["id"])}
    return {**document, "seal": seal_of(document)}


def _judge(connection: sqlite3.Connection, number: int, document: Document) -> Outcome:
    """Whether a page's new reading takes the place of the stored one.

    It does if another version made it, unless that is an earlier one, or if the caller told a date.
    """
    made_by = document["made_by"]
    standoff, encoder, terms, text = connection.execute(
        "SELECT standoff, encoder, terms, document FROM reading WHERE page = ?", (number,)
    ).fetchone()
    body = _body(document)
    if text == body:
        return "same"
    if (standoff, encoder, terms) != (made_by["standoff"], made_by["encoder"], made_by["terms"]):
        return "kept" if _version(made_by["standoff"]) < _version(standoff) else "replaced"
    story, old = document["story"], json.loads(text)["story"]
    told = story["published_basis"] == "argument" or (story["publisher"] and story["publisher"] != old["publisher"])
    return "replaced" if told else "same"


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _put_page(connection: sqlite3.Connection, document: Document, *, raw: bytes, at: str) -> int:
    page = document["page"]
    connection.execute("INSERT INTO raw VALUES (?, ?, ?)", (page["id"], len(raw), zlib.compress(raw, 6)))
    values = [int(page[k]) if k == "truncated" else page[k] for k in PAGE_COLUMNS]
    columns = ", ".join((*PAGE_COLUMNS, "stored_at"))
    cursor = connection.execute(f"INSERT INTO page ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*values, at))
    return int(cursor.lastrowid or 0)


def _body(document: Document) -> str:
    """The document without its page, which has a table of its own."""
    return json.dumps({k: v for k, v in document.items() if k != "page"}, ensure_ascii=False, separators=(",", ":"))


def _put_document(
    connection: sqlite3.Connection, number: int, document: Document, *, at: str, vector: Sequence[float]
) -> None:
    """The rows of a reading; its page waits to be merged."""
    told = Told(document)
    story, made_by = document["story"], document["made_by"]
    first, last = day_bounds(story["published_at"]) or (None, None)
    title = told.words(story["title"]) or None
    connection.execute(
        "INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number, made_by["standoff"], made_by["encoder"], made_by["terms"], _body(document),
            document["seal"]["sha256"], title, story["publisher"], story["published_at"], first, last, at,
            array("f", vector).tobytes() if vector else None,
        ),
    )  # fmt: skip
    body = "\n".join(told.text[start:end] for start, end in story["kept"])
    _index(connection, 2 * number + 1, title or "", body)
    for row in ledger_rows(document):
        _put_row(connection, number, row, score=told.by_id[row.local].get("score"))
    connection.execute("INSERT OR IGNORE INTO pending VALUES (?)", (number,))


def _put_row(connection: sqlite3.Connection, page: int, row: Row, *, score: float | None) -> None:
    first, last = row.days or (None, None)
    cursor = connection.execute(
        "INSERT INTO item (page, local, kind, id, code, act, realis, first_day, last_day, row, words, score)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            page, row.local, row.kind, row.id, row.code, row.act, row.realis, first, last,
            json.dumps(row.row, ensure_ascii=False), row.words, score,
        ),
    )  # fmt: skip
    number = int(cursor.lastrowid or 0)
    _put_parties(connection, number, row.parties)
    _index(connection, 2 * number, "", row.words)


def _put_parties(connection: sqlite3.Connection, item: int, parties: Iterable[Party]) -> None:
    for role, folded in dict.fromkeys((p.role, fold(p.name)) for p in parties):
        connection.execute("INSERT OR IGNORE INTO name (folded) VALUES (?)", (folded,))
        connection.execute("INSERT INTO party SELECT number, ?, ? FROM name WHERE folded = ?", (role, item, folded))


def _index(connection: sqlite3.Connection, rowid: int, title: str, body: str) -> None:
    connection.execute("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", (rowid, title, body))


def remove_reading(connection: sqlite3.Connection, page: int) -> None:
    """Takes a page's reading out; its page and bytes stay."""
    connection.execute("DELETE FROM search WHERE rowid IN (SELECT 2 * number FROM item WHERE page = ?)", (page,))
    connection.execute("DELETE FROM search WHERE rowid = ?", (2 * page + 1,))
    connection.execute("DELETE FROM reading WHERE page = ?", (page,))
