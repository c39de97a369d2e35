"""How a clause is told: as past, with a modal, as still to come."""

from __future__ import annotations

from standoff.syntax import Tree, feature
from standoff.terms.realis import word_class


def is_pledge(tree: Tree, main: int) -> bool:
    """Whether a thing is pledged, and so still to come: "promised STRIKES until the law fell"."""
    head = tree[main].head
    return head >= 0 and tree[main].deprel == "obj" and tree[head].lemma.lower() in word_class("pledging")


def is_simple_past(tree: Tree, token: int) -> bool:
    """Whether a clause is in the simple past."""
    return feature(tree[token], "Tense") == "Past" and not tree.kids(token, "aux", "aux:pass", "cop")


def is_past(tree: Tree, token: int) -> bool:
    """Whether a clause tells of the past: "did not leave", "was found", "sailed", with no modal."""
    words = word_class("will") | word_class("may") | word_class("must")
    auxes = {tree[a].form.lower() for a in tree.kids(token, "aux", "aux:pass", "cop")}
    if auxes & words or {tree[a].lemma.lower() for a in tree.kids(token, "aux")} & words:
        return False
    if auxes:
        return bool(auxes & {"did", "was", "were", "had"})
    return feature(tree[token], "Tense") == "Past" and feature(tree[token], "VerbForm") == "Fin"


def has_modal(tree: Tree, token: int) -> bool:
    """Whether a clause has a modal: in reported speech the other clause then stands in the past ("until it ended")."""
    return any(tree[a].upos == "AUX" and feature(tree[a], "Tense") is None for a in tree.kids(token, "aux"))


def is_open(tree: Tree, main: int) -> bool:
    """Whether a clause is told as still to come: a modal in it or above it, or what somebody offers or agrees to do."""
    here = main
    if tree[main].form.lower() in word_class("readies") and any(tree.case(c) == "for" for c in tree.kids(main, "obl")):
        return True  # "remains PREPARED for dialogue"
    for _ in range(3):
        if has_modal(tree, here):
            return True
        head = tree[here].head
        if head < 0 or tree[here].deprel not in {"xcomp", "acl"}:
            return False
        if tree[head].lemma.lower() in word_class("opening_verbs"):
            return True
        here = head
    return False
