"""Prints the record of one story as lines to read: python bench/show.py FILE [DATE]."""

from __future__ import annotations

import sys
from pathlib import Path

from standoff.model import Reading
from standoff.pipeline import Given, read_file


def show(reading: Reading) -> None:
    """Prints every record of a reading with its words."""
    names = {e.id: e.name for e in reading.mentions.entities} | {p.id: p.name for p in reading.mentions.places}
    names |= {t.id: t.value or "?" for t in reading.mentions.times}
    names |= {f.id: f"{f.what}:{f.hedge}:{f.lower}" for f in reading.mentions.figures}
    print("ENTITIES", [(e.name, e.kind, e.country, e.sector, len(e.mentions)) for e in reading.mentions.entities])
    print("PLACES", [(p.name, p.country, p.resolution) for p in reading.mentions.places])
    _show_events(reading, names)
    _show_statements(reading, names)
    _show_stances(reading, names)


def _show_events(reading: Reading, names: dict[str, str]) -> None:
    words = reading.words
    for e in reading.record.events:
        arguments = [(a.role, words(a.span), names.get(a.ref or "", ""), a.rule) for a in e.arguments]
        head = f"{e.id} {e.event_type}/{e.mode} {e.realis}({e.realis_rule}) by {e.statement}"
        print(f"{head} [{words(e.trigger)}] x{len(e.mentions)} {arguments} {e.frame}")


def _show_statements(reading: Reading, names: dict[str, str]) -> None:
    words = reading.words
    for s in reading.record.statements:
        source = (words(s.source.span), names.get(s.source.ref or "")) if s.source else None
        cue = words(s.cue) if s.cue else ""
        content = " … ".join(words(c) for c in s.content)
        print(f"{s.id} {source} <{cue}> {s.form}/{s.polarity} in {s.within} {s.medium} | {content} ({s.rule})")


def _show_stances(reading: Reading, names: dict[str, str]) -> None:
    words = reading.words
    for k in reading.record.positions:
        parties = f"{names.get(k.holder or '')} -> {names.get(k.counterpart or '')}"
        reason = f"because {words(k.reason)}" if k.reason else ""
        wanted = f"[{words(k.object.span)}] {k.object.event_type}/{k.object.polarity}"
        print(f"{k.id} {k.act} {parties}: {wanted} if {k.condition} {reason} in {k.statement} ({k.rule})")
    for c in reading.record.conditions:
        need, then = c.requires, c.consequence
        left = f"[{words(need.span)}] {need.event_type}/{need.polarity} {need.actors}->{need.recipients} {need.target}"
        right = f"[{words(then.span)}] {then.event_type}/{then.polarity} {then.actors}"
        print(f"{c.id} {c.operator}: {left} => {right} ({c.rule})")


if __name__ == "__main__":
    path = Path(sys.argv[1])
    show(read_file(path, given=Given(published_at=sys.argv[2] if len(sys.argv) > 2 else None)))
