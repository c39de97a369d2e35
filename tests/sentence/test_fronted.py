"""A day at the head of a sentence that ends with "they said" is the day of what is said."""

from __future__ import annotations

from standoff.encoder import Encoder
from standoff.model import Page, Story, Token
from standoff.sentence import read_sentences
from standoff.sentence.fronted import hang_fronted
from standoff.span import Span


def words(*rows: tuple[str, int, str]) -> list[Token]:
    """Words of (form, head, deprel), heads from 0, the root's -1."""
    out, start = [], 0
    for form, head, deprel in rows:
        out.append(Token(Span(start, start + len(form)), form, form.lower(), "X", "", head, deprel, "", None))
        start += len(form) + 1
    return out


def heads(*rows: tuple[str, int, str]) -> list[int]:
    return [token.head for token in hang_fronted(words(*rows))]


def test_a_day_before_a_reported_clause_hangs_on_it() -> None:
    told = [("Tuesday", 5, "obl"), (",", 0, "punct"), ("shells", 3, "nsubj"), ("fell", 5, "ccomp"), (",", 3, "punct"),
            ("said", -1, "root"), ("medics", 5, "nsubj")]  # fmt: skip
    assert heads(*told) == [3, 0, 3, 5, 3, -1, 5]


def test_a_day_of_the_saying_stays() -> None:
    told = [
        ("Tuesday", 2, "obl"),
        ("medics", 2, "nsubj"),
        ("said", -1, "root"),
        ("shells", 4, "nsubj"),
        ("fell", 2, "ccomp"),
    ]
    assert heads(*told) == [2, 2, -1, 4, 2]


def test_without_a_comma_nothing_moves() -> None:
    told = [("today", 3, "advmod"), ("what", 2, "obj"), ("is", 3, "ccomp"), ("known", -1, "root"), ("we", 3, "nsubj")]
    assert heads(*told) == [3, 2, 3, -1, 3]


def test_what_stands_behind_the_saying_is_the_sayings(encoder: Encoder) -> None:
    line = "No talks will begin before spring, a note said on Tuesday, adding that the port would stay shut."
    page = Page.from_text(line)
    (sentence,) = read_sentences(page, Story(None, (Span(0, len(line)),)), label=encoder)
    tokens = sentence.tokens
    adding = next(t for t in tokens if t.form == "adding")
    assert tokens[adding.head].form == "said"


def test_of_several_reported_clauses_the_first_is_the_sayings_own(encoder: Encoder) -> None:
    line = 'The council "remains ready for talks as soon as the withdrawal is complete," the minister said.'
    page = Page.from_text(line)
    (sentence,) = read_sentences(page, Story(None, (Span(0, len(line)),)), label=encoder)
    tokens = sentence.tokens
    said = next(i for i, t in enumerate(tokens) if t.form == "said")
    assert [t.form for t in tokens if t.head == said and t.deprel == "ccomp"] == ["remains"]
