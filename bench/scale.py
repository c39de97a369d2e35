"""How merging grows: event mentions made by a generator.

    python -m bench.scale --mentions 100000

Prints seconds, peak memory, and how well the made clusters are found again (pairwise F1). The generator tells each
happening in one to six stories of different outlets, drops fields, and puts near misses beside it: same town the next
day, another town the same day.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from standoff.ledger_model import EventTelling, Evidence, GivenFigure, LedgerPlace, Party, StoryTold
from standoff.merge import StoryTellings, merge_tellings
from standoff.merge.wording import shingles
from standoff.span import Span

_TYPES = ("ASSAULT", "ASSAULT", "ASSAULT", "CONSULT", "SANCTION", "AID", "PROTEST", "COERCE")
_WEAPONS = ("missile", "artillery", "drone", "mine", None)
_SAID = {"ASSAULT": ("struck", "hit", "shelled"), "CONSULT": ("met", "talks")}
_PER_STORY = 5
_WORDS = 300  # of a story


def towns(number: int) -> list[LedgerPlace]:
    """Made towns in made countries."""
    return [LedgerPlace(f"g{n}", f"Town {n}", f"C{n // 20:02d}", 40 + n / 50, 20 + n / 50, 4) for n in range(number)]


def make(mentions: int, *, seed: int = 1) -> tuple[list[StoryTellings], dict[str, int]]:
    """Stories with their tellings, and which happening each telling is of."""
    chance = random.Random(seed)
    places = towns(400)
    days = [(date(2022, 1, 1) + timedelta(days=n)).isoformat() for n in range(max(mentions // 100, 30))]
    by_story: dict[str, list[EventTelling]] = {}
    truth: dict[str, int] = {}
    happening = 0
    while len(truth) < mentions:
        happening += 1
        place, day = chance.choice(places), chance.choice(days)
        for outlet in chance.sample(range(40), chance.choice((1, 1, 2, 3, 6))):
            number = next(n for n in range(10_000) if len(by_story.get(f"{day}-{outlet}-{n}", ())) < _PER_STORY)
            page = f"{day}-{outlet}-{number}"
            if any(truth[t.id] == happening for t in by_story.get(page, ())):
                continue
            telling = _telling(chance, happening, page=page, day=day, place=place)
            by_story.setdefault(page, []).append(telling)
            truth[telling.id] = happening
    return [_story(page, tellings) for page, tellings in by_story.items()], truth


def _story(page: str, tellings: Iterable[EventTelling]) -> StoryTellings:
    day, outlet = page[:10], page[11:].split("-")[0]
    chance = random.Random(page)
    text = " ".join(f"word{chance.randint(0, 5000)}" for _ in range(_WORDS))
    return StoryTellings(StoryTold(page, day, f"Outlet {outlet}", page, shingles(text)), tuple(tellings))


def _telling(chance: random.Random, happening: int, *, page: str, day: str, place: LedgerPlace) -> EventTelling:
    """One outlet's telling of a happening: the same facts, some of them left out."""
    facts = random.Random(happening)
    kind, weapon, dead = facts.choice(_TYPES), facts.choice(_WEAPONS), facts.randint(1, 40)
    actor, target = facts.randint(0, 9), frozenset({f"target{facts.randint(0, 30)}"})
    verb = chance.choice(_SAID.get(kind, (kind.lower(),)))
    figure = GivenFigure("killed", dead + chance.choice((0, 0, 1)), None, "at_least", "people", None, page, Span(0, 1))
    weapon = weapon if chance.random() < 0.7 else None
    return EventTelling(
        f"e-{happening}-{page}", page, day, kind, None, "occurred", weapon, verb, verb,
        (Party(f"A{actor}", f"Actor {actor}"),) if chance.random() < 0.8 else (), (),
        target if chance.random() < 0.8 else frozenset(), (place,) if chance.random() < 0.9 else (),
        (day,) if chance.random() < 0.8 else (), (figure,) if kind == "ASSAULT" and chance.random() < 0.5 else (), None,
        (Evidence(page, Span(0, 6), verb),),
    )  # fmt: skip


def pairs(clusters: Iterable[Iterable[str]]) -> Iterator[tuple[str, str]]:
    """All pairs inside clusters."""
    for cluster in clusters:
        members = sorted(cluster)
        yield from ((a, b) for n, a in enumerate(members) for b in members[n + 1 :])


def pairwise(found: set[tuple[str, str]], wanted: set[tuple[str, str]]) -> tuple[float, float, float]:
    """F1, the share of false merges among merges, and of missed merges among true ones."""
    right = len(found & wanted)
    precision, recall = right / max(len(found), 1), right / max(len(wanted), 1)
    return 2 * precision * recall / max(precision + recall, 1e-9), 1 - precision, 1 - recall


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=100_000)
    given = parser.parse_args()
    told, truth = make(given.mentions)
    start = time.perf_counter()
    ledger = merge_tellings(told)
    seconds = time.perf_counter() - start
    by_happening: dict[int, list[str]] = {}
    for telling, happening in truth.items():
        by_happening.setdefault(happening, []).append(telling)
    found = set(pairs([t.id for t in e.tellings] for e in ledger.events))
    f1, false, missed = pairwise(found, set(pairs(by_happening.values())))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    print(f"{len(truth)} mentions in {len(told)} stories -> {len(ledger.events)} events")
    print(f"{len(ledger.judgements)} judgements")
    print(f"{seconds:.1f} s, peak {peak:.0f} MB; pairwise F1 {f1:.3f}, false merges {false:.3f}, missed {missed:.3f}")


if __name__ == "__main__":
    main()
