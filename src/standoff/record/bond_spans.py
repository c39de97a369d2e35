"""The words of the two sides of a bond: without the marker, the other side, and what else is only hung on."""

from __future__ import annotations

from standoff.record.bonds import Bond, carries_bond, requirements
from standoff.record.slots import is_wanted_done
from standoff.span import Span
from standoff.syntax import Tree, matches
from standoff.terms.realis import word_class


def clause_span(tree: Tree, token: int, bond: Bond) -> Span:
    """The words of one side, without the marker, the other side, and what else is only hung on."""
    if bond.asked_in is not None:  # what it waits for stands in another sentence
        apart = tree.kids(token, "mark", "case", "punct", "cc", "parataxis")
        return tree.span(unbroken(tree.subtree(token, without=apart), token))
    cut: list[int] = []
    if token != bond.bound:
        cut = [t for t in (bond.bound, tree.first_conjunct(bond.bound)) if t != token]
        cut += [c for c in tree.children[token] if bond.bound in tree.subtree(c) and carries_bond(tree, c)]
        cut += [m for m in tree.kids(token, "mark") if tree[m].upos != "PART"]
        cut += _when_said(tree, token)
        cut += tree.kids(token, "case") if tree[token].deprel == "obl" else []  # "insisted on A CEASEFIRE before"
        cut += tree.kids(token, "parataxis", "advcl:relcl", "punct", "cc", "discourse")
        cut += [
            c
            for c in tree.kids(token, "conj", "ccomp")
            if token == bond.main and tree[c].deprel == "conj" and (bond.bound not in tree.subtree(c) or _verb(tree, c))
        ]
    else:
        cut = tree.kids(token, "mark", "case", "punct", "cc")
        cut += [c for c in requirements(tree, token, bond.main) if c != token]
        cut += [c for c in tree.kids(token, "advmod") if tree[c].form.lower() in {*bond.marker.words.split(), "only"}]
        cut += [c for c in tree.subtree(token) if c == bond.main and c != token]
    if bond.marker.stands == "tie":
        named = [c for c in tree.kids(token, "nsubj") if tree[c].lemma.lower() in word_class("condition_nouns")]
        cut += [*tree.kids(token, "cop"), *named] if named else []
        cut += [c for c in tree.kids(token, "case", "conj", "cc") if bond.main != c != bond.bound]
        cut += [c for c in tree.kids(token, "conj") if bond.main in tree.subtree(c)]
    cut += _marker_words(tree, token, bond)
    tokens = without_marker(tree, unbroken(tree.subtree(token, without=cut), token), bond)
    above = tree[token].head
    if tree[token].deprel == "xcomp" and token != bond.bound and tree[above].lemma.lower() in word_class("half_verbs"):
        return clause_span(tree, above, bond)
    if is_wanted_done(tree, token):
        tokens = sorted({*tokens, *tree.subtree(tree.kids(tree[token].head, "obj")[0])})  # "THE EMBARGO lifted"
    return tree.span(tokens or [token])


def _told_part(tree: Tree, tokens: list[int], bond: Bond) -> list[int]:
    """Tokens of a headline without who tells it: "SUDAN: No talks before", "until it disarms: SRI LANKA"."""
    colons = [t for t in tokens if tree[t].form == ":"]
    heads = {bond.main, bond.bound} & set(tokens)
    if not colons or not heads:
        return list(tokens)
    head = min(heads)
    low = max((c for c in colons if c < head), default=-1)
    high = min((c for c in colons if c > head), default=len(tree))
    return [t for t in tokens if low < t < high]


def _leads_in(tree: Tree, token: int) -> bool:
    """Whether a token before a clause is none of it: a mark, "only", "then", "that"."""
    form, deprel = tree[token].form.lower(), tree[token].deprel
    return tree[token].upos == "PUNCT" or form in {"only", "then"} or (form == "that" and deprel == "mark")


def _verb(tree: Tree, token: int) -> bool:
    return tree[token].upos == "VERB"


def _when_said(tree: Tree, token: int) -> list[int]:
    """The day of the saying that the parse hangs on what is said: "said ON SATURDAY it would not sign"."""
    head, subject = tree[token].head, tree.kid(token, "nsubj", "nsubj:pass", "expl")
    if not matches(tree[token].deprel, ("ccomp",)) or head > token or subject is None:
        return []
    return [c for c in tree.kids(token, "obl", "iobj") if head < c < min(tree.subtree(subject))]


def _marker_words(tree: Tree, token: int, bond: Bond) -> list[int]:
    """The words of a long marker that the parse hangs inside the clause: "ON THE CONDITION government troops left"."""
    words, first = bond.marker.words.split(), min(tree.subtree(token))
    opens = [tree[t].form.lower() for t in range(first, min(first + len(words), len(tree)))]
    return list(range(first, first + len(words))) if token == bond.bound and len(words) > 1 and opens == words else []


def without_marker(tree: Tree, tokens: list[int], bond: Bond) -> list[int]:
    """Tokens without marks, and without what is left of the marker, at their ends: "[lift them] only", "as soon"."""
    spare = {*bond.marker.words.split(), "only"}
    out = _told_part(tree, tokens, bond)
    while out and (tree[out[-1]].upos == "PUNCT" or tree[out[-1]].form.lower() in spare):
        out.pop()
    while out and _leads_in(tree, out[0]):
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
