"""Fronted words of reported clauses, hung where they belong.

"On Tuesday, a strike hit a house, medics said": parsers like to hang the day on the saying. It is the strike's. So is
a subject, where the saying has another: "Shelling of the town killed three, doctors said".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from standoff.model import Token

_FRONTED = ("obl", "advmod", "advcl")
_SUBJECT = ("nsubj", "nsubj:pass")


def hang_fronted(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words, those before a clause that is reported after it ("C, they said") hung on that clause."""
    moved = dict(_moves(tokens))
    return tuple(replace(t, head=moved[i]) if i in moved else t for i, t in enumerate(tokens))


def _moves(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Each word that is to hang elsewhere, with its new head."""
    for clause, token in enumerate(tokens):
        verb = token.head
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
