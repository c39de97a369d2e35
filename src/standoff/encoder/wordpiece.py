"""Word pieces: a word cut into the longest pieces that the encoder's vocabulary knows, as BERT's uncased models do.

Written from the published description (Devlin et al. 2019; Wu et al. 2016). `tests/encoder/test_wordpiece.py` holds it
against the `tokenizers` package, whose hub client would make the install a tenth larger.
"""

from __future__ import annotations

import json
import string
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

_UNKNOWN: Final = "[UNK]"
_LONGEST: Final = 100  # characters of a piece of text between spaces and marks; a longer one is unknown
_IDEOGRAPHS: Final = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


def load_pieces(path: Path) -> Mapping[str, int]:
    """The vocabulary of a `tokenizer.json`: each piece with its number."""
    vocabulary: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    return vocabulary


def cut_word(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """The numbers of the pieces of a word; empty where nothing of it can be seen."""
    return [number for run in _runs(_plain(word)) for number in _longest_pieces(run, vocabulary)]


def _plain(word: str) -> str:
    """Lower case, without accents and control characters; ideographs stand alone."""
    kept = "".join(_shown(c) for c in word)
    bare = "".join(c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn")
    return "".join(c.lower() for c in bare)


def _shown(letter: str) -> str:
    if letter in "\t\n\r":
        return " "
    if letter == "\ufffd" or unicodedata.category(letter).startswith("C"):
        return ""
    if letter.isspace():
        return " "
    return f" {letter} " if any(low <= ord(letter) <= high for low, high in _IDEOGRAPHS) else letter


def _runs(text: str) -> Iterator[str]:
    """What stands between spaces, marks apart."""
    run = ""
    for letter in text:
        mark = letter in string.punctuation or unicodedata.category(letter).startswith("P")
        if run and (mark or letter.isspace()):
            yield run
            run = ""
        if mark:
            yield letter
        elif not letter.isspace():
            run += letter
    if run:
        yield run


def _longest_pieces(run: str, vocabulary: Mapping[str, int]) -> list[int]:
    """The longest known beginning, then the longest known continuation, and so on; unknown as a whole if one fails."""
    if len(run) > _LONGEST:
        return [vocabulary[_UNKNOWN]]
    found: list[int] = []
    start = 0
    while start < len(run):
        front = "##" if start else ""
        end = next((e for e in range(len(run), start, -1) if front + run[start:e] in vocabulary), None)
        if end is None:
            return [vocabulary[_UNKNOWN]]
        found.append(vocabulary[front + run[start:end]])
        start = end
    return found
