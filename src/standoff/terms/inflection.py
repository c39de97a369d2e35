"""Inflected forms of the words that the vocabularies list, so that a wrong lemma of the model loses no frame or cue.

Regular English inflection by rule; exceptions in `data/irregular.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from standoff.terms.frames import FRAME_FILES, load_frame_words
from standoff.terms.tables import read_table

_VOWELS = "aeiou"
_HISSING = ("s", "x", "z", "ch", "sh")


@cache
def known_lemmas() -> Mapping[tuple[str, str], str]:
    """Lemma by (form, UPOS) for every inflected form of the words in frames, cues and the other verb tables."""
    listed = {
        (lemma.split(" ")[0], r["pos"])
        for name in (*FRAME_FILES, "aspect.tsv", "realis.tsv")
        for r in read_table(name)
        for lemma in r["lemma"].split("|")
    }
    listed |= {(r["lemma"].split(" ")[0], "v") for r in read_table("light_verbs.tsv")}
    listed |= {(word, "n") for word in _needed() if word.endswith((*_HISSING, "y"))}
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
def base_verbs() -> frozenset[str]:
    """The base forms of the verbs that the vocabularies list."""
    return frozenset(lemma for (_, upos), lemma in known_lemmas().items() if upos == "VERB")


def _needed() -> set[str]:
    """The words that frames need in their slots: "trench" in "obj=trench|bunker"."""
    needs = (need for name in FRAME_FILES for row in read_table(name) for need in row["needs"].split())
    named = {word for words in load_frame_words().values() for word in words}
    return named | {word for need in needs for word in need.partition("=")[2].split("|")}


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
    if lemma.endswith(_HISSING):
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
