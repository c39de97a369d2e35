"""What a condition requires as it counts in the ledger, and on which day it was stated."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.merge import tell_story
from tests.merge.paper import PUBLISHED, document

TEXT = "The army said on Tuesday that it would not talk until the militants stopped shelling Khartoum by Sunday."

_NEEDED = "the militants stopped shelling Khartoum"


def told(*, time: str | None = None, times: Any = (("Tuesday", "2022-03-01"),), **changes: Any) -> Any:
    """The telling of the condition in `TEXT`; `time`: when its statement is said to have been made."""
    start = TEXT.index(_NEEDED)
    needs = {
        "span": [start, start + len(_NEEDED)], "event_type": "ASSAULT", "modes": [], "polarity": "stop",
        "actors": ["the militants"], "recipients": [], "places": [], "target": None,
    }  # fmt: skip
    source = {"span": [0, 8], "ref": "n1"}
    statement = {
        "id": "s1", "source": source, "content": [[30, 103]], "cue": [9, 13], "form": "indirect",
        "polarity": "affirmed", "medium": None, "time": time, "within": None, "addressee": None, "place": None,
    }  # fmt: skip
    then = {"span": [30, 47], "event_type": "CONSULT", "polarity": "happen", "actors": []}
    condition = {
        "id": "c1", "operator": "until", "requires": {**needs, **changes}, "consequence": then, "span": [30, 103],
        "deadline": None,
    }  # fmt: skip
    position = {
        "id": "k1", "holder": "n1", "on_behalf_of": None, "counterpart": None, "act": "refusal",
        "object": {"span": [30, 47], "event_type": "CONSULT", "polarity": "happen"}, "reason": None, "deadline": None,
        "condition": "c1", "statement": "s1", "span": [30, 103],
    }  # fmt: skip
    page = document(
        TEXT, places=[("Khartoum", "SDN", 4)], times=times, statements=[statement], conditions=[condition],
        positions=[position],
        entities=[("The army", "organisation", None, "MIL"), ("the militants", "armed_group", None, "UAF")],
    )  # fmt: skip
    return tell_story(page)


def test_the_places_that_the_words_name_are_watched() -> None:
    (condition,) = told().conditions
    assert condition.requires.places == ("Khartoum",)
    assert told(places=["Nyala"]).conditions[0].requires.places == ("Nyala",)


def test_who_is_only_described_is_kept_with_what_is_known_of_it() -> None:
    (condition,) = told().conditions
    (party,) = condition.requires.parties
    assert (party.name, party.kind, party.country, party.named) == ("the militants", "armed_group", "SDN", False)
    assert condition.holder.name == "Sudanese Armed Forces"


@pytest.mark.parametrize(
    ("value", "words", "expected"),
    [
        ("2022-03-01", "Tuesday", "2022-03-01"),
        ("2022-03-06", "Sunday", PUBLISHED),  # the deadline, not the day of saying
        ("2022-03-01", "Sunday", PUBLISHED),  # a day inside what is said
        ("2022-03-06/..", "Tuesday", PUBLISHED),  # nobody has said it yet
    ],
)
def test_the_day_of_stating_is_no_deadline(value: str, words: str, expected: str) -> None:
    found = told(time="t1", times=((words, value),))
    assert [t.day for t in (*found.conditions, *found.positions)] == [expected, expected]
