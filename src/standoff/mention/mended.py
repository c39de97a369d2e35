"""Labels that the sentence or the story tells better than the encoder.

"Sudesh Amman, 20, …" is a person, and so is Amman further down; in "hundreds of soldiers" the soldiers are people;
"Grad", "Eid al-Fitr" and a "Shelling" that opens a sentence are nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.mention.weapons import is_weapon
from standoff.model import Name, Sentence
from standoff.terms.actors import actor_words

_AGES = range(5, 111)
_LINKS = frozenset({"al", "ul", "el", "-", "al-"})  # what joins the words of a feast: "Eid al-Fitr"
_PEOPLE = frozenset({"person", "organization"})


def mend_labels(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, with persons by their age and surname, and with the people that a number word counts."""
    surnames = {s.tokens[n.end - 1].form for s in sentences for n in s.names if _aged(s, n)}
    counted = [_counted(_without_things(_regions(s))) for s in sentences]
    return tuple(_mended(s, surnames) for s in counted) if surnames else tuple(counted)


def _regions(sentence: Sentence) -> Sentence:
    """The sentence, a body that is a part of a country made its place: "the Colombian department of CAUCA"."""
    tokens, nouns = sentence.tokens, actor_words()["regions"]
    names: list[Name] = []
    places: set[int] = set()
    for name in sentence.names:
        inside = range(name.start, name.end - 2)
        noun = next((i for i in inside if tokens[i].form in nouns and tokens[i + 1].form == "of"), None)
        names.append(name if noun is None else replace(name, start=noun + 2, kind="LOC"))
        places.update(range(noun, name.end) if noun is not None else ())
    if not places:
        return sentence
    told = (replace(t, etype="place") if i in places and t.etype else t for i, t in enumerate(tokens))
    return replace(sentence, tokens=tuple(told), names=tuple(names))


def _without_things(sentence: Sentence) -> Sentence:
    """The sentence without the names of things: weapons, feasts, and plain words for deeds with a capital."""
    things = {n for n in sentence.names if n.kind != "LOC" and _is_thing(sentence, n)}
    kept = {i for n in sentence.names if n not in things for i in range(n.start, n.end)}
    loose: set[int] = set()
    for index, token in enumerate(sentence.tokens):
        word = token.form.lower()
        linked = index - 1 in loose and word in _LINKS
        if index not in kept and (linked or (token.upos in ("PROPN", "NOUN") and _of_thing(word))):
            loose.add(index)
    if not loose:
        return sentence
    tokens = (replace(t, etype="") if i in loose and t.etype in _PEOPLE else t for i, t in enumerate(sentence.tokens))
    return replace(sentence, tokens=tuple(tokens), names=tuple(n for n in sentence.names if n not in things))


def _is_thing(sentence: Sentence, name: Name) -> bool:
    """Whether all words of a name are of a weapon, a feast or a deed: "Grads", "Eid al", "Shelling"."""
    words = [t.form.lower() for t in sentence.tokens[name.start : name.end]]
    return is_weapon(" ".join(words)) or (_of_thing(words[0]) and all(_of_thing(w) or w in _LINKS for w in words))


def _of_thing(word: str) -> bool:
    return word in actor_words()["not_names"] or is_weapon(word)


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
