"""What stories tell of a place besides its events covers its days."""

from __future__ import annotations

from dataclasses import replace

import pytest

from standoff.ledger_model import Ledger, LedgerPlace, Pattern, Sight
from standoff.merge import merge_tellings
from standoff.show.ledger_json import clock_row
from standoff.track import Watch, track_clock, track_coverage
from tests.merge.hand import KHARKIV, KYIV, TOWER, condition, evidence, story, strike


def ledger(place: LedgerPlace, *, needs: Pattern, attack: bool = False) -> Ledger:
    """A condition of 1 March, and a story of a match at a place on 2 March."""
    match = Sight(place, ("2022-03-02",), evidence("b", "The home side won a match."))
    told = story("b", *([strike("b", days=("2022-03-02",))] if attack else []))
    seen = replace(told, story=replace(told.story, sights=(match,)))
    return merge_tellings([story("a", condition("a", requires=needs)), seen])


IN_KYIV = Pattern("ASSAULT", "stop", "it stops", actors=("RUS",), places=("Kyiv",))
ON_UKRAINE = Pattern("ASSAULT", "stop", "it stops", actors=("RUS",), recipients=("UKR",))
BY_RUSSIA = Pattern("ASSAULT", "stop", "it stops", actors=("RUS",))
BY_NOBODY = Pattern("ASSAULT", "stop", "it stops")


@pytest.mark.parametrize(
    ("place", "needs", "expected"),
    [
        (KYIV, IN_KYIV, "nothing_reported"),
        (KHARKIV, IN_KYIV, "not_covered"),
        (KHARKIV, ON_UKRAINE, "nothing_reported"),
        (KHARKIV, BY_RUSSIA, "not_covered"),
        (KHARKIV, BY_NOBODY, "nothing_reported"),  # the setter's state
    ],
)
def test_a_match_at_the_place_covers_its_day(place: LedgerPlace, needs: Pattern, expected: str) -> None:
    told = ledger(place, needs=needs)
    clock = track_clock(told, told.conditions[0], until="2022-03-03")
    assert [d.mark for d in clock.days] == ["not_covered", expected, "not_covered"]
    assert Watch(told).clock(told.conditions[0], until="2022-03-03") == clock
    assert len(track_coverage(told, told.conditions[0], until="2022-03-03").covered) == (expected != "not_covered")


def test_a_match_decides_nothing_and_has_no_event() -> None:
    told = ledger(KYIV, needs=IN_KYIV, attack=True)
    assert track_clock(told, told.conditions[0], until="2022-03-02").days[1].mark == "breach_reported"
    quiet = ledger(KYIV, needs=IN_KYIV)
    clock = track_clock(quiet, quiet.conditions[0], until="2022-03-02")
    assert clock.status == "unknown"
    (row,) = clock_row(clock)["days"][1]["evidence"]
    assert row["event"] is None and row["words"] == "The home side won a match."


def test_a_part_of_the_town_covers_it() -> None:
    told = ledger(TOWER, needs=IN_KYIV, attack=True)
    pages = track_coverage(told, told.conditions[0], until="2022-03-02").stories
    assert pages == {"b"}
