"""Parties that only what was told before names, and where nothing is taken over."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.model import EventMention, Reading
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page


def read(encoder: Encoder, text: str) -> Reading:
    return read_page(read_bytes(text.encode(), name="story.txt"), given=Given(published_at="2022-03-10"), label=encoder)


def parties(reading: Reading, kind: str, role: str) -> list[set[str]]:
    """The names of those in a role, for each event of a type."""
    known = {e.id: e.name for e in reading.mentions.entities}
    events: list[EventMention] = [e for e in reading.record.events if e.event_type == kind]
    return [{known[ref] for ref in (e.actors if role == "actor" else e.recipients)} for e in events]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Turkey shelled Kobani on Monday. France condemned the move.", "ACCUSE", [{"Turkey"}]),
        ("Saudi jets bombed a market in Sanaa. The attack was condemned by Iran.", "ACCUSE", [{"Saudi Arabia"}]),
        ("A bomb killed five miners in Kabul. Norway condemned the attack.", "ACCUSE", [set()]),
        ("Turkey shelled Kobani on Monday. France condemned the decision of the court.", "ACCUSE", [set()]),
        (
            "A border agreement between Turkey and Libya took effect. Amina Diallo called the agreement an insult.",
            "ACCUSE",
            [{"Turkey", "Libya"}],
        ),
        ("Omar Farid was charged with murder. The sentencing was held on Monday.", "SANCTION", [{"Omar Farid"}]),
        ("France asked Mali to free the envoy. Mali refused.", "REJECT", [{"France"}]),
    ],
)
def test_whom_blame_and_answers_are_for(encoder: Encoder, text: str, kind: str, wanted: list[set[str]]) -> None:
    assert parties(read(encoder, text), kind, "recipient") == wanted


def test_acts_of_one_list_have_one_doer(encoder: Encoder) -> None:
    text = "Norway conducted 23 strikes on Houthi camps. Near Aden, five strikes hit a bridge. A bomb hit Lagos."
    reading = read(encoder, text)
    assert parties(reading, "ASSAULT", "actor") == [{"Norway"}, {"Norway"}, set()]


def test_the_second_of_two_attacks_has_their_doer(encoder: Encoder) -> None:
    text = "Omar Farid carried out two attacks on Monday. The second attack was in a market."
    assert parties(read(encoder, text), "ASSAULT", "actor") == [{"Omar Farid"}, {"Omar Farid"}]


def test_a_party_taken_over_keeps_the_words_that_name_it(encoder: Encoder) -> None:
    reading = read(encoder, "Turkey shelled Kobani on Monday. France condemned the move.")
    blame = next(e for e in reading.record.events if e.event_type == "ACCUSE")
    assert [reading.words(a.span) for a in blame.arguments if a.role == "recipient"] == ["Turkey"]
