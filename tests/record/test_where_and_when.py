"""Where and when an event was, as far as the text states it: in its own clause, in another mention, around it."""

from __future__ import annotations

import pytest

from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

DAY = "2022-03-04"  # a Friday


def told(text: str, event_type: str) -> list[tuple[list[str], list[str | None]]]:
    """The names of the places and the values of the times of each event of a type."""
    reading = read_page(read_bytes(text.encode(), name="story.txt"), given=Given(published_at=DAY))
    places = {p.id: p.name for p in reading.mentions.places}
    times = {t.id: t.value for t in reading.mentions.times}
    return [
        ([places[p] for p in e.places], [times[t] for t in e.times])
        for e in reading.record.events
        if e.event_type == event_type
    ]


def where(text: str, event_type: str) -> list[list[str]]:
    return [places for places, _ in told(text, event_type)]


def when(text: str, event_type: str) -> list[list[str | None]]:
    return [days for _, days in told(text, event_type)]


@pytest.mark.parametrize(
    ("text", "event_type", "place"),
    [
        (
            "On Friday in Norway, a tanker captain was sentenced to two years by a court in Bergen.",
            "SANCTION",
            "Bergen",
        ),
        ("On Wednesday, an assembly of several ministers in Amman denounced the raids.", "ACCUSE", "Amman"),
        ("The presidents of both states initialled a peace agreement at a villa in Geneva.", "SUPPORT", "Geneva"),
    ],
)
def test_those_who_act_are_where_they_act(text: str, event_type: str, place: str) -> None:
    assert where(text, event_type) == [[place]]


def test_what_is_condemned_is_elsewhere() -> None:
    assert where("Norway condemned the attack on the hospital in Kabul.", "ACCUSE") == [[]]


def test_the_finest_place_of_all_mentions() -> None:
    text = """Missile attack in Ukraine kills five

A missile attack in Ukraine killed five people on Thursday. The attack in Mykolaiv hit a school.
"""
    assert where(text, "ASSAULT") == [["Mykolaiv"]]


def test_where_one_of_many_was_is_not_where_all_were() -> None:
    text = """Protests in Chile

Protests swept Chile on Thursday. The protests went on in Valparaiso.
"""
    assert ["Valparaiso"] not in where(text, "PROTEST")
