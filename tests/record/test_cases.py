"""The marked cases of the record are read as well as they were: their figures stay above the floors."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from case_file import Mark, all_cases, figure_bounds, parse_mark
from case_scores import figures
from cases import below, floors_of, measure


def test_a_mark_says_what_must_be_found() -> None:
    mark = parse_mark("?event CONCEDE,AGREE: vowed | by rebels; army | on 2 May".replace(" | on 2 May", " | told 1"))
    assert (mark.kind, mark.required, mark.choices("type")) == ("event", False, ["CONCEDE", "AGREE"])
    assert (mark.listed("by"), mark.get("told"), mark.get("realis")) == (["rebels", "army"], "1", "occurred")


def test_a_condition_has_two_sides() -> None:
    mark = parse_mark("cond until: stop ASSAULT: the raids end => happen CONSULT: talks")
    sides = {k: mark.get(k) for k in ("operator", "polarity", "type", "then polarity", "then type")}
    assert list(sides.values()) == ["until", "stop", "ASSAULT", "happen", "CONSULT"]


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("killed 7+", ("killed", 7, None)),
        ("killed <=20", ("killed", None, 20)),
        ("killed 30..40", ("killed", 30, 40)),
        ("troops ~90000", ("troops", 90000, 90000)),
        ("injured dozens", ("injured", None, None)),
    ],
)
def test_figures_are_marked_with_their_bounds(words: str, bounds: tuple[str, int | None, int | None]) -> None:
    assert figure_bounds(words) == bounds


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown field"):
        parse_mark("event ASSAULT: struck | near Kyiv")


def test_there_are_enough_cases_from_enough_conflicts() -> None:
    dev, held = list(all_cases(held=False)), list(all_cases(held=True))
    assert len(dev) + len(held) >= 300
    assert len(held) * 3 >= len(dev) + len(held)
    assert len({c.conflict for c in dev}) >= 25
    marks: list[Mark] = [m for c in [*dev, *held] for m in c.marks]
    assert {m.kind for m in marks} == {"event", "says", "wants", "cond"}


@pytest.mark.parametrize("name", ["dev", "held"])
def test_the_figures_stay_above_their_floors(name: str) -> None:
    found = figures(measure(all_cases(held=name == "held")))
    assert below(found, floors_of(name)) == {}


@pytest.mark.parametrize("name", ["dev", "held"])
def test_the_figures_of_conditions_stay_above_their_floors(name: str) -> None:
    found = figures(measure(all_cases(held=name == "held", stem="conditions"), kinds=("cond",)))
    assert below(found, floors_of(name, "conditions")) == {}
