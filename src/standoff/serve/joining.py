"""A person's word that two records are one, or are not: which pairs of reports it is given on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Literal

from standoff.errors import StoreError
from standoff.ledger_model import Judgement

Pair = tuple[str, str]


def pairs_of(
    left: str, right: str, verdict: Literal["same", "different"], *,
    reports: tuple[Sequence[str], Sequence[str]], words: Sequence[Judgement],
) -> list[Pair]:  # fmt: skip
    """The pairs of reports on which a word must be given so that the records of both are one, or are two.

    `reports`: those of the records that `left` and `right` are in. Where they are to be two, `left` is the report that
    leaves. Raises `StoreError` where they are one, or two, already.
    """
    mine, theirs = reports
    one = set(mine) == set(theirs)
    if verdict == "same":
        if one:
            raise StoreError(f"{left} and {right} are one record already")
        apart = {(w.left, w.right) for w in words if w.verdict == "different"}
        barred = [pair for pair in product(mine, theirs) if tuple(sorted(pair)) in apart]
        # With each report of both, not of the other alone: a report that the new ones speak against stays too.
        return list(dict.fromkeys([*((left, other) for other in (*mine, *theirs) if other != left), *barred]))
    if not one:
        raise StoreError(f"{left} and {right} are two records already")
    return [(left, other) for other in mine if other != left]
