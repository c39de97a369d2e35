"""The parties of one story: who is named, who is only described, and for whom a description can only stand.

"The army" is the state's where the story tells of one state's army; "the paramilitary group" is the only armed group
that the story names, if no more than one could be meant. What stays open is kept as a description, never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, cached_property

from standoff.ledger_model import Party
from standoff.terms.countries import load_countries
from standoff.terms.ledger_words import load_merge_words, load_track_words
from standoff.terms.name_keys import fold
from standoff.terms.tables import read_table
from standoff.told import Record, Told

_WORD = re.compile(r"[^\W_]+")
_ARMIES = "MIL"
_MOST = 2  # times as often as any other must the state of a story be named


class Cast:
    """The parties of a story by the ids of its entities."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self._entities: Sequence[Record] = told.document["entities"]
        self._known: dict[str, Party] = {}

    def party(self, identifier: str | None) -> Party | None:
        """The party behind an entity; states are one by their code, others by Wikidata or by name."""
        if not identifier:
            return None
        if identifier not in self._known:
            self._known[identifier] = self._of(self.told.by_id[identifier])
        return self._known[identifier]

    def parties(self, identifiers: Iterable[str]) -> tuple[Party, ...]:
        """The parties behind entities, each once; a weapon is none ("Grad rockets struck")."""
        found = (self.party(i) for i in identifiers)
        return tuple(dict.fromkeys(p for p in found if p and (p.country or fold(p.name) not in _weapons())))

    def resolved(self, name: str, *, setter: Party | None = None) -> tuple[str, Party | None]:
        """The name of a pattern's party as it counts in the ledger, and the party itself, None for a state.

        A description becomes the code of the state, or the name of the group, for which alone it can stand here; who
        sets the condition does not mean itself.
        """
        entity = next((e for e in self._entities if e["name"] == name), None)
        if entity is None or load_countries().get(name):
            return name, None
        party = self.party(entity["id"])
        if party is None or party.named:
            return name, party
        if party.country and party.sector in load_track_words().of_state:
            return party.country, None
        return self._only_group(party, setter)

    def _of(self, entity: Record) -> Party:
        state = entity["country"] if entity["kind"] == "state" else None
        key = state or entity["wikidata"] or f"{fold(entity['name'])}|{entity['country'] or ''}"
        party = Party(key, entity["name"], entity["country"], entity["kind"], entity["sector"], is_named(entity))
        if not entity["wikidata"] and (body := _body_of(entity)):
            return replace(party, key=body[0], country=body[1] or None, named=True)
        if (
            party.named
            or party.sector not in load_track_words().of_state
            or party.kind not in ("organisation", "group")
        ):
            return party
        country = party.country or self._state(party)
        if country and party.kind == "organisation" and _is_army(party.name):
            return army_of(country)
        return replace(party, key=f"{fold(party.name)}|{country}", country=country) if country else party

    def _state(self, party: Party) -> str | None:
        """The state whose army or government is meant; that of men without a name only where no other comes up."""
        if party.kind == "group":
            return next(iter(self._states)) if len(self._states) == 1 else None
        armies = {e["country"] for e in self._entities if e["sector"] == _ARMIES and e["country"]}
        if party.sector == _ARMIES and armies:
            return str(next(iter(armies))) if len(armies) == 1 else None
        (first, most), (_, next_most) = (*self._states.most_common(2), ("", 0), ("", 0))[:2]
        return first if first and most >= _MOST * next_most else None

    @cached_property
    def _states(self) -> Counter[str]:
        """How often the story names places of states."""
        named: Counter[str] = Counter()
        for place in self.told.document["places"]:
            named[place["country"] or ""] += len(place["mentions"])
        del named[""]
        return named

    def _only_group(self, described: Party, setter: Party | None) -> tuple[str, Party]:
        """The only armed group of the story that has a name; else the description itself."""
        named = (p for e in self._entities if e["kind"] == "armed_group" and (p := self.party(e["id"])) and p.named)
        groups = {p for p in named if setter is None or p.key != setter.key}
        fits = [p for p in groups if not (p.country and described.country) or p.country == described.country]
        if described.kind == "armed_group" and len(groups) == len(fits) == 1:
            return fits[0].name, fits[0]
        country = described.country or (next(iter(self._states)) if len(self._states) == 1 else None)
        return described.name, replace(described, country=country)


def is_named(entity: Record) -> bool:
    """Whether an entity bears a name; "the rebels", "Sudanese troops" and "Army" do not."""
    if entity["kind"] in ("person", "state") or entity["wikidata"]:
        return True
    kept = load_merge_words().descriptive
    words = _WORD.findall(entity["name"].replace("'s", "").replace("’s", ""))
    last = words[-1] if words else ""
    if entity["kind"] in ("group", "people") and last.islower() and last not in kept:
        return False  # "Taliban prisoners"
    return any(w[:1].isupper() and fold(w) not in kept and not _of_a_state(w) for w in words)


def _of_a_state(word: str) -> bool:
    countries = load_countries()
    return bool(countries.by_adjective(word) or countries.by_name(word))


def _body_of(entity: Record) -> tuple[str, str] | None:
    """Wikidata's id and the state of the body for which men without a name act: "EU ministers", "the wing of Hamas"."""
    if entity["kind"] not in ("group", "armed_group"):
        return None
    words = [w.removesuffix("'s").removesuffix("’s") for w in entity["name"].split()]
    held = any(fold(w) in load_merge_words().captives for w in words)
    first = next((n for n, w in enumerate(words) if w[:1].isupper()), len(words))
    last = max((n for n, w in enumerate(words) if w[:1].isupper()), default=0)
    name = words[first : last + 1]
    return None if held or len(name) == len(words) else _bodies().get(" ".join(name))


@cache
def _bodies() -> dict[str, tuple[str, str]]:
    """Wikidata's id and state of every organisation by each of its names."""
    rows = (r for r in read_table("organisations.tsv") if r["wikidata"])
    return {n: (r["wikidata"], r["country"]) for r in rows for n in (r["name"], *r["other_names"].split("|")) if n}


def _is_army(name: str) -> bool:
    """Whether a description tells of all the forces of a state: "the army", "Sudan's military"."""
    return any(fold(name).endswith(word) for word in load_merge_words().army)


@cache
def _weapons() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("weapons.tsv"))


@cache
def army_of(country: str) -> Party:
    """A state's army, by the name that the vocabulary has for it.

    >>> army_of("SDN").name, army_of("MLI").name
    ('Sudanese Armed Forces', 'Malian army')
    """
    state = load_countries().get(country)
    adjectives = (state.adjectives or (state.name,)) if state else (country,)
    called = {f"{adjective} army" for adjective in adjectives}
    rows = (r for r in read_table("organisations.tsv") if r["country"] == country and r["sector"] == _ARMIES)
    row = next((r for r in rows if called & set(r["other_names"].split("|"))), None)
    name = row["name"] if row else f"{adjectives[0]} army"
    key = (row["wikidata"] if row else "") or f"{fold(name)}|{country}"
    return Party(key, name, country, "organisation", _ARMIES, named=False)
