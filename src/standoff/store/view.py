"""Reads the merged ledger out of the cache: lists with their filters, one record, everything."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from standoff.ledger_model import Judgement, Ledger
from standoff.merge.events import event_of, event_order
from standoff.merge.matters import conditions_in_order, merged_condition, merged_position, positions_in_order
from standoff.merge.statements import merged_statement, statements_in_order
from standoff.store import cache_tables as tables
from standoff.store.protocol import MERGED, Choice, MergedKind
from standoff.store.query import Values, escaped, fts_query, like

_SHOWN = "SELECT m.row FROM merged m WHERE {} ORDER BY m.newest DESC, m.page DESC, m.start, m.id LIMIT ? OFFSET ?"
_ANY = ("actor", "recipient", "place", "source")


def merged_of(connection: sqlite3.Connection, kind: MergedKind, choice: Choice) -> list[dict[str, Any]]:
    """The rows of merged records of a kind that fit the choice and are asked for, newest first."""
    where, values = _where(kind, choice)
    limit = -1 if choice.limit is None else choice.limit
    rows = connection.execute(_SHOWN.format(where), [*values, limit, choice.offset])
    return [json.loads(row) for (row,) in rows]


def total_of(connection: sqlite3.Connection, kind: MergedKind, choice: Choice) -> int:
    """How many merged records of a kind fit the choice."""
    where, values = _where(kind, choice)
    (total,) = connection.execute(f"SELECT count(*) FROM merged m WHERE {where}", values).fetchone()
    return int(total)


def ids_of(connection: sqlite3.Connection, kind: MergedKind, choice: Choice) -> list[str]:
    """The ids of all merged records that fit the choice, newest first."""
    where, values = _where(kind, choice)
    sql = _SHOWN.format(where).replace("m.row", "m.id")
    return [i for (i,) in connection.execute(sql, [*values, -1, 0])]


def _where(kind: MergedKind, choice: Choice) -> tuple[str, Values]:
    """The conditions of a choice on `merged m`, with their values."""
    parts, values = ["m.kind = ?"], [kind]  # type: tuple[list[str], Values]
    for role in _ANY:
        if name := getattr(choice, role):
            parts.append(_named("role = ?"))
            values += [role, *like(name)]
    if choice.act:
        parts.append(_named("role = ?"))
        values += ["act", *like(choice.act)]
    if choice.party:
        parts.append(_named("role IN ('actor', 'recipient')"))
        values += like(choice.party)
    if choice.parties:
        parts.append(_among(choice.parties, values))
    for column in ("code", "realis", "checked"):
        if value := getattr(choice, column):
            parts.append(f"m.{column} = ?")
            values.append(value)
    if choice.since or choice.until:
        parts.append(_days(kind, choice, values))
    for part, value in _of_tellings(choice):
        parts.append(part)
        values.append(value)
    return " AND ".join(parts), values


def _of_tellings(choice: Choice) -> Iterator[tuple[str, str]]:
    """The conditions of a choice on what tells a record, each with its value."""
    if words := fts_query(choice.words or ""):
        yield _HEARD, words
    if choice.publisher:
        yield _OUTLET, f"%{escaped(choice.publisher)}%"
    if choice.ids is not None:
        yield _THESE, json.dumps(choice.ids)
    if choice.story:
        start = "sha256:" + choice.story.removeprefix("sha256:")
        yield "m.number IN (SELECT merged FROM telling WHERE page LIKE ? ESCAPE '\\')", escaped(start) + "%"


_HEARD = (
    "m.number IN (SELECT t.merged FROM search JOIN item i ON i.number = search.rowid / 2 JOIN telling t ON t.id = i.id"
    " WHERE search MATCH ? AND search.rowid % 2 = 0)"
)
_THESE = "m.number IN (SELECT number FROM merged WHERE id IN (SELECT value FROM json_each(?)))"
_OUTLET = (  # in this order: the stories of the outlet first
    "m.number IN (SELECT t.merged FROM reading r CROSS JOIN page p ON p.number = r.page"
    " CROSS JOIN telling t ON t.page = p.id WHERE r.publisher LIKE ? ESCAPE '\\')"
)


def _named(role: str) -> str:
    """Merged records with a name that is like the one asked for, in a role."""
    names = "SELECT number FROM name WHERE folded LIKE ? ESCAPE '\\' OR folded = ?"
    return f"m.number IN (SELECT merged FROM merged_name WHERE {role} AND name IN ({names}))"


def _among(parties: Sequence[str], values: Values) -> str:
    """Records of two or more of the parties: who acts on, speaks to, or sets terms to whom."""
    found = []
    for number, party in enumerate(parties):
        names = "SELECT number FROM name WHERE folded LIKE ? ESCAPE '\\' OR folded = ?"
        roles = "role IN ('actor', 'recipient', 'place')"
        found.append(f"SELECT DISTINCT merged, {number} AS who FROM merged_name WHERE {roles} AND name IN ({names})")
        values += like(party)
    both, least = " UNION ALL ".join(found), min(2, len(found))
    return f"m.number IN (SELECT merged FROM ({both}) GROUP BY merged HAVING count(DISTINCT who) >= {least})"


def _days(kind: str, choice: Choice, values: Values) -> str:
    """Records of which a telling is of these days: one that begins on them, or before them and reaches into them."""
    first, last = choice.since or "", choice.until or "9999-99-99"
    values += [kind, first, last, kind, first, first]
    begins = "SELECT merged FROM telling WHERE kind = ? AND first_day BETWEEN ? AND ?"
    reaches = "SELECT merged FROM telling WHERE kind = ? AND last_day <> first_day AND last_day >= ? AND first_day < ?"
    return f"m.number IN ({begins} UNION ALL {reaches})"


def home_of(connection: sqlite3.Connection, identifier: str) -> list[str]:
    """The ids of merged records that an id, or the beginning of one, leads to: a telling's leads to its record."""
    sql = "SELECT DISTINCT m.id FROM telling t JOIN merged m ON m.number = t.merged WHERE t.id {}"
    exact = [i for (i,) in connection.execute(sql.format("= ?"), (identifier,))]
    if exact:
        return exact
    return [i for (i,) in connection.execute(sql.format("BETWEEN ? AND ?"), (identifier, identifier + "\U0010ffff"))]


def row_of(connection: sqlite3.Connection, identifier: str) -> dict[str, Any] | None:
    """The row of a merged record by its own id."""
    found = connection.execute("SELECT row FROM merged WHERE id = ?", (identifier,)).fetchone()
    return json.loads(found[0]) if found else None


def told_by(connection: sqlite3.Connection, identifier: str) -> list[str]:
    """The ids of the tellings of a merged record, first told first."""
    sql = "SELECT t.number FROM telling t JOIN merged m ON m.number = t.merged WHERE m.id = ?"
    told = tables.tellings_by_number(connection, [n for (n,) in connection.execute(sql, (identifier,))])
    records = _records(connection, {identifier: list(told.values())})
    return [t.id for t in records[0].tellings] if records else []


def merged_records(connection: sqlite3.Connection, identifiers: Sequence[str]) -> list[Any]:
    """Merged records of one kind as values, by their own ids; their sources are counted with their stories at hand."""
    sql = "SELECT t.number, m.id FROM telling t JOIN merged m ON m.number = t.merged WHERE m.id IN ({})"
    homes = dict(tables.chosen(connection, sql, identifiers))
    told: dict[str, list[Any]] = defaultdict(list)
    for number, telling in tables.tellings_by_number(connection, homes).items():
        told[homes[number]].append(telling)
    return _records(connection, told)


def _records(connection: sqlite3.Connection, told: Mapping[str, Sequence[Any]]) -> list[Any]:
    if not told:
        return []
    letter = next(iter(told))[0]
    pages = {t.page for every in told.values() for t in every} if letter == "e" else ()
    stories = tables.stories_told(connection, pages)
    redirects = _redirects(connection, "condition") if letter == "k" else {}
    makers: dict[str, Callable[[Any], Any]] = {
        "e": lambda every: event_of(every, stories),
        "s": merged_statement,
        "k": lambda every: merged_position(every, redirects),
        "c": merged_condition,
    }
    return [makers[letter](every) for every in told.values()]


def _redirects(connection: sqlite3.Connection, kind: str) -> dict[str, str]:
    sql = "SELECT t.id, m.id FROM telling t JOIN merged m ON m.number = t.merged WHERE m.kind = ?"
    return dict(connection.execute(sql, (kind,)).fetchall())


def ledger_of(
    connection: sqlite3.Connection, judgements: Sequence[Judgement], kinds: Collection[MergedKind] = MERGED
) -> Ledger:
    """The ledger as values, as `merge_tellings` gives it, with the records of these kinds; `judgements` are people's.

    Without events the judgements of the rules on these are left out, too.
    """
    stories = tables.stories_told(connection)
    told: dict[str, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    marks = ", ".join("?" * len(kinds))
    sql = f"SELECT number, kind, merged FROM telling WHERE merged IS NOT NULL AND kind IN ({marks}) ORDER BY id"
    homes = {number: (kind, merged) for number, kind, merged in connection.execute(sql, list(kinds))}
    for number, telling in tables.tellings_by_number(connection, homes).items():
        kind, merged = homes[number]
        told[kind][merged].append(telling)
    redirects = _redirects(connection, "condition")
    conditions = conditions_in_order(merged_condition(every) for every in told["condition"].values())
    statements = statements_in_order(merged_statement(every) for every in told["statement"].values())
    positions = positions_in_order(merged_position(every, redirects) for every in told["position"].values())
    events = tuple(sorted((event_of(every, stories) for every in told["event"].values()), key=event_order))
    every: tuple[Any, ...] = (*positions, *statements, *events)
    redirects |= {t.id: record.id for record in every for t in record.tellings}
    ordered = sorted(stories.values(), key=lambda s: (s.published_at or "9999", s.page))
    pairs = pairs_of(connection) if "event" in kinds else []
    return Ledger(tuple(ordered), events, statements, positions, conditions, (*pairs, *judgements), redirects)


_PAIRS = (
    "SELECT a.id, b.id, verdict, reasons, weight FROM pair JOIN telling a ON a.number = low"
    " JOIN telling b ON b.number = high"
)


def pairs_of(connection: sqlite3.Connection) -> list[Judgement]:
    """The rules' judgements, in the order of their ids."""
    return [_judgement(*row) for row in connection.execute(f"{_PAIRS} ORDER BY a.id, b.id")]


def pairs_with(connection: sqlite3.Connection, tellings: Sequence[str]) -> list[Judgement]:
    """The rules' judgements of pairs in which one of these tellings is, in the order of their ids."""
    numbers = [n for (n,) in tables.chosen(connection, "SELECT number FROM telling WHERE id IN ({})", tellings)]
    sides = (f"{_PAIRS} WHERE {side} IN ({{}})" for side in ("low", "high"))
    found = {row[:2]: row for sql in sides for row in tables.chosen(connection, sql, numbers)}
    return [_judgement(*found[pair]) for pair in sorted(found)]


def _judgement(low: str, high: str, verdict: Any, reasons: str, weight: float) -> Judgement:
    return Judgement(low, high, verdict, tuple(json.loads(reasons)), weight=weight)


def homes_of(connection: sqlite3.Connection, tellings: Sequence[str]) -> dict[str, str]:
    """The ids of the merged records that tellings are in, by the ids of the tellings."""
    sql = "SELECT t.id, m.id FROM telling t JOIN merged m ON m.number = t.merged WHERE t.id IN ({})"
    return dict(tables.chosen(connection, sql, tellings))
