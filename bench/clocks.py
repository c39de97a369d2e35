"""Clocks of conditions over small ledgers, from the text of the stories to the mark of every day (`clocks/`).

    python -m bench.clocks [--held | --agency] [--errors] [--only NAME] [--check]

The stories of a scenario are read with the whole pipeline and merged; its condition is the one whose words overlap
those that the scenario names (format in `clock_file.py`). Printed: the share of scenarios whose condition is found;
of the conditions found, how often what is required is right, field by field; the share of days with the right mark
(over all scenarios, those without their condition counted as wrong, and over the found ones), also by mark; the share
with the right status; deadlocks found, and found where none is.

`--agency` reads longer stories, laid out as agencies write them (`agency.toml`). `--errors` prints what is wrong, but
not of the half that is kept aside. `--only NAME` runs one scenario. `--check` holds all sets against the floors of
`floors.toml` (exit 1 below).
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.clock_file import ASKED, CLOCKS, Scenario, read_scenarios

from standoff.encoder import Label, load_encoder
from standoff.ledger_model import Clock, ConditionTelling, Deadlock, Evidence, Ledger, MergedCondition
from standoff.merge import merge_readings
from standoff.model import Given, Page, Reading
from standoff.pipeline import read_page
from standoff.span import Span, overlaps
from standoff.track import Watch, find_deadlocks

FLOORS = Path(__file__).parent / "floors.toml"


@dataclass(frozen=True)
class Outcome:
    """What was read of a scenario; `condition` and `clock` are None where its condition was not found."""

    scenario: Scenario
    ledger: Ledger
    condition: MergedCondition | None
    clock: Clock | None
    deadlocks: tuple[Deadlock, ...]

    @property
    def given(self) -> dict[str, str]:
        """The mark of every day that the clock has."""
        return {d.day: d.mark for d in self.clock.days} if self.clock else {}


def run_scenario(scenario: Scenario, label: Label) -> Outcome:
    """Reads and merges the stories of a scenario and tracks its condition to the day of its last story."""
    readings = [
        read_page(Page.from_text(s.text, uri=s.page), given=Given(published_at=s.day, publisher=s.outlet), label=label)
        for s in scenario.stories
    ]
    ledger = merge_readings(readings)
    condition = find_condition(scenario, readings, ledger)
    clock = Watch(ledger).clock(condition, until=max(scenario.marks)) if condition else None
    return Outcome(scenario, ledger, condition, clock, tuple(find_deadlocks(ledger)))


def find_condition(scenario: Scenario, readings: Iterable[Reading], ledger: Ledger) -> MergedCondition | None:
    """The condition that shares most of its words with those of the scenario, None where none shares any."""
    wanted = {r.page.id: _spans(scenario.condition, r.page.text) for r in readings}
    shared = [
        (_shared(t, wanted.get(t.page, [])), -len(t.evidence.words), number)
        for number, condition in enumerate(ledger.conditions)
        for t in condition.tellings
    ]
    best = max(shared, default=(0, 0, 0))
    return ledger.conditions[best[2]] if best[0] else None


def _spans(words: str, text: str) -> list[Span]:
    starts = [n for n in range(len(text)) if text.startswith(words, n)]
    return [Span(n, n + len(words)) for n in starts]


def _shared(telling: ConditionTelling, wanted: Sequence[Span]) -> int:
    """How many characters a telling has in common with the words that are looked for."""
    here = telling.evidence.span
    return max((min(here.end, s.end) - max(here.start, s.start) for s in wanted if overlaps(here, s)), default=0)


def is_right(outcome: Outcome, name: str) -> bool:
    """Whether a field of what is required is as expected; lists in any order, a bar between names of one party."""
    wanted = outcome.scenario.requires[name]
    given: Any = getattr(outcome.condition.requires, name) if outcome.condition else None
    if given is None or isinstance(wanted, str):
        return bool(given == wanted)
    named = {value.lower() for value in given}
    choices = [set(value.lower().split("|")) for value in wanted]
    return len(named) == len(choices) and all(named & names for names in choices)


def is_expected(deadlock: Deadlock, scenario: Scenario) -> bool:
    """Whether a deadlock is the one between the parties that the scenario names."""
    return bool(scenario.deadlock) and {p.lower() for p in deadlock.parties} == {p.lower() for p in scenario.deadlock}


def measure(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The figures over some scenarios; every one a share, but for `deadlocks_false`, which is a count."""
    found = [o for o in outcomes if o.condition]
    figures = {"found": _share(bool(o.condition) for o in outcomes)}
    for name in ASKED:
        figures[name] = _share(is_right(o, name) for o in found if name in o.scenario.requires)
    figures["days"] = _share(_days(outcomes))
    figures["days_of_found"] = _share(_days(found))
    figures["status"] = _share(bool(o.clock and o.clock.status == o.scenario.status) for o in outcomes)
    locked = [o for o in outcomes if o.scenario.deadlock]
    figures["deadlocks"] = _share(any(is_expected(d, o.scenario) for d in o.deadlocks) for o in locked)
    figures["deadlocks_false"] = sum(not is_expected(d, o.scenario) for o in outcomes for d in o.deadlocks)
    return figures


def _days(outcomes: Iterable[Outcome]) -> Iterator[bool]:
    return (o.given.get(day) == mark for o in outcomes for day, mark in o.scenario.marks.items())


def _share(right: Iterable[bool]) -> float:
    told = list(right)
    return sum(told) / max(len(told), 1)


def by_mark(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """For every mark: how many of its days are right, of how many, and what the others were given as."""
    pairs = Counter((mark, o.given.get(day, "no clock")) for o in outcomes for day, mark in o.scenario.marks.items())
    for mark in sorted({wanted for wanted, _ in pairs}):
        given = Counter({g: n for (wanted, g), n in pairs.items() if wanted == mark})
        others = ", ".join(f"{g} {n}" for g, n in given.most_common() if g != mark)
        yield f"  {mark} {given[mark]}/{given.total()}" + (f" (else {others})" if others else "")


def errors(outcome: Outcome) -> Iterator[str]:
    """What is wrong with a scenario, to read."""
    scenario, condition = outcome.scenario, outcome.condition
    head = f"{scenario.name} ({scenario.about})"
    if condition is None:
        told = "; ".join(f"“{t.evidence.words}”" for c in outcome.ledger.conditions for t in c.tellings)
        yield f"NOT FOUND {head} “{scenario.condition}”; conditions: {told or 'none'}"
    else:
        fields = [n for n in scenario.requires if not is_right(outcome, n)]
        for name in fields:
            given = getattr(condition.requires, name)
            yield f"REQUIRES {head} {name}: {scenario.requires[name]} given {given} “{condition.requires.words}”"
        yield from _wrong_days(outcome)
    expected = [d for d in outcome.deadlocks if is_expected(d, scenario)]
    yield from (f"FALSE DEADLOCK {head} {d.sentence}" for d in outcome.deadlocks if d not in expected)
    if scenario.deadlock and not expected:
        yield f"NO DEADLOCK {head} {' / '.join(sorted(scenario.deadlock))}"


def _wrong_days(outcome: Outcome) -> Iterator[str]:
    evidence = {d.day: d.evidence for d in outcome.clock.days} if outcome.clock else {}
    for day, mark in outcome.scenario.marks.items():
        given = outcome.given.get(day)
        if given != mark:
            yield f"DAY {outcome.scenario.name} ({outcome.scenario.about}) {day}: {mark} given {given}"
            yield from (f"    “{_words(e.evidence)}” {e.note}" for e in evidence.get(day, ()))
            yield from _told_on(outcome, day)


def _words(evidence: Evidence) -> str:
    return evidence.words.replace("\n", " ")


def _told_on(outcome: Outcome, day: str) -> Iterator[str]:
    """The events that were read in the story of a day, or in the next one, to see whether the deed is missing."""
    by_day = {s.published_at: s.page for s in outcome.ledger.stories if s.published_at and s.published_at >= day}
    page = by_day[min(by_day)]
    for event in outcome.ledger.events:
        for t in (t for t in event.tellings if t.page == page):
            parties = f"{','.join(p.name for p in t.actors)} > {','.join(p.name for p in t.recipients)}"
            where = ",".join(p.name for p in t.places)
            words = _words(t.evidence[0])
            yield f"    read: {event.event_type} {t.realis} “{words}” | {parties} | {where} | {','.join(t.days)}"


def check(label: Label) -> int:
    """Prints every measure that is below its floor; 1 if any is."""
    below = []
    for name, floors in tomllib.loads(FLOORS.read_text("utf-8"))["clocks"].items():
        found = measure([run_scenario(s, label) for s in read_scenarios(CLOCKS / f"{name}.toml")])
        below += [f"{name} {key}: {found[key]:.3f} < {floor}" for key, floor in floors.items() if found[key] < floor]
    print(*(below or ["below the floor: nothing"]), sep="\n")
    return int(bool(below))


def main() -> int:
    """Runs the measure that the command line asks for; 2 where errors of the held half are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--agency", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only", metavar="NAME")
    args = parser.parse_args()
    if args.held and args.errors:
        parser.error("the errors of the half that is kept aside are not shown")
    label = load_encoder()
    if args.check:
        return check(label)
    scenarios = read_scenarios(CLOCKS / ("held.toml" if args.held else "agency.toml" if args.agency else "dev.toml"))
    outcomes = [run_scenario(s, label) for s in scenarios if args.only in (None, s.name)]
    if args.errors:
        print(*(line for o in outcomes for line in errors(o)), sep="\n")
    print(f"{len(outcomes)} scenarios, {sum(len(o.scenario.marks) for o in outcomes)} days", end=": ")
    print(", ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in measure(outcomes).items()))
    print(*by_mark(outcomes), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
