"""Places that are not named: "the Ukrainian capital", "Syria's border", "the capital", "the city"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from standoff.mention.place_words import place_words
from standoff.model import Place, PlaceMention, Sentence
from standoff.span import Span, overlaps
from standoff.terms.countries import Country, CountryTable
from standoff.terms.gazetteer import Candidate, Gazetteer

Named = tuple[PlaceMention, Place]
_BORDERS = frozenset({"border", "frontier"})
_ARTICLES = frozenset({"the", "this", "that"})
_REACH = 3  # sentences back in which "the city" looks for one
_SPOKEN: dict[str, tuple[int | None, ...]] = {  # kind of noun -> resolutions of the places that it may take up
    "city": (4,),
    "region": (2,),
    "district": (3, 2, None),
    "spot": (5, 4, 3, 2, None),
}
_NEITHER = frozenset({"of", "called", "named"})  # "the city of Aden" is the name's own mention


def find_nominals(
    text: str,
    sentences: Sequence[Sentence],
    named: Sequence[Named],
    *,
    countries: CountryTable,
    gazetteer: Gazetteer,
) -> tuple[Named, ...]:
    """Nominal mentions with the place that each means; those that could mean several are left out."""
    finder = _Nominals(text, sentences, named, countries, gazetteer)
    return tuple(finder.all())


class _Nominals:
    """Walks over the nouns of a story; what it resolves counts as spoken of from there on."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        named: Sequence[Named],
        countries: CountryTable,
        gazetteer: Gazetteer,
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._spoken = list(named)
        self._countries = countries
        self._gazetteer = gazetteer
        self._words = place_words()

    def all(self) -> Iterator[Named]:
        """Every nominal mention, in order of the text."""
        for number, sentence in enumerate(self._sentences):
            for index, token in enumerate(sentence.tokens):
                if token.form.lower() == "there" and token.deprel == "advmod":
                    found = self._spoken_of(number, index, index, "spot")
                elif token.upos in ("NOUN", "PROPN") and token.deprel != "compound":
                    found = self._nominal(number, index)
                else:
                    continue
                if found is not None:
                    self._spoken.append(found)
                    yield found

    def _nominal(self, number: int, index: int) -> Named | None:
        word = self._sentences[number].tokens[index].form.lower()
        if word == "capital":
            return self._capital(number, index)
        if word in _BORDERS:
            return self._border(number, index)
        if word in self._words.soil:
            return self._soil(number, index)
        if word in self._words.settled and not self._names_it(number, index) and self._owner(number, index):
            return self._soil(number, index)
        kind = self._words.kind(word)
        if kind in _SPOKEN and word != "state":
            return self._bare(number, index, kind)
        if word in self._words.spots and self._inside(number, index):
            return self._bare(number, index, "spot")
        return None

    # ---- whose

    def _owner(self, number: int, index: int) -> tuple[Country, int] | None:
        """The country whose capital or border it is, and the token where its name begins."""
        tokens = self._sentences[number].tokens
        for start in (index - 2, index - 1):
            words = " ".join(t.form for t in tokens[max(0, start) : index])
            country = self._countries.by_adjective(words) if start >= 0 else None
            if country is not None and words[:1].isupper():
                return country, start
        if index > 1 and tokens[index - 1].form in ("'s", "’s", "'", "’"):
            for start in (index - 4, index - 3, index - 2):
                words = " ".join(t.form for t in tokens[max(0, start) : index - 1])
                country = self._countries.by_name(words) if start >= 0 else None
                if country is not None:
                    return country, start
        return None

    def _of(self, number: int, index: int, word: str) -> tuple[Country, int] | None:
        """ "capital of Ukraine", "border with Turkey": the country and the token after its name."""
        tokens = self._sentences[number].tokens
        if index + 2 > len(tokens) - 1 or tokens[index + 1].form.lower() != word:
            return None
        first = index + 3 if tokens[index + 2].form.lower() == "the" else index + 2
        for end in (
            e
            for e in (first + 4, first + 3, first + 2, first + 1)
            if tokens[min(e, len(tokens)) - 1].form[:1].isalpha()
        ):
            country = (
                self._countries.by_name(" ".join(t.form for t in tokens[first:end])) if end <= len(tokens) else None
            )
            if country is not None:
                return country, end
        return None

    # ---- the capital

    def _capital(self, number: int, index: int) -> Named | None:
        owner = self._owner(number, index)
        if owner is not None:
            return self._mention(number, owner[1], index + 1, index, self._capital_of(owner[0]))
        of = self._of(number, index, "of")
        if of is not None and self._apposed(number, index):
            return None
        if of is not None:
            return self._mention(number, index, of[1], index, self._capital_of(of[0]))
        if not self._definite(number, index) or self._names_it(number, index):
            return None
        return self._mention(number, index, index + 1, index, self._spoken_capital(number, index))

    def _apposed(self, number: int, index: int) -> bool:
        """Whether the name stands right before: "Port-au-Prince, the capital of Haiti"."""
        tokens = self._sentences[number].tokens
        at = index - 1 if index and tokens[index - 1].form.lower() == "the" else index
        ends = {m.span.end for m, _ in self._spoken if m.sentence == number}
        return at > 1 and tokens[at - 1].form == "," and tokens[at - 2].span.end in ends

    def _capital_of(self, country: Country) -> Place | None:
        for found in self._gazetteer.find(country.capital) if country.capital else ():
            if found.country == country.iso3 and found.resolution == 4:
                return _place(found)
        return None

    def _spoken_capital(self, number: int, index: int) -> Place | None:
        """The one capital spoken of so far, or that of the one country spoken of so far."""
        before = self._before(number, index)
        capitals = {p.geonames: p for _, p in before if self._is_capital(p)}
        if len(capitals) == 1:
            return next(iter(capitals.values()))
        countries = list(dict.fromkeys(p.country for _, p in before if p.country))
        country = self._countries.get(countries[0]) if len(countries) == 1 else None
        return self._capital_of(country) if country is not None and not capitals else None

    def _is_capital(self, place: Place) -> bool:
        return any(c.iso3 == place.country for c in self._countries.by_capital(place.name)) and place.resolution == 4

    # ---- borders, and what was spoken of before

    def _border(self, number: int, index: int) -> Named | None:
        owner = self._owner(number, index)
        if owner is None:
            return None
        tokens = self._sentences[number].tokens
        span = Span(tokens[owner[1]].span.start, tokens[index].span.end)
        name = self._text[span.start : span.end]
        return self._mention(number, owner[1], index + 1, index, Place("", name, None, owner[0].iso3, None, None, None))

    def _soil(self, number: int, index: int) -> Named | None:
        """ "Syrian territory", "Ukraine's airspace", "several Iranian cities": the country."""
        owner = self._owner(number, index)
        found = self._gazetteer.find(owner[0].name) if owner is not None else ()
        country = next((c for c in found if c.feature == "country"), None)
        if owner is None or country is None:
            return None
        return self._mention(number, owner[1], index + 1, index, replace(_place(country), lat=None, lon=None))

    def _bare(self, number: int, index: int, kind: str) -> Named | None:
        """ "the city": the one town spoken of last, where no other stands in the same sentence."""
        if not self._definite(number, index) or self._names_it(number, index):
            return None
        tokens = self._sentences[number].tokens
        start = index - 1 if tokens[index - 1].form in self._words.compass | {"same"} else index
        return self._spoken_of(number, start, index, kind)

    def _spoken_of(self, number: int, start: int, index: int, kind: str) -> Named | None:
        """The mention from token `start` to `index` of the one place of a kind that was spoken of last."""
        wanted = _SPOKEN[kind]
        here = [
            (m, p) for m, p in self._before(number, index) if p.resolution in wanted and number - m.sentence <= _REACH
        ]
        if not here:
            return None
        last = max(m.sentence for m, _ in here)
        places = {(p.name, p.geonames): p for m, p in here if m.sentence == last}
        return self._mention(number, start, index + 1, index, next(iter(places.values())) if len(places) == 1 else None)

    def _inside(self, number: int, index: int) -> bool:
        """Whether something is told to be there: "in the area"."""
        before = [t.form.lower() for t in self._sentences[number].tokens[max(0, index - 2) : index]]
        return len(before) > 1 and before[0] == "in" and before[1] in _ARTICLES

    def _before(self, number: int, index: int) -> list[Named]:
        at = self._sentences[number].tokens[index].span.start
        return [(m, p) for m, p in self._spoken if m.span.start < at]

    def _definite(self, number: int, index: int) -> bool:
        """Whether an article stands before the noun, a compass word between them allowed: "the southern city"."""
        before = [t.form.lower() for t in self._sentences[number].tokens[max(0, index - 2) : index]]
        between = self._words.compass | {"same"}
        return bool(before) and (before[-1] in _ARTICLES or (before[-1] in between and before[0] in _ARTICLES))

    def _names_it(self, number: int, index: int) -> bool:
        """Whether the name follows: "the city of Aden", "the capital, Riyadh", "the capital Kyiv"."""
        tokens = self._sentences[number].tokens
        if index + 1 < len(tokens) and tokens[index + 1].form.lower() in _NEITHER:
            return True
        at = tokens[index].span.end
        return any(0 <= m.span.start - at <= 2 for m, _ in self._spoken if m.sentence == number)

    def _mention(self, number: int, start: int, end: int, token: int, place: Place | None) -> Named | None:
        """The mention over tokens `start` to `end`, unless it has no place or a name lies in it already."""
        tokens = self._sentences[number].tokens
        span = Span(tokens[start].span.start, tokens[end - 1].span.end)
        if place is None:
            return None
        if any(overlaps(m.span, span) and m.span != span and m.token == token for m, _ in self._spoken):
            return None
        return PlaceMention(span, number, token), place


def _place(found: Candidate) -> Place:
    return Place("", found.name, found.geonames, found.country, found.lat, found.lon, found.resolution)
