"""Wrong readings that were met, each as the sentence that showed it: the class is mended, the sentence stays."""

from __future__ import annotations

from standoff.model import Reading
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

HOSPITALS = """Aleppo hospitals hit

The two largest hospitals in eastern Aleppo were hit by air strikes before dawn on Wednesday, medical workers told the
U.N. children's fund.
"""


def read(text: str, day: str) -> Reading:
    return read_page(read_bytes(text.encode(), name="story.txt"), given=Given(published_at=day))


def test_what_a_headline_says_was_hit_is_no_attacker() -> None:
    reading = read(HOSPITALS, "2016-09-28")
    doers = [reading.words(a.span) for e in reading.record.events for a in e.arguments if a.role == "actor"]
    assert not any("hospital" in words.lower() for words in doers)


def test_before_dawn_is_a_part_of_its_day() -> None:
    reading = read(HOSPITALS, "2016-09-28")
    assert [t.value for t in reading.mentions.times] == ["2016-09-28"]


def test_an_acronym_is_no_town() -> None:
    reading = read(HOSPITALS, "2016-09-28")
    assert "Un" not in {p.name for p in reading.mentions.places}


def test_a_junior_set_off_by_a_comma_is_read() -> None:
    text = """A story of the day

President Jan Roth sued Manhattan District Attorney Cyril R. Vane, Jr. and his own tax preparer Mazars USA to block the
release of eight years of tax returns to the grand jury, but Judge Marra dismissed the lawsuit.

The lawyers said that Vane's office would answer, and that Roth had lost.
"""
    assert "Cyril R. Vane" in {e.name for e in read(text, "2019-10-10").mentions.entities}


def occurred(text: str, day: str = "2025-05-12") -> set[str]:
    return {e.event_type for e in read(text, day).record.events if e.realis == "occurred"}


def test_talks_into_which_nobody_is_drawn_were_not_held() -> None:
    text = (
        "Moscow firm\n\nThe spokesman added that Russia would not be drawn into talks until Kyiv lifted its decree.\n"
    )
    assert "CONSULT" not in occurred(text)


def test_sanctions_that_a_country_will_face_were_not_imposed() -> None:
    text = "Warning\n\nIf Moscow refuses, European leaders have said, it will face new sanctions on its banks.\n"
    assert "SANCTION" not in occurred(text)


def test_an_attack_that_will_be_avenged_was_made() -> None:
    assert "ASSAULT" in occurred("Vow\n\nThe army will avenge the attack on Goma, the general said on Monday.\n")


def test_a_deadline_is_found_over_two_sentences() -> None:
    text = (
        "Warning\n\nZelenskiy insisted that Moscow halt fire from Monday. If it refuses, it will face new sanctions.\n"
    )
    assert read(text, "2025-05-12").record.conditions


def told(text: str, day: str = "2022-03-21") -> list[list[str]]:
    """The words that tell each assault of a story."""
    reading = read(text, day)
    return [[reading.words(m) for m in e.mentions] for e in reading.record.events if e.event_type == "ASSAULT"]


def test_an_attack_brought_in_by_its_article_is_one_more() -> None:
    text = """Survivors emerge from the theatre

Survivors came out of a theatre in Mariupol a day after a bomb had struck the building. The walls withstood the attack.

An artillery strike destroyed a school in Merefa, killing at least 21 people, prosecutors said.
"""
    assert told(text) == [["struck", "attack"], ["strike", "destroyed", "killing"]]


def test_shells_may_strike_a_road_or_a_market() -> None:
    text = "Shells struck a road in Irpin on Sunday. The news struck a chord, and prices hit the roof.\n"
    assert told(text) == [["struck"]]


def test_a_shopping_centre_lies_in_its_town() -> None:
    text = """Eight dead after strike on Kyiv shopping centre

A Russian strike hit a shopping centre in Kyiv on Sunday and killed at least eight people.

Russia resumed its shelling of Mariupol, local officials said.
"""
    assert told(text)[0] == ["strike", "strike", "hit", "killed"]


def test_the_time_of_a_town_is_not_its_place() -> None:
    text = "The corridors would open at 10 a.m. Moscow time, he said. Russian forces bombed a school in the city.\n"
    assert read(text, "2022-03-20").mentions.places == ()


def said_on(text: str) -> list[str | None]:
    reading = read(text, "2025-05-12")
    values = {t.id: t.value for t in reading.mentions.times}
    return [values.get(s.time or "") for s in reading.record.statements]


def test_the_day_of_what_is_said_is_not_the_day_of_saying_it() -> None:
    assert said_on("Trip\n\nZelenskiy said he would travel to Istanbul on Thursday and wait for Putin there.\n") == [
        None
    ]
    assert said_on("Trip\n\nZelenskiy said he would go, but insisted that Moscow halt fire from Monday.\n") == [
        None,
        None,
    ]
    text = (
        'Talks\n\n"We are committed to a settlement," he told reporters, adding that Kyiv must lift its 2022 decree.\n'
    )
    assert set(said_on(text)) == {None}


def test_the_day_of_saying_it_is_kept() -> None:
    assert said_on("Trip\n\nZelenskiy said on Monday that he would travel to Istanbul.\n") == ["2025-05-12"]
    assert said_on("Trip\n\nOn Monday, Zelenskiy said that he would travel to Istanbul.\n") == ["2025-05-12"]


def test_who_explodes_and_kills_does_one_thing() -> None:
    text = "A car bomb exploded in the centre of Omagh on Saturday and killed at least 25 people, the police said.\n"
    assert told(text) == [["bomb", "exploded", "killed"]]


def test_talks_that_a_comma_sets_off_were_held() -> None:
    text = "Russia and Ukraine agreed on Thursday to open corridors, after a second round of talks in Brest.\n"
    kinds = [(e.event_type, e.realis) for e in read(text, "2022-03-03").record.events]
    assert ("CONSULT", "occurred") in kinds


def test_bringing_ministers_together_accuses_nobody() -> None:
    text = "Turkey brought the foreign ministers of Ukraine and Russia together on Thursday.\n"
    assert [e.event_type for e in read(text, "2022-03-10").record.events] == ["CONSULT"]


def test_a_building_reduced_to_ruins_was_struck() -> None:
    text = "A Russian strike reduced the theatre in Kyiv to ruins on Sunday and killed at least eight people.\n"
    assert told(text) == [["strike", "reduced", "killed"]]


def test_whose_defenders_they_are_names_the_city() -> None:
    text = "Mariupol's defenders let the deadline pass. Russia resumed its shelling of the city, officials said.\n"
    reading = read(text, "2022-03-21")
    assert [p.name for p in reading.mentions.places] == ["Mariupol"]
    assert [e.places for e in reading.record.events if e.event_type == "ASSAULT"] == [("p1",)]


def test_talks_of_next_week_are_planned() -> None:
    text = "Army stays away\n\nThe army said it would send nobody to U.S.-brokered talks in Geneva next week.\n"
    assert "CONSULT" not in occurred(text, "2024-08-06")


def test_what_is_agreed_today_of_a_day_to_come_was_agreed() -> None:
    text = "Truce\n\nBoth sides agreed on Tuesday to a ceasefire from Friday.\n"
    assert occurred(text, "2024-08-06") & {"AGREE", "CONCEDE"}


def test_a_request_for_comment_is_no_demand() -> None:
    text = "Raid\n\nThe force did not respond to a request for comment. The ministry was asked for comment on Monday.\n"
    assert read(text, "2024-08-06").record.positions == ()


def test_what_is_reported_keeps_its_subject() -> None:
    text = "Shelling\n\nShelling of the hospital over the weekend killed at least 15 people, a doctors' group said.\n"
    (said,) = read(text, "2024-08-06").record.statements
    assert said.content[0].start == text.index("Shelling of")


def test_a_day_is_counted_back_from_the_day_of_the_clause() -> None:
    text = "The Union agreed on sanctions on Thursday, five days after Iran fired more than 300 drones at Israel.\n"
    reading = read(text, "2024-04-18")
    days = {t.id: t.value for t in reading.mentions.times}
    told = {e.event_type: [days[t] for t in e.times] for e in reading.record.events}
    assert told == {"AGREE": ["2024-04-18"], "ASSAULT": ["2024-04-13"]}


def test_the_day_of_a_strike_is_not_that_of_the_burial() -> None:
    reading = read("Kramatorsk buried victims of the missile strike of 8 April on Monday.\n", "2022-04-11")
    days = {t.id: t.value for t in reading.mentions.times}
    assert [[days[t] for t in e.times] for e in reading.record.events] == [["2022-04-08"]]


def test_a_demand_may_be_refused() -> None:
    text = "Germany rejected the demand to pay in roubles. Ukraine rejected the Russian call to surrender Mariupol.\n"
    assert [k.act for k in read(text, "2022-03-31").record.positions if k.act == "refusal"] == ["refusal", "refusal"]


def test_what_is_possible_or_of_no_use_before_waits() -> None:
    for text in (
        "Kyiv says that it will sign nothing before Russian troops withdraw.",
        "A meeting of the presidents would be counterproductive before the issues were settled, Lavrov said.",
        "An agreement was possible only after Russian troops had withdrawn, he said.",
        "Putin said that a settlement was possible only if Russia's interests were taken into account.",
        "Lavrov did not rule out a meeting between the presidents, provided that it was well prepared.",
    ):
        (condition,) = read(text + "\n", "2022-03-21").record.conditions
        assert condition.consequence is not None
        assert (condition.consequence.event_type in {"AGREE", "CONSULT"}, condition.consequence.polarity) == (
            True,
            "happen",
        )


def test_bombs_dropped_that_killed_are_one_act() -> None:
    text = "Bombs that Russian planes dropped on a street in Chernihiv killed at least 22 people, the governor said.\n"
    assert told(text) == [["dropped", "killed"]]


def behalf(text: str, day: str) -> list[str | None]:
    return [k.on_behalf_of for k in read(text, day).record.positions]


def test_rebels_do_not_speak_for_the_state_that_they_fight() -> None:
    text = "Truce\n\nThe Rapid Support Forces refused to leave the homes of civilians in Khartoum on Monday.\n"
    assert set(behalf(text, "2023-11-06")) == {None}
    assert "SDN" in behalf("Truce\n\nSudan's army refused to attend the talks on Monday.\n", "2023-11-06")


def test_the_head_of_a_body_does_not_speak_for_his_country() -> None:
    text = "War\n\nUN Secretary-General Antonio Guterres demanded that Russia withdraw its troops.\n"
    assert set(behalf(text, "2022-03-01")) == {None}


def bonds(sentence: str) -> list[tuple[str | None, str, str | None, str]]:
    """Type and polarity of what is required and of what follows."""
    found = read(f"Story\n\n{sentence}\n", "2024-05-05").record.conditions
    return [
        (c.requires.event_type, c.requires.polarity, c.consequence.event_type, c.consequence.polarity) for c in found
    ]


def test_a_delegation_is_sent_to_talks() -> None:
    talks = ("RETREAT", "happen", "CONSULT", "happen")
    assert bonds("The army would not send a delegation to the talks until the rebels left the city.") == [talks]


def test_people_held_are_exchanged_for_people_jailed() -> None:
    swap = ("RETREAT", "happen", "RETREAT", "happen")
    text = "Israel agreed to the release of 50 women held in Gaza in exchange for 150 Palestinians jailed in Israel."
    assert bonds(text) == [swap]


def test_who_threatens_to_walk_away_will_not_if_it_is_met() -> None:
    text = "Washington threatened to walk away from mediation unless there is progress."
    assert [b[2:] for b in bonds(text)] == [("REJECT", "not_happen")]


def test_if_necessary_is_no_condition() -> None:
    assert bonds("Washington was prepared to go ahead without the army if necessary.") == []


def test_what_a_condition_waits_for_has_not_been() -> None:
    text = "Truce\n\nThe rebels pledged to lay down their weapons once Eritrean troops withdrew from the region.\n"
    assert "RETREAT" not in occurred(text, "2022-11-03")
    assert "RETREAT" in occurred("Truce\n\nEritrean troops withdrew from the region on Monday.\n", "2022-11-03")


def test_a_promise_is_not_made_to_whom_it_waits_for() -> None:
    text = "Truce\n\nThe rebels pledged to lay down their weapons once Eritrean troops withdrew from the region.\n"
    assert [k.counterpart for k in read(text, "2022-11-03").record.positions if k.act == "promise"] == [None]
