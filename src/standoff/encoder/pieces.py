"""Words to word pieces: what goes into the network, in rows of at most `MAX_WORDS` words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from standoff.encoder.wordpiece import cut_word, load_pieces

CLS, SEP, UNK = 101, 102, 100
MAX_WORDS = 200  # words in a row; the network has 512 positions
MAX_PIECES = 480  # pieces in a row, without [CLS] and [SEP]
MAX_WORD_PIECES = 12  # the head reads the first piece only; more than this says nothing
MAX_WORD_LETTERS = 200
_CACHE = 100_000  # words kept; a day of news has fewer different ones
_LEAST_WORDS = 4  # the graph takes the best three heads of every word
SHAPES = 16

Ints = npt.NDArray[np.int64]
_Known = dict[str, tuple[tuple[int, ...], tuple[int, ...]]]  # word -> piece ids, shape of each


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence, or a window of a long one: piece ids, the shape of each piece's word, first pieces."""

    ids: list[int]
    shapes: list[int]
    first: list[int]  # 0 is [CLS], which stands for the root; then one index a word

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows padded to one length: B rows, S pieces, W words with the root."""

    ids: Ints  # (B, S)
    mask: Ints  # (B, S)
    shapes: Ints  # (B, S)
    first: Ints  # (B, W)
    words: npt.NDArray[np.bool_]  # (B, W)


def shape_of(word: str) -> int:
    """The class of a word's letters; the vocabulary is uncased, so this is where case comes in."""
    if word.isalpha():
        return _alpha_shape(word)
    if word.isdigit():
        return 7
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word):
        return 8 if not letters else 9
    if not letters:
        return 10
    if "." in word and all(len(part) <= 1 for part in word.split(".")):
        return 11 if word[0].isupper() else 12  # U.S. and p.m.
    if word[0].isupper():
        return 13
    return 14 if any(c.isupper() for c in letters) else 15


def _alpha_shape(word: str) -> int:
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) == 1 else 3 if len(word) <= 5 else 4
    return 5 if word[0].isupper() and word[1:].islower() else 6


class Pieces:
    """Cuts words with the vocabulary of MiniLM and remembers the words it has cut."""

    def __init__(self, path: Path) -> None:
        """`path` is the `tokenizer.json` of the model."""
        self._vocabulary = load_pieces(path)
        self._known: _Known = {}

    def rows(self, sentences: Sequence[Sequence[str]]) -> list[Row]:
        """One row a sentence. The sentences must fit: see `windows`."""
        known = self._learn(sentences)
        return [_row(sentence, known) for sentence in sentences]

    def _learn(self, sentences: Sequence[Sequence[str]]) -> _Known:
        known = self._known
        if len(known) > _CACHE:  # another thread may still use the old one
            known = self._known = {}
        for word in {w for w in chain.from_iterable(sentences) if w not in known}:
            seen = word[:MAX_WORD_LETTERS].encode("utf-8", "replace").decode()
            ids = tuple(cut_word(seen, self._vocabulary)[:MAX_WORD_PIECES]) or (UNK,)
            known[word] = (ids, (shape_of(word),) * len(ids))
        return known

    def windows(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Where to cut a sentence so that each window fits into a row; best after a comma or a semicolon."""
        if len(words) * MAX_WORD_PIECES <= MAX_PIECES:
            return [(0, len(words))]
        known = self._learn([words])
        sizes = [len(known[w][0]) for w in words]
        if len(words) <= MAX_WORDS and sum(sizes) <= MAX_PIECES:
            return [(0, len(words))]
        windows: list[tuple[int, int]] = []
        start = size = 0
        for i, pieces in enumerate(sizes):
            if i - start == MAX_WORDS or size + pieces > MAX_PIECES:
                cut = _pause(words, start, i)
                windows.append((start, cut))
                start, size = cut, sum(sizes[cut:i])
            size += pieces
        return [*windows, (start, len(words))]


def _row(words: Sequence[str], known: _Known) -> Row:
    ids, shapes, first = [CLS], [0], [0]
    for word in words:
        pieces, shape = known[word]
        first.append(len(ids))
        ids.extend(pieces)
        shapes.extend(shape)
    ids.append(SEP)
    shapes.append(0)
    return Row(ids, shapes, first)


def _pause(words: Sequence[str], start: int, end: int) -> int:
    """The end of the last clause in the second half of `start:end`, or `end`."""
    for i in range(end - 1, (start + end) // 2, -1):
        if words[i] in (",", ";", ":", ".", "!", "?", "—", "–", "-"):
            return i + 1
    return end


def batch_of(rows: Sequence[Row]) -> Batch:
    """The rows padded to the longest of them."""
    size, pieces = len(rows), max(len(r.ids) for r in rows)
    words = max(_LEAST_WORDS, *(len(r.first) for r in rows))
    ids = np.zeros((size, pieces), np.int64)
    mask = np.zeros((size, pieces), np.int64)
    shapes = np.zeros((size, pieces), np.int64)
    first = np.zeros((size, words), np.int64)
    there = np.zeros((size, words), np.bool_)
    for i, row in enumerate(rows):
        n, w = len(row.ids), len(row.first)
        ids[i, :n] = row.ids
        mask[i, :n] = 1
        shapes[i, :n] = row.shapes
        first[i, :w] = row.first
        there[i, :w] = True
    return Batch(ids, mask, shapes, first, there)


def by_length(rows: Sequence[Row], *, budget: int) -> list[list[int]]:
    """Indices of rows in batches of like length, each of at most `budget` padded pieces."""
    batches: list[list[int]] = []
    current: list[int] = []
    for i in sorted(range(len(rows)), key=lambda i: len(rows[i].ids)):
        if current and len(rows[i].ids) * (len(current) + 1) > budget:
            batches.append(current)
            current = []
        current.append(i)
    return [*batches, current] if current else batches
