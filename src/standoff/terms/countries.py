"""Countries and the words for them: names, adjectives, capitals. Data: `data/countries.tsv`.

>>> countries = load_countries()
>>> countries.by_adjective("Ukrainian").capital
'Kyiv'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from standoff.terms.name_keys import fold
from standoff.terms.tables import read_table

_SHORT = 3  # names of so few letters count only as they are written in the table: "US" is no "us"


@dataclass(frozen=True, slots=True)
class Country:
    """A state, territory or disputed or dissolved state; `iso3` is its ISO 3166-1 alpha-3 code."""

    iso3: str
    name: str
    other_names: tuple[str, ...]
    doubtful_names: tuple[str, ...]  # count only where the context supports them
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str
    regions: tuple[str, ...]
    status: str  # state, disputed, territory, dissolved


def _listed(cell: str, *, doubtful: bool = False) -> tuple[str, ...]:
    parts = [part.strip() for part in cell.split("|") if part.strip()]
    return tuple(p.removeprefix("?") for p in parts if p.startswith("?") == doubtful)


def _country(row: Mapping[str, str]) -> Country:
    return Country(
        iso3=row["iso3"],
        name=row["name"],
        other_names=_listed(row["other_names"]),
        doubtful_names=_listed(row["other_names"], doubtful=True),
        adjectives=_listed(row["adjectives"]),
        people=_listed(row["people"]),
        capital=row["capital"],
        regions=_listed(row["region"]),
        status=row["status"],
    )


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


def _index(countries: Iterable[Country], words: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Country, ...]]:
    out: dict[str, list[Country]] = {}
    for country in countries:
        for word in words[country.iso3]:
            held = out.setdefault(_key(word), [])
            if country not in held:
                held.append(country)
    return {key: tuple(found) for key, found in out.items()}


class CountryTable:
    """Look-up of countries by what English news calls them; keys know no case, marks or article."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """`rows` as `read_table("countries.tsv")` gives them."""
        self.all = tuple(_country(row) for row in rows)
        self._by_iso3 = {c.iso3: c for c in self.all}
        self._short = {n.replace(".", "") for c in self.all for n in (c.name, *c.other_names) if len(_key(n)) <= _SHORT}
        self._names = _index(self.all, {c.iso3: (c.name, *c.other_names) for c in self.all})
        self._doubtful = _index(self.all, {c.iso3: c.doubtful_names for c in self.all})
        self._adjectives = _index(self.all, {c.iso3: c.adjectives for c in self.all})
        self._people = _index(self.all, {c.iso3: c.people for c in self.all})
        self._capitals = _index(self.all, {c.iso3: (c.capital,) if c.capital else () for c in self.all})

    def get(self, iso3: str | None) -> Country | None:
        """The country of an ISO 3166-1 alpha-3 code."""
        return self._by_iso3.get(iso3) if iso3 else None

    def by_name(self, name: str) -> Country | None:
        """The country of a name that is sure: "Ukraine", "the Netherlands", "U.S."; None for "us" and "Congo"."""
        key = _key(name)
        if len(key) <= _SHORT and name.replace(".", "") not in self._short:
            return None
        return next(iter(self._names.get(key, ())), None)

    def by_doubtful_name(self, name: str) -> tuple[Country, ...]:
        """The countries of a name that needs its context: "Congo", "Korea", "the North"."""
        return self._doubtful.get(_key(name), ()) if name[:1].isupper() else ()

    def by_adjective(self, word: str) -> Country | None:
        """The country of "Ukrainian", "South Korean"."""
        return next(iter(self._adjectives.get(_key(word), ())), None)

    def by_people(self, word: str) -> Country | None:
        """The country of "Ukrainians", "Briton"."""
        return next(iter(self._people.get(_key(word), ())), None)

    def by_capital(self, name: str) -> tuple[Country, ...]:
        """The countries whose capital has this name, states before territories."""
        return self._capitals.get(_key(name), ())

    def words(self) -> frozenset[str]:
        """Every adjective and word for people as it is written."""
        return frozenset(w for c in self.all for w in (*c.adjectives, *c.people))


@cache
def load_countries() -> CountryTable:
    """The shipped table, read once."""
    return CountryTable(read_table("countries.tsv"))
