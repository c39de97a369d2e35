"""Identities of persons by name and of roles and bodies by whom they belong to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from standoff.mention.entity_cast import Cast, Identity, known_identity
from standoff.mention.entity_names import NameHit, View
from standoff.mention.entity_nouns import Nominal, Owner, normal, owned
from standoff.mention.entity_persons import Person, Title, group_persons, office_of
from standoff.model import Office
from standoff.syntax import matches
from standoff.terms.actors import fold
from standoff.terms.coreference import coreference_words


def name_persons(cast: Cast) -> None:
    """One identity for all names of a person."""
    people = group_persons(list(cast.persons.values()), cast.actors, day=cast.day, countries=set(cast.countries))
    order_of = {id(name): order for order, name in cast.persons.items()}
    for number, person in enumerate(people):
        identity = _person_identity(cast, person, number)
        for name in person.names:
            cast.identities[order_of[id(name)]] = identity
    for order, identity in list(cast.identities.items()):
        if identity.rank == -1:
            cast.identities[order] = cast.identities[int(identity.key[5:])]


def _person_identity(cast: Cast, person: Person, number: int) -> Identity:
    office, country, sector = office_of(person, cast.actors, day=cast.day)
    if person.known is None:
        return Identity(f"person:{number}:{person.name}", person.name, "person", country, sector, office, None, 2)
    rows = cast.actors.offices.tenures(person.known)
    wikidata = next((r.wikidata for r in rows if r.wikidata), None)
    return Identity(f"person:{person.known}", person.known, "person", country, sector, office, wikidata, 3)


def unite_bodies(cast: Cast) -> None:
    """One identity for a body that stands under several names: "Iraqi Parliament", "the Parliament of Iraq"."""
    first: dict[str, Identity] = {}
    for order in sorted(cast.identities):
        identity = cast.identities[order]
        key = _body_key(cast, order, identity)
        if key is None:
            continue
        known = first.get(key)
        if known is None or (known.rank < identity.rank and known.key != identity.key):
            first[key] = identity
    renamed: dict[str, Identity] = {}
    for order, identity in cast.identities.items():
        key = _body_key(cast, order, identity)
        if key is not None and first[key].key != identity.key:
            renamed[identity.key] = first[key]
    for order, identity in cast.identities.items():
        if identity.key in renamed:
            cast.identities[order] = renamed[identity.key]


def _body_key(cast: Cast, order: int, identity: Identity) -> str | None:
    """Country and role of a body, however it is written; None for what is no body of a state."""
    if not identity.key or not identity.country or identity.kind in ("person", "state", "people"):
        return None
    if identity.key.startswith("country:"):
        return identity.key
    mention = cast.mentions[order]
    view = cast.views[mention.sentence]
    hit = view.name_at(mention.head)
    if hit is None:
        return None
    words = [view.lower[i] for i in range(hit.start, hit.end)]
    return _without_country(cast, view, hit, words, identity.country)


def _without_country(cast: Cast, view: View, hit: NameHit, words: list[str], country: str) -> str | None:
    """The key of the role that is left when the country is taken out of a name."""
    left = dict(enumerate(words, start=hit.start))
    size = len(left)
    for start, (end, code) in view.demonyms.items():
        if code == country:
            left = {i: w for i, w in left.items() if not start <= i < end}
    names = (
        {fold(a) for a in cast.actors.countries[country].name.split()} if country in cast.actors.countries else set()
    )
    rest = [w for w in left.values() if w not in names]
    if len(rest) in (0, size):
        return None
    role = cast.actors.roles.get(tuple(w for w in rest if w not in ("of", "the", "'s")))
    return f"country:{country}#{normal(rest)}" if role is not None else None


def name_roles(cast: Cast) -> None:
    """Keys for roles and bodies: "the Russian defence ministry", and "the ministry" after it."""
    titled, states = titled_persons(cast), coreference_words().nominals["state"]
    owned_by: dict[str, set[str]] = defaultdict(set)
    for order, nominal in cast.nominals.items():
        if order not in cast.identities and nominal.owner is not None:
            cast.identities[order] = _owned_identity(cast, order, nominal, titled)
            if cast.identities[order].key:
                owned_by[nominal.noun].add(cast.identities[order].key)
    for order, identity in cast.identities.items():
        key = _body_key(cast, order, identity) if identity.rank == 3 else None
        if key is not None and "#" in key:
            owned_by[key.partition("#")[2]].add(identity.key)  # "the Sudanese army" is a name, then "the army"
    for noun, keys in titled.by_noun.items():
        owned_by[noun] |= keys
    by_key = {i.key: i for i in cast.identities.values()}
    for order, nominal in cast.nominals.items():
        if order not in cast.identities and (nominal.plural or nominal.noun not in states):
            cast.identities[order] = _loose_identity(cast, order, nominal, owned_by, by_key)
    _capitals(cast, owned_by, by_key)


def _capitals(cast: Cast, owned: dict[str, set[str]], by_key: dict[str, Identity]) -> None:
    """A role noun that stands as a name is the story's one body of that role: "ARMY officers", "the COALITION"."""
    bare = {f"name:{n.noun}" for n in cast.nominals.values() if n.role is not None} | {f"name:{n}" for n in owned}
    for order, identity in cast.identities.items():
        if identity.key in bare and identity.rank == 2:
            same = owned.get(identity.key[5:], set())
            found = by_key.get(next(iter(same))) if len(same) == 1 else None
            cast.identities[order] = found or replace(identity, key=f"#{identity.key[5:]}")
    for order, nominal in cast.nominals.items():
        plain = cast.identities.get(order)
        single = not nominal.counted and not nominal.plural and nominal.owner is None
        if plain is None or plain.key or not single or f"name:{nominal.noun}" not in bare:
            continue
        if cast.views[cast.mentions[order].sentence].sentence.tokens[nominal.start].form[:1].isupper():
            cast.identities[order] = replace(plain, key=f"#{nominal.noun}")


@dataclass(slots=True)
class _Titled:
    by_noun: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_owner: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))


def titled_persons(cast: Cast) -> _Titled:
    """Keys of the named persons by the role that they were given."""
    out = _Titled()
    for order, person in cast.persons.items():
        key, office = cast.identities[order].key, cast.identities[order].office
        for name in _role_names(person.title):
            out.by_noun[name].add(key)
            if person.title is not None and person.title.owner is not None:
                out.by_owner[person.title.owner.key, name].add(key)
        if office is not None:
            out.by_noun[normal(office.title.split())].add(key)
            out.by_owner[f"country:{office.of}", normal(office.title.split())].add(key)
    return out


def _role_names(title: Title | None) -> set[str]:
    """The ways to name the role of a title: its words, the role's noun, the office."""
    if title is None or title.role is None or title.former:
        return set()
    return {normal(title.words.split()), normal(title.role.noun.split()), title.role.office} - {""}


def identity_of_owner(cast: Cast, order: int, told: Identity | None) -> Identity:
    """The identity of a role or body whose owner only a pronoun or noun names; without an owner it stays plain."""
    nominal = cast.nominals[order]
    if told is None or told.kind in ("group", "people") or not told.key:
        view = cast.views[cast.mentions[order].sentence]
        return Identity("", view.words(nominal.start, nominal.end), nominal.kind, None, nominal.sector)
    owner = Owner(told.key, told.name, told.country, told.sector, told.kind)
    if told.kind == "person":
        owner = replace(owner, key=f"his:{told.key}")
    nominal = owned(nominal, owner)
    cast.nominals[order] = nominal
    return _owned_identity(cast, order, nominal, titled_persons(cast))


def _owned_identity(cast: Cast, order: int, nominal: Nominal, titled: _Titled) -> Identity:
    owner = nominal.owner
    if owner is None:
        raise ValueError("a role without an owner")
    name = _name(cast, order, nominal, owner)
    plain = Identity("", name, nominal.kind, nominal.country, nominal.sector, rank=1)
    if _fights_for(cast, nominal, owner):
        return next((i for i in cast.identities.values() if i.key == owner.key), plain)
    if nominal.counted or nominal.generic:
        return plain
    if nominal.kind != "person":
        view = cast.views[cast.mentions[order].sentence]
        role_words = [w for w in view.lower[nominal.start : nominal.end] if w in nominal.noun.split()]
        known = cast.actors.body_of(owner.country, role_words) if owner.country == owner.key[8:] else None
        if known is not None and known.sure:
            return known_identity(known)
        return replace(plain, key=f"{owner.key}#{nominal.noun}")
    if nominal.former or (not nominal.definite and not _possessed(cast, order)):
        return plain
    same = titled.by_owner.get((owner.key, nominal.noun)) or (
        titled.by_owner.get((owner.key, nominal.role.office)) if nominal.role and nominal.role.office else None
    )
    if same and len(same) == 1:
        return next(i for i in cast.identities.values() if i.key in same)
    holder = _holder(cast, nominal, owner)
    return holder or replace(plain, key=f"{owner.key}#{nominal.noun}")


def _fights_for(cast: Cast, nominal: Nominal, owner: Owner) -> bool:
    """Whether fighters are the armed group that they belong to, as such: "M23 FIGHTERS", "the Houthi militants"."""
    many = nominal.plural and not nominal.counted and nominal.noun in cast.actors.words["fighters"]
    return many and owner.kind == "armed_group" and not owner.key.startswith(("his:", "named:"))


def _possessed(cast: Cast, order: int) -> bool:
    mention = cast.mentions[order]
    return any(matches(cast.views[mention.sentence].tree[k].deprel, ("nmod:poss",))
               for k in cast.views[mention.sentence].tree.children[mention.head])  # fmt: skip


def _holder(cast: Cast, nominal: Nominal, owner: Owner) -> Identity | None:
    """The person who surely held the office on the day."""
    if nominal.role is None or not nominal.role.office:
        return None
    of = owner.country if owner.key.startswith("country:") and owner.country else owner.name
    held = cast.actors.offices.holder(nominal.role.office, of, cast.day)
    if held is None:
        return None
    country = of if owner.key.startswith("country:") else None
    office = Office(held.title, held.of, held.from_ or None, held.to or None)
    return Identity(f"person:{held.person}", held.person, "person", country, nominal.sector or "GOV", office,
                    held.wikidata or None, 3)  # fmt: skip


def _name(cast: Cast, order: int, nominal: Nominal, owner: Owner) -> str:
    view = cast.views[cast.mentions[order].sentence]
    words = view.words(nominal.start, nominal.end)
    if nominal.noun == "government" and owner.key.startswith("country:"):
        return f"Government of {owner.name}"  # however it is written: "the Cuban government", "Cuba's government"
    told = fold(owner.name) in fold(words) or any(
        i in view.demonyms or i in view.known for i in range(nominal.start, nominal.end)
    )
    if told or owner.key.startswith("body:"):
        return words
    if owner.key.startswith("his:") or _possessed(cast, order):
        return f"{owner.name}'s {view.words(_first_own(view, nominal, cast.mentions[order].head), nominal.end)}"
    return f"{words} of {owner.name}"


def _first_own(view: View, nominal: Nominal, head: int) -> int:
    """The first token of a noun phrase behind the word that says whose it is: "its FOREIGN ministry"."""
    owned = [i for i in range(nominal.start, head) if view.tree[i].deprel in ("nmod:poss", "det") or i in view.known]
    return max(owned, default=nominal.start - 1) + 1


def _loose_identity(
    cast: Cast, order: int, nominal: Nominal, owned: dict[str, set[str]], by_key: dict[str, Identity]
) -> Identity:
    """A role or body without an owner: the only one of that role in the story, or one of its own."""
    mention = cast.mentions[order]
    view = cast.views[mention.sentence]
    name = view.words(nominal.start, nominal.end)
    plain = Identity("", name, nominal.kind, nominal.country, nominal.sector, rank=0)
    if nominal.counted or nominal.former or _possessed(cast, order):
        return plain
    same = owned.get(nominal.noun) or (owned.get(nominal.role.office) if nominal.role and nominal.role.office else None)
    if nominal.kind == "person" and nominal.role is not None and nominal.role.office:
        cast.open.add(order)
    if same and len(same) == 1 and nominal.definite:
        found = by_key.get(next(iter(same)))
        if found is not None:
            return found
    body = nominal.plural or (nominal.role is not None and nominal.role.type != "person")
    if body and nominal.noun not in cast.actors.words["type_words"] and (nominal.plural or nominal.definite):
        return replace(plain, key=f"#{nominal.noun}")
    return plain
