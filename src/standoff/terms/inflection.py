"""Inflected forms of the words that the vocabularies list, so that a wrong lemma of the model loses no frame or cue.

Regular English inflection by rule; exceptions in `data/irregular.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from standoff.terms.frames import FRAME_FILES
from standoff.terms.tables import read_table

_VOWELS = "aeiou"


@cache
def known_lemmas() -> Mapping[tuple[str, str], str]:
    """Lemma by (form, UPOS) for every inflected form of the words in frames, cues and the other verb tables."""
    listed = {
        (r["lemma"].split(" ")[0], r["pos"])
        for name in (*FRAME_FILES, "aspect.tsv", "realis.tsv")
        for r in read_table(name)
    }
    listed |= {(r["lemma"].split(" ")[0], "v") for r in read_table("light_verbs.tsv")}
    irregular = _irregular()
    out: dict[tuple[str, str], str] = {}
    for lemma, pos in sorted(listed | set(irregular)):
        upos = {"v": "VERB", "n": "NOUN"}.get(pos)
        if upos is None:
            continue
        for form in inflect(lemma, pos, irregular.get((lemma, pos), ())):
            if form != lemma:
                out.setdefault((form, upos), lemma)
    return out


@cache
def _irregular() -> Mapping[tuple[str, str], tuple[str, ...]]:
    out: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in read_table("irregular.tsv"):
        key = (row["lemma"], row["pos"])
        out[key] = (*out.get(key, ()), *row["forms"].split("|"))
    return out


def inflect(lemma: str, pos: str, irregular: Iterable[str]) -> Iterator[str]:
    """The forms of a word: its irregular ones, and the regular ones for what they leave open.

    >>> sorted(inflect("deny", "v", ()))
    ['denied', 'denies', 'deny', 'denying']
    """
    yield lemma
    yield from irregular
    yield _with_s(lemma)
    if pos == "v":
        stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
        yield stem + "ing"
        if not any(not f.endswith("ing") for f in irregular):
            yield _with_ed(lemma)


def _with_s(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _with_ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"
