"""MUC, B-cubed, CEAF-e and their mean (the CoNLL score), over chains of hashable mentions."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

Chain = frozenset[Hashable]


@dataclass(slots=True)
class Tally:
    """Numerators and denominators of recall and precision, summed over documents."""

    parts: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, recall: tuple[float, float], precision: tuple[float, float]) -> None:
        """Add one document's counts of a metric."""
        sums = self.parts.setdefault(name, [0.0] * 4)
        for place, value in enumerate((*recall, *precision)):
            sums[place] += value

    def f1(self, name: str) -> tuple[float, float, float]:
        """Recall, precision and F1 of a metric."""
        up, down, up_p, down_p = self.parts.get(name, [0.0] * 4)
        recall = up / down if down else 0.0
        precision = up_p / down_p if down_p else 0.0
        return recall, precision, 2 * recall * precision / (recall + precision) if recall + precision else 0.0

    def conll(self) -> float:
        """The mean F1 of MUC, B-cubed and CEAF-e."""
        return sum(self.f1(name)[2] for name in ("muc", "b3", "ceafe")) / 3


def score(tally: Tally, gold: Sequence[Chain], found: Sequence[Chain]) -> None:
    """Add one document to the tally: mentions, MUC, B-cubed, CEAF-e."""
    gold_of = {mention: chain for chain in gold for mention in chain}
    found_of = {mention: chain for chain in found for mention in chain}
    shared = len(gold_of.keys() & found_of.keys())
    tally.add("mentions", (shared, len(gold_of)), (shared, len(found_of)))
    tally.add("muc", _muc(gold, found_of), _muc(found, gold_of))
    tally.add("b3", _b3(gold_of, found_of), _b3(found_of, gold_of))
    similarity = _ceafe(gold, found)
    tally.add("ceafe", (similarity, len(gold)), (similarity, len(found)))


def _muc(key: Sequence[Chain], other: Mapping[Hashable, Chain]) -> tuple[float, float]:
    up = down = 0
    for chain in key:
        parts = {id(other[m]) for m in chain if m in other}
        up += len(chain) - len(parts) - sum(1 for m in chain if m not in other)
        down += len(chain) - 1
    return up, down


def _b3(key: Mapping[Hashable, Chain], other: Mapping[Hashable, Chain]) -> tuple[float, float]:
    up = sum(len(chain & other[m]) / len(chain) for m, chain in key.items() if m in other)
    return up, len(key)


def _ceafe(gold: Sequence[Chain], found: Sequence[Chain]) -> float:
    if not gold or not found:
        return 0.0
    where = {mention: column for column, chain in enumerate(found) for mention in chain}
    gain = np.zeros((len(gold), len(found)))
    for row, chain in enumerate(gold):
        for mention in chain:
            if mention in where:
                column = where[mention]
                gain[row, column] = 2 * len(chain & found[column]) / (len(chain) + len(found[column]))
    return _assign(gain)


def _assign(gain: np.ndarray) -> float:
    """The largest sum of a one-to-one assignment (Hungarian method with potentials)."""
    if gain.shape[0] > gain.shape[1]:
        gain = gain.T
    cost = -gain
    rows, columns = cost.shape
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    match = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        match[0] = row
        column = 0
        least = np.full(columns + 1, np.inf)
        way = np.zeros(columns + 1, dtype=int)
        used = np.zeros(columns + 1, dtype=bool)
        while match[column] != 0:
            used[column] = True
            here = match[column]
            slack = cost[here - 1] - u[here] - v[1:]
            better = ~used[1:] & (slack < least[1:])
            least[1:][better] = slack[better]
            way[1:][better] = column
            free = np.where(~used[1:])[0] + 1
            nearest = free[np.argmin(least[free])]
            delta = least[nearest]
            u[match[used]] += delta
            v[used] -= delta
            least[~used] -= delta
            column = int(nearest)
        while column:
            match[column] = match[way[column]]
            column = int(way[column])
    return float(sum(gain[match[c] - 1, c - 1] for c in range(1, columns + 1) if match[c]))
