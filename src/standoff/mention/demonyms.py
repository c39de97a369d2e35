"""Words before a noun that stand for a party: "RUSSIAN missiles", "WESTERN sanctions", "GOVERNMENT artillery"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from standoff.model import Entity, EntityMention, Sentence
from standoff.span import Span
from standoff.terms.actors import Actor, ActorTable


def add_demonyms(
    entities: Sequence[Entity], sentences: Sequence[Sentence], *, actors: ActorTable
) -> tuple[Entity, ...]:
    """The entities, states with the adjectives that stand for them; a state named by its adjective alone is added."""
    taken = {(m.sentence, m.token) for e in entities for m in e.mentions}
    found: dict[str, list[EntityMention]] = {}
    for number, sentence in enumerate(sentences):
        named = {
            i
            for n in sentence.names
            if n.kind in {"ORG", "PER"} and _adjective(sentence, n.end - 1, actors) is None
            for i in range(n.start, n.end)
        }
        for index in range(len(sentence.tokens)):
            country = _adjective(sentence, index, actors)
            modifies = _modifies(sentence, index)
            if country is None or not modifies or index in named or (number, index) in taken:
                continue
            if _of_two(sentence, index, actors):
                continue
            found.setdefault(country, []).append(EntityMention(_span(sentence, index, actors), "noun", number, index))
    for country, mention in _halves(entities, sentences, taken):
        found.setdefault(country, []).append(mention)
    out = _attach(tuple(entities), found, actors)
    for word, name in actors.words.standing_for.items():
        known = (a.actor for a in actors.aliases.get(name.lower()) if a.words == (name,))
        plain = Actor("", name, "organisation", None, actors.roles[name,].sector) if (name,) in actors.roles else None
        party = next(known, plain)
        out = _add_standing(out, sentences, word, party) if party is not None else out
    return out


def _halves(
    entities: Sequence[Entity], sentences: Sequence[Sentence], taken: set[tuple[int, int]]
) -> Iterator[tuple[str, EntityMention]]:
    """Mentions of a state by its first word: "the North" where the story names North Korea and no other such state."""
    named = {(e.name.split()[0], e.country) for e in entities if e.kind == "state" and e.country and " " in e.name}
    halves = {w: [c for word, c in named if word == w] for w in ("North", "South")}
    for number, sentence in enumerate(sentences):
        inside = {i for n in sentence.names if n.end - n.start > 1 for i in range(n.start, n.end)}
        for index, token in enumerate(sentence.tokens):
            states = halves.get(token.form, [])
            if len(states) != 1 or not index or index in inside or (number, index) in taken:
                continue
            after = sentence.tokens[index + 1].upos if index + 1 < len(sentence.tokens) else ""
            if sentence.tokens[index - 1].form.lower() == "the" and after not in {"PROPN", "NOUN", "ADJ"}:
                yield states[0], EntityMention(token.span, "noun", number, index)


def _adjective(sentence: Sentence, index: int, actors: ActorTable) -> str | None:
    """The country of the adjective that ends at a word: "Russian", "North KOREAN"."""
    forms = [t.form.lower().replace(".", "") for t in sentence.tokens[max(0, index - 1) : index + 1]]
    if not sentence.tokens[index].form[:1].isupper():
        return None
    return actors.demonyms.get(tuple(forms)) or actors.demonyms.get((forms[-1],))


def _of_two(sentence: Sentence, index: int, actors: ActorTable) -> bool:
    """Whether a word is one of two adjectives of countries that name a people together: "BOSNIAN SERB gunners"."""
    own = _adjective(sentence, index, actors)
    ahead = _adjective(sentence, index + 1, actors) if index + 1 < len(sentence.tokens) else None
    behind = _adjective(sentence, index - 1, actors) if index else None
    return any(other not in (None, own) for other in (ahead, behind))


def _span(sentence: Sentence, index: int, actors: ActorTable) -> Span:
    """The words of the adjective that ends at a word: two where both are of it."""
    forms = tuple(t.form.lower().replace(".", "") for t in sentence.tokens[max(0, index - 1) : index + 1])
    start = index - 1 if len(forms) == 2 and forms in actors.demonyms else index
    return Span(sentence.tokens[start].span.start, sentence.tokens[index].span.end)


def _add_standing(
    entities: tuple[Entity, ...], sentences: Sequence[Sentence], word: str, actor: Actor
) -> tuple[Entity, ...]:
    """The entities, a party with the modifiers that stand for it: "Western" for the West."""
    taken = {(m.sentence, m.token) for e in entities for m in e.mentions}
    found: list[EntityMention] = []
    for number, sentence in enumerate(sentences):
        inside = {i for n in sentence.names for i in range(n.start, n.end)}
        for index, token in enumerate(sentence.tokens):
            if token.form != word or index in inside or (number, index) in taken or not _modifies(sentence, index):
                continue
            if token.head not in inside and (number, token.head) not in taken:
                found.append(EntityMention(token.span, "noun", number, index))
    return _joined(entities, found, actor) if found else entities


def _joined(entities: tuple[Entity, ...], found: list[EntityMention], actor: Actor) -> tuple[Entity, ...]:
    """The entities with mentions added to the one that is the actor; a new one if the story has none."""
    same = [e for e in entities if e.name == actor.name or (e.kind == actor.kind and _noun(e) == actor.name)]
    if len(same) == 1:
        return tuple(replace(e, mentions=_sorted((*e.mentions, *found))) if e is same[0] else e for e in entities)
    number = max((int(e.id[1:]) for e in entities), default=0) + 1
    new = Entity(f"n{number}", actor.name, actor.kind, actor.country, actor.sector, None, actor.wikidata, tuple(found))
    return (*entities, new)


def _noun(entity: Entity) -> str:
    """The noun of a body that is named by it: "government" for "Government of Cuba"."""
    return entity.name.partition(" of ")[0].lower()


def _modifies(sentence: Sentence, index: int) -> bool:
    """Whether a word modifies a noun after it, alone or with another: "Russian AND UKRAINIAN officials"."""
    token = sentence.tokens[index]
    if token.deprel == "conj" and token.head >= 0:
        first = sentence.tokens[token.head]
        return first.deprel == "amod" and first.head > index
    of_participle = token.deprel.startswith("obl") and token.head == index + 2  # "SAUDI-led strikes"
    return token.head > index and (of_participle or token.deprel in {"amod", "compound", "nmod", "nmod:poss"})


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
