"""Everyday sentences of news (`tests/cases/everyday.tsv`): the type of event that each tells, or none."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from standoff.page import read_bytes
from standoff.pipeline import Given, read_page

CASES = Path(__file__).parent.parent / "cases" / "everyday.tsv"
BY_TYPE: dict[str, list[str]] = defaultdict(list)
for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
    event_type, sentence = line.split("\t")
    BY_TYPE[event_type].append(sentence)


def types(sentence: str) -> set[str]:
    """The types of the events that a sentence tells."""
    page = read_bytes(f"A story of the day\n\n{sentence}\n".encode(), name="story.txt")
    return {e.event_type for e in read_page(page, given=Given(published_at="2019-09-14")).record.events}


@pytest.mark.parametrize("event_type", sorted(BY_TYPE))
def test_told(event_type: str) -> None:
    found = {s: types(s) or {"-"} for s in BY_TYPE[event_type]}
    assert {s: sorted(t) for s, t in found.items() if event_type not in t} == {}
