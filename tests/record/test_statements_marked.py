"""The marked passages: that they can be read, and that the finder keeps what it has reached on them."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
BENCH = ROOT / "bench" / "statements.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_statements", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["statements.txt", "statements_held.txt"])
def test_every_mark_can_be_read(bench: ModuleType, name: str) -> None:
    passages = bench.read_passages(ROOT / "tests" / "cases" / name)
    assert len(passages) > 60
    for passage in passages:
        assert all(s.content and (s.cue or passage.title) for s in passage.marked), passage.name


def test_marks_nest(bench: ModuleType) -> None:
    line = "{source:1 Kyiv} {cue:1 said} {content:1 {source:2 Paris} {cue:2/denied denied} {content:2 it fired}}."
    passage = bench.parse_passage(line, name="x")
    assert passage.text == "Kyiv said Paris denied it fired."
    assert [(s.source, s.polarity, s.within) for s in passage.marked] == [
        ("Kyiv", "affirmed", None),
        ("Paris", "denied", 0),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("held", [[], ["--held"]])
def test_the_floors_hold(held: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, str(BENCH), "--check", *held], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
