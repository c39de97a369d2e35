"""What the development sets of `bench.merge` say of each class of reason: Fellegi-Sunter log-odds beside the weight.

    python -m bench.merge_weights

For each class: pairs of one happening and of two that give it, the log-odds ln(m/u) with half a pair added to each, and
the weight of `merge/weights.py`. Pairs are those of one set, type and kind of fact. The sets are full of near misses
of one town: there the log-odds are too low for a ledger of many wars, and the weights stay above them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from bench.cluster_file import read_sets
from bench.merge import Mention, documents, mentions_of

from standoff.merge import tell_story
from standoff.merge.cards import Card, cards_of
from standoff.merge.compare import reasons
from standoff.merge.weights import WEIGHTS

_FACT = frozenset({"occurred", "ongoing", "habitual"})


def comparable(left: Mention, right: Mention) -> bool:
    """Whether two mentions are of one set, two stories, one type and one kind of fact."""
    a, b = left.telling, right.telling
    return bool(
        a
        and b
        and a.page != b.page
        and left.happening.split()[0] == right.happening.split()[0]
        and a.event_type == b.event_type
        and (a.realis in _FACT) == (b.realis in _FACT)
    )


def classes() -> Iterator[tuple[bool, set[str]]]:
    """For every comparable pair of the development sets: whether it is one happening, and its classes of reasons."""
    sets = [s for s in read_sets() if not s.held]
    docs = documents((s for group in sets for s in group.stories), fresh=False, check=False)
    told = {s.page: tell_story(docs[s.page]) for group in sets for s in group.stories}
    stories = {t.story.page: t.story for t in told.values()}
    cards: dict[str, Card] = {c.telling.id: c for c in cards_of(e for t in told.values() for e in t.events)}
    for left, right in combinations(mentions_of(sets, told), 2):
        if left.telling and right.telling and comparable(left, right):
            found = reasons(cards[left.telling.id], cards[right.telling.id], stories)
            yield left.happening == right.happening, {kind for kind, _ in found}


def main() -> None:
    """Prints the table."""
    pairs = list(classes())
    totals = Counter(same for same, _ in pairs)
    counts = Counter((same, kind) for same, kinds in pairs for kind in kinds)
    print(f"{totals[True]} pairs of one happening, {totals[False]} of two")
    for kind in ["never", *WEIGHTS]:
        m, u = counts[True, kind], counts[False, kind]
        odds = math.log((m + 0.5) / (totals[True] + 1)) - math.log((u + 0.5) / (totals[False] + 1))
        print(f"{kind:24} {m:4} {u:4} {odds:+6.2f}  {WEIGHTS.get(kind, float('-inf')):+5.1f}")


if __name__ == "__main__":
    main()
