"""Conditions wait for each other only within one matter."""

from __future__ import annotations

from typing import Any

from standoff.ledger_model import Party, Pattern
from standoff.merge import merge_tellings
from standoff.track import find_deadlocks
from tests.merge.hand import RUSSIA, condition, position, story

TALKS, TRUCE = Pattern("CONSULT", "happen", "talks"), Pattern("AGREE", "happen", "a truce")
CHAD = Party("TCD", "Chad", "TCD")
REBELS = Party("rebels|", "rebels", None, "armed_group", "REB", named=False)


def found(second: Party, *more: Any) -> int:
    told = [
        condition("a", requires=TRUCE, consequence=TALKS),
        condition("b", holder=second, requires=TALKS, consequence=TRUCE),
        *more,
    ]
    return len(find_deadlocks(merge_tellings([story(t.page, t) for t in told])))


def test_two_that_no_story_tells_of_together_wait_for_nothing_of_each_other() -> None:
    assert found(CHAD) == 0


def test_a_story_that_tells_of_both_makes_one_matter() -> None:
    assert found(CHAD, position("c", "demand", "2022-03-01", counterpart=CHAD, object="talks")) == 1


def test_who_is_only_described_is_of_his_own_stories() -> None:
    assert found(REBELS, position("c", "demand", "2022-03-01", counterpart=REBELS)) == 0


def test_each_names_the_other() -> None:
    named = Pattern("AGREE", "happen", "a truce", actors=("RUS",))
    told = [condition("a", requires=named, consequence=TALKS),
            condition("b", holder=RUSSIA, requires=TALKS, consequence=TRUCE)]  # fmt: skip
    assert len(find_deadlocks(merge_tellings([story(t.page, t) for t in told]))) == 1
