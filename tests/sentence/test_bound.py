"""A verb of ending at the end of a bound clause is its verb, whatever the parse takes it for."""

from __future__ import annotations

from standoff.model import Token
from standoff.sentence.bound import hang_bound
from standoff.span import Span

Row = tuple[str, str, str, int, str]  # form, part of speech, features, head, relation


def read(*rows: Row) -> list[tuple[str, int, str]]:
    tokens = [
        Token(Span(9 * i, 9 * i + len(form)), form, form.lower(), upos, feats, head, deprel, "", None)
        for i, (form, upos, feats, head, deprel) in enumerate(rows)
    ]
    return [(t.upos, t.head, t.deprel) for t in hang_bound(tokens)]


_RAIDS: list[Row] = [
    ("wait", "VERB", "", -1, "root"), ("until", "ADP", "", 2, "case"), ("raids", "NOUN", "Number=Plur", 0, "obl"),
    ("on", "ADP", "", 5, "case"), ("Odesa", "PROPN", "", 5, "compound"), ("stop", "NOUN", "", 2, "nmod"),
    (".", "PUNCT", "", 0, "punct"),
]  # fmt: skip


def test_a_noun_that_ends_a_bound_clause_is_its_verb() -> None:
    assert read(*_RAIDS)[1:6] == [
        ("SCONJ", 5, "mark"), ("NOUN", 5, "nsubj"), ("ADP", 4, "case"), ("PROPN", 2, "nmod"), ("VERB", 0, "advcl"),
    ]  # fmt: skip


def test_what_does_not_agree_with_its_subject_stays_a_noun() -> None:
    one = [("raid", "NOUN", "Number=Sing", 0, "obl") if row[0] == "raids" else row for row in _RAIDS]
    assert read(*one) == [(upos, head, deprel) for _, upos, _, head, deprel in one]
