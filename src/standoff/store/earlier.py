"""The ledger as the stories of an earlier day and before tell it, out of what the cache holds of them.

Tellings, and what the rules judge of two of them, are as they were: they hang on their two stories alone. What is
merged of them is made anew, as a later story may have joined what was apart.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from standoff.ledger_model import EventTelling, Judgement, Ledger, Review
from standoff.merge import Known, StoryTellings, merge_reviewed, reviewed, tellings_of
from standoff.merge.anchors import AnyTelling, anchored
from standoff.merge.cards import towns_around
from standoff.store import cache_tables as tables
from standoff.store.merging import standing_of, told_on
from standoff.store.people import judgements_of, reviews_of
from standoff.store.protocol import MERGED, MergedKind
from standoff.store.view import pairs_of


def ledger_of_day(connection: sqlite3.Connection, as_of: str, kinds: Collection[MergedKind] = MERGED) -> Ledger:
    """The ledger of the stories of a day and before; of several versions of a story the newest by then counts.

    What is not of these kinds is left out.
    """
    pages = _pages(connection, as_of)
    held = {page for (page,) in connection.execute("SELECT page FROM told_story")}
    superseded = [told for page in pages if page not in held and (told := told_on(connection, page))]
    judgements, reviews = judgements_of(connection, undone=False), reviews_of(connection, None, undone=False)
    return ledger_of_pages(
        connection, [page for page in pages if page in held], superseded, judgements=judgements, reviews=reviews,
        kinds=kinds,
    )  # fmt: skip


def ledger_of_pages(
    connection: sqlite3.Connection, pages: Collection[str], others: Sequence[StoryTellings] = (), *,
    judgements: Sequence[Judgement], reviews: Sequence[Review], kinds: Collection[MergedKind] = MERGED,
) -> Ledger:  # fmt: skip
    """The ledger of some pages that the cache holds, and of `others` that it does not."""
    words = anchored(judgements, _where_people_spoke(connection, judgements, pages, others))
    held = _held(connection, pages, kinds)
    fresh = [_only(reviewed(told, reviews), kinds) for told in others]
    every = sorted([*held, *fresh], key=lambda t: t.story.page)
    known = _known(connection, held, fresh) if "event" in kinds else None
    ledger = merge_reviewed(every, words=words, known=known)
    return replace(ledger, judgements=(*ledger.judgements, *judgements))


def _held(connection: sqlite3.Connection, pages: Collection[str], kinds: Collection[MergedKind]) -> list[StoryTellings]:
    """Stories of the cache with their tellings of these kinds."""
    told: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for kind in kinds:
        for telling in tables.tellings_on(connection, pages, kind).values():
            told[telling.page][kind].append(telling)
    return [
        StoryTellings(story, *(tuple(told[page][kind]) for kind in MERGED))
        for page, story in tables.stories_told(connection, pages).items()
    ]


def _only(told: StoryTellings, kinds: Collection[MergedKind]) -> StoryTellings:
    return StoryTellings(told.story, *(getattr(told, f"{kind}s") if kind in kinds else () for kind in MERGED))


def _pages(connection: sqlite3.Connection, as_of: str) -> list[str]:
    """The pages that counted on a day."""
    sql = "SELECT p.id FROM page p JOIN reading r ON r.page = p.number WHERE r.first_day <= ? ORDER BY p.id"
    pages = [page for (page,) in connection.execute(sql, (as_of,))]
    counts = standing_of(connection, pages, as_of=as_of)
    return [page for page in pages if counts[page] == "current"]


def _where_people_spoke(
    connection: sqlite3.Connection, judgements: Iterable[Judgement], pages: Collection[str],
    others: Iterable[StoryTellings],
) -> Mapping[str, list[AnyTelling]]:  # fmt: skip
    """The tellings of the stories that people's judgements are on, those rejected too."""
    spoken = {a.page for j in judgements for a in (j.left_anchor, j.right_anchor) if a}
    told = {page: tables.every_telling(connection, page) for page in sorted(spoken & set(pages))}
    return told | {t.story.page: list(tellings_of(t)) for t in others}


def _known(connection: sqlite3.Connection, held: Iterable[StoryTellings], fresh: Iterable[StoryTellings]) -> Known:
    """The pairs that hang on nothing later; a place may lie in a town that only a later story names."""
    told = [e for t in held for e in t.events]
    others = [e for t in fresh for e in t.events]
    then = towns_around(p for t in sorted([*told, *others], key=_id) for p in t.places)
    now = tables.town_by_place(connection) if told else {}
    moved = {t.id for t in told if any(then.get(p.key) != now.get(p.key) for p in t.places)}
    new = moved | {t.id for t in others}
    kept = {t.id for t in told} - new
    return Known([j for j in pairs_of(connection) if j.left in kept and j.right in kept] if kept else [], new)


def _id(telling: EventTelling) -> str:
    return telling.id
