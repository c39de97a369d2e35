"""Only events that bear on a condition are looked at, and every event that marks a day of its clock is one of them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from standoff.ledger_model import MergedEvent, Pattern
from standoff.merge import merge_tellings
from standoff.track.bearing import Bearing, keys_of
from standoff.track.clock import as_asked, days_of, marks_of, places_by_name
from tests.merge.hand import (
    KHARKIV,
    KYIV,
    PRESIDENT,
    RUSSIA,
    TOWER,
    UKRAINE,
    UKRAINE_AS_PLACE,
    condition,
    story,
    strike,
)

PLACES: list[tuple[Any, ...]] = [(KYIV,), (KHARKIV,), (TOWER,), (UKRAINE_AS_PLACE,), ()]
PARTIES: list[tuple[Any, ...]] = [(RUSSIA,), (UKRAINE,), (PRESIDENT,), ()]
TYPES = ["ASSAULT", "CONSULT", "AGREE", "COOPERATE", "RETREAT", "YIELD"]
EVENTS = st.builds(
    strike, st.just("a"), places=st.sampled_from(PLACES), actors=st.sampled_from(PARTIES),
    recipients=st.sampled_from(PARTIES), event_type=st.sampled_from(TYPES),
    realis=st.sampled_from(["occurred", "denied", "planned"]), weapon=st.none(),
)  # fmt: skip
PATTERNS = st.builds(
    Pattern, st.sampled_from(["ASSAULT", "AGREE", "CONSULT", None]), st.sampled_from(["stop", "happen"]),
    st.sampled_from(["the bombing stops", "the war is over"]), actors=st.sampled_from([("RUS",), ()]),
    recipients=st.sampled_from([("UKR",), ()]), places=st.sampled_from([(), ("Kyiv",), ("Ukraine",)]),
)  # fmt: skip


def bears(event: MergedEvent, bearing: Bearing) -> bool:
    decides = event.event_type in bearing.codes and bearing.answering is None
    return decides or bearing.keys is None or bool(keys_of(event) & set(bearing.keys))


@given(EVENTS, PATTERNS, st.sampled_from([RUSSIA, PRESIDENT, None]))
def test_what_marks_a_day_bears_on_the_condition(event: Any, pattern: Pattern, holder: Any) -> None:
    ledger = merge_tellings([story("a", event), story("b", condition("b", holder=holder, requires=pattern))])
    asked, (told,) = as_asked(ledger.conditions[0]), ledger.events
    if list(marks_of(told, days_of(told), asked, places_by_name(ledger.events))):
        assert bears(told, Bearing(asked.condition))


def test_another_place_does_not_bear_on_a_condition() -> None:
    asked = condition("b", requires=Pattern("ASSAULT", "stop", "the bombing stops", places=("Kyiv",)))
    ledger = merge_tellings([story("a", strike("a", places=(KHARKIV,))), story("b", asked)])
    assert not bears(ledger.events[0], Bearing(as_asked(ledger.conditions[0]).condition))
