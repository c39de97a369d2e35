"""Minimal pairs (`tests/cases/pairs.tsv`): no act that is not told as done may be read as `occurred`.

    python bench/pairs.py [--errors] [--check]

A row tells a text, the word that names the act, its PLOVER type, whether it is told as done, and the variant. A breach
is a row of "no" whose text gives an event of that type with realis `occurred`; recall counts the rows of "yes" that
give one, `told_by` those of them with an attribution whose event names its statement. `--check` holds the figures
against `floors.toml`: breaches must be none.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from case_file import CASES, Case
from cases import FLOORS, read_case

from standoff.encoder import load_encoder
from standoff.model import EventMention

ATTRIBUTED = frozenset({"said", "accused", "according", "perfect"})
DAY = "2020-01-06"


@dataclass(frozen=True)
class Pair:
    """One row: `occurred` tells whether its act is told as done."""

    text: str
    trigger: str
    event_type: str
    occurred: bool
    variant: str


@dataclass
class Result:
    """What the pairs showed: rows read against their meaning, and the figures."""

    breaches: list[Pair] = field(default_factory=list)
    missed: list[Pair] = field(default_factory=list)
    untold: list[Pair] = field(default_factory=list)
    asserted: int = 0
    attributed: int = 0

    def figures(self) -> dict[str, float]:
        """Recall of what is told as done, and the share of attributed acts whose event names the statement."""
        found = self.attributed - sum(p.variant in ATTRIBUTED for p in self.missed)
        return {
            "recall": round(1 - len(self.missed) / self.asserted, 3) if self.asserted else 0.0,
            "told_by": round(1 - len(self.untold) / found, 3) if found else 0.0,
        }


def read_pairs(path: Path = CASES / "pairs.tsv") -> list[Pair]:
    """The rows of the file of pairs."""
    lines = [line for line in path.read_text("utf-8").split("\n") if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    return [Pair(text, trigger, event_type, told == "yes", name) for text, trigger, event_type, told, name in rows]


def events_of(pair: Pair) -> list[EventMention]:
    """The events of the pair's type that are read as done."""
    title = pair.text.startswith("T ")
    text = pair.text.removeprefix("T ")
    reading = read_case(Case("pairs", DAY, "", text, len(text) if title else 0, []), load_encoder())
    return [e for e in reading.record.events if e.event_type == pair.event_type and e.realis == "occurred"]


def measure(pairs: Iterable[Pair]) -> Result:
    """The result of reading pairs."""
    out = Result()
    for pair in pairs:
        events = events_of(pair)
        if not pair.occurred:
            out.breaches += [pair] if events else []
            continue
        out.asserted += 1
        out.attributed += pair.variant in ATTRIBUTED
        if not events:
            out.missed.append(pair)
        elif pair.variant in ATTRIBUTED and all(e.statement is None for e in events):
            out.untold.append(pair)
    return out


def main() -> int:
    """Runs the measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    pairs = read_pairs()
    result = measure(pairs)
    found = result.figures()
    print(f"{len(pairs)} pairs: {len(result.breaches)} breaches, {found}")
    if args.errors:
        for kind in ("breaches", "missed", "untold"):
            for pair in getattr(result, kind):
                print(f"  {kind} ({pair.variant}) {pair.event_type}: {pair.text}")
    floors = tomllib.loads(FLOORS.read_text("utf-8"))["pairs"] if args.check else {}
    return int(args.check and (bool(result.breaches) or any(found[k] < v for k, v in floors.items())))


if __name__ == "__main__":
    sys.exit(main())
