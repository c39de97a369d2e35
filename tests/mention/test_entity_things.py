"""What is nobody, and who is one: weapons, feasts and deeds are no actors; an army and its fighters are one body."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page


def names(text: str, encoder: Encoder) -> list[str]:
    given = Given(published_at="2022-03-01")
    reading = read_page(read_bytes(f"\n{text}\n".encode(), name="a.txt"), given=given, label=encoder)
    return [e.name for e in reading.mentions.entities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guns fell silent for Eid al-Fitr in Yemen.", ["Yemen"]),
        ("Grad rockets struck Mariupol, killing 30 people.", ["people"]),
        ("Shells hit Bint Jbeil in Lebanon on Friday.", ["Lebanon"]),
        ("Shelling of the town killed five people.", ["people"]),
        ("The militia fought paramilitary rivals in Khartoum.", ["militia", "paramilitary rivals"]),
        ("Sunni members of parliament and Kurds walked out.", ["Sunni members of parliament", "Kurds"]),
        ("A bomb killed two soldiers in the Colombian department of Cauca.", ["soldiers", "Colombia"]),
        ("The U.S. Department of State denied it.", ["U.S. Department of State"]),
        ("The German Chancellor warned the rebels.", ["Olaf Scholz", "rebels", "Germany"]),
    ],
)
def test_what_is_no_actor(text: str, expected: list[str], encoder: Encoder) -> None:
    assert names(text, encoder) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Sudanese army shelled Nyala. The Army did not comment.", ["Sudanese Armed Forces", "Sudan"]),
        ("Coalition aircraft bombed Mosul. The Coalition said nothing.", ["Coalition"]),
        ("The M23 said it would not leave. M23 fighters shot at soldiers.", ["M23", "soldiers"]),
        ("Houthi fighters fired a missile at Riyadh. The Houthis cheered.", ["Houthis"]),
        ("Bosnian Serb gunners shelled Sarajevo.", ["Bosnian Serb forces"]),
    ],
)
def test_who_is_one(text: str, expected: list[str], encoder: Encoder) -> None:
    assert names(text, encoder) == expected


SURNAMES = (
    "Anton Veber won the vote in Graz. His daughter, Marta Veber, thanked the town. The count took two days. "
    "Turnout was high this year. People queued for hours. Veber will take office in May."
)


def test_a_surname_alone_is_of_whom_the_story_is_about(encoder: Encoder) -> None:
    given = Given(published_at="2022-03-01")
    reading = read_page(read_bytes(SURNAMES.encode(), name="a.txt"), given=given, label=encoder)
    at = SURNAMES.rindex("Veber")
    assert [e.name for e in reading.mentions.entities for m in e.mentions if m.span.start == at] == ["Anton Veber"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Let the talks begin, the envoy said.", ["envoy"]),
        ("The EU Syria sanctions were renewed.", ["European Union", "Syria"]),
        ("Capt. Jeff Davis said the raid went on.", ["Jeff Davis"]),
        ("The CJTF bombed a depot of the Islamic State in Iraq.", ["CJTF", "Islamic State", "Iraq"]),
    ],
)
def test_names_that_look_like_others(text: str, expected: list[str], encoder: Encoder) -> None:
    assert names(text, encoder) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy rejected the rebels’ offer.", ["envoy", "rebels"]),
        ("The envoy heard the protesters' demands.", ["envoy", "protesters"]),
        ("Iran will not talk, its Foreign Ministry said.", ["Iran", "Iran's Foreign Ministry"]),
        ("Iran will not talk, its foreign ministry said.", ["Iran", "Iran's foreign ministry"]),
        ("U.S. officials left Doha.", ["U.S. officials", "United States"]),
        ("Syrian rebels left Homs. Syria's opposition protested.", ["Syrian rebels", "Syrian opposition", "Syria"]),
        ("Clashes between the army and the opposition went on.", ["army", "opposition"]),
        ("The unions met opposition to the law.", ["unions"]),
    ],
)
def test_how_they_are_called(text: str, expected: list[str], encoder: Encoder) -> None:
    assert names(text, encoder) == expected
