"""Statements that are one saying: same source, near-same words, days that agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from standoff.days import day_bounds
from standoff.ledger_model import Judgement, MergedStatement, StatementTelling
from standoff.merge.cards import days_before
from standoff.merge.regroup import regroup
from standoff.merge.weights import SAYING, WINDOW
from standoff.merge.wording import negated, overlap, weighty
from standoff.terms.name_keys import fold

_LAST = "9999"
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


def _groups(block: Sequence[StatementTelling]) -> list[list[StatementTelling]]:
    """Each telling joins the first group whose first telling it repeats."""
    groups: list[list[StatementTelling]] = []
    for telling in block:
        home = next((g for g in groups if _same(g[0], telling)), None)
        if home is None:
            groups.append([telling])
        else:
            home.append(telling)
    return groups


def _same(left: StatementTelling, right: StatementTelling) -> bool:
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
