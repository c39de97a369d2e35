"""Where and when an event was, as far as the text states it: in its own clause, in another mention, around it."""

from __future__ import annotations

import pytest

from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

DAY = "2022-03-04"  # a Friday


def told(text: str, event_type: str) -> list[tuple[list[str], list[str | None]]]:
    """The names of the places and the values of the times of each event of a type."""
    reading = read_page(read_bytes(text.encode(), name="story.txt"), given=Given(published_at=DAY))
    places = {p.id: p.name for p in reading.mentions.places}
    times = {t.id: t.value for t in reading.mentions.times}
    return [
        ([places[p] for p in e.places], [times[t] for t in e.times])
        for e in reading.record.events
        if e.event_type == event_type
    ]


def where(text: str, event_type: str) -> list[list[str]]:
    return [places for places, _ in told(text, event_type)]


def when(text: str, event_type: str) -> list[list[str | None]]:
    return [days for _, days in told(text, event_type)]


@pytest.mark.parametrize(
    ("text", "event_type", "place"),
    [
        (
            "On Friday in Norway, a captain was sentenced to two years by a court in Bergen.",
            "SANCTION",
            "Bergen",
        ),
        ("On Wednesday, an assembly of several ministers in Amman denounced the raids.", "ACCUSE", "Amman"),
        ("The truce broke in the suburbs of Hama, where people are facing shelling.", "ASSAULT", "Hama"),
        ("Speaking in Oslo on Monday, the minister accused the company of fraud.", "ACCUSE", "Oslo"),
        ("Hundreds of people marched through London on Saturday in support of Ukraine.", "PROTEST", "London"),
        ("The Moscow talks ended without a deal on Monday.", "CONSULT", "Moscow"),
        ("In March the minister brought together world leaders in London.", "CONSULT", "London"),
        ("After a jury trial in Oslo, two officers were found guilty of theft.", "SANCTION", "Oslo"),
        ("The presidents of both states initialled a peace agreement at a villa in Geneva.", "SUPPORT", "Geneva"),
    ],
)
def test_those_who_act_are_where_they_act(text: str, event_type: str, place: str) -> None:
    assert where(text, event_type) == [[place]]


def test_what_talks_are_about_is_not_where_they_are() -> None:
    assert where("The envoys held talks on Syria on Monday.", "CONSULT") == [[]]


def test_what_is_condemned_is_elsewhere() -> None:
    assert where("Norway condemned the attack on the hospital in Kabul.", "ACCUSE") == [[]]


def test_the_finest_place_of_all_mentions() -> None:
    text = """Missile attack in Ukraine kills five

A missile attack in Ukraine killed five people on Thursday. The attack in Mykolaiv hit a school.
"""
    assert where(text, "ASSAULT") == [["Mykolaiv", "Ukraine"]]


def test_who_died_in_the_city_died_of_what_hit_it() -> None:
    text = "Shells hit Kharkiv on Monday. At least 20 people were killed in the city."
    assert told(text, "ASSAULT") == [(["Kharkiv"], ["2022-02-28"])]


def test_where_one_of_many_was_is_not_where_all_were() -> None:
    text = """Protests in Chile

Protests swept Chile on Thursday. The protests went on in Valparaiso.
"""
    assert ["Valparaiso"] not in where(text, "PROTEST")


def test_the_parse_may_lose_the_day_that_a_sentence_opens_with() -> None:
    text = "On Monday, the foreign minister speaking to a think tank in Oslo denounced the raids."
    assert when(text, "ACCUSE") == [["2022-02-28"]]


def test_a_promise_is_made_when_it_is_told_of() -> None:
    text = "Yesterday, the senator Maria Okello announced she was endorsing Juma Oti for the presidency."
    assert when(text, "SUPPORT") == [["2022-03-03"]]


def test_a_decree_bans_on_the_day_of_its_signing() -> None:
    text = "On Monday, the president signed a decree banning marches."
    assert when(text, "COERCE") == [["2022-02-28"]]


def test_an_act_is_not_of_the_day_on_which_it_is_condemned() -> None:
    assert when("On Monday, Norway condemned the attack on a school in Kabul.", "ASSAULT") == [[]]
    assert when("Norway condemned Monday's attack on a school in Kabul.", "ASSAULT") == [["2022-02-28"]]


def test_what_others_tell_of_was_not_done_when_they_told_it() -> None:
    text = "Police said on Wednesday that soldiers had shot five students."
    assert when(text, "ASSAULT") == [[]]


def test_what_was_long_before_is_not_of_the_day_of_the_sentence() -> None:
    text = "On Friday, the cabinet met, although the general had arrested two of the ministers."
    assert when(text, "COERCE") == [[]]


def test_one_of_several_acts_is_of_their_day() -> None:
    text = """Bombs in Basra

Twin bombings struck a market in Basra on Wednesday. The second blast hit an ambulance.
"""
    assert all(days == ["2022-03-02"] for days in when(text, "ASSAULT"))


@pytest.mark.parametrize(
    "text",
    [
        "Police fired tear gas and arrested 20 people.",
        "Police have arrested 20 people.",
        "Police arrested 20 people a year later.",
        "Police said they had arrested 20 people.",
    ],
)
def test_no_deed_takes_the_place_of_another(text: str) -> None:
    assert where(f"Thousands marched through Beirut on Sunday. {text}", "COERCE") == [[]]


def test_eyewitnesses_are_where_it_happened() -> None:
    text = "Officials were silent. Doctors in Omdurman said shells had hit a maternity ward."
    assert where(text, "ASSAULT") == [["Omdurman"]]


SCENE = """Marchers shot in Gondar

Soldiers opened fire on a march in Gondar, Ethiopia, on Wednesday. {}
"""


def test_a_deed_without_place_is_done_where_the_story_is_set() -> None:
    found = where(SCENE.format("Shops burned. Medics rescued dozens of people."), "AID")
    assert found == [["Gondar"]]


def test_several_acts_of_one_kind_are_known_acts() -> None:
    text = """Report on Syria

The commission published a report on Syria. It details deliberate attacks against civilians.
"""
    assert where(text, "ASSAULT") == [["Syria"]]


@pytest.mark.parametrize(
    "text",
    [
        "Medics rescued dozens of people in 2016.",
        "Medics from Kenya rescued dozens of people.",
    ],
)
def test_the_setting_is_no_guess(text: str) -> None:
    assert where(SCENE.format(text), "AID") == [[]]


def test_who_comes_from_elsewhere_in_the_country_may_act_on_the_scene() -> None:
    assert where(SCENE.format("A resident of Harar rescued dozens of people."), "AID") == [["Gondar"]]


def test_a_place_without_a_name_is_kept_by_its_words() -> None:
    text = "Thousands of people gathered outside the National Congress and chanted."
    reading = read_page(read_bytes(text.encode(), name="story.txt"), given=Given(published_at=DAY))
    sites = [(reading.words(a.span), a.ref) for e in reading.record.events for a in e.arguments if a.role == "place"]
    assert sites == [("National Congress", None)]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Soldiers shot a man. In Berlin, ministers met on Friday.", "ASSAULT"),
        ("Iran fired missiles at bases on Wednesday. Police in Tehran arrested thirty people.", "ASSAULT"),
    ],
)
def test_another_act_sets_no_scene(text: str, event_type: str) -> None:
    assert where(text, event_type) == [[]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The present parliament of Iraq was formed after a coalition toppled Saddam Hussein.", ["Iraq"]),
        ("The army overthrew Sudan's president, Omar al-Bashir, in April 2019.", ["Sudan"]),
        ("The army overthrew the president in April 2019. Sudan has had no parliament since.", []),
    ],
)
def test_a_ruler_is_toppled_in_the_country_that_is_named(text: str, place: list[str]) -> None:
    assert where(text, "ASSAULT") == [place]
