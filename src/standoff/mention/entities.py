"""Who acts or speaks in a story: persons, states, organisations, armed groups, groups and peoples, each one entity.

names and noun phrases -> identities (vocabularies, titles, owners) -> chains (keys, rules, learnt scorer) -> entities.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from standoff.mention.coreference_features import Chain
from standoff.mention.coreference_mentions import Mention, find_phrases
from standoff.mention.entity_anaphora import link_story
from standoff.mention.entity_cast import Cast, Identity, read_words
from standoff.mention.entity_culprits import unite_culprits
from standoff.mention.entity_join import absorb_parts, absorb_titles, join_appositions, join_nationals
from standoff.mention.entity_names import View, read_views
from standoff.mention.entity_roles import name_persons, name_roles, unite_bodies
from standoff.model import Entity, EntityMention, Name, Sentence
from standoff.span import Span
from standoff.syntax import matches
from standoff.terms.actors import ActorTable
from standoff.terms.coreference import CoreferenceWords, coreference_weights, coreference_words

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_ETYPES = {"person": "person", "organisation": "organization", "armed_group": "organization"}


def find_entities(
    text: str, sentences: Sequence[Sentence], *, actors: ActorTable, published_at: str | None
) -> tuple[Entity, ...]:
    """The entities of a story in order of first mention. Offices are those of the day `published_at` (EDTF).

    A pronoun or noun without one clear antecedent is left out. First and second persons are left to the record stage.
    """
    views = read_views(sentences, actors)
    words = coreference_words()
    named = [replace(v.sentence, names=tuple(Name(n.start, n.end, n.kind, n.score) for n in v.names)) for v in views]
    phrases = find_phrases(named, words=words, gender_of=actors.gender)
    cast = read_words(views, phrases, actors, published_at)
    absorb_titles(cast)
    absorb_parts(cast)
    join_appositions(cast)
    join_nationals(cast)
    name_persons(cast)
    name_roles(cast)
    unite_bodies(cast)
    mentions = _prepared(cast, phrases)
    chains = link_story(cast, mentions, words=words, weights=coreference_weights())
    found = [(chain, identity) for chain in chains if (identity := _identity(cast, chain)) is not None]
    relatives = _relatives(cast, words)
    entities = [_entity(text, cast, chain, identity, relatives) for chain, identity in found]
    entities = unite_culprits(entities, sentences, actors.words)
    entities.sort(key=lambda e: (e.mentions[0].span.start, -e.mentions[0].span.end))
    return tuple(replace(e, id=f"n{number}") for number, e in enumerate(entities, start=1))


def attach_mentions(entities: Sequence[Entity], extra: Mapping[EntityMention, str]) -> tuple[Entity, ...]:
    """The entities with more mentions: each of `extra` joins the entity of the given id ("We" -> the speaker)."""
    added: dict[str, list[EntityMention]] = {}
    for mention, name in extra.items():
        added.setdefault(name, []).append(mention)
    return tuple(
        replace(e, mentions=tuple(sorted({*e.mentions, *added[e.id]}, key=lambda m: m.span))) if e.id in added else e
        for e in entities
    )


def _prepared(cast: Cast, phrases: Sequence[Mention]) -> list[Mention]:
    """The mentions that take part: keys, gender and type filled in; titles of names left out."""
    out: list[Mention] = []
    for mention in phrases:
        if mention.order in cast.absorbed or (mention.form == "pronoun" and mention.person < 3):
            continue
        identity = cast.identities.get(mention.order)
        mention = _governed(cast, mention)
        if identity is not None:
            mention = replace(mention, key=identity.key, etype=_ETYPES.get(identity.kind, mention.etype or "person"))
            mention = replace(mention, gender=_gender(cast, mention, identity), number=_number(mention, identity))
        out.append(mention)
    return out


def _governed(cast: Cast, mention: Mention) -> Mention:
    """A name with the relation of its title to the verb, where the title heads the two."""
    person = cast.persons.get(mention.order)
    if person is None or person.title is None or person.title.end != person.start:
        return mention
    tree = cast.views[mention.sentence].tree
    top = _top(cast.views[mention.sentence], person.title.start, person.end)
    return replace(mention, predicate=tree[top].head, deprel=tree[top].deprel)


def _number(mention: Mention, identity: Identity) -> str:
    if identity.kind in ("group", "people"):
        return "plur"
    if identity.kind in ("person", "state"):
        return "sing"
    return "" if mention.form == "name" or identity.kind == "armed_group" else mention.number


def _gender(cast: Cast, mention: Mention, identity: Identity) -> str:
    if identity.kind in ("state", "organisation"):
        return "n"
    if identity.kind != "person":
        return "" if identity.kind == "armed_group" else "p"
    rows = cast.actors.offices.tenures(identity.name) if identity.rank == 3 else ()
    told = next((r.gender for r in rows if r.gender in ("m", "f")), "")
    return told or (mention.gender if mention.gender in ("m", "f") else "")


def _identity(cast: Cast, chain: Chain) -> Identity | None:
    """The best identity told by the mentions of a chain; None where it is nobody who acts."""
    told = [cast.identities[m.order] for m in chain.mentions if m.order in cast.identities]
    if not told:
        return None
    best = max(told, key=lambda i: i.rank)
    country = best.country or next((i.country for i in told if i.country and i.kind == best.kind), None)
    sector = best.sector or next((i.sector for i in told if i.sector and i.kind == best.kind), None)
    return replace(best, country=country, sector=sector)


def _entity(
    text: str, cast: Cast, chain: Chain, identity: Identity, relatives: Mapping[int, list[tuple[int, int]]]
) -> Entity:
    mentions: list[EntityMention] = []
    for mention in chain.mentions:
        mentions.append(_mention(cast, mention))
        for sentence, token in relatives.get(mention.order, ()):
            span = cast.views[sentence].sentence.tokens[token].span
            mentions.append(EntityMention(span, "pronoun", sentence, token))
    mentions.sort(key=lambda m: m.span)
    name = identity.name or text[mentions[0].span.start : mentions[0].span.end]
    return Entity(
        "", name, identity.kind, identity.country, identity.sector, identity.office, identity.wikidata, tuple(mentions)
    )


def _mention(cast: Cast, mention: Mention) -> EntityMention:
    view = cast.views[mention.sentence]
    person = cast.persons.get(mention.order)
    nominal = cast.nominals.get(mention.order)
    if person is not None:
        first = person.title.start if person.title is not None and person.title.end == person.start else person.start
        return EntityMention(
            _span(view, person.start, person.end), "name", mention.sentence, _top(view, first, person.end)
        )
    if mention.form == "pronoun":
        start, end = mention.head, mention.head + 1
    elif nominal is not None:
        start, end = min(nominal.start, mention.head), max(nominal.end, mention.head + 1)
    elif mention.name_start >= 0:
        start, end = mention.name_start, mention.name_end
    else:
        start, end = _nominal_start(cast, mention), mention.head + 1
    while end - 1 > start and view.lower[end - 1] in _POSSESSIVES:
        end -= 1
    form = "noun" if nominal is not None and mention.form == "name" and nominal.role is not None else mention.form
    return EntityMention(_span(view, start, end), form, mention.sentence, mention.head)


def _nominal_start(cast: Cast, mention: Mention) -> int:
    tree = cast.views[mention.sentence].tree
    start = mention.head
    while start > mention.start and tree[start - 1].upos in ("ADJ", "PROPN", "NOUN"):
        start -= 1
    return start


def _top(view: View, start: int, end: int) -> int:
    """The token of a stretch whose head lies outside it."""
    inside = range(start, end)
    outer = [i for i in inside if view.tree[i].head not in inside]
    return outer[-1] if outer else end - 1


def _span(view: View, start: int, end: int) -> Span:
    tokens = view.sentence.tokens
    return Span(tokens[start].span.start, tokens[end - 1].span.end)


def _relatives(cast: Cast, words: CoreferenceWords) -> dict[int, list[tuple[int, int]]]:
    """Relative pronouns by the mention that they take up: "the fighters who"."""
    out: dict[int, list[tuple[int, int]]] = {}
    for view in cast.views:
        for index, token in enumerate(view.sentence.tokens):
            if token.form.lower() not in words.relatives or token.upos not in ("PRON", "DET"):
                continue
            clause = next(
                (a for a in (index, *view.tree.ancestors(index)) if matches(view.tree[a].deprel, ("acl:relcl", "acl"))),
                None,
            )
            if clause is None or (index > clause + 1 and token.form.lower() == "that"):
                continue
            order = _antecedent(cast, view, clause)
            if order is not None:
                out.setdefault(order, []).append((view.number, index))
    return out


def _antecedent(cast: Cast, view: View, clause: int) -> int | None:
    head = view.tree[clause].head
    order = cast.at(view.number, head)
    if order is not None and order not in cast.absorbed:
        return order
    for number, person in cast.persons.items():
        first = person.title.start if person.title is not None and person.title.end == person.start else person.start
        if person.sentence == view.number and first <= head < person.end:
            return number
    return None
