"""Merged records as the list commands print them with `--json`: the shapes of `docs/record.md`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from standoff.ledger_model import (
    Clock,
    Deadlock,
    Evidence,
    GivenFigure,
    Ledger,
    MergedCondition,
    MergedEvent,
    MergedPosition,
    MergedStatement,
    Pattern,
    StatementTelling,
    Step,
)
from standoff.track import track_clock, track_position

Row = dict[str, Any]


def merged_rows(ledger: Ledger, kind: str, *, until: str | None = None) -> Mapping[str, Row]:
    """Every merged record of a kind by its id; clocks run to `until` (ISO day), else to the last story."""
    if kind == "event":
        return {e.id: event_row(e) for e in ledger.events}
    if kind == "statement":
        return {s.id: statement_row(s) for s in ledger.statements}
    if kind == "position":
        return {k.id: position_row(k) for k in ledger.positions}
    return {c.id: condition_row(ledger, c, until=until) for c in ledger.conditions}


def mention_row(evidence: Evidence) -> Row:
    """Page, span and words."""
    return {"page": evidence.page, "span": list(evidence.span), "words": evidence.words}


def event_row(event: MergedEvent) -> Row:
    """What happened, as all stories tell it together."""
    places = [{k: getattr(p, k) for k in ("name", "country", "lat", "lon", "resolution")} for p in event.places]
    return {
        "id": event.id, "event_type": event.event_type, "mode": event.mode, "realis": event.realis,
        "actors": _names(event.actors), "recipients": _names(event.recipients), "places": places,
        "days": list(event.days), "weapon": event.weapon, "figures": [_figure(f) for f in event.figures],
        "reports": event.reports, "independent_chains": event.independent_chains,
        "mentions": [mention_row(e) for t in event.tellings for e in t.evidence],
    }  # fmt: skip


def _names(parties: Any) -> list[str]:
    return list(dict.fromkeys(p.name for p in parties))


def _figure(figure: GivenFigure) -> Row:
    bounds = {k: getattr(figure, k) for k in ("what", "lower", "upper", "hedge", "unit", "stated_by", "page")}
    return {**bounds, "span": list(figure.span)}


def statement_row(statement: MergedStatement) -> Row:
    """Who said what, by way of whom; the words are those of the first story that tells it."""
    first = statement.tellings[0]
    return {
        "id": statement.id, "source": statement.source, "chain": list(first.chain), "words": first.words,
        "form": first.form, "polarity": first.polarity,
        "medium": next((t.medium for t in statement.tellings if t.medium), None), "day": statement.day,
        "reports": len({t.page for t in statement.tellings}),
        "mentions": [_said(t) for t in statement.tellings],
    }  # fmt: skip


def _said(telling: StatementTelling) -> Row:
    return {**mention_row(telling.evidence[0]), "spans": [list(s) for s in telling.spans]}


def position_row(position: MergedPosition) -> Row:
    """What a party wants, with every step of it; `act` is the last one."""
    steps = track_position(position)
    last = steps[-1].telling
    return {
        "id": position.id, "holder": position.holder.name if position.holder else None,
        "on_behalf_of": next((t.on_behalf_of for t in position.tellings if t.on_behalf_of), None),
        "counterpart": position.counterpart.name if position.counterpart else None, "act": last.act,
        "object": last.object, "polarity": position.polarity, "event_type": position.event_type,
        "reason": next((t.reason for t in reversed(position.tellings) if t.reason), None),
        "condition": position.condition, "history": [_step(s) for s in steps],
    }  # fmt: skip


def _step(step: Step) -> Row:
    words = mention_row(step.telling.evidence) if step.telling.evidence else {}
    return {"day": step.day, "change": step.change, "act": step.act, **words}


def step_row(position: MergedPosition, step: Step) -> Row:
    """One step of a position, with whose it is."""
    row = position_row(position)
    named = {k: row[k] for k in ("id", "holder", "counterpart", "event_type", "polarity")}
    return {**named, "object": step.telling.object, **_step(step)}


def condition_row(ledger: Ledger, condition: MergedCondition, *, until: str | None = None) -> Row:
    """What must hold for what, since when it is stated, and what its clock says."""
    needs, follows = condition.requires, condition.consequence
    return {
        "id": condition.id, "holder": condition.holder.name if condition.holder else None,
        "operator": condition.operator, "requires": _pattern(needs),
        "consequence": {"event_type": follows.event_type, "polarity": follows.polarity, "words": follows.words},
        "first_day": condition.first_day, "last_day": condition.last_day,
        "status": track_clock(ledger, condition, until=until).status,
        "reports": len({t.page for t in condition.tellings}),
        "mentions": [mention_row(t.evidence) for t in condition.tellings],
    }  # fmt: skip


def _pattern(pattern: Pattern) -> Row:
    lists = {k: list(getattr(pattern, k)) for k in ("actors", "recipients", "places")}
    return {"event_type": pattern.event_type, "polarity": pattern.polarity, **lists, "words": pattern.words}


def clock_row(clock: Clock) -> Row:
    """The clock of a condition with the evidence of every day."""
    days = [
        {
            "day": d.day,
            "mark": d.mark,
            "evidence": [{"event": e.event, **mention_row(e.evidence), "note": e.note or None} for e in d.evidence],
        }
        for d in clock.days
    ]
    return {"condition": clock.condition, "days": days, "status": clock.status}


def deadlock_row(deadlock: Deadlock, ledger: Ledger) -> Row:
    """A deadlock with the words of its conditions."""
    by_id = {c.id: c for c in ledger.conditions}
    evidence = [mention_row(by_id[i].tellings[0].evidence) for i in deadlock.conditions]
    return {
        "parties": list(deadlock.parties), "conditions": list(deadlock.conditions), "sentence": deadlock.sentence,
        "evidence": evidence,
    }  # fmt: skip
