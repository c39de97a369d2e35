"""Names that may stand in another's place: those of the corpora, and those of the project's own vocabularies."""

from __future__ import annotations

import random
from collections.abc import Sequence

from standoff.terms.tables import read_table
from train.example import Example, spans_of
from train.news import words_of

_TABLES = {"organisations.tsv": "ORG", "areas.tsv": "LOC"}
_SKIPPED = ("group",)  # "the West": no name of an organisation
_FROM_TABLES = 0.5


class Pools:
    """Names by kind and number of words."""

    def __init__(self, examples: Sequence[Example], dice: random.Random) -> None:
        """Takes the names that `examples` mark and those of the tables."""
        self._dice = dice
        self._seen: dict[str, list[list[str]]] = {}
        self._seen_by_size: dict[tuple[str, int], list[list[str]]] = {}
        for example in examples:
            for start, end, kind in spans_of(example.names or []):
                self._seen.setdefault(kind, []).append(example.words[start:end])
                self._seen_by_size.setdefault((kind, end - start), []).append(example.words[start:end])
        self._known: dict[str, list[list[str]]] = {}
        self._known_by_size: dict[tuple[str, int], list[list[str]]] = {}
        for table, kind in _TABLES.items():
            for words in _names_of(table):
                self._known.setdefault(kind, []).append(words)
                self._known_by_size.setdefault((kind, len(words)), []).append(words)

    def draw(self, kind: str, *, size: int | None) -> list[str]:
        """The words of a name of this kind, and of `size` words if that is given."""
        known = self._known.get(kind) if size is None else self._known_by_size.get((kind, size))
        seen = self._seen.get(kind) if size is None else self._seen_by_size.get((kind, size))
        if known and (not seen or self._dice.random() < _FROM_TABLES):
            return self._dice.choice(known)
        return self._dice.choice(seen or [["?"]])


def _names_of(table: str) -> list[list[str]]:
    names = []
    for row in read_table(table):
        if row["kind"] in _SKIPPED:
            continue
        for name in [row["name"], *row["other_names"].split("|")]:
            bare = name.removeprefix("the ").removeprefix("The ")
            if bare[:1].isupper():
                names.append(words_of(bare))
    return names
