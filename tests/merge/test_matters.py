"""Statements that are one saying; positions and conditions that are one over stories."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.ledger_model import Pattern
from standoff.merge import merge_tellings
from tests.merge.hand import PRESIDENT, RUSSIA, UKRAINE, condition, position, said, story

WORDS = "Russia must stop bombing Ukrainian cities before talks begin"


@pytest.mark.parametrize(
    ("other", "given", "count"),
    [
        ("Russia must stop bombing cities before any talks can begin", {}, 1),
        (WORDS, {"source": "Kovalenko"}, 1),
        (WORDS, {"source": "Sergei Ivanov"}, 2),
        (WORDS, {"day": "2022-03-09"}, 2),
        ("Russia must not stop bombing Ukrainian cities before talks begin", {}, 2),
        ("the harvest is late this year", {}, 2),
    ],
)
def test_statements(other: str, given: dict[str, Any], count: int) -> None:
    ledger = merge_tellings([story("a", said("a", WORDS)), story("b", said("b", other, **given))])
    assert len(ledger.statements) == count


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({}, 1),
        ({"holder": UKRAINE, "on_behalf_of": None}, 1),
        ({"polarity": "not_happen"}, 1),
        ({"counterpart": None}, 1),
        ({"polarity": "happen"}, 2),
        ({"holder": RUSSIA, "on_behalf_of": None}, 2),
        ({"holder": None, "on_behalf_of": None}, 2),
        ({"event_type": "CONSULT"}, 2),
    ],
)
def test_positions(given: dict[str, Any], count: int) -> None:
    mine, theirs = position("a", "demand", "2022-03-01"), position("b", "demand", "2022-03-02", **given)
    assert len(merge_tellings([story("a", mine), story("b", theirs)]).positions) == count


def test_objects_without_a_type_join_by_their_words() -> None:
    def wish(page: str, words: str) -> Any:
        return story(page, position(page, "demand", "2022-03-01", event_type=None, object=words))

    ledger = merge_tellings([wish("a", "a no-fly zone"), wish("b", "the no-fly zone over Ukraine"), wish("c", "gas")])
    assert sorted(len(k.tellings) for k in ledger.positions) == [1, 2]


def test_a_condition_is_one_over_stories_and_the_silent_telling_joins_it() -> None:
    bare = Pattern("ASSAULT", "stop", "the shelling stops")
    tellings = [
        condition("a"), condition("b", "2022-03-05", operator="before"), condition("c", "2022-03-09", requires=bare),
        condition("d", holder=RUSSIA),
    ]  # fmt: skip
    ledger = merge_tellings([story(t.page, t) for t in tellings])
    one, other = sorted(ledger.conditions, key=lambda c: -len(c.tellings))
    assert (one.first_day, one.last_day, one.holder) == ("2022-03-01", "2022-03-09", PRESIDENT)
    assert len(one.tellings) == 3 and other.holder == RUSSIA
    assert ledger.redirects["c-c"] == one.id == "c-a"


def test_a_headline_that_names_no_setter_joins_the_setter_of_its_story() -> None:
    headline = condition("a", id="c-title", holder=None)
    assert len(merge_tellings([story("a", condition("a"), headline)]).conditions) == 1
    assert len(merge_tellings([story("a", condition("a")), story("b", condition("b", holder=None))]).conditions) == 2


def test_a_position_points_at_the_merged_condition() -> None:
    tied = position("b", "demand", "2022-03-02", condition="c-b")
    ledger = merge_tellings([story("a", condition("a")), story("b", condition("b", "2022-03-02"), tied)])
    assert ledger.positions[0].condition == "c-a"
