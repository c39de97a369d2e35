"""Labels that the sentence or the story tells better than the encoder.

"Sudesh Amman, 20, …" is a person, and so is Amman further down; in "hundreds of soldiers" the soldiers are people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.model import Name, Sentence
from standoff.terms.actors import actor_words

_AGES = range(5, 111)
_PEOPLE = frozenset({"person", "organization"})


def mend_labels(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, with persons by their age and surname, and with the people that a number word counts."""
    surnames = {s.tokens[n.end - 1].form for s in sentences for n in s.names if _aged(s, n)}
    counted = [_counted(s) for s in sentences]
    return tuple(_mended(s, surnames) for s in counted) if surnames else tuple(counted)


def _counted(sentence: Sentence) -> Sentence:
    """The sentence, those behind a counting word labelled as it is: "hundreds of SOLDIERS"."""
    tokens, words = sentence.tokens, actor_words()["counting_words"]
    behind = {
        i: tokens[t.head].etype
        for i, t in enumerate(tokens)
        if t.deprel == "nmod" and not t.etype and t.upos == "NOUN" and t.head >= 0
        if tokens[t.head].etype in _PEOPLE and tokens[t.head].form.lower() in words
        if any(c.head == i and c.form == "of" for c in tokens)
    }
    if not behind:
        return sentence
    return replace(sentence, tokens=tuple(replace(t, etype=behind.get(i, t.etype)) for i, t in enumerate(tokens)))


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
