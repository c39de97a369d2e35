"""Statement tellings that may be one: those that repeat each other, over however many steps."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from standoff.ledger_model import StatementTelling
from standoff.merge.statements import same_saying
from standoff.store import cache_tables as tables


def tied_sayings(
    connection: sqlite3.Connection, numbers: Iterable[int], mates: Callable[[set[int]], set[int]]
) -> dict[int, StatementTelling]:
    """The statement tellings of these numbers, and all that lead from one to another; `mates`: whom people tie to some.

    What is left out repeats none of them, so merging them is right for them whatever else is in the ledger.
    """
    near = _Near(connection)
    edge = near.told(numbers)
    tied = dict(edge)
    while edge:
        edge = {n: t for n, t in (near.repeating(edge) | near.told(mates(set(edge)))).items() if n not in tied}
        tied |= edge
    return tied


class _Near:
    """Tellings by the blocks that they are in; each is read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._told: dict[int, StatementTelling] = {}
        self._in: dict[int, list[int]] = {}

    def told(self, numbers: Iterable[int]) -> dict[int, StatementTelling]:
        """Tellings by their numbers."""
        wanted = set(numbers)
        found: Mapping[int, Any] = tables.tellings_by_number(self._sql, wanted - self._told.keys())
        self._told |= {n: t for n, t in found.items() if isinstance(t, StatementTelling)}
        return {n: self._told[n] for n in sorted(wanted & self._told.keys())}

    def repeating(self, edge: Mapping[int, StatementTelling]) -> dict[int, StatementTelling]:
        """Tellings that repeat one of these."""
        keys = {n: tables.meeting_keys(t) for n, t in edge.items()}
        self._read({key for every in keys.values() for key in every})
        found: dict[int, StatementTelling] = {}
        for number, telling in edge.items():
            for other in {n for key in keys[number] for n in self._in[key]} - edge.keys() - found.keys():
                if same_saying(telling, self._told[other]):
                    found[other] = self._told[other]
        return found

    def _read(self, keys: set[int]) -> None:
        missing = keys - self._in.keys()
        by_key: dict[int, list[int]] = defaultdict(list)
        for key, number in tables.chosen(self._sql, "SELECT key, telling FROM block WHERE key IN ({})", missing):
            by_key[key].append(number)
        self.told(n for numbers in by_key.values() for n in numbers)
        self._in |= {key: by_key.get(key, []) for key in missing}
