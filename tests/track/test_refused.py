"""What one side wants and another refuses."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.ledger_model import Party, Pattern
from standoff.merge import merge_tellings
from standoff.track import find_refused
from tests.merge.hand import RUSSIA, UKRAINE, condition, position, story

FREE: dict[str, Any] = {"event_type": "RETREAT", "polarity": "happen", "object": "free the captured sailors"}
REFUSAL = position("b", "refusal", "2022-03-03", holder=RUSSIA, on_behalf_of=None, counterpart=UKRAINE, **FREE)
SAILORS = Party("sailors|", "captured sailors", None, "group")


def pairs(*tellings: Any) -> list[tuple[str, int, int]]:
    found = find_refused(merge_tellings([story(t.page, t) for t in tellings]))
    return [(r.side, len(r.demands), len(r.conditions)) for r in found]


@pytest.mark.parametrize("asked", [RUSSIA, None, SAILORS])
def test_a_demand_that_the_side_asked_refuses(asked: Party | None) -> None:
    assert pairs(position("a", "demand", "2022-03-01", counterpart=asked, **FREE), REFUSAL) == [("Ukraine", 1, 0)]


def test_a_condition_that_waits_for_what_is_refused() -> None:
    needs = Pattern("RETREAT", "happen", "all sailors are freed")
    assert pairs(condition("a", requires=needs), REFUSAL) == [("Ukraine", 0, 1)]
    assert pairs(condition("a", requires=needs, threat=True), REFUSAL) == []


@pytest.mark.parametrize("given", [
    {"counterpart": Party("POL", "Poland", "POL")}, {"holder": RUSSIA, "on_behalf_of": None},
    {"object": "leave the harbour"}, {"polarity": "stop"},
])  # fmt: skip
def test_what_is_asked_of_others_or_is_another_matter_is_not_refused(given: dict[str, Any]) -> None:
    fields = {"counterpart": None, **FREE, **given}
    assert pairs(position("a", "demand", "2022-03-01", **fields), REFUSAL) == []


def test_what_is_given_in_the_end_is_refused_no_more() -> None:
    given = position("c", "acceptance", "2022-03-05", holder=RUSSIA, on_behalf_of=None, counterpart=None, **FREE)
    assert pairs(position("a", "demand", "2022-03-01", counterpart=None, **FREE), REFUSAL, given) == []


def test_two_that_no_story_tells_of_together_refuse_nothing_of_each_other() -> None:
    chad = Party("TCD", "Chad", "TCD")
    fields: dict[str, Any] = {"holder": chad, "on_behalf_of": None, "counterpart": None, **FREE}
    demand = position("a", "demand", "2022-03-01", **fields)
    assert pairs(demand, REFUSAL) == []
    assert pairs(demand, REFUSAL, position("c", "offer", "2022-03-01", holder=chad, on_behalf_of=None)) == [
        ("Chad", 1, 0)
    ]
