"""A telling of an event with everything that comparing needs at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from standoff.days import day_bounds
from standoff.ledger_model import EventTelling, LedgerPlace, Party
from standoff.merge.weights import BREATH, CELL, LONGEST, MANY, PART_KM, PLACED_TYPES, TOWN_KM, WINDOW
from standoff.merge.wording import weighty
from standoff.terms.gazetteer import distance_km
from standoff.terms.ledger_words import load_merge_words
from standoff.terms.name_keys import fold

_TOLD_AS_FACT = frozenset({"occurred", "ongoing", "habitual"})
_REGION, _TOWN, _BELOW = 2, 4, 5  # resolutions


@dataclass(frozen=True, slots=True)
class Card:
    """What is compared. `first` and `last` are ISO days; `dated` tells whether the story itself gives them.

    `actors` and `recipients` are those that can be known again; of the others ("gunmen", "people") the words are in
    `doers` and `victims`. `towns` have with a place below a town its town; `spots` are places below a town and places
    that the gazetteer does not know; `about`: the towns and regions that the story names; `harm`: only harm is told.
    `doubtful`: actors who are acted on as well, or who only tell it. `kinds`: the kinds of targets among what is hit
    and who acts or suffers without a name. `short` and `full`: names of one word, words of full names.
    """

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
    doers: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    spots: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    harm: bool = False
    doubtful: frozenset[str] = frozenset()
    kinds: frozenset[int] = frozenset()
    short: frozenset[str] = frozenset()
    full: frozenset[str] = frozenset()
    keys: tuple[str, ...] = ()

    @property
    def one_day(self) -> bool:
        """Whether the story tells the very day."""
        return self.dated and self.first == self.last

    def again(self, other: Card) -> bool:
        """Whether a story may tell one act in both: one is only the harm, the headline, or the same breath."""
        return self.harm != other.harm or self.telling.headline != other.telling.headline or self._in_one_breath(other)

    def _in_one_breath(self, other: Card) -> bool:
        """Whether the two stand side by side, of one doer and day; one says where: "bombed Gori and hit a house"."""
        mine, theirs = ([e.span for e in card.telling.evidence] for card in (self, other))
        gaps = [max(a.start, b.start) - min(a.end, b.end) for a in mine for b in theirs]
        same = bool(self.actors) and self.actors == other.actors and self.telling.days == other.telling.days
        more = self.placed != other.placed and not (self.telling.targets and other.telling.targets)
        return same and more and any(0 < gap <= BREATH for gap in gaps)

    @property
    def placed(self) -> bool:
        """Whether the story tells the place more closely than by its region."""
        return bool(self.towns or self.spots)


def cards_of(tellings: Iterable[EventTelling], *, towns: Mapping[str, str] | None = None) -> list[Card]:
    """Cards in the order of their ids; a place below a town is joined to the nearest town that any telling names.

    `towns`: what `towns_around` gives for the places of the whole ledger, where these are some of its tellings.
    """
    ordered = sorted(tellings, key=lambda t: t.id)
    towns = towns_around(p for t in ordered for p in t.places) if towns is None else towns
    return [_card(t, towns) for t in ordered]


def is_known(party: Party) -> bool:
    """Whether a party can be known again in another story: by its state, an entry in Wikidata, or a longer name."""
    name = sum(word[:1].isupper() for word in party.name.split())
    return bool(party.country) or party.kind == "state" or party.key[:1] == "Q" or (name > 1 and party.kind != "group")


def party_keys(parties: Iterable[Party]) -> frozenset[str]:
    """What makes known parties one: the state where there is one ("Russian forces" act for RUS), else the key.

    An armed group acts for itself, in whichever country it fights.
    """
    return frozenset(p.key if p.kind == "armed_group" else p.country or p.key for p in parties if is_known(p))


def _words_of(parties: Iterable[Party]) -> frozenset[str]:
    everybody = load_merge_words().everybody
    return frozenset(w for p in parties if not is_known(p) for w in weighty(p.name)) - everybody


def towns_around(places: Iterable[LedgerPlace]) -> dict[str, str]:
    """By keys, the town of every place below a town that lies within `TOWN_KM`, and of a town one within `PART_KM`.

    A part of a town has often an entry of its own, as a town: Podil lies in Kyiv.
    """
    known = {p.key: p for p in places}
    grid: dict[tuple[int, int], list[LedgerPlace]] = defaultdict(list)
    for place in known.values():
        if place.resolution == _TOWN and place.lat is not None and place.lon is not None:
            grid[round(place.lat), round(place.lon)].append(place)
    out = {}
    for place in known.values():
        if place.resolution in {_TOWN, _BELOW} and place.lat is not None and place.lon is not None:
            cells = [(round(place.lat) + y, round(place.lon) + x) for y in (-1, 0, 1) for x in (-1, 0, 1)]
            towns = (town for cell in cells for town in grid.get(cell, ()) if town.key != place.key)
            near = sorted((kilometres(place, town), town.key) for town in towns)
            if near and near[0][0] <= (TOWN_KM if place.resolution == _BELOW else PART_KM):
                out[place.key] = near[0][1]
    return out


def kilometres(left: LedgerPlace, right: LedgerPlace) -> float:
    """The distance of two places; infinite where one has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return float("inf")
    return distance_km((left.lat, left.lon), (right.lat, right.lon))


def _places(places: Iterable[LedgerPlace], low: int, high: int) -> frozenset[str]:
    return frozenset(p.key for p in places if p.resolution is not None and low <= p.resolution <= high)


def _card(telling: EventTelling, around: Mapping[str, str]) -> Card:
    first, last, dated = _days(telling)
    towns = _places(telling.places, _TOWN, _BELOW)
    card = Card(
        telling, first, last, dated, "|".join(sorted(telling.days)), party_keys(telling.actors),
        party_keys(telling.recipients), towns | {around[key] for key in towns if key in around},
        _places(telling.places, _REGION, 3), frozenset(p.country for p in telling.places if p.country),
        any(f.total for f in telling.figures), _words_of(telling.actors), _words_of(telling.recipients),
        frozenset(_spot(p) for p in telling.places if p.resolution in {None, _BELOW}), telling.about,
        _tells_harm(telling), _doubtful(telling),
    )  # fmt: skip
    hit = (telling.targets | card.doers | card.victims) - load_merge_words().anywhere
    card = replace(card, kinds=load_merge_words().target_kinds(hit), short=_short(telling), full=_full(telling))
    return replace(card, keys=tuple(sorted(_keys(card), key=_places_first)))


def _doubtful(telling: EventTelling) -> frozenset[str]:
    """Actors who are acted on as well ("Palestinians were freed"), or who only tell what is no attack."""
    teller = telling.teller if telling.event_type not in PLACED_TYPES else None
    told_by = party_keys([teller] if teller else [])
    return party_keys(telling.actors) & (party_keys(telling.recipients) | told_by)


def _parties(telling: EventTelling) -> Iterator[Party]:
    """Who acts and who is acted on, but for states."""
    return (p for p in (*telling.actors, *telling.recipients) if p.kind != "state")


def _short(telling: EventTelling) -> frozenset[str]:
    """Names of one word, folded: "Tigers", "Arestovych"."""
    names = (p.name for p in _parties(telling))
    return frozenset(fold(n) for n in names if " " not in n and n[:1].isupper()) - load_merge_words().descriptive


def _full(telling: EventTelling) -> frozenset[str]:
    """The words of full names; of a person the last one."""
    out: set[str] = set()
    for party in _parties(telling):
        words = [w for w in party.name.split() if w[:1].isupper()]
        if len(words) > 1:
            out.update(fold(w) for w in (words[-1:] if party.kind == "person" else words))
    return frozenset(out) - load_merge_words().descriptive


def _spot(place: LedgerPlace) -> str:
    """The key of a place; of one that the gazetteer does not know, the name alone: its state is a guess."""
    return place.key.split("|")[0] if place.resolution is None else place.key


def _tells_harm(telling: EventTelling) -> bool:
    """Whether only the harm is told ("five were killed"), not the act that did it."""
    words = {word for e in telling.evidence for word in weighty(e.words)}
    return bool(words) and words <= load_merge_words().harm


def _days(telling: EventTelling) -> tuple[str | None, str | None, bool]:
    """First and last day, told or, where the story tells none, of its window before publication.

    A day goes before the week in which it lies.
    """
    bounds = [b for b in map(day_bounds, telling.days) if b]
    bounds = [b for b in bounds if b[0] == b[1]] or bounds
    if bounds:
        return min(b[0] for b in bounds), max(b[1] for b in bounds), True
    published = day_bounds(telling.published_at)
    if not published:
        return None, None, False
    return days_before(published[0], WINDOW), published[1], False


@lru_cache(maxsize=20_000)
def days_before(day: str, days: int) -> str:
    """The ISO day so many days before; the day itself at the beginning of the calendar."""
    try:
        return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def _keys(card: Card) -> Iterator[str]:
    """The blocks of a card: type, kind of fact, day, and a place or what else two tellings share.

    In a "b:" block one of the two has no town: they meet by a party, a target, the place of the story, or the words.
    """
    t = card.telling
    head = f"{t.event_type}|{'fact' if t.realis in _TOLD_AS_FACT else t.realis}"
    loci = [f"p:{p}" for p in card.towns | card.regions | card.spots]
    loci += [f"b:{k}" for k in card.actors | card.recipients | t.targets | card.victims | card.doers]
    loci += [f"b:{k}" for k in card.towns | card.regions | (frozenset() if card.towns | card.regions else card.about)]
    loci += [f"b:={name}" for name in card.short | card.full]
    loci += [f"b:?{t.frame or t.trigger}"]
    loci += sorted({f"b:+{f.what} {f.lower}" for f in t.figures if f.what != "other" and (f.lower or 0) >= MANY})
    loci += [f"b:#{cell}" for cell in _cells(card)] if t.event_type in PLACED_TYPES else []
    for bucket in (*_buckets(card), *sorted(t.beside)):
        yield from (f"{locus}|{head}|{bucket}" for locus in loci)


def _cells(card: Card) -> Iterator[str]:
    """Where on earth a town lies, and near which a region: the two may be one place for tellers."""
    for place in card.telling.places:
        if place.lat is None or place.lon is None or place.resolution is None or place.resolution < _REGION:
            continue
        y, x = round(place.lat / CELL), round(place.lon / CELL)
        around = (-1, 0, 1) if place.resolution < _TOWN and not card.towns else (0,)
        yield from (f"{y + north},{x + east}" for north in around for east in around)


def _places_first(key: str) -> tuple[bool, str]:
    return not key.startswith("p:"), key


def _buckets(card: Card) -> Sequence[str]:
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
