"""The words that coreference needs, typed: pronouns, gendered nouns, determiners, nominal cues."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from standoff.errors import TermsError


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun says of whom it names. Empty: it leaves it open."""

    person: int
    number: str  # sing | plur | ""
    gender: str  # m | f | n | ""
    role: str = ""  # possessive | reflexive | ""


@dataclass(frozen=True, slots=True)
class CoreferenceWords:
    """The word lists of `coreference.toml`; all words in lower case."""

    pronouns: Mapping[str, Pronoun]
    relatives: frozenset[str]
    demonstratives: frozenset[str]
    plural_demonstratives: frozenset[str]
    neuter: frozenset[str]
    definite: frozenset[str]
    gender: Mapping[str, str]  # noun -> m | f
    nominals: Mapping[str, frozenset[str]]  # kind of entity -> nouns that take it up


@cache
def coreference_words() -> CoreferenceWords:
    """The shipped word lists, read once."""
    path = resources.files("standoff.terms").joinpath("data/coreference.toml")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return CoreferenceWords(
            pronouns={word: Pronoun(**row) for word, row in data["pronouns"].items()},
            relatives=frozenset(data["relatives"]["words"]),
            demonstratives=frozenset(data["demonstratives"]["words"]),
            plural_demonstratives=frozenset(data["demonstratives"]["plural"]),
            neuter=frozenset(word for word, row in data["pronouns"].items() if row["gender"] == "n"),
            definite=frozenset(data["determiners"]["definite"]),
            gender={noun: sex for sex, nouns in data["gender"].items() for noun in nouns},
            nominals={kind: frozenset(nouns) for kind, nouns in data["nominals"].items()},
        )
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise TermsError(f"coreference.toml: {error}") from error


@cache
def coreference_weights() -> Mapping[str, float]:
    """Feature -> weight of the learnt pair scorer (`data/coreference_weights.tsv`, made by `train/coreference.py`)."""
    path = resources.files("standoff.terms").joinpath("data/coreference_weights.tsv")
    weights: dict[str, float] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        name, _, value = line.partition("\t")
        weights[name] = float(value)
    return weights
