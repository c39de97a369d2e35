"""What position of the sentence a place name stands in: that of a place, or that of somebody who acts."""

from __future__ import annotations

from standoff.mention.place_words import place_words
from standoff.syntax import Tree


def locative(tree: Tree, token: int) -> bool:
    """Whether the name that `token` heads stands in a place position, not in that of an actor.

    "in Kyiv", "the city of Kharkiv", "Aden airport", "Baghdad's streets", "MOSCOW (Reuters) -".
    """
    return _locative(tree, token, 0)


def _locative(tree: Tree, token: int, depth: int) -> bool:
    words = place_words()
    here = tree[token]
    if depth > 4:
        return False
    if here.deprel == "conj":
        return _locative(tree, here.head, depth + 1)
    case = tree.case(token)
    head = tree[here.head].form.lower() if here.head >= 0 else ""
    noun = tree[here.head].lemma.lower() if here.head >= 0 else ""
    beside = noun in words.place_nouns or head in words.place_nouns
    if here.deprel == "nmod:poss" and noun in words.local_nouns and here.upos == "PROPN":
        return True  # "Mariupol's defenders"
    if case in words.firm_prepositions or case.split(" ")[0] in words.compass:
        return True
    if case in words.place_prepositions:
        return beside
    if case:
        return False
    if here.deprel == "compound" and noun in words.local_nouns:
        return True
    if here.deprel in ("appos", "list", "flat", "compound", "nmod:poss", "nmod") and here.head >= 0:
        return beside or (here.deprel != "nmod:poss" and _locative(tree, here.head, depth + 1))
    return _dateline(tree, token)


def scene(tree: Tree, token: int) -> bool:
    """Whether the name that `token` heads is the subject of what befalls a place and hardly a person.

    "Bakhmut was shelled", "Goma was calm on Friday", "Kherson had a quiet night", "Derna saw no fighting".
    """
    words, here = place_words(), tree[token]
    if here.head < 0 or here.deprel not in ("nsubj", "nsubj:pass"):
        return False
    lemma = tree[here.head].lemma.lower()
    if here.deprel == "nsubj:pass":
        return lemma in words.undergone_verbs
    calm = lemma in words.calm_words or any(tree[x].lemma in words.calm_words for x in tree.kids(here.head, "xcomp"))
    if calm:
        return any(tree[t].etype == "time" for t in tree.kids(here.head, "obl", "advmod"))
    objects = tree.kids(here.head, "obj", "obl:unmarked") if lemma in words.passing_verbs else []
    told = [o for o in objects if tree[o].lemma.lower() in words.passed]
    return any(
        tree[k].lemma.lower() in words.calm_words or tree[k].lemma == "no"
        for o in told
        for k in tree.kids(o, "amod", "det")
    ) or bool(told and any(tree.case(o) == "without" for o in tree.kids(here.head, "obl")))


_DASHES = frozenset({"—", "–", "--", "-"})


def _dateline(tree: Tree, token: int) -> bool:
    """Whether the word stands in front of a dash or an agency's name at the head of a sentence."""
    ahead = [t.form for t in tree.tokens[token + 1 : token + 7]]
    if token > 3 or tree[token].deprel in ("nsubj", "nsubj:pass"):
        return False
    return "(" in ahead[:3] or any(word in _DASHES for word in ahead)


def acting(tree: Tree, token: int) -> bool:
    """Whether the name that `token` heads is the subject of a verb of speech or decision: "Kyiv said"."""
    here = tree[token]
    if here.deprel == "conj":
        return acting(tree, tree.first_conjunct(token))
    if here.deprel not in ("nsubj", "nsubj:outer") or here.head < 0:
        return False
    return tree[here.head].lemma.lower() in place_words().actor_verbs
