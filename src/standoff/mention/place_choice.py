"""Which place a name means: the story's countries, what stands beside the name, the other places, and size."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from standoff.mention.place_hints import Hint
from standoff.mention.place_spots import Spot
from standoff.model import Sentence
from standoff.terms.countries import CountryTable
from standoff.terms.gazetteer import Candidate, Gazetteer, distance_km, fold

# Weights in the scale of log10(people), set on the development half of GeoVirus and our own cases (bench/places.py).
_SUPPORT = 1.0  # its country is spoken of …
_SUPPORT_EACH = 0.25  # … and for every time
_SUPPORT_MOST = 2.2
_HINTED = 4.0
_OF_KIND = 2.5
_INSIDE_COUNTRY = 4.0
_INSIDE_REGION = 5.0
_PARENT = 1.2  # its region is spoken of
_SIBLING = 1.0
_NEAR = ((100.0, 1.0), (300.0, 0.6), (800.0, 0.3))
_PUBLISHED = 1.0
_RIVAL = 6.0  # a million people
_MARGIN = 1.5  # so far ahead of the next one that it helps to choose the others
_OTHER_ALONE = 2.5  # the same for a place under another spelling, which must be supported too
_OTHER_LARGE = 3.9  # 250,000 people: known by more than one name, as Gomel is
_ALONE = 4.3  # 20,000 people: a smaller place needs something in the story that speaks for it

_WELL_KNOWN = 5.3  # 200,000 people: a town that says which country the story speaks of

_KINDS = {
    "city": frozenset({"city", "capital", "quarter", "base", "town"}),
    "region": frozenset({"region", "district", "disputed"}),
    "district": frozenset({"district", "region", "city", "town"}),
}


@dataclass
class Group:
    """All spots of one name and kind: they mean one place."""

    spots: list[int] = field(default_factory=list)
    found: tuple[Candidate, ...] = ()
    chosen: Candidate | None = None
    support: float = 0.0


def choose(
    spots: Sequence[Spot],
    hints: Sequence[Hint],
    sentences: Sequence[Sentence],
    *,
    countries: CountryTable,
    gazetteer: Gazetteer,
    published_country: str | None,
) -> tuple[Candidate | None, ...]:
    """The place that each spot means, None where the gazetteer does not know or nothing speaks for any."""
    groups = _groups(spots, hints)
    spoken = _spoken(spots, sentences, countries)
    if published_country:
        spoken[published_country] += 0
    chooser = _Chooser(spots, hints, groups, spoken, gazetteer, published_country)
    for _ in range(2):
        chooser.round()
    out: list[Candidate | None] = [None] * len(spots)
    for group in groups.values():
        for number in group.spots:
            out[number] = group.chosen
    return tuple(out)


def _groups(spots: Sequence[Spot], hints: Sequence[Hint]) -> dict[tuple[str, str], Group]:
    groups: dict[tuple[str, str], Group] = defaultdict(Group)
    for number, (spot, hint) in enumerate(zip(spots, hints, strict=True)):
        name = fold(spot.name[len(spot.part) :])
        group = groups[name, "" if spot.facility else hint.kind]
        group.spots.append(number)
        group.found = group.found or spot.found
    return groups


def speaks_of(spots: Sequence[Spot], sentences: Sequence[Sentence], countries: CountryTable) -> frozenset[str]:
    """The countries that a story speaks of: by name, adjective or people, or by a large town of theirs."""
    towns = {s.found[0].country for s in spots if s.found and s.found[0].weight >= _WELL_KNOWN}
    named = (c for c, times in _spoken(spots, sentences, countries).items() if times)
    return frozenset({*named, *(c for c in towns if c is not None)})


def _spoken(spots: Sequence[Spot], sentences: Sequence[Sentence], countries: CountryTable) -> Counter[str]:
    """How often each country is spoken of: by name, adjective, people."""
    out: Counter[str] = Counter()
    for spot in spots:
        best = spot.found[0] if spot.found else None
        if best is not None and best.country is not None and best.feature == "country" and not best.doubtful:
            rivals = [c for c in spot.found[1:] if c.country != best.country and c.weight >= _RIVAL]
            out[best.country] += 0 if rivals else 1  # "Georgia" speaks for neither of them
    for sentence in sentences:
        for token in sentence.tokens:
            if token.form[:1].isupper():
                country = countries.by_adjective(token.form) or countries.by_people(token.form)
                if country is not None:
                    out[country.iso3] += 1
    return out


class _Chooser:
    """Scores the candidates of every group; what is sure in one round helps in the next."""

    def __init__(
        self,
        spots: Sequence[Spot],
        hints: Sequence[Hint],
        groups: Mapping[tuple[str, str], Group],
        spoken: Counter[str],
        gazetteer: Gazetteer,
        published_country: str | None,
    ) -> None:
        self._spots = spots
        self._hints = hints
        self._groups = groups
        self._spoken = spoken
        self._gazetteer = gazetteer
        self._published = published_country
        self._holds: dict[int, list[int]] = defaultdict(list)  # spot -> spots that are said to lie in it
        for number, hint in enumerate(hints):
            if hint.inside is not None:
                self._holds[hint.inside].append(number)
        self._anchors: list[tuple[int, Candidate]] = []
        self._regions: set[tuple[str, str | None]] = set()  # regions that are spoken of

    def round(self) -> None:
        """Choose a candidate for every group, then set the anchors of the next round."""
        anchors: list[tuple[int, Candidate]] = []
        for number, group in enumerate(self._groups.values()):
            ranked = sorted(((self._score(number, group, c), c) for c in group.found[:60]), key=lambda p: -p[0])
            if not ranked:
                continue
            score, best = ranked[0]
            second = ranked[1][0] if len(ranked) > 1 else 0.0
            group.support = score - best.weight
            group.chosen = best if _sure(best, group.support) else None
            if group.chosen is not None and score - second >= _MARGIN:
                anchors.append((number, best))
        self._anchors = anchors
        self._regions = {(a.name, a.country) for _, a in anchors if a.feature in ("region", "district")}

    def _score(self, number: int, group: Group, candidate: Candidate) -> float:
        score = candidate.weight
        if not candidate.wide:
            score += max((self._supported(c) for c in candidate.countries), default=0.0)
        if candidate.feature != "country" and not candidate.wide:
            score += self._near(number, candidate)
            score += _PARENT if self._regions.intersection((p, candidate.country) for p in candidate.parents) else 0.0
        score += _PUBLISHED if self._published and self._published in candidate.countries else 0.0
        return score + max((self._beside(spot, candidate) for spot in group.spots), default=0.0)

    def _supported(self, country: str) -> float:
        sure = sum(1 for _, a in self._anchors if a.country == country and a.feature in ("capital", "region"))
        times = self._spoken[country] + sure
        return min(_SUPPORT_MOST, _SUPPORT + _SUPPORT_EACH * times) if times else 0.0

    def _near(self, number: int, candidate: Candidate) -> float:
        """What the other sure places give: regions of the same country, towns close by."""
        best = 0.0
        for other, anchor in self._anchors:
            if other == number or anchor.country != candidate.country or anchor.feature == "country":
                continue
            best = max(best, _SIBLING if anchor.feature == candidate.feature == "region" else 0.0)
            if None not in (anchor.lat, anchor.lon, candidate.lat, candidate.lon):
                away = distance_km((anchor.lat or 0.0, anchor.lon or 0.0), (candidate.lat or 0.0, candidate.lon or 0.0))
                best = max(best, next((bonus for limit, bonus in _NEAR if away < limit), 0.0))
        return best

    def _beside(self, number: int, candidate: Candidate) -> float:
        """What the words beside one mention give."""
        hint = self._hints[number]
        score = _HINTED if hint.country is not None and hint.country in candidate.countries else 0.0
        if hint.inside is not None and not self._is_country(number):
            score = max(score, _holding(candidate, self._spots[hint.inside].found))
        for inner in self._holds.get(number, ()):
            if self._is_country(inner):
                continue
            score = max(score, max((_holding(c, (candidate,)) for c in self._spots[inner].found[:60]), default=0.0))
        return score + (_OF_KIND if candidate.feature in _KINDS.get(hint.kind, ()) else 0.0)

    def _is_country(self, number: int) -> bool:
        """Whether a spot has the sure name of a country: "China, Japan" is a list."""
        found = self._spots[number].found
        return bool(found) and found[0].feature == "country" and not found[0].doubtful


def _sure(candidate: Candidate, support: float) -> bool:
    """Whether a candidate may be believed: it is large, or something in the story speaks for it."""
    if candidate.by_other_name:
        large = candidate.weight >= _OTHER_LARGE
        return large or support >= _HINTED or (support >= _SUPPORT and candidate.weight >= _OTHER_ALONE)
    return candidate.weight >= _ALONE or support >= _SUPPORT


def _holding(inner: Candidate, outers: Iterable[Candidate]) -> float:
    """How much it speaks for `inner` that it is said to lie in a place that can mean one of `outers`."""
    best = 0.0
    for outer in list(outers)[:8]:
        if outer.country != inner.country or outer.wide or outer.name == inner.name:
            continue
        if outer.feature == "country":
            best = max(best, _INSIDE_COUNTRY if inner.feature != "country" else 0.0)
        elif outer.name in inner.parents or (outer.area and _in_radius(inner, outer)):
            best = max(best, _INSIDE_REGION)
    return best


def _in_radius(inner: Candidate, outer: Candidate) -> bool:
    if None in (inner.lat, inner.lon, outer.lat, outer.lon) or outer.radius_km is None:
        return False
    away = distance_km((inner.lat or 0.0, inner.lon or 0.0), (outer.lat or 0.0, outer.lon or 0.0))
    return away <= outer.radius_km * 1.2
