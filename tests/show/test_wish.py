"""A wish in words, and wishes that tell nothing."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.ledger_model import Party, PositionTelling
from standoff.merge import merge_tellings
from standoff.show.wish import sayable, wish
from tests.merge.hand import RUSSIA, position, story

REBELS = Party("chadian rebels|TCD", "Chadian rebels", "TCD", "armed_group", "REB")
PRESS = Party("reporters|", "Reporters of the Strait", None, "organisation", "JRN")
HELD = Party("detainees|", "detainees", None, "organisation", "CVL")


def told(act: str = "demand", **given: Any) -> PositionTelling:
    return position("a", act, "2022-03-01", **{"on_behalf_of": None, "object": "free passage", **given})


@pytest.mark.parametrize(("side", "given", "said"), [
    ("Chad", {}, "Chad (Olena Kovalenko) demands of Russia “free passage”"),
    ("Chadian rebels", {"holder": REBELS}, "Chadian rebels demand of Russia “free passage”"),
    ("Chadian rebels", {"holder": REBELS, "act": "openness"}, "Chadian rebels are open to “free passage”"),
    ("Russia", {"holder": RUSSIA, "counterpart": HELD}, "Russia demands “free passage”"),
    ("Russia", {"holder": RUSSIA, "counterpart": PRESS}, "Russia demands “free passage”"),
])  # fmt: skip
def test_who_wants_what_of_whom(side: str, given: dict[str, Any], said: str) -> None:
    assert wish(side, told(**given)) == said


@pytest.mark.parametrize(("given", "tells"), [
    ({}, True), ({"object": "the release of two pilots"}, True), ({"object": "be freed"}, False),
    ({"object": "go"}, False), ({"object": "travel there"}, False), ({"object": "say Friday"}, False),
    ({"holder": PRESS}, False),
])  # fmt: skip
def test_what_tells_nothing_or_is_of_no_side(given: dict[str, Any], tells: bool) -> None:
    telling = told(**given)
    (merged,) = merge_tellings([story("a", telling)]).positions
    assert sayable(merged, telling) == tells
