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
    """Whether parties only argue about some act, not one that is known: "a dispute over A PRISONER SWAP".

    So is "the scope of AN ISRAELI WITHDRAWAL".
    """
    noun, case = tree[head].lemma.lower(), tree.case(here)
    argued = noun in word_class("arguments_about") and case in {"over", "on", "about"}
    return (argued or (noun in word_class("sides_of_acts") and case == "of")) and not known(tree, here)


def agreed_on(tree: Tree, here: int, head: int) -> bool:
    """Whether a gerund tells what a deal or talks are about: "signed an accord ON WITHDRAWING troops"."""
    marks = {tree[m].lemma.lower() for m in tree.kids(here, "mark", "case")}
    if not marks & {"on", "over", "about"} or feature(tree[here], "VerbForm") not in {"Ger", "Part"}:
        return False
    about = [head, *tree.kids(head, "obj", "obl", "nsubj", "nsubj:pass")]
    return any(tree[t].lemma.lower() in word_class("arguments_about") for t in about)


def is_due(tree: Tree, verb: int) -> bool:
    """Whether "due to" leads a verb like a modal: "the envoy was DUE TO meet them"."""
    return any(tree[c].lemma.lower() == "due" and tree.kids(c, "fixed") for c in tree.children[verb] if c < verb)


def known(tree: Tree, noun: int) -> bool:
    """Whether a noun names an act that is known: "THE attack", "ITS attack", by name."""
    marked = any(tree[d].lemma.lower() in word_class("definite_words") for d in tree.kids(noun, "det"))
    return marked or bool(tree.kids(noun, "nmod:poss")) or tree[noun].upos == "PROPN"


def bare_participle(tree: Tree, token: int) -> bool:
    """Whether a verb is a past participle with nothing that makes it a clause: "BROKERED by X"."""
    participle = feature(tree[token], "VerbForm") == "Part" and feature(tree[token], "Tense") == "Past"
    return participle and not tree.kids(token, "mark", "aux", "nsubj", "nsubj:pass")


def aimed_at(tree: Tree, here: int, head: int) -> bool:
    """Whether an act is only what something is for: "talks AIMED AT a withdrawal", "aimed at SECURING it"."""
    led = {tree[m].lemma.lower() for m in tree.kids(here, "case", "mark")} & {"at", "towards", "toward"}
    return bool(led) and tree[head].lemma.lower() in word_class("aiming") and tree[here].etype != "object"
