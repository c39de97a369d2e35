"""What the words around an act say of its reality. Data: `data/realis.tsv`, `data/stance_words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from standoff.terms.tables import read_table


@dataclass(frozen=True, slots=True)
class RealisTable:
    """Governing words and the realis that they give to what hangs on them; "content" means: no event of its own."""

    governors: Mapping[tuple[str, str], str]
    modifiers: Mapping[str, str]
    words: Mapping[str, frozenset[str]]

    def governor(self, lemma: str, pos: str) -> str | None:
        """The realis under a governing verb (v), noun (n) or adjective (a), or None where it says nothing."""
        return self.governors.get((lemma, pos))


@cache
def load_realis() -> RealisTable:
    """The shipped table."""
    rows = read_table("realis.tsv")
    text = files("standoff.terms.data").joinpath("stance_words.toml").read_text("utf-8")
    words = {name: frozenset(value.split()) for name, value in tomllib.loads(text).items()}
    return RealisTable(
        governors={(r["lemma"], r["pos"]): r["realis"] for r in rows if r["pos"] != "m"},
        modifiers={r["lemma"]: r["realis"] for r in rows if r["pos"] == "m"},
        words=words,
    )


def word_class(name: str) -> frozenset[str]:
    """A closed class of `data/stance_words.toml`, lower case."""
    return load_realis().words[name]
