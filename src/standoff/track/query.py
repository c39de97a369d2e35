"""A condition's `requires` as a query over merged events: does this event show that the required act took place?

What a telling leaves open is not held against the pattern, but the answer says so in its note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from standoff.ledger_model import LedgerPlace, MergedEvent, Party, Pattern
from standoff.terms.ledger_words import load_track_words
from standoff.terms.name_keys import fold

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
    """The note with which an event tells that the act has ceased ("" = in full), or None."""
    pairs = load_track_words().quiet.get(pattern.event_type or "", frozenset())
    if (event.event_type, event.mode) in pairs and event.realis in _FACT:
        return suits(event, Pattern(event.event_type, actors=(), places=_places_of(pattern)), places)
    denied = event.event_type == pattern.event_type and event.realis == "denied"
    return suits(event, pattern, places) if denied else None


def names_of(parties: Sequence[Party]) -> frozenset[str]:
    """The names by which a pattern may know parties: canonical names, and the state for which they act."""
    not_acting = load_track_words().not_acting
    states = {p.country for p in parties if p.country and p.kind not in not_acting}
    return frozenset({fold(p.name) for p in parties} | {s.lower() for s in states})


def _hit(parties: Sequence[Party]) -> frozenset[str]:
    """The names by which a pattern may know who is acted on: what is done to a state's people is done to the state."""
    return names_of(parties) | {p.country.lower() for p in parties if p.country}


def _wanted(values: Sequence[str]) -> frozenset[str]:
    return _folded(tuple(values))


@lru_cache(maxsize=5000)
def _folded(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(v) for v in values)


def _actors(event: MergedEvent, pattern: Pattern) -> str | None:
    if not pattern.actors or names_of(event.actors) & _wanted(pattern.actors):
        return ""
    return "actor not stated" if not event.actors and (pattern.places or pattern.recipients) else None


def _recipients(event: MergedEvent, pattern: Pattern, places: Places) -> str | None:
    """An event with no recipient and no place does not answer: it may have been done to anybody."""
    if not pattern.recipients or _hit(event.recipients) & _wanted(pattern.recipients):
        return ""
    if any(inside(p, pattern.recipients, places) for p in event.places):
        return ""  # "struck Kharkiv" is done to Ukraine
    return None


def _where(event: MergedEvent, pattern: Pattern, places: Places) -> str | None:
    if not pattern.places or any(inside(p, pattern.places, places) for p in event.places):
        return ""
    if event.places:
        return None
    return "place not stated" if _hit(event.recipients) & _wanted(pattern.places) else None


def _target(event: MergedEvent, pattern: Pattern) -> str | None:
    """Whether the target fits: a settlement by a place below a state or one left open, all else by its words."""
    wanted = set(fold(pattern.target or "").split())
    if not wanted or wanted & event.targets:
        return ""
    if not event.targets:  # left open: something else must tell that it is the act that is meant
        return "" if pattern.recipients or pattern.places else None
    if not wanted & load_track_words().settlements:
        return None
    if not event.places:
        return "place not stated" if _hit(event.recipients) & _wanted(_places_of(pattern)) else None
    return "" if any((p.resolution or 0) >= _BELOW_STATE for p in event.places) else None


def _places_of(pattern: Pattern) -> tuple[str, ...]:
    return pattern.places or pattern.recipients


def covers(event: MergedEvent, pattern: Pattern, places: Places) -> bool:
    """Whether an event shows that the place was covered: it lies at or inside the place of the pattern.

    The place is the one required, else the recipients' state. Where neither is told, an event of the actors covers;
    where nobody is named at all, any event does.
    """
    if event.realis not in _FACT:
        return False
    watched = pattern.places or pattern.recipients
    if watched:
        return any(inside(p, watched, places) for p in event.places)
    if pattern.actors:
        acting = names_of((*event.actors, *event.recipients)) & _wanted(pattern.actors)
        return bool(acting) or any(inside(p, pattern.actors, places) for p in event.places)
    return True


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
