"""The tense of the verb that governs a time expression: news tells the week to come and the week past by it."""

from __future__ import annotations

from typing import Literal

from standoff.mention.time_words import TimeWords
from standoff.syntax import Tree, feature, matches

Tense = Literal["past", "present", "ahead"]


def tense_at(tree: Tree, index: int, *, words: TimeWords) -> Tense | None:
    """The tense of the nearest verb above `index` that tells one; None without any. "is visiting" points ahead."""
    chain = (_told(tree, here, words) for here in [index, *tree.ancestors(index)])
    return next((told for told in chain if told is not None), None)


def _told(tree: Tree, index: int, words: TimeWords) -> Tense | None:
    token = tree[index]
    aux = [tree[k] for k in tree.kids(index, "aux", "cop")]
    lemmas = {t.lemma.lower() for t in aux} | {t.form.lower() for t in aux}
    if lemmas & words.modals or (token.upos == "NOUN" and _noun_ahead(tree, index, words)):
        return "ahead"
    to_be = "be" in lemmas and "have" not in lemmas  # "were TO BE killed", not "were said to HAVE been killed"
    if token.upos == "VERB" and ((to_be and _to_come(tree, index, words)) or _declares(tree, index, words)):
        return "ahead"
    if token.lemma.lower() in words.ahead and token.upos in ("VERB", "ADJ") and not _finite_past(tree, index):
        return "ahead"
    if any(feature(t, "Tense") == "Past" for t in aux) or "have" in lemmas:
        return "past"
    return _verb_told(tree, index, words) if token.upos in ("VERB", "AUX") or aux else None


def _noun_ahead(tree: Tree, index: int, words: TimeWords) -> bool:
    """Whether a noun names what is to come: "the deadline", "his NEXT appearance"."""
    coming = any(tree[k].lemma.lower() in words.ahead_modifiers for k in tree.kids(index, "amod"))
    return coming or tree[index].lemma.lower() in words.ahead_nouns


def _to_come(tree: Tree, index: int, words: TimeWords) -> bool:
    """ "were TO RESUME on Monday", "was DUE TO LEAVE on Saturday": an infinitive with "be"."""
    marks = [tree[k].lemma.lower() for k in tree.kids(index, "mark", "case")]
    return "to" in marks or any(m in words.ahead for m in marks)


def _declares(tree: Tree, index: int, words: TimeWords) -> bool:
    """ "declared a ceasefire FROM Thursday": the start of what a verb declares."""
    if tree[index].lemma.lower() not in words.declaring:
        return False
    return any(tree.case(k) == "from" and tree[k].etype == "time" for k in tree.kids(index, "obl"))


def _verb_told(tree: Tree, index: int, words: TimeWords) -> Tense | None:
    token = tree[index]
    form = feature(token, "VerbForm")
    if feature(token, "Mood") == "Imp":
        return "ahead"
    infinitive = form == "Inf" or any(feature(tree[k], "VerbForm") == "Inf" for k in tree.kids(index, "aux", "cop"))
    if infinitive and any(tree[k].lemma.lower() == "to" for k in tree.kids(index, "mark")):
        above = tree[token.head].lemma.lower() if token.head >= 0 else ""
        wish = matches(token.deprel, ("xcomp", "ccomp", "csubj", "acl", "root"))
        return "ahead" if wish and above not in words.implicative else None
    if feature(token, "Tense") == "Past" and (form == "Fin" or not _is_ahead_above(tree, index, words)):
        return "past"
    if form == "Fin" or (form != "Ger" and tree.kids(index, "cop")):
        return "present"
    going = (form == "Ger" or feature(token, "Tense") == "Pres") and any(tree.kids(index, "aux"))
    return "ahead" if going else None


def _is_ahead_above(tree: Tree, index: int, words: TimeWords) -> bool:
    head = tree[index].head
    return head >= 0 and tree[head].lemma.lower() in words.ahead


def _finite_past(tree: Tree, index: int) -> bool:
    token = tree[index]
    bare = not tree.kids(index, "aux")
    told = feature(token, "VerbForm") == "Fin" and feature(token, "Tense") == "Past"
    return told and bare and token.deprel not in ("acl", "amod")
