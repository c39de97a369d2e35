"""Figures on our own marked sentences: tests/cases/figures-dev.tsv, and figures-held.tsv, which is measured only.

    python bench/figures.py [--set dev|held] [--show]

A mark is `[words|what value whom= unit= total]`. Values: 5 (exact), 5+ (at least), >5 (more than), <=5 (up to),
<5 (less than), ~5 (about), 5..6 (between), 0 (none), or a word (dozens). A figure found is right if it overlaps the
words and its kind, bounds and hedge are the marked ones; every figure found counts, save those whose words are marked
"?". `whom`, `unit` and `total` are measured on the right ones. Syntax: our own encoder; times: our own.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from times import f1, parse

from standoff.mention.figures import find_figures
from standoff.mention.times import find_times
from standoff.model import Figure
from standoff.span import Span, overlaps

CASES = Path(__file__).parent.parent / "tests" / "cases"
FLOORS = Path(__file__).parent / "floors.toml"
_SIGNS = {"~": "about", ">": "more_than", "<=": "up_to", "<": "less_than"}


@dataclass(frozen=True)
class Mark:
    """A marked figure; `what` "?" is left out of the count."""

    span: Span
    what: str
    lower: int | None
    upper: int | None
    hedge: str
    whom: str | None
    unit: str | None
    total: bool


def read_marks(line: str) -> tuple[str, list[Mark]]:
    """The plain sentence and its marks."""
    text, marks, at = "", [], 0
    for found in re.finditer(r"\[([^|\]]*)\|([^\]]*)\]", line):
        text += line[at : found.start()]
        span = Span(len(text), len(text) + len(found[1]))
        text += found[1]
        marks += [_mark(span, one) for one in found[2].split("|")]
        at = found.end()
    return text + line[at:], marks


def _mark(span: Span, words: str) -> Mark:
    if words == "?":
        return Mark(span, "?", None, None, "", None, None, False)
    parts = words.split(" ")
    what, value = parts[0], parts[1]
    tail = " ".join(parts[2:])
    whom = re.search(r"whom=(.*?)(?= unit=| total|$)", tail)
    unit = re.search(r"unit=(\S+)", tail)
    lower, upper, hedge = _value(value)
    return Mark(span, what, lower, upper, hedge, whom[1] if whom else None, unit[1] if unit else None, "total" in tail)


def _value(value: str) -> tuple[int | None, int | None, str]:
    sign = re.match(r"<=|[<>~]", value)
    if sign:
        number, hedge = int(value[sign.end() :]), _SIGNS[sign[0]]
        return (*{"about": (number, number), "more_than": (number, None)}.get(hedge, (None, number)), hedge)
    if ".." in value:
        low, high = value.split("..")
        return int(low), int(high), "between"
    if value.endswith("+"):
        return int(value[:-1]), None, "at_least"
    if value.isdigit():
        return int(value), int(value), "none" if value == "0" else "exact"
    return None, None, value


def read_cases(name: str) -> Iterator[tuple[str, str, list[Mark]]]:
    for row in (CASES / f"figures-{name}.tsv").read_text("utf-8").splitlines():
        if row and row[0].isdigit():
            number, line = row.split("\t")
            yield (number, *read_marks(line))


def right(figure: Figure, mark: Mark) -> bool:
    same = (figure.what, figure.lower, figure.upper, figure.hedge) == (mark.what, mark.lower, mark.upper, mark.hedge)
    return same and overlaps(figure.span, mark.span)


def find(text: str) -> tuple[Figure, ...]:
    sentences = parse(text)
    times, _ = find_times(text, sentences, published_at="2022-03-01")
    return find_figures(text, sentences, times=times)


def measure(name: str, *, show: bool) -> dict[str, float]:
    hits = told = wanted = 0
    fields = {"whom": [0, 0], "unit": [0, 0], "total": [0, 0]}
    for number, text, marks in read_cases(name):
        figures = find(text)
        free = [m for m in marks if m.what == "?"]
        gold = [m for m in marks if m.what != "?"]
        pairs = [(f, m) for m in gold for f in figures if right(f, m)]
        matched = [m for m in gold if any(m is p for _, p in pairs)]
        extra = [
            f for f in figures if not any(f is p for p, _ in pairs) and not any(overlaps(f.span, m.span) for m in free)
        ]
        hits, told, wanted = hits + len(matched), told + len(matched) + len(extra), wanted + len(gold)
        for figure, mark in pairs:
            _fields(fields, figure, mark)
        if show and (len(matched) < len(gold) or extra):
            print(number, text)
            print(
                "   missed",
                [
                    (text[m.span.start : m.span.end], m.what, m.lower, m.upper, m.hedge)
                    for m in gold
                    if m not in matched
                ],
            )
            print("   extra ", [(text[f.span.start : f.span.end], f.what, f.lower, f.upper, f.hedge) for f in extra])
    out = {"f1": f1(hits, told, wanted)}
    print(f"figures {name}: right {hits}, found {told}, marked {wanted}, F1 {out['f1']:.3f}")
    for field, (good, of) in fields.items():
        out[field] = good / of if of else 0.0
        print(f"figures {name}: {field} right {good} of {of}, {out[field]:.3f}")
    return out


def _fields(fields: dict[str, list[int]], figure: Figure, mark: Mark) -> None:
    fields["whom"][0] += figure.whom == mark.whom
    fields["whom"][1] += 1
    fields["total"][0] += figure.total == mark.total
    fields["total"][1] += 1
    if mark.unit or mark.what != "other":
        fields["unit"][0] += figure.unit == (mark.unit or "people")
        fields["unit"][1] += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="", choices=("dev", "held"))
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    floors = tomllib.loads(FLOORS.read_text("utf-8")).get("figures", {}) if FLOORS.exists() else {}
    failed = False
    for name in (args.set,) if args.set else ("dev", "held"):
        scores = measure(name, show=args.show and name == "dev")
        failed = failed or any(
            scores[k.removeprefix(f"{name}_")] < v for k, v in floors.items() if k.startswith(f"{name}_")
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
