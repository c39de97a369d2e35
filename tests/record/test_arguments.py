"""Who, whom, where, when and how many of an event: one sentence for each construction that was once misread."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.model import EventMention, Reading
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

ACTORS = [  # sentence, event type, canonical names
    ("The shelling of Luhansk by government artillery killed 16 civilians.", "ASSAULT", {"government"}),
    ("Western air strikes hit the port on Monday.", "ASSAULT", {"West"}),
    ("The truce collapsed when rebels led by General Omar Farid attacked the town of Bria.", "ASSAULT", {"rebels"}),
    ("The United Nations envoy Martin Griffiths met Houthi leaders in Sanaa.", "CONSULT", {"Houthi leaders"}),
    (
        "A team of United Nations observers was allowed into the port of Hodeidah by the Houthis.",
        "RETREAT",
        {"Houthis"},
    ),
    ("Norway answered with air strikes on the camp.", "ASSAULT", {"Norway"}),
    ("Saudi Arabia and Iran restored ties after talks in Beijing.", "CONSULT", {"Saudi Arabia", "Iran"}),
    ("Denmark today accepted the plan, officials said.", "AGREE", {"Denmark"}),
    ("The opposition demanded a recount on Monday.", "REQUEST", {"opposition"}),
    ("The defence ministry in Moscow said its jets had destroyed a bridge.", "ASSAULT", {"Russian Defence Ministry"}),
    (
        "In Kaluga, Ukrainian shells killed at least 10 people who were queuing for bread, he said.",
        "ASSAULT",
        {"Ukraine"},
    ),
    ("The Cuban government has jailed ten protesters.", "COERCE", {"Government of Cuba"}),
]

RECIPIENTS = [
    ("Saudi Arabia and Egypt cut ties with Qatar on Monday.", "SANCTION", {"Qatar"}),
    ("Paris has suspended its development aid to Bamako.", "SANCTION", {"Mali"}),
    ("The chancellor demanded an explanation from Russia.", "REQUEST", {"Russia"}),
    ("The department announced new restrictions on flights to Cuba on Friday.", "SANCTION", {"Cuba"}),
    ("Iran threatened on Monday to shell Iraqi towns.", "THREATEN", {"Iraq"}),
    ("The White House dismissed a new Taliban offer on Sunday.", "REJECT", {"Taliban"}),
    ("Washington rejected calls by Pakistan for talks.", "REJECT", {"Pakistan"}),
    ("Gunmen killed hundreds of soldiers in Axum.", "ASSAULT", {"soldiers"}),
]

PLACES = [
    ("On the same day a bomb in Herat killed two.", "ASSAULT", {"Herat"}),
    ("Explosions rocked Kyiv, Lviv and Dnipro on Monday.", "ASSAULT", {"Kyiv", "Lviv", "Dnipro"}),
    ("The second attack was in Karachi, the police said.", "ASSAULT", {"Karachi"}),
    ("The Taliban captured the provincial capital of Kunduz on Sunday.", "ASSAULT", {"Kunduz"}),
    ("Five people died when a car bomb exploded in Baghdad.", "ASSAULT", {"Baghdad"}),
    ("The prime minister of Israel was shot dead at a rally in Tel Aviv.", "ASSAULT", {"Tel Aviv"}),
    ("Rebels killed two villagers south of Mosul.", "ASSAULT", {"Mosul"}),
    ("Hamas released two hostages at the Rafah crossing.", "RETREAT", {"Rafah crossing"}),
    ("He was killed in a raid by American soldiers inside Syrian territory.", "ASSAULT", {"Syria"}),
    ("Berlin called on Moscow to withdraw its troops.", "REQUEST", set()),
    ("The ministers denounced the agreement between Turkey and Libya.", "ACCUSE", set()),
    ("Britain condemned the attack today in the town of Jabla.", "ACCUSE", set()),
]


def read(encoder: Encoder, text: str) -> Reading:
    return read_page(read_bytes(text.encode(), name="story.txt"), given=Given(published_at="2022-03-10"), label=encoder)


def event(reading: Reading, kind: str) -> EventMention:
    return next(e for e in reading.record.events if e.event_type == kind)


def names(reading: Reading, refs: tuple[str, ...]) -> set[str]:
    known = {e.id: e.name for e in reading.mentions.entities} | {p.id: p.name for p in reading.mentions.places}
    return {known[ref] for ref in refs}


@pytest.mark.parametrize(("text", "kind", "wanted"), ACTORS)
def test_who(encoder: Encoder, text: str, kind: str, wanted: set[str]) -> None:
    reading = read(encoder, text)
    assert wanted <= names(reading, event(reading, kind).actors)


@pytest.mark.parametrize(("text", "kind", "wanted"), RECIPIENTS)
def test_whom(encoder: Encoder, text: str, kind: str, wanted: set[str]) -> None:
    reading = read(encoder, text)
    assert names(reading, event(reading, kind).recipients) == wanted


@pytest.mark.parametrize(("text", "kind", "wanted"), PLACES)
def test_where(encoder: Encoder, text: str, kind: str, wanted: set[str]) -> None:
    reading = read(encoder, text)
    assert names(reading, event(reading, kind).places) == wanted


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Explosions shook Kyiv on Monday as Russia rained missiles on power stations.", "ASSAULT", {"2022-03-07"}),
        ("The mayor condemned the raid in Goma on Friday.", "ASSAULT", {"2022-03-04"}),
        ("Five people were killed when a bomb exploded in Baghdad on Monday.", "ASSAULT", {"2022-03-07"}),
    ],
)
def test_when(encoder: Encoder, text: str, kind: str, wanted: set[str]) -> None:
    reading = read(encoder, text)
    values = {t.id: t.value for t in reading.mentions.times}
    assert {values[ref] for ref in event(reading, kind).times} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Bombs killed a mother of three.", [("killed", 1)]),
        (
            "A bomb killed 12 people, three of them children, and wounded 30.",
            [("killed", 12), ("killed", 3), ("injured", 30)],
        ),
        ("At least 10 soldiers and an unknown number of rebels were killed in the raid.", [("killed", 10)]),
    ],
)
def test_how_many(encoder: Encoder, text: str, wanted: list[tuple[str, int]]) -> None:
    reading = read(encoder, text)
    figures = {f.id: (f.what, f.lower) for f in reading.mentions.figures}
    assert [figures[ref] for ref in event(reading, "ASSAULT").figures] == wanted


def test_one_who_is_called_by_country_and_name_is_one(encoder: Encoder) -> None:
    reading = read(encoder, "An Australian, Brenton Hale, aged 28, appeared in court yesterday, charged with murder.")
    assert names(reading, event(reading, "ACCUSE").recipients) == {"Brenton Hale"}


def test_an_age_makes_a_person_of_a_towns_name(encoder: Encoder) -> None:
    text = "Sudesh Amman, 20, was placed under surveillance. Amman was imprisoned in 2018."
    reading = read(encoder, text)
    assert {e.kind for e in reading.mentions.entities if "Amman" in e.name} == {"person"}
    assert not reading.mentions.places


def test_the_mayor_belongs_to_his_towns_country(encoder: Encoder) -> None:
    reading = read(encoder, "The mayor of Melitopol was abducted by armed men on Friday.")
    assert next(e.country for e in reading.mentions.entities if e.name == "mayor") == "UKR"


def test_a_town_that_the_story_names_is_one_in_its_headline(encoder: Encoder) -> None:
    text = "Chernihiv shelled despite pledge\n\nRussian troops shelled Chernihiv on Tuesday, the governor said."
    reading = read(encoder, text)
    assert not any(e.name == "Chernihiv" for e in reading.mentions.entities)
