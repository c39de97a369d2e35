"""The words of the two sides of a bond: without the marker, the other side, and what else is only hung on."""

from __future__ import annotations

from standoff.record.bonds import Bond, requirements
from standoff.record.slots import is_wanted_done
from standoff.span import Span
from standoff.syntax import Tree
from standoff.terms.realis import word_class


def clause_span(tree: Tree, token: int, bond: Bond) -> Span:
    """The words of one side, without the marker, the other side, and what else is only hung on."""
    cut: list[int] = []
    if token != bond.bound:
        cut = [bond.bound]
        cut += [
            c
            for c in tree.children[token]
            if bond.bound in tree.subtree(c) and tree[c].lemma.lower() in word_class("bond_carriers")
        ]
        cut += tree.kids(token, "case") if tree[token].deprel == "obl" else []  # "insisted on A CEASEFIRE before"
        cut += tree.kids(token, "parataxis", "advcl:relcl", "punct", "cc", "discourse")
        cut += [
            c
            for c in tree.kids(token, "conj", "ccomp")
            if token == bond.main and bond.bound not in tree.subtree(c) and tree[c].deprel == "conj"
        ]
    else:
        cut = tree.kids(token, "mark", "case", "punct", "cc")
        cut += [c for c in requirements(tree, token, bond.main) if c != token]
        cut += [c for c in tree.kids(token, "advmod") if tree[c].form.lower() in {*bond.marker.words.split(), "only"}]
        cut += [c for c in tree.subtree(token) if c == bond.main and c != token]
    if bond.marker.stands == "tie":
        cut += [c for c in tree.kids(token, "case", "conj", "cc") if bond.main != c != bond.bound]
        cut += [c for c in tree.kids(token, "conj") if bond.main in tree.subtree(c)]
    tokens = without_marker(tree, unbroken(tree.subtree(token, without=cut), token), bond)
    if is_wanted_done(tree, token):
        tokens = sorted({*tokens, *tree.subtree(tree.kids(tree[token].head, "obj")[0])})  # "THE EMBARGO lifted"
    return tree.span(tokens or [token])


def without_marker(tree: Tree, tokens: list[int], bond: Bond) -> list[int]:
    """Tokens without marks, and without what is left of the marker, at their ends: "[lift them] only", "as soon"."""
    spare = {*bond.marker.words.split(), "only"}
    out = list(tokens)
    while out and (tree[out[-1]].upos == "PUNCT" or tree[out[-1]].form.lower() in spare):
        out.pop()
    while out and (tree[out[0]].upos == "PUNCT" or tree[out[0]].form.lower() == "only"):
        out.pop(0)
    return out


def unbroken(tokens: list[int], head: int) -> list[int]:
    """The longest run of tokens around the head that no cut branch breaks by more than punctuation."""
    if head not in tokens:
        return tokens
    at = tokens.index(head)
    low = high = at
    while low > 0 and tokens[low] - tokens[low - 1] <= 2:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1] - tokens[high] <= 2:
        high += 1
    return tokens[low : high + 1]
