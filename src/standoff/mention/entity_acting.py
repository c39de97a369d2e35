"""Whether the name of a capital stands for the government or for the city."""

from __future__ import annotations

from standoff.mention.entity_names import NameHit, View
from standoff.syntax import matches
from standoff.terms.actors import ActorWords


def acts(view: View, hit: NameHit, words: ActorWords) -> bool:
    """Whether the city at `hit` acts, speaks or is dealt with as a government."""
    tree = view.tree
    head = _head(view, hit)
    after = view.lower[hit.end] if hit.end < len(view.lower) else ""
    if after == "-" and hit.end + 1 < len(view.lower):
        return view.lower[hit.end + 1] in words["led_words"] - {
            "based",
            "born",
            "made",
            "held",
            "occupied",
            "controlled",
        }
    first = tree.first_conjunct(head)
    token = tree[first]
    governor = tree[token.head] if token.head >= 0 else None
    if governor is None:
        return False
    if matches(token.deprel, ("nmod:poss",)):
        return not _of_city(view, token.head, words)
    case = tree.case(first)
    if case:
        return _by_preposition(view, first, case, words)
    if matches(token.deprel, ("nsubj",)) and not matches(token.deprel, ("nsubj:pass",)):
        return _acting_verb(view, token.head, words)
    if matches(token.deprel, ("nsubj:pass", "obj", "iobj")):
        return governor.lemma.lower() in words["addressing_verbs"]
    if matches(token.deprel, ("parataxis",)):
        return False
    return bool(matches(token.deprel, ("xcomp", "ccomp")) and governor.lemma.lower() in words["addressing_verbs"])


def _head(view: View, hit: NameHit) -> int:
    inside = range(hit.start, hit.end)
    return next((i for i in inside if view.tree[i].head not in inside), hit.start)


def _acting_verb(view: View, verb: int, words: ActorWords) -> bool:
    """The predicate is an act of a government; "Kyiv is quiet" is not."""
    tree = view.tree
    token = tree[verb]
    if token.upos == "VERB":
        return token.lemma.lower() not in words["city_verbs"]
    if tree.kid(verb, "cop") is None:
        return False
    if tree.case(verb) in words["willing_words"]:
        return True
    clause = tree.kid(verb, "ccomp", "xcomp", "csubj")
    return clause is not None or token.lemma.lower() in words["willing_words"]


def _of_city(view: View, owned: int, words: ActorWords) -> bool:
    token = view.tree[owned]
    return (
        token.lemma.lower() in words["city_nouns"]
        or token.form.lower() in words["city_nouns"]
        or token.etype == "place"
    )


def _by_preposition(view: View, index: int, case: str, words: ActorWords) -> bool:
    tree = view.tree
    governor = tree[tree[index].head]
    lemma, form = governor.lemma.lower(), governor.form.lower()
    if case == "between":
        return form in words["dealing_nouns"] or lemma in words["dealing_nouns"]
    if case in words["bare_prepositions"]:
        return True
    if case not in words["dealing_prepositions"]:
        return False
    if governor.upos in ("NOUN", "PROPN"):
        return form in words["dealing_nouns"] or lemma in words["dealing_nouns"]
    if case == "to" and lemma in words["speaking_to_verbs"]:
        return True
    if case in ("to", "from", "for", "of"):
        below = [tree[k].form.lower() for k in tree.kids(tree[index].head, "obj")]
        return case in ("from", "for") and any(w in words["dealing_nouns"] for w in below)
    return lemma in words["acting_verbs"] and case in ("with", "on")
