"""Adjectives of a state as mentions of it: in "Russian missiles" and "the Israeli strike" the state itself is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.model import Entity, EntityMention, Sentence
from standoff.terms.actors import ActorTable


def add_demonyms(
    entities: Sequence[Entity], sentences: Sequence[Sentence], *, actors: ActorTable
) -> tuple[Entity, ...]:
    """The entities, states with the adjectives that stand for them; a state named by its adjective alone is added."""
    taken = {(m.sentence, m.token) for e in entities for m in e.mentions}
    found: dict[str, list[EntityMention]] = {}
    for number, sentence in enumerate(sentences):
        named = {i for n in sentence.names if n.kind in {"ORG", "PER"} for i in range(n.start, n.end)}
        for index, token in enumerate(sentence.tokens):
            country = actors.demonyms.get((token.form.lower().replace(".", ""),)) if token.form[:1].isupper() else None
            modifies = _modifies(sentence, index)
            if country is None or not modifies or index in named or (number, index) in taken:
                continue
            found.setdefault(country, []).append(EntityMention(token.span, "noun", number, index))
    return _attach(tuple(entities), found, actors)


def _modifies(sentence: Sentence, index: int) -> bool:
    """Whether a word modifies a noun after it, alone or with another: "Russian AND UKRAINIAN officials"."""
    token = sentence.tokens[index]
    if token.deprel == "conj" and token.head >= 0:
        first = sentence.tokens[token.head]
        return first.deprel == "amod" and first.head > index
    return token.deprel in {"amod", "compound", "nmod", "nmod:poss"} and token.head > index


def _attach(
    entities: tuple[Entity, ...], found: dict[str, list[EntityMention]], actors: ActorTable
) -> tuple[Entity, ...]:
    """Entities with the mentions added to their states, new states at the end."""
    out: list[Entity] = []
    for entity in entities:
        extra = found.pop(entity.country or "", None) if entity.kind == "state" else None
        out.append(entity if extra is None else replace(entity, mentions=_sorted((*entity.mentions, *extra))))
    number = max((int(e.id[1:]) for e in out), default=0)
    for country, mentions in found.items():
        actor = actors.countries.get(country)
        if actor is not None:
            number += 1
            out.append(Entity(f"n{number}", actor.name, "state", country, "GOV", None, actor.wikidata, tuple(mentions)))
    return tuple(out)


def _sorted(mentions: Sequence[EntityMention]) -> tuple[EntityMention, ...]:
    return tuple(sorted(mentions, key=lambda m: m.span))
