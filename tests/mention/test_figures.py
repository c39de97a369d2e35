"""Figures: marked sentences (the development half), bounds and hedges, what is no figure."""

from __future__ import annotations

import pytest

from standoff.encoder import load_encoder
from standoff.mention.figures import find_figures
from standoff.mention.times import find_times
from standoff.model import Figure, Page, Story
from standoff.sentence import read_sentences
from standoff.span import Span


def figures_of(text: str) -> tuple[Figure, ...]:
    page = Page("", None, "text/plain", None, text, "", "test")
    sentences = read_sentences(page, Story(None, (Span(0, len(text)),)), label=load_encoder())
    times, _ = find_times(text, sentences, published_at="2022-03-01")
    return find_figures(text, sentences, times=times)


@pytest.mark.parametrize(
    ("words", "lower", "upper", "hedge"),
    [
        ("five people", 5, 5, "exact"),
        ("at least five people", 5, None, "at_least"),
        ("five or more people", 5, None, "at_least"),
        ("more than 300 people", 300, None, "more_than"),
        ("over 300 people", 300, None, "more_than"),
        ("up to 20 people", None, 20, "up_to"),
        ("as many as 20 people", None, 20, "up_to"),
        ("no more than 20 people", None, 20, "up_to"),
        ("fewer than 20 people", None, 20, "less_than"),
        ("about 20 people", 20, 20, "about"),
        ("some 20 people", 20, 20, "about"),
        ("nearly 300 people", 300, 300, "about"),
        ("between 30 and 40 people", 30, 40, "between"),
        ("30 to 40 people", 30, 40, "between"),
        ("20-30 people", 20, 30, "between"),
        ("a dozen people", 12, 12, "exact"),
        ("two dozen people", 24, 24, "exact"),
        ("dozens of people", None, None, "dozens"),
        ("scores of people", None, None, "scores"),
        ("several hundred people", None, None, "hundreds"),
        ("tens of thousands of people", None, None, "thousands"),
        ("twenty-three people", 23, 23, "exact"),
        ("two hundred and fifty people", 250, 250, "exact"),
        ("1,200 people", 1200, 1200, "exact"),
        ("one million people", 1000000, 1000000, "exact"),
        ("1.5 million people", 1500000, 1500000, "exact"),
    ],
)
def test_bounds(words: str, lower: int | None, upper: int | None, hedge: str) -> None:
    (found,) = figures_of(f"The attack killed {words} in the town.")
    assert (found.what, found.lower, found.upper, found.hedge, found.unit) == ("killed", lower, upper, hedge, "people")


def test_the_span_holds_hedge_number_and_noun() -> None:
    text = "A missile hit the tower, killing at least five people."
    (found,) = figures_of(text)
    assert text[found.span.start : found.span.end] == "at least five people"


def test_no_casualties_are_two_figures_of_none() -> None:
    found = figures_of("The attack produced no casualties.")
    assert [(f.what, f.lower, f.upper, f.hedge) for f in found] == [("injured", 0, 0, "none"), ("killed", 0, 0, "none")]


@pytest.mark.parametrize(
    "text",
    [
        "There were no immediate reports of casualties.",
        "The 44-year-old minister, aged 44, paid $300 million for 12 percent.",
        "Resolution 1267 and flight 93 were debated at 9 p.m.",
        "The F-16 flew 300 km from Room 5.",
        "They won 2-1 on 4 May 2012.",
    ],
)
def test_other_numbers_are_no_figures(text: str) -> None:
    assert figures_of(text) == ()


def test_whom_and_total() -> None:
    first, second = figures_of("Shells killed 12 people, three of them children.")
    assert (first.whom, second.what, second.lower, second.whom) == (None, "killed", 3, "children")
    (toll,) = figures_of("The death toll rose to 40.")
    assert (toll.what, toll.total) == ("killed", True)


def test_things_keep_their_noun() -> None:
    (found,) = figures_of("Seventeen rockets struck near the base.")
    assert (found.what, found.unit) == ("other", "rocket")
