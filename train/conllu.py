"""Reads UD treebanks (EWT, GUM) and what other corpora lay over their words."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from train.example import Example, bio, head_of
from train.names import ETYPE_TO_NAME, Mention, mask_unmarked, names_of_mentions, sure_not_names

_ARGUMENTS = [f"ARG{i}" for i in range(5)]
_MODIFIERS = ["TMP", "LOC", "NEG", "MOD", "ADV", "MNR", "PRP", "CAU", "EXT", "DIR", "DIS", "COM", "GOL", "PRD"]
ROLES = [*_ARGUMENTS, *_MODIFIERS]
_BRACKET = re.compile(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)")


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a file, gzipped or not, without their ends."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def _blocks(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    for line in [*read_lines(path), ""]:
        if not line:
            if rows:
                yield comments, rows
            comments, rows = {}, []
        elif line[0] == "#":
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        elif line.split("\t", 1)[0].isdigit():
            rows.append(line.split("\t"))


def read_conllu(path: Path, *, corpus: str) -> list[Example]:
    """The sentences of a treebank; GUM's also with names and entity types."""
    examples = []
    opened: dict[str, tuple[int, int, str]] = {}
    for number, (comments, rows) in enumerate(_blocks(path)):
        example = _from_rows(rows, corpus=corpus, sent_id=comments.get("sent_id", ""))
        if corpus == "gum":
            if "newdoc id" in comments:
                opened = {}
            _mark_mentions(example, rows, opened=opened, number=number)
        else:
            example.names = sure_not_names(example)
        examples.append(example)
    return examples


def _from_rows(rows: list[list[str]], *, corpus: str, sent_id: str) -> Example:
    column = list(zip(*rows, strict=True))
    example = Example(
        words=list(column[1]),
        corpus=corpus,
        sent_id=sent_id,
        lemmas=list(column[2]),
        upos=list(column[3]),
        xpos=list(column[4]),
        feats=list(column[5]),
        heads=[int(x) for x in column[6]],
        deprels=list(column[7]),
    )
    _as_in_ewt(example)
    return example


def _as_in_ewt(example: Example) -> None:
    """GUM calls the "United" of "United Nations" a verb, EWT an adjective: one scheme, EWT's."""
    assert example.upos
    assert example.lemmas
    assert example.feats
    assert example.xpos
    for i, word in enumerate(example.words):
        if word.lower() == "united" and example.upos[i] == "VERB" and example.xpos[i] == "NNP":
            example.upos[i], example.lemmas[i], example.feats[i] = "ADJ", "United", "Degree=Pos"


def _mark_mentions(
    example: Example,
    rows: list[list[str]],
    *,
    opened: dict[str, tuple[int, int, str]],
    number: int,
) -> None:
    assert example.heads is not None
    mentions = []
    for word, start, etype in _closed(rows, opened, number):
        span = range(start, word + 1)
        mentions.append(Mention(start, word + 1, head_of(span, example.heads), etype))
    mentions.sort(key=lambda m: (m.end - m.start, -m.start))
    example.etypes = [""] * len(example.words)
    for mention in mentions:  # the widest mention of a head word comes last and wins
        example.etypes[mention.head] = mention.etype
    named = names_of_mentions(example, mentions)
    spans = [(start, end, ETYPE_TO_NAME[etype]) for start, end, etype in named]
    example.names = mask_unmarked(example, bio(spans, len(example.words)), mentions)


def _closed(
    rows: list[list[str]], opened: dict[str, tuple[int, int, str]], number: int
) -> Iterator[tuple[int, int, str]]:
    """Mentions that begin and end in this sentence: last word, first word, type."""
    for i, row in enumerate(rows):
        misc = next((f[7:] for f in row[9].split("|") if f.startswith("Entity=")), "")
        for single, begun, ended in _BRACKET.findall(misc):
            if single:
                yield i, i, single.split("-")[1]
            elif begun:
                ident, etype = begun.split("-")[:2]
                opened[ident] = (number, i, etype)
            elif ended in opened:
                sentence, start, etype = opened.pop(ended)
                if sentence == number:
                    yield i, start, etype


def _label_of(role: str) -> str | None:
    role = role.removeprefix("ARGM-")
    return role if role in ROLES else None


def add_roles(examples: list[Example], path: Path) -> None:
    """Lays PropBank's predicates and arguments over the words of EWT."""
    by_id = {e.sent_id: e for e in examples}
    for line in read_lines(path):
        record = json.loads(line)
        example = by_id.get(record["sent_id"])
        if example is None or example.words != record["tokens"] or example.heads is None:
            continue
        example.predicates = {}
        for predicate in record["predicates"]:
            if not predicate["args"]:  # auxiliaries
                continue
            found = example.predicates.setdefault(predicate["index"], {})
            for arg in predicate["args"]:
                label = _label_of(arg["role"])
                if label is not None:
                    word = head_of(range(arg["start"], arg["end"]), example.heads)
                    found.setdefault(word, label)


def add_factuality(examples: list[Example], path: Path) -> None:
    """Lays the factuality of UDS-IH2 over the words of EWT."""
    by_id = {e.sent_id: e for e in examples}
    for line in read_lines(path):
        record = json.loads(line)
        example = by_id.get(record["sent_id"] or "")
        if example is None or example.words != record["tokens"]:
            continue
        for target in record["targets"]:
            example.factuality[target["start"]] = target["factuality"]
