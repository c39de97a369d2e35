"""Names whose kind the sentence or the story tells better than the encoder: "Sudesh Amman, 20, …" is a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.model import Name, Sentence

_AGES = range(5, 111)


def mend_names(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, with the names that an age stands behind as persons, and so their surnames further down."""
    surnames = {s.tokens[n.end - 1].form for s in sentences for n in s.names if _aged(s, n)}
    return tuple(_mended(s, surnames) for s in sentences) if surnames else tuple(sentences)


def _mended(sentence: Sentence, surnames: set[str]) -> Sentence:
    """The sentence with its persons named as such."""
    names = tuple(replace(n, kind="PER") if _is_person(sentence, n, surnames) else n for n in sentence.names)
    return sentence if names == sentence.names else replace(sentence, names=names)


def _is_person(sentence: Sentence, name: Name, surnames: set[str]) -> bool:
    """Whether an age stands behind a name, or it is the surname of one with an age and no preposition is before it."""
    if _aged(sentence, name):
        return True
    alone = name.end - name.start == 1 and sentence.tokens[name.start].form in surnames
    return alone and (name.start == 0 or sentence.tokens[name.start - 1].upos != "ADP")


def _aged(sentence: Sentence, name: Name) -> bool:
    """Whether an age between commas follows a name."""
    after = [t.form for t in sentence.tokens[name.end : name.end + 3]]
    return len(after) == 3 and after[0] == after[2] == "," and after[1].isdigit() and int(after[1]) in _AGES
