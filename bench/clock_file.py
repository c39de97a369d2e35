"""Scenarios: small ledgers with the marks that the clock of their condition must show (`clocks/*.toml`).

    [[scenario]]
    name = "mykolaiv"                                # unique
    about = "quiet told by a negative"               # the difficulty
    condition = "until the shelling of Mykolaiv stops"   # words of a story that lie in the condition
    requires = { event_type = "ASSAULT", polarity = "stop", places = ["Mykolaiv"] }   # what is left out is not asked
    status = "not_met"                               # after the last story
    deadlock = ["Azerbaijan", "Armenia"]             # only where two conditions wait for each other
    [[scenario.story]]                               # day, outlet (may be left out) and text, by day
    [scenario.marks]                                 # every day from the first statement to the last story

Parties that are known by several names are written with a bar: `"M23|March 23 Movement"`. `dev.toml` is for
development, `held.toml` is kept aside.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

from standoff.ledger_model import Mark

CLOCKS = Path(__file__).parent / "clocks"
ASKED = ("event_type", "polarity", "actors", "recipients", "places")  # what may stand in `requires`
DECIDES = {"breach_reported": "not_met", "quiet_reported": "reported_met", "fulfilled_reported": "reported_met"}


@dataclass(frozen=True)
class ScenarioStory:
    """One story; `page` is unique over all scenarios."""

    page: str
    day: str
    outlet: str | None
    text: str


@dataclass(frozen=True)
class Scenario:
    """A ledger of some stories and what its clock must show; `requires` holds only what is asked."""

    name: str
    about: str
    condition: str
    requires: dict[str, Any]
    status: str
    deadlock: frozenset[str]
    stories: tuple[ScenarioStory, ...]
    marks: dict[str, str]


def read_scenarios(path: Path) -> list[Scenario]:
    """The scenarios of one file. Raises `ValueError` that names the scenario which is not whole."""
    rows = tomllib.loads(path.read_text("utf-8"))["scenario"]
    found = [_scenario(row) for row in rows]
    if len({s.name for s in found}) < len(found):
        raise ValueError(f"{path.name}: two scenarios of one name")
    for scenario in found:
        if wrong := _wrong(scenario):
            raise ValueError(f"{path.name}: {scenario.name}: {wrong}")
    return found


def _scenario(row: dict[str, Any]) -> Scenario:
    stories = tuple(
        ScenarioStory(f"{row['name']}-{n}", story["day"], story.get("outlet"), story["text"].strip())
        for n, story in enumerate(row["story"], 1)
    )
    deadlock = frozenset(row.get("deadlock", ()))
    return Scenario(
        row["name"], row["about"], row["condition"], row["requires"], row["status"], deadlock, stories, row["marks"]
    )


def _wrong(scenario: Scenario) -> str | None:
    """What is not as the format asks, None where all is."""
    days, last = list(scenario.marks), max(s.day for s in scenario.stories)
    if not days or days != _every_day(days[0], last):
        return f"marks must name every day from the first statement to {last}"
    if unknown := set(scenario.marks.values()) - set(get_args(Mark)):
        return f"no mark: {', '.join(sorted(unknown))}"
    if unknown := set(scenario.requires) - set(ASKED):
        return f"not in a pattern: {', '.join(sorted(unknown))}"
    if not any(scenario.condition in s.text for s in scenario.stories):
        return "no story has the words of the condition"
    decided = [DECIDES[mark] for mark in scenario.marks.values() if mark in DECIDES]
    status = decided[-1] if decided else "unknown"
    return None if status == scenario.status else f"the marks give the status {status}"


def _every_day(first: str, last: str) -> list[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(start + timedelta(n)).isoformat() for n in range((end - start).days + 1)]
