"""Bound clauses whose verb the parse took for a noun, hung as clauses.

"No talks until attacks on Kharkiv STOP": parsers like to read a name with a noun behind it ("Kharkiv stops"). A word
that ends acts, at the end of such a clause and agreeing with its subject, is its verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.model import Token
from standoff.terms.conditions import binding_words
from standoff.terms.frames import ending_verbs

_FINITE = "Mood=Ind|Person=3|Tense=Pres|VerbForm=Fin"
_THINGS = frozenset({"NOUN", "PROPN"})
_AFTER = frozenset({"PUNCT", "CCONJ", "ADV", "SCONJ", "ADP"})
_OF_VERBS = frozenset({"nsubj", "nsubj:pass", "csubj", "aux", "aux:pass", "cop"})
_OF_NOUNS = frozenset({"det", "amod", "compound", "nummod", "case", "flat", "nmod:poss", "nmod"})
_LONGEST = 14  # words of such a clause


def hang_bound(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words, with the clauses behind "until", "unless", "if" … that end in a verb read as a noun made clauses."""
    out = tuple(tokens)
    for verb in range(3, len(tokens)):
        places = _places(out, verb) if _may_end(out, verb) else None
        if places is not None:
            out = _clause(out, *places, verb)
    return out


def _may_end(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a word has the form of a verb of ending, has no subject, and nothing of its phrase follows."""
    if tokens[verb].form.lower() not in ending_verbs() or tokens[verb].upos not in {"NOUN", "PROPN", "VERB"}:
        return False
    after = tokens[verb + 1].upos if verb + 1 < len(tokens) else "PUNCT"
    return after in _AFTER and not any(t.head == verb and t.deprel in _OF_VERBS for t in tokens)


def _places(tokens: Sequence[Token], verb: int) -> tuple[int, int, int] | None:
    """Where the marker, the subject and the noun before the verb stand: "UNTIL raids on ODESA stop"."""
    marker = next((m for m in range(verb - 1, max(-1, verb - _LONGEST), -1) if _marks(tokens, m)), None)
    if marker is None or any(t.upos in {"AUX", "PUNCT", "SCONJ", "PRON"} for t in tokens[marker + 1 : verb]):
        return None
    case = next((p for p in range(marker + 2, verb - 1) if tokens[p].upos == "ADP"), None)
    if case is None or tokens[case - 1].upos not in _THINGS | {"VERB"} or tokens[verb - 1].upos not in _THINGS:
        return None
    subject, near = case - 1, verb - 1
    plural = "Number=Plur" in tokens[subject].feats
    agrees = plural == (tokens[verb].form.lower() == ending_verbs()[tokens[verb].form.lower()])
    return (marker, subject, near) if agrees and _whole(tokens, case, near) else None


def _marks(tokens: Sequence[Token], word: int) -> bool:
    """Whether a word binds a clause: "until", the last word of "as long as"."""
    return tokens[word].form.lower() in binding_words() and tokens[word].upos in {"SCONJ", "ADP", "ADV"}


def _whole(tokens: Sequence[Token], case: int, near: int) -> bool:
    """Whether a phrase is whole without the word after it: a name, many, or with an article ("the city")."""
    many = tokens[near].upos == "PROPN" or "Number=Plur" in tokens[near].feats
    return many or any(t.upos in {"DET", "PROPN"} for t in tokens[case + 1 : near])


def _clause(tokens: Sequence[Token], marker: int, subject: int, near: int, verb: int) -> tuple[Token, ...]:
    """The words with the clause hung on what it was hung on as a phrase; as they were if that is not found."""
    above = next((tokens[w].head for w in (verb, subject) if not marker <= tokens[w].head <= verb), -1)
    if above < 0:
        return tuple(tokens)
    out = list(tokens)
    lemma = ending_verbs()[tokens[verb].form.lower()]
    for word, token in enumerate(tokens):
        if token.head == verb and subject < word < verb and token.deprel in _OF_NOUNS:
            out[word] = replace(token, head=near)
        elif token.head in {subject, near} and word > verb:
            out[word] = replace(token, head=verb)
    for word in (w for w in range(subject + 1, near) if tokens[w].head == subject and tokens[w].upos == "ADP"):
        out[word] = replace(out[word], head=near)
    out[verb] = replace(tokens[verb], upos="VERB", feats=_FINITE, lemma=lemma, head=above, deprel="advcl", etype="")
    out[near] = replace(tokens[near], head=subject, deprel="nmod")
    out[subject] = replace(tokens[subject], head=verb, deprel="nsubj")
    out[marker] = replace(tokens[marker], upos="SCONJ", head=verb, deprel="mark")
    return tuple(out)
