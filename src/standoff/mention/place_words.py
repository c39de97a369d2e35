"""Words by which the place finder reads a name's surroundings. Data: `terms/data/places.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Sets of lower-cased words; each is explained in the data file."""

    compass: frozenset[str]
    modifiers: frozenset[str]
    city_nouns: frozenset[str]
    region_nouns: frozenset[str]
    district_nouns: frozenset[str]
    area_nouns: frozenset[str]
    building_nouns: frozenset[str]
    facilities: frozenset[str]
    not_after: frozenset[str]
    tied: frozenset[str]
    place_prepositions: frozenset[str]
    firm_prepositions: frozenset[str]
    sure_prepositions: frozenset[str]
    actor_verbs: frozenset[str]
    taking_verbs: frozenset[str]
    war_verbs: frozenset[str]
    undergone_verbs: frozenset[str]
    calm_words: frozenset[str]
    passing_verbs: frozenset[str]
    passed: frozenset[str]
    weak: frozenset[str]
    soil: frozenset[str]
    spots: frozenset[str]
    settled: frozenset[str]
    local_nouns: frozenset[str]
    kind_nouns: frozenset[str]  # nouns for a kind of town, region or district
    place_nouns: frozenset[str]  # every noun for a place: a town, a region, an area, a building

    def kind(self, noun: str) -> str:
        """What a noun says of the name beside it: "city", "region", "district", "area" or ""."""
        kinds = (
            ("city", self.city_nouns),
            ("region", self.region_nouns),
            ("district", self.district_nouns),
            ("area", self.area_nouns),
        )
        return next((kind for kind, nouns in kinds if noun in nouns), "")


@cache
def place_words() -> PlaceWords:
    """The shipped words, read once."""
    table = tomllib.loads(files("standoff.terms.data").joinpath("places.toml").read_text("utf-8"))
    sets = {name: frozenset(words) for name, words in table.items() if isinstance(words, list)}
    kinds = sets["city_nouns"] | sets["region_nouns"] | sets["district_nouns"]
    nouns = (words for name, words in sets.items() if name.endswith("_nouns") and name != "local_nouns")
    return PlaceWords(**sets, kind_nouns=kinds, place_nouns=frozenset().union(*nouns))
