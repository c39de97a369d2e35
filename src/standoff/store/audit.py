"""Re-checks a ledger's readings without any model: the file, the bytes, the texts, the documents, what is made of each.

What many stories tell together is proved by `rederive`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator

from standoff.days import day_bounds
from standoff.store.ledger import Row, ledger_rows
from standoff.store.names import fold
from standoff.store.protocol import Document
from standoff.store.query import document_of
from standoff.told import Told
from standoff.verify import Fault, verify_document

_LEDGER = "ledger"


def audit_ledger(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Everything that does not hold, the file itself first, then page by page."""
    yield from _file(connection)
    for number, page in connection.execute("SELECT number, id FROM page ORDER BY number").fetchall():
        try:
            yield from _raw(connection, page)
            yield from _reading(connection, number, page)
        except sqlite3.Error as error:
            yield Fault(page, "page", f"cannot be read from the file ({error})")


def _file(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Fault(_LEDGER, "file", str(line))
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Fault(_LEDGER, "file", f"row {rowid} of {table} names a row of {parent} that is not there")
    loose = "SELECT id FROM raw WHERE id NOT IN (SELECT id FROM page)"
    for (identifier,) in connection.execute(loose).fetchall():
        yield Fault(identifier, "raw", "bytes that no page names")


def _raw(connection: sqlite3.Connection, page: str) -> Iterator[Fault]:
    found = connection.execute("SELECT size, zlib FROM raw WHERE id = ?", (page,)).fetchone()
    if found is None:
        yield Fault(page, "raw", "the page's bytes are not there")
        return
    size, packed = found
    try:
        raw = zlib.decompress(packed)
    except zlib.error:
        yield Fault(page, "raw", "the page's bytes cannot be unpacked")
        return
    if len(raw) != size or "sha256:" + hashlib.sha256(raw).hexdigest() != page:
        yield Fault(page, "raw", "the page's bytes are not those that its id names")


def _reading(connection: sqlite3.Connection, number: int, page: str) -> Iterator[Fault]:
    try:
        document = document_of(connection, page)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield Fault(page, "document", f"cannot be read ({error})")
        return
    if document is None:
        yield Fault(page, "document", "the page has no reading")
        return
    faults = verify_document(document)
    yield from faults
    if not faults:
        yield from _columns(connection, number, document)
        yield from _rows(connection, number, document)


def _columns(connection: sqlite3.Connection, number: int, document: Document) -> Iterator[Fault]:
    """What the reading's row says beside the document."""
    told, story, made_by = Told(document), document["story"], document["made_by"]
    found = connection.execute(
        "SELECT standoff, encoder, terms, sha256, title, publisher, published_at, first_day, last_day FROM reading"
        " WHERE page = ?",
        (number,),
    ).fetchone()
    meant = (
        made_by["standoff"], made_by["encoder"], made_by["terms"], document["seal"]["sha256"],
        told.words(story["title"]) or None, story["publisher"], story["published_at"],
        *(day_bounds(story["published_at"]) or (None, None)),
    )  # fmt: skip
    if tuple(found) != meant:
        yield Fault(told.page, "reading", "the columns of its row are not those of its document")
    body = "\n".join(told.text[start:end] for start, end in story["kept"])
    yield from _searched(connection, 2 * number + 1, (meant[4] or "", body), Fault(told.page, "story", ""))


def _rows(connection: sqlite3.Connection, number: int, document: Document) -> Iterator[Fault]:
    """Every row of the lists against the record that it was made from."""
    page = document["page"]["id"]
    told = Told(document)
    sql = (
        "SELECT local, number, kind, id, code, act, realis, first_day, last_day, row, words, score FROM item"
        " WHERE page = ?"
    )
    stored = {local: columns for local, *columns in connection.execute(sql, (number,))}
    for row in ledger_rows(document):
        found = stored.pop(row.local, None)
        if found is None:
            yield Fault(page, row.local, "is missing in the lists")
        elif tuple(found[1:]) != _meant(row, told.by_id[row.local].get("score")):
            yield Fault(page, row.local, "its row in the lists is not what its document says")
        else:
            yield from _searched(connection, 2 * found[0], ("", row.words), Fault(page, row.local, ""))
            yield from _parties(connection, found[0], row, Fault(page, row.local, ""))
    for local in stored:
        yield Fault(page, local, "stands in the lists and not in its document")


def _meant(row: Row, score: float | None) -> tuple[object, ...]:
    first, last = row.days or (None, None)
    text = json.dumps(row.row, ensure_ascii=False)
    return row.kind, row.id, row.code, row.act, row.realis, first, last, text, row.words, score


def _searched(connection: sqlite3.Connection, rowid: int, words: tuple[str, str], fault: Fault) -> Iterator[Fault]:
    found = connection.execute("SELECT title, body FROM search WHERE rowid = ?", (rowid,)).fetchone()
    if found != words:
        yield fault._replace(why="what is searched is not what is stored")


def _parties(connection: sqlite3.Connection, item: int, row: Row, fault: Fault) -> Iterator[Fault]:
    sql = "SELECT role, folded FROM party JOIN name ON number = name WHERE item = ?"
    if set(connection.execute(sql, (item,))) != {(p.role, fold(p.name)) for p in row.parties}:
        yield fault._replace(why="the names by which it is found are not those of its document")
