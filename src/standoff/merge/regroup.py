"""Groups that the rules made, taken apart and joined as people judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Protocol, TypeVar

from standoff.ledger_model import Judgement

Pair = tuple[str, str]


class _Told(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Told)


def last_words(words: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """The last word on every pair, of those that count; a pair is in the order of its ids."""
    out: dict[Pair, Judgement] = {}
    for word in words:
        if word.undone_by is None:
            left, right = sorted((word.left, word.right))
            out[left, right] = word
    return out


def regroup(
    groups: Sequence[Sequence[T]], words: Iterable[Judgement], *, order: Callable[[T], tuple[str, str]]
) -> list[list[T]]:
    """The groups as people judge: what is different is taken apart, what is the same joined; `order` within a group.

    A telling that the rules put into a group which was taken apart stays with the first part that nobody parts it from.
    """
    there = {t.id for group in groups for t in group}
    told = {pair: word for pair, word in last_words(words).items() if there.issuperset(pair)}
    if not told:
        return [list(group) for group in groups]
    apart = {pair for pair, word in told.items() if word.verdict == "different"}
    parts = [part for group in groups for part in _parts(sorted(group, key=order), apart)]
    home = {t.id: part for part in parts for t in part}
    for left, right in sorted(pair for pair, word in told.items() if word.verdict == "same"):
        _join(home, left, right, apart)
    once = {id(part): part for part in home.values()}
    return [sorted(part, key=order) for part in once.values()]


def _parts(group: Sequence[T], apart: set[Pair]) -> list[list[T]]:
    parts: list[list[T]] = []
    for telling in group:
        part = next((p for p in parts if not _parted(p, [telling], apart)), None)
        if part is None:
            parts.append([telling])
        else:
            part.append(telling)
    return parts


def _parted(left: Sequence[T], right: Sequence[T], apart: set[Pair]) -> bool:
    return bool(apart) and any(_pair(a.id, b.id) in apart for a, b in product(left, right))


def _pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)


def _join(home: dict[str, list[T]], left: str, right: str, apart: set[Pair]) -> None:
    mine, theirs = home[left], home[right]
    if mine is theirs or _parted(mine, theirs, apart):
        return
    mine += theirs
    for telling in theirs:
        home[telling.id] = mine
