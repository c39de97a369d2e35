"""What `split` and `join` share: exact ids, the reports of a record, what came of a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Literal

from standoff.errors import StoreError
from standoff.ledger_model import Judgement
from standoff.store import Store

Pair = tuple[str, str]


class Judging:
    """A ledger about to be judged."""

    def __init__(self, store: Store, db: Path) -> None:
        self._store = store
        self._db = db

    def exact(self, identifier: str) -> str:
        """The id of the report that an id, the beginning of one, or PAGE:e1 names; raises `StoreError` if not one."""
        found = list(dict.fromkeys(f.id for f in self._store.find(identifier)))
        if len(found) != 1:
            why = f"{len(found)} records begin with" if found else "no record"
            raise StoreError(f"{self._db}: {why} {identifier}")
        return found[0]

    def members(self, identifier: str) -> list[str]:
        """The ids of all reports that are merged with this one, itself included; first told first."""
        return self._store.tellings(identifier)

    def last_words(self) -> Mapping[Pair, Judgement]:
        """The last word on every pair."""
        from standoff.merge.regroup import last_words

        return last_words(self._store.judgements())

    def kept_apart(self, groups: Sequence[Sequence[str]]) -> list[str]:
        """A line for every two reports of different groups that one and the same story tells as two."""
        pages = {m: self._store.find(m)[0].page for group in groups for m in group}
        pairs = [pair for left, right in combinations(groups, 2) for pair in product(left, right)]
        return [
            f"one story tells {a} and {b} as two ({pages[a]}); joined all the same, as you say"
            for a, b in pairs
            if a != b and pages[a] == pages[b]
        ]


def parts_of(judging: Judging, members: Sequence[str]) -> str:
    """The records that reports are in now, one a line."""
    parts: dict[frozenset[str], list[str]] = defaultdict(list)
    for member in members:
        whole = judging.members(member)
        parts[frozenset(whole)] = whole
    return "\n".join(f"{part[0]}: {_reports(part)}" for part in parts.values())


def _reports(part: Sequence[str]) -> str:
    return f"{len(part)} report{'s' if len(part) > 1 else ''} ({', '.join(part)})"


def take_back(
    store: Store, verdict: Literal["same", "different"], identifiers: Sequence[str], *, by: str, at: str
) -> str:
    """Undoes the words of a verdict on pairs of these ids (of one id: all words on it), and says which.

    Words that were given at one stroke with them go too. Raises `StoreError` if there is none.
    """
    named = set(identifiers)
    words = [w for w in store.judgements() if w.verdict == verdict]
    strokes = {(w.by, w.at) for w in words if _meant({w.left, w.right}, named)}
    meant = [w for w in words if (w.by, w.at) in strokes]
    if not meant:
        raise StoreError(f"nobody has said that {' and '.join(sorted(named))} are {verdict}")
    for word in meant:
        store.undo_judgement(word.number or 0, by=by, at=at)
    return f"{len(meant)} taken back: " + ", ".join(f"{w.left} {w.right} (by {w.by}, {w.at})" for w in meant)


def _meant(pair: set[str], named: set[str]) -> bool:
    """Whether a word is on the ids named: on two of them, or on one of them and its others."""
    return bool(pair & named) if len(named) == 1 else pair <= named
