"""The truth table of the clock."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.ledger_model import Clock, Pattern
from standoff.merge import merge_tellings
from standoff.track import track_clock
from tests.merge.hand import KHARKIV, KYIV, RUSSIA, TOWER, UKRAINE, UKRAINE_AS_PLACE, condition, story, strike

MOSCOW = KYIV.__class__("g524901", "Moscow", "RUS", 55.75, 37.62, 4)
FOOTBALL: dict[str, Any] = {"event_type": "CONSULT", "mode": None, "weapon": None, "actors": (UKRAINE,)}
QUIET: dict[str, Any] = {"event_type": "RETREAT", "mode": "ceasefire", "weapon": None}


def clock(*events: dict[str, Any], until: str | None = "2022-03-04", **given: Any) -> Clock:
    """The clock of "no talks until Russia stops bombing Ukraine", stated on 1 March, over events by their fields."""
    tellings = [
        strike(f"p{n}", **{"published_at": "2022-03-02", "days": ("2022-03-02",), **e}) for n, e in enumerate(events)
    ]
    ledger = merge_tellings([story("a", condition("a", **given)), *(story(t.page, t) for t in tellings)])
    return track_clock(ledger, ledger.conditions[0], until=until)


def mark(*events: dict[str, Any], **given: Any) -> str:
    """The mark of 2 March."""
    return clock(*events, **given).days[1].mark


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({}, "breach_reported"),
        ({"places": (KHARKIV,)}, "breach_reported"),
        ({"places": (UKRAINE_AS_PLACE,)}, "breach_reported"),
        ({"realis": "ongoing", "days": ()}, "breach_reported"),
        ({"places": (), "recipients": (UKRAINE,)}, "breach_reported"),
        ({"places": ()}, "not_covered"),
        ({"days": ()}, "breach_reported"),
        ({"days": (), "places": (UKRAINE_AS_PLACE,)}, "not_covered"),
        ({"actors": (UKRAINE,)}, "nothing_reported"),
        ({"realis": "planned"}, "not_covered"),
        ({"realis": "denied"}, "quiet_reported"),
        ({"places": (MOSCOW,)}, "not_covered"),
        ({"days": ("2022-02-21/2022-03-02",)}, "not_covered"),
        ({"days": ("2022-03-03",)}, "not_covered"),
        (FOOTBALL, "nothing_reported"),
        ({**FOOTBALL, "places": (MOSCOW,)}, "not_covered"),
        (QUIET, "quiet_reported"),
        ({**QUIET, "places": (MOSCOW,)}, "not_covered"),
    ],
)
def test_marks_of_what_must_stop(event: dict[str, Any], expected: str) -> None:
    assert mark(event) == expected


@pytest.mark.parametrize(("event", "note"), [({"actors": ()}, "actor not stated"), ({"days": ()}, "day not stated")])
def test_what_a_story_leaves_open_is_said(event: dict[str, Any], note: str) -> None:
    (evidence,) = clock(event).days[1].evidence
    assert evidence.note.startswith(note) and evidence.event == "e-p01"


AID = Pattern("AID", "happen", "aid is let in", actors=("RUS",), recipients=("UKR",))


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"event_type": "AID", "mode": None}, "fulfilled_reported"),
        ({"event_type": "AID", "mode": None, "realis": "planned"}, "not_covered"),
        ({}, "nothing_reported"),
        (QUIET, "nothing_reported"),
    ],
)
def test_marks_of_what_must_happen(event: dict[str, Any], expected: str) -> None:
    assert mark(event, requires=AID) == expected


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([], "unknown"),
        ([FOOTBALL], "unknown"),
        ([{}], "not_met"),
        ([QUIET], "reported_met"),
        ([{}, {**QUIET, "days": ("2022-03-03",)}], "reported_met"),
        ([{**QUIET, "days": ("2022-03-01",)}, {}], "not_met"),
        ([{}, {**FOOTBALL, "days": ("2022-03-03",)}], "not_met"),
        ([{}, QUIET], "not_met"),
    ],
)
def test_status_is_what_the_last_mark_says(events: list[dict[str, Any]], status: str) -> None:
    assert clock(*events).status == status


def test_a_pattern_that_names_nobody_is_looked_for_in_the_setters_state() -> None:
    bare = Pattern("ASSAULT", "stop", "a ceasefire")
    assert mark({}, requires=bare) == "breach_reported"
    assert mark({"places": (MOSCOW,)}, requires=bare) == "not_covered"
    assert clock({}, requires=bare).days[1].evidence[0].note.startswith("parties not named")
    assert mark({"places": (MOSCOW,)}, requires=bare, holder=None) == "breach_reported"


def test_days_run_from_the_first_statement_to_the_last_day() -> None:
    days = [d.day for d in clock().days]
    assert days == ["2022-03-01", "2022-03-02", "2022-03-03", "2022-03-04"]
    assert [d.mark for d in clock().days] == ["not_covered"] * 4
    assert clock(until="2022-02-01").days == ()
    assert [d.day for d in clock({}, until=None).days] == ["2022-03-01"]  # the day of the last story


@pytest.mark.parametrize(
    ("needs", "event", "expected"),
    [
        ({"places": ("Kyiv",)}, {}, "breach_reported"),
        ({"places": ("Kyiv",)}, {"places": (KHARKIV,)}, "not_covered"),
        ({"places": ("UKR",)}, {"places": (KHARKIV,)}, "breach_reported"),
        ({"places": ("Kyiv",)}, {"places": (TOWER, KYIV)}, "breach_reported"),
        ({"modes": ("aerial",)}, {}, "breach_reported"),
        ({"modes": ("abduct",)}, {}, "nothing_reported"),
        ({"target": "cities"}, {"targets": frozenset({"tower"})}, "breach_reported"),
        ({"target": "hospitals"}, {"targets": frozenset({"tower"})}, "nothing_reported"),
        ({"actors": ("Houthis",)}, {}, "nothing_reported"),
        (
            {"actors": ("Houthis",)},
            {"actors": (RUSSIA.__class__("Q2", "Houthis", "YEM", "armed_group"),)},
            "breach_reported",
        ),
    ],
)
def test_every_part_of_the_pattern_counts(needs: dict[str, Any], event: dict[str, Any], expected: str) -> None:
    fields: dict[str, Any] = {"actors": ("RUS",), "recipients": ("UKR",), **needs}
    if "places" in needs:
        fields["recipients"] = ()
    assert mark(event, requires=Pattern("ASSAULT", "stop", "it stops", **fields)) == expected
