"""The language of a text, by its commonest words and its script: a check, not a science."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE: Final = 20_000  # characters looked at
_ENOUGH: Final = 20  # words below which a text is too short to be refused by its words alone
_FEW: Final = 2  # different common words by which a short text may be of another language
_CLEAR: Final = 0.08  # share of a language's commonest words above which it may be that language


@dataclass(frozen=True, slots=True)
class Language:
    """A language: BCP 47 code, English name, script, its commonest words."""

    code: str
    name: str
    script: str
    words: frozenset[str]


@lru_cache(maxsize=1)
def languages() -> tuple[Language, ...]:
    """The languages that can be told apart, from `terms/data/languages.tsv`."""
    path = files("standoff.terms") / "data" / "languages.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return tuple(Language(code, name, script, frozenset(words.split())) for code, name, script, words in rows)


def language_of(text: str, *, hint: str | None = None) -> Language | None:
    """The language that a text is most likely in; None where nothing tells. A `hint` (BCP 47) decides short texts only.

    >>> language_of("The talks will not begin until the bombing of the cities stops, the president said.").code
    'en'
    """
    sample = text[:_SAMPLE]
    script = _script(sample)
    known = [language for language in languages() if language.script == script]
    words = [word.casefold() for word in _WORD.findall(sample)]
    hinted = next((one for one in known if hint and hint.lower().replace("_", "-").split("-")[0] == one.code), None)
    if not known:
        return None
    if len(known) == 1:
        return known[0]
    if len(words) < _ENOUGH:
        return _short(words, known=known, hinted=hinted)
    scores = _scores(words, known)
    best = max(known, key=lambda language: (scores[language.code], language is hinted))
    return best if scores[best.code] >= _CLEAR else hinted or (None if script == "Latin" else best)


def _short(words: list[str], *, known: list[Language], hinted: Language | None) -> Language | None:
    """For a few words: English unless another language clearly has more of them; single letters tell nothing."""
    told = {word for word in words if len(word) > 1}
    hits = {one.code: len(told & one.words) for one in known}
    best = max(known, key=lambda language: (hits[language.code], language is hinted))
    english = next((language for language in known if language.code == "en"), None)
    if english and (hits[best.code] < _FEW or hits[best.code] <= hits["en"] + 1):
        return hinted if hinted and not hits["en"] and hits[hinted.code] else english
    return best


def _scores(words: list[str], known: list[Language]) -> dict[str, float]:
    """For each language the share of the words that are among its commonest."""
    counts = Counter(words)
    return {one.code: sum(counts[word] for word in one.words) / max(len(words), 1) for one in known}


_RANGES: Final = (
    ("Cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("Arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]")),
    ("Armenian", re.compile(r"[\u0530-\u058f]")),
    ("Georgian", re.compile(r"[\u10a0-\u10ff]")),
    ("Devanagari", re.compile(r"[\u0900-\u097f]")),
    ("Bengali", re.compile(r"[\u0980-\u09ff]")),
    ("Tamil", re.compile(r"[\u0b80-\u0bff]")),
    ("Thai", re.compile(r"[\u0e00-\u0e7f]")),
    ("Burmese", re.compile(r"[\u1000-\u109f]")),
    ("Ethiopic", re.compile(r"[\u1200-\u137f]")),
    ("Kana", re.compile(r"[\u3040-\u30ff]")),
    ("Hangul", re.compile(r"[\uac00-\ud7af]")),
    ("Han", re.compile(r"[\u4e00-\u9fff]")),
    ("Latin", re.compile(r"[A-Za-z\u00c0-\u024f]")),
)


def _script(text: str) -> str:
    """The script most of the letters are in; kana among Han tells Japanese."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _RANGES}
    if counts["Kana"] * 10 > counts["Han"] > 0:
        counts["Kana"] += counts["Han"]
    # a letter of these scripts is worth a word's part: one sign is about three letters of Latin
    weights = {name: count * (3 if name in {"Han", "Hangul", "Kana"} else 1) for name, count in counts.items()}
    best = max(weights, key=lambda name: weights[name])
    return best if weights[best] else ""
