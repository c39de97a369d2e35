"""Fronted words of reported clauses, hung where they belong.

"On Tuesday, a strike hit a house, medics said": parsers like to hang the day on the saying. It is the strike's. So is
a subject, where the saying has another: "Shelling of the town killed three, doctors said". And of several clauses
that are reported ("The town REMAINS CALM as long as the truce HOLDS," he said) only the first is the saying's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from standoff.model import Token

_FRONTED = ("obl", "advmod", "advcl")
_SUBJECT = ("nsubj", "nsubj:pass")


def hang_fronted(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words, those before a clause that is reported after it ("C, they said") hung on that clause."""
    moved = dict(_moves(tokens))
    hung = tuple(replace(t, head=moved[i]) if i in moved else t for i, t in enumerate(tokens))
    out = list(hung)
    for clause, head, deprel in _chains(hung):
        out[clause] = replace(hung[clause], head=head, deprel=deprel)
    return tuple(out)


def _chains(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Further clauses that a parse hangs on the verb that reports, each with the one before it as its new head."""
    for verb, token in enumerate(tokens):
        if token.upos != "VERB":
            continue
        told = [i for i, t in enumerate(tokens[:verb]) if t.head == verb and t.deprel == "ccomp"]
        if len(told) < 2 or any(_that(tokens, c) for c in told) or not _reported(tokens, told[-1], verb):
            continue
        for before, clause in pairwise(told):
            own = {t.deprel.partition(":")[0] for t in tokens if t.head == clause}
            bare = clause == before + 1 and "nsubj" not in own
            yield clause, before, "xcomp" if bare else "advcl" if "mark" in own else "parataxis"


def _moves(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Each word that is to hang elsewhere, with its new head."""
    for clause, token in enumerate(tokens):
        verb = token.head
        if token.deprel == "parataxis" and 0 <= verb < clause and _has_subject(tokens, clause):
            yield from ((word, clause) for word in _behind(tokens, verb, clause))
        if token.deprel != "ccomp" or verb <= clause or not _reported(tokens, clause, verb):
            continue
        start = min(_under(tokens, clause))
        own_subject = any(t.head == clause and t.deprel in _SUBJECT for t in tokens)
        for word in range(start):
            if tokens[word].head != verb:
                continue
            adjunct = tokens[word].deprel.partition(":")[0] in _FRONTED
            if adjunct or (tokens[word].deprel in _SUBJECT and not own_subject):
                yield word, clause
        yield from ((word, verb) for word in _behind(tokens, clause, verb))


def _has_subject(tokens: Sequence[Token], verb: int) -> bool:
    return tokens[verb].upos == "VERB" and any(t.head == verb and t.deprel == "nsubj" for t in tokens)


def _behind(tokens: Sequence[Token], clause: int, verb: int) -> list[int]:
    """Words behind the verb that reports, hung in its clause: "C, they said IN A SPEECH, ADDING that …"."""
    below = set(_under(tokens, clause))
    hung = [i for i in range(verb + 2, len(tokens)) if tokens[i].head in below and tokens[i].head < verb]
    going_on = [i for i in hung if tokens[i].deprel == "advcl" and tokens[i].form.endswith("ing")]
    return [
        *(i for i in going_on if tokens[i - 1].form == ","),
        *(i for i in hung if tokens[i].deprel == "obl" and min(_under(tokens, i)) == verb + 1),
    ]


def _that(tokens: Sequence[Token], clause: int) -> bool:
    """Whether a clause opens with "that": it may belong to a noun before it."""
    return any(t.head == clause and t.deprel == "mark" and t.form.lower() == "that" for t in tokens)


def _reported(tokens: Sequence[Token], clause: int, verb: int) -> bool:
    """Whether the verb that reports follows its clause after a comma: "C, the ministry said"."""
    subjects = [i for i, t in enumerate(tokens) if t.head == verb and t.deprel == "nsubj" and i > clause]
    return bool(subjects) and any(t.form in (",", '"', "”") for t in tokens[clause + 1 : max(verb, subjects[0])])


def _under(tokens: Sequence[Token], top: int) -> list[int]:
    """All words under a word, itself included."""
    found = {top}
    grew = True
    while grew:
        more = {i for i, t in enumerate(tokens) if t.head in found} - found
        grew = bool(more)
        found |= more
    return sorted(found)
