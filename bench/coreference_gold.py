"""Reads GUM's CoNLL-U into sentences and gold chains, for fitting and measuring coreference."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from standoff.model import Sentence, Token
from standoff.span import Span


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A gold mention: tokens `start` to `end` of a sentence, its head token and its chain."""

    sentence: int
    start: int
    end: int
    head: int
    chain: str
    etype: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with its gold parse (`sentences`) and gold mentions; spans count in `text`."""

    name: str
    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[GoldMention, ...]


def read_gum(path: Path) -> Iterator[GoldDocument]:
    """The documents of a GUM file, in order."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        blocks = re.split(r"(?m)^# newdoc id = ", file.read())[1:]
    for block in blocks:
        name, _, rest = block.partition("\n")
        yield _document(name.strip(), rest)


def _document(name: str, rest: str) -> GoldDocument:
    text = ""
    sentences: list[Sentence] = []
    mentions: list[GoldMention] = []
    paragraph = -1
    for part in rest.split("\n\n"):
        rows = [line.split("\t") for line in part.splitlines() if line[:1].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        if "# newpar" in part or paragraph < 0:
            paragraph += 1
        if not rows:
            continue
        start = len(text)
        tokens, text = _tokens(rows, text)
        gold = list(_mentions(rows, len(sentences), tokens))
        for mention in gold:
            token = tokens[mention.head]
            widest = max((g for g in gold if g.head == mention.head), key=lambda g: g.start - g.end)
            tokens[mention.head] = replace(token, etype=widest.etype)
        sentences.append(Sentence(Span(start, len(text.rstrip())), paragraph, title=False, tokens=tuple(tokens)))
        mentions.extend(gold)
    return GoldDocument(name, text, tuple(sentences), tuple(mentions))


def _tokens(rows: list[list[str]], text: str) -> tuple[list[Token], str]:
    tokens: list[Token] = []
    for row in rows:
        span = Span(len(text), len(text) + len(row[1]))
        tokens.append(Token(span, row[1], row[2], row[3], row[5], int(row[6]) - 1, row[7]))
        text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    return tokens, text if text.endswith(" ") else text + " "


def _mentions(rows: list[list[str]], sentence: int, tokens: list[Token]) -> Iterator[GoldMention]:
    open_: list[tuple[str, str, int]] = []
    for index, row in enumerate(rows):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        if not match:
            continue
        for opened, fields, closed in re.findall(
            r"\((\w+(?:\[\d+/\d+\])?)-([^()]*)|(\w+(?:\[\d+/\d+\])?)\)|\)", match[1]
        ):
            if opened:
                open_.append((opened, fields.split("-")[0], index))
                continue
            which = next((i for i in range(len(open_) - 1, -1, -1) if closed in ("", open_[i][0])), None)
            if which is None:
                continue
            chain, etype, start = open_.pop(which)
            if "[" in chain:
                continue
            yield GoldMention(sentence, start, index + 1, _head(tokens, start, index + 1), chain, etype)


def _head(tokens: list[Token], start: int, end: int) -> int:
    inside = range(start, end)
    return next((i for i in inside if tokens[i].head not in inside), start)
