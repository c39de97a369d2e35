"""Steps of positions, what is within reach, and conditions that wait for each other."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.ledger_model import Pattern
from standoff.merge import merge_tellings
from standoff.track import find_deadlocks, find_reach, find_unanswered, track_changes, track_position
from tests.merge.hand import RUSSIA, UKRAINE, condition, position, story, strike

NATO = RUSSIA.__class__("Q7184", "NATO", None, "organisation")


@pytest.mark.parametrize(
    ("first", "second", "change"),
    [
        ({"act": "demand"}, {"act": "demand"}, "repeated"),
        ({"act": "demand"}, {"act": "threat"}, "hardened"),
        ({"act": "openness"}, {"act": "refusal"}, "hardened"),
        ({"act": "refusal"}, {"act": "openness"}, "softened"),
        ({"act": "demand"}, {"act": "proposal"}, "softened"),
        ({"act": "refusal"}, {"act": "acceptance"}, "dropped"),
        ({"act": "demand"}, {"act": "demand", "deadline": "2022-03-05"}, "hardened"),
        ({"act": "demand", "condition": "c-x"}, {"act": "demand", "condition": "c-x"}, "repeated"),
        ({"act": "demand", "condition": "c-x"}, {"act": "demand"}, "repeated"),
    ],
)
def test_steps(first: dict[str, Any], second: dict[str, Any], change: str) -> None:
    told = [position("a", day="2022-03-01", **first), position("b", day="2022-03-03", **second)]
    (merged,) = merge_tellings([story(t.page, t) for t in told]).positions
    assert [(s.day, s.change) for s in track_position(merged)] == [("2022-03-01", "new"), ("2022-03-03", change)]


def test_changes_leave_out_repetitions_and_other_days() -> None:
    told = [position(p, act, f"2022-03-0{n}") for n, (p, act) in enumerate(
        [("a", "demand"), ("b", "demand"), ("c", "threat"), ("d", "demand")], start=1)]  # fmt: skip
    ledger = merge_tellings([story(t.page, t) for t in told])
    found = [(s.day, s.change) for _, s in track_changes(ledger, since="2022-03-02", until="2022-03-03")]
    assert found == [("2022-03-03", "hardened")]


def test_an_offer_of_what_is_demanded_is_within_reach() -> None:
    theirs = {"holder": RUSSIA, "on_behalf_of": None, "counterpart": None}
    asked = story("a", position("a", "demand", "2022-03-01"))
    offered = story("b", position("b", "offer", "2022-03-02", **theirs))
    refused = story("c", position("c", "refusal", "2022-03-03", **theirs))
    (reach,) = find_reach(merge_tellings([asked, offered]))
    assert reach.given is not None and reach.given.holder == RUSSIA
    assert find_reach(merge_tellings([asked, offered, refused])) == []


def test_two_sides_that_no_story_tells_of_together_are_of_two_wars() -> None:
    asked = story("a", position("a", "demand", "2022-03-01", counterpart=None))
    theirs = {"holder": RUSSIA, "on_behalf_of": None, "counterpart": None}
    offered = story("b", position("b", "offer", "2022-03-02", **theirs))
    both = story("c", strike("c", recipients=(UKRAINE,)))
    assert find_reach(merge_tellings([asked, offered])) == []
    assert len(find_reach(merge_tellings([asked, offered, both]))) == 1


def test_a_demand_that_the_side_asked_has_said_nothing_on_is_unanswered() -> None:
    asked = story("a", position("a", "demand", "2022-03-01"))
    other = story("b", position("b", "refusal", "2022-03-02", holder=NATO, on_behalf_of=None, counterpart=None))
    theirs = position("c", "refusal", "2022-03-02", holder=RUSSIA, on_behalf_of=None, counterpart=None)
    assert [r.demand.id for r in find_unanswered(merge_tellings([asked, other]))] == ["k-a"]
    assert find_unanswered(merge_tellings([asked, story("c", theirs)])) == []


def leaves(actor: str) -> Pattern:
    return Pattern("RETREAT", "happen", "withdrawal", actors=(actor,))


STRIKES_STOP = Pattern("ASSAULT", "stop", "strikes stop", actors=("NATO",))


def test_two_that_wait_for_each_other() -> None:
    a = condition("a", holder=UKRAINE, requires=STRIKES_STOP, consequence=leaves("UKR"))
    b = condition("b", holder=NATO, requires=leaves("UKR"), consequence=STRIKES_STOP)
    (deadlock,) = find_deadlocks(merge_tellings([story("a", a), story("b", b)]))
    assert deadlock.conditions == ("c-a", "c-b") and deadlock.parties == ("Ukraine", "NATO")
    assert deadlock.sentence == (
        "Ukraine ties “withdrawal” to “strikes stop”; NATO ties “strikes stop” to “withdrawal”: "
        "each waits for the other."
    )


def test_two_that_hold_back_the_same_until_the_other_moves() -> None:
    talks = Pattern("CONSULT", "happen", "talks")
    a = condition("a", holder=UKRAINE, requires=Pattern("ASSAULT", "stop", "the bombing stops", actors=("RUS",)))
    b = condition("b", holder=RUSSIA, requires=leaves("UKR"), consequence=talks)
    (deadlock,) = find_deadlocks(merge_tellings([story("a", a), story("b", b)]))
    assert deadlock.parties == ("Ukraine", "Russia")
    unasked = condition("b", holder=RUSSIA, requires=leaves("POL"), consequence=talks)
    assert find_deadlocks(merge_tellings([story("a", a), story("b", unasked)])) == ()


def test_three_in_a_round() -> None:
    free = Pattern("AID", "happen", "aid", actors=("RUS",))
    told = [
        condition("a", holder=UKRAINE, requires=STRIKES_STOP, consequence=leaves("UKR")),
        condition("b", holder=NATO, requires=free, consequence=STRIKES_STOP),
        condition("c", holder=RUSSIA, requires=leaves("UKR"), consequence=free),
    ]
    (deadlock,) = find_deadlocks(merge_tellings([story(t.page, t) for t in told]))
    assert len(deadlock.conditions) == 3 and deadlock.sentence.endswith("each waits for the next.")


@pytest.mark.parametrize(
    "change",
    [
        {"threat": True},
        {"holder": UKRAINE},
        {"holder": None},
        {"consequence": Pattern("ASSAULT", "happen", "strikes go on", actors=("NATO",))},
        {"requires": leaves("POL")},
    ],
)
def test_no_deadlock(change: dict[str, Any]) -> None:
    a = condition("a", holder=UKRAINE, requires=STRIKES_STOP, consequence=leaves("UKR"))
    fields: dict[str, Any] = {"holder": NATO, "requires": leaves("UKR"), "consequence": STRIKES_STOP}
    b = condition("b", **{**fields, **change})
    assert find_deadlocks(merge_tellings([story("a", a), story("b", b)])) == ()


def test_to_stop_an_attack_and_to_withdraw_are_one_for_who_waits() -> None:
    signs = Pattern("AGREE", "happen", "sign", actors=("UKR",))
    a = condition("a", holder=UKRAINE, requires=leaves("RUS"), consequence=signs)
    goes_on = Pattern("ASSAULT", "stop", "it stops the operation", actors=("RUS",))
    b = condition("b", holder=RUSSIA, requires=Pattern(None, "happen", "its demands are met"), consequence=goes_on)
    assert len(find_deadlocks(merge_tellings([story("a", a), story("b", b)]))) == 1


def test_each_goes_on_as_long_as_the_other_does() -> None:
    told = [
        condition(page, holder=mine, operator="as_long_as",
                  requires=Pattern("ASSAULT", "continue", "they fire", actors=(other,)),
                  consequence=Pattern("ASSAULT", "continue", "we fire", actors=(own,)))
        for page, mine, own, other in (("a", UKRAINE, "UKR", "RUS"), ("b", RUSSIA, "RUS", "UKR"))
    ]  # fmt: skip
    assert len(find_deadlocks(merge_tellings([story(t.page, t) for t in told]))) == 1


def test_what_somebody_else_is_said_to_do_is_not_held_back_by_the_teller() -> None:
    a = condition("a", holder=UKRAINE, requires=leaves("RUS"), consequence=STRIKES_STOP)
    b = condition("b", holder=NATO, requires=STRIKES_STOP, consequence=leaves("RUS"))
    assert find_deadlocks(merge_tellings([story("a", a), story("b", b)])) == ()
