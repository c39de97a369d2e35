"""Where: sentences -> places with all their mentions.

spots (names of places, known or not) -> hints (what stands beside them) -> choice (which place each means)
-> nominals ("the Ukrainian capital", "the city") -> one Place per real place
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from standoff.mention.place_choice import choose, speaks_of
from standoff.mention.place_hints import Hint, read_hints
from standoff.mention.place_nominals import find_nominals
from standoff.mention.place_position import acting, locative
from standoff.mention.place_spots import Spot, Spotter
from standoff.model import Place, PlaceMention, Sentence
from standoff.syntax import Tree
from standoff.terms.countries import CountryTable
from standoff.terms.gazetteer import Candidate, Gazetteer, fold

__all__ = ["find_places", "locative"]


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and the place that it means, before the mentions of one place are joined."""

    mention: PlaceMention
    place: Place


def find_places(
    text: str,
    sentences: Sequence[Sentence],
    *,
    countries: CountryTable,
    gazetteer: Gazetteer,
    published_country: str | None = None,
) -> tuple[Place, ...]:
    """The places of a story, each with all its mentions, "p1" first in the text.

    `text` is the page's text; `published_country` (ISO alpha-3) is where the outlet writes from, if that is known.
    A name that the gazetteer does not know gives a place without point; its country only if the text states it.
    """
    trees = [Tree(sentence) for sentence in sentences]
    spotters = [Spotter(text, n, tree, countries=countries, gazetteer=gazetteer) for n, tree in enumerate(trees)]
    spots = [spot for spotter in spotters for spot in spotter.spots()]
    known = {s.name: s.found for s in spots if s.found and s.end - s.start == 1 and not _country(s)}
    spots = sorted((*spots, *(s for spotter in spotters for s in spotter.again(known, spots))), key=_order)
    about = speaks_of(spots, sentences, countries)
    spots = sorted((*spots, *(s for spotter in spotters for s in spotter.supported(about, spots))), key=_order)
    spots = [spot for spot in spots if not _person(spot, sentences, trees)]
    hints = read_hints(spots, sentences, countries=countries)
    chosen = choose(
        spots, hints, sentences, countries=countries, gazetteer=gazetteer, published_country=published_country
    )
    hints = tuple(_told(hint, chosen) for hint in hints)
    found = [
        Found(PlaceMention(spot.span, spot.sentence, spot.token), _place(spot, hint, candidate))
        for spot, hint, candidate in zip(spots, hints, chosen, strict=True)
        if _kept(spot, candidate, trees[spot.sentence])
    ]
    named = [(f.mention, f.place) for f in found]
    nominal = find_nominals(text, sentences, named, countries=countries, gazetteer=gazetteer)
    return _joined([*found, *(Found(mention, place) for mention, place in nominal)])


def _order(spot: Spot) -> tuple[int, int]:
    return spot.sentence, spot.start


def _country(spot: Spot) -> bool:
    """Whether the best that a name can mean is a country."""
    return spot.found[0].feature == "country"


def _told(hint: Hint, chosen: Sequence[Candidate | None]) -> Hint:
    """The hint with the country of the place that the name is said to lie in."""
    outer = chosen[hint.inside] if hint.inside is not None else None
    return hint if hint.country or outer is None else replace(hint, country=outer.country)


def _person(spot: Spot, sentences: Sequence[Sentence], trees: Sequence[Tree]) -> bool:
    """Whether a one-word name is the surname of somebody whom the story names in full."""
    if spot.end - spot.start > 1 or locative(trees[spot.sentence], spot.token):
        return False
    last = sentences[spot.sentence].tokens[spot.start].form
    return any(
        n.kind == "PER" and n.end - n.start > 1 and s.tokens[n.end - 1].form == last for s in sentences for n in s.names
    )


def _kept(spot: Spot, candidate: Candidate | None, tree: Tree) -> bool:
    """Whether a spot is listed: not a name that speaks for a government, nor one of a clock ("Moscow time")."""
    if spot.end < len(tree) and tree[spot.end].form == "time":
        return False
    if candidate is None:
        return spot.by_encoder
    if candidate.feature == "seat":
        return locative(tree, spot.token)
    if candidate.feature in ("country", "capital"):
        return not acting(tree, spot.token)
    return True


def _place(spot: Spot, hint: Hint, candidate: Candidate | None) -> Place:
    """The place of a spot; its id comes later."""
    if candidate is None:
        return Place("", spot.name, None, hint.country, None, None, None)
    point = (None, None) if candidate.wide or candidate.feature == "country" else (candidate.lat, candidate.lon)
    whole = Place("", candidate.name, candidate.geonames, candidate.country, point[0], point[1], candidate.resolution)
    if spot.facility:
        point = point if candidate.resolution == 4 else (None, None)
        below = 5 if candidate.resolution == 4 else candidate.resolution
        return replace(whole, name=spot.name, geonames=None, lat=point[0], lon=point[1], resolution=below)
    if spot.part and candidate.resolution in (1, 2):
        return replace(whole, name=f"{spot.part} {candidate.name}", geonames=None, resolution=2)
    return whole


def _joined(found: Iterable[Found]) -> tuple[Place, ...]:
    """One place for all mentions of it, ids in order of the text."""
    places: dict[tuple[str, int | None, str | None], list[Found]] = {}
    for one in sorted(found, key=lambda f: f.mention.span):
        key = fold(one.place.name), one.place.geonames, one.place.country
        places.setdefault(key, []).append(one)
    return tuple(
        replace(group[0].place, id=f"p{number}", mentions=tuple(dict.fromkeys(f.mention for f in group)))
        for number, group in enumerate(places.values(), start=1)
    )
