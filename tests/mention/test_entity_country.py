"""Which state "the country" is, also where the story names the state by itself only later."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

STORIES = [  # story, the state that "the country" is
    (
        "The Parliament of Iraq voted to expel U.S. troops from the country. Talks between Iraq and Iran went on.",
        "Iraq",
    ),
    ("Iraqi police fired on a crowd in the south of the country. Iraq has seen weeks of unrest.", "Iraq"),
    ("Leaders of Chad and Niger met near the border. The country has closed its schools. Chad is poor.", None),
]


@pytest.mark.parametrize(("text", "state"), STORIES)
def test_the_country_is_the_state_whose_bodies_are_told_of(encoder: Encoder, text: str, state: str | None) -> None:
    reading = read_page(read_bytes(text.encode(), name="a.txt"), given=Given(published_at="2020-01-06"), label=encoder)
    at = text.index("country")
    meant = {e.name for e in reading.mentions.entities for m in e.mentions if m.span.start <= at < m.span.end}
    assert (state in meant) if state else not meant & {"Chad", "Niger"}
