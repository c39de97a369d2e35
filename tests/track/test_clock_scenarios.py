"""The scenarios of the clock can be read and measured."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.clock_file import CLOCKS, Scenario, read_scenarios
from bench.clocks import Outcome, check, is_right, measure

from standoff.encoder import Encoder
from standoff.ledger_model import Clock, ClockDay, Ledger, MergedCondition, Pattern

SCENARIO = '''[[scenario]]
name = "river-port"
about = "quiet told by a negative"
condition = "until the shelling stops"
requires = { event_type = "ASSAULT", places = ["Aden|Port of Aden"] }
status = "not_met"
[[scenario.story]]
day = "2022-03-01"
text = """
No talks

There will be no talks until the shelling stops. Shells hit the port on Tuesday.
"""
[[scenario.story]]
day = "2022-03-03"
text = "Quiet"
[scenario.marks]
"2022-03-01" = "breach_reported"
"2022-03-02" = "not_covered"
"2022-03-03" = "nothing_reported"
'''


def scenario(folder: Path, text: str = SCENARIO) -> Scenario:
    path = folder / "some.toml"
    path.write_text(text, "utf-8")
    (found,) = read_scenarios(path)
    return found


def test_a_scenario_is_read(tmp_path: Path) -> None:
    found = scenario(tmp_path)
    assert [s.page for s in found.stories] == ["river-port-1", "river-port-2"]
    assert found.stories[0].text.startswith("No talks\n\nThere") and found.deadlock == frozenset()
    assert found.marks["2022-03-02"] == "not_covered"


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ('"2022-03-02" = "not_covered"\n', "", "every day"),
        ('= "not_covered"', '= "quiet"', "no mark: quiet"),
        ('status = "not_met"', 'status = "reported_met"', "give the status not_met"),
        ("until the shelling stops. Shells", "until it ends. Shells", "words of the condition"),
        ("event_type =", "type =", "not in a pattern: type"),
    ],
)
def test_what_is_not_whole_is_named(old: str, new: str, wrong: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"river-port: .*{wrong}"):
        scenario(tmp_path, SCENARIO.replace(old, new))


def test_the_scenarios_are_whole() -> None:
    found = [s for path in CLOCKS.glob("*.toml") for s in read_scenarios(path)]
    assert len(found) >= 24
    assert all("“" not in story.text and '"' not in story.text for s in found for story in s.stories)


def test_the_figures(tmp_path: Path) -> None:
    """One scenario whose condition is found with one day of three right, and one whose condition is not found."""
    wanted = scenario(tmp_path)
    pattern = Pattern("ASSAULT", "stop", places=("Port of Aden",))
    condition = MergedCondition("c", None, "until", pattern, Pattern("CONSULT"), "2022-03-01", "2022-03-01", False, ())
    clock = Clock(
        "c", (ClockDay("2022-03-01", "breach_reported"), ClockDay("2022-03-02", "nothing_reported")), "not_met"
    )
    outcome = Outcome(wanted, Ledger(), condition, clock, ())
    assert is_right(outcome, "places") and is_right(outcome, "event_type")
    figures = measure([outcome, Outcome(wanted, Ledger(), None, None, ())])
    assert (figures["found"], figures["days"], figures["status"]) == (0.5, 1 / 6, 0.5)
    assert figures["days_of_found"] == 1 / 3 and figures["places"] == 1


def test_the_clocks_stay_above_their_floors(encoder: Encoder, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(encoder) == 0, capsys.readouterr().out
