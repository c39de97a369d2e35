"""Reviews by people: what is rejected is left out, what is corrected takes the told one's place."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.ledger_model import Anchor, Asserter, Ledger, Review
from standoff.merge import merge_tellings
from standoff.merge.reviewed import FIELDS, reviewed
from standoff.span import Span
from tests.merge.hand import KYIV, condition, position, said, story, strike

TELLINGS = {"event": strike("a"), "statement": said("a", "stop now"), "position": position("a", "demand", "2022-03-01"),
            "condition": condition("a")}  # fmt: skip


def word(kind: str, verdict: Any, *, by: str = "Ada", number: int = 1, **given: Any) -> Review:
    telling: Any = TELLINGS[kind]
    place = telling.evidence[0] if isinstance(telling.evidence, tuple) else telling.evidence
    return Review(number, telling.id, Anchor(kind, "a", place.span), verdict, by, "2026-11-23", **given)


def ledger(*words: Review) -> Ledger:
    return merge_tellings([story("a", *TELLINGS.values())], reviews=words)


@pytest.mark.parametrize("kind", TELLINGS)
def test_what_is_rejected_is_left_out(kind: str) -> None:
    assert getattr(ledger(), f"{kind}s") and not getattr(ledger(word(kind, "rejected")), f"{kind}s")
    undone = word(kind, "rejected", undone_by="Bob")
    assert ledger(undone) == ledger()


def test_what_two_people_hold_differently_is_disputed_and_stays() -> None:
    (event,) = ledger(word("event", "rejected"), word("event", "accepted", by="Bob", number=2)).events
    assert event.tellings[0].checked == "disputed"
    assert event.tellings[0].asserted_by[-1] == Asserter("Bob", "person")
    assert not ledger(word("event", "accepted"), word("event", "rejected", number=2)).events


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("event_type", "COERCE", lambda e: e.event_type),
        ("mode", None, lambda e: e.mode),
        ("days", ("2022-03-02",), lambda e: e.days),
        ("actors", ("BLR", "Belarus"), lambda e: tuple(p.country for p in e.actors)),
        ("places", ("Kyiv", "Ukraine"), lambda e: tuple(p.name for p in e.places)),
    ],
)
def test_a_corrected_field_takes_the_place_of_the_told_one(field: str, value: Any, read: Any) -> None:
    (event,) = ledger(word("event", "corrected", field=field, value=value)).events
    assert event.tellings[0].checked == "corrected"
    assert read(event) == {"actors": ("BLR",)}.get(field, value)


def test_a_place_of_the_story_is_known_by_its_name() -> None:
    (event,) = ledger(word("event", "corrected", field="places", value=("kyiv",))).events
    assert event.places == (KYIV,)


def test_a_corrected_condition_asks_for_something_else() -> None:
    (one,) = ledger(word("condition", "corrected", field="requires.event_type", value="RETREAT")).conditions
    assert one.requires.event_type == "RETREAT" and one.consequence.event_type == "CONSULT"


@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_that_may_be_corrected_is_there(kind: str) -> None:
    for field in FIELDS[kind]:
        told: Any = TELLINGS[kind]
        for part in field.split("."):
            told = getattr(told, part)


def test_an_anchor_finds_a_record_under_another_id_and_never_guesses() -> None:
    gone = word("event", "rejected")
    renamed, twin = strike("a", id="e-new"), strike("a", id="e-twin")
    assert reviewed(story("a", renamed), [gone]).events == ()
    assert len(reviewed(story("a", renamed, twin), [gone]).events) == 2
    elsewhere = Review(1, "e-old", Anchor("event", "a", Span(90, 99)), "rejected", "Ada", "2026-11-23")
    assert len(reviewed(story("a", renamed), [elsewhere]).events) == 1
