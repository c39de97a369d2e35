"""A person's word that two records are one, or are not: which pairs of reports it is given on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Literal

from standoff.errors import StoreError
from standoff.ledger_model import Judgement

Pair = tuple[str, str]


def pairs_of(
    left: str, right: str, verdict: Literal["same", "different"], *,
    redirects: Mapping[str, str], words: Sequence[Judgement],
) -> list[Pair]:  # fmt: skip
    """The pairs of reports on which a word must be given so that the records of both are one, or are two.

    Of two records that are to be two, `left` is the report that leaves the record of `right`, or both are reports.
    Raises `StoreError` where they are that already.
    """
    mine, theirs = _reports(left, redirects), _reports(right, redirects)
    if verdict == "same":
        if mine == theirs:
            raise StoreError(f"{left} and {right} are one record already")
        apart = {(w.left, w.right) for w in words if w.verdict == "different"}
        barred = [pair for pair in product(mine, theirs) if tuple(sorted(pair)) in apart]
        return list(dict.fromkeys([(left, right), *barred]))
    if mine != theirs:
        raise StoreError(f"{left} and {right} are two records already")
    return [(left, other) for other in mine if other != left]


def _reports(identifier: str, redirects: Mapping[str, str]) -> list[str]:
    home = redirects.get(identifier)
    return [i for i, to in redirects.items() if to == home] if home else [identifier]
