"""Who is meant by "the group", "he", "who": links of plain nouns and pronouns to the entities of a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from standoff.mention.coreference import Linker
from standoff.mention.coreference_features import Chain, is_subject
from standoff.mention.coreference_mentions import Mention
from standoff.mention.entity_cast import Cast, Identity
from standoff.mention.entity_nouns import Nominal, read_nominal
from standoff.mention.entity_roles import identity_of_owner
from standoff.terms.actors import atoms, fold
from standoff.terms.coreference import CoreferenceWords

_MARGIN = 0.0  # a link must score so much above "new"; bench/coreference
_MARGIN_SURE = -3.0  # "he", "its": hardly ever without antecedent in news, so "new" counts for little
_GAP = 0.5  # and so much above the next best entity: "he" .96 right, .90 found; "they" .85 and .67 (GUM dev)
_GAP_IT = 0.25  # with _MARGIN_IT: "it" .61 right, .54 found; wider gaps lose right and wrong ones alike
_MARGIN_IT = 1.0
_NEAR_SENTENCES = 2


def link_story(
    cast: Cast, mentions: Sequence[Mention], *, words: CoreferenceWords, weights: Mapping[str, float]
) -> list[Chain]:
    """Chains of all mentions: by key where there is one, else by rule or by the learnt scorer; in doubt alone."""
    linker = Linker()
    by_key: dict[str, Chain] = {}
    chain_of: dict[int, Chain] = {}
    for mention in mentions:
        identity = _owned_by_mention(cast, mention, chain_of)
        if identity is None or not identity.key:
            identity = _state_named_later(cast, linker, mention, words) or identity
        if identity is not None and identity.key:
            chain = by_key.get(identity.key)
            by_key[identity.key] = chain_of[mention.order] = linker.place(mention, chain)
            continue
        home = _by_speech(cast, mention, chain_of) or _by_subject(cast, linker, mention)
        home = home or _home(cast, linker, mention, identity, words, weights)
        chain_of[mention.order] = linker.place(mention, home)
    return linker.chains


def _state_named_later(cast: Cast, linker: Linker, mention: Mention, words: CoreferenceWords) -> Identity | None:
    """ "the country" whose bodies or people the story has spoken of, and which it names by itself only later."""
    if not _is_state_noun(mention, words):
        return None
    key = _country_meant(cast, linker, mention)
    if key is None or any(key in c.keys for c in linker.chains):
        return None
    return next((i for i in cast.identities.values() if i.key == key), None)


def _owned_by_mention(cast: Cast, mention: Mention, chain_of: Mapping[int, Chain]) -> Identity | None:
    """The identity of a mention; "its army", "the country's leaders" get the owner whom the possessor names."""
    view = cast.views[mention.sentence]
    identity, nominal = cast.identities.get(mention.order), cast.nominals.get(mention.order)
    if nominal is None and identity is not None and (nominal := _body_by_name(cast, mention, identity)) is not None:
        cast.nominals[mention.order], identity = nominal, replace(identity, rank=0)
    if nominal is None or nominal.owner is not None or identity is None or identity.rank > 0:
        return identity
    possessor = view.tree.kid(mention.head, "nmod:poss")
    if possessor is None or view.name_at(possessor) is not None:
        return identity
    order = cast.at(mention.sentence, possessor)
    chain = chain_of.get(order) if order is not None else None
    told = chain_identity(cast, chain) if chain is not None else None
    plain = identity_of_owner(cast, mention.order, told)
    cast.identities[mention.order] = plain
    return plain


def _body_by_name(cast: Cast, mention: Mention, identity: Identity) -> Nominal | None:
    """What a body with an owner is whose role is written as a name: "its FOREIGN MINISTRY"."""
    view = cast.views[mention.sentence]
    words = tuple(a for w in view.lower[mention.name_start : mention.name_end] for a in atoms(w))
    unknown = identity.rank == 2 and identity.kind == "organisation" and identity.country is None
    owned = view.tree.kid(mention.head, "nmod:poss") is not None
    return read_nominal(view, mention, cast.actors) if unknown and owned and words in cast.actors.roles else None


def _by_speech(cast: Cast, mention: Mention, chain_of: Mapping[int, Chain]) -> Chain | None:
    """ "Iran said it would …": the speaker, if a state or body says so; a spokesman's "it" is whom he speaks for."""
    if mention.form != "pronoun" or mention.gender in ("m", "f"):
        return None
    if mention.deprel not in ("nsubj", "nsubj:pass", "nmod:poss"):
        return None
    tree = cast.views[mention.sentence].tree
    for clause in tree.ancestors(mention.head):
        verb = tree[clause].head
        if tree[clause].deprel != "ccomp" or tree[verb].lemma.lower() not in cast.actors.words["speech_verbs"]:
            continue
        subject = tree.kid(verb, "nsubj")
        order = cast.at(mention.sentence, subject) if subject is not None else None
        chain = chain_of.get(order) if order is not None else None
        told = chain_identity(cast, chain) if chain is not None else None
        if chain is None or told is None or order is None:
            return None
        if _pronoun_agrees(mention, told) and told.kind != "person":
            return chain
        return _spoken_for(cast, order, chain_of) if mention.number == "sing" else None
    return None


def _spoken_for(cast: Cast, order: int, chain_of: Mapping[int, Chain]) -> Chain | None:
    """The body that a named or unnamed spokesman belongs to, where the story has named it."""
    person, nominal = cast.persons.get(order), cast.nominals.get(order)
    owner = (
        person.title.owner if person is not None and person.title is not None else nominal.owner if nominal else None
    )
    if owner is None:
        return None
    return next((c for c in chain_of.values() if owner.key in c.keys), None)


def _by_subject(cast: Cast, linker: Linker, mention: Mention) -> Chain | None:
    """ "…”, he added": the person who is the subject of the nearest sentence before, where this one names no other."""
    if mention.gender not in ("m", "f") or not is_subject(mention) or mention.form != "pronoun":
        return None
    nearest: tuple[int, Chain] | None = None
    for earlier, chain in reversed(linker.seen):
        told = chain_identity(cast, chain)
        if told is None or told.kind != "person" or earlier.quoted:
            continue
        if mention.sentence - earlier.sentence > _NEAR_SENTENCES or (nearest and earlier.sentence < nearest[0]):
            break
        if earlier.sentence == mention.sentence and earlier.form == "name":
            return None
        if earlier.sentence < mention.sentence and _is_main_subject(cast, earlier):
            if nearest is not None and nearest[1] is not chain:
                return None
            nearest = earlier.sentence, chain
    if nearest is None or (nearest[1].genders and mention.gender not in nearest[1].genders):
        return None
    return nearest[1]


def _is_main_subject(cast: Cast, mention: Mention) -> bool:
    """Whether a mention is the subject of its sentence's main verb."""
    tree = cast.views[mention.sentence].tree
    return is_subject(mention) and mention.predicate >= 0 and tree[mention.predicate].deprel == "root"


def chain_identity(cast: Cast, chain: Chain) -> Identity | None:
    """The best identity that the mentions of a chain tell."""
    told = [cast.identities[m.order] for m in chain.mentions if m.order in cast.identities]
    return max(told, key=lambda i: i.rank) if told else None


def _home(
    cast: Cast, linker: Linker, mention: Mention, identity: Identity | None, words: CoreferenceWords,
    weights: Mapping[str, float],
) -> Chain | None:  # fmt: skip
    if mention.form == "pronoun":
        if mention.person < 3 or mention.word not in words.pronouns:
            return None
        neuter = mention.word in words.neuter
        sure = mention.gender in ("m", "f") or mention.possessive
        margin = _MARGIN_SURE if sure else _MARGIN_IT if neuter else _MARGIN
        return best_chain(cast, linker, mention, weights, margin=margin, gap=_GAP_IT if neuter else _GAP)
    if mention.definite not in ("def", "dem"):
        return None
    chain = _by_age(cast, linker, mention) or _by_noun(cast, linker, mention, words)
    if chain is not None:
        return chain
    if identity is None or mention.form != "noun" or mention.order in cast.open:
        return None
    return best_chain(cast, linker, mention, weights, margin=_MARGIN, gap=_GAP)


def _agree(cast: Cast, mention: Mention, chain: Chain) -> bool:
    """Whether country and kind of a noun allow that it takes up the entity of a chain."""
    identity, told = cast.identities.get(mention.order), chain_identity(cast, chain)
    if mention.form == "pronoun" and told is not None:
        return _pronoun_agrees(mention, told)
    if mention.form == "pronoun" and _speaks(cast, mention):
        return False
    if identity is None or told is None:
        return True
    if identity.country and told.country and identity.country != told.country:
        return False
    return (identity.kind == "person") == (told.kind == "person")


def _speaks(cast: Cast, mention: Mention) -> bool:
    """Whether a mention is the subject of a verb of speech: what speaks is somebody."""
    tree = cast.views[mention.sentence].tree
    said = tree[mention.predicate].lemma.lower() if mention.predicate >= 0 else ""
    return mention.deprel == "nsubj" and said in cast.actors.words["speech_verbs"]


def _grounded(chain: Chain) -> bool:
    """Whether a chain holds more than pronouns that found nobody."""
    return any(m.form != "pronoun" for m in chain.mentions)


def _pronoun_agrees(mention: Mention, told: Identity) -> bool:
    """Whether a pronoun may name an actor of that kind: a state is "it", a group "they"."""
    if mention.gender in ("m", "f"):
        return told.kind == "person"
    if mention.number == "plur":
        body = told.kind == "organisation" and not told.name.endswith("s")
        return told.kind not in ("person", "state") and not body
    return told.kind not in ("person", "group", "people")


def best_chain(
    cast: Cast, linker: Linker, mention: Mention, weights: Mapping[str, float], *, margin: float, gap: float
) -> Chain | None:
    """The entity that a mention takes up, if it is clearly better than "new" and than any other entity."""
    own, pairs = linker.scores(mention, weights)
    pairs = [pair for pair in pairs if _agree(cast, mention, pair[1])]
    best: dict[int, tuple[float, Chain]] = {}
    for score, chain in pairs:
        if id(chain) not in best or score > best[id(chain)][0]:
            best[id(chain)] = (score, chain)
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] <= own + margin or not _grounded(ranked[0][1]):
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < gap:
        return None
    return ranked[0][1]


def _by_age(cast: Cast, linker: Linker, mention: Mention) -> Chain | None:
    """ "the 44-year-old": the only person whom this sentence and the two before have named."""
    if not mention.word.endswith("old"):
        return None
    near = [c for c in linker.chains if mention.sentence - c.mentions[-1].sentence <= _NEAR_SENTENCES]
    people = [c for c in near if (told := chain_identity(cast, c)) and told.kind == "person" and told.rank >= 2]
    return people[0] if len(people) == 1 else None


def _by_noun(cast: Cast, linker: Linker, mention: Mention, words: CoreferenceWords) -> Chain | None:
    """ "the group", "the agency", "the country": the one entity of that sort that the story has just spoken of."""
    noun, kinds = mention.lemma, _kinds_of_noun(mention, words)
    if not kinds:
        return None
    if "state" in kinds:
        key = _country_meant(cast, linker, mention)
        return next((c for c in linker.chains if key in c.keys), None)
    fitting = [c for c in linker.chains if _fits(cast, c, kinds, noun)]
    named = [c for c in fitting if any(noun in m.name for m in c.mentions) or noun in c.lemmas]
    for choice in (named, fitting):
        near = [c for c in choice if mention.sentence - c.mentions[-1].sentence <= _NEAR_SENTENCES]
        if len(near) == 1:
            return near[0]
        if len(choice) == 1 and noun != "country":
            return choice[0]
        if near and choice is named:
            return None
    return None


def _kinds_of_noun(mention: Mention, words: CoreferenceWords) -> set[str]:
    """The kinds of entity that a plain noun can take up: "the group", "the agency", "the country"."""
    listed = (mention.word,) if mention.number == "plur" else (mention.lemma, mention.word)
    return {kind for kind, nouns in words.nominals.items() if any(n in nouns for n in listed)}


def _is_state_noun(mention: Mention, words: CoreferenceWords) -> bool:
    """Whether a mention is a definite noun for a state: "the country"."""
    return mention.form == "noun" and mention.definite in ("def", "dem") and "state" in _kinds_of_noun(mention, words)


def _country_meant(cast: Cast, linker: Linker, mention: Mention) -> str | None:
    """The key of "the country": the only state that this sentence and the one before speak of, or its subject's."""
    near: set[str] = set()
    for earlier, chain in linker.seen:
        identity = cast.identities.get(earlier.order) or chain_identity(cast, chain)
        if mention.sentence - earlier.sentence < _NEAR_SENTENCES and identity is not None and identity.country:
            near.add(identity.country)
    for view in cast.views[max(0, mention.sentence - 1) : mention.sentence + 1]:
        near.update(code for _, code in view.demonyms.values())
    if len(near) > 1:  # "Iraq's parliament voted to expel U.S. troops from the country": whose parliament it is
        near &= _countries_of_subject(cast, linker, mention)
    return f"country:{near.pop()}" if len(near) == 1 else None


def _countries_of_subject(cast: Cast, linker: Linker, mention: Mention) -> set[str]:
    """The country of who is the subject of the sentence that a mention stands in."""
    return {
        identity.country
        for earlier, chain in linker.seen
        if earlier.sentence == mention.sentence and _is_main_subject(cast, earlier)
        if (identity := cast.identities.get(earlier.order) or chain_identity(cast, chain)) is not None
        if identity.country
    }


def _fits(cast: Cast, chain: Chain, kinds: set[str], noun: str) -> bool:
    identity = chain_identity(cast, chain)
    if identity is None or identity.rank < 1 or identity.kind not in kinds:
        return False
    sectors = cast.actors.words.noun_sectors.get(noun)
    return sectors is None or identity.sector in sectors or noun in fold(identity.name)
