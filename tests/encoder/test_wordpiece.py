"""Words are cut into pieces exactly as the package does that the encoder was trained with."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.example import FOLDER

from standoff.encoder.wordpiece import cut_word, load_pieces

TOKENIZER = Path(str(files("standoff.encoder") / "data" / "tokenizer.json"))


@cache
def both() -> tuple[object, object]:
    tokenizers = pytest.importorskip("tokenizers")
    theirs = tokenizers.Tokenizer.from_file(str(TOKENIZER))
    theirs.no_truncation()
    theirs.no_padding()
    theirs.encode_special_tokens = True
    return theirs, load_pieces(TOKENIZER)


def same(word: str) -> bool:
    theirs, ours = both()
    return cut_word(word, ours) == theirs.encode(word, add_special_tokens=False).ids  # type: ignore[attr-defined,arg-type]


def test_every_word_of_the_example() -> None:
    words = {word for story in FOLDER.glob("*.txt") for word in story.read_text(encoding="utf-8").split()}
    assert len(words) > 1000
    assert [word for word in sorted(words) if not same(word)] == []


@pytest.mark.parametrize(
    "word",
    ["[PAD]", "Zelenskiy's", "U.S.", "Łódź", "İstanbul", "ﬁre", "北京市", "🕊️", "a\u200bb", "x" * 101, "10,000", "", " ",
     "ß", "0\x0c0", "Ἀθῆναι", "e\u0301", "\u00ad", "$5m", "»«", "don’t", "\x00", "ǅ"],
)  # fmt: skip
def test_strange_words(word: str) -> None:
    assert same(word)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=30))
def test_any_word_in_latin_letters(word: str) -> None:
    assert same(word)
