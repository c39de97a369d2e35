"""What people hold of records, and how far they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from standoff.ledger_model import Review
from standoff.merge.reviewed import FIELDS
from standoff.serve.desk import KINDS
from standoff.store import MergedKind

Row = dict[str, Any]
AS_READ = "as read"


@dataclass(frozen=True, slots=True)
class View:
    """What one person holds of a record: the last verdict, and the last value of every corrected field."""

    by: str
    verdict: str
    values: Mapping[str, object]


def views_of(words: Sequence[Review]) -> list[View]:
    """What each person holds of a record, by their names."""
    people: dict[str, View] = {}
    for word in sorted(words, key=lambda w: w.number):
        before = people.get(word.by)
        values = dict(before.values) if before and word.verdict == "corrected" else {}
        if word.field is not None:
            values[word.field] = word.value
        people[word.by] = View(word.by, word.verdict, values)
    return [people[name] for name in sorted(people)]


def differ(views: Sequence[View]) -> bool:
    """Whether two people hold different things of a record."""
    return any((a.verdict, dict(a.values)) != (b.verdict, dict(b.values)) for a, b in combinations(views, 2))


def agreement(words: Mapping[str, Sequence[Review]]) -> list[Row]:
    """For every two people who checked the same records, by kind and field: how often they agree.

    `agreement` is the share of records, `kappa` Cohen's kappa, null where chance alone would agree on all.
    Fields are compared where neither rejects the record; a value that was not corrected counts as read.
    """
    pairs: dict[tuple[str, str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for identifier, said in words.items():
        kind = KINDS[identifier[0]]
        for a, b in combinations(views_of(said), 2):
            for name, labels in _compared(a, b, kind):
                pairs[a.by, b.by, kind, name].append(labels)
    return [
        {"by": [a, b], "kind": kind, "field": name, "records": len(labels), **measures(labels)}
        for (a, b, kind, name), labels in sorted(pairs.items())
    ]


def _compared(a: View, b: View, kind: MergedKind) -> Iterator[tuple[str, tuple[str, str]]]:
    """What can be compared of two views of a record: the verdicts, and the fields where neither rejects it."""
    yield "verdict", (a.verdict, b.verdict)
    if "rejected" not in (a.verdict, b.verdict):
        yield from ((name, (_label(a, name), _label(b, name))) for name in FIELDS[kind])


def _label(view: View, name: str) -> str:
    return repr(view.values[name]) if name in view.values else AS_READ


def measures(labels: Sequence[tuple[str, str]]) -> dict[str, float | None]:
    """Share of pairs that agree, and Cohen's kappa.

    >>> measures([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
    {'agreement': 0.75, 'kappa': 0.5}
    """
    number = len(labels)
    observed = sum(a == b for a, b in labels) / number
    names = {name for pair in labels for name in pair}
    by_chance = sum(
        sum(a == name for a, _ in labels) * sum(b == name for _, b in labels) for name in names
    ) / number**2  # fmt: skip
    kappa = None if by_chance == 1 else round((observed - by_chance) / (1 - by_chance), 4)
    return {"agreement": round(observed, 4), "kappa": kappa}
