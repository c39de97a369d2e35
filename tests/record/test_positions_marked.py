"""Marked positions of many wars are found, with who holds them, against whom, and of what."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.encoder import Encoder
from standoff.model import Page, PositionMention, Reading
from standoff.pipeline import Given, read_page

_CASES = Path(__file__).parents[1] / "cases"
_FLOORS = {"positions.tsv": (0.9, 0.9), "positions_held.tsv": (0.8, 0.7)}  # found; found with all that is marked


def marked(name: str) -> list[list[str]]:
    lines = (_CASES / name).read_text().splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def named(reading: Reading, ref: str | None) -> str:
    """The name and the mentions of an entity, in small letters; "-" for none."""
    entity = next((e for e in reading.mentions.entities if e.id == ref), None)
    if entity is None:
        return "-"
    return f"{entity.name} {entity.country} {' '.join(reading.words(m.span) for m in entity.mentions)}".lower()


def is_right(reading: Reading, found: PositionMention, holder: str, counterpart: str, wanted: str) -> bool:
    parties = ((holder, found.holder), (counterpart, found.counterpart))
    right = all(name == "-" or name.lower() in named(reading, ref) for name, ref in parties)
    return right and wanted in ("-", f"{found.object.polarity} {found.object.event_type}")


@pytest.mark.parametrize("name", sorted(_FLOORS))
def test_marked_positions_are_found(name: str, encoder: Encoder) -> None:
    cases = marked(name)
    found = right = 0
    for text, act, holder, counterpart, wanted in cases:
        reading = read_page(Page.from_text(text), given=Given(published_at="2020-03-01"), label=encoder)
        same = [p for p in reading.record.positions if p.act == act]
        found += bool(same)
        right += any(is_right(reading, p, holder, counterpart, wanted) for p in same)
    floors = _FLOORS[name]
    assert found / len(cases) >= floors[0]
    assert right / len(cases) >= floors[1]
