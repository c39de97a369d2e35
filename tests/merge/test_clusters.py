"""The marked clusters can be read and measured, and what they taught: classes of reasons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from bench.cluster_file import ClusterStory, Marked, parse_set, read_sets
from bench.merge import Mention, below, measure

from standoff.ledger_model import Evidence, Ledger, LedgerPlace, Party
from standoff.merge import merge_tellings
from standoff.span import Span
from tests.merge.hand import KYIV, PRESIDENT, RUSSIA, TOWER, UKRAINE, evidence, killed, story, strike

SET = """# Two strikes
e1 ASSAULT strike
e2 ASSAULT,COERCE another
near e1 e2: the next day

## a | Harbour Post | 2022-03-01 | Strike
A missile [struck e1] the tower. Later shells [hit e2] it.
"""
UNPLACED: dict[str, Any] = {"places": (), "weapon": None, "mode": None, "actors": (), "frame": "", "trigger": "attack"}


def sizes(*tellings: Any) -> list[int]:
    pages = {t.page: [x for x in tellings if x.page == t.page] for t in tellings}
    ledger = merge_tellings([story(page, *told) for page, told in pages.items()])
    return sorted(len(e.tellings) for e in ledger.events)


def test_a_set_is_read_without_its_marks() -> None:
    found = parse_set("03-two", SET)
    (told,) = found.stories
    assert not found.held and found.near == (("e1", "e2"),) and found.types["e2"] == {"ASSAULT", "COERCE"}
    assert told.text == "Strike\n\nA missile struck the tower. Later shells hit it."
    assert [told.text[m.span.start : m.span.end] for m in told.marks] == ["struck", "hit"]
    with pytest.raises(ValueError, match="no type for"):
        parse_set("03-two", SET.replace("e2 ASSAULT,COERCE another\n", ""))


def test_the_sets_are_whole() -> None:
    sets = read_sets()
    assert len(sets) >= 40 and sum(len(s.stories) for s in sets) >= 150
    for group in sets:
        marked = {m.happening for s in group.stories for m in s.marks}
        assert marked == set(group.types), group.name
        assert len({s.page for s in group.stories}) == len(group.stories)
        assert all('"' not in s.text and "“" not in s.text and "[" not in s.text for s in group.stories)


def test_the_figures() -> None:
    """One happening in three stories, of which two are merged with each other, and one with another happening."""
    tellings = {page: strike(page) for page in "abcd"}
    home = {"e-a1": "e-a1", "e-b1": "e-a1", "e-c1": "e-c1", "e-d1": "e-c1"}
    mentions = [
        Mention(ClusterStory(page, "", "", "", ()), Marked("", Span(0, 1)), "x" if page != "d" else "y", tellings[page])
        for page in "abcd"
    ]
    near = replace(parse_set("03-two", SET), name="", types={}, near=())
    figures = measure([near], mentions, Ledger(redirects=home)).figures
    assert (figures["false_merges"], figures["missed_merges"], figures["f1"]) == (0.5, 0.667, 0.4)
    assert figures["read"] == 1 and below(figures, {"f1": 0.5, "false_merges": 0.4}) == {"f1": 0.4, "false_merges": 0.5}


WEEK = "2022-02-24/2022-03-02"
GUNMEN = Party("gunmen|", "Gunmen", None, "armed_group")
TALIBAN = Party("AFG", "Taliban", "AFG", "armed_group")
ONE = {
    "who acts is told in a general word": ({"actors": (GUNMEN,)}, {"actors": (TALIBAN,)}),
    "a place below a town lies in it": ({"places": (replace(TOWER, key="g1"), KYIV)}, {"places": (KYIV,)}),
    "a part of a town that the gazetteer has as a town": (
        {"places": (LedgerPlace("g2", "Podil", "UKR", 50.469, 30.516, 4),)}, {"places": (KYIV,)},
    ),
    "a bomb and a car bomb": ({"weapon": "bomb"}, {"weapon": "car bomb", "mode": "explosives"}),
    "a hall and a funeral": ({"targets": frozenset({"hall"})}, {"targets": frozenset({"funeral"})}),
    "a rising toll": ({"figures": (killed("a", 5),)}, {"figures": (killed("b", 39, total=True),)}),
    "the only town of the story": ({}, {**UNPLACED, "about": frozenset({KYIV.key})}),
    "a place that no gazetteer knows": (
        {"places": (LedgerPlace("nyanya|", "Nyanya"),)}, {"places": (LedgerPlace("nyanya|NGA", "Nyanya", "NGA"),)},
    ),
}  # fmt: skip
WEST = LedgerPlace("western ukraine|UKR", "western Ukraine", "UKR", None, None, 2)
LVIV_REGION = LedgerPlace("g3", "Lviv region", "UKR", 49.8, 24.0, 2)
YAVORIV = LedgerPlace("g4", "Yavoriv", "UKR", 49.94, 23.38, 4)
TALKS: dict[str, Any] = {**UNPLACED, "event_type": "CONSULT", "trigger": "talks"}
LEFT: dict[str, Any] = {**TALKS, "event_type": "RETREAT", "mode": "resign"}
LISTED = frozenset({KYIV.key})
TIGERS = Party("tigers|", "Tigers", None, "armed_group")
FULL_TIGERS = Party("Q213240", "Liberation Tigers of Tamil Eelam", None, "armed_group")
SURNAME = Party("kovalenko|", "Kovalenko", None, "person")
ONE |= {
    "a group by a short name": (
        {**TALKS, "event_type": "CONCEDE", "recipients": (TIGERS,)},
        {**TALKS, "event_type": "CONCEDE", "recipients": (FULL_TIGERS,)},
    ),
    "a person by the last name, in the week of the day": (
        {**LEFT, "actors": (SURNAME,), "days": ("2022-02-28/2022-03-06",), "trigger": "left"},
        {**LEFT, "actors": (PRESIDENT,)},
    ),
    "those who were freed, read as who freed them": (
        {**TALKS, "event_type": "RETREAT", "actors": (UKRAINE,), "recipients": (UKRAINE,)},
        {**TALKS, "event_type": "RETREAT", "actors": (RUSSIA,), "recipients": (UKRAINE,)},
    ),
    "who tells it, read as who agreed": (
        {**TALKS, "event_type": "CONCEDE", "actors": (PRESIDENT,), "teller": PRESIDENT, "places": (KYIV,)},
        {**TALKS, "event_type": "CONCEDE", "actors": (RUSSIA,), "places": (KYIV,)},
    ),
    "one night, told by either of its days": (
        {"beside": frozenset({"2022-02-28"}), "figures": (killed("a", 35),)},
        {"days": ("2022-02-28",), "figures": (killed("b", 35),)},
    ),
    "the same high toll on one day": (
        {**UNPLACED, "figures": (killed("a", 18),)}, {**UNPLACED, "figures": (killed("b", 18),), "trigger": "shot"},
    ),
    "a region, and a town near it": (
        {"places": (LVIV_REGION,), "actors": (), "figures": (killed("a", 35),)},
        {"places": (YAVORIV,), "actors": (), "figures": (killed("b", 35),), "frame": "", "trigger": "blast"},
    ),
    "a plane and an aircraft": (
        {"places": (WEST,), "targets": frozenset({"plane"}), "actors": (), "weapon": None},
        {"places": (LVIV_REGION,), "targets": frozenset({"aircraft"}), "actors": (), "weapon": None},
    ),
    "a place that no gazetteer knows, and the town beside it": (
        {**UNPLACED, "places": (LedgerPlace("urum|", "Urum"),), "recipients": (SURNAME,), "about": LISTED},
        {**UNPLACED, "places": (KYIV,), "recipients": (SURNAME,)},
    ),
}  # fmt: skip
TWO = {
    "a town, and a region far from it": ({}, {"places": (LVIV_REGION,)}),
    "a strike somewhere on the day": ({}, UNPLACED),
    "a school and a market": ({"targets": frozenset({"school"})}, {"targets": frozenset({"market"})}),
    "the day, and the total of a week": ({}, {"days": (WEEK,), "figures": (killed("b", 9, total=True),)}),
    "two requests in one word, of an unknown day, to nobody in common": (
        {**TALKS, "event_type": "REQUEST", "actors": (RUSSIA,), "days": ()},
        {**TALKS, "event_type": "REQUEST", "actors": (RUSSIA,), "days": (), "recipients": (PRESIDENT,)},
    ),
    "two stories of one place, that do not say where": (
        {**UNPLACED, "about": LISTED, "days": ()}, {**UNPLACED, "about": LISTED, "days": ()},
    ),
    "two demands of one party on an unknown day": (
        {**TALKS, "event_type": "REQUEST", "actors": (RUSSIA,), "days": ()},
        {**TALKS, "event_type": "REQUEST", "actors": (RUSSIA,), "days": (), "trigger": "told"},
    ),
    "a night, and another strike of the day before": (
        {"beside": frozenset({"2022-02-28"}), "figures": (killed("a", 35),)},
        {"days": ("2022-02-28",), "figures": (killed("b", 33),)},
    ),
    "the same low toll on one day": (
        {**UNPLACED, "figures": (killed("a", 2),)}, {**UNPLACED, "figures": (killed("b", 2),), "trigger": "shot"},
    ),
    "two days, and no night": (
        {"figures": (killed("a", 35),)}, {"days": ("2022-02-28",), "figures": (killed("b", 35),)},
    ),
    "abducted and bombed": ({**UNPLACED, "mode": "abduct"}, {**UNPLACED, "mode": "explosives"}),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE)
def test_one_event_told_in_two_ways(name: str) -> None:
    left, right = ONE[name]
    assert sizes(strike("a", **left), strike("b", **right)) == [2]


@pytest.mark.parametrize("name", TWO)
def test_two_events_that_look_alike(name: str) -> None:
    left, right = TWO[name]
    assert sizes(strike("a", **left), strike("b", **right)) == [1, 1]


def test_a_region_without_coordinates_rules_nothing_out() -> None:
    targets = frozenset({"base"})
    assert sizes(strike("a", targets=targets), strike("b", targets=targets, places=(WEST,))) == [2]


@pytest.mark.parametrize("again", [{"evidence": (evidence("a", "killed"),)}, {"headline": True}])
def test_harm_and_headline_of_one_story_join_its_act(again: dict[str, Any]) -> None:
    assert sizes(strike("a", 1), strike("a", 2, **again), strike("b")) == [3]
    assert sizes(strike("a", 1), strike("a", 2), strike("b")) == [1, 2]


def test_a_sure_tie_outweighs_an_actor_of_another_member_and_a_weak_one_does_not() -> None:
    house = {"targets": frozenset({"house"})}
    wrongly = strike("c", actors=(UKRAINE,), figures=(killed("c", 44),), **house)
    plain = strike("b", actors=(), figures=(killed("b", 44),), **house)
    assert sizes(strike("a", **house), plain, wrongly) == [3]
    weak: dict[str, Any] = {"weapon": None, "mode": None, "frame": ""}
    assert sizes(strike("a", **weak), strike("b", actors=(), **weak), wrongly) == [1, 2]


def test_what_a_story_goes_on_to_tell_in_the_same_breath_is_no_other_act() -> None:
    far = Evidence("a", Span(900, 903), "hit")
    goes_on = strike("a", 2, places=(), targets=frozenset({"house"}), evidence=(Evidence("a", Span(40, 43), "hit"),))
    other = strike("b", targets=frozenset({"house"}))
    assert sizes(strike("a", 1), goes_on, other) == [3]
    assert sizes(strike("a", 1), replace(goes_on, evidence=(far,)), other) == [1, 2]


def test_talks_on_one_day_need_a_party_or_a_place_in_common() -> None:
    talks: dict[str, Any] = {**UNPLACED, "event_type": "CONSULT", "trigger": "talks"}
    assert sizes(strike("a", **talks), strike("b", **talks)) == [1, 1]
    with_russia = {**talks, "actors": (RUSSIA,)}
    assert sizes(strike("a", **with_russia), strike("b", **with_russia)) == [2]
