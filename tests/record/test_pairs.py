"""Minimal pairs: what is denied, threatened, supposed, asked or planned is never read as done."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

BENCH = Path(__file__).parents[2] / "bench"
sys.path.insert(0, str(BENCH))

from pairs import measure, read_pairs  # noqa: E402

FLOORS = tomllib.loads((BENCH / "floors.toml").read_text("utf-8"))["pairs"]


def test_there_are_four_hundred_pairs_and_each_says_its_trigger() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 400
    assert [p for p in pairs if p.trigger not in p.text] == []
    assert sum(p.occurred for p in pairs) >= 100


def test_nothing_that_is_not_told_as_done_has_occurred() -> None:
    result = measure(p for p in read_pairs() if not p.occurred)
    assert [f"{p.variant}: {p.text}" for p in result.breaches] == []


def test_what_is_told_as_done_is_found_with_its_teller() -> None:
    found = measure(p for p in read_pairs() if p.occurred).figures()
    assert {k: (found[k], v) for k, v in FLOORS.items() if found[k] < v} == {}
