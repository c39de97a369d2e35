"""How the merged ledger that is kept in the file grows: building it, adding stories, reading lists.

    python -m bench.scale_file --mentions 100000 --new 1000

The stories are those of `bench.scale`, with conditions added. Nothing is read: tellings go straight into the cache.
Stories are timed by the processor and by the wall clock, lists by the wall clock (the median of five).
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.scale import make

from standoff.ledger_model import ConditionTelling, Evidence, Party, Pattern
from standoff.merge import StoryTellings
from standoff.span import Span
from standoff.store import Choice, view
from standoff.store.cache import update
from standoff.store.clocks import Clocks
from standoff.store.connection import open_writer

_PAGE = 50  # rows that a page shows
_LISTS = (
    ("newest events", "event", Choice(limit=_PAGE)),
    ("events of a party", "event", Choice(actor="Actor 3", limit=_PAGE)),
    ("events of a type and place", "event", Choice(code="ASSAULT", place="C07", limit=_PAGE)),
    ("events of a day", "event", Choice(since="2022-02-01", until="2022-02-01", limit=_PAGE)),
    ("events between two parties", "event", Choice(parties=("Actor 3", "C07"), limit=_PAGE)),
    ("events, page 100", "event", Choice(limit=_PAGE, offset=99 * _PAGE)),
)  # fmt: skip


def with_conditions(told: Sequence[StoryTellings]) -> list[StoryTellings]:
    """The stories, every fifth with a condition on an act that other stories tell."""
    chance = random.Random(7)
    out = []
    for number, one in enumerate(told):
        out.append(replace(one, conditions=(_condition(chance, one),)) if number % 5 == 0 else one)
    return out


def _condition(chance: random.Random, told: StoryTellings) -> ConditionTelling:
    page, where = told.story.page, f"C{chance.randint(0, 19):02d}"
    actor = Party(f"A{chance.randint(0, 9)}", f"Actor {chance.randint(0, 9)}")
    needs = Pattern("ASSAULT", "stop", f"the strikes on {where} stop", actors=(actor.name,), places=(where,))
    follows = Pattern("CONSULT", "happen", "talks begin")
    place = Evidence(page, Span(10, 20), "until the strikes stop")
    return ConditionTelling(f"c-{page}", page, told.story.published_at, actor, "until", needs, follows, place)


def add(connection: sqlite3.Connection, told: Sequence[StoryTellings]) -> str:
    """Seconds to take stories into the cache, in one transaction, in the order of their days."""
    start, began = time.process_time(), time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    ordered = sorted(told, key=lambda t: (t.story.published_at or "", t.story.page))
    update(connection, ((t.story.page, t) for t in ordered), judgements=(), reviews=())
    connection.execute("COMMIT")
    return f"{time.process_time() - start:.2f} s of the processor, {time.perf_counter() - began:.2f} s"


def split(told: Sequence[StoryTellings], new: int) -> tuple[list[StoryTellings], list[StoryTellings]]:
    """The stories shuffled, and of their end so many that they have `new` event mentions."""
    shuffled = list(told)
    random.Random(3).shuffle(shuffled)
    late: list[StoryTellings] = []
    while sum(len(t.events) for t in late) < new:
        late.append(shuffled.pop())
    return shuffled, late


def best(call: Callable[[], Any], *, times: int = 5) -> float:
    """The median of some calls, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - start))
    return sorted(taken)[times // 2]


def read_lists(connection: sqlite3.Connection) -> Iterable[str]:
    """A line for each list, and for a page of conditions with their status."""
    for name, kind, choice in _LISTS:
        total = view.total_of(connection, kind, choice)  # type: ignore[arg-type]
        taken = best(
            lambda kind=kind, choice=choice: (
                view.total_of(connection, kind, choice),
                view.merged_of(connection, kind, choice),
            )
        )
        yield f"  {name}: {taken:.1f} ms ({total} fit)"
    (last,) = connection.execute("SELECT max(last_day) FROM told_story").fetchone()
    clocks = Clocks(connection, until=last)

    def conditions() -> None:
        rows = view.merged_of(connection, "condition", Choice(limit=_PAGE))
        clocks.statuses([row["id"] for row in rows])

    first, again = best(conditions, times=1), best(conditions)
    yield f"  50 conditions with their status: {first:.1f} ms at first, {again:.1f} ms again"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--new", type=int, default=1_000)
    given = parser.parse_args()
    told, _ = make(given.mentions)
    early, late = split(with_conditions(told), given.new)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        connection = open_writer(path)
        print(
            f"{sum(len(t.events) for t in early)} mentions in {len(early)} stories: {add(connection, early)}",
            flush=True,
        )
        print(f"{sum(len(t.events) for t in late)} more in {len(late)} stories: {add(connection, late)}", flush=True)
        print(f"one more story: {add(connection, [replace(late[0], conditions=())])}")
        for line in read_lists(connection):
            print(line)
        connection.close()
        print(f"file {path.stat().st_size / 1e6:.0f} MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    print(f"peak {peak:.0f} MB, the made stories included")


if __name__ == "__main__":
    main()
