"""The 45 example stories, and what the tool says of them held against what a reader expects (`expected.json`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from standoff.ledger_model import ClockDay, Evidence, Ledger, MergedCondition, Step
from standoff.merge import merge_readings
from standoff.pipeline import read
from standoff.track import find_deadlocks, track_clock, track_position
from standoff.track.compiled import compile_pattern

FOLDER = Path(__file__).parent.parent / "src" / "standoff" / "sample" / "ukraine-2022"
Phrases = Mapping[str, Sequence[str]]  # by story


@dataclass(frozen=True)
class Example:
    """The merged ledger of the stories, their pages and texts by file name, and what is expected."""

    ledger: Ledger
    pages: Mapping[str, str]
    texts: Mapping[str, str]
    expected: Mapping[str, Any]

    def said(self, evidence: Iterable[Evidence], story: str, phrase: str) -> bool:
        """Whether one of the pieces of evidence shares characters with a phrase of a story."""
        start = self.texts[story].index(phrase)
        end = start + len(phrase)
        page = self.pages[story]
        return any(e.page == page and e.span[0] < end and e.span[1] > start for e in evidence)

    def homes(self, event: Mapping[str, Any]) -> dict[str, set[str]]:
        """By story the merged events that bear a telling on one of the phrases, of the right type."""
        out: dict[str, set[str]] = {story: set() for story in event["told"]}
        for merged in self.ledger.events:
            for telling in merged.tellings:
                for story, phrases in event["told"].items():
                    if telling.event_type == event["type"] and any(
                        self.said(telling.evidence, story, p) for p in phrases
                    ):
                        out[story].add(merged.id)
        return out

    def pairs(self) -> tuple[int, int, int]:
        """Pairs of tellings rightly joined, wrongly joined, and wrongly apart; tellings not found count as apart."""
        told = [
            (name, ids) for name, homes in ((e["name"], self.homes(e)) for e in self.expected["events"])
            for ids in homes.values()
        ]  # fmt: skip
        right = wrong = apart = 0
        for (left, a), (other, b) in combinations(told, 2):
            joined = bool(a & b)
            right += joined and left == other
            wrong += joined and left != other
            apart += not joined and left == other
        return right, wrong, apart

    def conditions_of(self, told: Phrases) -> dict[tuple[str, str], list[MergedCondition]]:
        """By story and phrase the merged conditions told there."""
        return {
            (story, phrase): [
                c for c in self.ledger.conditions if self.said((t.evidence for t in c.tellings), story, phrase)
            ]
            for story, phrases in told.items()
            for phrase in phrases
        }

    def merged(self, name: str) -> list[str]:
        """Ids of the merged conditions in which tellings of an expected one are kept, as they are expected."""
        expected = next(c for c in self.expected["conditions"] if c["name"] == name)
        found = (c for held in self.conditions_of(expected["told"]).values() for c in held)
        return list(dict.fromkeys(c.id for c in found if not wrong_in(c, expected)))

    @cached_property
    def days(self) -> tuple[ClockDay, ...]:
        """The clock of the condition that `expected.json` gives marks for."""
        clock = self.expected["clock"]
        ids = self.merged(clock["condition"])
        condition = next((c for c in self.ledger.conditions if c.id in ids), None)
        return track_clock(self.ledger, condition, until=clock["until"]).days if condition else ()

    def wrong_marks(self) -> dict[str, tuple[str, str]]:
        """Days whose mark is not the expected one: what is expected, what the tool says."""
        clock = self.expected["clock"]
        marks = ("breach_reported", "nothing_reported", "not_covered")
        wanted = {f"2022-{day}": mark for mark in marks for day in clock[mark]}
        said = {d.day: d.mark for d in self.days}
        return {d: (m, said.get(d, "")) for d, m in sorted(wanted.items()) if said.get(d) != m}

    def deadlocks_missed(self) -> list[list[str]]:
        """The expected deadlocks that are not found."""
        found = [set(d.conditions) for d in find_deadlocks(self.ledger)]
        wanted = [d["conditions"] for d in self.expected["deadlocks"]]
        return [
            names for names in wanted
            if not any(all(ids & set(self.merged(name)) for name in names) for ids in found)
        ]  # fmt: skip

    def one_position(self, position: Mapping[str, Any]) -> bool:
        """Whether the steps of an expected position that are found lie in one merged position."""
        ids = {t.id: k.id for k in self.ledger.positions for t in k.tellings}
        homes = [{ids[step.telling.id] for step in found} for _, _, found in self.steps(position) if found]
        return bool(homes) and bool(set.intersection(*homes))

    def steps(self, position: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Step]]]:
        """For each expected step its story, its phrase, and the steps of the tool on it."""
        for story, phrase, act in position["steps"]:
            found = [
                step for k in self.ledger.positions for step in track_position(k)
                if step.act == act and step.telling.evidence and self.said([step.telling.evidence], story, phrase)
            ]  # fmt: skip
            yield story, phrase, found


def wrong_in(condition: MergedCondition, expected: Mapping[str, Any]) -> list[str]:
    """What in a condition is not as expected."""
    wrong = []
    if expected["operator"] and condition.operator not in expected["operator"]:
        wrong.append(f"operator {condition.operator}")
    for side in ("requires", "consequence"):
        pattern = compile_pattern(getattr(condition, side))
        if expected[side] and [pattern.event_type, pattern.polarity] not in expected[side]:
            wrong.append(f"{side} {pattern.event_type} {pattern.polarity}")
    holder = condition.holder
    if holder is None or (expected["holder"] != holder.country and expected["holder"] not in holder.name):
        wrong.append(f"holder {holder.name if holder else None}")
    return wrong


def load_example() -> Example:
    """Reads the stories."""
    paths = sorted(FOLDER.glob("*.txt"))
    readings = {path.stem: read(path) for path in paths}
    pages = {stem: r.page.id for stem, r in readings.items()}
    texts = {stem: r.page.text for stem, r in readings.items()}
    expected = json.loads((FOLDER / "expected.json").read_text("utf-8"))
    return Example(merge_readings(readings.values()), pages, texts, expected)
