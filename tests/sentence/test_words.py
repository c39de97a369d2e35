"""Words and sentences of real-world characters: marks set on letters, other hyphens, outlets in a dateline."""

from __future__ import annotations

import pytest

from standoff.sentence.split import split_sentences
from standoff.sentence.words import plain_form, split_words
from standoff.span import Span


def words(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_words(text, Span(0, len(text)))]


def test_a_letter_and_its_marks_are_of_one_word() -> None:
    text = "Jose\u0301 Mu\u0308ller\u2019s cafe\u0301."
    assert words(text) == ["Jose\u0301", "Mu\u0308ller", "\u2019s", "cafe\u0301", "."]


@pytest.mark.parametrize("hyphen", "-\u2010\u2011")
def test_one_hyphen_for_all(hyphen: str) -> None:
    found = words(f"Zürich{hyphen}based groups re{hyphen}elected him")
    assert [plain_form(w) for w in found] == ["Zürich", "-", "based", "groups", "re-elected", "him"]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("KYIV (Harbour Wire) - Shells fell.", "KYIV"),
        ("KYIV, Ukraine, March 1 (Reuters) -- Shells fell.", "KYIV, Ukraine, March 1"),
        ("Kyiv, May 3 (Harbour Wire) – Shells fell.", "Kyiv, May 3"),
        ("KYIV, Dec 27, 2003 (hwi) — Shells fell.", "KYIV, Dec 27, 2003"),
        ("NEW YORK, Sept. 3 - Shells fell.", "NEW YORK, Sept. 3"),
        ("KYIV — Shells fell.", "KYIV"),
    ],
)
def test_a_dateline_is_its_place_and_day(line: str, place: str) -> None:
    assert [line[s.start : s.end] for s in split_sentences(line, Span(0, len(line)))] == [place, "Shells fell."]


def test_a_credit_at_the_start_is_no_part_of_the_sentence() -> None:
    line = "(Harbour Wire) Shells fell."
    assert [line[s.start : s.end] for s in split_sentences(line, Span(0, len(line)))] == ["Shells fell."]


def test_a_remark_in_brackets_is_no_dateline() -> None:
    line = "The army (said to be near) - left."
    assert len(split_sentences(line, Span(0, len(line)))) == 1
