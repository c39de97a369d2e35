"""Lemmas by edit scripts: what to do with the case, how many letters to cut, what to put in their place."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

_CASES: dict[str, Callable[[str], str]] = {
    "L": str.lower,
    "K": str,
    "T": str.capitalize,
}
_LONG = 100


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

    Words of a hundred letters and more are no words: they stay as they are.

    >>> apply_script("Was", "L|3|be"), apply_script("States", "K|1|"), apply_script("a", "L|3|be")
    ('be', 'State', 'a')
    """
    return _apply(form, script) if len(form) < _LONG else form


@lru_cache(maxsize=65536)
def _apply(form: str, script: str) -> str:
    case, cut, added = script.split("|", 2)
    base = _CASES[case](form)
    kept = len(base) - int(cut)
    return base[:kept] + added if kept >= 0 else base
