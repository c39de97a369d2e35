"""The record against marked cases (`tests/cases/record*.txt`): records found and superfluous, and fields right.

    python bench/cases.py [--conditions] [--held] [--errors] [--check] [--only WORD]

`--errors` prints what is wrong, for the development cases only: those kept aside measure, and show nothing but totals.
`--conditions` measures `tests/cases/conditions*.txt`, where nothing but conditions is marked. `--check` holds both sets
against the floors of `floors.toml` (exit 1 below). `--only` takes the cases with WORD in the text or the conflict.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from case_file import KINDS, Case, all_cases
from case_scores import NAMES, Found, Outcome, View, compare, figures

from standoff.encoder import Label, load_encoder
from standoff.model import ConditionMention, EventMention, Given, Page, PositionMention, Reading
from standoff.pipeline import read_page

FLOORS = Path(__file__).parent / "floors.toml"
BARS = {"statement_f1": 0.80, "event_f1": 0.65, "position_f1": 0.60, "condition_f1": 0.60, "nesting_f1": 0.75}


def read_case(case: Case, label: Label) -> Reading:
    """The reading of a case, whose day is known."""
    return read_page(Page.from_text(case.page), given=Given(published_at=case.day), label=label)


def measure(cases: Iterable[Case], *, kinds: Sequence[str] = KINDS, errors: bool = False) -> Counter[str]:
    """Counts over cases, of records of `kinds`; prints what is wrong where asked."""
    label = load_encoder()
    counts: Counter[str] = Counter()
    for case in cases:
        reading = read_case(case, label)
        outcome = compare(case, reading, kinds)
        counts += outcome.counts
        counts["cases"] += 1
        if errors and (outcome.missed or outcome.extra or outcome.wrong):
            print(*_lines(outcome, View(reading)), sep="\n")
    return counts


def _lines(outcome: Outcome, view: View) -> Iterator[str]:
    """What is wrong in one case, to read."""
    yield f"{outcome.case.name} {outcome.case.text.replace(chr(10), ' ')}"
    for mark in outcome.missed:
        yield f"  missed {NAMES[mark.kind]} {mark.get('type') or ''} {mark.get('act') or ''} [{mark.fields['words']}]"
    for kind, record in outcome.extra:
        yield f"  extra {NAMES[kind]} {told(record, view)}"
    for mark, name, stands in outcome.wrong:
        yield f"  wrong {NAMES[mark.kind]} {name} [{mark.fields['words'][:50]}] {mark.get(name) or ''}: {stands!r}"


def told(record: Found, view: View) -> str:
    """A record in a line."""
    if isinstance(record, EventMention):
        return f"{record.event_type}/{record.mode} {record.realis} [{view.cut(record.trigger)}] {record.frame}"
    if isinstance(record, PositionMention):
        wanted = record.object
        words = f"{wanted.polarity} {wanted.event_type} [{view.cut(wanted.span)}]"
        return f"{record.act} {view.entity(record.holder)[:30]}: {words} {record.rule}"
    if isinstance(record, ConditionMention):
        requires = record.requires
        return f"{record.operator} {requires.polarity} {requires.event_type} [{view.cut(requires.span)}] {record.rule}"
    return f"[{view.cut(record.source.span) if record.source else '-'}] {view.cut(*record.content)[:90]} {record.rule}"


def report(counts: Counter[str], name: str) -> dict[str, float]:
    """Prints the figures of a set of cases and gives them back."""
    found = figures(counts)
    print(f"{name}: {counts['cases']} cases")
    for kind in [*NAMES.values(), "nesting"]:
        main = [f"{k} {found[f'{kind}_{k}']:.3f}" for k in ("precision", "recall", "f1")]
        fields = {k.removeprefix(f"{kind}_"): v for k, v in found.items() if k.startswith(f"{kind}_")}
        rest = [f"{k} {v:.2f}" for k, v in fields.items() if k not in {"precision", "recall", "f1"}]
        number = counts[f"{next((k for k, v in NAMES.items() if v == kind), kind)} marked"]
        if number == 0:
            continue
        print(f"  {kind:10} {number:4} marked  {'  '.join(main)}  | {', '.join(rest)}")
    return found


def below(found: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """The figures that are under their floor."""
    return {k: found.get(k, 0.0) for k, floor in floors.items() if found.get(k, 0.0) < floor}


def floors_of(name: str, stem: str = "record") -> dict[str, float]:
    """The floors of a section ("dev" or "held") of the cases of the record, or of those of conditions."""
    floors = tomllib.loads(FLOORS.read_text("utf-8"))
    section: dict[str, float] = floors["cases" if stem == "record" else stem][name]
    return section


def main() -> int:
    """Runs the measure that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conditions", action="store_true")
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--only")
    args = parser.parse_args()
    failed = False
    stem, kinds = ("conditions", ("cond",)) if args.conditions else ("record", KINDS)
    for name in ("dev", "held") if args.check else ("held",) if args.held else ("dev",):
        every = all_cases(held=name == "held", stem=stem)
        cases = [c for c in every if not args.only or args.only in f"{c.conflict} {c.text}"]
        found = report(measure(cases, kinds=kinds, errors=args.errors and name == "dev"), name)
        if name == "held" and not args.conditions:
            print("  bars:", {k: f"{found[k]:.3f} of {v}" for k, v in BARS.items()})
        if args.check:
            low = below(found, floors_of(name, stem))
            print("  below the floor:", low or "nothing")
            failed |= bool(low)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
