"""The day, the figure and the teller of acts that are told of at one remove, or told not to have been."""

from __future__ import annotations

import pytest

from standoff.model import EventMention, Reading
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

DAY = "2010-06-15"  # a Tuesday


def read(sentence: str) -> Reading:
    """The reading of a story of one sentence."""
    return read_page(read_bytes(f"\n{sentence}\n".encode(), name="story.txt"), given=Given(published_at=DAY))


def deed(reading: Reading, event_type: str = "ASSAULT") -> EventMention:
    """The one event of a type."""
    (event,) = [e for e in reading.record.events if e.event_type == event_type]
    return event


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Mekelle was not bombed on Wednesday or Thursday, an aid worker said.", ["2010-06-09", "2010-06-10"]),
        ("There were no attacks on Kilinochchi on Sunday and Monday, monitors said.", ["2010-06-13", "2010-06-14"]),
        ("There were no reports of shelling in Donetsk on Monday.", ["2010-06-14"]),
        ("The shelling of Goma ceased on Sunday.", ["2010-06-13"]),
        ("Ten villagers were said to have been killed in Bentiu on Monday.", ["2010-06-14"]),
        ("Rebels attacked Goma on Sunday and looted it on Monday.", ["2010-06-13"]),
    ],
)
def test_the_days_of_an_act(sentence: str, days: list[str]) -> None:
    reading = read(sentence)
    values = {t.id: t.value for t in reading.mentions.times}
    assert [values[t] for t in deed(reading).times] == days


@pytest.mark.parametrize(
    "sentence",
    [
        "Ten villagers were said to have been killed in Bentiu on Monday.",
        "Ten villagers are believed to have died in the attack on Bentiu.",
    ],
)
def test_those_said_to_have_been_killed_are_counted_as_killed(sentence: str) -> None:
    assert [(f.what, f.lower) for f in read(sentence).mentions.figures] == [("killed", 10)]


def test_what_somebody_is_accused_of_is_told_by_the_accusation() -> None:
    reading = read("Russia was accused of shelling Kharkiv on Monday.")
    told = next(s for s in reading.record.statements if s.id == deed(reading).statement)
    assert told.source is None or told.source.ref is None


def test_banks_are_hacked_by_computers_and_people_with_blades() -> None:
    assert deed(read("Russia was accused of hacking Estonian banks."), "COERCE").mode == "cyber"
    assert deed(read("Men hacked three villagers near Beni on Friday.")).mode == "primitive"


def test_a_denied_act_is_apart_from_the_one_that_was() -> None:
    reading = read("Russia shelled Kharkiv on Sunday. Kharkiv was not shelled on Monday, the mayor said.")
    assert [(e.event_type, e.realis) for e in reading.record.events] == [("ASSAULT", "occurred"), ("ASSAULT", "denied")]
