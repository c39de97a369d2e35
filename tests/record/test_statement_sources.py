"""Who speaks, and how he stands to it: joint sources, those who do not know, and verbs that say nothing."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

Told = tuple[str | None, str, str | None]  # source, polarity, medium


def statements(text: str, encoder: Encoder) -> list[Told]:
    given = Given(published_at="2020-08-01")
    reading = read_page(read_bytes(f"\n{text}\n".encode(), name="a.txt"), given=given, label=encoder)
    names = {e.id: e.name for e in reading.mentions.entities}
    return [
        (names.get(s.source.ref or "") if s.source else None, s.polarity, s.medium) for s in reading.record.statements
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The foreign ministers of France and Germany said the truce must hold.",
            [("France", "affirmed", None), ("Germany", "affirmed", None)],
        ),
        (
            "Officials from Russia and Ukraine said talks had ended.",
            [("Russia", "affirmed", None), ("Ukraine", "affirmed", None)],
        ),
        (
            "A negotiator in Ankara said Turkey would not accept the plan.",
            [("negotiator", "affirmed", None)],
        ),
        ("Officials in Moscow said the plan was dead.", [("Russian officials", "affirmed", None)]),
        ("The army could not confirm that a jet was lost.", [("army", "not_known", None)]),
        ("It is not known whether the rockets hit the town.", [(None, "not_known", None)]),
        ("The army confirmed that a jet was lost.", [("army", "affirmed", None)]),
        ("The minister questioned whether the truce would hold.", [("minister", "questioned", None)]),
        ("The police questioned two men.", []),
        ("He knew that the town had fallen.", []),
        ("The parliament wrote neutrality into the constitution.", []),
        ("Three men were said to have been killed.", [(None, "affirmed", None)]),
    ],
)
def test_who_says_it(text: str, expected: list[Told], encoder: Encoder) -> None:
    assert statements(text, encoder) == expected
