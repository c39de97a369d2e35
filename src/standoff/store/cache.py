"""Brings the cache of the merged ledger up to date: only what new stories, and words of people, touch is merged anew.

    changed pages -> tellings in and out -> blocks -> pairs -> what is tied to what was touched -> merged rows

What comes out is what merging everything at once would give, whatever the order in which the stories came.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from standoff.ledger_model import Judgement, MergedCondition, Review, StoryTold
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

Changed = Mapping[str, StoryTellings | None]


def update(
    connection: sqlite3.Connection, changed: Changed, *, judgements: Sequence[Judgement], reviews: Sequence[Review]
) -> None:
    """Takes changed pages into the cache (None: no longer counted), and what people say now, in the open transaction.

    Reviews of pages that are not among the changed are not looked at.
    """
    _Update(connection, judgements, reviews).take(changed)


class _Update:
    """One step of the cache. Tellings are known by their numbers; `touched` are those to be merged anew."""

    def __init__(
        self, connection: sqlite3.Connection, judgements: Sequence[Judgement], reviews: Sequence[Review]
    ) -> None:
        self._sql = connection
        self._judgements = judgements
        self._reviews: dict[str, list[Review]] = defaultdict(list)
        for review in reviews:
            self._reviews[review.anchor.page].append(review)
        self._touched: set[int] = set()
        self._blocks: set[int] = set()  # of statements, positions and conditions
        self._fresh: list[str] = []  # pages whose blocks and pairs are to be made
        self._stories: dict[str, StoryTold] = {}
        self._words: tuple[Judgement, ...] = ()

    def take(self, changed: Changed) -> None:
        """See `update`."""
        towns = tables.town_by_place(self._sql)
        for page in sorted(changed):
            self._take_page(page, changed[page])
        now = tables.town_by_place(self._sql)
        self._move({key for key in towns.keys() | now.keys() if towns.get(key) != now.get(key)})
        self._tie(now)
        self._hear()
        self._merge_events(now)
        self._merge("statement", lambda told: merge_statements(told, judgements=self._words))
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
        keys = "SELECT key FROM block b JOIN telling t ON t.number = b.telling WHERE t.page = ? AND t.kind <> 'event'"
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

    def _tie(self, towns: Mapping[str, str]) -> None:
        """Blocks of the fresh pages' tellings, and pairs with whatever is in the blocks of their events."""
        for kind in ("statement", "position", "condition"):
            told: Any = tables.tellings_on(self._sql, self._fresh, kind)
            keys = [(tables.block_key(t), n) for n, t in told.items()]
            self._blocks.update(key for key, _ in keys)
            tables.put_blocks(self._sql, keys)
        events: Any = tables.tellings_on(self._sql, self._fresh, "event")
        numbers = {t.id: n for n, t in events.items()}
        self._touched.update(events)
        cards = cards_of(events.values(), towns=towns)
        event_keys = [(tables.key_number(key), numbers[card.telling.id]) for card in cards for key in card.keys]
        met = tables.in_blocks(self._sql, {key for key, _ in event_keys}) - set(events)
        tables.put_blocks(self._sql, event_keys)
        if met:
            others = self._cards(met, towns)
            numbers |= others
            cards = sorted((*cards, *(self._card[i] for i in others)), key=lambda card: card.telling.id)
        found = judge_blocks(cards, self._told({c.telling.page for c in cards}), new={t.id for t in events.values()})
        tables.put_pairs(self._sql, found, numbers)

    def _cards(self, numbers: Iterable[int], towns: Mapping[str, str]) -> dict[str, int]:
        """Makes the cards of event tellings, kept in `_card` by id; gives the numbers by id."""
        sql = "SELECT DISTINCT page FROM telling WHERE number IN ({})"
        wanted = set(numbers)
        pages = {page for (page,) in tables.chosen(self._sql, sql, wanted)}
        told: Any = tables.tellings_on(self._sql, pages, "event")  # a card knows the other events of its story
        by_id = {t.id: n for n, t in told.items()}
        self._card: dict[str, Card] = {
            card.telling.id: card for card in cards_of(told.values(), towns=towns) if by_id[card.telling.id] in wanted
        }
        return {i: n for i, n in by_id.items() if n in wanted}

    def _told(self, pages: Iterable[str]) -> Mapping[str, StoryTold]:
        missing = [page for page in pages if page not in self._stories]
        self._stories |= tables.stories_told(self._sql, missing)
        return self._stories

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
        """Marks tellings to be merged anew; of statements, positions and conditions the whole blocks."""
        self._touched |= numbers
        sql = "SELECT key FROM block JOIN telling ON number = telling WHERE kind <> 'event' AND number IN ({})"
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

    def _merge_events(self, towns: Mapping[str, str]) -> None:
        """Clusters of the touched events, and of all that the rules or people tie to them."""
        sql = "SELECT number FROM telling WHERE kind = 'event' AND rejected = 0 AND number IN ({})"
        tied = self._tied({n for (n,) in tables.chosen(self._sql, sql, self._touched)})
        if not tied:
            return
        self._unmerge(tied)
        numbers = self._cards(tied, towns)
        ids = {n: i for i, n in numbers.items()}
        sql = "SELECT low, high, weight FROM pair WHERE verdict = 'same' AND low IN ({})"
        pairs = [Judgement(ids[a], ids[b], "same", (), weight=w) for a, b, w in tables.chosen(self._sql, sql, tied)]
        cards = [self._card[i] for i in sorted(numbers)]
        stories = self._told({card.telling.page for card in cards})
        put_merged(self._sql, events_of(cards, pairs, self._words, stories), numbers, stories)

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

    def _unmerge(self, numbers: Iterable[int]) -> None:
        sql = "SELECT DISTINCT merged FROM telling WHERE merged IS NOT NULL AND number IN ({})"
        self._forget([n for (n,) in tables.chosen(self._sql, sql, numbers)])

    def _merge(self, kind: str, merge: Any) -> None:
        """Merges whole blocks of a kind anew."""
        numbers = self._in_blocks(kind)
        if not numbers:
            return
        homes = self._homes(numbers)
        self._unmerge(numbers)
        told: Any = tables.tellings_by_number(self._sql, numbers)
        by_id = {t.id: n for n, t in told.items()}
        records = merge(list(told.values()))
        stories = self._told({t.page for t in told.values()})
        put_merged(self._sql, records, by_id, stories)
        if kind == "condition":
            self._refer(records, homes)

    def _in_blocks(self, kind: str) -> set[int]:
        """All tellings of a kind in touched blocks, and in blocks that people tie to them."""
        sql = "SELECT number FROM block JOIN telling ON number = telling WHERE kind = ? AND key = ?"
        found: set[int] = set()
        blocks = set(self._blocks)
        while blocks:
            new = {n for key in blocks for (n,) in self._sql.execute(sql, (kind, key))} - found
            found |= new
            mates = self._word_mates(new) - found
            keys = "SELECT key FROM block WHERE telling IN ({})"
            blocks = {key for (key,) in tables.chosen(self._sql, keys, mates)}
        return found

    def _homes(self, numbers: Iterable[int]) -> dict[str, str]:
        """The ids of merged records by the ids of their tellings."""
        sql = "SELECT t.id, m.id FROM telling t JOIN merged m ON m.number = t.merged WHERE t.number IN ({})"
        return dict(tables.chosen(self._sql, sql, numbers))

    def _refer(self, records: Iterable[MergedCondition], before: Mapping[str, str]) -> None:
        """Positions whose condition bears another id now are merged anew."""
        now = {t.id: record.id for record in records for t in record.tellings}
        moved = [i for i in now.keys() | before.keys() if now.get(i) != before.get(i)]
        sql = "SELECT b.key FROM telling t JOIN block b ON b.telling = t.number WHERE t.refers IN ({})"
        self._blocks |= {key for (key,) in tables.chosen(self._sql, sql, moved)}

    def _positions(self, told: Sequence[Any]) -> Any:
        sql = "SELECT t.id, m.id FROM telling t JOIN merged m ON m.number = t.merged WHERE t.id IN ({})"
        redirects: dict[str, str] = dict(tables.chosen(self._sql, sql, {t.condition for t in told if t.condition}))
        return merge_positions(told, redirects, judgements=self._words)
