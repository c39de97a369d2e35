"""The words of a participant of an event, without what only hangs on them."""

from __future__ import annotations

from standoff.span import Span
from standoff.syntax import Tree, matches

_NOT_PHRASE = (
    "acl", "appos", "conj", "cc", "case", "punct", "parataxis", "advcl", "mark", "cop", "nsubj", "orphan", "dep", "aux",
    "advmod", "obl", "xcomp", "obj",
)  # fmt: skip


def phrase(tree: Tree, head: int) -> Span:
    """The words of a participant: its phrase without clauses, appositions, conjuncts and leading prepositions."""
    cut = [c for c in tree.children[head] if matches(tree[c].deprel, _NOT_PHRASE) or _loose(tree, c)]
    tokens = tree.subtree(head, without=cut)
    while len(tokens) > 1 and tree[tokens[0]].upos in {"DET", "PUNCT"} and tokens[0] != head:
        tokens = tokens[1:]
    return tree.span(_run(tokens, head))


def _loose(tree: Tree, token: int) -> bool:
    """Whether a phrase only hangs on a noun: any but its possessor and its "of"."""
    deprel = tree[token].deprel
    return matches(deprel, ("nmod",)) and deprel != "nmod:poss" and tree.case(token) != "of"


def _run(tokens: list[int], head: int) -> list[int]:
    """The unbroken run of tokens around `head`."""
    at = tokens.index(head)
    low = high = at
    while low > 0 and tokens[low - 1] == tokens[low] - 1:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1] == tokens[high] + 1:
        high += 1
    return tokens[low : high + 1]
