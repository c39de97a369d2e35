"""A writer that is killed loses nothing that was acknowledged, and leaves nothing torn."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from standoff.store import open_store

WRITER = """
import sys
from pathlib import Path
from standoff.store import open_store
from tests.conftest import TEXT, build
store = open_store(Path(sys.argv[1]), write=True)
for number in range(int(sys.argv[2]), 10_000):
    reading = build(TEXT + f"\\nNumber {number}.")
    store.put(reading.to_dict(), raw=reading.page.raw, at="2026-11-23")
    print(reading.page.id, flush=True)
"""


@pytest.mark.slow
def test_killed_writers_lose_nothing(tmp_path: Path) -> None:
    path, acknowledged = tmp_path / "ledger.db", set()
    for cycle in range(20):
        arguments = [sys.executable, "-c", WRITER, str(path), str(cycle * 500)]
        writer = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(random.random() * 0.3)
        writer.kill()
        acknowledged |= set((first + writer.stdout.read()).split())
        writer.wait()
    with open_store(path) as ledger:
        assert acknowledged <= set(ledger.pages())
        assert list(ledger.audit()) == []
