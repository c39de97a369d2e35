"""Brings the cache of the merged ledger up to date: only what new stories, and words of people, touch is merged anew.

    changed pages -> tellings in and out -> blocks -> pairs -> what is tied to what was touched -> merged rows

What comes out is what merging everything at once would give, whatever the order in which the stories came. Each step
goes in pieces (stories of neighbouring days, tied tellings): time grows with what is new, memory with a piece.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import islice
from typing import Any, Final

from standoff.ledger_model import Judgement, MergedCondition, MergedPosition, Review
from standoff.merge import StoryTellings, reviewed, tellings_of
from standoff.merge.anchors import anchored
from standoff.merge.cards import Card, cards_of
from standoff.merge.cluster import judge_blocks
from standoff.merge.events import events_of
from standoff.merge.matters import merge_conditions, merge_positions
from standoff.merge.regroup import last_words
from standoff.merge.statements import merge_statements
from standoff.store import cache_tables as tables
from standoff.store.cache_rows import put_merged
from standoff.store.sayings import tied_sayings

Changed = Iterable[tuple[str, StoryTellings | None]]
Share = Callable[[float], None]
_STORIES: Final = 500  # stories compared at a time
_TELLINGS: Final = 2000  # touched tellings merged at a time
_BLOCKS: Final = 50  # blocks of positions and conditions merged at a time
_SHARES: Final = {"event": 0.25, "statement": 0.5}  # of the merging that is done before a kind is merged
_WHOLE: Final = "kind IN ('position', 'condition')"  # of these whole blocks are merged anew


def update(
    connection: sqlite3.Connection, changed: Changed, *, judgements: Sequence[Judgement], reviews: Sequence[Review],
    tell: Share | None = None,
) -> None:  # fmt: skip
    """Takes changed pages into the cache (None: no longer counted), and what people say now, in the open transaction.

    Pages come best in the order of their days. Reviews of pages that are not among the changed are not looked at.
    `tell` hears from time to time which share of the merging (0 to 1), after all pages came in, is done.
    """
    _Update(connection, judgements, reviews, tell or (lambda _: None)).take(changed)


class _Update:
    """One step of the cache. Tellings are known by their numbers; `touched` are those to be merged anew."""

    def __init__(
        self, connection: sqlite3.Connection, judgements: Sequence[Judgement], reviews: Sequence[Review], tell: Share
    ) -> None:
        self._sql = connection
        self._tell = tell
        self._judgements = judgements
        self._reviews: dict[str, list[Review]] = defaultdict(list)
        for review in reviews:
            self._reviews[review.anchor.page].append(review)
        self._touched: set[int] = set()
        self._blocks: set[int] = set()  # of positions and conditions
        self._fresh: list[str] = []  # pages whose blocks and pairs are to be made
        self._moved: set[str] = set()  # tellings of conditions that are in another record now
        self._words: tuple[Judgement, ...] = ()

    def take(self, changed: Changed) -> None:
        """See `update`."""
        towns = tables.town_by_place(self._sql)
        for page, told in changed:
            self._take_page(page, told)
        now = tables.town_by_place(self._sql)
        self._move({key for key in towns.keys() | now.keys() if towns.get(key) != now.get(key)})
        for at in range(0, len(self._fresh), _STORIES):
            self._tell(0.25 * at / len(self._fresh))
            self._tie(self._fresh[at : at + _STORIES], now)
        self._hear()
        self._merge_tied("event", lambda tied: self._merge_events(tied, now))
        self._merge_tied("statement", self._merge_statements)
        self._merge("condition", lambda told: merge_conditions(told, judgements=self._words))
        self._merge("position", self._positions)

    # ------------------------------------------------------------ pages in and out

    def _take_page(self, page: str, told: StoryTellings | None) -> None:
        kept = reviewed(told, self._reviews.get(page, ())) if told else None
        ids = {t.id for t in tellings_of(kept)} if kept else set()
        rejected = [t for t in tellings_of(told) if t.id not in ids] if told else []
        if kept and tables.same_story(self._sql, kept, rejected):
            return
        self._leave(page)
        tables.drop_story(self._sql, page)
        if kept:
            tables.put_story(self._sql, kept, rejected=rejected)
            self._fresh.append(page)

    def _leave(self, page: str) -> None:
        """Marks what is merged with a page's tellings, or was held to be, as touched."""
        mates = (
            "SELECT o.number FROM telling t JOIN telling o ON o.merged = t.merged WHERE t.page = ?1"
            " UNION SELECT p.high FROM telling t JOIN pair p ON p.low = t.number WHERE t.page = ?1"
            " UNION SELECT p.low FROM telling t JOIN pair p ON p.high = t.number WHERE t.page = ?1"
        )
        self._touched |= {n for (n,) in self._sql.execute(mates, (page,))}
        keys = f"SELECT key FROM block JOIN telling ON number = telling WHERE page = ? AND {_WHOLE}"
        self._blocks |= {n for (n,) in self._sql.execute(keys, (page,))}
        gone = {n for (n,) in self._sql.execute("SELECT merged FROM telling WHERE page = ?", (page,)) if n}
        self._forget(gone)

    def _move(self, places: set[str]) -> None:
        """Stories with places whose town is another one now are compared anew."""
        sql = "SELECT DISTINCT page FROM told_place WHERE key IN ({})"
        moved = {page for (page,) in tables.chosen(self._sql, sql, places)} - set(self._fresh)
        for page in sorted(moved):
            self._leave(page)
            sql = "SELECT number FROM telling WHERE page = ?"
            numbers = [n for (n,) in self._sql.execute(sql, (page,))]
            tables.unblock(self._sql, numbers)
            self._touched.update(numbers)
            self._fresh.append(page)

    def _forget(self, merged: Iterable[int]) -> None:
        """Takes merged records out; their tellings are touched."""
        gone = [(number,) for number in merged]
        sql = "SELECT number FROM telling WHERE merged IN ({})"
        self._touch({n for (n,) in tables.chosen(self._sql, sql, (number for (number,) in gone))})
        for sql in (
            "UPDATE telling SET merged = NULL WHERE merged = ?", "DELETE FROM merged WHERE number = ?",
            "DELETE FROM merged_name WHERE merged = ?", "DELETE FROM event_day WHERE merged = ?",
            "DELETE FROM event_key WHERE merged = ?", "DELETE FROM event_place WHERE merged = ?",
        ):  # fmt: skip
            self._sql.executemany(sql, gone)

    # ------------------------------------------------------------ what may be one

    def _tie(self, pages: Sequence[str], towns: Mapping[str, str]) -> None:
        """Blocks of some fresh pages' tellings, and pairs with whatever is in the blocks of their events."""
        for kind in ("statement", "position", "condition"):
            told: Any = tables.tellings_on(self._sql, pages, kind)
            keys = [(key, n) for n, t in told.items() for key in tables.block_keys(t)]
            tables.put_blocks(self._sql, keys)
            if kind == "statement":
                self._touched.update(told)
            else:
                self._blocks.update(key for key, _ in keys)
        events: Any = tables.tellings_on(self._sql, pages, "event")
        self._touched.update(events)
        cards = _cards(events, towns)
        event_keys = [(tables.key_number(key), n) for n, card in cards.items() for key in card.keys]
        met = tables.in_blocks(self._sql, {key for key, _ in event_keys}) - set(events)
        tables.put_blocks(self._sql, event_keys)
        cards |= _cards(tables.tellings_by_number(self._sql, met), towns)
        ordered = sorted(cards.values(), key=lambda card: card.telling.id)
        stories = tables.stories_told(self._sql, {card.telling.page for card in ordered})
        found = judge_blocks(ordered, stories, new={t.id for t in events.values()})
        tables.put_pairs(self._sql, found, {card.telling.id: n for n, card in cards.items()})

    # ------------------------------------------------------------ words of people

    def _hear(self) -> None:
        """People's last words on the tellings as they are now; whatever a word is new on, or was on, is touched."""
        pages = {a.page for j in self._judgements for a in (j.left_anchor, j.right_anchor) if a}
        told = {page: tables.every_telling(self._sql, page) for page in sorted(pages)}
        self._words = anchored(self._judgements, told)
        now = {pair: word.verdict for pair, word in last_words(self._words).items()}
        before = tables.words_held(self._sql)
        on = {i for pair in now.keys() | before.keys() if now.get(pair) != before.get(pair) for i in pair}
        tables.put_words(self._sql, now)
        sql = "SELECT number FROM telling WHERE rejected = 0 AND id IN ({})"
        self._touch({n for (n,) in tables.chosen(self._sql, sql, on)})
        self._joined: dict[str, set[str]] = defaultdict(set)
        for (low, high), verdict in now.items():
            if verdict == "same":
                self._joined[low].add(high)
                self._joined[high].add(low)

    def _touch(self, numbers: Set[int]) -> None:
        """Marks tellings to be merged anew; of positions and conditions the whole blocks."""
        self._touched |= numbers
        sql = f"SELECT key FROM block JOIN telling ON number = telling WHERE {_WHOLE} AND number IN ({{}})"
        self._blocks |= {n for (n,) in tables.chosen(self._sql, sql, numbers)}

    def _word_mates(self, numbers: Iterable[int]) -> set[int]:
        """The numbers of tellings that people hold for one with these."""
        if not self._joined:
            return set()
        sql = "SELECT id FROM telling WHERE number IN ({})"
        ids = {i for (i,) in tables.chosen(self._sql, sql, numbers)}
        others = {other for i in ids & self._joined.keys() for other in self._joined[i]}
        sql = "SELECT number FROM telling WHERE rejected = 0 AND id IN ({})"
        return {n for (n,) in tables.chosen(self._sql, sql, others)}

    # ------------------------------------------------------------ merged anew

    def _merge_tied(self, kind: str, merge: Callable[[list[int]], Set[int]]) -> None:
        """Merges all touched tellings of a kind, some at a time; `merge` gives those that it took with them."""
        sql = "SELECT number FROM telling WHERE kind = ? AND rejected = 0 AND number IN ({})"
        left = {n for (n,) in tables.chosen(self._sql, sql, self._touched, before=[kind])}
        ordered, every = (n for n in sorted(left) if n in left), len(left)  # by and large the order of their days
        while piece := list(islice(ordered, _TELLINGS)):
            self._tell(_SHARES[kind] + 0.25 * (1 - len(left) / every))
            left -= merge(piece)

    def _merge_events(self, numbers: list[int], towns: Mapping[str, str]) -> Set[int]:
        """Clusters of events, and of all that the rules or people tie to them."""
        tied = self._tied(set(numbers))
        cards = _cards(tables.tellings_by_number(self._sql, tied), towns)
        ids = {n: card.telling.id for n, card in cards.items()}
        sql = "SELECT low, high, weight FROM pair WHERE verdict = 'same' AND low IN ({})"
        pairs = [Judgement(ids[a], ids[b], "same", (), weight=w) for a, b, w in tables.chosen(self._sql, sql, tied)]
        ordered = sorted(cards.values(), key=lambda card: card.telling.id)
        stories = tables.stories_told(self._sql, {card.telling.page for card in ordered})
        self._put(events_of(ordered, pairs, self._words, stories), {n: card.telling for n, card in cards.items()})
        return tied

    def _merge_statements(self, numbers: list[int]) -> Set[int]:
        """Statements, and all that may be one with them."""
        told = tied_sayings(self._sql, numbers, self._word_mates)
        self._put(merge_statements(told.values(), judgements=self._words), told)
        return told.keys()

    def _tied(self, numbers: set[int]) -> set[int]:
        """All event tellings that lead from one to another by "same"."""
        tied, edge = set(numbers), set(numbers)
        while edge:
            near = {
                n for column, other in (("low", "high"), ("high", "low"))
                for (n,) in tables.chosen(
                    self._sql, f"SELECT {column} FROM pair WHERE verdict = 'same' AND {other} IN ({{}})", edge
                )
            }  # fmt: skip
            edge = (near | self._word_mates(edge)) - tied
            tied |= edge
        return tied

    def _put(self, records: Iterable[Any], told: Mapping[int, Any]) -> None:
        """Keeps records in the place of those that these tellings were in; one of the very same tellings stays."""
        numbers = {t.id: n for n, t in told.items()}
        sql = "SELECT number, merged FROM telling WHERE merged IS NOT NULL AND number IN ({})"
        homes = dict(tables.chosen(self._sql, sql, told))
        members: dict[int, set[int]] = defaultdict(set)
        for number, home in homes.items():
            members[home].add(number)
        changed, gone = [], set(members)
        for record in records:
            home = homes.get(numbers[record.id])
            if home and members[home] == {numbers[t.id] for t in record.tellings} and not self._has_moved(record):
                gone.discard(home)
            else:
                changed.append(record)
        self._forget(gone)
        stories = tables.stories_told(self._sql, {t.page for record in changed for t in record.tellings})
        put_merged(self._sql, changed, numbers, stories)

    def _has_moved(self, record: Any) -> bool:
        """Whether a position's condition bears another id now."""
        return isinstance(record, MergedPosition) and any(t.condition in self._moved for t in record.tellings)

    def _merge(self, kind: str, merge: Any) -> None:
        """Merges whole blocks of a kind anew, some at a time."""
        left = set(self._blocks)
        while left:
            self._tell(0.75)
            numbers, blocks = self._in_blocks(kind, set(islice(left, _BLOCKS)))
            left -= blocks
            told: Any = tables.tellings_by_number(self._sql, numbers)
            homes = self._homes(numbers)
            records = merge(list(told.values()))
            self._put(records, told)
            if kind == "condition":
                self._refer(records, homes)

    def _in_blocks(self, kind: str, blocks: set[int]) -> tuple[set[int], set[int]]:
        """All tellings of a kind in blocks, and in blocks that people tie to them; and all these blocks."""
        sql = "SELECT number FROM block JOIN telling ON number = telling WHERE kind = ? AND key IN ({})"
        found: set[int] = set()
        every, edge = set(blocks), set(blocks)
        while edge:
            new = {n for (n,) in tables.chosen(self._sql, sql, edge, before=[kind])} - found
            found |= new
            keys = "SELECT key FROM block WHERE telling IN ({})"
            edge = {key for (key,) in tables.chosen(self._sql, keys, self._word_mates(new) - found)} - every
            every |= edge
        return found, every

    def _homes(self, numbers: Iterable[int]) -> dict[str, str]:
        """The ids of merged records by the ids of their tellings."""
        sql = "SELECT t.id, m.id FROM telling t JOIN merged m ON m.number = t.merged WHERE t.number IN ({})"
        return dict(tables.chosen(self._sql, sql, numbers))

    def _refer(self, records: Iterable[MergedCondition], before: Mapping[str, str]) -> None:
        """Positions whose condition bears another id now are merged anew."""
        now = {t.id: record.id for record in records for t in record.tellings}
        moved = {i for i in now.keys() | before.keys() if now.get(i) != before.get(i)}
        self._moved |= moved
        sql = "SELECT b.key FROM telling t JOIN block b ON b.telling = t.number WHERE t.refers IN ({})"
        self._blocks |= {key for (key,) in tables.chosen(self._sql, sql, moved)}

    def _positions(self, told: Sequence[Any]) -> Any:
        sql = "SELECT t.id, m.id FROM telling t JOIN merged m ON m.number = t.merged WHERE t.id IN ({})"
        redirects: dict[str, str] = dict(tables.chosen(self._sql, sql, {t.condition for t in told if t.condition}))
        return merge_positions(told, redirects, judgements=self._words)


def _cards(told: Mapping[int, Any], towns: Mapping[str, str]) -> dict[int, Card]:
    """The cards of event tellings, by the same numbers."""
    by_id = {card.telling.id: card for card in cards_of(told.values(), towns=towns)}
    return {n: by_id[t.id] for n, t in told.items()}
