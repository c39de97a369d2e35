"""Two things that one side says and that cannot both stand."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.merge import merge_tellings
from standoff.track import Contradiction, find_contradictions
from tests.merge.hand import RUSSIA, position, said, story

EARLIER: dict[str, Any] = {"object": "open the northern corridor", "event_type": None, "polarity": "happen"}


def found(*tellings: Any) -> tuple[Contradiction, ...]:
    return find_contradictions(merge_tellings([story(t.page, t) for t in tellings]))


def test_what_is_promised_and_refused() -> None:
    (pair,) = found(
        position("a", "promise", "2022-03-01", **EARLIER),
        position("b", "refusal", "2022-03-03", **{**EARLIER, "object": "open a northern corridor"}),
    )
    assert pair.side == "Ukraine"
    assert (pair.earlier.day, pair.earlier.act, pair.earlier.words) == (
        "2022-03-01", "promise", "open the northern corridor",
    )  # fmt: skip
    assert (pair.later.day, pair.later.act) == ("2022-03-03", "refusal")


def test_opposite_ends_of_one_act() -> None:
    wants = [position(p, "demand", "2022-03-01", object="the operation", polarity=way) for p, way in
             (("a", "stop"), ("b", "continue"))]  # fmt: skip
    assert len(found(*wants)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"holder": RUSSIA, "on_behalf_of": None},
        {"object": "open the southern road"},
        {"object": "open"},
        {"event_type": "AID"},
        {"object": "not to open the northern corridor"},
        {"act": "offer"},
        {"condition": "c-x"},
        {"object": "the offer"},
    ],
)
def test_no_contradiction(change: dict[str, Any]) -> None:
    second = {**EARLIER, "act": "refusal", **change}
    act = second.pop("act")
    assert found(position("a", "promise", "2022-03-01", **EARLIER), position("b", act, "2022-03-03", **second)) == ()


def test_sayings() -> None:
    one = said("a", "Our troops entered the harbour of Olvia on Monday night")
    other = said("b", "Our troops never entered the harbour of Olvia", day="2022-03-04")
    (pair,) = found(one, other)
    assert (pair.side, pair.later.day) == ("Olena Kovalenko", "2022-03-04")
    assert found(one, said("b", "Our troops never entered the airport of Dorin")) == ()
    assert found(one, said("b", "Our troops never entered the harbour of Olvia", source="Somebody else")) == ()


def test_without_turns_no_saying_round() -> None:
    first = "the army is ready to begin talks with the northern rebels"
    assert found(said("a", first), said("b", f"{first} without preconditions")) == ()
