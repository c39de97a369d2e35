"""The country of officials and bodies that only a place tells: "the mayor of Melitopol", "the Lviv governor"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.model import Entity, Place, Sentence

_OFFICIAL = frozenset({"GOV", "LEG", "JUD", "COP", "MIL"})
_KINDS = frozenset({"person", "organisation", "group"})
_OF = frozenset({"", "of", "for", "in"})

At = tuple[int, int]  # sentence, token


def add_seats(entities: Sequence[Entity], places: Sequence[Place], sentences: Sequence[Sentence]) -> tuple[Entity, ...]:
    """The entities, officials and public bodies without a country with that of the place that they belong to."""
    at = {(m.sentence, m.token): p.country for p in places if p.country for m in p.mentions}
    seats = {place: country for place, country in at.items() if country is not None}
    return tuple(
        replace(e, country=_seat(e, sentences, seats)) if e.country is None and _official(e) else e for e in entities
    )


def _official(entity: Entity) -> bool:
    return entity.kind in _KINDS and entity.sector in _OFFICIAL


def _seat(entity: Entity, sentences: Sequence[Sentence], seats: dict[At, str]) -> str | None:
    """The one country of the places that stand under the mentions of an entity; None where they differ."""
    wanted = _OF if entity.sector != "MIL" else _OF - {"in"}  # troops in Mali need not be Mali's
    found = {
        country
        for (number, index), country in seats.items()
        for m in entity.mentions
        if m.sentence == number and m.form != "pronoun" and _belongs(sentences[number], index, m.token, wanted)
    }
    return found.pop() if len(found) == 1 else None


def _belongs(sentence: Sentence, place: int, noun: int, wanted: frozenset[str]) -> bool:
    """Whether a place stands under a noun: "the mayor of MELITOPOL", "the governor of the LVIV region"."""
    tokens = sentence.tokens
    top = tokens[place].head if tokens[place].deprel == "compound" and tokens[place].head != noun else place
    if any(t.head == top and t.deprel == "conj" for t in tokens):  # "the presidents of Bosnia, Croatia and Serbia"
        return False
    if top < 0 or tokens[top].head != noun or tokens[top].deprel not in {"nmod", "compound", "nmod:poss"}:
        return False
    cases = (t.form.lower() for t in tokens if t.head == top and t.deprel == "case" and t.upos == "ADP")
    return next(cases, "") in wanted
