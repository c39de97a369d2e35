"""Reads the corpora of names: WikiGold, CrossNER politics, re3d."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from train.conllu import read_lines
from train.example import UNKNOWN, Example, bio, spans_of
from train.names import WORDS, is_title, longest

CROSSNER = {
    "politician": "PER",
    "person": "PER",
    "politicalparty": "ORG",
    "organisation": "ORG",
    "country": "LOC",
    "location": "LOC",
    "election": "MISC",
    "event": "MISC",
    "misc": "MISC",
}
RE3D_NAMES = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "MISC"}
RE3D_ETYPES = {"Person": "person", "Organisation": "organization", "Location": "place"}
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Gov|Sen|Rep|St)\.|\d[\d.,:]*\d|\w+?(?=n['’]t\b)"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+|\.\.\.|\S"
)
_SENTENCE = re.compile(r"(?<=[.!?])(?:[\"”'’]|\[\d+\])*\s+(?=[\"“A-Z])|\n+")
_NO_END = re.compile(r"(?:\b(?:[A-Z]|Gen|Brig|Lt|Col|Maj|Sgt|Capt|Mr|Mrs|Ms|Dr|Dec|Nov|Oct|Sept|Aug|Jan|Feb|No|St))\.$")
_STOPS = frozenset(WORDS["stops"].split())
_SMALL = frozenset(WORDS["small"].split())


def read_conll(path: Path, *, corpus: str) -> list[Example]:
    """Sentences of a CoNLL file of two columns, with BIO tags of our four kinds."""
    examples: list[Example] = []
    words: list[str] = []
    tags: list[str] = []
    for line in [*read_lines(path), ""]:
        cells = line.split()
        if len(cells) == 2 and cells[0] != "-DOCSTART-":
            words.append(cells[0])
            tags.append(_ours(cells[1]))
        elif words:
            spans = spans_of(tags)
            examples.append(Example(words, corpus=corpus, names=bio(spans, len(words))))
            words, tags = [], []
    return examples


def _ours(tag: str) -> str:
    prefix, _, kind = tag.partition("-")
    return f"{prefix}-{CROSSNER.get(kind, kind)}" if kind else "O"


def read_re3d(path: Path, *, places: frozenset[str]) -> list[Example]:
    """The sentences of re3d; names that other corpora call places are LOC, as countries are."""
    examples = []
    documents = [json.loads(line) for line in read_lines(path)]
    peoples = frozenset(e["text"] for d in documents for e in d["entities"] if e["type"] == "Nationality")
    for document in documents:
        start = 0
        for cut in [*_cuts(document["text"]), None]:
            end = cut.start() if cut else len(document["text"])
            example = _sentence(document, start, end, places, peoples)
            if example is not None:
                examples.append(example)
            start = cut.end() if cut else end
    return examples


def words_of(text: str) -> list[str]:
    """The words of a text, cut as the treebanks do (nearly)."""
    return _TOKEN.findall(text)


def read_stories(path: Path) -> list[Example]:
    """The sentences of whole stories, words only; those of 4 to 60 words."""
    examples = []
    for line in read_lines(path):
        text = json.loads(line)["text"]
        start = 0
        for cut in [*_cuts(text), None]:
            words = _TOKEN.findall(text, start, cut.start() if cut else len(text))
            start = cut.end() if cut else start
            if 4 <= len(words) <= 60:
                examples.append(Example(words, corpus="any"))
    return examples


def _kind(kind: str, name: str, *, places: frozenset[str], peoples: frozenset[str]) -> str:
    """Countries are places, whatever they do; peoples ("Iraqis") are neither persons nor organisations."""
    if kind == "ORG" and name in places:
        return "LOC"
    return "MISC" if kind in ("PER", "ORG") and (name in peoples or name.removesuffix("s") in peoples) else kind


def _cuts(text: str) -> list[re.Match[str]]:
    """Where sentences end; not after "U.S." or "Gen."."""
    return [
        cut
        for cut in _SENTENCE.finditer(text)
        if "\n" in cut.group() or not _NO_END.search(text, max(0, cut.start() - 8), cut.start())
    ]


def _sentence(
    document: dict[str, Any], start: int, end: int, places: frozenset[str], peoples: frozenset[str]
) -> Example | None:
    tokens = list(_TOKEN.finditer(document["text"], start, end))
    if not tokens:
        return None
    words = [t.group() for t in tokens]
    names: list[tuple[int, int, str]] = []
    etypes = [UNKNOWN] * len(words)
    masked: set[int] = set()
    entities = [e for e in document["entities"] if e["start"] >= start and e["end"] <= end]
    for entity in sorted(entities, key=lambda e: e["end"] - e["start"]):
        inside = [i for i, t in enumerate(tokens) if t.end() > entity["start"] and t.start() < entity["end"]]
        if not inside:
            continue
        first, last = inside[0], inside[-1] + 1
        if entity["type"] not in RE3D_NAMES:
            masked.update(inside)
            continue
        head = _head(words, first, last)
        # re3d calls soldiers and fighters organisations, GUM persons: common nouns for groups are left open
        group = entity["type"] == "Organisation" and not words[head][0].isupper()
        if entity["type"] in RE3D_ETYPES and not group:
            etypes[head] = RE3D_ETYPES[entity["type"]]
        if "°" in words[first:last]:
            masked.update(inside)
            continue
        name = _name(words, first, head + 1, entity["type"])
        if name is not None:
            kind = RE3D_NAMES[entity["type"]]
            exact = " ".join(words[name[0] : name[1]])
            names.append((*name, _kind(kind, exact, places=places, peoples=peoples)))
    tags = bio(longest(names), len(words))
    for i in masked:
        tags[i] = UNKNOWN if tags[i] == "O" else tags[i]
    return Example(words, corpus="re3d", sent_id=document["id"], names=tags, etypes=etypes)


def _head(words: list[str], first: int, last: int) -> int:
    """The last word of the nominal before what follows it ("of", "in", a comma, "who")."""
    for i in range(first + 1, last):
        linked = words[i].lower() in ("of", "for")
        inside_name = linked and words[i - 1][0].isupper() and i + 1 < last
        following = next((w for w in words[i + 1 : last] if w.lower() != "the"), "")
        if words[i].lower() in _STOPS or (linked and not (inside_name and following[:1].isupper())):
            return i - 1
    return last - 1


def _name(words: list[str], first: int, end: int, kind: str) -> tuple[int, int] | None:
    """The name in the nominal `first:end`, or `None` where its last word is no name."""
    if kind == "Nationality":
        return (first, end) if words[first][0].isupper() else None
    if words[end - 1] in ("'s", "’s", "'", "’", "."):
        end -= 1
    if end <= first or not (words[end - 1][0].isupper() or words[end - 1].isdigit()):
        return None
    start = end - 1
    while start > first and (words[start - 1][0].isupper() or words[start - 1].lower() in _SMALL):
        start -= 1
    if kind == "Person":
        titles = [i for i in range(start, end) if is_title(words[i])]
        start = titles[-1] + 1 if titles else start
    while start < end and (words[start].lower() in _SMALL - {"al", "el", "ad", "ar", "bin", "ibn"}):
        start += 1
    if start >= end or words[start] in ("I", "We", "They", "He", "She", "It", "This", "His", "Our"):
        return None
    return start, end


def common_places(examples: list[Example]) -> frozenset[str]:
    """Names that these corpora more often call a place than anything else."""
    counts: dict[str, Counter[str]] = {}
    for example in examples:
        if example.names is None:
            continue
        for start, end, kind in spans_of(example.names):
            counts.setdefault(" ".join(example.words[start:end]), Counter())[kind] += 1
    usual = {name: kinds.most_common(1)[0][0] for name, kinds in counts.items()}
    return frozenset(n for n, k in usual.items() if k == "LOC") | {"US", "U.S.", "UK", "U.K.", "UAE"}
