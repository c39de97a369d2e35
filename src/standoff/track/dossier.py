"""Dossiers: the part of a ledger that is about given parties, so that two wars in one file do not mix.

A *story* is of the dossier if two of its parties are among the three that the story's records name most often (ties
count). A *record* belongs to the dossier if it names two of its parties; or, in a story of the dossier, if it names no
other state, or is of a party's talk with somebody else (a fight with somebody else is another war's). Statements belong
with their story. States are named by their people and places too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from standoff.days import day_bounds
from standoff.ledger_model import (
    Ledger,
    LedgerPlace,
    MergedCondition,
    MergedEvent,
    MergedPosition,
    MergedStatement,
    Party,
    Pattern,
    StoryTold,
)
from standoff.terms.countries import load_countries
from standoff.terms.ledger_words import load_track_words
from standoff.terms.name_keys import fold

_MOST_NAMED = 3
_WORD = re.compile(r"[^\W_]+")
_Record = MergedEvent | MergedStatement | MergedPosition | MergedCondition
Merged = TypeVar("Merged", MergedEvent, MergedStatement, MergedPosition, MergedCondition)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What somebody follows: a name, two or more parties (ISO alpha-3 or names), and the days of its stories (ISO)."""

    name: str
    parties: tuple[str, ...]
    since: str | None = None
    until: str | None = None


def scope(ledger: Ledger, dossier: Dossier) -> Ledger:
    """The ledger's stories and records that belong to a dossier."""
    dated = _of_days(ledger, dossier)
    named = _named_by_story(dated)
    wanted = tuple(_key(p) for p in dossier.parties)
    stories = {s.page for s in dated.stories if _is_of(named[s.page], wanted)}
    events = tuple(e for e in dated.events if _belongs(_of_event(e), wanted, _pages(e) & stories, e.event_type))
    positions = tuple(k for k in dated.positions if _belongs(_of_position(k), wanted, _pages(k) & stories))
    conditions = tuple(c for c in dated.conditions if _belongs(_of_condition(c), wanted, _pages(c) & stories))
    statements = tuple(s for s in dated.statements if _pages(s) & stories)
    records: list[_Record] = [*events, *statements, *positions, *conditions]
    shown = stories.union(*map(_pages, records))
    ids = {r.id for r in records}
    return replace(
        dated, stories=tuple(s for s in dated.stories if s.page in shown), events=events, statements=statements,
        positions=positions, conditions=conditions, redirects={t: i for t, i in dated.redirects.items() if i in ids},
    )  # fmt: skip


def _of_days(ledger: Ledger, dossier: Dossier) -> Ledger:
    """The ledger with the tellings of the dossier's days alone; a story without a date is of no day."""
    if not (dossier.since or dossier.until):
        return ledger
    pages = {s.page for s in ledger.stories if _in_days(s, dossier)}
    return replace(
        ledger, stories=tuple(s for s in ledger.stories if s.page in pages), events=_told_in(ledger.events, pages),
        statements=_told_in(ledger.statements, pages), positions=_told_in(ledger.positions, pages),
        conditions=_told_in(ledger.conditions, pages),
    )  # fmt: skip


def _in_days(story: StoryTold, dossier: Dossier) -> bool:
    bounds = day_bounds(story.published_at)
    return bounds is not None and bounds[1] >= (dossier.since or "") and bounds[0] <= (dossier.until or "9999")


def _told_in(records: Iterable[Merged], pages: set[str]) -> tuple[Merged, ...]:
    kept = (replace(r, tellings=tuple(t for t in r.tellings if t.page in pages)) for r in records)
    return tuple(r for r in kept if r.tellings)


def _pages(record: _Record) -> set[str]:
    return {t.page for t in record.tellings}


def _key(name: str) -> str:
    """A party's key: the ISO code of a state, written as a code or as its name, else the folded name."""
    country = load_countries().get(name.upper()) if len(name) == 3 else load_countries().by_name(name)
    return country.iso3.lower() if country else fold(name)


def _named_by_story(ledger: Ledger) -> Mapping[str, Counter[str]]:
    """By page how many records name a party."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    told = [(_pages(e), _of_event(e)) for e in ledger.events]
    told += [(_pages(k), _of_position(k)) for k in ledger.positions]
    told += [(_pages(c), _of_condition(c)) for c in ledger.conditions]
    for pages, parties in told:
        for page in pages:
            named[page].update(parties)
    return named


def _is_of(named: Counter[str], wanted: tuple[str, ...]) -> bool:
    """Whether two of the parties are among those that a story names most."""
    ordered = sorted(named.values(), reverse=True)
    least = ordered[min(_MOST_NAMED, len(ordered)) - 1] if ordered else 0
    often = {key for key, times in named.items() if times >= least}
    return sum(1 for w in wanted if any(_is(w, key) for key in often)) > 1


def _belongs(named: frozenset[str], wanted: tuple[str, ...], in_story: set[str], code: str | None = None) -> bool:
    """Whether a record that names these parties belongs; `in_story`: stories of the dossier that tell it."""
    ours = {w for w in wanted if any(_is(w, key) for key in named)}
    if len(ours) > 1:
        return True
    others = {key for key in named if load_countries().get(key.upper()) and not any(_is(w, key) for w in wanted)}
    talk = bool(ours) and code not in load_track_words().deeds
    return bool(in_story) and (not others or talk)


def _is(wanted: str, key: str) -> bool:
    """Whether a key names the wanted party; "Houthis" is named by "Houthi movement", and a code by itself alone."""
    if wanted == key:
        return True
    if len(wanted) <= 3:
        return False
    stems = {w.removesuffix("s") for w in _WORD.findall(key)}
    return {w.removesuffix("s") for w in _WORD.findall(wanted)} <= stems


def _keys(parties: Iterable[Party | None]) -> set[str]:
    """The state of every party, and the own name of organisations and armed groups."""
    named: set[str] = set()
    for party in filter(None, parties):
        if party.country:
            named.add(party.country.lower())
        if party.kind == "armed_group" or (not party.country and party.kind in ("organisation", "state")):
            named.add(fold(party.name))
    return named


def _of_places(places: Iterable[LedgerPlace]) -> set[str]:
    return {p.country.lower() for p in places if p.country}


def _of_event(event: MergedEvent) -> frozenset[str]:
    return frozenset(_keys((*event.actors, *event.recipients)) | _of_places(event.places))


def _of_position(position: MergedPosition) -> frozenset[str]:
    behalf = {_key(t.on_behalf_of) for t in position.tellings if t.on_behalf_of}
    return frozenset(_keys((position.holder, position.counterpart)) | behalf)


def _of_condition(condition: MergedCondition) -> frozenset[str]:
    sides = _of_pattern(condition.requires) | _of_pattern(condition.consequence)
    return frozenset(_keys((condition.holder,)) | sides)


def _of_pattern(pattern: Pattern) -> set[str]:
    return {_key(name) for name in (*pattern.actors, *pattern.recipients, *pattern.places)}
