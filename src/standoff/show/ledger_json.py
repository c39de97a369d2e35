"""Merged records as the list commands print them with `--json`: the shapes of `docs/record.md`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from standoff.ledger_model import Clock, Deadlock, Ledger, MergedPosition, Step, StoryTold
from standoff.merged_rows import condition_row, event_row, mention_row, position_row, statement_row, step_of
from standoff.track import Contradiction, Coverage, Reach, Said, Watch, days_since_breach

__all__ = [
    "clock_row", "contradiction_row", "deadlock_row", "event_row", "mention_row", "merged_rows",
    "position_row", "reach_row", "statement_row", "step_row",
]  # fmt: skip

Row = dict[str, Any]


def merged_rows(ledger: Ledger, kind: str, *, until: str | None = None) -> Mapping[str, Row]:
    """Every merged record of a kind by its id; clocks run to `until` (ISO day), else to the last story."""
    stories = {s.page: s for s in ledger.stories}
    if kind == "event":
        return {e.id: event_row(e, stories) for e in ledger.events}
    if kind == "statement":
        return {s.id: statement_row(s, stories) for s in ledger.statements}
    if kind == "position":
        return {k.id: position_row(k, stories) for k in ledger.positions}
    watch = Watch(ledger)
    return {c.id: {**condition_row(c, stories), "status": watch.status(c, until=until)} for c in ledger.conditions}


def step_row(position: MergedPosition, step: Step) -> Row:
    """One step of a position, with whose it is."""
    row = position_row(position, {})
    named = {k: row[k] for k in ("id", "holder", "counterpart", "event_type", "polarity")}
    return {**named, "object": step.telling.object, **step_of(step)}


def clock_row(clock: Clock, coverage: Coverage | None = None) -> Row:
    """The clock of a condition with the evidence of every day, and how many stories cover which days."""
    days = [
        {
            "day": d.day,
            "mark": d.mark,
            "evidence": [
                {"event": e.event or None, **mention_row(e.evidence), "note": e.note or None} for e in d.evidence
            ],
        }
        for d in clock.days
    ]
    row: Row = {"condition": clock.condition, "days": days, "status": clock.status}
    row["days_since_breach"] = days_since_breach(clock)
    if coverage:
        told = {"stories": len(coverage.stories), "days": len(coverage.covered)}
        row["coverage"] = {**told, "not_covered": list(coverage.uncovered)}
    return row


def contradiction_row(pair: Contradiction) -> Row:
    """Two sayings of one side that contradict each other."""
    return {"side": pair.side, "earlier": _of_said(pair.earlier), "later": _of_said(pair.later)}


def _of_said(said: Said) -> Row:
    words = mention_row(said.evidence) if said.evidence else {}
    return {"day": said.day, "act": said.act, "said": said.words, **words}


def reach_row(found: Reach, stories: Mapping[str, StoryTold]) -> Row:
    """A demand, and the position that meets it; `given` is null where the side asked has not answered."""
    given = position_row(found.given, stories) if found.given else None
    return {"demand": position_row(found.demand, stories), "given": given}


def deadlock_row(deadlock: Deadlock, ledger: Ledger) -> Row:
    """A deadlock with the words of its conditions."""
    by_id = {c.id: c for c in ledger.conditions}
    evidence = [mention_row(by_id[i].tellings[0].evidence) for i in deadlock.conditions]
    return {
        "parties": list(deadlock.parties), "conditions": list(deadlock.conditions), "sentence": deadlock.sentence,
        "evidence": evidence,
    }  # fmt: skip
