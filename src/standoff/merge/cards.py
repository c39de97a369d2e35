"""A telling of an event with everything that comparing needs at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from standoff.days import day_bounds
from standoff.ledger_model import EventTelling, LedgerPlace, Party
from standoff.merge.weights import LONGEST, WINDOW

_TOLD_AS_FACT = frozenset({"occurred", "ongoing", "habitual"})


@dataclass(frozen=True, slots=True)
class Card:
    """What is compared. `first` and `last` are ISO days; `dated` tells whether the story itself gives them."""

    telling: EventTelling
    first: str | None
    last: str | None
    dated: bool
    stretch: str
    actors: frozenset[str]
    recipients: frozenset[str]
    towns: frozenset[str]
    regions: frozenset[str]
    countries: frozenset[str]
    total: bool
    keys: tuple[str, ...] = ()

    @property
    def one_day(self) -> bool:
        """Whether the story tells the very day."""
        return self.dated and self.first == self.last


def cards_of(tellings: Iterable[EventTelling]) -> list[Card]:
    """Cards in the order of their ids."""
    return [_card(t) for t in sorted(tellings, key=lambda t: t.id)]


def party_keys(parties: Iterable[Party]) -> frozenset[str]:
    """What makes parties one in an event: the state where there is one ("Russian forces" act for RUS), else the key."""
    return frozenset(p.country or p.key for p in parties)


def _places(places: Iterable[LedgerPlace], low: int, high: int) -> frozenset[str]:
    return frozenset(p.key for p in places if p.resolution is not None and low <= p.resolution <= high)


def _card(telling: EventTelling) -> Card:
    first, last, dated = _days(telling)
    towns, regions = _places(telling.places, 4, 5), _places(telling.places, 2, 3)
    card = Card(
        telling, first, last, dated, "|".join(sorted(telling.days)), party_keys(telling.actors),
        party_keys(telling.recipients), towns, regions, frozenset(p.country for p in telling.places if p.country),
        any(f.total for f in telling.figures),
    )  # fmt: skip
    return replace(card, keys=tuple(sorted(_keys(card), key=_places_first)))


def _days(telling: EventTelling) -> tuple[str | None, str | None, bool]:
    """First and last day, told or, where the story tells none, of its window before publication."""
    bounds = [b for b in map(day_bounds, telling.days) if b]
    if bounds:
        return min(b[0] for b in bounds), max(b[1] for b in bounds), True
    published = day_bounds(telling.published_at)
    if not published:
        return None, None, False
    return days_before(published[0], WINDOW), published[1], False


def days_before(day: str, days: int) -> str:
    """The ISO day so many days before; the day itself at the beginning of the calendar."""
    try:
        return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def _keys(card: Card) -> Iterator[str]:
    """The blocks of a card: type, kind of fact, day, and where or between whom. A "b:" block is of the unplaced."""
    t = card.telling
    head = f"{t.event_type}|{'fact' if t.realis in _TOLD_AS_FACT else t.realis}"
    loci = [f"p:{p}" for p in card.towns | card.regions]
    loci += [f"b:{k}" for k in card.actors] or [f"b:>{k}" for k in card.recipients] or [f"b:?{t.trigger}"]
    for bucket in _buckets(card):
        yield from (f"{locus}|{head}|{bucket}" for locus in loci)


def _places_first(key: str) -> tuple[bool, str]:
    return not key.startswith("p:"), key


def _buckets(card: Card) -> list[str]:
    """The days of a short stretch; a long one, and one that is not known, is a bucket of its own."""
    if card.first is None or card.last is None:
        return ["?"]
    try:
        first, last = date.fromisoformat(card.first), date.fromisoformat(card.last)
    except ValueError:
        return [card.stretch]
    length = (last - first).days
    if length >= LONGEST:
        return [card.stretch or f"{card.first}/{card.last}"]
    return [(first + timedelta(days=n)).isoformat() for n in range(length + 1)]
