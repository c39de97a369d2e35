"""Lemmas: what the treebanks know of a word, else what they know of its ending, else the network's edit script.

An edit script says what to do with the case, how many letters to cut and what to put in their place. The network
sees pieces, not letters, so for a rare word its script may not fit the spelling ("ran" with "cut 2"); the table of
endings (`lemmas.tsv`, made from the training data) then has the last word.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

_CASES: dict[str, Callable[[str], str]] = {
    "L": str.lower,
    "K": str,
    "T": str.capitalize,
}
_LONG = 100  # letters; more is no word
_ENDINGS = (4, 3, 2, 1, 0)
_TELLING = 2  # an ending of fewer letters cannot confirm a guess


def script_of(form: str, lemma: str) -> str:
    """The script that turns `form` into `lemma`, as in `L|3|be`; canonical, so that words share scripts."""
    case = _case_of(form, lemma)
    base = _CASES[case](form)
    shared = 0
    for a, b in zip(base, lemma, strict=False):
        if a != b:
            break
        shared += 1
    return f"{case}|{len(base) - shared}|{lemma[shared:]}"


def _case_of(form: str, lemma: str) -> str:
    if lemma == lemma.lower():
        return "L"
    if len(form) > 1 and form.isupper() and not lemma.isupper():
        return "T"
    return "K"


def apply_script(form: str, script: str) -> str:
    """The lemma that `script` makes of `form`; where the script cuts more than there is, only the case changes.

    >>> apply_script("Was", "L|3|be"), apply_script("States", "K|1|"), apply_script("a", "L|3|be")
    ('be', 'State', 'a')
    """
    case, cut, added = script.split("|", 2)
    base = _CASES[case](form)
    kept = len(base) - int(cut)
    return base[:kept] + added if kept >= 0 else base


def lexical_key(form: str, upos: str) -> str:
    """How the table names a word: names keep their case."""
    return form if upos == "PROPN" else form.lower()


def ending_keys(form: str, upos: str, feats: str) -> list[str]:
    """How the table names the endings of a word, longest first."""
    low = form.lower()
    return [f"{upos} {feats} {low[-n:] if n else ''}" for n in _ENDINGS if n <= len(low)]


class Lemmatiser:
    """Knows `lemmas.tsv`: words with their lemmas, and endings with their scripts, the most frequent first."""

    def __init__(self, path: Path) -> None:
        """`path` is the table: a kind (`word` or `ending`), a key, and its values, divided by tabs."""
        self._words: dict[tuple[str, str], tuple[str, ...]] = {}
        self._endings: dict[str, tuple[str, ...]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, *values = line.split("\t")
            if kind == "word":
                self._words[values[0], values[1]] = tuple(values[2:])
            elif kind == "ending":
                self._endings[values[0]] = tuple(values[1:])
        self._cached = lru_cache(maxsize=65536)(self._lemma)

    def __call__(self, form: str, upos: str, feats: str, script: str) -> str:
        """The lemma of a word that the network calls `upos` and `feats`, and whose script it guesses."""
        return self._cached(form, upos, feats, script) if len(form) < _LONG else form

    def _lemma(self, form: str, upos: str, feats: str, script: str) -> str:
        guess = apply_script(form, script)
        known = self._words.get((lexical_key(form, upos), upos))
        if known:
            return guess if guess in known else known[0]
        if upos == "NUM":
            return form.replace(",", "")
        for key in ending_keys(form, upos, feats):
            scripts = self._endings.get(key)
            if scripts:
                telling = len(key) - key.rindex(" ") > _TELLING
                return guess if telling and script in scripts else apply_script(form, scripts[0])
        return guess
