"""The words of time (`terms/data/times.toml`) and the lexemes of a text, in linear time."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_LEXEME = re.compile(
    r"\S{80,}|(?P<number>\d+)(?P<ending>st|nd|rd|th|s)?(?![^\W_])|(?P<digits>\d+)|['’]s\b|[^\W\d_]+|\S", re.IGNORECASE
)
Phrase = tuple[str, ...]
Phrases = Mapping[str, tuple[tuple[Phrase, str], ...]]  # first word -> (words, value), the longest first


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word, a number or a sign, lower-cased. `number` is its value (at most six digits), `ending` "th" or "s"."""

    form: str
    start: int
    end: int
    capital: bool
    glued: bool  # no space before it
    number: int | None = None
    ending: str = ""
    digits: int = 0


@lru_cache(maxsize=256)
def read_lexemes(text: str) -> tuple[Lexeme, ...]:
    """The lexemes of a text, with offsets into it. A run of 80 signs without a space is one lexeme: nothing is in it.

    >>> [x.form for x in read_lexemes("Mar. 1st, the 1990s")]
    ['mar', '.', '1', ',', 'the', '1990']
    """
    out: list[Lexeme] = []
    end = -1
    for found in _LEXEME.finditer(text):
        digits = found["number"] or found["digits"] or ""
        form = digits if len(digits) <= 6 and digits else found[0].lower().replace("’", "'")
        number = int(digits) if 0 < len(digits) <= 6 else None
        glued = found.start() == end
        end = found.end()
        ending = (found["ending"] or "").lower()
        out.append(Lexeme(form, found.start(), end, found[0][0].isupper(), glued, number, ending, len(digits)))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The vocabulary of `times.toml`; see the comments there."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    units: Mapping[str, str]
    small_units: frozenset[str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    deictic: Mapping[str, int]
    decades: Mapping[str, int]
    directions: Mapping[str, int]
    anaphoric: frozenset[str]
    parts: frozenset[str]
    vague: frozenset[str]
    about: Phrases
    since: Phrases
    until: Phrases
    after: Phrases
    few: Phrases
    numbered: frozenset[str]
    not_years: frozenset[str]
    implicative: frozenset[str]
    ahead: frozenset[str]
    ahead_nouns: frozenset[str]
    ahead_modifiers: frozenset[str]
    declaring: frozenset[str]
    modals: frozenset[str]
    year_cues: frozenset[str]
    determiners: frozenset[str]
    month_cues: frozenset[str]
    firm_cues: frozenset[str]
    ambiguous_months: frozenset[str]
    feasts: Phrases
    named_days: Phrases
    names: Phrases
    starts: frozenset[str]  # forms that can begin an expression
    cores: frozenset[str]  # forms of which an expression has at least one, if it has no number


@cache
def time_words() -> TimeWords:
    """The shipped vocabulary of times."""
    data = _read("times.toml")
    return _words(data, data["cues"], *_edges(data))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("standoff.terms.data").joinpath(name).read_text("utf-8"))


def _words(
    data: Mapping[str, Any], cues: Mapping[str, list[str]], cores: frozenset[str], starts: frozenset[str]
) -> TimeWords:
    return TimeWords(
        months=data["months"],
        weekdays=data["weekdays"],
        seasons=data["seasons"],
        units=data["units"],
        small_units=frozenset(data["small_units"]["words"]),
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        deictic=data["deictic"],
        decades=data["decades"],
        directions=data["directions"],
        anaphoric=frozenset(data["anaphoric"]["words"]),
        parts=frozenset(data["parts"]["words"]),
        vague=frozenset(data["vague"]["prefixes"]),
        about=_phrases(data["vague"]["about"]),
        since=_phrases(data["open"]["since"]),
        until=_phrases(data["open"]["until"]),
        after=_phrases(data["open"]["after"]),
        few=_phrases(data["amounts"]["vague"]),
        numbered=frozenset(data["numbered"]["words"]),
        not_years=frozenset(data["numbered"]["after"]),
        implicative=frozenset(data["implicative"]["words"]),
        ahead=frozenset(data["ahead"]["words"]),
        ahead_nouns=frozenset(data["ahead"]["nouns"]),
        ahead_modifiers=frozenset(data["ahead"]["modifiers"]),
        declaring=frozenset(data["ahead"]["declaring"]),
        modals=frozenset(data["ahead"]["modals"]),
        year_cues=frozenset(cues["year"]),
        determiners=frozenset(cues["determiners"]),
        month_cues=frozenset(cues["month"]),
        firm_cues=frozenset(cues["firm"]),
        ambiguous_months=frozenset(cues["ambiguous"]),
        feasts=index_phrases(data["feasts"].items()),
        named_days=index_phrases(data["named_days"].items()),
        names=index_phrases((words, "") for words in data["names"]["words"]),
        starts=starts,
        cores=cores,
    )


def _edges(data: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """The forms of which a time has at least one, and those that can begin one."""
    cores: set[str] = set(data["small_units"]["words"]) | set(data["parts"]["words"])
    for table in ("months", "weekdays", "seasons", "units", "deictic", "decades", "ordinals"):
        cores |= set(data[table])
    cores |= {f"{day}s" for day in data["weekdays"] if len(day) > 5} | {"hours", "overnight"}
    phrases = [*data["feasts"], *data["named_days"], *data["names"]["words"]]
    cores |= {_phrase(p)[0] for p in phrases}
    starts = cores | set(data["numbers"]) | set(data["directions"]) | set(data["starts"]["words"])
    openers = (
        *data["vague"]["about"],
        *data["vague"]["prefixes"],
        *data["amounts"]["vague"],
        *data["amounts"]["recent"],
    )
    for words in (*openers, *data["open"]["since"], *data["open"]["until"], *data["open"]["after"]):
        starts.add(_phrase(words)[0])
    return frozenset(cores), frozenset(starts)


def _phrase(words: str) -> Phrase:
    return tuple(x.form for x in read_lexemes(words))


def _phrases(rows: Iterable[str]) -> Phrases:
    return index_phrases((row, "") for row in rows)


def index_phrases(rows: Iterable[tuple[str, str]]) -> Phrases:
    """Phrases by their first word, the longest first, each with its value."""
    out: dict[str, list[tuple[Phrase, str]]] = {}
    for words, value in rows:
        phrase = _phrase(words)
        out.setdefault(phrase[0], []).append((phrase, value))
    return {k: tuple(sorted(v, key=lambda row: -len(row[0]))) for k, v in out.items()}
