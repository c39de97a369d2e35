"""One page on a day: what each side wants, what changed, what is within reach, what is stuck; with sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from standoff.ledger_model import Evidence, Ledger, MergedCondition, MergedPosition
from standoff.show.ink import PLAIN, Ink, safe, short
from standoff.show.ledger_json import mention_row
from standoff.show.ledger_text import clock_summary
from standoff.show.summary import ACTS
from standoff.track import find_deadlocks, find_reach, track_changes, track_clock, track_position

Row = dict[str, Any]
_WEEK = 6  # days before the brief's day in which a change is news
_MOST = 12  # lines of a part; --json has all
HEADINGS = {
    "wants": "What each side wants",
    "changed": "What changed",
    "within_reach": "What is within reach",
    "waiting": "What waits for what",
    "stuck": "What is stuck",
}


def brief_row(ledger: Ledger, *, day: str, since: str | None = None) -> Row:
    """The brief as plain values; each line has `text` and, as `source`, outlet, title, day, page, span and words."""
    first = since or (date.fromisoformat(day) - timedelta(days=_WEEK)).isoformat()
    lines = _Lines(ledger)
    return {
        "day": day, "since": first, "stories": len(ledger.stories), "wants": list(lines.wants()),
        "changed": list(lines.changed(first, day)), "within_reach": list(lines.reach()),
        "waiting": list(lines.waiting(day)), "stuck": list(lines.stuck()),
    }  # fmt: skip


class _Lines:
    """The lines of a brief, each with its source."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._stories = {s.page: s for s in ledger.stories}

    def _line(self, text: str, evidence: Evidence | None, **more: object) -> Row:
        story = self._stories.get(evidence.page) if evidence else None
        told = {"publisher": story.publisher, "title": story.title, "day": story.published_at} if story else {}
        return {"text": text, **more, "source": {**told, **mention_row(evidence)} if evidence else None}

    def wants(self) -> Iterator[Row]:
        """The last word of every holder on every matter, by holder."""
        held = [p for p in self._ledger.positions if p.holder]
        for position in sorted(held, key=lambda p: (_holder(p), p.tellings[-1].day or "", p.id)):
            step = track_position(position)[-1]
            yield self._line(wish_words(position), step.telling.evidence, day=step.day, id=position.id)

    def changed(self, first: str, last: str) -> Iterator[Row]:
        """Every step of the last days that is no repetition."""
        for position, step in track_changes(self._ledger, since=first, until=last):
            text = f"{step.day}: {step.change}: {wish_words(position)}"
            yield self._line(text, step.telling.evidence, change=step.change, id=position.id)

    def reach(self) -> Iterator[Row]:
        """Demands that the other side has offered to meet."""
        for found in find_reach(self._ledger):
            if found.given is None:
                continue
            text = f"{wish_words(found.demand)}; {wish_words(found.given)}"
            yield self._line(text, found.given.tellings[-1].evidence, ids=[found.demand.id, found.given.id])

    def waiting(self, day: str) -> Iterator[Row]:
        """Every condition with what its clock says, those with marks first."""
        rows = [(track_clock(self._ledger, c, until=day), c) for c in self._ledger.conditions if c.requires.event_type]
        for clock, condition in sorted(rows, key=lambda r: (r[0].status == "unknown", r[1].first_day or "", r[1].id)):
            text = f"{_tie(condition)}: {clock_summary(clock, threat=condition.threat)}"
            yield self._line(text, condition.tellings[0].evidence, id=condition.id, status=clock.status)

    def stuck(self) -> Iterator[Row]:
        """Deadlocks, as sentences."""
        by_id = {c.id: c for c in self._ledger.conditions}
        for found in find_deadlocks(self._ledger):
            first = by_id[found.conditions[0]].tellings[0].evidence
            yield self._line(found.sentence, first, conditions=list(found.conditions))


def _holder(position: MergedPosition) -> str:
    return position.holder.name if position.holder else ""


def wish_words(position: MergedPosition) -> str:
    """The last word of a position in one line: who does what, of whom, and the words."""
    last = track_position(position)[-1].telling
    other = f" of {position.counterpart.name}" if position.counterpart and last.act == "demand" else ""
    return f"{_holder(position) or 'somebody'} {ACTS[last.act]}{other} “{short(' '.join(last.object.split()), 80)}”"


def _tie(condition: MergedCondition) -> str:
    holder = condition.holder.name if condition.holder else "somebody"
    sides = [short(" ".join(p.words.split()), 60) for p in (condition.consequence, condition.requires)]
    return f"{holder}: “{sides[0]}” waits for “{sides[1]}” ({condition.operator.replace('_', ' ')})"


def show_brief(row: Mapping[str, Any], *, ink: Ink = PLAIN) -> str:
    """The brief as a page."""
    head = f"Brief of {row['day']}, from {row['stories']} stories; changes since {row['since']}"
    lines = [ink(head, "bold")]
    for key, heading in HEADINGS.items():
        lines += ["", ink(heading, "bold", "cyan")]
        lines += [part for line in row[key][:_MOST] for part in _shown(line, ink)] or ["  nothing in the stories"]
        if len(row[key]) > _MOST:
            lines.append(ink(f"  … and {len(row[key]) - _MOST} more (--json has all)", "dim"))
    return "\n".join(lines)


def _shown(line: Mapping[str, Any], ink: Ink) -> Iterator[str]:
    yield ink.wrap(safe(line["text"]), indent=2)
    source = line["source"]
    if source:
        outlet = safe(source.get("publisher") or "outlet not known")
        where = f"{outlet}, {source.get('day') or 'no date'}, “{short(safe(source.get('title') or ''), 60)}”"
        yield ink(f"      {where} [{source['span'][0]}, {source['span'][1]}]", "dim")
