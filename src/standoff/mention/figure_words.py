"""The words of figures (`terms/data/figures.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from standoff.mention.time_words import Phrases, index_phrases, read_lexemes
from standoff.model import FigureWhat, Hedge


@dataclass(frozen=True, slots=True)
class VerbRule:
    """Verbs that tell what happened to the people in `slot`; `under`: one of these lemmas must stand under the verb."""

    what: FigureWhat
    slot: str  # "obj" | "subj"
    verbs: frozenset[str]
    under: frozenset[str]
    nouns: frozenset[str]
    people: bool


@dataclass(frozen=True, slots=True)
class FigureWords:
    """The vocabulary of `figures.toml`; see the comments there. Phrases carry their value as a string."""

    hedges: Phrases
    hedges_after: Phrases
    sums: Phrases
    joints: frozenset[str]
    numbers: Mapping[str, int]
    magnitudes: Mapping[str, int]
    vague: Mapping[str, str]
    vague_phrases: Phrases
    phrases: Phrases
    zero: frozenset[str]
    nobody: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    not_nouns: frozenset[str]
    verbs: tuple[VerbRule, ...]
    own: Mapping[str, FigureWhat]
    of: Mapping[str, FigureWhat]
    totals: Mapping[str, FigureWhat]
    states: Mapping[str, FigureWhat]
    toll_nouns: frozenset[str]
    toll_verbs: frozenset[str]
    estimates: frozenset[str]
    casualties: frozenset[str]
    including: frozenset[str]
    pronouns: frozenset[str]
    whom: Mapping[str, str]
    whom_phrases: Mapping[str, str]
    people: frozenset[str]
    creatures: frozenset[str]
    parents: frozenset[str]  # "a mother of three"
    bodies: frozenset[str]  # "a family of five"
    starts: frozenset[str]  # forms that can begin a quantity


@cache
def figure_words() -> FigureWords:
    """The shipped vocabulary of figures."""
    data = tomllib.loads(files("standoff.terms.data").joinpath("figures.toml").read_text("utf-8"))
    nouns = data["nouns"]
    return FigureWords(
        hedges=index_phrases(data["hedges"].items()),
        hedges_after=index_phrases(data["hedges_after"].items()),
        sums=index_phrases((w, "") for w in data["sums"]["words"]),
        joints=frozenset(data["between"]["joints"]),
        numbers=data["numbers"],
        magnitudes=data["magnitudes"],
        vague=data["vague"],
        vague_phrases=index_phrases(data["vague_phrases"].items()),
        phrases=index_phrases((k, str(v)) for k, v in data["phrases"].items()),
        zero=frozenset(data["zero"]["words"]),
        nobody=frozenset(data["zero"]["pronouns"]),
        not_before=frozenset(data["not_figures"]["before"]),
        not_after=frozenset(data["not_figures"]["after"]),
        not_nouns=frozenset(data["not_figures"]["nouns"]),
        verbs=tuple(_verb_rule(row) for row in data["verbs"]),
        own={w: _what(n["what"]) for n in nouns for w in n["own"]},
        of={w: _what(n["what"]) for n in nouns for w in n["of"]},
        totals={w: _what(n["what"]) for n in nouns for w in n["total"]},
        states={k: _what(v) for k, v in data["states"].items()},
        toll_nouns=frozenset(data["toll"]["nouns"]),
        toll_verbs=frozenset(data["toll"]["verbs"]),
        estimates=frozenset(data["estimates"]["verbs"]),
        casualties=frozenset(data["casualties"]["words"]),
        including=frozenset(data["including"]["words"]),
        pronouns=frozenset(data["including"]["pronouns"]),
        whom=data["whom"],
        whom_phrases=data["whom_phrases"],
        people=frozenset(data["people"]["words"]),
        creatures=frozenset(data["creatures"]["words"]),
        parents=frozenset(data["kin"]["parents"]),
        bodies=frozenset(data["kin"]["bodies"]),
        starts=_starts(data),
    )


def _starts(data: Mapping[str, Any]) -> frozenset[str]:
    tables = ("hedges", "numbers", "vague", "vague_phrases", "phrases")
    words = {w for table in tables for w in data[table]} | set(data["zero"]["words"]) | set(data["sums"]["words"])
    return frozenset(read_lexemes(w)[0].form for w in words) | {"a", "an", "another", "between", "from", "not"}


def _verb_rule(row: Mapping[str, Any]) -> VerbRule:
    under, nouns = frozenset(row.get("with", ())), frozenset(row.get("nouns", ()))
    return VerbRule(
        _what(row["what"]), row["slot"], frozenset(row["words"]), under, nouns, bool(row.get("people", False))
    )


def _what(word: str) -> FigureWhat:
    return cast(FigureWhat, word)


def as_hedge(word: str) -> Hedge:
    """A hedge of the vocabulary as the model's type."""
    return cast(Hedge, word)
