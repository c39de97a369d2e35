"""Words that stand for a state: its adjective, and "the North" where only one state is meant."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

STORIES = [  # story, the state, the words that stand for it beside its name
    ("North Korea fired rounds on Monday. The army said the North had missed.", "North Korea", {"North"}),
    ("Sweden fired rounds on Monday. The army said the North had missed.", "Sweden", set()),
    ("South Korea and South Sudan talked. The South agreed.", "South Korea", set()),
    ("Saudi-led air strikes hit a town. Saudi Arabia said nothing.", "Saudi Arabia", {"Saudi"}),
]


@pytest.mark.parametrize(("text", "name", "wanted"), STORIES)
def test_words_that_stand_for_a_state(encoder: Encoder, text: str, name: str, wanted: set[str]) -> None:
    page = read_bytes(text.encode(), name="story.txt")
    reading = read_page(page, given=Given(published_at="2022-03-10"), label=encoder)
    state = next(e for e in reading.mentions.entities if e.name == name)
    assert {reading.words(m.span) for m in state.mentions} - {name} == wanted
