"""The tables of the merged ledger's cache: tellings, blocks, pairs and words of people, in and out."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from standoff.days import day_bounds
from standoff.ledger_model import (
    ConditionTelling,
    EventTelling,
    Judgement,
    LedgerPlace,
    Party,
    PositionTelling,
    Sight,
    StatementTelling,
    StoryTold,
)
from standoff.merge import StoryTellings, tellings_of
from standoff.merge.anchors import KIND_OF, AnyTelling, evidence_of
from standoff.merge.cards import towns_around
from standoff.merge.matters import condition_block, position_block
from standoff.merge.statements import statement_block, statement_days
from standoff.store.codec import decode, encode
from standoff.track.bearing import keys_of_place

CLASSES: Final[Mapping[str, type[Any]]] = {kind: cls for cls, kind in KIND_OF.items()}
_MANY = 500  # values of one "IN (…)": below the limit of every build of SQLite
_TOWN = 4  # resolution; 5 is below a town
WIPED: Final = (
    "standing", "told_story", "telling", "block", "pair", "told_place", "word", "merged", "merged_name", "event_day",
    "event_key", "event_place", "sight",
)  # fmt: skip


def wipe(connection: sqlite3.Connection) -> None:
    """Empties the cache; readings and people's words stay."""
    for table in WIPED:
        connection.execute(f"DELETE FROM {table}")


def chosen(
    connection: sqlite3.Connection, sql: str, values: Iterable[object], *, before: Sequence[object] = ()
) -> Iterator[tuple[Any, ...]]:
    """Rows of a query whose `{}` takes a list of values, in pieces that every SQLite can take.

    `before`: the values of the marks that stand before it.
    """
    every = list(values)
    for at in range(0, len(every), _MANY):
        piece = every[at : at + _MANY]
        yield from connection.execute(sql.format(", ".join("?" * len(piece))), [*before, *piece]).fetchall()


# ---------------------------------------------------------------- stories and tellings


def put_story(connection: sqlite3.Connection, told: StoryTellings, *, rejected: Iterable[AnyTelling]) -> None:
    """Keeps a story with its tellings as people reviewed them; those rejected are kept to be known by their ids."""
    s = told.story
    body = [s.published_at, s.publisher, s.title, sorted(s.agencies)]
    _, last = day_bounds(s.published_at) or (None, None)
    connection.execute(
        "INSERT INTO told_story VALUES (?, ?, ?, ?, ?, ?)",
        (s.page, last, json.dumps(body, ensure_ascii=False), s.shingles, array("f", s.vector).tobytes(), _sights(s)),
    )
    keys = ((key, n, sight) for n, sight in enumerate(s.sights) for key in keys_of_place(sight.place))
    seen = [(key, day, s.page, n) for key, n, sight in keys for day in sight.days]
    connection.executemany("INSERT INTO sight VALUES (?, ?, ?, ?)", seen)
    rows = [_telling_row(t, rejected=0) for t in tellings_of(told)] + [_telling_row(t, rejected=1) for t in rejected]
    connection.executemany(
        "INSERT INTO telling (id, page, kind, rejected, refers, first_day, last_day, start, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    places = {(p.key, e.id): p for e in told.events for p in e.places if p.resolution and p.resolution >= _TOWN}
    connection.executemany(
        "INSERT INTO told_place VALUES (?, ?, ?, ?)",
        [(key, telling, s.page, encode(place, page=s.page)) for (key, telling), place in places.items()],
    )


def _sights(story: StoryTold) -> str:
    return json.dumps([encode(sight, page=story.page) for sight in story.sights], ensure_ascii=False)


def _telling_row(telling: AnyTelling, *, rejected: int) -> tuple[object, ...]:
    first, last = _days(telling) or (None, None)
    start = min((e.span.start for e in evidence_of(telling)), default=0)
    refers = telling.condition if isinstance(telling, PositionTelling) else None
    kind = KIND_OF[type(telling)]
    return telling.id, telling.page, kind, rejected, refers, first, last, start, encode(telling, page=telling.page)


def _days(telling: AnyTelling) -> tuple[str, str] | None:
    """First and last day of what is told, else of the story."""
    if isinstance(telling, EventTelling):
        told = [b for b in map(day_bounds, telling.days or (telling.published_at,)) if b]
        return (min(b[0] for b in told), max(b[1] for b in told)) if told else None
    if isinstance(telling, StatementTelling):
        return day_bounds(telling.day) or day_bounds(telling.published_at)
    return day_bounds(telling.day)


def drop_story(connection: sqlite3.Connection, page: str) -> None:
    """Takes a story and its tellings out, with what hangs on them."""
    numbers = [n for (n,) in connection.execute("SELECT number FROM telling WHERE page = ?", (page,))]
    unblock(connection, numbers)
    for table in ("telling", "told_place", "told_story", "sight"):
        connection.execute(f"DELETE FROM {table} WHERE page = ?", (page,))


def unblock(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Forgets where tellings may meet and which pairs they are in."""
    for sql in (
        "DELETE FROM block WHERE telling = ?", "DELETE FROM pair WHERE low = ?", "DELETE FROM pair WHERE high = ?",
    ):  # fmt: skip
        connection.executemany(sql, [(number,) for number in numbers])


def same_story(connection: sqlite3.Connection, told: StoryTellings, rejected: Sequence[AnyTelling]) -> bool:
    """Whether the cache holds the story just so."""
    s = told.story
    sql = "SELECT body, shingles, vector, sights FROM told_story WHERE page = ?"
    found = connection.execute(sql, (s.page,)).fetchone()
    body = json.dumps([s.published_at, s.publisher, s.title, sorted(s.agencies)], ensure_ascii=False)
    if found != (body, s.shingles, array("f", s.vector).tobytes(), _sights(s)):
        return False
    held = set(connection.execute("SELECT id, body, rejected FROM telling WHERE page = ?", (s.page,)))
    return held == {
        (t.id, encode(t, page=s.page), out) for out, every in ((0, tellings_of(told)), (1, rejected)) for t in every
    }


def stories_told(connection: sqlite3.Connection, pages: Iterable[str] | None = None) -> dict[str, StoryTold]:
    """Stories by the id of their page: those asked for, or all."""
    sql = "SELECT page, body, shingles, vector, sights FROM told_story"
    rows = connection.execute(sql) if pages is None else chosen(connection, f"{sql} WHERE page IN ({{}})", pages)
    out = {}
    for page, body, shingles, vector, sights in rows:
        published_at, publisher, title, agencies = json.loads(body)
        seen = tuple(decode(Sight, sight, page=page) for sight in json.loads(sights))
        out[page] = StoryTold(
            page, published_at, publisher, title, shingles, frozenset(agencies), tuple(array("f", vector)), seen
        )  # fmt: skip
    return out


def sights_on(
    connection: sqlite3.Connection, keys: Sequence[str] | None, days: Iterable[str]
) -> list[Sight]:  # fmt: skip
    """The sights of places with these keys (None: of any) on days, in the order of their stories."""
    keyed = f" AND key IN ({', '.join('?' * len(keys))})" if keys is not None else ""
    sql = f"SELECT DISTINCT page, number FROM sight WHERE day IN ({{}}){keyed}"
    wanted: dict[str, set[int]] = {}
    for day in days:
        for page, number in connection.execute(sql.format("?"), (day, *(keys or ()))):
            wanted.setdefault(page, set()).add(number)
    rows = chosen(connection, "SELECT page, body, sights FROM told_story WHERE page IN ({})", wanted)
    stories = sorted((json.loads(body)[0] or "9999", page, sights) for page, body, sights in rows)
    return [
        decode(Sight, sight, page=page)
        for _, page, sights in stories for n, sight in enumerate(json.loads(sights)) if n in wanted[page]
    ]  # fmt: skip


_TELLING = "SELECT number, kind, page, body FROM telling WHERE rejected = 0"


def tellings_by_number(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, AnyTelling]:
    """Tellings by their numbers."""
    return _decoded(chosen(connection, f"{_TELLING} AND number IN ({{}})", numbers))


def tellings_on(connection: sqlite3.Connection, pages: Iterable[str], kind: str) -> dict[int, AnyTelling]:
    """All tellings of a kind on pages."""
    return _decoded(chosen(connection, f"{_TELLING} AND kind = ? AND page IN ({{}})", pages, before=[kind]))


def every_telling(connection: sqlite3.Connection, page: str) -> list[AnyTelling]:
    """The tellings of a page, those rejected too."""
    sql = "SELECT number, kind, page, body FROM telling WHERE page = ?"
    return list(_decoded(connection.execute(sql, (page,))).values())


def _decoded(rows: Iterable[tuple[Any, ...]]) -> dict[int, AnyTelling]:
    return {number: decode(CLASSES[kind], body, page=page) for number, kind, page, body in rows}


def parties_of_events(connection: sqlite3.Connection) -> Iterator[tuple[str, Party]]:
    """Who acts or is acted on in events that count, with the page that tells it."""
    names = [field.name for field in fields(EventTelling)]
    known: dict[str, list[Party]] = {}
    for role in ("actors", "recipients"):
        sql = f"SELECT DISTINCT page, json_extract(body, '$[{names.index(role)}]') FROM telling WHERE kind = 'event'"
        for page, told in connection.execute(f"{sql} AND merged IS NOT NULL"):
            if told not in known:
                known[told] = [decode(Party, json.dumps(party), page="") for party in json.loads(told)]
            yield from ((page, party) for party in known[told])


# ---------------------------------------------------------------- blocks, pairs, words


def key_number(key: str) -> int:
    """A block's key as a number of 63 bits; two keys of one number would only be compared in vain."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def block_keys(telling: StatementTelling | PositionTelling | ConditionTelling) -> list[int]:
    """The one block of a position or condition; of a statement that of its source, and those of its days."""
    if isinstance(telling, StatementTelling):
        whole = "s|" + "|".join(statement_block(telling))
        return [key_number(whole), *(key_number(f"{whole}|{day}") for day in statement_days(telling) or ("",))]
    return [key_number(position_block(telling) if isinstance(telling, PositionTelling) else condition_block(telling))]


def meeting_keys(telling: StatementTelling) -> list[int]:
    """The blocks in which are all statements whose days may agree with those of this one."""
    whole, *days = block_keys(telling)
    any_day = key_number("s|" + "|".join(statement_block(telling)) + "|")
    return [*days, any_day] if statement_days(telling) else [whole]


def put_blocks(connection: sqlite3.Connection, keys: Iterable[tuple[int, int]]) -> None:
    """Keeps keys with the number of the telling."""
    connection.executemany("INSERT OR IGNORE INTO block VALUES (?, ?)", keys)


def in_blocks(connection: sqlite3.Connection, keys: Iterable[int]) -> set[int]:
    """The numbers of all tellings in blocks."""
    return {n for (n,) in chosen(connection, "SELECT telling FROM block WHERE key IN ({})", keys)}


def put_pairs(connection: sqlite3.Connection, found: Iterable[Judgement], numbers: Mapping[str, int]) -> None:
    """Keeps the rules' judgements."""
    connection.executemany(
        "INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?, ?)",
        [
            (numbers[j.left], numbers[j.right], j.verdict, j.weight, json.dumps(j.reasons, ensure_ascii=False))
            for j in found
        ],
    )


def town_by_place(connection: sqlite3.Connection) -> dict[str, str]:
    """The town of every place below a town, of all places that the ledger names."""
    rows = connection.execute("SELECT key, body, max(telling) FROM told_place GROUP BY key")
    return towns_around([decode(LedgerPlace, body, page="") for _, body, _ in rows])


def words_held(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """The last words of people that the cache has heard, by pairs of ids."""
    return {(low, high): verdict for low, high, verdict in connection.execute("SELECT * FROM word")}


def put_words(connection: sqlite3.Connection, words: Mapping[tuple[str, str], str]) -> None:
    """Keeps these words, and no others."""
    connection.execute("DELETE FROM word")
    connection.executemany("INSERT INTO word VALUES (?, ?, ?)", [(*pair, said) for pair, said in words.items()])
