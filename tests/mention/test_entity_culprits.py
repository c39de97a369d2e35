"""Who is meant by "the attacker" or "the accused", and where nobody is."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

STORIES = [  # story, the person, the words that mean that person
    ("The attacker, identified as Omar Farid, 20, was released last week.", "Omar Farid", {"attacker"}),
    ("He was shot by a prisoner, suspected to be 23-year-old Omar Farid.", "Omar Farid", {"prisoner"}),
    ("Omar Farid stabbed three guards on Friday. Police shot the attacker.", "Omar Farid", {"attacker"}),
    ("Omar Farid was charged with murder. Police said the accused had fled.", "Omar Farid", {"accused"}),
    ("Omar Farid visited the town on Friday. Police shot the attacker.", "Omar Farid", set()),
    ("Omar Farid and Amina Diallo were arrested. Police shot the attacker.", "Omar Farid", set()),
]


@pytest.mark.parametrize(("text", "name", "wanted"), STORIES)
def test_a_culprit_is_the_person_whom_the_story_names(encoder: Encoder, text: str, name: str, wanted: set[str]) -> None:
    page = read_bytes(text.encode(), name="story.txt")
    reading = read_page(page, given=Given(published_at="2022-03-10"), label=encoder)
    person = next(e for e in reading.mentions.entities if e.name == name)
    assert {reading.words(m.span) for m in person.mentions if m.form == "noun"} == wanted
