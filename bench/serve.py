"""How quickly the page answers over a ledger of made stories.

    python -m bench.serve LEDGER [--stories 20000] [--rounds 20]

Makes the ledger if it is not there (through `Store.put`, as reading does) and prints, for every list and screen, the
median and the 95th percentile of the seconds that a call takes, the server's own work included, the network not.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from bench.made_stories import build
from starlette.testclient import TestClient

from standoff.batch import Read
from standoff.errors import ReadError
from standoff.serve.app import Settings, make_app
from standoff.serve.worker import Task

SCREENS = (
    "state", "events?limit=50", "events?actor=Ukraine", "events?type=ASSAULT&since=2022-03", "events?place=Town 7",
    "events?q=shelled", "events?publisher=Outlet 3", "events?offset=5000", "statements?limit=50",
    "statements?source=Minister 7", "positions?limit=50", "positions?actor=RUS", "positions/matrix",
    "conditions?limit=50", "entities?limit=50", "places?limit=50", "stories?limit=50", "stories?actor=Mali",
    "timeline", "timeline?type=ASSAULT", "map", "map?actor=Syria", "publishers", "changes?since=2022-12",
    "within-reach", "deadlocks", "contradictions", "brief", "search?q=shelled", "search?q=corridor Mali",
    "suggest?q=to", "review/queue",
)  # fmt: skip


def read(task: Task) -> Read:
    raise ReadError(task.name, "page", "the benchmark reads nothing")


def fetch(url: str) -> Task:
    raise ReadError(url, "fetch", "the benchmark fetches nothing")


def calls(client: TestClient) -> Iterator[str]:
    """Every screen, and one record of each kind with most reports."""
    yield from SCREENS
    for name in ("events", "statements", "positions", "conditions", "entities", "stories"):
        identifier = client.get(f"/api/{name}?limit=1").json()["rows"][0]["id"]
        yield f"{name}/{identifier}"
        if name == "conditions":
            yield f"{name}/{identifier}/clock"
    yield f"places/{client.get('/api/places?limit=1').json()['rows'][0]['key']}"


def measure(client: TestClient, call: str, rounds: int) -> tuple[float, float, int]:
    """Median and 95th percentile in milliseconds, and bytes of the answer."""
    seconds, length = [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        answer = client.get(f"/api/{call}")
        seconds.append((time.perf_counter() - start) * 1000)
        assert answer.status_code == 200, f"{call}: {answer.text}"
        length = len(answer.content)
    return statistics.median(seconds), sorted(seconds)[int(0.95 * (rounds - 1))], length


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    if not given.ledger.exists():
        build(given.ledger, given.stories)
    app = make_app(Settings(given.ledger), reader=read, fetcher=fetch)
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        start, began = time.perf_counter(), time.process_time()
        next(thread for thread in threading.enumerate() if thread.name == "merge").join()
        seconds = f"{time.process_time() - began:.1f} s of the processor, {time.perf_counter() - start:.1f} s"
        print(f"{seconds} until every screen is ready; then, in ms:")
        print(f"{'median':>8} {'p95':>8} {'kB':>8}")
        for call in calls(client):
            median, worst, length = measure(client, call, given.rounds)
            print(f"{median:8.0f} {worst:8.0f} {length / 1000:8.0f}  {call}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    print(f"peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
