"""Acts told not to be: a place not hit, fighting that ceased, a town that was calm; and what is no such thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

CASES = Path(__file__).parent.parent / "cases" / "quiet.tsv"
DEEDS = {"ASSAULT", "PROTEST", "RETREAT", "COERCE"}
DAY = "2010-06-15"  # a Tuesday


def told(sentence: str) -> set[str]:
    """What a sentence tells of deeds: "TYPE realis where", by the name of the place, else of whom it was done to."""
    page = read_bytes(f"\n{sentence}\n".encode(), name="story.txt")
    reading = read_page(page, given=Given(published_at=DAY))
    names = {m.id: m.name for m in (*reading.mentions.places, *reading.mentions.entities)}
    events = [e for e in reading.record.events if e.event_type in DEEDS]
    where = [names[next(iter((*e.places, *e.recipients)))] if e.places or e.recipients else "-" for e in events]
    return {f"{e.event_type} {e.realis} {name}" for e, name in zip(events, where, strict=True)}


def rows() -> list[tuple[str, set[str]]]:
    """The sentences of the file with what they tell."""
    lines = [line for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    parts = [line.split("\t") for line in lines]
    return [(sentence, set() if events == "-" else set(events.split("; "))) for events, sentence in parts]


@pytest.mark.parametrize(("sentence", "events"), rows())
def test_what_is_told_not_to_be(sentence: str, events: set[str]) -> None:
    assert told(sentence) == events
