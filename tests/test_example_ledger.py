"""The example stories held against the ledger that a reader expects of them."""

from __future__ import annotations

import pytest

from standoff.show.brief import HEADINGS, brief_row
from standoff.show.brief_text import show_brief
from standoff.track import find_deadlocks
from tests.example import FOLDER, Example, load_example, wrong_in

MARKS = 0.95  # share of days
PRECISION, RECALL = 0.95, 0.70  # of pairs of tellings
CONDITIONS, STEPS, POSITIONS = 0.90, 0.75, 0.60  # shares that are found as expected; of positions: in one piece


@pytest.fixture(scope="module")
def example() -> Example:
    return load_example()


def test_every_expected_phrase_stands_once_in_its_story() -> None:
    for kind in ("events", "conditions"):
        for record in example_file()[kind]:
            for story, phrases in record["told"].items():
                text = (FOLDER / f"{story}.txt").read_text("utf-8")
                assert [text.count(p) for p in phrases] == [1] * len(phrases), record["name"]


def example_file() -> dict[str, list[dict[str, dict[str, list[str]]]]]:
    import json

    found: dict[str, list[dict[str, dict[str, list[str]]]]] = json.loads((FOLDER / "expected.json").read_text("utf-8"))
    return found


def test_the_condition_of_the_first_of_march_is_found_once(example: Example) -> None:
    name = example.expected["clock"]["condition"]
    assert len(example.merged(name)) == 1


def test_marks(example: Example) -> None:
    wrong = example.wrong_marks()
    assert len(example.days) == 31
    assert 1 - len(wrong) / 31 >= MARKS, wrong
    assert [d.day for d in example.days if d.mark == "breach_reported"][-1] == "2022-03-30"


def test_pairs_of_events(example: Example) -> None:
    right, wrong, apart = example.pairs()
    assert right / (right + wrong) >= PRECISION
    assert right / (right + apart) >= RECALL


def test_deadlocks(example: Example) -> None:
    assert example.deadlocks_missed() == []
    wanted = example.expected["deadlocks"]
    names = {name for d in wanted for name in d["conditions"]}
    expected_ids = {i for name in names for i in example.merged(name)}
    assert all(set(d.conditions) <= expected_ids for d in find_deadlocks(example.ledger)), "a false deadlock"


def test_the_brief_is_a_page_and_every_line_names_its_stories(example: Example) -> None:
    row = brief_row(example.ledger, day="2022-03-31")
    assert all(line["sources"] for key in HEADINGS for line in row[key])
    assert len(show_brief(row).splitlines()) <= 75  # 100 columns; some 65 lines of 120
    (talks,) = [
        line for line in row["waiting"] if line.get("id") in example.merged("talks wait for the bombardment to stop")
    ]
    assert "not met, breached on" in talks["text"] and talks["text"].endswith("last on 30 March")


def test_conditions(example: Example) -> None:
    told = [
        any(not wrong_in(c, expected) for c in found)
        for expected in example.expected["conditions"]
        for found in example.conditions_of(expected["told"]).values()
    ]
    assert sum(told) / len(told) >= CONDITIONS


def test_steps_of_positions(example: Example) -> None:
    found = [bool(steps) for position in example.expected["positions"] for _, _, steps in example.steps(position)]
    assert sum(found) / len(found) >= STEPS
    whole = [example.one_position(position) for position in example.expected["positions"]]
    assert sum(whole) / len(whole) >= POSITIONS
