"""One event per happening: what a story tells twice is given once, what it keeps apart stays apart."""

from __future__ import annotations

import pytest

from standoff.model import EventMention, Reading
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

DAY = "2019-09-14"


def read(text: str) -> Reading:
    return read_page(read_bytes(text.encode(), name="story.txt"), given=Given(published_at=DAY))


def told(text: str, event_type: str) -> list[list[str]]:
    """The words of each event of a type: one list per happening."""
    reading = read(text)
    return [[reading.words(m) for m in e.mentions] for e in events(reading, event_type)]


def events(reading: Reading, event_type: str) -> list[EventMention]:
    return [e for e in reading.record.events if e.event_type == event_type]


def test_a_person_is_killed_once() -> None:
    text = """Widow asks for justice

Amara Diallo was murdered last October in the consulate in Ankara. The killing of Amara Diallo shook the city, her
widow said on Thursday.
"""
    assert told(text, "ASSAULT") == [["murdered", "killing"]]


def test_a_headline_tells_the_happening_that_the_story_opens_with() -> None:
    text = """Envoy quits over recordings

The special envoy to the delta, Piet Vermeer, resigned on Friday without giving a reason.
"""
    assert told(text, "RETREAT") == [["quits", "resigned"]]


def test_an_announced_resignation_is_one_event() -> None:
    text = """Governor announces resignation

The governor, Luisa Ferrer, announced her resignation on Wednesday night.
"""
    reading = read(text)
    assert [e.event_type for e in reading.record.events] == ["CONCEDE"]


def test_who_joins_the_talks_takes_part_in_them() -> None:
    text = """Ministers meet in Cairo

The foreign ministers of Egypt and Greece gathered in Cairo on Wednesday. The Italian foreign minister joined the talks
as an observer.
"""
    assert len(told(text, "CONSULT")) == 1


def test_a_lawsuit_is_filed_once() -> None:
    text = """States sue over the wall

On Monday sixteen states filed a lawsuit against the government. The lawsuit was filed in a court in California.
"""
    assert len(told(text, "ACCUSE")) == 1


def test_the_attack_is_not_the_shot_that_ended_it() -> None:
    text = """Four stabbed in Lyon

A clerk stabbed four people at a post office in Lyon on Thursday. The man was shot dead by police. The mayor said that
the attack had shaken the city.
"""
    assert told(text, "ASSAULT") == [["stabbed", "stabbed", "attack"], ["shot"]]


def test_a_protest_of_which_more_is_told_is_one() -> None:
    text = """Teachers rally in Tunis

Several unions held a rally in Tunis on Saturday. Thousands of supporters turned out to protest with flags.
"""
    assert len(told(text, "PROTEST")) == 1


def test_an_accident_is_no_attack() -> None:
    text = """Crush at funeral

A stampede at a funeral in Kerman left dozens dead on Tuesday. More than 200 people were injured, state television said.
"""
    assert told(text, "ASSAULT") == []


def test_who_goes_on_to_blame_blames_once() -> None:
    text = """Former premier speaks

The former premier, Anton Weber, accused the minister of misleading parliament, and argued that the aim was
to rig the vote.
"""
    assert len(told(text, "ACCUSE")) == 1


def test_what_one_says_he_would_do_is_a_threat() -> None:
    text = """Strait

Iran said on Monday that it would close the strait.
"""
    assert [(e.event_type, e.realis) for e in read(text).record.events] == [("THREATEN", "occurred")]


def test_what_is_cut_off_is_no_second_event() -> None:
    assert told("Aid\n\nThe United States cut off aid to Haiti on Monday.\n", "AID") == []


def test_neither_half_of_a_denial_is_told() -> None:
    assert told("Vote\n\nThe president did not concede or admit defeat in the election.\n", "CONCEDE") == []


def test_what_hits_the_thing_told_of_before_is_of_the_same_happening() -> None:
    text = """The army said an attack on an air base that houses foreign soldiers caused no losses. The men had slept.
Seventeen rockets struck near the base, the army said.
"""
    assert told(text, "ASSAULT") == [["attack", "struck"]]


def test_another_thing_is_another_happening() -> None:
    text = """The army said an attack on an air base that houses foreign soldiers caused no losses. The men had slept.
Rockets struck a school on the coast.
"""
    assert told(text, "ASSAULT") == [["attack"], ["struck"]]


def test_a_base_of_a_country_is_the_thing_told_of_before() -> None:
    text = """The army said an attack on a Syrian air base that houses foreign soldiers caused no losses.
The men had slept. Seventeen rockets struck near the base, the army said.
"""
    assert told(text, "ASSAULT") == [["attack", "struck"]]


def test_a_headline_is_about_what_the_story_opens_with() -> None:
    text = """Army reports no casualties from missile strike on air base

An attack on Monday on an air base near Homs caused no casualties, the army said. The ministry thanked the medics.

In another town, missiles struck a school.
"""
    assert told(text, "ASSAULT") == [["strike", "attack"], ["struck"]]


def test_protests_that_go_on_are_the_protests() -> None:
    text = "Town\n\nThe protests began in early May, then went quiet for weeks, before resuming in June.\n"
    assert told(text, "PROTEST") == [["protests", "resuming"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Spain praised Norway's support for the talks on Monday.", [["praised"], ["support"]]),
        ("The bank filed a lawsuit against Chad on Monday.", [["filed", "lawsuit"]]),
    ],
)
def test_an_act_done_to_the_act_of_another_is_an_act_of_its_own(text: str, wanted: list[list[str]]) -> None:
    assert [words for code in ("SUPPORT", "ACCUSE") for words in told(text, code)] == wanted
