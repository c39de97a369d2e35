"""Whether the verb that governs a time expression points to the future."""

from __future__ import annotations

from standoff.mention.time_words import TimeWords
from standoff.syntax import Tree, feature, matches


def points_ahead(tree: Tree, index: int, *, words: TimeWords) -> bool:
    """Whether the nearest verb above `index` that tells of time is in the future; without any, it is not."""
    chain = [index, *tree.ancestors(index)]
    for here in chain:
        told = _told(tree, here, words)
        if told is not None:
            return told
    return False


def _told(tree: Tree, index: int, words: TimeWords) -> bool | None:
    """True: ahead; False: past or present; None: this word does not tell."""
    token = tree[index]
    aux = [tree[k] for k in tree.kids(index, "aux", "cop")]
    lemmas = {t.lemma.lower() for t in aux} | {t.form.lower() for t in aux}
    if lemmas & words.modals:
        return True
    if token.lemma.lower() in words.ahead_nouns and token.upos == "NOUN":
        return True
    if token.lemma.lower() in words.ahead and token.upos in ("VERB", "ADJ"):
        return not _past(tree, index) or token.deprel in ("acl", "amod") or feature(token, "Voice") == "Pass"
    if any(feature(t, "Tense") == "Past" for t in aux) or lemmas & {"have", "has", "had", "did", "was", "were"}:
        return False
    if token.upos not in ("VERB", "AUX") and not aux:
        return None
    return _verb_told(tree, index, words)


def _verb_told(tree: Tree, index: int, words: TimeWords) -> bool | None:
    token = tree[index]
    form = feature(token, "VerbForm")
    if feature(token, "Mood") == "Imp":
        return True
    infinitive = form == "Inf" or any(feature(tree[k], "VerbForm") == "Inf" for k in tree.kids(index, "aux", "cop"))
    if infinitive and any(tree[k].lemma.lower() == "to" for k in tree.kids(index, "mark")):
        above = tree[token.head].lemma.lower() if token.head >= 0 else ""
        wish = matches(token.deprel, ("xcomp", "ccomp", "csubj", "acl", "root"))
        return True if wish and above not in words.implicative else None
    if form == "Fin" or feature(token, "Tense") == "Past":
        return False
    if form == "Ger" or feature(token, "Tense") == "Pres":
        going = any(tree[k].lemma.lower() == "be" for k in tree.kids(index, "aux"))
        return True if going else None
    return None


def _past(tree: Tree, index: int) -> bool:
    aux = [tree[k] for k in tree.kids(index, "aux")]
    return feature(tree[index], "VerbForm") == "Fin" and feature(tree[index], "Tense") == "Past" and not aux
