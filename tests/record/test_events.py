"""Everyday words of news and the events that they tell; look-alikes that tell none. All sentences are our own."""

from __future__ import annotations

import pytest

from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

TELLS = [
    ("The prime minister called the border agreement “null and void” on Tuesday.", "ACCUSE called"),
    ("On Friday the party's leader called the deal “lousy”.", "ACCUSE called"),
    ("The president attacked the court's decision on live television.", "ACCUSE attacked"),
    ("Two senators questioned the president's authority to close the base.", "ACCUSE questioned"),
    ("The opposition claimed that the vote was rigged by the army.", "ACCUSE claimed"),
    ("Detectives questioned the minister's brother for six hours.", "ACCUSE questioned"),
    ("The pull-out from the valley began on Sunday.", "RETREAT pull-out"),
    ("The president called up 300,000 reservists on Wednesday.", "MOBILIZE called"),
    ("By noon some 3,000 soldiers were behind bars.", "COERCE bars"),
    ("Sixteen states filed a lawsuit against the government on Monday.", "ACCUSE filed"),
    ("The committee issued a subpoena for the minister's records.", "REQUEST subpoena"),
    ("Italy and Egypt were called to join the project.", "REQUEST called"),
    ("The judge ordered the accused to remain in custody.", "COERCE ordered"),
    ("The regulator issued a cease and desist order against the channel.", "COERCE order"),
    ("Police recovered a rifle and two grenades from the flat.", "COERCE recovered"),
    ("The two leaders spoke of grain in a call with the king of Jordan.", "CONSULT call"),
    ("The president thanked the rescuers.", "SUPPORT thanked"),
    ("The two presidents ratified the treaty in May.", "SUPPORT ratified"),
    ("The queen complied with the request of the prime minister.", "AGREE complied"),
    ("The president ousted his defence minister on Monday.", "SANCTION ousted"),
    ("Army officers ousted the president in a coup.", "ASSAULT ousted"),
    ("The minister tendered her resignation on Tuesday.", "RETREAT tendered"),
    ("Parliament denied funding for the wall.", "REJECT denied"),
    ("An IT worker went on a stabbing spree at the barracks.", "ASSAULT spree"),
    ("The country is in an armed conflict with its northern neighbour.", "ASSAULT conflict"),
]

TELLS_NOTHING = [
    ("On Tuesday the envoy called the mood cheerful.", "REQUEST"),
    ("She left the country and returned to Ohio in May.", "CONSULT"),
    ("I saw a man with a bag on the bridge.", "CONSULT"),
    ("The surgeon was met with applause.", "CONSULT"),
    ("The rider was struck by a lorry on the ring road.", "ASSAULT"),
    ("A collision on the ring road killed a rider.", "ASSAULT"),
    ("The release of the messages led to an outcry.", "RETREAT"),
    ("The candidate spoke at an election rally in Izmir.", "PROTEST"),
    ("More than a million people attended the funeral procession.", "PROTEST"),
    ("The metro station was closed for a day.", "COERCE"),
    ("We want to take this country forward.", "ASSAULT"),
    ("The cook armed himself with a pan.", "AID"),
    ("The protesters' demands have grown.", "REQUEST"),
    ("They commented on the border agreement.", "AGREE"),
    ("The wounded man was placed under observation.", "COERCE"),
]


def told(text: str) -> list[str]:
    """Type and word of every event that the text tells as done."""
    page = read_bytes(f"A story of the day\n\n{text}\n".encode(), name="story.txt")
    reading = read_page(page, given=Given(published_at="2019-09-14"))
    return [f"{e.event_type} {reading.words(m)}" for e in reading.record.events for m in e.mentions]


@pytest.mark.parametrize(("text", "event"), TELLS)
def test_told(text: str, event: str) -> None:
    assert event in told(text)


@pytest.mark.parametrize(("text", "event_type"), TELLS_NOTHING)
def test_not_told(text: str, event_type: str) -> None:
    assert not [event for event in told(text) if event.startswith(event_type)]
