"""Words by which a sentence is known to tell of something that happened at a place. Data: `data/sights.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from standoff.terms.tables import read_table

_ED = 5  # letters: "red" and "need" are no past forms


@dataclass(frozen=True, slots=True)
class SightWords:
    """Data of `terms/data/sights.toml`.

    `at`: words that put what happens at a place, with at most `reach` words between, as `reach_verbs` do; `elsewhere`:
    words that put it elsewhere; `past`: past forms; `not_happening`: those of sayings and wishes; `not_so`: words of
    what is not, or not yet; `breaks`: words that open a clause; `behind`: of these, those of another day; `being`:
    past forms that tell nothing before words of `not_yet` ("was ready").
    """

    at: frozenset[str]
    reach: int
    reach_verbs: frozenset[str]
    not_happening: frozenset[str]
    not_so: frozenset[str]
    breaks: frozenset[str]
    behind: frozenset[str]
    elsewhere: frozenset[str]
    past: frozenset[str]
    being: frozenset[str]
    not_yet: frozenset[str]

    def is_past(self, word: str) -> bool:
        """Whether a word is a past form."""
        return word in self.past or (len(word) >= _ED and word.endswith("ed") and word.islower())


@cache
def load_sight_words() -> SightWords:
    """The shipped words, with the past forms of the table of irregular ones."""
    table = tomllib.loads(files("standoff.terms.data").joinpath("sights.toml").read_text("utf-8"))
    verbs = [row for row in read_table("irregular.tsv") if row["pos"] == "v"]
    forms = {form for row in verbs for form in row["forms"].split("|") if form != row["lemma"]}
    return SightWords(
        at=frozenset(table["at"]),
        reach=table["reach"],
        reach_verbs=frozenset(table["reach_verbs"]),
        not_happening=frozenset(table["not_happening"]),
        not_so=frozenset(table["not_so"]),
        breaks=frozenset(table["breaks"]),
        behind=frozenset(table["behind"]),
        elsewhere=frozenset(table["elsewhere"]),
        past=frozenset(form for form in forms if not form.endswith("ing")) | frozenset(table["past"]),
        being=frozenset(table["being"]),
        not_yet=frozenset(table["not_yet"]) | frozenset(table["not_happening"]),
    )
