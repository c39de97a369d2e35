"""Acts that the words around them only talk of: what somebody is kept from, asked for, or argued about."""

from __future__ import annotations

from standoff.syntax import Tree, feature
from standoff.terms.realis import RealisTable, word_class


def kept_from(tree: Tree, here: int, head: int, deprel: str) -> bool:
    """Whether a gerund tells what somebody is kept from or charged with: "kept them from ATTACKING the town"."""
    marks = {tree[m].lemma.lower() for m in tree.kids(here, "mark", "case")}
    led = deprel in {"advcl", "obl", "xcomp"} and bool(marks & word_class("kept_by"))
    return led and tree[here].upos in ("VERB", "AUX") and tree[head].lemma.lower() in word_class("kept_from")


def asked_by_noun(tree: Tree, here: int, head: int, deprel: str, table: RealisTable) -> bool:
    """Whether a clause without tense tells what a noun asks, taken for a relative one: "a demand that they LEAVE"."""
    if deprel != "acl:relcl" or tree[head].upos != "NOUN" or table.governor(tree[head].lemma.lower(), "n") != "content":
        return False
    first = min(tree.subtree(here))
    that = tree[first].lemma.lower() == "that" and not tree.kids(here, "aux")
    subject = [s for s in tree.kids(here, "nsubj", "nsubj:pass") if s != first]
    return that and bool(subject) and tree[here].form.lower() == tree[here].lemma.lower()


def only_talked_of(tree: Tree, here: int, head: int) -> bool:
    """Whether parties only argue about some act, not one that is known: "a dispute over A PRISONER SWAP"."""
    argued = tree[head].lemma.lower() in word_class("arguments_about") and tree.case(here) in {"over", "on", "about"}
    return argued and not known(tree, here)


def known(tree: Tree, noun: int) -> bool:
    """Whether a noun names an act that is known: "THE attack", "ITS attack", by name."""
    marked = any(tree[d].lemma.lower() in word_class("definite_words") for d in tree.kids(noun, "det"))
    return marked or bool(tree.kids(noun, "nmod:poss")) or tree[noun].upos == "PROPN"


def bare_participle(tree: Tree, token: int) -> bool:
    """Whether a verb is a past participle with nothing that makes it a clause: "BROKERED by X"."""
    participle = feature(tree[token], "VerbForm") == "Part" and feature(tree[token], "Tense") == "Past"
    return participle and not tree.kids(token, "mark", "aux", "nsubj", "nsubj:pass")
