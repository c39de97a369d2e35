"""A condition's `requires` as a query over merged events: does this event show that the required act took place?

What a telling leaves open is not held against the pattern, but the answer says so in its note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from standoff.ledger_model import LedgerPlace, MergedEvent, Party, Pattern
from standoff.terms.ledger_words import load_merge_words, load_track_words
from standoff.terms.name_keys import fold
from standoff.track.parties import known_as, may_be, names_of

PART = "only "  # begins the note of an event that tells of fewer than are asked for
_WORD = re.compile(r"[^\W_]+")
_FACT = frozenset({"occurred", "ongoing", "habitual"})
_NEAR_KM = 20  # a place below a city lies in the city within so many kilometres
_BELOW_STATE = 2  # resolution of a province; a town is 4
_EARTH_KM = 6371.0

Places = Mapping[str, LedgerPlace]


def answers(event: MergedEvent, pattern: Pattern, places: Places) -> str | None:
    """The note with which an event answers the pattern ("" = in full), or None if it does not. `places` by name."""
    if event.event_type != pattern.event_type or event.realis not in _FACT:
        return None
    if pattern.modes and event.mode and event.mode not in load_track_words().modes(pattern.modes):
        return None
    note = suits(event, pattern, places)
    open_mode = "mode not stated" if pattern.modes and not event.mode else ""
    return None if note is None else "; ".join(filter(None, (note, open_mode)))


def only_part(event: MergedEvent, pattern: Pattern) -> str:
    """The note that an event tells of fewer than are asked for ("only 2 of 11"); "" where it does not tell so."""
    asked = _count(pattern.words) if event.event_type in load_track_words().counted else None
    most = [f.upper for f in event.figures]
    if asked is None or not most or None in most:
        return ""
    told = max(n for n in most if n is not None)
    return f"{PART}{told} of {asked}" if 0 < told < asked else ""


def _count(words: str) -> int | None:
    """The first number of some words that counts: no measure of time or length, and no year."""
    known, found = load_track_words(), _WORD.findall(words.lower().replace(",", ""))
    for word, after in zip(found, [*found[1:], ""], strict=True):
        number = int(word) if word.isdecimal() else known.numbers.get(word, 0)
        if number > 1 and not 1900 <= number <= 2100 and after not in known.measures:
            return number
    return None


def suits(event: MergedEvent, pattern: Pattern, places: Places) -> str | None:
    """As `answers`, for parties, places and target alone."""
    notes = [
        _actors(event, pattern), _recipients(event, pattern, places), _where(event, pattern, places),
        _target(event, pattern),
    ]  # fmt: skip
    if any(note is None for note in notes):
        return None
    return "; ".join(dict.fromkeys(note for note in notes if note))


def quiet(event: MergedEvent, pattern: Pattern, places: Places) -> str | None:
    """The note with which an event tells that the act has ceased ("" = in full), or None.

    A place's quiet is nobody's: it is asked where, not by whom or at what. What a party says that it has not done is
    its word and no quiet.
    """
    pairs = load_track_words().quiet.get(pattern.event_type or "", frozenset())
    kept = (event.event_type, event.mode or "") in pairs and event.realis in _FACT
    if kept and not event.mode:
        kept = any(t.trigger in load_track_words().lifted for t in event.tellings)
    denied = event.event_type == pattern.event_type and event.realis == "denied" and not _own_word(event, pattern)
    if not kept and not denied:
        return None
    watched = _places_of(pattern)
    if watched:
        return suits(event, Pattern(event.event_type, places=watched), places)
    return suits(event, replace(pattern, modes=(), target=None), places)


def _own_word(event: MergedEvent, pattern: Pattern) -> bool:
    """Whether all who tell an event are those who are said to act, or who must."""
    wanted = _wanted(pattern.actors)
    return all(
        t.teller and names_of([t.teller]) & (wanted | names_of(t.actors)) for t in event.tellings
    )  # fmt: skip


def _hit(parties: Sequence[Party]) -> frozenset[str]:
    """The names by which a pattern may know who is acted on: what is done to a state's people is done to the state."""
    return names_of(parties) | {p.country.lower() for p in parties if p.country}


def names_hit(event: MergedEvent) -> frozenset[str]:
    """The folded names of what an event hit, and where it was, that no list of places knows."""
    return frozenset(name for t in event.tellings for name in t.names)


def _wanted(values: Sequence[str]) -> frozenset[str]:
    return _folded(tuple(values))


@lru_cache(maxsize=5000)
def _folded(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(v) for v in values)


def _actors(event: MergedEvent, pattern: Pattern) -> str | None:
    if not pattern.actors or _acting(event) & _wanted(pattern.actors):
        return ""
    if not event.actors:
        return "actor not stated" if pattern.places or pattern.recipients else None
    return may_be(event.actors, pattern.actors, pattern)


def _acting(event: MergedEvent) -> frozenset[str]:
    """The names of who acts. An armed group acts for its state abroad; at home it may as well fight against it."""
    at_home = {p.country for p in event.places} | {p.country for p in event.recipients}
    own = [p for p in event.actors if p.kind == "armed_group" and p.country and p.country in at_home]
    return names_of([p for p in event.actors if p not in own]) | {fold(p.name) for p in own}


def _recipients(event: MergedEvent, pattern: Pattern, places: Places) -> str | None:
    """An event with no recipient and no place does not answer: it may have been done to anybody."""
    if not pattern.recipients or _hit(event.recipients) & _wanted(pattern.recipients):
        return ""
    if any(inside(p, pattern.recipients, places) for p in event.places):
        return ""  # "struck Kharkiv" is done to Ukraine
    return may_be(event.recipients, pattern.recipients, pattern)


def _where(event: MergedEvent, pattern: Pattern, places: Places) -> str | None:
    if not pattern.places or any(inside(p, pattern.places, places) for p in event.places):
        return ""
    if names_hit(event) & _wanted(pattern.places):
        return ""
    if event.places:
        return None
    return "place not stated" if _hit(event.recipients) & _wanted(pattern.places) else None


def _target(event: MergedEvent, pattern: Pattern) -> str | None:
    """Whether the target fits: a settlement by a place below a state or one left open, all else by its words.

    Only words that name a kind of target can keep an event away: "rockets", "area" and "safety" name none.
    """
    wanted = set(fold(pattern.target or "").split())
    kinds = load_merge_words().target_kinds(frozenset(wanted))
    settled = bool(wanted & load_track_words().settlements)
    if not (kinds or settled) or wanted & event.targets:
        return ""
    told = load_merge_words().target_kinds(event.targets)
    if kinds and (kinds & told or (event.targets and not told and not settled)):
        return "" if kinds & told else "target not told apart"
    if not event.targets:  # left open: something else must tell that it is the act that is meant
        return "" if pattern.recipients or pattern.places else None
    return _settled(event, pattern) if settled else None


def _settled(event: MergedEvent, pattern: Pattern) -> str | None:
    if not event.places:
        return "place not stated" if _hit(event.recipients) & _wanted(_places_of(pattern)) else None
    return "" if any((p.resolution or 0) >= _BELOW_STATE for p in event.places) else None


def _places_of(pattern: Pattern) -> tuple[str, ...]:
    watched = watched_in(pattern)
    return watched.names if watched.placed else ()


def covers(event: MergedEvent, pattern: Pattern, places: Places) -> bool:
    """Whether an event shows that the place was covered: it lies at or inside the place of the pattern.

    The place is the one required, else the recipients' state. Where neither is told, an event of the actors covers;
    where nobody is named at all, any event does.
    """
    if event.realis not in _FACT:
        return False
    if any(at_place(p, pattern, places) for p in event.places):
        return True
    watched = watched_in(pattern)
    if watched.placed:
        return bool(names_hit(event) & _wanted(watched.names))
    return not watched.names or bool(names_of((*event.actors, *event.recipients)) & _wanted(watched.names))


class Watched(NamedTuple):
    """The names of what a pattern watches, and whether it is a place (or whose it is), not only who acts there."""

    names: tuple[str, ...]
    placed: bool


def watched_in(pattern: Pattern) -> Watched:
    """The places of a pattern, else those who are acted on and can be known again, else who acts and their states."""
    hit = tuple(name for name in pattern.recipients if known_as(name, pattern).named)
    if pattern.places or hit:
        return Watched(pattern.places or hit, placed=True)
    acting = {p.name: p.country for p in pattern.parties if p.country and p.name in pattern.actors}
    return Watched(tuple(dict.fromkeys((*pattern.actors, *acting.values()))), placed=False)


def at_place(place: LedgerPlace, pattern: Pattern, places: Places) -> bool:
    """Whether what happens at a place covers what a pattern watches."""
    watched = watched_in(pattern).names
    return not watched or inside(place, watched, places)


def inside(place: LedgerPlace, names: Sequence[str], places: Places) -> bool:
    """Whether a place is or lies in one of the named ones: its state by code, itself by name, a city by distance."""
    wanted = _wanted(names)
    if fold(place.name) in wanted or (place.country and place.country.lower() in wanted):
        return True
    around = (places[name] for name in sorted(wanted) if name in places)
    return place.resolution == 5 and any(_km(place, city) <= _NEAR_KM for city in around if city.resolution == 4)


def _km(left: LedgerPlace, right: LedgerPlace) -> float:
    """Kilometres between two places on the globe; infinite where one has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return float("inf")
    a, b = radians(left.lat), radians(right.lat)
    arc = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(right.lon - left.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(arc))
