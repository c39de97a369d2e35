"""Statements that were read wrongly, each as the sentence that showed it: who says what, and how often."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.model import Page
from standoff.pipeline import Given, read_page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Warren commended Biden for his empathy.", [("Warren", "Biden for his empathy")]),
        ("The envoy praised the release of the crew.", [("The envoy", "the release of the crew")]),
        ("The governor put off the vote, citing the health crisis.", [("The governor", "the health crisis")]),
        ("McArthur pleaded guilty to each crime.", [("McArthur", "guilty to each crime")]),
        ("The driver pleaded not guilty to seven counts.", [("The driver", "not guilty to seven counts")]),
        ('"I thought it was a prank," wrote the artist.', [("the artist", "I thought it was a prank")]),
        ("Police said they believe the thief is a neighbour.", [("Police", "they believe the thief is a neighbour")]),
        (
            "Police said the residents believe the thief is a neighbour.",
            [
                ("Police", "the residents believe the thief is a neighbour"),
                ("the residents", "the thief is a neighbour"),
            ],
        ),
        ("Without mentioning any names, the office said talks went on.", [("the office", "talks went on")]),
        ("The council sat, citing what it called a threat.", []),
        ("The minister ordered safety checks on the trains.", [("The minister", "safety checks on the trains")]),
    ],
)
def test_who_says_what(text: str, told: list[tuple[str, str]], encoder: Encoder) -> None:
    reading = read_page(Page.from_text(text), given=Given(published_at="2020-03-01"), label=encoder)
    found = [
        (reading.words(s.source.span) if s.source else None, " … ".join(reading.words(p) for p in s.content))
        for s in reading.record.statements
    ]
    assert found == told
