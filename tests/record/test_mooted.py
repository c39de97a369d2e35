"""Acts that are only talked of give no event, and those only those are in an act whom its clause names."""

from __future__ import annotations

import pytest

from standoff.model import Reading
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

DAY = "2010-06-15"  # a Tuesday


def read(sentence: str) -> Reading:
    """The reading of a story of one sentence."""
    return read_page(read_bytes(f"\n{sentence}\n".encode(), name="story.txt"), given=Given(published_at=DAY))


def told(sentence: str) -> set[tuple[str, str]]:
    """Type and realis of the events of a sentence."""
    return {(e.event_type, e.realis) for e in read(sentence).record.events}


@pytest.mark.parametrize(
    ("sentence", "unsaid"),
    [
        ("Mali's opposition says the vote was a ploy by the president.", "REJECT"),
        ("Mali rejects what it describes as terrorist groups.", "ACCUSE"),
        ("Mr Okello appealed to the Malian government to abide by its commitments.", "AGREE"),
        ("Rebels based in Goma say that the army is not present there.", "MOBILIZE"),
        ("The envoy said a joint plan was required to defeat the gangs.", "REQUEST"),
        ("The militia said it would still respond to mortar fire or raids.", "ASSAULT"),
        ("The army kept rebels from attacking the town.", "ASSAULT"),
        ("The army has the duty to protect the town and destroy the insurgency.", "ASSAULT"),
        ("The newly negotiated truce took effect on Sunday.", "CONSULT"),
        ("Troops are in Mali as part of a mission to train and assist Malian forces.", "AID"),
        ("The focus of the talks has been a rebel demand that foreign forces leave.", "RETREAT"),
        ("The rebels ended the truce, casting doubt on peace talks.", "ACCUSE"),
        ("A quarrel over a prisoner swap has slowed the accord.", "RETREAT"),
        ("The government has agreed to no such release.", "CONCEDE"),
        ("The army issued an ultimatum to the town's elders on Friday.", "THREATEN"),
        ("The ministry said it will continue collaborating with Norway.", "COOPERATE"),
        ("The two sides signed an accord on withdrawing Russian troops and disarming fighters.", "RETREAT"),
        ("The envoys argued about the scope of a Kenyan withdrawal.", "RETREAT"),
        ("Rebels and government troops returned to a cease-fire.", "ASSAULT"),
        ("Officials confronted a group of men who were allegedly carrying weapons.", "AID"),
        ("Twenty people were killed in army shelling on Friday, activists said.", "ACCUSE"),
        ("The army entered the besieged city of Goma.", "COERCE"),
        ("The fighters dropped the girls off and fled.", "SANCTION"),
        ("The fighters spoke to the girls before leaving.", "RETREAT"),
        ("The minister pushed at the summit for a decision to stop such attacks.", "RETREAT"),
        ("The envoy said the talks were aimed at securing an army pullout from Sumy.", "RETREAT"),
        ("The talks are aimed at a withdrawal of troops from Homs.", "RETREAT"),
        ("The envoy hopes to secure the release of the men.", "RETREAT"),
    ],
)
def test_what_is_only_talked_of_is_no_event(sentence: str, unsaid: str) -> None:
    assert unsaid not in {kind for kind, _ in told(sentence)}


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Chad said it would enter into talks with the militia if the militia left the towns.", ("AGREE", "occurred")),
        ("The militia said it would still respond to mortar fire or raids.", ("THREATEN", "occurred")),
        ("Officials said the two ministers would meet this week to discuss the crisis.", ("CONSULT", "planned")),
        ("The ministers spoke of Friday's planned summit in Tehran.", ("CONSULT", "planned")),
        ("The African Union was due to hold a meeting later on Monday.", ("CONSULT", "planned")),
        ("The army gained control of the town.", ("ASSAULT", "occurred")),
        ("Five years of fighting in Darfur have killed thousands.", ("ASSAULT", "occurred")),
        ("The deal would free hostages taken by the rebels.", ("ASSAULT", "occurred")),
        ("He said a truce could lead to political negotiations between the sides.", ("CONSULT", "hypothetical")),
        ("Bombing the province of Idlib is wrong, the minister said.", ("ASSAULT", "occurred")),
        ("The government rejected the rebels' offer of talks.", ("REJECT", "occurred")),
    ],
)
def test_what_is_told_of_it(sentence: str, event: tuple[str, str]) -> None:
    assert event in told(sentence)


@pytest.mark.parametrize(
    ("sentence", "event_type", "actors"),
    [
        ("The government and rebels who have captured several towns met on Monday.", "ASSAULT", ["rebels"]),
        (
            "The opposition has units supported by the United States and Turkey, as well as Kurdish militants.",
            "SUPPORT",
            ["United States", "Turkey"],
        ),
        ("The peace talks in Goma were stalled by soldier deaths.", "REJECT", []),
        ("The Taliban have been waging a campaign of bombings against the state.", "ASSAULT", ["Taliban"]),
        ("A correspondent at Goma heard gunfire, with blasts around every 10 seconds.", "ASSAULT", []),
    ],
)
def test_who_does_it(sentence: str, event_type: str, actors: list[str]) -> None:
    reading = read(sentence)
    names = {e.id: e.name for e in reading.mentions.entities}
    found = [names[a] for e in reading.record.events if e.event_type == event_type for a in e.actors]
    assert found == actors


def test_a_threat_that_others_will_strike_back_is_not_towards_them() -> None:
    (threat,) = read("A militia commander said his men would strike back if they were attacked.").record.events
    assert (threat.event_type, threat.recipients) == ("THREATEN", ())


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("Israeli jets killed dozens of people on Monday as Hamas leaders visited Cairo for truce talks.", "ASSAULT"),
        ("The truce was agreed at a summit in Belarus to end a conflict in which 5,000 people were killed.", "ASSAULT"),
    ],
)
def test_talks_elsewhere_are_not_where_people_died(sentence: str, event_type: str) -> None:
    assert [e.places for e in read(sentence).record.events if e.event_type == event_type] == [()]


def test_fire_is_opened_and_not_hit() -> None:
    reading = read("Troops opened fire on a district in Damascus.")
    (shooting,) = reading.record.events
    targets = [reading.page.text[a.span.start : a.span.end] for a in shooting.arguments if a.role == "target"]
    assert targets == ["district"]


def test_what_was_secured_was_done() -> None:
    assert ("RETREAT", "occurred") in told("Qatar secured the release of five hostages on Monday.")


def test_talks_that_collapse_are_refused_by_nobody() -> None:
    assert read("The group went on with its raids after the collapse of talks with the army.").record.positions == ()


def test_who_tells_a_whole_sentence_relays_who_is_told_in_it() -> None:
    text = "The rebels agreed a truce, mediators said, but nobody confirmed it, according to state television."
    reading = read(text)
    sayings = {reading.words(s.source.span): s for s in reading.record.statements if s.source is not None}
    assert sayings["state television"].within is None
    assert sayings["mediators"].within == sayings["state television"].id
