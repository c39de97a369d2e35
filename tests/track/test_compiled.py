"""What words require where a reading found no type."""

from __future__ import annotations

import pytest

from standoff.ledger_model import Pattern
from standoff.track.compiled import compile_pattern


@pytest.mark.parametrize(
    ("words", "code", "expected"),
    [
        ("the war was over", None, ("ASSAULT", "stop")),
        ("all hostilities cease", None, ("ASSAULT", "stop")),
        ("Dorin met its demands", None, ("AGREE", "happen")),
        ("its demands are accepted", "REQUEST", ("AGREE", "happen")),
        ("a final deal could enter into force", None, ("AGREE", "happen")),
        ("it would keep defending itself", "SUPPORT", ("ASSAULT", "happen")),
        ("it would keep defending the bill", "SUPPORT", ("SUPPORT", "happen")),
        ("the war was not over", None, (None, "happen")),
        ("the harbour opens", None, (None, "happen")),
        ("its demands are accepted", "CONSULT", ("CONSULT", "happen")),
        ("nobody could tell whether the other side wanted to end the war", None, (None, "happen")),
    ],
)
def test_types(words: str, code: str | None, expected: tuple[str | None, str]) -> None:
    found = compile_pattern(Pattern(code, "happen", words))
    assert (found.event_type, found.polarity) == expected


def test_whose_demands_they_are_is_not_who_meets_them() -> None:
    assert compile_pattern(Pattern("REQUEST", "happen", "its demands are accepted", actors=("RUS",))).actors == ()
    assert compile_pattern(Pattern(None, "happen", "Dorin met its demands", actors=("Dorin",))).actors == ("Dorin",)
