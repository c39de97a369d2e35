"""Variants of sentences as the news has them: headlines, capitals, other quotes, no full stop."""

from __future__ import annotations

import random
from dataclasses import replace

from train.example import Example

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


def vary(example: Example, dice: random.Random) -> Example:
    """The example as it is, mostly; now and then with other letters in the same words. Labels stay."""
    throw = dice.random()
    if throw < 0.82:
        return example
    words = example.words
    if throw < 0.91:
        return replace(example, words=_typography(words, dice))
    if throw < 0.935:
        return replace(example, words=[w.lower() for w in words], lemmas=None)
    if throw < 0.955:
        return replace(example, words=[w.upper() for w in words], lemmas=None)
    if throw < 0.98:
        return replace(example, words=[_headline(w, i) for i, w in enumerate(words)], lemmas=None)
    return _without_stop(example)


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
