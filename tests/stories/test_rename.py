"""Replacing all names by invented ones keeps the record: the reader lives by syntax and verbs, not by names it knows.

Each sample story is read twice, as it is and with the names of `rename.toml`; an event, statement or position is kept
if the second record has one of the same kind at the same words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from standoff.encoder import Encoder
from standoff.model import PositionMention, Reading, StatementMention
from tests.stories.respelling import ROOT, find_stories, read_text, respell

FLOOR = 0.95  # 0.983 when this was written; 0.85 was asked for
QUICK = 8
Place = Callable[[int], int]
Key = tuple[object, ...]


@dataclass
class Tally:
    """Records kept, records that were there, and the words of those that were lost, per kind."""

    kept: dict[str, int] = field(default_factory=dict)
    total: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def add(self, kind: str, *, kept: bool, words: str) -> None:
        self.total[kind] = self.total.get(kind, 0) + 1
        self.kept[kind] = self.kept.get(kind, 0) + kept
        self.lost += [] if kept else [f"{kind}: {words}"]

    @property
    def rate(self) -> float:
        return sum(self.kept.values()) / sum(self.total.values())


def names() -> dict[str, str]:
    """Old name -> new name, in capitals too (datelines)."""
    groups = tomllib.loads((ROOT / "tests/stories/rename.toml").read_text("utf-8")).values()
    table = {old: new for group in groups for old, new in group.items()}
    return {old.upper(): new.upper() for old, new in table.items()} | table


def compare(path: Path, encoder: Encoder, tally: Tally) -> None:
    """Adds what one story keeps and loses."""
    text = path.read_text("utf-8")
    respelt = respell(text, names())
    before = read_text(text, name=path.name, encoder=encoder)
    after = read_text(respelt.text, name=path.name, encoder=encoder)
    events = {(e.event_type, span.start) for e in after.record.events for span in e.mentions}
    statements = {_statement(s, lambda at: at) for s in after.record.statements}
    positions = {_position(p, lambda at: at) for p in after.record.positions}
    for event in before.record.events:
        key = (event.event_type, respelt.place(event.trigger.start))
        tally.add("event", kept=key in events, words=f"{event.event_type} {_words(before, event.trigger.start)}")
    for statement in before.record.statements:
        at = statement.cue or statement.content[0]
        tally.add("statement", kept=_statement(statement, respelt.place) in statements, words=_words(before, at.start))
    for position in before.record.positions:
        kept = _position(position, respelt.place) in positions
        tally.add("position", kept=kept, words=f"{position.act} {_words(before, position.object.span.start)}")


def _statement(statement: StatementMention, place: Place) -> Key:
    return (statement.form, place((statement.cue or statement.content[0]).start))


def _position(position: PositionMention, place: Place) -> Key:
    return (position.act, position.object.polarity, place(position.object.span.start))


def _words(reading: Reading, at: int) -> str:
    text = reading.page.text
    return " ".join(f"{text[max(0, at - 60) : at]}>>{text[at : at + 60]}".split())


def check(paths: list[Path], encoder: Encoder) -> None:
    tally = Tally()
    for path in paths:
        compare(path, encoder, tally)
    assert tally.rate >= FLOOR, f"{tally.kept} of {tally.total} kept: {tally.rate:.3f}\n" + "\n".join(tally.lost)


def test_a_place_in_the_text_moves_with_the_names_before_it() -> None:
    respelt = respell("Putin told Macron: no.", {"Putin": "Ra", "Macron": "Delacroix"})
    assert respelt.text == "Ra told Delacroix: no."
    assert [respelt.text[respelt.place(at)] for at in (0, 6, 11, 17, 19)] == ["R", "t", "D", ":", "n"]


def test_every_story_has_names_to_replace() -> None:
    for path in find_stories():
        text = path.read_text("utf-8")
        assert sum(a != b for a, b in zip(text.split(), respell(text, names()).text.split(), strict=False)) >= 10


def test_invented_names_keep_the_record(encoder: Encoder) -> None:
    paths = find_stories()
    check(paths[:: len(paths) // QUICK][:QUICK], encoder)


@pytest.mark.slow
def test_invented_names_keep_the_record_of_all_stories(encoder: Encoder) -> None:
    check(find_stories(), encoder)
