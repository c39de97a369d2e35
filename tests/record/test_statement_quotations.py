"""Quotations: marks of all kinds, unbalanced ones, apostrophes, paragraphs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Sentence
from standoff.record.quotations import Quotation, find_quotations
from standoff.span import Span


def find(text: str) -> list[Quotation]:
    sentences, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            sentences.append(Sentence(Span(at, at + len(line)), number, False, ()))
        at += len(line) + 1
    return list(find_quotations(text, sentences))


def words(text: str) -> list[list[str]]:
    return [[text[a:b] for a, b in q.pieces] for q in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no".', [["no"]]),
        ("He said “no”.", [["no"]]),
        ("He said «no».", [["no"]]),
        ("He said „no“.", [["no"]]),
        ("He said ‘no’ again.", [["no"]]),
        ("He said 'not now' again.", [["not now"]]),
        ("The rebels' post and the army's don't count.", []),
        ("Rock 'n' roll in the '90s.", []),
        ('"We go. Now.” he said.', [["We go. Now."]]),
        ('"One," he said, "two."', [["One,"], ["two."]]),
        ("“He told us ‘go’ twice,” she said.", [["He told us ‘go’ twice,"]]),
    ],
)
def test_marks(text: str, expected: list[list[str]]) -> None:
    assert words(text) == expected


def test_a_quotation_goes_on_where_the_next_paragraph_opens_with_a_mark() -> None:
    (quotation,) = find('"They came at night.\n"Nobody slept," she said.')
    assert len(quotation.pieces) == 2
    assert quotation.closed


def test_a_quotation_that_never_closes_ends_with_its_paragraph() -> None:
    (quotation,) = find('"They came at night. Nobody slept.\nThe army denied it.')
    assert not quotation.closed
    assert quotation.pieces == (Span(1, 34),)


@given(st.text(alphabet="ab .,\n\"'“”‘’«»", max_size=60))
def test_pieces_lie_inside_their_quotation_and_quotations_do_not_overlap(text: str) -> None:
    found = find(text)
    for quotation in found:
        assert all(quotation.outer.start <= a <= b <= quotation.outer.end for a, b in quotation.pieces)
    assert all(left.outer.end <= right.outer.start for left, right in pairwise(found))
