"""What shows that a place was covered on a day, and what does not."""

from __future__ import annotations

import pytest

from standoff.merge.sights import sights_of
from standoff.told import Told
from tests.merge.paper import PUBLISHED, document

TUESDAY = ("Tuesday", "2022-03-01")


def seen(
    sentence: str, *, name: str = "Mariupol", resolution: int = 4, day: tuple[str, str] | None = None
) -> list[str]:
    """The days on which a sentence is taken to tell of something at a place."""
    days = [day or TUESDAY] if (day or TUESDAY)[0] in sentence else []
    told = Told(document(sentence, places=[(name, "UKR", resolution)], times=days))
    return [day for sight in sights_of(told) for day in sight.days]


@pytest.mark.parametrize(
    "sentence",
    [
        "The home side won a match in Mariupol on Tuesday.",
        "Heavy snow fell on Mariupol on Tuesday.",
        "The price of bread doubled in the markets of Mariupol on Tuesday.",
        "In Mariupol itself, workers repaired the water pipe on Tuesday.",
        "On Tuesday, a school reopened in central Mariupol.",
        "A convoy reached Mariupol on Tuesday.",
        "Mariupol celebrated its founding day on Tuesday.",
        "A storm left the town of Mariupol without power on Tuesday, officials said.",
        "Officials said that a bridge in Mariupol collapsed on Tuesday.",
        "It was cold in Mariupol on Tuesday.",
    ],
)
def test_whatever_happens_at_a_place_covers_its_day(sentence: str) -> None:
    assert seen(sentence) == ["2022-03-01"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The club would play a match in Mariupol on Tuesday.",
        "The company said on Tuesday that it wanted a shop in Mariupol.",
        "He said he was ready to meet the others in Mariupol on Tuesday.",
        "The court ordered the firm on Tuesday to suspend its work in Mariupol.",
        "The group, based in Mariupol, did not answer on Tuesday.",
        "A court in Odesa heard an appeal from Mariupol on Tuesday.",
        "Rain in Mariupol on Tuesday.",
        "The market had closed in Mariupol on Tuesday.",
    ],
)
def test_what_is_wished_or_happens_elsewhere_covers_nothing(sentence: str) -> None:
    assert seen(sentence) == []


def test_the_day_is_the_one_told_else_that_of_the_story() -> None:
    assert seen("Rain fell in Mariupol.") == [PUBLISHED]
    assert seen("Rain fell in Mariupol last month.", day=("last month", "2022-02")) == []
    assert seen("Rain fell in Mariupol next Tuesday.", day=("next Tuesday", "2022-03-08")) == []
    assert seen("A shop opened in Mariupol on Tuesday, the mayor said.") == ["2022-03-01"]


def test_a_day_that_is_not_told_is_not_taken_for_a_whole_state() -> None:
    assert seen("Rain fell in Ukraine.", name="Ukraine", resolution=1) == []
    assert seen("Rain fell in Ukraine on Tuesday.", name="Ukraine", resolution=1) == ["2022-03-01"]


def test_a_capital_that_stands_for_its_state_is_no_place_of_a_happening() -> None:
    text = "Moscow put the minister on a list on Tuesday."
    place = [("Moscow", "RUS", 4)]
    party = [("Moscow", "state", "RUS", "GOV")]
    assert len(sights_of(Told(document(text, places=place, times=[TUESDAY])))) == 1
    assert sights_of(Told(document(text, places=place, times=[TUESDAY], entities=party))) == ()
