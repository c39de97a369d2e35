"""Words that make one act wait for another. Data: `data/conditions.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from standoff.model import Operator
from standoff.terms.tables import read_table


@dataclass(frozen=True, slots=True)
class Marker:
    """A word that binds a clause or phrase as a condition: its operator, and the shape of its normal form."""

    words: str
    stands: str
    operator: Operator
    shape: str


@cache
def load_markers() -> Mapping[tuple[str, str], Marker]:
    """The shipped markers, by words and by where they stand (mark or case)."""
    rows = read_table("conditions.tsv")
    return {
        (r["marker"], r["stands"]): Marker(r["marker"], r["stands"], cast(Operator, r["operator"]), r["shape"])
        for r in rows
    }


@cache
def binding_words() -> frozenset[str]:
    """The last words of the markers that stand before a clause: "until", the "as" of "as long as"."""
    return frozenset(words.split()[-1] for words, stands in load_markers() if stands == "mark")
