"""Statements that are one saying: same source, near-same words, days that agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from standoff.days import day_bounds
from standoff.ledger_model import Judgement, MergedStatement, StatementTelling
from standoff.merge.cards import days_before
from standoff.merge.regroup import regroup
from standoff.merge.weights import SAYING, WINDOW
from standoff.merge.wording import negated, overlap, weighty
from standoff.terms.name_keys import fold

_LAST = "9999"
_LONGEST = 31  # days that are looked up one by one
_LEAST = 3  # words with weight below which only the same words are the same saying


def merge_statements(
    tellings: Iterable[StatementTelling], *, judgements: Sequence[Judgement] = ()
) -> tuple[MergedStatement, ...]:
    """Merged statements in the order of their days."""
    blocks: dict[tuple[str, ...], list[StatementTelling]] = defaultdict(list)
    for telling in sorted(tellings, key=_first_told):
        blocks[statement_block(telling)].append(telling)
    groups = [group for block in blocks.values() for group in _groups(block)]
    return statements_in_order(merged_statement(g) for g in regroup(groups, judgements, order=_first_told))


def statements_in_order(statements: Iterable[MergedStatement]) -> tuple[MergedStatement, ...]:
    """Statements in the order of their days."""
    return tuple(sorted(statements, key=lambda s: (s.day or s.tellings[0].published_at or _LAST, s.id)))


def _first_told(telling: StatementTelling) -> tuple[str, str]:
    return telling.published_at or _LAST, telling.id


def statement_block(telling: StatementTelling) -> tuple[str, ...]:
    """Who speaks (by the last word of the name), whether it is denied, and whether the words say no."""
    if not telling.source:
        return (telling.id,)
    last = (fold(telling.source).split() or [""])[-1]
    return last, telling.polarity, str(negated(telling.words))


def statement_days(telling: StatementTelling) -> tuple[str, ...]:
    """The days on which it may have been said; none where they are not known or very many: it may meet any day's."""
    window = _window(telling)
    return days_of_window(*window) if window else ()


@lru_cache(maxsize=20_000)
def days_of_window(first: str, last: str) -> tuple[str, ...]:
    """All ISO days from one to another; none where these are no days, or more than `_LONGEST`."""
    try:
        start, length = date.fromisoformat(first), (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return ()
    return tuple((start + timedelta(days=n)).isoformat() for n in range(length + 1)) if length < _LONGEST else ()


class _Groups:
    """Groups of a block's statements, found by the days of their first tellings."""

    def __init__(self) -> None:
        self.groups: list[list[StatementTelling]] = []
        self._on: dict[str, list[int]] = defaultdict(list)  # the day; "": those that may meet any day's

    def add(self, telling: StatementTelling) -> None:
        """The telling joins the first group whose first telling it repeats, else it begins one."""
        days = statement_days(telling)
        near = {n for day in (*days, "") for n in self._on.get(day, ())} if days else range(len(self.groups))
        home = next((n for n in sorted(near) if same_saying(self.groups[n][0], telling)), None)
        if home is not None:
            self.groups[home].append(telling)
            return
        for day in days or ("",):
            self._on[day].append(len(self.groups))
        self.groups.append([telling])


def _groups(block: Iterable[StatementTelling]) -> list[list[StatementTelling]]:
    found = _Groups()
    for telling in block:
        found.add(telling)
    return found.groups


def same_saying(left: StatementTelling, right: StatementTelling) -> bool:
    """Whether two statements of one block share most of their words, and their days agree."""
    a, b = weighty(left.words), weighty(right.words)
    near = overlap(a, b) >= SAYING if min(len(a), len(b)) >= _LEAST else a == b
    return near and _days_agree(left, right)


def _days_agree(left: StatementTelling, right: StatementTelling) -> bool:
    mine, theirs = _window(left), _window(right)
    return mine is None or theirs is None or (mine[0] <= theirs[1] and theirs[0] <= mine[1])


def _window(telling: StatementTelling) -> tuple[str, str] | None:
    """The days on which it may have been said: as told, else shortly before the story."""
    said = day_bounds(telling.day)
    published = day_bounds(telling.published_at)
    return said or ((days_before(published[0], WINDOW), published[1]) if published else None)


def merged_statement(told: Iterable[StatementTelling]) -> MergedStatement:
    """One saying as its tellings tell it together."""
    group = sorted(told, key=_first_told)
    first = group[0]
    return MergedStatement(first.id, first.source, next((t.day for t in group if t.day), None), tuple(group))
