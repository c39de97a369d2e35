"""Variants of sentences as the news has them: headlines, capitals, other quotes, no full stop."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from train.example import Example, spans_of

_QUOTES = {'"': "“”", "'": "‘’", "``": "“”", "''": "””"}
_PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--", "–": "-", "’s": "'s", "n’t": "n't"}
_CURLY = {
    "'s": "’s",
    "n't": "n’t",
    "'re": "’re",
    "'ve": "’ve",
    "'ll": "’ll",
    "'d": "’d",
    "'m": "’m",
    "--": "—",
    "-": "–",
}
_DOTTED = {"US": "U.S.", "UK": "U.K.", "UN": "U.N.", "EU": "E.U."}
_UNDOTTED = {dotted: plain for plain, dotted in _DOTTED.items()}


class Variants:
    """Makes variants; knows the names of all examples, to put one in another's place."""

    def __init__(self, examples: Sequence[Example], dice: random.Random) -> None:
        """`dice` decides everything, so that a seed gives the same variants again."""
        self._dice = dice
        self._names: dict[tuple[str, int], list[list[str]]] = {}
        for example in examples:
            for start, end, kind in spans_of(example.names or []):
                self._names.setdefault((kind, end - start), []).append(example.words[start:end])

    def vary(self, example: Example) -> Example:
        """The example as it is, mostly; now and then with other letters or names. Labels stay."""
        if example.corpus != "ewt" and self._dice.random() < 0.3:
            example = self._other_names(example)
        throw = self._dice.random()
        if throw < 0.82:
            return example
        words = example.words
        if throw < 0.91:
            return replace(example, words=_typography(words, self._dice))
        if throw < 0.935:
            return replace(example, words=[w.lower() for w in words], lemmas=None)
        if throw < 0.955:
            return replace(example, words=[w.upper() for w in words], lemmas=None)
        if throw < 0.98:
            return replace(example, words=[_headline(w, i) for i, w in enumerate(words)], lemmas=None)
        return _without_stop(example)

    def _other_names(self, example: Example) -> Example:
        words = list(example.words)
        lemmas = list(example.lemmas) if example.lemmas else None
        for start, end, kind in spans_of(example.names or []):
            pool = self._names[kind, end - start]
            if kind == "MISC" or self._dice.random() < 0.5:
                continue
            words[start:end] = self._dice.choice(pool)
            if lemmas:
                lemmas[start:end] = words[start:end]
        return replace(example, words=words, lemmas=lemmas)


def _typography(words: list[str], dice: random.Random) -> list[str]:
    curly = not any(c in "".join(words) for c in "“”’")
    out: list[str] = []
    opened = False
    for word in words:
        if word in ('"', "``", "''") and curly:
            out.append(_QUOTES['"'][opened])
            opened = not opened
            continue
        table = _CURLY if curly else _PLAIN
        new = table.get(word, word)
        if word == "-" and dice.random() < 0.7:
            new = word
        out.append(_DOTTED.get(new, _UNDOTTED.get(new, new)))
    return out


def _headline(word: str, at: int) -> str:
    small = at and word.lower() in ("a", "an", "the", "of", "in", "on", "to", "for", "and", "at", "by")
    return word if small or not word[:1].islower() else word[0].upper() + word[1:]


def _without_stop(example: Example) -> Example:
    if len(example.words) < 3 or example.words[-1] not in (".", "!", "?"):
        return example
    last = len(example.words)
    if example.heads and (last in example.heads or example.heads[-1] == 0):
        return example

    def cut(values: list[str] | None) -> list[str] | None:
        return values[:-1] if values else values

    return replace(
        example,
        words=example.words[:-1],
        upos=cut(example.upos),
        xpos=cut(example.xpos),
        feats=cut(example.feats),
        lemmas=cut(example.lemmas),
        deprels=cut(example.deprels),
        names=cut(example.names),
        etypes=cut(example.etypes),
        heads=example.heads[:-1] if example.heads else None,
    )
