"""Who does an act and whom it meets, where the clause around its word tells: one sentence for each construction."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.model import EventMention, Reading
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

ACTORS = [  # sentence, event type, canonical names
    ("Norway hosted a meeting between Chad and Niger.", "CONSULT", {"Norway", "Chad", "Niger"}),
    ("The meeting of Cyprus, Greece and Israel took place in Nicosia.", "CONSULT", {"Cyprus", "Greece", "Israel"}),
    ("Armenia, which is in a military conflict with Azerbaijan, held a vote.", "ASSAULT", {"Armenia", "Azerbaijan"}),
    ("An attack claimed by Islamic State killed five soldiers.", "ASSAULT", {"Islamic State"}),
    ("An attack condemned by Norway killed five soldiers.", "ASSAULT", set()),
    ("Omar Farid was jailed for the murder of his brother.", "ASSAULT", {"Omar Farid"}),
    ("Omar Farid was jailed after the murder of his brother.", "ASSAULT", set()),
    (
        "Two senators, Amina Diallo and Omar Farid, opposed the plan.",
        "REJECT",
        {"senators", "Amina Diallo", "Omar Farid"},
    ),
    ("Ministers including Omar Farid rejected the offer.", "REJECT", {"Ministers", "Omar Farid"}),
    ("Countries that bombed the camp include Norway and Chad.", "ASSAULT", {"Countries", "Norway", "Chad"}),
    ("Amina Diallo, along with Omar Farid, rejected the offer.", "REJECT", {"Amina Diallo", "Omar Farid"}),
    ("Villagers were killed at the hands of the Taliban.", "ASSAULT", {"Taliban"}),
    ("The town faces shelling and air strikes by the Houthis.", "ASSAULT", {"Houthis"}),
    ("Saudi-led air strikes hit a wedding in Sanaa.", "ASSAULT", {"Saudi Arabia"}),
    ("British and American ships shot down 21 drones.", "ASSAULT", {"United Kingdom", "United States"}),
    ("The bombing was claimed by the Taliban.", "ASSAULT", {"Taliban"}),
    ("The talks between Kyiv and Moscow collapsed on Friday.", "REJECT", {"Ukraine", "Russia"}),
    ("Russian shelling of Kharkiv killed at least 10 civilians.", "ASSAULT", {"Russia"}),
    ("Islamic State said it was behind the bombing in Quetta.", "ASSAULT", {"Islamic State"}),
    ("Turkey's detention of a pastor angered Washington.", "COERCE", {"Turkey"}),
    ("There were requests for a truce from the Houthis.", "REQUEST", {"Houthis"}),
    ("Police arrested two suspects over the stabbing of a minister.", "ASSAULT", {"suspects"}),
]

RECIPIENTS = [
    ("Cuba is already under American sanctions.", "SANCTION", {"Cuba"}),
    ("At the request of Minsk, Moscow sent police to Brest.", "REQUEST", {"Russia"}),
    ("Ankara announced the plan despite criticism by Greece.", "ACCUSE", {"Turkey"}),
    ("Five strikes engaged two Houthi units near the port.", "ASSAULT", {"Houthis"}),
    ("Police alleged Omar Farid fired first.", "ACCUSE", {"Omar Farid"}),
    ("Police detained eight people, including Omar Farid.", "COERCE", {"people", "Omar Farid"}),
    ("The Houthis seized a British-owned ship.", "COERCE", {"United Kingdom"}),
    ("The army shot down 12 Russian drones.", "ASSAULT", {"Russia"}),
    ("Libya was hit by a bomb, which Washington blamed on Tehran.", "ACCUSE", {"Iran"}),
    (
        "Amina Diallo attacked the naming of the hills as Chadian land by President Omar Farid.",
        "ACCUSE",
        {"Omar Farid"},
    ),
    ("Omar Farid wrote to the US Embassy asking to waive the rule.", "REQUEST", {"US Embassy"}),
    ("Ministers denounced the memoranda of understanding between Turkey and Libya.", "ACCUSE", {"Turkey", "Libya"}),
    ("A bomb killed four near the port.", "ASSAULT", set()),
    ("Shells killed 20 people in Brest.", "ASSAULT", set()),
    ("Shells killed 20 miners in Brest.", "ASSAULT", {"miners"}),
    ("Norway and Chad signed the Oslo Accords on Monday.", "SUPPORT", set()),
    ("The minister was criticised for refusing to disclose papers related to Sweden.", "REJECT", set()),
    ("After his arrest, Omar Farid was flown to Doha.", "COERCE", {"Omar Farid"}),
]


def read(encoder: Encoder, text: str) -> Reading:
    return read_page(read_bytes(text.encode(), name="story.txt"), given=Given(published_at="2022-03-10"), label=encoder)


def event(reading: Reading, kind: str) -> EventMention:
    return next(e for e in reading.record.events if e.event_type == kind)


def names(reading: Reading, refs: tuple[str, ...]) -> set[str]:
    known = {e.id: e.name for e in reading.mentions.entities}
    return {known[ref] for ref in refs}


@pytest.mark.parametrize(("text", "kind", "wanted"), ACTORS)
def test_who_did_it(encoder: Encoder, text: str, kind: str, wanted: set[str]) -> None:
    reading = read(encoder, text)
    assert names(reading, event(reading, kind).actors) == wanted


@pytest.mark.parametrize(("text", "kind", "wanted"), RECIPIENTS)
def test_whom_it_met(encoder: Encoder, text: str, kind: str, wanted: set[str]) -> None:
    reading = read(encoder, text)
    assert names(reading, event(reading, kind).recipients) == wanted
