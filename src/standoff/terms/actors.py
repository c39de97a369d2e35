"""The vocabularies of those who can act or speak, as one table: states, organisations, groups, people, roles, titles.

Names are found by longest match over words; spelling is compared without accents, hyphens, apostrophes and dots.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from standoff.errors import TermsError
from standoff.model import EntityKind
from standoff.terms.offices import OfficeTable, Tenure, parse_tenures
from standoff.terms.tables import read_table

Row = Mapping[str, str]
_WORD = re.compile(r"\w+")
_ATOM = re.compile(r"\w+|[^\w\s]")
_DROPPED = frozenset("-'’‘`´.‐‑–")
_SHORT = 4  # letters of an acronym with small ones: "LeT", "DoD"
_SMALL = frozenset(
    {"al", "el", "the", "of", "and", "for", "de", "la", "del", "in", "on", "ul", "as", "ash", "an", "bin", "i", "e"}
)
_YES = frozenset({"yes", "y", "1", "true", "sure"})


@dataclass(frozen=True, slots=True)
class Actor:
    """One known actor. `key` is unique in the table; `country` is ISO alpha-3; dates are EDTF or ""."""

    key: str
    name: str
    kind: EntityKind
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    sure: bool = True
    from_: str = ""
    to: str = ""
    sort: str = ""  # country | capital | seat | legislature | organisation | group | person


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to name an actor. `doubtful`: counts only where the story supports it."""

    actor: Actor
    words: tuple[str, ...]  # as written, without dropped signs
    doubtful: bool = False


class AliasIndex:
    """Aliases by their first word in lower case; made into `Alias` values only when a text holds that word."""

    def __init__(self) -> None:
        self._raw: dict[str, list[tuple[Actor, str, bool]]] = defaultdict(list)
        self._made: dict[str, tuple[Alias, ...]] = {}

    def add(self, actor: Actor, text: str, *, doubtful: bool = False) -> None:
        """Add one way to name an actor."""
        plain = text.removeprefix("the ")
        first = _first_word(plain)
        if first:
            self._raw[fold(first)].append((actor, text, doubtful))
        if first == "The" and len(plain) > 4:
            self._raw[fold(_first_word(plain[4:]))].append((actor, text, doubtful))

    def get(self, first: str) -> tuple[Alias, ...]:
        """The aliases that begin with a word, longest first."""
        if first not in self._raw:
            return ()
        if first not in self._made:
            made = (_alias(*raw) for raw in self._raw[first])
            fitting = [alias for alias in made if alias.words and fold(alias.words[0]) == first]
            self._made[first] = tuple(sorted(fitting, key=lambda alias: -len(alias.words)))
        return self._made[first]

    def __len__(self) -> int:
        return len(self._raw)


def _first_word(text: str) -> str:
    word = text.partition(" ")[0]
    if word.isalnum():
        return word
    found = _WORD.search(text)
    return found[0] if found is not None else ""


def _alias(actor: Actor, text: str, doubtful: bool) -> Alias:
    words = atoms(text.removeprefix("the "))
    if len(words) > 2 and words[0] == "The":
        words = words[1:]
    return Alias(actor, words, doubtful)


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for a role or institution. `type`: person, institution, force, collective; `office` as in offices.tsv."""

    noun: str
    plural: bool
    sector: str | None
    type: str
    office: str


@dataclass(frozen=True, slots=True)
class GroupNoun:
    """A head noun of a group ("militants"): kind, sector, and whether this form is plural."""

    kind: EntityKind
    sector: str | None
    country: str | None
    plural: bool


@dataclass(frozen=True, slots=True)
class ActorWords:
    """The word lists of `entities.toml`."""

    lists: Mapping[str, frozenset[str]]
    heads: Mapping[str, tuple[str, str | None]]  # last word of an organisation's name -> kind, sector
    noun_sectors: Mapping[str, frozenset[str]]  # "agency" -> sectors of the bodies that it takes up
    homonyms: Mapping[str, str]  # country -> country that has a part of the same name
    spellings: Mapping[str, str]  # words of roles -> one spelling, or "" where they do not count
    standing_for: Mapping[str, str]  # modifiers -> the party that they stand for: "Western" -> "West"

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


@dataclass(frozen=True, slots=True)
class ActorTable:
    """All vocabularies of actors; build it with `actor_table()`."""

    aliases: AliasIndex
    demonyms: Mapping[tuple[str, ...], str]  # adjective, lower case words -> ISO alpha-3
    nationals: Mapping[tuple[str, ...], str]  # noun for nationals, lower case words -> ISO alpha-3
    countries: Mapping[str, Actor]
    roles: Mapping[tuple[str, ...], Role]
    role_words: frozenset[str]  # every word of a role
    groups: Mapping[tuple[str, ...], GroupNoun]
    titles: Mapping[tuple[str, ...], Role | None]
    offices: OfficeTable
    given: Mapping[str, str]
    words: ActorWords
    surnames: Mapping[str, Sequence[str]]  # last word of a person's name, lower case -> persons
    adjectives: Mapping[str, Sequence[tuple[str, ...]]]  # ISO alpha-3 -> its adjectives, lower case words

    def body_of(self, country: str, words: Sequence[str]) -> Actor | None:
        """The known body of a country by its role: "Russia's defence ministry" is the Russian Defence Ministry."""
        for adjective in self.adjectives.get(country, ()):
            parts = (*adjective, *words)
            for alias in self.aliases.get(parts[0]):
                if alias.actor.country == country and tuple(fold(w) for w in alias.words) == parts:
                    return alias.actor
        return None

    def gender(self, given_name: str) -> str:
        """The gender of a given name: "m", "f" or ""."""
        return self.given.get(fold(given_name), "")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in lower case without accents.

    >>> fold("Erdoğan")
    'erdogan'
    """
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def atoms(text: str) -> tuple[str, ...]:
    """The parts of a name that are compared: words and signs, without hyphens, apostrophes and dots.

    >>> atoms("al-Qa'ida in the U.S.")
    ('al', 'Qa', 'ida', 'in', 'the', 'U', 'S')
    """
    if text.replace(" ", "").isalnum():
        return tuple(text.split())
    return tuple(a for a in _ATOM.findall(text) if a not in _DROPPED)


def _key(text: str) -> tuple[str, ...]:
    return tuple(fold(a) for a in atoms(text))


def _cell(row: Row, column: str) -> Iterator[tuple[str, bool]]:
    """The names of a cell, each with whether it is marked doubtful."""
    for part in row.get(column, "").split("|"):
        if part.strip():
            yield part.strip().lstrip("?"), part.strip().startswith("?")


class _Builder:
    """Collects aliases and nouns from the tables."""

    def __init__(self) -> None:
        self.aliases = AliasIndex()
        self.demonyms: dict[tuple[str, ...], str] = {}
        self.nationals: dict[tuple[str, ...], str] = {}
        self.countries: dict[str, Actor] = {}
        self.groups: dict[tuple[str, ...], GroupNoun] = {}

    def country(self, row: Row, words: ActorWords) -> None:
        """A row of countries.tsv."""
        code, gone = row["iso3"], row.get("status") == "dissolved"
        state = Actor(
            f"country:{code}", row["name"], "state", code, "GOV", from_=row["from"], to=row["to"], sort="country"
        )
        self.countries[code] = state
        self.aliases.add(state, row["name"])
        for text, doubtful in _cell(row, "other_names"):
            self.aliases.add(state, text, doubtful=doubtful)
        for text, _ in _cell(row, "adjectives"):
            self.demonyms.setdefault(_key(text), code)
        for text, _ in _cell(row, "people"):
            self.nationals.setdefault(_key(text), code)
        if gone:
            return
        capitals = {_key(text) for text, _ in _cell(row, "capital")}
        for text, doubtful in _cell(row, "government_names"):
            if fold(text) in words["bodies_listed_elsewhere"]:
                continue
            text = text.removeprefix("the ")
            city = _key(text) in capitals or fold(text) in words["seat_cities"]
            body = Actor(f"seat:{code}:{fold(text)}", text, "organisation", code, "GOV", sort="seat")
            capital = Actor(f"country:{code}", row["name"], "state", code, "GOV", sort="capital")
            self.aliases.add(capital if city else body, text, doubtful=doubtful)
        for text, doubtful in _cell(row, "legislature"):
            actor = Actor(f"legislature:{code}:{fold(text)}", text, "organisation", code, "LEG", sort="legislature")
            self.aliases.add(actor, text, doubtful=doubtful)

    def organisation(self, row: Row) -> None:
        """A row of organisations.tsv; what is not sure keeps its name only."""
        sure = row["sure"].lower() in _YES
        kind = _kind(row["kind"])
        actor = Actor(
            f"organisation:{row['name']}", row["name"], kind, (row["country"] or None) if sure else None,
            (row["sector"] or None) if sure else None, row["wikidata"] or None, sure, row["from"], row["to"],
            sort="organisation",
        )  # fmt: skip
        self.aliases.add(actor, row["name"])
        for text, doubtful in _cell(row, "other_names"):
            self.aliases.add(actor, text, doubtful=doubtful)

    def group(self, row: Row) -> None:
        """A row of groups.tsv: proper ones are actors, all give nouns."""
        kind = cast(EntityKind, row["kind"])
        country, sector = row["country"] or None, row["sector"] or None
        texts = [row["name"], *(t for t, _ in _cell(row, "other_names"))]
        if row["proper"] == "yes":
            actor = Actor(f"group:{row['name']}", row["name"].removeprefix("the "), kind, country, sector, sort="group")
            for text in texts:
                self.aliases.add(actor, text)
        else:
            for text in texts:
                self.groups.setdefault(_key(text.removeprefix("the ")), GroupNoun(kind, sector, country, True))
        for number, (text, _) in enumerate(_cell(row, "nouns")):
            self.groups.setdefault(_key(text), GroupNoun(kind, sector, country, number % 2 == 1))

    def people(self, offices: OfficeTable, titles: Mapping[tuple[str, ...], Role | None]) -> dict[str, list[str]]:
        """The persons of offices.tsv; returns surname -> persons."""
        surnames: dict[str, list[str]] = defaultdict(list)
        official = {key[0] for key, role in titles.items() if len(key) == 1 and role is not None and role.office}
        for person, tenures in offices.people().items():
            actor = Actor(f"person:{person}", person, "person", None, None, tenures[0].wikidata or None, sort="person")
            for text in {person, *(n for t in tenures for n in t.other_names)}:
                plain = text.lstrip("?")
                first, last = plain.partition(" ")[0], plain.rpartition(" ")[2]
                if first != last and fold(first) not in official:
                    self.aliases.add(actor, plain, doubtful=text != plain)
                surname = fold(last).replace("-", " ")
                surnames[surname].append(person)
                if " " in surname:
                    surnames[surname.rpartition(" ")[2]].append(person)
        return {surname: list(dict.fromkeys(people)) for surname, people in surnames.items()}


def _by_country(demonyms: Mapping[tuple[str, ...], str]) -> dict[str, list[tuple[str, ...]]]:
    out: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words, code in demonyms.items():
        out[code].append(words)
    return out


def _kind(text: str) -> EntityKind:
    if text in ("person", "state", "organisation", "armed_group", "group", "people"):
        return cast(EntityKind, text)
    return "organisation"


def _roles(rows: Iterable[Row]) -> dict[tuple[str, ...], Role]:
    roles: dict[tuple[str, ...], Role] = {}
    for row in rows:
        sector = row["sector"] or None
        for text, plural in ((row["noun"], False), (row["plural"], True)):
            if text:
                roles.setdefault(_key(text), Role(row["noun"], plural, sector, row["type"], row["office"]))
    return roles


def _titles(rows: Iterable[Row], roles: Mapping[tuple[str, ...], Role]) -> dict[tuple[str, ...], Role | None]:
    """Titles and their abbreviations, with the role that each names where roles.tsv lists it."""
    out: dict[tuple[str, ...], Role | None] = {}
    for row in rows:
        role = roles.get(_key(row["title"]))
        for text in (row["title"], *row["abbreviations"].split("|")):
            if text:
                out.setdefault(_key(text), role)
    return out


@cache
def actor_words() -> ActorWords:
    """The shipped word lists, read once. Raises `TermsError` where the file is not what it should be."""
    try:
        data = tomllib.loads(files("standoff.terms.data").joinpath("entities.toml").read_text("utf-8"))
        heads = {noun: (part["kind"], part.get("sector")) for part in data["name_heads"] for noun in part["words"]}
        sectors = {noun: frozenset(codes) for noun, codes in data["noun_sectors"].items()}
        return ActorWords(
            {k: frozenset(v) for k, v in data["lists"].items()}, heads, sectors, data["homonyms"], data["spellings"],
            data["standing_for"],
        )  # fmt: skip
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise TermsError(f"entities.toml: {error}") from error


def build_actors(
    *, countries: Iterable[Row], organisations: Iterable[Row], groups: Iterable[Row], roles: Iterable[Row],
    titles: Iterable[Row], given_names: Iterable[Row], tenures: Iterable[Tenure],
) -> ActorTable:  # fmt: skip
    """A table from rows; earlier rows win where two give the same noun."""
    builder, words = _Builder(), actor_words()
    for row in countries:
        builder.country(row, words)
    for row in organisations:
        builder.organisation(row)
    for row in groups:
        builder.group(row)
    offices = OfficeTable(tenures)
    by_noun = _roles(roles)
    by_title = _titles(titles, by_noun)
    surnames = builder.people(offices, by_title)
    return ActorTable(
        aliases=builder.aliases,
        demonyms=builder.demonyms,
        nationals=builder.nationals,
        countries=builder.countries,
        roles=by_noun,
        role_words=frozenset(word for key in (*by_noun, *builder.groups) for word in key),
        groups=builder.groups,
        titles=by_title,
        offices=offices,
        given={fold(r["name"]): r["gender"][:1].lower() for r in given_names},
        words=words,
        surnames=surnames,
        adjectives=_by_country(builder.demonyms),
    )


@cache
def actor_table() -> ActorTable:
    """The shipped vocabularies, read once."""
    return build_actors(
        countries=read_table("countries.tsv"),
        organisations=read_table("organisations.tsv"),
        groups=read_table("groups.tsv"),
        roles=read_table("roles.tsv"),
        titles=read_table("titles.tsv"),
        given_names=read_table("given_names.tsv"),
        tenures=parse_tenures(read_table("offices.tsv")),
    )


def fits(alias: Alias, forms: Sequence[str]) -> bool:
    """Whether words of a text are written as the alias wants: capitals where the name has them.

    An acronym must stand in capitals; small words may be written either way.
    """
    for want, form in zip(alias.words, forms, strict=True):
        if want in _SMALL or not want[:1].isupper():
            continue
        mixed = len(want) <= _SHORT and want.isalpha() and want != want.capitalize()  # "LeT" is not "Let"
        acronym = len(want) > 1 and (want.isupper() or mixed)
        if not form[:1].isupper() or (acronym and form != want and not form.isupper()):
            return False
    return True
