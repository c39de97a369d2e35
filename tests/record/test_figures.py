"""Which event a figure belongs to, and who gives it."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.model import Reading
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page


def read(encoder: Encoder, text: str) -> Reading:
    return read_page(read_bytes(text.encode(), name="story.txt"), given=Given(published_at="2022-03-10"), label=encoder)


def tolls(reading: Reading, kind: str) -> list[list[tuple[str, int | None]]]:
    """What and how many (the lower bound) each event of a type has, in order of the text."""
    known = {f.id: (f.what, f.lower) for f in reading.mentions.figures}
    return [[known[f] for f in e.figures] for e in reading.record.events if e.event_type == kind]


STORIES = [
    (
        "Two attacks shook Brest on Monday. The second attack was in a market, killing eight people.",
        "ASSAULT",
        [[("other", 2)], [("killed", 8)]],
    ),
    (
        "A man stabbed shoppers in Brest. Police shot him dead. Two women were injured.",
        "ASSAULT",
        [[("injured", 2)], []],
    ),
    ("Gunmen attacked a village in Mali. Some 40 villagers are missing.", "ASSAULT", [[("missing", 40)]]),
    ("Thousands of people had gathered outside the bank with slogans.", "PROTEST", [[("protesters", None)]]),
    ("Norway carried out 23 strikes in Syria.", "ASSAULT", [[("other", 23)]]),
    ("Near Sinjar, one strike hit a bridge.", "ASSAULT", [[("other", 1)]]),
    ("Poland stationed 2,000 guards along the border.", "MOBILIZE", [[("troops", 2000)]]),
    ("Norway fired dozens of rounds into the hills.", "ASSAULT", [[("other", None)]]),
    ("No deaths or injuries were reported in the attack.", "ASSAULT", [[("injured", 0), ("killed", 0)]]),
    ("Police arrested a man on Friday.", "COERCE", [[]]),
    ("Chad evacuated about 80 people on Friday.", "AID", [[("displaced", 80)]]),
    ("Protests began in Brest in May. Doctors put the death toll at 300.", "PROTEST", [[("killed", 300)]]),
    ("Shells hit a rally in Brest. Doctors put the death toll at 30.", "PROTEST", [[]]),
    ("Four dead in Brest\n\nA bomb exploded in Brest on Monday.", "ASSAULT", [[("killed", 4)]]),
]


@pytest.mark.parametrize(("text", "kind", "wanted"), STORIES)
def test_a_figure_belongs_to_its_act(
    encoder: Encoder, text: str, kind: str, wanted: list[list[tuple[str, int | None]]]
) -> None:
    assert tolls(read(encoder, text), kind) == wanted


def test_a_figure_has_the_statement_that_gives_it(encoder: Encoder) -> None:
    reading = read(encoder, "Shells hit Brest. The mayor said nine people died. Ten houses burned.")
    told = {f.lower: f.statement for f in reading.mentions.figures}
    assert told == {9: reading.record.statements[0].id, 10: None}
