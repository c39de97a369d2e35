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
    words = reading.words
    print("ENTITIES", [(e.name, e.kind, e.country, e.sector, len(e.mentions)) for e in reading.mentions.entities])
    print("PLACES", [(p.name, p.country, p.resolution) for p in reading.mentions.places])
    for e in reading.record.events:
        arguments = [(a.role, words(a.span), names.get(a.ref or "", ""), a.rule) for a in e.arguments]
        print(f"{e.id} {e.event_type}/{e.mode} {e.realis}({e.realis_rule}) by {e.statement} [{words(e.trigger)}] x{len(e.mentions)} {arguments} {e.frame}")
    for s in reading.record.statements:
        source = (words(s.source.span), names.get(s.source.ref or "")) if s.source else None
        print(f"{s.id} {source} <{words(s.cue) if s.cue else ''}> {s.form}/{s.polarity} in {s.within} {s.medium} | {' … '.join(words(c) for c in s.content)} ({s.rule})")
    for k in reading.record.positions:
        print(f"{k.id} {k.act} {names.get(k.holder or '')} -> {names.get(k.counterpart or '')}: [{words(k.object.span)}] {k.object.event_type}/{k.object.polarity} if {k.condition} because {words(k.reason) if k.reason else ''} in {k.statement} ({k.rule})")
    for c in reading.record.conditions:
        r = c.requires
        print(f"{c.id} {c.operator}: [{words(r.span)}] {r.event_type}/{r.polarity} {r.actors}->{r.recipients} {r.target} => [{words(c.consequence.span)}] {c.consequence.event_type}/{c.consequence.polarity} {c.consequence.actors} ({c.rule})")


if __name__ == "__main__":
    path = Path(sys.argv[1])
    show(read_file(path, given=Given(published_at=sys.argv[2] if len(sys.argv) > 2 else None)))
