"""Reads lists out of the ledger."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from standoff.store.names import fold
from standoff.store.protocol import Choice, Document, Found, Hit, Kind
from standoff.told import Told

_MARKS = ("\x02", "\x03")
_SNIPPET = 18  # words of a snippet: one line of a terminal
PAGE_COLUMNS = ("id", "uri", "media_type", "fetched_at", "text", "text_sha256", "text_by", "truncated")
Values = list[object]


def rows_of(connection: sqlite3.Connection, kind: Kind, choice: Choice) -> list[dict[str, Any]]:
    """Rows of one kind that fit the choice, newest first; within a story in the order of the text."""
    where, values = where_item(choice)
    sql = f"SELECT i.row, i.page FROM item i JOIN page p ON p.number = i.page WHERE i.kind = ?{where}"
    sql += " ORDER BY i.first_day DESC, i.page DESC, i.number"
    found = connection.execute(sql, [kind, *values])
    if kind == "entity":
        return _joined([(json.loads(row), page) for row, page in found], choice.limit)
    rows = found.fetchmany(choice.limit) if choice.limit else found.fetchall()
    return [json.loads(row) for row, _ in rows]


def _joined(rows: list[tuple[dict[str, Any], int]], limit: int | None) -> list[dict[str, Any]]:
    """Entities of one id made one, those of most stories first."""
    by_id: dict[str, dict[str, Any]] = {}
    pages: dict[str, set[int]] = {}
    for row, page in rows:
        known = by_id.setdefault(row["id"], {**row, "mentions": 0})
        pages.setdefault(row["id"], set()).add(page)
        known["mentions"] += row["mentions"]
        known["stories"] = len(pages[row["id"]])
    ordered = sorted(by_id.values(), key=lambda r: (-r["stories"], -r["mentions"], r["name"]))
    return ordered[:limit] if limit else ordered


def where_item(choice: Choice) -> tuple[str, Values]:
    """The conditions of a choice on `item i` and `page p`, with their values."""
    parts: list[str] = []
    values: Values = []
    for role in ("actor", "recipient", "place", "source"):
        name = getattr(choice, role)
        if name:
            parts.append(_PARTY)
            values += [role, *like(name)]
    for column in ("code", "act", "realis"):
        value = getattr(choice, column)
        if value:
            parts.append(f"i.{column} = ?")
            values.append(value)
    if choice.since:
        parts.append("i.last_day >= ?")
        values.append(choice.since)
    if choice.until:
        parts.append("i.first_day <= ?")
        values.append(choice.until)
    if choice.story:
        parts.append("(p.id LIKE ? ESCAPE '\\')")
        values.append(escaped("sha256:" + choice.story.removeprefix("sha256:")) + "%")
    return "".join(f" AND {part}" for part in parts), values


_PARTY = (
    "i.number IN (SELECT item FROM party WHERE role = ? AND name IN"
    " (SELECT number FROM name WHERE folded LIKE ? ESCAPE '\\' OR folded = ?))"
)


def like(name: str) -> Values:
    """The patterns by which a name is found: in part; three capital letters are a country's code."""
    folded = fold(name)
    if re.fullmatch(r"[A-Z]{3}", name):
        return [escaped(folded), folded]
    return [f"%{escaped(folded)}%", folded]


def escaped(text: str) -> str:
    """A text in which LIKE finds nothing to read as a pattern."""
    return re.sub(r"([\\%_])", r"\\\1", text)


def stories_of(connection: sqlite3.Connection, choice: Choice) -> list[dict[str, Any]]:
    """Stories that fit the choice, or one of whose records does, newest first."""
    where, values = where_item(Choice(**{f: getattr(choice, f) for f in _OF_RECORDS}))
    of_records = f" AND r.page IN (SELECT i.page FROM item i WHERE 1{where})" if where else ""
    of_story, more = where_item(Choice(since=choice.since, until=choice.until, story=choice.story))
    of_story = of_story.replace("i.", "r.")
    sql = (
        "SELECT r.page, p.id, r.title, r.publisher, r.published_at, p.uri, coalesce(s.status, 'current')"
        " FROM reading r JOIN page p ON p.number = r.page LEFT JOIN standing s ON s.page = p.id"
        f" WHERE 1{of_records}{of_story} ORDER BY r.first_day DESC, r.page DESC"
    )
    found = connection.execute(sql, [*values, *more])
    rows = found.fetchall()[choice.offset :]
    rows = rows[: choice.limit] if choice.limit else rows
    return [_story(connection, *row) for row in rows]


_OF_RECORDS = ("actor", "recipient", "place", "source", "code", "act", "realis")


def _story(connection: sqlite3.Connection, number: int, *columns: object) -> dict[str, Any]:
    counts = dict(connection.execute("SELECT kind, count(*) FROM item WHERE page = ? GROUP BY kind", (number,)))
    row = dict(zip(("id", "title", "publisher", "published_at", "uri", "status"), columns, strict=True))
    kinds = (
        ("events", "event"), ("statements", "statement"), ("positions", "position"), ("conditions", "condition"),
    )  # fmt: skip
    return {**row, **{name: counts.get(kind, 0) for name, kind in kinds}}


def stored_page(connection: sqlite3.Connection, page: str) -> dict[str, Any]:
    """The page of a document as it is stored; raises `LookupError` if it is not there."""
    sql = f"SELECT {', '.join(PAGE_COLUMNS)} FROM page WHERE id = ?"
    found = connection.execute(sql, (page,)).fetchone()
    if found is None:
        raise LookupError(page)
    values = dict(zip(PAGE_COLUMNS, found, strict=True))
    return {**values, "truncated": bool(values["truncated"])}


def document_of(connection: sqlite3.Connection, page: str) -> Document | None:
    """The document of a page as it was put; None if the page has no reading."""
    sql = "SELECT r.document FROM page p JOIN reading r ON r.page = p.number WHERE p.id = ?"
    found = connection.execute(sql, (page,)).fetchone()
    if found is None:
        return None
    body: Document = json.loads(found[0])
    first = {key: body.pop(key) for key in ("schema", "made_by")}
    return {**first, "page": stored_page(connection, page), **body}


def pages_of(connection: sqlite3.Connection, start: str) -> list[str]:
    """Ids of pages that begin so, with or without "sha256:"; else of those whose address is or ends so."""
    bare = start.removeprefix("sha256:").lower()
    if re.fullmatch(r"[0-9a-f]*", bare):
        found = connection.execute(
            "SELECT id FROM page WHERE id LIKE ? ORDER BY number", (f"sha256:{bare}%",)
        ).fetchall()
        if found:
            return [row[0] for row in found]
    tail = f"%/{escaped(start)}"
    sql = "SELECT id FROM page WHERE uri = ? OR uri LIKE ? ESCAPE '\\' ORDER BY number"
    return [row[0] for row in connection.execute(sql, (start, tail))]


def ids_on(connection: sqlite3.Connection, page: str) -> dict[str, str]:
    """The ledger id of every record and entity of a page, by its id in the document."""
    sql = "SELECT i.local, i.id FROM item i JOIN page p ON p.number = i.page WHERE p.id = ? ORDER BY i.number"
    return dict(connection.execute(sql, (page,)).fetchall())


def row_of(connection: sqlite3.Connection, identifier: str) -> dict[str, Any] | None:
    """The row of one record as one story tells it, by its own ledger id."""
    found = connection.execute("SELECT row FROM item WHERE id = ?", (identifier,)).fetchone()
    return json.loads(found[0]) if found else None


def find_record(connection: sqlite3.Connection, identifier: str) -> list[Found]:
    """Records with a ledger id that is or begins so, or that `PAGE:e1` names."""
    page, colon, local = identifier.rpartition(":")
    if colon and re.fullmatch(r"[neskcptf]\d+", local):
        return [found for one in pages_of(connection, page) for found in _on_page(connection, one, local)]
    sql = (
        "SELECT p.id, i.local, i.id FROM item i JOIN page p ON p.number = i.page"
        " WHERE i.id {} ORDER BY p.number, i.number LIMIT 100"
    )
    exact = connection.execute(sql.format("= ?"), (identifier,)).fetchall()
    low, high = identifier, identifier + "\U0010ffff"
    found = exact or connection.execute(sql.format("BETWEEN ? AND ?"), (low, high)).fetchall()
    return [Found(*row) for row in found]


def _on_page(connection: sqlite3.Connection, page: str, local: str) -> Iterator[Found]:
    """The record of a page's document that bears an id there; places, times and figures have no id of the ledger."""
    if local[0] in "ptf":
        document = document_of(connection, page)
        every = Told(document).by_id if document else {}
        yield from ([Found(page, local, f"{page}:{local}")] if local in every else [])
    else:
        sql = "SELECT p.id, i.local, i.id FROM item i JOIN page p ON p.number = i.page WHERE p.id = ? AND i.local = ?"
        yield from (Found(*row) for row in connection.execute(sql, (page, local)))


def naming(connection: sqlite3.Connection, entity: str, limit: int) -> list[Found]:
    """The stories that name an entity, by its whole ledger id, newest first."""
    newest = (  # the index of days alone is walked: the rows of readings are long
        "SELECT page, first_day FROM reading INDEXED BY reading_day WHERE page IN (SELECT page FROM item WHERE id = ?1)"
        " ORDER BY first_day DESC, page DESC LIMIT ?2"
    )
    sql = (
        f"SELECT p.id, i.local, i.id FROM ({newest}) r JOIN page p ON p.number = r.page JOIN item i ON i.page = r.page"
    )
    ordered = f"{sql} WHERE i.id = ?1 ORDER BY r.first_day DESC, r.page DESC"
    return [Found(*row) for row in connection.execute(ordered, (entity, limit))]


def search_in(
    connection: sqlite3.Connection, words: str, *, limit: int, since: str | None = None, until: str | None = None
) -> list[Hit]:
    """Stories and records that hold all the words ("in quotation marks" = together), best first; of these days."""
    query = fts_query(words)
    if not query:
        return []
    days = (since or "", until or "9999-99-99") * 2 if since or until else ()
    sql = (
        "SELECT rowid, snippet(search, -1, ?, ?, '…', ?) FROM search WHERE search MATCH ?"
        f"{_OF_DAYS if days else ''} ORDER BY rank LIMIT ?"
    )
    found = connection.execute(sql, (*_MARKS, _SNIPPET, query, *days, limit)).fetchall()
    return [_hit(connection, rowid, snippet) for rowid, snippet in found]


_OF_DAYS = (
    " AND CASE search.rowid % 2"
    " WHEN 1 THEN EXISTS (SELECT 1 FROM reading WHERE page = search.rowid / 2 AND last_day >= ? AND first_day <= ?)"
    " ELSE EXISTS (SELECT 1 FROM item WHERE number = search.rowid / 2 AND last_day >= ? AND first_day <= ?) END"
)


def fts_query(words: str) -> str:
    """The words as a query of FTS5 in which nothing is an operator; a "*" at a word's end finds its continuations."""
    parts = re.findall(r'"([^"]+)"|(\S+)', words)
    out = []
    for phrase, word in parts:
        text = (phrase or word).replace('"', " ").strip()
        star = "*" if not phrase and text.endswith("*") else ""
        text = text.rstrip("*")
        if any(c.isalnum() for c in text):
            out.append(f'"{text}"{star}')
    return " ".join(out)


def _hit(connection: sqlite3.Connection, rowid: int, snippet: str) -> Hit:
    number, is_story = divmod(rowid, 2)
    kind_and_id = "'story', p.id" if is_story else "i.kind, i.id"
    table = "page p ON p.number = r.page" if is_story else "item i ON i.page = r.page"
    key = "r.page" if is_story else "i.number"
    sql = f"SELECT {kind_and_id}, r.title, r.published_at FROM reading r JOIN {table} WHERE {key} = ?"
    kind, identifier, title, published_at = connection.execute(sql, (number,)).fetchone()
    return Hit(kind, identifier, title or "", snippet, published_at)
