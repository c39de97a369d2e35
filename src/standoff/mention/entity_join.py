"""Words that stand beside a name and name the same: titles, appositions, "the rebel group X"."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from standoff.mention.coreference_mentions import Mention
from standoff.mention.entity_cast import Cast, Identity
from standoff.mention.entity_names import View
from standoff.mention.entity_nouns import Nominal
from standoff.mention.entity_persons import Title
from standoff.model import EntityKind
from standoff.terms.actors import fold


def absorb_titles(cast: Cast) -> None:
    """A title before a name is no mention of its own; the word that heads the two finds the name."""
    for number, person in cast.persons.items():
        if person.title is None:
            continue
        inside = range(person.title.start, person.end)
        tree = cast.views[person.sentence].tree
        top = next((i for i in inside if tree[i].head not in inside), person.start)
        for token in range(person.title.start, person.start):
            _absorb(cast, cast.at(person.sentence, token))
        if cast.at(person.sentence, top) not in cast.persons:
            cast.heads[person.sentence, top] = number


def _absorb(cast: Cast, order: int | None) -> None:
    """Take a mention out, unless it is a name or speaks of several."""
    if order is None or order in cast.persons:
        return
    nominal = cast.nominals.get(order)
    if nominal is None or not nominal.plural:
        cast.absorbed.add(order)
        cast.nominals.pop(order, None)
        cast.identities.pop(order, None)


def absorb_parts(cast: Cast) -> None:
    """A found name that is only a word of a role ("Foreign" in "the Foreign Ministry") is no name.

    Nor is a noun that is only a part of another: "ARMY officers", "SUNNI members of PARLIAMENT".
    """
    for order in [o for o, n in cast.nominals.items() if n.owner is None and _inner(cast, o)]:
        cast.absorbed.add(order)
        del cast.nominals[order]
    for order, nominal in cast.nominals.items():
        sentence = cast.mentions[order].sentence
        for other in range(max(0, order - 3), min(len(cast.mentions), order + 3)):
            mention, identity = cast.mentions[other], cast.identities.get(other)
            if other == order or mention.sentence != sentence or identity is None or identity.rank != 2:
                continue
            inside = nominal.role is not None and nominal.start <= mention.head < nominal.end
            if inside and _is_part(cast, nominal, mention.head, sentence):
                cast.absorbed.add(other)
                del cast.identities[other]


def _inner(cast: Cast, order: int) -> bool:
    """Whether the noun of a mention lies in the words of another role's noun."""
    mention = cast.mentions[order]
    near = range(max(0, order - 3), min(len(cast.mentions), order + 3))
    outer = ((cast.mentions[o], cast.nominals[o]) for o in near if o != order and o in cast.nominals)
    beside = ((m, n) for m, n in outer if m.sentence == mention.sentence and m.head != mention.head)
    return any(n.role is not None and n.start <= mention.head < n.end for _, n in beside)


def _is_part(cast: Cast, nominal: Nominal, token: int, sentence: int) -> bool:
    """Whether a token belongs to the role noun itself, not to the owner before it."""
    return fold(cast.views[sentence].sentence.tokens[token].form) in nominal.noun.split()


def join_appositions(cast: Cast) -> None:
    """ "X, the leader of Y" and "the rebel group X": the noun tells of the name and names the same."""
    for order, nominal in list(cast.nominals.items()):
        partner = _partner(cast, cast.mentions[order], nominal)
        if partner is None:
            continue
        if partner in cast.persons and nominal.kind == "person":
            _tell_title(cast, order, nominal, partner)
            cast.identities[order] = Identity(f"same:{partner}", "", "person", rank=-1)
        elif partner in cast.identities and nominal.kind != "person":
            told = cast.identities[partner]
            if told.rank == 2 and told.key.startswith("name:"):
                cast.identities[partner] = _told(told, nominal)
            cast.identities[order] = Identity(f"same:{partner}", "", told.kind, rank=-1)


def join_nationals(cast: Cast) -> None:
    """ "an Australian, Brenton Tarrant": one who is named by his country and then by name is one."""
    for order, identity in list(cast.identities.items()):
        if identity.kind != "person" or identity.rank != 1 or identity.key:
            continue
        mention = cast.mentions[order]
        tree = cast.views[mention.sentence].tree
        for kid in tree.kids(mention.head, "appos"):
            partner = cast.at(mention.sentence, kid)
            if partner in cast.persons:
                cast.identities[order] = Identity(f"same:{partner}", "", "person", rank=-1)


def _tell_title(cast: Cast, order: int, nominal: Nominal, partner: int) -> None:
    """The role in an apposition is the person's title, if none with an owner stands before the name."""
    person, mention = cast.persons[partner], cast.mentions[order]
    if nominal.role is None or (person.title is not None and person.title.owner is not None):
        return
    noun = cast.views[mention.sentence].words(*_noun_tokens(nominal, mention))
    if person.title is None or nominal.owner:
        person.title = Title(nominal.start, nominal.end, noun, nominal.role, nominal.owner, nominal.former)


def _noun_tokens(nominal: Nominal, mention: Mention) -> tuple[int, int]:
    size = len(nominal.noun.split())
    return max(nominal.start, mention.head - size + 1 if nominal.end == mention.head + 1 else mention.head), nominal.end


def _told(identity: Identity, nominal: Nominal) -> Identity:
    """A name that no vocabulary knows, with kind, sector and country from the noun beside it."""
    kind: EntityKind = (
        "armed_group" if nominal.kind == "armed_group" or nominal.sector in ("REB", "UAF", "PRM") else identity.kind
    )
    return replace(
        identity, kind=kind, sector=nominal.sector or identity.sector, country=identity.country or nominal.country
    )


def _partner(cast: Cast, mention: Mention, nominal: Nominal) -> int | None:
    """The name that a noun phrase stands beside as another name of the same."""
    view = cast.views[mention.sentence]
    token = view.tree[mention.head]
    named = cast.persons.keys() | cast.identities.keys()
    subject = _subject(cast, mention, nominal, named)
    if subject is not None:
        return subject
    beside = _before_comma(cast, mention, named)
    if token.deprel == "appos" or (beside is not None and token.deprel in ("conj", "list", "parataxis", "nmod", "dep")):
        order = beside if beside is not None else _named_at(cast, mention.sentence, token.head, named)
        if order is not None:
            return order
    for kid in view.tree.children[mention.head]:
        relation = view.tree[kid].deprel
        if relation in ("appos", "flat") or (relation in ("compound", "nmod", "dep") and kid == mention.head + 1):
            order = _named_at(cast, mention.sentence, kid, named)
            if order is not None and kid > mention.head:
                return order
        if relation == "compound" and kid < mention.head and not nominal.plural:
            order = _named_at(cast, mention.sentence, kid, named)
            if order is not None and order in cast.identities and _is_type_word(cast, mention):
                return order
    if token.deprel in ("compound", "flat") and token.head > mention.head:
        order = _named_at(cast, mention.sentence, token.head, named)
        if order is not None and mention.head + 1 == _start(cast, order):
            return order
    return None


def _subject(cast: Cast, mention: Mention, nominal: Nominal, named: Container[int]) -> int | None:
    """The person of whom a predicate tells the role: "Lavrov is the foreign minister"."""
    tree = cast.views[mention.sentence].tree
    subject = tree.kid(mention.head, "nsubj")
    if subject is None or tree.kid(mention.head, "cop") is None or nominal.kind != "person":
        return None
    order = _named_at(cast, mention.sentence, subject, named)
    return order if order in cast.persons else None


def _before_comma(cast: Cast, mention: Mention, named: Container[int]) -> int | None:
    """The name that ends right before the comma in front of a noun phrase: "Arafat, the chairman of the PLO"."""
    view = cast.views[mention.sentence]
    if mention.definite not in ("def", "poss", "indef") and mention.start < 2:
        return None
    comma = mention.start - 1
    if comma < 1 or view.lower[comma] != ",":
        return None
    order = _named_at(cast, mention.sentence, comma - 1, named)
    person = cast.persons.get(order) if order is not None else None
    return order if person is not None and person.end == comma and _closed(view, mention.end) else None


def _closed(view: View, end: int) -> bool:
    """Whether a comma, dash or the sentence's end closes the phrase; "and" would make it a list."""
    return end >= len(view.lower) or view.lower[end] in (",", ".", "-", "–", "—", ";", ":", ")", '"', "”")


def _start(cast: Cast, order: int) -> int:
    person = cast.persons.get(order)
    return person.start if person is not None else cast.mentions[order].name_start


def _is_type_word(cast: Cast, mention: Mention) -> bool:
    """ "the Houthi movement" is the Houthis; "the Houthi government" is not."""
    return cast.views[mention.sentence].lower[mention.head] in cast.actors.words["type_words"]


def _named_at(cast: Cast, sentence: int, token: int, named: Container[int]) -> int | None:
    order = cast.at(sentence, token)
    if order is None:
        hit = cast.views[sentence].name_at(token)
        if hit is None:
            return None
        order = next((o for t in range(hit.start, hit.end) if (o := cast.at(sentence, t)) is not None), None)
    if order is None or order not in named:
        return None
    identity = cast.identities.get(order)
    return None if identity is not None and identity.rank < 2 else order
