"""Variants of sentences as the news has them: headlines, capitals, other quotes, no full stop."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from train.example import Example, bio, spans_of
from train.pools import Pools

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
        self._pools = Pools(examples, dice)

    def vary(self, example: Example) -> Example:
        """The example as it is, mostly; now and then with other letters or names. Labels stay."""
        if example.names and example.corpus != "ewt" and self._dice.random() < 0.35:
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
        """Some names replaced by others of their kind; of the same number of words where there is more to keep."""
        fixed = example.heads is not None or example.etypes is not None
        words: list[str] = []
        tags: list[str] = []
        lemmas: list[str] = []
        done = 0
        for start, end, kind in spans_of(example.names or []):
            if kind == "MISC" or self._dice.random() < 0.5:
                continue
            new = self._pools.draw(kind, size=end - start if fixed else None)
            words += [*example.words[done:start], *new]
            tags += [*(example.names or [])[done:start], *bio([(0, len(new), kind)], len(new))]
            lemmas += [*(example.lemmas or [])[done:start], *new]
            done = end
        words += example.words[done:]
        tags += (example.names or [])[done:]
        lemmas += (example.lemmas or [])[done:]
        return replace(example, words=words, names=tags, lemmas=lemmas if example.lemmas else None)


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
