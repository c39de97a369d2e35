"""Tails of headlines: "Army takes port – state media", "Rebels quit talks: radio". They tell who says it.

A parser that reads the tail with the headline makes it part of its last clause. So both are labelled apart, and the
tail is hung beside the headline's main word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.encoder import WordLabels
from standoff.span import Span

_MOST = 5  # words of a tail
_LEAST = 3  # words of a headline before it


def tail_start(text: str, words: Sequence[Span]) -> int | None:
    """The index of the dash or colon that opens a headline's tail; None where it has none.

    >>> from standoff.sentence.words import split_words
    >>> line = "Army takes the port - state media"
    >>> tail_start(line, split_words(line, Span(0, len(line))))
    4
    """
    for start in range(len(words) - 2, max(_LEAST, len(words) - _MOST - 2) - 1, -1):
        sign = text[words[start].start : words[start].end]
        if sign in {"-", "--", "–", "—", ":"}:
            return start if _set_off(text, words, start) else None
        if not any(c.isalnum() for c in sign) and sign not in {"'", "’", "."}:
            return None
    return None


def _set_off(text: str, words: Sequence[Span], start: int) -> bool:
    """Whether a sign stands off from the word before it (a colon: from the one after), and is the only one."""
    others = {text[w.start : w.end] for i, w in enumerate(words) if i != start}
    dashes = [i for i in range(1, len(words)) if text[words[i].start] in "-–—" and words[i - 1].end < words[i].start]
    if text[words[start].start] == ":":
        return ":" not in others and words[start].end < words[start + 1].start
    return dashes == [start]


def join_tail(head: WordLabels, tail: WordLabels) -> WordLabels:
    """The labels of a headline and of its tail as those of one sentence, the tail hung beside the main word."""
    shift, root = len(head.heads), head.heads.index(0) + 1
    return replace(
        head,
        upos=head.upos + tail.upos,
        feats=head.feats + tail.feats,
        lemma=head.lemma + tail.lemma,
        heads=head.heads + tuple(h + shift if h else root for h in tail.heads),
        deprels=head.deprels + tuple(d if h else "parataxis" for d, h in zip(tail.deprels, tail.heads, strict=True)),
        names=head.names + tuple(replace(n, start=n.start + shift, end=n.end + shift) for n in tail.names),
        etypes=head.etypes + tail.etypes,
        factuality=head.factuality + tail.factuality,
        roles=head.roles
        + tuple(replace(r, predicate=r.predicate + shift, argument=r.argument + shift) for r in tail.roles),
        predicates=head.predicates + tuple(p + shift for p in tail.predicates),
    )
