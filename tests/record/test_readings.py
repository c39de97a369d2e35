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
