"""Merged records as rows: the shapes of `docs/record.md` that lists print, the ledger's file keeps and the page shows.

Every row says who stands for it: `reports` (stories), `independent_chains` (sources), `told_on` (the day of the first
story), `publishers`, `asserted_by` and `checked` (what people said of it).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from standoff.ledger_model import (
    Evidence,
    GivenFigure,
    MergedCondition,
    MergedEvent,
    MergedPosition,
    MergedStatement,
    Pattern,
    StatementTelling,
    Step,
    StoryTold,
)
from standoff.merge.anchors import AnyTelling
from standoff.merge.chains import count_chains
from standoff.merge.reviewed import checked_of
from standoff.track import track_position

Row = dict[str, Any]
Stories = Mapping[str, StoryTold]


def mention_row(evidence: Evidence) -> Row:
    """Page, span and words."""
    return {"page": evidence.page, "span": list(evidence.span), "words": evidence.words}


def event_row(event: MergedEvent, stories: Stories) -> Row:
    """What happened, as all stories tell it together."""
    places = [{k: getattr(p, k) for k in ("name", "country", "lat", "lon", "resolution")} for p in event.places]
    return {
        "id": event.id, "event_type": event.event_type, "mode": event.mode, "realis": event.realis,
        "actors": _names(event.actors), "recipients": _names(event.recipients),
        "targets": _targets(event), "places": places,
        "days": list(event.days), "weapon": event.weapon, "figures": [_figure(f) for f in event.figures],
        **_standing(event.tellings, stories, chains=event.independent_chains),
        "mentions": [mention_row(e) for t in event.tellings for e in t.evidence],
    }  # fmt: skip


def _standing(tellings: Sequence[AnyTelling], stories: Stories, *, chains: int | None = None) -> Row:
    """Who stands for a record, and what people said of it."""
    told_by = [stories[t.page] for t in tellings if t.page in stories]
    outlets = (story.publisher for story in told_by)
    asserters = dict.fromkeys(a for t in tellings for a in t.asserted_by)
    return {
        "reports": len({t.page for t in tellings}),
        "independent_chains": count_chains(tellings, stories) if chains is None else chains,
        "told_on": min((s.published_at for s in told_by if s.published_at), default=None),
        "publishers": list(dict.fromkeys(name for name in outlets if name)),
        "asserted_by": [{"name": a.name, "kind": a.kind} for a in asserters],
        "checked": checked_of(t.checked for t in tellings),
    }


def _targets(event: MergedEvent) -> list[str]:
    """What was hit or taken, in the words of the stories, each once."""
    found: dict[str, str] = {}
    for words in (words for t in event.tellings for words in t.struck):
        found.setdefault(words.casefold(), words)
    return list(found.values())


def _names(parties: Any) -> list[str]:
    return list(dict.fromkeys(p.name for p in parties))


def _figure(figure: GivenFigure) -> Row:
    bounds = {k: getattr(figure, k) for k in ("what", "lower", "upper", "hedge", "unit", "stated_by", "page")}
    return {**bounds, "span": list(figure.span)}


def statement_row(statement: MergedStatement, stories: Stories) -> Row:
    """Who said what, by way of whom; the words are those of the first story that tells it."""
    first = statement.tellings[0]
    return {
        "id": statement.id, "source": statement.source, "chain": list(first.chain), "words": first.words,
        "form": first.form, "polarity": first.polarity,
        "medium": next((t.medium for t in statement.tellings if t.medium), None), "day": statement.day,
        **_standing(statement.tellings, stories),
        "mentions": [_said(t) for t in statement.tellings],
    }  # fmt: skip


def _said(telling: StatementTelling) -> Row:
    return {**mention_row(telling.evidence[0]), "spans": [list(s) for s in telling.spans]}


def position_row(position: MergedPosition, stories: Stories) -> Row:
    """What a party wants, with every step of it; `act` is the last one."""
    steps = track_position(position)
    last = steps[-1].telling
    return {
        "id": position.id, "holder": position.holder.name if position.holder else None,
        "on_behalf_of": next((t.on_behalf_of for t in position.tellings if t.on_behalf_of), None),
        "counterpart": position.counterpart.name if position.counterpart else None, "act": last.act,
        "object": last.object, "polarity": position.polarity, "event_type": position.event_type,
        "reason": next((t.reason for t in reversed(position.tellings) if t.reason), None),
        "condition": position.condition, **_standing(position.tellings, stories),
        "history": [step_of(s) for s in steps],
    }  # fmt: skip


def step_of(step: Step) -> Row:
    """One step of a position: its day, what changed, and its words."""
    words = mention_row(step.telling.evidence) if step.telling.evidence else {}
    return {"day": step.day, "change": step.change, "act": step.act, **words}


def condition_row(condition: MergedCondition, stories: Stories) -> Row:
    """What must hold for what, and since when it is stated; its status is the clock's to tell: here `unknown`."""
    needs, follows = condition.requires, condition.consequence
    return {
        "id": condition.id, "holder": condition.holder.name if condition.holder else None,
        "operator": condition.operator, "requires": _pattern(needs),
        "consequence": {"event_type": follows.event_type, "polarity": follows.polarity, "words": follows.words},
        "first_day": condition.first_day, "last_day": condition.last_day,
        "status": "unknown", **_standing(condition.tellings, stories),
        "mentions": [mention_row(t.evidence) for t in condition.tellings],
    }  # fmt: skip


def _pattern(pattern: Pattern) -> Row:
    lists = {k: list(getattr(pattern, k)) for k in ("actors", "recipients", "places")}
    return {"event_type": pattern.event_type, "polarity": pattern.polarity, **lists, "words": pattern.words}
