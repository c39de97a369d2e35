"""Whose cities must be spared, where only the story tells it."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.model import Page, Requires
from standoff.pipeline import Given, read_page

_ASKED = '"Russia must stop bombarding cities before talks can begin," President Petro Bondar of Ukraine said.'


def _required(text: str, encoder: Encoder) -> Requires:
    reading = read_page(Page.from_text(text), given=Given(published_at="2022-03-01"), label=encoder)
    (condition,) = reading.record.conditions
    return condition.requires


def test_the_state_of_who_asks_suffers_what_the_story_tells_of_it(encoder: Encoder) -> None:
    needs = _required(f"{_ASKED} Russian forces shelled Kharkiv in Ukraine on Monday.", encoder)
    assert (needs.actors, needs.recipients, needs.places, needs.target) == (("RUS",), ("UKR",), ("UKR",), "cities")


@pytest.mark.parametrize("told", ["No details were given.", "Russian forces shelled Idlib in Syria on Monday."])
def test_where_the_story_does_not_tell_it_stays_open(told: str, encoder: Encoder) -> None:
    needs = _required(f"{_ASKED} {told}", encoder)
    assert (needs.actors, needs.recipients, needs.places) == (("RUS",), (), ())
