"""Gives every mention that names or describes an actor its identity: who it is as far as its own words tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from standoff.mention.coreference_mentions import Mention
from standoff.mention.entity_acting import acts
from standoff.mention.entity_names import NameHit, View
from standoff.mention.entity_nouns import Nominal, Owner, owner_behind, read_nominal
from standoff.mention.entity_persons import PersonName, owner_before, read_name
from standoff.mention.entity_polity import find_polities, plain_name
from standoff.model import EntityKind, Office
from standoff.syntax import matches
from standoff.terms.actors import Actor, ActorTable, Alias, atoms, fold
from standoff.terms.offices import day_range


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a mention names. `rank`: 3 known to the vocabularies, 2 a name, 1 somebody's role or body, 0 a plain noun."""

    key: str
    name: str
    kind: EntityKind
    country: str | None = None
    sector: str | None = None
    office: Office | None = None
    wikidata: str | None = None
    rank: int = 0


@dataclass(slots=True)
class Cast:
    """The identities of a story's mentions, by the mention's order, and what was learnt on the way."""

    views: Sequence[View]
    mentions: Sequence[Mention]
    actors: ActorTable
    day: str | None
    identities: dict[int, Identity] = field(default_factory=dict)
    nominals: dict[int, Nominal] = field(default_factory=dict)
    persons: dict[int, PersonName] = field(default_factory=dict)
    absorbed: set[int] = field(default_factory=set)  # mentions that are the title of a name
    open: set[int] = field(default_factory=set)  # "the president" where the story has none or several
    countries: Counter[str] = field(default_factory=Counter)
    acronyms: dict[str, Identity] = field(default_factory=dict)
    polities: frozenset[str] = frozenset()  # unknown names that act as states
    kinds: dict[str, str] = field(default_factory=dict)  # unknown name -> PER, ORG, LOC, MISC: the story's majority

    heads: dict[tuple[int, int], int] = field(default_factory=dict)  # sentence and head token -> mention

    heads_of_names: dict[tuple[int, int], int] = field(default_factory=dict)  # sentence and first token -> mention

    def at(self, sentence: int, token: int) -> int | None:
        """The order of the mention headed by a token."""
        return self.heads.get((sentence, token))


def read_words(views: Sequence[View], mentions: Sequence[Mention], actors: ActorTable, day: str | None) -> Cast:
    """What the words of each mention say by themselves; persons and roles are still without identity."""
    cast = Cast(views, mentions, actors, day, countries=_countries(views), kinds=_kinds(views))
    cast.polities = find_polities(views, actors)
    cast.heads = {(m.sentence, m.head): m.order for m in mentions}
    for mention in mentions:
        if mention.name_start >= 0:
            cast.heads_of_names[mention.sentence, mention.name_start] = mention.order
    for mention in mentions:
        if mention.form == "name":
            _read_name(cast, mention)
    for mention in mentions:
        if mention.form != "pronoun" and mention.order not in cast.identities and mention.order not in cast.persons:
            _read_noun(cast, mention)
    return cast


def _countries(views: Sequence[View]) -> Counter[str]:
    """How often the story names each country, its people, capital or bodies."""
    seen: Counter[str] = Counter()
    for view in views:
        for hit in view.known.values():
            seen.update({a.actor.country for a in hit.aliases if a.actor.country and not a.doubtful})
        seen.update(code for _, code in view.demonyms.values())
    return seen


# ---------------------------------------------------------------- names


def _read_name(cast: Cast, mention: Mention) -> None:
    view = cast.views[mention.sentence]
    hit = next((n for n in view.names if n.start == mention.name_start and n.end == mention.name_end), None)
    if hit is None or _is_adjective(view, hit) or _is_title(cast, view, hit):
        return
    name = view.words(hit.start, hit.end)
    people = _nationals(cast, view, mention)
    if people is not None and not hit.aliases and hit.end - hit.start < 3:
        cast.identities[mention.order] = people
    elif not hit.aliases and plain_name(name) in cast.polities:
        key = f"polity:{plain_name(name)}"
        cast.identities[mention.order] = Identity(key, name, "state", None, "GOV", rank=2)
    elif _is_person(cast, view, hit):
        if hit.aliases or not _in_place(cast, view, mention, hit):
            gender = mention.gender if mention.gender in ("m", "f") else ""
            cast.persons[mention.order] = read_name(view, hit, cast.actors, gender=gender)
    else:
        identity = _body_or_state(cast, view, mention, hit)
        if identity is not None:
            cast.identities[mention.order] = identity
            _bracketed(cast, view, hit, identity)


def _is_title(cast: Cast, view: View, hit: NameHit) -> bool:
    """Whether a name is a bare title of somebody: "Capt.", "Sgt."."""
    words = tuple(fold(a) for word in view.lower[hit.start : hit.end] for a in atoms(word))
    return not hit.aliases and words in cast.actors.titles


def _is_person(cast: Cast, view: View, hit: NameHit) -> bool:
    """Whether a name is a person's: known, or called so by most of its mentions in the story."""
    name = plain_name(view.words(hit.start, hit.end))
    if hit.aliases:
        capital = all(a.actor.sort == "capital" for a in hit.aliases)
        return hit.kind == "PER" or (capital and cast.kinds.get(name) == "PER")
    return cast.kinds.get(name, hit.kind) == "PER" or _holds_office(cast, name)


def _holds_office(cast: Cast, name: str) -> bool:
    """Whether a word is the surname of just one who surely held an office on the day of the story: "Scholz"."""
    bearers = cast.actors.surnames.get(name, ()) if cast.day and " " not in name else ()
    sure = {t.person for p in bearers for t in cast.actors.offices.tenures(p) if t.sure and t.covers(cast.day or "")}
    return len(sure) == 1


def _body_or_state(cast: Cast, view: View, mention: Mention, hit: NameHit) -> Identity | None:
    """The state, organisation or group that a name names; None for a place."""
    if view.words(hit.start, hit.end) in cast.acronyms:
        return cast.acronyms[view.words(hit.start, hit.end)]
    owner = owner_before(view, hit.start, cast.actors) or owner_behind(view, mention.head, hit.end, cast.actors)
    alias = choose(_of_owner(hit.aliases, owner), cast)
    if alias is not None:
        return None if _is_place(cast, view, hit, alias.actor) else known_identity(alias.actor)
    if hit.kind != "ORG":
        return None
    country = owner.country if owner is not None else None
    if hit.aliases:
        kinds = {a.actor.kind for a in hit.aliases}
        name, kind = view.words(hit.start, hit.end), hit.aliases[0].actor.kind
        return Identity(f"name:{country or ''}{plain_name(name)}", name, kind if len(kinds) == 1 else "organisation",
                        country, rank=2)  # fmt: skip
    if _in_place(cast, view, mention, hit):
        return None
    identity = _unknown_body(cast, view, hit)
    return replace(identity, country=identity.country or country)


def _is_place(cast: Cast, view: View, hit: NameHit, actor: Actor) -> bool:
    """Whether a name that may be a government's is the place here."""
    if actor.sort == "capital":
        return not acts(view, hit, cast.actors.words)
    if actor.sort == "country":
        return _homonym(cast, actor.country or "")
    return fold(view.words(hit.start, hit.end)) in cast.actors.words["seat_cities"] and not acts(
        view, hit, cast.actors.words
    )


def _of_owner(aliases: Sequence[Alias], owner: Owner | None) -> Sequence[Alias]:
    """The meanings of a name that fit its owner: "Pakistan's National Assembly"; without an owner all."""
    if owner is None or owner.country is None:
        return aliases
    return [a for a in aliases if a.actor.country == owner.country] or [a for a in aliases if a.actor.country is None]


def _homonym(cast: Cast, country: str) -> bool:
    """Whether a country's name is rather a part of another country: Georgia in a story of the United States."""
    other = cast.actors.words.homonyms.get(country)
    if other is None or not cast.countries[other]:
        return False
    told = {code for view in cast.views for _, code in view.demonyms.values()}
    seats = {
        a.actor.country for v in cast.views for h in v.known.values() for a in h.aliases if a.actor.sort == "capital"
    }
    return country not in told | seats


def _in_place(cast: Cast, view: View, mention: Mention, hit: NameHit) -> bool:
    """A single unknown word where a place must stand: "in Goma", "overran Marawi"."""
    if hit.end - hit.start > 1 or view.sentence.tokens[hit.start].form.isupper():
        return False
    token, words = view.tree[mention.head], cast.actors.words
    if view.tree.case(mention.head) in words["place_prepositions"]:
        return True
    verb = view.tree[token.head].lemma.lower() if token.head >= 0 else ""
    return token.deprel == "obj" and verb in words["place_verbs"]


def _is_adjective(view: View, hit: NameHit) -> bool:
    """Whether a name is no more than an adjective ("Kurdish", "Iraqi") or a word without a capital."""
    last = view.tree[hit.end - 1]
    if last.upos == "ADJ" and matches(last.deprel, ("amod", "compound", "conj")) and hit.kind != "LOC":
        return not (hit.aliases and hit.aliases[0].actor.sort == "country")
    told = view.demonyms.get(hit.start)
    plain = not any(t.form[:1].isupper() or t.form[:1].isdigit() for t in view.sentence.tokens[hit.start : hit.end])
    return not hit.aliases and ((told is not None and told[0] == hit.end) or plain)


def _kinds(views: Sequence[View]) -> dict[str, str]:
    """The kind that the encoder gives most often to each unknown name of the story."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for view in views:
        for hit in view.names:
            if not hit.aliases:
                seen[plain_name(view.words(hit.start, hit.end))][hit.kind] += 1
    kinds = {name: max(sorted(counts), key=lambda kind: counts[kind]) for name, counts in seen.items()}
    surnames = {name.split()[-1] for name, kind in kinds.items() if kind == "PER" and " " in name}
    return kinds | dict.fromkeys(surnames, "PER")


def known_identity(actor: Actor) -> Identity:
    """The identity of an actor of the vocabularies."""
    return Identity(actor.key, actor.name, actor.kind, actor.country, actor.sector, None, actor.wikidata, 3)


def choose(aliases: Sequence[Alias], cast: Cast) -> Alias | None:
    """The one actor that a name means here: by the story's countries and day; None where it stays open."""
    left = [a for a in aliases if not a.doubtful or _supported(a, cast)]
    if len({a.actor.key for a in left}) > 1:
        left = _best_sort(left)
    if len({a.actor.key for a in left}) > 1 and cast.day:
        alive = [a for a in left if _alive(a.actor, cast.day)]
        left = alive or left
    if len({a.actor.key for a in left}) > 1:
        counts = {a.actor.key: cast.countries[a.actor.country or ""] for a in left}
        most = max(counts.values())
        best = [a for a in left if counts[a.actor.key] == most]
        left = best if most > 0 and len({a.actor.key for a in best}) == 1 else []
    return left[0] if left else None


def _supported(alias: Alias, cast: Cast) -> bool:
    """Whether the story supports a doubtful name: it names the actor's country, or the actor has none."""
    country = alias.actor.country
    return cast.countries[country] > 0 if country else len(alias.words) > 1 or alias.actor.sort == "organisation"


def _best_sort(aliases: list[Alias]) -> list[Alias]:
    """The aliases without those that a better table names for the same country: the White House is one body."""
    order = ("country", "organisation", "person", "legislature", "seat", "group", "capital")
    first = min(aliases, key=lambda a: (a.doubtful, order.index(a.actor.sort)))
    others = [a for a in aliases if a.actor.sort != first.actor.sort]
    if all(a.actor.country in (None, first.actor.country) or first.actor.country is None for a in others):
        return [a for a in aliases if a.actor.sort == first.actor.sort]
    return aliases


def _alive(actor: Actor, day: str) -> bool:
    first, last = day_range(day)
    begins = day_range(actor.from_)[0] if actor.from_ else ""
    ends = day_range(actor.to)[1] if actor.to else "9999"
    return begins <= last and first <= ends


def _unknown_body(cast: Cast, view: View, hit: NameHit) -> Identity:
    """A body that no vocabulary knows: kind and sector by its head word, country by a demonym in it."""
    name = view.words(hit.start, hit.end)
    acronym = cast.acronyms.get(name)
    if acronym is not None:
        return acronym
    kind: EntityKind = "organisation"
    sector: str | None = None
    words = view.lower[hit.start : hit.end]
    heads = cast.actors.words.heads
    for word in [*reversed(words)]:
        if word in heads:
            kind, sector = ("armed_group" if heads[word][0] == "armed_group" else "organisation"), heads[word][1]
            break
    country = next((view.demonyms[i][1] for i in range(hit.start, hit.end) if i in view.demonyms), None)
    inner = [view.known[i] for i in range(hit.start, hit.end) if i in view.known]
    states = {a.actor.country for h in inner for a in h.aliases if a.actor.sort == "country"}
    country = country or (states.pop() if len(states) == 1 else None)
    return Identity(f"name:{plain_name(name)}", name, kind, country, sector, rank=2)


def _bracketed(cast: Cast, view: View, hit: NameHit, identity: Identity) -> None:
    """An acronym in brackets right behind a name is another name of the same: "… Task Force (CJTF)"."""
    tokens = view.sentence.tokens
    if hit.end + 2 < len(tokens) and tokens[hit.end].form == "(" and tokens[hit.end + 2].form == ")":
        short = tokens[hit.end + 1].form
        if short.isupper() and 2 <= len(short) <= 10:
            cast.acronyms[short] = identity
            order = cast.at(view.number, hit.end + 1)
            if order is not None:
                cast.identities[order] = identity


# ---------------------------------------------------------------- nouns


def _read_noun(cast: Cast, mention: Mention) -> None:
    view = cast.views[mention.sentence]
    if mention.form == "name" and view.words(mention.name_start, mention.name_end) in cast.acronyms:
        cast.identities[mention.order] = cast.acronyms[view.words(mention.name_start, mention.name_end)]
        return
    people = _nationals(cast, view, mention)
    if people is not None:
        cast.identities[mention.order] = people
        return
    hit = view.name_at(mention.head)
    if hit is not None and (
        hit.kind in ("LOC", "PER") or cast.heads_of_names.get((view.number, hit.start)) != mention.order
    ):
        cast.absorbed.add(mention.order)
        return
    if _begins_role(cast, view, mention):
        cast.absorbed.add(mention.order)
        return
    nominal = read_nominal(view, mention, cast.actors)
    if nominal is not None:
        cast.nominals[mention.order] = nominal


def _begins_role(cast: Cast, view: View, mention: Mention) -> bool:
    """Whether a noun is the first word of a role whose next word the parse takes apart: "PROSECUTOR general"."""
    here, after = mention.head, mention.head + 1
    if after >= len(view.lower) or (view.lower[here], view.lower[after]) not in cast.actors.roles:
        return False
    return (view.tree[here].head, view.tree[here].deprel) == (view.tree[after].head, view.tree[after].deprel)


def _before_noun(view: View, token: int) -> bool:
    """Whether a noun stands right behind a word: then "German" of "German Chancellor" is nobody."""
    return token + 1 < len(view.tree.tokens) and view.tree[token + 1].upos in ("NOUN", "PROPN")


def _nationals(cast: Cast, view: View, mention: Mention) -> Identity | None:
    """ "the Russians", "Palestinians", "two Turks": people of a country."""
    token = view.tree[mention.head]
    start = max(mention.start, mention.head - 1)
    for first in dict.fromkeys((start, mention.head)):
        words = tuple(a for w in view.lower[first : mention.head + 1] for a in atoms(w))
        code = cast.actors.nationals.get(words)
        if code is None or not token.form[:1].isupper() or matches(token.deprel, ("amod", "compound")):
            continue
        name = view.words(first, mention.head + 1)
        plural = mention.number == "plur" or (mention.definite == "name" and name.endswith(("ish", "ese", "ch", "ss")))
        if not plural and (mention.definite != "indef" or _before_noun(view, mention.head)):
            return None
        if any(matches(view.tree[k].deprel, ("nummod",)) for k in view.tree.children[mention.head]) or not plural:
            return Identity("", name, "group" if plural else "person", code, None, rank=1)
        return Identity(f"people:{code}", name, "people", code, None, rank=1)
    return None
