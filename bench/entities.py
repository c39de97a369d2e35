"""Entity kinds and countries on our own marked sentences (`tests/cases/entities*.txt`).

Every sentence marks all of its actors as `{kind COUNTRY words}`. A marked actor is found if a name or noun of a found
entity overlaps its words (the one that ends nearest to the mark's end counts; others inside the mark are ignored); kind
and country must then be equal, and "-" asks for no country. An entity without a mention in a mark is false.
Run: `python bench/entities.py` (development half) or `--held` (the half kept aside); `--show` lists what is wrong.
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

from standoff.encoder import Label, load_encoder
from standoff.mention.entities import find_entities
from standoff.model import Entity, EntityMention, Page, Story
from standoff.sentence import read_sentences
from standoff.span import Span, overlaps
from standoff.terms.actors import actor_table

FLOORS = Path(__file__).parent / "floors.toml"
CASES = Path(__file__).parents[1] / "tests/cases"
_MARK = re.compile(r"\{(\w+) ([A-Z]{3}|-) ([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """An actor as marked: words, kind, country."""

    span: Span
    kind: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """A marked sentence without its marks."""

    day: str
    text: str
    actors: tuple[Marked, ...]


def read_cases(path: Path) -> Iterator[Case]:
    """The sentences of a file: `day | sentence with marks`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            day, _, marked = line.partition(" | ")
            yield parse_case(day, marked)


def parse_case(day: str, marked: str) -> Case:
    """The sentence, with the marks taken out and turned into spans."""
    text, actors, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        start = len(text)
        text += mark[3]
        actors.append(Marked(Span(start, len(text)), mark[1], None if mark[2] == "-" else mark[2]))
        at = mark.end()
    return Case(day, text + marked[at:], tuple(actors))


def read_case(case: Case, label: Label) -> tuple[Entity, ...]:
    """The entities that are found in a case."""
    page = Page("case", None, "text/plain", None, case.text, "", "case")
    story = Story(None, (Span(0, len(case.text)),))
    sentences = read_sentences(page, story, label=label)
    return find_entities(case.text, sentences, actors=actor_table(), published_at=case.day)


def score_case(case: Case, entities: tuple[Entity, ...], counts: Counter[str]) -> list[str]:
    """Add a case to the counts; what is wrong, one line each."""
    found = [(m, e) for e in entities for m in e.mentions if m.form != "pronoun"]
    wrong: list[str] = []
    for actor in case.actors:
        counts["marked"] += 1
        near = [(abs(m.span.end - actor.span.end), m, e) for m, e in found if overlaps(m.span, actor.span)]
        words = case.text[actor.span.start : actor.span.end]
        if not near:
            wrong.append(f"missed {actor.kind} {actor.country or '-'} {words}")
            continue
        _, _, entity = min(near, key=lambda n: n[0])
        counts["found"] += 1
        counts["kind"] += entity.kind == actor.kind
        counts["country"] += entity.country == actor.country
        counts["both"] += entity.kind == actor.kind and entity.country == actor.country
        counts["filled"] += actor.country is None and entity.country is not None
        if (entity.kind, entity.country) != (actor.kind, actor.country):
            told = f"{entity.name}: {entity.kind} {entity.country or '-'}"
            wrong.append(f"{told}, not {actor.kind} {actor.country or '-'} {words}")
    right = {e.id for m, e in found if any(overlaps(m.span, a.span) for a in case.actors)}
    for mention, entity in found:
        if entity.id not in right:
            counts["false"] += 1
            wrong.append(f"false {_words(case, mention)}: {entity.kind} {entity.country or '-'}")
    return wrong


def _words(case: Case, mention: EntityMention) -> str:
    return case.text[mention.span.start : mention.span.end]


def figures(counts: Counter[str]) -> dict[str, float]:
    """The figures of the table: found F1, then kind and country of the found, and F1 with both right."""
    recall = counts["found"] / counts["marked"]
    precision = counts["found"] / (counts["found"] + counts["false"])
    both = 2 * counts["both"] / (counts["marked"] + counts["found"] + counts["false"])
    return {
        "found_recall": recall,
        "found_precision": precision,
        "found_f1": 2 * recall * precision / (recall + precision),
        "kind_accuracy": counts["kind"] / counts["found"],
        "country_accuracy": counts["country"] / counts["found"],
        "kind_and_country_f1": both,
    }


def measure(path: Path, label: Label, *, show: bool = False) -> dict[str, float]:
    """The figures over a file of cases."""
    counts: Counter[str] = Counter()
    for case in read_cases(path):
        wrong = score_case(case, read_case(case, label), counts)
        if show and wrong:
            print(case.text, *wrong, sep="\n    ")
    return figures(counts)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit 1 below a floor of bench/floors.toml")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    path = CASES / ("entities_held.txt" if options.held else "entities.txt")
    figures_of = measure(path, load_encoder(), show=options.show)
    for name, value in figures_of.items():
        print(f"{name:20} {value:.3f}")
    if options.check:
        floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["entities"][
            "held" if options.held else "development"
        ]
        low = [f"{name} {figures_of[name]:.3f} < {floor}" for name, floor in floors.items() if figures_of[name] < floor]
        sys.exit("\n".join(low) or 0)


if __name__ == "__main__":
    main()
