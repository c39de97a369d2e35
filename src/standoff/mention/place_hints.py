"""What the words around a name say of the place: its kind, its country, the place that it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standoff.mention.place_spots import Spot
from standoff.mention.place_words import place_words
from standoff.model import Sentence
from standoff.terms.countries import CountryTable

_OWNERS = 5  # words before a place noun among which its country may stand: "the eastern Ukrainian port city of"
_LINKS = frozenset({",", "(", "in", "of", "the", "inside", "near"})


@dataclass(frozen=True, slots=True)
class Hint:
    """What the text says beside a name; empty where it says nothing."""

    kind: str = ""  # city, region, district, area
    country: str | None = None  # ISO alpha-3
    inside: int | None = None  # index of the spot that it is said to lie in


def read_hints(spots: Sequence[Spot], sentences: Sequence[Sentence], *, countries: CountryTable) -> tuple[Hint, ...]:
    """A hint for every spot, in their order."""
    return tuple(_hint(number, spots, sentences[spot.sentence], countries) for number, spot in enumerate(spots))


def _hint(number: int, spots: Sequence[Spot], sentence: Sentence, countries: CountryTable) -> Hint:
    spot = spots[number]
    kind, noun = _kind(sentence, spot)
    country = _owner(sentence, noun if noun is not None and noun < spot.start else spot.start, countries)
    if country is None and noun is not None and noun >= spot.end:
        country = _owner(sentence, spot.start, countries)
    return Hint(kind, country or _described(sentence, spot, countries), _inside(number, spots, sentence))


def _kind(sentence: Sentence, spot: Spot) -> tuple[str, int | None]:
    """The kind of place that a noun beside the name tells, and where that noun stands."""
    words, tokens = place_words(), sentence.tokens
    before = spot.start - 1
    while before >= 0 and tokens[before].form.lower() in ("of", "the"):
        before -= 1
    if before >= 0 and before >= spot.start - 3 and words.kind(tokens[before].lemma.lower()):
        return words.kind(tokens[before].lemma.lower()), before
    after = spot.end
    if after < len(tokens) and words.kind(tokens[after].form.lower()) in ("region", "district", "area"):
        return words.kind(tokens[after].form.lower()), after
    return "", None


def _owner(sentence: Sentence, stop: int, countries: CountryTable) -> str | None:
    """The country named right before `stop`: "the Turkish city of", "Syria's"."""
    tokens = sentence.tokens
    at = stop - 1
    while at >= max(0, stop - _OWNERS):
        form = tokens[at].form
        pair = f"{tokens[at - 1].form} {form}" if at > 0 else form
        country = countries.by_adjective(pair) or countries.by_adjective(form)
        if country is not None and form[:1].isupper():
            return country.iso3
        if form in ("'s", "’s", "'", "’") and at > 0:
            owner = countries.by_name(tokens[at - 1].form) or (
                at > 1 and countries.by_name(f"{tokens[at - 2].form} {tokens[at - 1].form}")
            )
            return owner.iso3 if owner else None
        if tokens[at].upos not in ("ADJ", "NOUN", "PROPN"):
            return None
        at -= 1
    return None


def _described(sentence: Sentence, spot: Spot, countries: CountryTable) -> str | None:
    """The country of an apposition behind the name: "Gaziantep, a Turkish city"."""
    tokens = sentence.tokens
    if (
        spot.end + 2 >= len(tokens)
        or tokens[spot.end].form != ","
        or tokens[spot.end + 1].form.lower() not in ("a", "an", "the")
    ):
        return None
    words = place_words()
    for at in range(spot.end + 2, min(spot.end + 7, len(tokens))):
        if words.kind(tokens[at].lemma.lower()):
            return _owner(sentence, at, countries)
    return None


def _inside(number: int, spots: Sequence[Spot], sentence: Sentence) -> int | None:
    """The next spot, where only a comma, a bracket or "in" and a word for its kind stand between."""
    if number + 1 >= len(spots) or spots[number + 1].sentence != spots[number].sentence:
        return None
    words = place_words()
    between = [t.form.lower() for t in sentence.tokens[spots[number].end : spots[number + 1].start]]
    if not between or len(between) > 4:
        return None
    if _listed(number, spots, sentence):
        return None
    free = _LINKS | words.compass | words.region_nouns | words.district_nouns | words.city_nouns
    return number + 1 if all(word in free for word in between) and _LINKS.intersection(between) else None


def _listed(number: int, spots: Sequence[Spot], sentence: Sentence) -> bool:
    """Whether the name stands in a list: an "and" or "or" ends or begins the row of names tied by commas."""
    for step in (1, -1):
        at = number
        while 0 <= at + step < len(spots) and spots[at + step].sentence == spots[number].sentence:
            left, right = sorted((at, at + step))
            between = [t.form.lower() for t in sentence.tokens[spots[left].end : spots[right].start]]
            if between and set(between) <= {",", "and", "or", "&", "the"} and {"and", "or", "&"} & set(between):
                return True
            if between != [","]:
                break
            at += step
    return False
