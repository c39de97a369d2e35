"""Words that tell of events, in passages of our own where every one is marked (`tests/cases/passages*.txt`).

    python -m bench.passages [--held] [--errors] [--check]

A passage is `# YYYY-MM-DD topic` and its sentences, a line each (a headline: "T "). `{ASSAULT shelled}` marks a word
and its type, `/planned` and the like its realis, "?" what a coder may take or leave. Half of the sentences tell
of nothing, often with words that tell of events elsewhere. Precision and recall are those of marks, the type right;
"macro" is the mean F1 of the types. The other file is kept aside: it measures, and its errors are not printed.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from standoff.model import Given, Page
from standoff.pipeline import read_page
from standoff.span import Span, overlaps
from standoff.terms.frames import EVENT_TYPES

CASES = Path(__file__).parent.parent / "tests" / "cases"
FLOORS = Path(__file__).parent / "floors.toml"
_MARK = re.compile(r"\{([A-Z]+)(\?)?(?:/(\w+))?(\?)? ([^{}]+)\}")


@dataclass(frozen=True)
class Mark:
    """One marked word: its type, its place, whether it may be left, and its realis where it is not plainly done."""

    event_type: str
    span: Span
    optional: bool
    realis: str


@dataclass(frozen=True)
class Passage:
    """A passage without its marks, and the marks."""

    day: str
    text: str
    marks: tuple[Mark, ...]


def read_passages(path: Path) -> Iterator[Passage]:
    """The passages of a file."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        head, *lines = block.strip().splitlines()
        day = re.match(r"# (\d{4}-\d\d-\d\d)", head)
        if day is not None and lines:
            yield _passage(day[1], lines)


def _passage(day: str, lines: list[str]) -> Passage:
    """A passage from its lines."""
    text, marks = "", []
    for line in lines:
        at = 0
        words = line.removeprefix("T ")
        for mark in _MARK.finditer(words):
            text += words[at : mark.start()]
            span = Span(len(text), len(text) + len(mark[5]))
            if mark[1] not in EVENT_TYPES:
                raise ValueError(f"unknown type in {mark[0]}")
            marks.append(Mark(mark[1], span, bool(mark[2] or mark[4]), mark[3] or "occurred"))
            text += mark[5]
            at = mark.end()
        text += words[at:] + ("\n\n" if line.startswith("T ") else " ")
    return Passage(day, text, tuple(marks))


def measure(path: Path, *, errors: bool = False) -> dict[str, float]:
    """Precision, recall and F1 of marks, and the mean F1 of the types; prints what is wrong where asked."""
    counts: Counter[tuple[str, str]] = Counter()
    for passage in read_passages(path):
        reading = read_page(Page.from_text(passage.text), given=Given(published_at=passage.day))
        told = [(span, e.event_type) for e in reading.record.events for span in e.mentions]
        for event_type, what, span in _compared(passage, told):
            counts[event_type, what] += 1
            if errors and what != "right":
                start, end = max(0, span.start - 60), min(len(passage.text), span.end + 60)
                sentence = passage.text[start : span.start] + "[" + passage.text[span.start : span.end] + "]"
                print(f"{what:6} {event_type:9} {sentence}{passage.text[span.end : end]}".replace("\n", " "))
    return _figures(counts)


def _compared(passage: Passage, told: list[tuple[Span, str]]) -> Iterator[tuple[str, str, Span]]:
    """What was told right, missed, or told though not marked."""
    for mark in passage.marks:
        found = any(t == mark.event_type and overlaps(span, mark.span) for span, t in told)
        if found:
            yield mark.event_type, "right", mark.span
        elif not mark.optional and mark.realis != "denied":
            yield mark.event_type, "missed", mark.span
    for span, event_type in told:
        over = [m for m in passage.marks if overlaps(span, m.span)]
        if not any(m.event_type == event_type or m.optional for m in over):
            yield event_type, "extra", span


def _figures(counts: Counter[tuple[str, str]]) -> dict[str, float]:
    """Precision, recall, F1 and macro F1 of counts by type and outcome."""
    right, missed, extra = (
        sum(n for (_, w), n in counts.items() if w == what) for what in ("right", "missed", "extra")
    )
    single = [
        2 * counts[t, "right"] / (2 * counts[t, "right"] + counts[t, "missed"] + counts[t, "extra"] or 1)
        for t in EVENT_TYPES
    ]
    return {
        "precision": right / (right + extra or 1),
        "recall": right / (right + missed or 1),
        "f1": 2 * right / (2 * right + missed + extra or 1),
        "macro_f1": sum(single) / len(single),
        "marks": right + missed,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--errors", action="store_true", help="what is wrong, of the passages for development")
    parser.add_argument("--check", action="store_true", help="hold the figures against floors.toml")
    args = parser.parse_args()
    name = "held" if args.held else "development"
    path = CASES / ("passages_held.txt" if args.held else "passages.txt")
    found = measure(path, errors=args.errors and not args.held)
    print(name, {k: round(v, 3) for k, v in found.items()})
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("passages", {}).get(name, {}) if args.check else {}
    below = [k for k, floor in floors.items() if found[k] < floor]
    if below:
        sys.exit(f"below the floor: {', '.join(below)}")


if __name__ == "__main__":
    main()
