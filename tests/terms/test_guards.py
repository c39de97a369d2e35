"""Guards and rules for modes: what only looks like an event, and the mode that the words around one imply."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.pipeline import Given, read_file
from standoff.terms.guards import load_guards, load_modes

GIVEN = Given(published_at="2020-01-01")

NO_EVENT = [
    "An earthquake struck the coast of Ecuador on Saturday.",
    "Her remarks triggered an explosion of anger.",
    "The two chains are fighting a price war.",
    "The paper was bombarded with letters.",
]
EVENT = [
    "A wave of bombings hit Baghdad on Thursday, killing 40.",
    "Motorbike riders attacked three villages in Niger.",
    "Ukrainian defenders struck a column of tanks near Izium.",
    "An assassination team killed the scientist near Tehran.",
    "Rebels seized the market in Aleppo.",
    "The Arab League said that gunmen had stormed the parliament in Tripoli.",
]
MODES = [
    ("NATO aircraft struck fuel stores near Pristina on Tuesday night.", "aerial"),
    ("The theatre in Mariupol was bombed from the air on Wednesday.", "aerial"),
    ("A suicide attacker struck a checkpoint in Maiduguri.", "suicide-attack"),
    ("American cruise missiles destroyed a factory in Khartoum on Thursday.", "heavy-weapons"),
]


def _assaults(text: str, folder: Path) -> list[str | None]:
    path = folder / "story.txt"
    path.write_text(text + "\n", encoding="utf-8")
    return [e.mode for e in read_file(path, given=GIVEN).record.events if e.event_type == "ASSAULT"]


def test_tables_load() -> None:
    assert all(rule.needs for rule in (*load_guards(), *load_modes()))
    assert all(rule.mode for rule in load_modes())


@pytest.mark.parametrize("text", NO_EVENT)
def test_no_event(text: str, tmp_path: Path) -> None:
    assert _assaults(text, tmp_path) == []


@pytest.mark.parametrize("text", EVENT)
def test_still_an_event(text: str, tmp_path: Path) -> None:
    assert _assaults(text, tmp_path)


@pytest.mark.parametrize(("text", "mode"), MODES)
def test_mode(text: str, mode: str, tmp_path: Path) -> None:
    assert mode in _assaults(text, tmp_path)
