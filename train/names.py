"""One scheme of names for all corpora.

A name is the longest run of name words around the head of a mention that a proper noun heads: without
determiners ("the"), without titles ("President"), without modifiers that are no part of it ("northern").
A name inside a longer nominal is the name ("the town of [Dabiq]"); of nested names the longest stays.
Countries are LOC, whatever they do; the later stages decide if a state acts.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from train.example import UNKNOWN, Example

WORDS: dict[str, str] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
ETYPE_TO_NAME = {"person": "PER", "organization": "ORG", "place": "LOC"} | dict.fromkeys(
    ("object", "event", "abstract", "substance", "animal", "plant"), "MISC"
)
TITLES = frozenset(WORDS["titles"].split())
_JOINTS = frozenset(["-", "–", ".", "'", "’", "/", "&", "'s", "’s"])
_LINKS = frozenset(["of", "for"])


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity mention: words from `start` up to `end`, its head word and its GUM type."""

    start: int
    end: int
    head: int
    etype: str


def is_title(word: str) -> bool:
    """Whether the word names an office or a form of address."""
    return word.lower() in TITLES or word.lower().endswith(("-general", "-elect", "-designate"))


def _name_word(example: Example, i: int) -> bool:
    assert example.xpos is not None
    return example.xpos[i] in ("NNP", "NNPS")


def _grow(example: Example, mention: Mention, *, links: bool) -> tuple[int, int]:
    words = example.words
    start = mention.head
    while start > mention.start:
        before = start - 1
        joined = words[before] in _JOINTS and before > mention.start
        if _name_word(example, before):
            start = before
        elif joined and _name_word(example, before - 1):
            start = before - 1
        else:
            break
    end = mention.head + 1
    while end < mention.end:
        skip = _bridge(example, mention, end, links=links)
        if skip is None:
            break
        end += skip
    return start, end


def _bridge(example: Example, mention: Mention, at: int, *, links: bool) -> int | None:
    """How many words the name goes on with at `at`: 1 for a name word, more where a small word joins."""
    words = example.words
    if _name_word(example, at):
        return 1
    last = mention.end - 1
    if words[at] in _JOINTS and at < last and _name_word(example, at + 1):
        return 2
    if links and words[at] in _LINKS and at < last:
        if _name_word(example, at + 1):
            return 2
        if words[at + 1].lower() == "the" and at + 1 < last and _name_word(example, at + 2):
            return 3
    inner_and = words[at] == "and" and at < last and _name_word(example, at + 1)
    if links and inner_and and example.heads and example.heads[at + 1] - 1 != mention.head:
        return 2
    return None


def _without_title(example: Example, mention: Mention, start: int, end: int) -> tuple[int, int]:
    assert example.deprels is not None
    assert example.heads is not None
    for i in range(mention.head - 1, start - 1, -1):
        if is_title(example.words[i]) or (example.deprels[i] == "nmod:desc" and example.heads[i] - 1 == mention.head):
            return i + 1, end
    if is_title(example.words[start]):
        return (start + 1, end) if mention.head > start else (start, start)
    return start, end


def names_of_mentions(example: Example, mentions: list[Mention]) -> list[tuple[int, int, str]]:
    """The names in one GUM sentence as start, end, GUM type; longest first, none inside another."""
    assert example.upos is not None
    assert example.xpos is not None
    found = []
    for mention in mentions:
        if example.upos[mention.head] != "PROPN" or mention.etype not in ETYPE_TO_NAME:
            continue
        person = mention.etype == "person"
        start, end = _grow(example, mention, links=not person)
        etype = mention.etype
        if person:
            start, end = _without_title(example, mention, start, end)
            if example.xpos[mention.head] == "NNPS" and end - start == 1:
                etype = "abstract"  # "the Turks": a people is no person
        while start < end and example.words[start].lower() in ("the", "a", "an"):
            start += 1
        if start < end:
            found.append((start, end, etype))
    return longest(found + _places_in(example, mentions))


def _places_in(example: Example, mentions: list[Mention]) -> list[tuple[int, int, str]]:
    """The names that GUM does not mark again inside their nominal: "the island of [Busuanga]"."""
    assert example.heads
    assert example.deprels
    assert example.upos
    heads = {m.head for m in mentions}
    found = []
    for mention in mentions:
        if mention.etype != "place" or example.upos[mention.head] != "NOUN":
            continue
        for i in range(mention.head + 2, mention.end):
            of_head = example.deprels[i] == "nmod" and example.heads[i] - 1 == mention.head
            if of_head and example.upos[i] == "PROPN" and i not in heads and example.words[i - 1] in ("of", "the"):
                found.append((*_grow(example, Mention(mention.start, mention.end, i, "place"), links=True), "place"))
    return found


def longest(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The spans without those that overlap a longer one, in the order of the text."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0], s[2])):
        if all(span[1] <= k[0] or k[1] <= span[0] for k in kept):
            kept.append(span)
    return sorted(kept)


def mask_unmarked(example: Example, tags: list[str], mentions: list[Mention]) -> list[str]:
    """Masks what GUM leaves open: capitalised adjectives, and proper nouns that head no mention ("A and [B]")."""
    assert example.xpos is not None
    times = {i for m in mentions if m.etype == "time" for i in range(m.start, m.end) if m.end - m.start < 6}
    out = list(tags)
    for i, word in enumerate(example.words):
        open_noun = _name_word(example, i) and not is_title(word) and i not in times
        demonym = example.xpos[i] == "JJ" and word[0].isupper()
        if tags[i] == "O" and (open_noun or demonym):
            out[i] = UNKNOWN
    return out


def sure_not_names(example: Example) -> list[str]:
    """`O` for words far from any proper noun, masked elsewhere: all that EWT says of names."""
    assert example.xpos is not None
    n = len(example.words)
    near = [_name_word(example, i) or example.xpos[i] in ("FW", "ADD", "GW") for i in range(n)]
    return [
        UNKNOWN
        if any(near[max(0, i - 2) : i + 3]) or (example.words[i][0].isupper() and example.xpos[i] == "JJ")
        else "O"
        for i in range(n)
    ]
