"""Keeps the merged ledger in step with the readings and with what people say: in one transaction, or not at all."""

from __future__ import annotations

import hashlib
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from standoff.merge import StoryTellings, tell_story
from standoff.merge.versions import Standing, Version, standings
from standoff.store import cache_tables as tables
from standoff.store.cache import update
from standoff.store.people import judgements_of, reviews_of, withdrawals_of
from standoff.store.protocol import Tell
from standoff.store.query import document_of

_TAKING_IN: Final = 0.4  # share of the time that goes into reading what the pages tell
_TOLD_EVERY: Final = 200  # pages
_RULES: Final = (
    "merge", "track", "ledger_model.py", "merged_rows.py", "told.py", "days.py",
    "store/cache.py", "store/cache_rows.py", "store/cache_tables.py", "store/sayings.py",
    "terms/data/agencies.tsv", "terms/data/merge.toml", "terms/data/track.toml",
    "terms/data/sights.toml", "terms/data/countries.tsv", "terms/data/organisations.tsv", "terms/data/irregular.tsv",
    "terms/data/weapons.tsv",
)  # fmt: skip


class State(NamedTuple):
    """By which rules the cache was made, how often it changed, and the last words of people that it has heard."""

    rules: str
    revision: int
    judgement: int
    review: int
    withdrawal: int
    last_day: str | None


def state_of(connection: sqlite3.Connection) -> State:
    """The state of the cache."""
    sql = "SELECT rules, revision, judgement, review, withdrawal, last_day FROM merge_state"
    return State(*connection.execute(sql).fetchone())


def is_behind(connection: sqlite3.Connection) -> bool:
    """Whether readings, people or the rules have changed since the cache was brought up to date."""
    state = state_of(connection)
    if connection.execute("SELECT 1 FROM pending LIMIT 1").fetchone() or state.rules != rules():
        return True
    return (state.judgement, state.review, state.withdrawal) != _last_words(connection)


@cache
def rules() -> str:
    """The version of the rules that make the merged ledger: a hash over their sources and vocabularies."""
    digest = hashlib.sha256()
    for name in _RULES:
        entry = files("standoff").joinpath(name)
        parts = [entry] if entry.is_file() else sorted(entry.iterdir(), key=lambda part: part.name)
        for part in parts:
            if part.is_file():
                digest.update(part.name.encode() + b"\0" + hashlib.sha256(part.read_bytes()).digest())
    return digest.hexdigest()[:16]


def is_of_other_rules(connection: sqlite3.Connection) -> bool:
    """Whether the cache was made by other rules, so that it is made anew from nothing."""
    return state_of(connection).rules not in ("", rules())


def bring_up(connection: sqlite3.Connection, *, rebuild: bool = False, tell: Tell | None = None) -> bool:
    """Brings the cache up to date inside the caller's transaction (`rebuild`: from nothing); whether it was behind."""
    state = state_of(connection)
    if rebuild or state.rules != rules():
        tables.wipe(connection)
        connection.execute("INSERT OR IGNORE INTO pending SELECT page FROM reading")
    elif not is_behind(connection):
        return False
    _call_up(connection, state)
    judgements, reviews = judgements_of(connection, undone=False), reviews_of(connection, None, undone=False)
    pages = [page for (page,) in connection.execute(_PENDING)]
    counts = standing_of(connection, pages)
    say: Tell = tell or (lambda *_: None)
    update(
        connection, _changed(connection, pages, counts, say), judgements=judgements, reviews=reviews,
        tell=lambda share: say(len(pages), _TAKING_IN + (1 - _TAKING_IN) * share),
    )  # fmt: skip
    connection.executemany("DELETE FROM standing WHERE page = ?", [(page,) for page in pages])
    connection.executemany(
        "INSERT INTO standing VALUES (?, ?)", [(page, said) for page, said in counts.items() if said != "current"]
    )
    connection.execute("DELETE FROM pending")
    (last,) = connection.execute("SELECT max(last_day) FROM told_story").fetchone()
    connection.execute(
        "UPDATE merge_state SET rules = ?, revision = ?, judgement = ?, review = ?, withdrawal = ?, last_day = ?",
        (rules(), state.revision + 1, *_last_words(connection), last),
    )
    return True


_PENDING: Final = (
    "SELECT p.id FROM pending n JOIN page p ON p.number = n.page LEFT JOIN reading r ON r.page = n.page"
    " ORDER BY r.first_day, p.id"
)


def _changed(
    connection: sqlite3.Connection, pages: Sequence[str], counts: Mapping[str, Standing], say: Tell
) -> Iterator[tuple[str, StoryTellings | None]]:
    """What the pages tell, one after the other; None for one that does not count."""
    for number, page in enumerate(pages):
        if number % _TOLD_EVERY == 0:
            say(len(pages), _TAKING_IN * number / len(pages))
        yield page, told_on(connection, page) if counts[page] == "current" else None


def told_on(connection: sqlite3.Connection, page: str) -> StoryTellings | None:
    """What a page tells, with the vector that was kept when it was read."""
    document = document_of(connection, page)
    sql = "SELECT vector FROM reading JOIN page ON page.number = reading.page WHERE page.id = ?"
    (vector,) = connection.execute(sql, (page,)).fetchone() or (None,)
    return tell_story(document, vector=tuple(array("f", vector or b""))) if document else None


def standing_of(
    connection: sqlite3.Connection, pages: Iterable[str], *, as_of: str | None = None
) -> Mapping[str, Standing]:
    """How pages count: current, superseded by a newer version at the same address (out by `as_of`), or withdrawn."""
    wanted = set(pages)
    withdrawn = frozenset(w.page for w in withdrawals_of(connection, undone=False))
    sql = (
        "SELECT p.uri, p.id, r.first_day, p.fetched_at, p.number FROM page p JOIN reading r ON r.page = p.number"
        " WHERE p.uri IN (SELECT uri FROM page WHERE id IN ({}) AND uri IS NOT NULL) "
    )
    at: dict[str, dict[str, tuple[str | None, str | None, int]]] = defaultdict(dict)
    for uri, page, published, fetched, number in tables.chosen(connection, sql, sorted(wanted)):
        if as_of is None or (published and published <= as_of):
            at[uri][page] = (published, fetched, number)
    out: dict[str, Standing] = {page: "withdrawn" if page in withdrawn else "current" for page in wanted}
    for uri, versions in at.items():
        if len(versions) > 1:
            told = {page: told_on(connection, page) for page in versions}
            every = [Version(p, uri, *versions[p], t.story) for p, t in told.items() if t]
            out |= {page: standing for page, standing in standings(every, withdrawn).items() if page in wanted}
    return out


def _last_words(connection: sqlite3.Connection) -> tuple[int, int, int]:
    sql = "SELECT coalesce((SELECT max(number) FROM {}), 0)"
    judgement, review, withdrawal = (
        connection.execute(sql.format(table)).fetchone()[0] for table in ("judgement", "review", "withdrawal")
    )
    return judgement, review, withdrawal


def _call_up(connection: sqlite3.Connection, state: State) -> None:
    """Marks as pending what people reviewed or withdrew, and all versions of a story of which one is pending."""
    for table, last in (("review", state.review), ("withdrawal", state.withdrawal)):
        connection.execute(
            f"INSERT OR IGNORE INTO pending SELECT p.number FROM {table} w JOIN page p ON p.id = w.page"
            " WHERE w.number > ?",
            (last,),
        )
    connection.execute(
        "INSERT OR IGNORE INTO pending SELECT DISTINCT o.number FROM pending n"
        " JOIN page p ON p.number = n.page JOIN page o ON o.uri = p.uri JOIN reading r ON r.page = o.number"
    )
