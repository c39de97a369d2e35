import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.encoder.encoder import DATA
from standoff.encoder.pieces import MAX_PIECES, MAX_WORDS, SHAPES, Pieces, batch_of, by_length, shape_of

PIECES = Pieces(DATA / "tokenizer.json")


@given(st.text(max_size=20))
def test_every_word_has_a_shape(word: str) -> None:
    assert 0 < shape_of(word) < SHAPES


def test_shapes_tell_case() -> None:
    words = ["talks", "Talks", "TALKS", "T", "McCain", "U.S.", "12", "5,000", "T-72", ",", "al-Assad"]
    shapes = [shape_of(word) for word in words]
    assert len(set(shapes)) == len(words)


@given(st.lists(st.text(min_size=1, max_size=30), max_size=600))
def test_windows_cover_the_sentence_and_fit(words: list[str]) -> None:
    windows = PIECES.windows(words)
    assert [w for a, b in windows for w in words[a:b]] == words
    for row, (start, end) in zip(PIECES.rows([words[a:b] for a, b in windows]), windows, strict=True):
        assert end - start <= MAX_WORDS
        assert len(row) <= MAX_PIECES + 2


def test_a_long_sentence_is_cut_at_a_pause() -> None:
    words = ["word"] * 150 + [";"] + ["word"] * 100
    assert PIECES.windows(words) == [(0, 151), (151, 251)]


def test_the_first_piece_stands_for_the_word() -> None:
    (row,) = PIECES.rows([["Kharkiv", "fell"]])
    assert row.first[:2] == [0, 1]
    assert row.first[2] > 2


@pytest.mark.parametrize("budget", [1, 50, 10_000])
def test_batches_hold_every_row_once(budget: int) -> None:
    rows = PIECES.rows([["word"] * n for n in (5, 1, 0, 9, 5)])
    batches = by_length(rows, budget=budget)
    assert sorted(i for b in batches for i in b) == [0, 1, 2, 3, 4]


def test_padding_is_marked() -> None:
    batch = batch_of(PIECES.rows([["No", "talks", "today", "."], ["No"]]))
    assert batch.mask.sum(1).tolist() == [6, 3]
    assert batch.words.sum(1).tolist() == [5, 2]
