"""States that no vocabulary knows: a name that speaks like a government, or has one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from standoff.mention.entity_names import NameHit, View
from standoff.syntax import matches
from standoff.terms.actors import ActorTable, atoms, fold
from standoff.terms.tables import read_table


def plain_name(name: str) -> str:
    """A name as it is compared inside a story: lower case, no accents, no article."""
    return " ".join(fold(a) for a in atoms(name) if fold(a) != "the")


def find_polities(views: Sequence[View], actors: ActorTable) -> frozenset[str]:
    """The unknown names of a story that act as states, as `plain_name` gives them. Known areas are none."""
    found: set[str] = set()
    for view in views:
        for hit in view.names:
            long = hit.end - hit.start > 2 or (hit.kind == "PER" and hit.end - hit.start > 1)
            if hit.aliases or long or not (_governs(view, hit, actors) or _speaks(view, hit, actors)):
                continue
            found.add(plain_name(view.words(hit.start, hit.end)))
    return frozenset(found - _areas()) if found else frozenset()


@cache
def _areas() -> frozenset[str]:
    """Regions, seas and sites, in lower case."""
    rows = read_table("areas.tsv")
    names = [n.lstrip("?") for row in rows for n in (row["name"], *row["other_names"].split("|"))]
    return frozenset(plain_name(n) for n in names if n)


def _head(view: View, hit: NameHit) -> int:
    inside = range(hit.start, hit.end)
    return next((i for i in inside if view.tree[i].head not in inside), hit.start)


def _governs(view: View, hit: NameHit, actors: ActorTable) -> bool:
    """ "Vandia's army", "the government of Vandia": it owns what only a state has."""
    head = _head(view, hit)
    token = view.tree[head]
    of = matches(token.deprel, ("nmod",)) and view.tree.case(head) == "of"
    if token.head < 0 or not (of or matches(token.deprel, ("nmod:poss",))):
        return False
    start, end = token.head, token.head + 1
    pair = (view.lower[start - 1], view.lower[start]) if start else ("",)
    triple = view.lower[start : end + 2]
    return any(w in actors.words["state_roles"] for w in (view.lower[start], " ".join(pair), " ".join(triple)))


def _speaks(view: View, hit: NameHit, actors: ActorTable) -> bool:
    """A place that says, denies, attacks or signs."""
    if hit.kind != "LOC":
        return False
    token = view.tree[view.tree.first_conjunct(_head(view, hit))]
    verb = view.tree[token.head].lemma.lower() if token.head >= 0 else ""
    return token.deprel == "nsubj" and verb in actors.words["state_verbs"]
