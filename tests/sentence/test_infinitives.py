"""Infinitives behind a day hang on the verb that needs them."""

from __future__ import annotations

import pytest

from standoff.model import Token
from standoff.sentence.infinitives import hang_infinitives
from standoff.span import Span

_DAY = [("Israel", "PROPN", 1, "nsubj"), ("refuse", "VERB", -1, "root"), ("on", "ADP", 3, "case")]


def words(*rows: tuple[str, str, int, str]) -> list[Token]:
    """Words of (form, part of speech, head, deprel), heads from 0, the root's -1; days are times."""
    out, start = [], 0
    for form, upos, head, deprel in rows:
        kind = "time" if form in {"Monday", "days"} else ""
        out.append(Token(Span(start, start + len(form)), form, form.lower(), upos, "", head, deprel, kind, None))
        start += len(form) + 1
    return out


@pytest.mark.parametrize(("head", "deprel"), [(1, "advcl"), (3, "acl")])
def test_what_is_refused_on_a_day_hangs_on_the_refusal(head: int, deprel: str) -> None:
    told = words(*_DAY, ("Monday", "PROPN", 1, "obl"), ("to", "PART", 5, "mark"), ("talk", "VERB", head, deprel))
    assert (hang_infinitives(told)[5].head, hang_infinitives(told)[5].deprel) == (1, "xcomp")


def test_the_purpose_of_what_has_an_object_stays() -> None:
    told = words(
        ("Israel", "PROPN", 1, "nsubj"), ("offer", "VERB", -1, "root"), ("help", "NOUN", 1, "obj"),
        ("on", "ADP", 4, "case"), ("Monday", "PROPN", 1, "obl"),
        ("to", "PART", 6, "mark"), ("talk", "VERB", 1, "advcl"),
    )  # fmt: skip
    assert hang_infinitives(told) == tuple(told)


def test_days_that_are_given_for_something_keep_it() -> None:
    told = words(
        ("Israel", "PROPN", 1, "nsubj"), ("give", "VERB", -1, "root"), ("days", "NOUN", 1, "obl"),
        ("to", "PART", 4, "mark"), ("talk", "VERB", 2, "acl"),
    )  # fmt: skip
    assert hang_infinitives(told) == tuple(told)
