"""Noun phrases for those who act: roles, bodies, forces and groups, with whom they belong to.

"the Russian defence ministry" -> an organisation of RUS, sector GOV; "two gunmen" -> an armed group; "Yemen's foreign
minister" -> a person with the office of foreign minister of YEM.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from standoff.mention.coreference_mentions import Mention
from standoff.mention.entity_names import View
from standoff.model import EntityKind
from standoff.syntax import matches
from standoff.terms.actors import Actor, ActorTable, ActorWords, GroupNoun, Role, actor_words, atoms, fold

_STRONG = ("person", "organization")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a role or body belongs to: a state (by its code) or another actor."""

    key: str
    name: str
    country: str | None = None
    sector: str | None = None
    kind: EntityKind | None = None


@dataclass(frozen=True, slots=True)
class Nominal:
    """What a noun phrase says of the one it names. `start` and `end`: the tokens of its name part."""

    start: int
    end: int
    kind: EntityKind
    sector: str | None
    country: str | None
    noun: str  # normal form of the role or noun: "ministry defence"
    role: Role | None = None
    owner: Owner | None = None
    plural: bool = False
    counted: bool = False  # with a number or "a", "some": not the group as such
    definite: bool = False
    former: bool = False
    generic: bool = True  # False: one that the vocabularies know as a role or body of somebody


def normal(words: Sequence[str]) -> str:
    """A role's words in one order and spelling, so that "Ministry of Defense" is "defence ministry".

    >>> normal(["Ministry", "of", "Defense"])
    'defence ministry'
    """
    spellings = actor_words().spellings
    plain = (spellings.get(fold(w), fold(w)) for w in words)
    return " ".join(sorted(w for w in plain if w))


def read_nominal(view: View, mention: Mention, actors: ActorTable) -> Nominal | None:
    """What the noun phrase of `mention` says, or None where it names nobody who acts."""
    tree, words = view.tree, actors.words
    if tree[mention.head].upos not in ("NOUN", "PROPN", "ADJ", "VERB") or mention.word in words["not_people"]:
        return None
    if mention.form == "noun" and (tree[mention.head].deprel == "xcomp" or _counts(view, mention, words)):
        return None
    if mention.word in words["regions"] and _of_place(view, mention.head):
        return None
    start, end, role, group = _noun(view, mention, actors)
    etype = mention.etype
    if role is None and group is None:
        listed = _by_list(view, mention, words)
        if listed is not None or etype not in _STRONG or mention.form == "name" or _vague(view, mention):
            return listed
        kind: EntityKind = (
            "organisation" if etype == "organization" else "group" if mention.number == "plur" else "person"
        )
        sector = None
    else:
        acting = mention.word in words["acting_abstracts"] and _as_party(view, mention.head)
        if (etype in words["not_actors"] and not acting) or (
            etype == "place" and not (role and role.type in ("institution", "force"))
        ):
            return None
        kind, sector = _kind(role, group, mention)
        kind = "group" if mention.word in words["collectives"] else kind
        if kind in ("organisation", "group") and _inert(view, mention, words):
            return None
    owner = find_owner(view, mention, start, end, actors)
    first = _name_start(view, mention, start)
    plural = mention.number == "plur" or bool(role and role.plural) or bool(group and group.plural)
    nominal = Nominal(
        first, end, kind, sector, owner.country if owner else group.country if group else None,
        normal(list(view.lower[start:end])), role, owner, plural, counted=_counted(view, mention),
        definite=mention.definite in ("def", "dem", "poss", "name"), former=_former(view, mention, start, words),
        generic=role is None and group is None,
    )  # fmt: skip
    if owner is not None:
        return owned(nominal, owner)
    if kind == "group" and role is not None and role.type in ("force", "institution") and _adjective(view, start):
        return replace(nominal, kind="organisation")
    return nominal


def _of_place(view: View, head: int) -> bool:
    """Whether a noun for a part of a country bears a place's name: "the Colombian department OF CAUCA"."""
    for kid in view.tree.kids(head, "nmod"):
        hit = view.name_at(kid)
        unknown = hit is not None and hit.kind == "LOC" and not hit.aliases
        if view.tree.case(kid) == "of" and (unknown or (hit is None and view.tree[kid].etype == "place")):
            return True
    return False


def _counts(view: View, mention: Mention, words: ActorWords) -> bool:
    """Whether a noun only counts those behind its "of": "HUNDREDS of people", "small NUMBERS of troops"."""
    if mention.word not in words["counting_words"]:
        return False
    counted = (k for k in view.tree.kids(mention.head, "nmod") if view.tree.case(k) == "of")
    return any(view.tree[k].etype in _STRONG for k in counted)


def _adjective(view: View, start: int) -> bool:
    """Whether an unknown proper adjective stands right before: "Ostravian forces"."""
    before = view.tree[start - 1] if start else None
    return before is not None and before.upos == "ADJ" and before.form[:1].isupper() and start > 1


def _as_party(view: View, head: int) -> bool:
    """Whether an abstract noun is those whom it stands for: "the OPPOSITION said", "met THE OPPOSITION"."""
    tree, first = view.tree, view.tree.first_conjunct(head)
    if matches(tree[first].deprel, ("nsubj",)):
        return True
    known = any(view.lower[d] == "the" for d in tree.kids(head, "det"))
    dealt_with = matches(tree[first].deprel, ("obj", "iobj")) or tree.case(first) in ("by", "with", "between", "from")
    return known and dealt_with and not any(tree.case(k) for k in tree.kids(head, "nmod"))


def _noun(view: View, mention: Mention, actors: ActorTable) -> tuple[int, int, Role | None, GroupNoun | None]:
    """The longest role or group noun that holds the head word: its tokens, and what it is."""
    head = mention.head
    low, high = max(0, head - 4), min(len(view.lower), head + 5)
    best: tuple[int, int, Role | None, GroupNoun | None] = (head, head + 1, None, None)
    size = 0
    for start in range(low, head + 1):
        for end in range(high, head, -1):
            if end - start <= size:
                break
            if not atoms(view.lower[end - 1]) or not _may_span(view, head, start, end):
                continue  # no sign behind it: "the rebels'"
            key = tuple(a for w in view.lower[start:end] for a in atoms(w))
            role, group = actors.roles.get(key), actors.groups.get(key)
            if (role or group) and (end == head + 1 or role):
                best, size = (start, end, role, group), end - start
    if size == 0 and view.tree[head].lemma.lower() != view.lower[head]:
        key = tuple(atoms(fold(view.tree[head].lemma)))
        role, group = actors.roles.get(key), actors.groups.get(key)
        if role and mention.number == "plur":
            role = replace(role, plural=True)
        best = (head, head + 1, role, group)
    return best


def _may_span(view: View, head: int, start: int, end: int) -> bool:
    """Whether the tokens may be one noun: what stands before the head hangs on it, what follows begins with "of"."""
    inside = range(start, end)
    twin = view.tree[head]  # "prosecutor general" may be parsed as two subjects
    loose = [i for i in inside if view.tree[i].head not in inside and i != head]
    if any((view.tree[i].head, view.tree[i].deprel) != (twin.head, twin.deprel) for i in loose):
        return False
    return end == head + 1 or view.tree[head + 1].upos in ("ADP", "PART", "PUNCT", "PROPN", "NOUN", "ADJ")


def _by_list(view: View, mention: Mention, words: ActorWords) -> Nominal | None:
    """People whom neither the encoder nor the vocabularies of roles know: "a woman"; "a statement said"."""
    lower, lemma = view.lower[mention.head], view.tree[mention.head].lemma.lower()
    if mention.form != "noun":
        return None
    kind: EntityKind
    if lower in words["people_nouns"] | words["collectives"] and mention.etype in ("", "person", "organization"):
        kind = "group"
    elif lemma in words["person_nouns"] and mention.etype in ("", "person"):
        kind = "group" if mention.number == "plur" else "person"
    elif lemma in words["documents"] and _speaks(view, mention.head, words):
        kind = "organisation"
    else:
        return None
    start = _name_start(view, mention, mention.head)
    return Nominal(start, mention.head + 1, kind, None, None, lemma, plural=kind == "group",
                   counted=_counted(view, mention), definite=mention.definite in ("def", "dem", "poss"))  # fmt: skip


def _vague(view: View, mention: Mention) -> bool:
    """A bare adjective ("more"), or a thing that the encoder takes for a body though it does nothing in the text."""
    token = view.tree[mention.head]
    if token.upos == "ADJ" and mention.definite != "def":
        return True
    return mention.etype == "organization" and not matches(token.deprel, ("nsubj", "nmod:poss"))


def _inert(view: View, mention: Mention, words: ActorWords) -> bool:
    """A school that is hit, or "force" that is used: no actor, though the noun can name one."""
    if mention.word in words["building_nouns"] and not _speaks(view, mention.head, words):
        return True
    bare = mention.definite == "bare" and mention.number != "plur" and not view.tree.children[mention.head]
    return bare and mention.word in words["bare_no"]


def _speaks(view: View, head: int, words: ActorWords) -> bool:
    token = view.tree[head]
    return matches(token.deprel, ("nsubj",)) and view.tree[token.head].lemma.lower() in words["saying_verbs"]


def _kind(role: Role | None, group: GroupNoun | None, mention: Mention) -> tuple[EntityKind, str | None]:
    """Kind and sector of a role or group noun; a noun that is both takes the role's sector and the group's kind."""
    many = mention.number == "plur" or bool(role and role.plural) or bool(group and group.plural and not role)
    sector = (role.sector if role else None) or (group.sector if group else None)
    unofficial = sector in ("REB", "UAF", "PRM")
    if role is None or role.type == "person":
        if not many:
            return "person", sector
        return group.kind if group else "armed_group" if unofficial else "group", sector
    if role.type == "institution":
        return "group" if role.plural and role.noun != "authorities" else "organisation", sector
    if group is not None:
        return group.kind, sector
    if unofficial:
        return "armed_group", sector
    return "organisation" if mention.number == "sing" else "group", sector


def owned(nominal: Nominal, owner: Owner) -> Nominal:
    """The nominal with its owner: kind, sector and country as far as the owner decides them."""
    role_type = nominal.role.type if nominal.role is not None else ""
    kind, sector = nominal.kind, nominal.sector
    if owner.kind == "armed_group" and role_type != "person" and kind == "group":
        kind = "armed_group"
    elif owner.kind == "armed_group" and nominal.generic and kind in ("organisation", "group"):
        kind, sector = "armed_group", owner.sector
    elif role_type in ("force", "institution") and kind == "group" and owner.country and not nominal.counted:
        kind = "organisation"
    if nominal.role is not None and (sector is None or (owner.kind == "armed_group" and sector == "MIL")):
        sector = owner.sector
    own = role_type in ("institution", "force") or bool(nominal.role and nominal.role.office)
    country = owner.country if owner.kind != "person" or own else None
    return replace(nominal, kind=kind, sector=sector, country=country, owner=owner)


def _counted(view: View, mention: Mention) -> bool:
    if mention.definite == "indef":
        return True
    kids = view.tree.children[mention.head]
    return any(matches(view.tree[k].deprel, ("nummod",)) for k in kids)


def _former(view: View, mention: Mention, start: int, words: ActorWords) -> bool:
    before = view.lower[max(0, mention.start) : start]
    return any(w in words["ended_words"] for w in before) or view.lower[start].startswith(("ex-", "former"))


def _name_start(view: View, mention: Mention, noun: int) -> int:
    """The first token of the name part: no determiner, number or pronoun in front."""
    tree = view.tree
    start = min(mention.start, noun)
    for index in range(start, noun):
        token = tree[index]
        if any(h.start < index < h.end for h in view.known.values()):
            continue
        outside = token.upos in ("DET", "NUM", "PRON", "PUNCT", "ADP", "ADV", "CCONJ", "SCONJ", "SYM", "VERB", "AUX")
        if token.upos == "PUNCT" and token.form == "-" and index > start:
            outside = False
        if token.upos in ("VERB", "ADV") and matches(token.deprel, ("amod", "compound")):
            outside = False
        if token.upos == "NUM" and index + 1 < noun and tree[index + 1].form == "-":
            outside = False
        quantity = token.upos == "ADJ" and token.form.lower() in (
            "many",
            "several",
            "few",
            "other",
            "more",
            "such",
            "same",
        )
        if outside or quantity:
            start = index + 1
    return start


# ---------------------------------------------------------------- whom it belongs to


def find_owner(view: View, mention: Mention, start: int, end: int, actors: ActorTable) -> Owner | None:
    """Whom the noun over tokens `start` to `end` belongs to: a word before it, or "of …" behind it."""
    found: list[Owner] = []
    for index in range(min(mention.start, start), start):
        owner = owner_at(view, index, start, actors)
        if owner and owner not in found:
            found.append(owner)
    if len(found) > 1 and all(o.key.startswith("country:") for o in found):
        return None
    if found:
        return found[0] if not found[0].key.startswith("country:") or len(found) == 1 else _both(found)
    return owner_behind(view, mention.head, end, actors, seats=_sits(actors.roles.get(tuple(view.lower[start:end]))))


def _sits(role: Role | None) -> bool:
    """Whether one of a role who is in a capital is of its state: an official is, a negotiator need not be."""
    return role is None or role.type != "person" or bool(role.office) or role.noun.endswith("official")


def _both(found: Sequence[Owner]) -> Owner:
    """A country and a body: the body, of that country where it has none of its own."""
    body = next(o for o in found if not o.key.startswith("country:"))
    return replace(body, country=body.country or found[0].country)


def owner_at(view: View, index: int, limit: int, actors: ActorTable) -> Owner | None:
    """The owner that begins at token `index`, if any."""
    hit = view.known.get(index)
    if hit is not None and hit.end <= limit and hit.aliases and not _joined(view, index, hit.end, actors.words):
        best = hit.aliases[0]
        if len({a.actor.key for a in hit.aliases}) == 1 and not (best.doubtful and best.actor.sort != "country"):
            return owner_of(best.actor)
    told = view.demonyms.get(index)
    if told is not None and told[0] <= limit and not _joined(view, index, told[0], actors.words):
        return Owner(f"country:{told[1]}", actors.countries[told[1]].name, told[1], "GOV", "state")
    return None


def owner_of(actor: Actor) -> Owner:
    """An actor as owner of a role or body."""
    return Owner(actor.key, actor.name, actor.country, actor.sector, actor.kind)


def _joined(view: View, start: int, end: int, words: ActorWords) -> bool:
    """Whether the name is part of a compound that turns it away: "Iran-backed", "pro-Russian"."""
    lower = view.lower
    if end + 1 < len(lower) and lower[end] == "-" and lower[end + 1] in words["led_words"]:
        return True
    if end < len(lower) and lower[end].lstrip("-") in words["led_words"] and lower[end].startswith("-"):
        return True
    if start >= 2 and lower[start - 1] == "-" and lower[start - 2] in words["against_words"]:
        return True
    return start >= 1 and lower[start - 1].rstrip("-") in ("pro", "anti", "non") and lower[start - 1] != "non"


def owner_behind(view: View, head: int, end: int, actors: ActorTable, *, seats: bool = True) -> Owner | None:
    """The owner in an "of", "for", "from" or "at" phrase behind the noun; of two joined by "and" neither."""
    tree = view.tree
    for kid in tree.kids(head, "nmod"):
        if seats and kid >= end and tree.case(kid) == "in" and (seat := _seat(view, kid, actors)) is not None:
            return seat
        if kid < end or tree.case(kid) not in actors.words["belonging_sure"]:
            continue
        hit = view.name_at(kid)
        if tree.kid(kid, "conj") is not None:
            return None
        if hit is None:
            return _owner_in(view, kid, actors)
        if hit.aliases and len({a.actor.key for a in hit.aliases}) == 1:
            return owner_of(hit.aliases[0].actor)
        if hit.kind in ("PER", "ORG"):
            name = view.words(hit.start, hit.end)
            return Owner(f"named:{fold(name)}", name, kind="person" if hit.kind == "PER" else None)
    return None


def _seat(view: View, kid: int, actors: ActorTable) -> Owner | None:
    """The state whose capital is named: "the defence ministry IN MOSCOW"."""
    hit = view.known.get(kid)
    capitals = {a.actor.country for a in hit.aliases if a.actor.sort == "capital"} if hit is not None else set()
    country = actors.countries.get(capitals.pop() or "") if len(capitals) == 1 else None
    return owner_of(country) if country is not None else None


def _owner_in(view: View, kid: int, actors: ActorTable) -> Owner | None:
    """The country that the phrase under `kid` begins with: "a spokesman for the Russian army"."""
    for index in view.tree.children[kid]:
        owner = owner_at(view, index, kid, actors) if index < kid else None
        if owner is not None:
            role = actors.roles.get((view.lower[kid],))
            return replace(owner, sector=role.sector if role and role.sector else owner.sector)
    role = actors.roles.get((view.lower[kid],))
    if role is not None and role.sector:
        return Owner(f"body:{view.lower[kid]}", view.lower[kid], None, role.sector, None)
    return None
