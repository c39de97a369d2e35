"""Where a sentence names a place: the encoder's place names, and known names that it missed."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from standoff.mention.place_position import locative, scene
from standoff.mention.place_words import PlaceWords, place_words
from standoff.model import Name, Sentence
from standoff.span import Span
from standoff.syntax import Tree
from standoff.terms.countries import CountryTable
from standoff.terms.gazetteer import Candidate, Gazetteer

_WIDER = 3  # words about a name that may make it an area's
_LONGEST = 6  # words in a name that the encoder missed
_KNOWN = 100_000  # people: a town that the encoder missed must be this large, or stand in a place position …
_KNOWN_AS_PERSON = 50_000  # … or this large where the encoder takes it for a person's
_KNOWN_IN_PLACE = 15_000  # … and then this large
_SHORTEST = 3  # letters of a small place that the encoder missed
_SETTLED = frozenset({"city", "capital", "district", "region", "town", "site", "quarter", "mountain"})
_TAIL = frozenset({"'s", "’s", "'", "’", ",", ".", ")"})
_TOWNS = frozenset({"city", "capital"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "our"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that may name a place. `start` and `end` count tokens of the sentence, `token` is the head word."""

    sentence: int
    start: int
    end: int
    token: int
    span: Span
    name: str
    found: tuple[Candidate, ...]
    by_encoder: bool
    part: str = ""  # "northern" in "northern Gaza"
    facility: bool = False  # the name of a building: the town's place under the whole name


class Spotter:
    """Finds the spots of one sentence."""

    def __init__(self, text: str, number: int, tree: Tree, *, countries: CountryTable, gazetteer: Gazetteer) -> None:
        """`number` is the index of the sentence in the story."""
        self._text = text
        self._countries = countries
        self._number = number
        self._tree = tree
        self._sentence: Sentence = tree.sentence
        self._gazetteer = gazetteer
        self._words: PlaceWords = place_words()

    def spots(self) -> list[Spot]:
        """All spots, in order; none overlaps another."""
        out: list[Spot] = []
        taken: set[int] = set()
        for name in self._sentence.names:
            if name.kind == "LOC":
                out += [s for s in self._named(name) if not taken.intersection(range(s.start, s.end))]
                taken.update(range(name.start, name.end))
        out += self._missed(taken)
        return sorted(out, key=lambda s: s.start)

    def again(self, known: Mapping[str, tuple[Candidate, ...]], spots: Sequence[Spot]) -> list[Spot]:
        """Single words that the encoder takes for a person or body here, though the story names a place by them."""
        taken = {i for s in spots if s.sentence == self._number for i in range(s.start, s.end)}
        alone = [n for n in self._sentence.names if n.end - n.start == 1 and n.kind != "LOC" and n.start not in taken]
        found = [(n, known[form]) for n in alone if (form := self._sentence.tokens[n.start].form) in known]
        return [self._spot(n.start, n.end, by_encoder=False, found=c) for n, c in found]

    def supported(self, countries: Container[str], spots: Sequence[Spot]) -> list[Spot]:
        """Small places that the encoder missed or takes for a person, in a country of which the story speaks."""
        taken = {i for s in spots if s.sentence == self._number for i in range(s.start, s.end)}
        inside = {i: n for n in self._sentence.names if n.kind != "LOC" for i in range(n.start, n.end)}
        out: list[Spot] = []
        for start in range(len(self._sentence.tokens)):
            spot = None if start in taken else self._small(start, taken, inside, countries)
            if spot is not None:
                out.append(self._parted(spot))
                taken.update(range(spot.start, spot.end))
        return out

    def _small(self, start: int, taken: set[int], inside: dict[int, Name], countries: Container[str]) -> Spot | None:
        """The longest name at a word that means a place of one of these countries, where only a place can stand."""
        tokens = self._sentence.tokens
        if not tokens[start].form[:1].isupper() or len(tokens[start].form) < _SHORTEST:
            return None
        for end in range(min(start + _LONGEST, len(tokens)), start, -1):
            if taken.intersection(range(start, end)) or not self._free(start, end, inside) or self._barred(start, end):
                continue
            found = tuple(c for c in self._look(start, end) if c.country in countries and c.feature in _SETTLED)
            if found and tokens[end - 1].upos in ("PROPN", "NOUN", "X", "ADJ") and self._only_place(start, end):
                return self._spot(start, end, by_encoder=False, found=self._look(start, end))
        return None

    def _only_place(self, start: int, end: int) -> bool:
        """Whether a name stands where a person cannot: "in Gali", "shells hit Vukovar"."""
        token = self._spot(start, end, by_encoder=False, found=()).token
        here = self._tree[token]
        if any(self._low(i) in self._words.weak for i in (start, end - 1)) and end - start == 1:
            return False
        if self._tree.case(token) in self._words.sure_prepositions:
            return True
        beaten = here.deprel in ("obj", "nsubj:pass") and self._tree[here.head].lemma.lower() in self._words.war_verbs
        return beaten or self._before_country(end)

    def _low(self, index: int) -> str:
        return self._sentence.tokens[index].form.lower()

    def _spot(self, start: int, end: int, *, by_encoder: bool, found: tuple[Candidate, ...]) -> Spot:
        tokens = self._sentence.tokens
        span = Span(tokens[start].span.start, tokens[end - 1].span.end)
        inside = range(start, end)
        token = next((i for i in inside if tokens[i].head not in inside), end - 1)
        return Spot(self._number, start, end, token, span, self._text[span.start : span.end], found, by_encoder)

    def _look(self, start: int, end: int) -> tuple[Candidate, ...]:
        tokens = self._sentence.tokens
        return self._gazetteer.find(self._text[tokens[start].span.start : tokens[end - 1].span.end])

    # ---- names of the encoder

    def _named(self, name: Name) -> Iterator[Spot]:
        start, end = self._trim(*self._wider(*self._whole(name.start, name.end)))
        if start >= end or self._is_demonym(start, end) or self._barred(start, end):
            return
        if end - start == 1 and self._low(start) in self._words.compass:  # "the West" is a group, not a region
            return
        if end - start == 1 and self._sentence.tokens[start].form in self._words.place_nouns:  # "the custody centre"
            return
        found = self._look(start, end)
        for part in [] if found else self._split(start, end):
            yield from self._known(*part)
        if found or not self._commas(start, end):
            yield from self._known(start, end)

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """The name with the words that hyphens tie to it, and a capitalised compass word of a known name."""
        tokens = self._sentence.tokens
        left, right = start, end
        while right + 1 < len(tokens) and tokens[right].form == "-" and self._tied(right - 1) and self._tied(right):
            right += 2
        while left > 1 and tokens[left - 1].form == "-" and self._tied(left - 2) and self._tied(left - 1):
            left -= 2
        if (left, right) != (start, end) and self._look(left, right):
            start, end = left, right
        end = self._longer(start, end)
        if start > 0 and self._low(start - 1) in self._words.compass and tokens[start - 1].form[:1].isupper():
            start -= bool(self._look(start - 1, end))
        return start, end

    def _longer(self, start: int, end: int) -> int:
        """The end of a name with the one or two capitalised words behind it that a town has in its: "Bani Walid"."""
        tokens = self._sentence.tokens
        for stop in range(min(end + 2, len(tokens)), end, -1):
            capital = all(t.form[:1].isupper() and t.upos == "PROPN" for t in tokens[end:stop])
            if capital and any(c.feature in _TOWNS for c in self._look(start, stop)):
                return stop
        return end

    def _wider(self, start: int, end: int) -> tuple[int, int]:
        """The words of a hand-kept area about the name: "Sea of Japan", "Zaporizhzhia nuclear power plant"."""
        tokens = self._sentence.tokens
        if start > 0 and tokens[start - 1].form == "The" and self._named_the(start, end):
            return start - 1, end
        for more in range(_WIDER, 0, -1):
            if start >= more and tokens[start - more].form[:1].isupper() and self._is_area(start - more, end):
                return start - more, end
            if end + more <= len(tokens) and self._is_area(start, end + more):
                return start, end + more
        return start, end

    def _named_the(self, start: int, end: int) -> bool:
        found = self._look(start, end)
        return bool(found) and found[0].name.startswith("The ")

    def _is_area(self, start: int, end: int) -> bool:
        """Whether the words are the whole name of an area, its kind not counted: "Rakhine state" is "Rakhine"."""
        last = self._sentence.tokens[end - 1]
        found = self._look(start, end) if last.form[:1].isalpha() else ()
        return bool(found) and found[0].area and last.form not in self._words.kind_nouns

    def _tied(self, index: int) -> bool:
        """Whether no space stands between a word and the next one."""
        tokens = self._sentence.tokens
        return index + 1 < len(tokens) and tokens[index].span.end == tokens[index + 1].span.start

    def _barred(self, start: int, end: int) -> bool:
        """Whether the words are part of something else: "US$40", "West Nile virus", "Franco-British"."""
        tokens = self._sentence.tokens
        before, after = tokens[start - 1].form if start else "", tokens[end].form if end < len(tokens) else ""
        if before.endswith("$") or after.startswith("$") or after.lower() in self._words.not_after:
            return True
        if after == "-" and self._tied(end - 1):
            return end + 1 >= len(tokens) or self._low(end + 1) not in self._words.tied
        return before == "-" and self._tied(start - 1)

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        """The name without possessive marks behind it and articles and such words as "downtown" before it."""
        while end > start and self._low(end - 1) in _TAIL:
            end -= 1
        while start < end and self._low(start) in _DETERMINERS | self._words.modifiers:
            if self._sentence.tokens[start].form != self._low(start) and self._look(start, end):
                break  # "The Hague", "Old Fangak"
            start += 1
        return start, end

    def _at(self, index: int) -> int:
        return self._sentence.tokens[index].span.start

    def _is_demonym(self, start: int, end: int) -> bool:
        """Whether the words are an adjective for people or things of a country: "Kenyan", "the Somali capital"."""
        tokens = self._sentence.tokens
        if tokens[end - 1].upos == "ADJ" and not self._look(start, end):
            return True
        words = self._text[self._at(start) : tokens[end - 1].span.end]
        adjective = None if self._countries.by_name(words) else self._countries.by_adjective(words)
        noun = (
            end < len(tokens)
            and tokens[end].upos == "NOUN"
            and tokens[end].form not in self._words.kind_nouns - {"capital"}
        )
        return adjective is not None and noun

    def _commas(self, start: int, end: int) -> list[int]:
        return [i for i in range(start, end) if self._low(i) in (",", "and", "/", ";", "or", "(")]

    def _split(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The pieces of a name that holds several: "Pandi, Bulacan"."""
        cuts = self._commas(start, end)
        if cuts:
            for left, right in zip([start - 1, *cuts], [*cuts, end], strict=True):
                if right > left + 1:
                    yield left + 1, right

    def _known(self, start: int, end: int) -> Iterator[Spot]:
        """The spot of a name: known as a whole, a known name with words around it, a building, or unknown."""
        start, end = self._trim(start, end)
        if start >= end:
            return
        found = self._look(start, end)
        if self._sentence.tokens[end - 1].form in self._words.kind_nouns and end - start > 1:
            end, found = end - 1, self._look(start, end - 1)  # "Idlib province": the noun is a hint, not the name
        if found:
            yield self._parted(self._spot(start, end, by_encoder=True, found=found))
            return
        spot = self._part(start, end) or self._facility(start, end) or self._inner(start, end)
        if spot.found or self._plausible(spot):
            yield spot

    def _plausible(self, spot: Spot) -> bool:
        """Whether an unknown name may be one: not a plain noun, and alone only in a place position."""
        if spot.end - spot.start > 1:
            return True
        token = self._sentence.tokens[spot.start]
        plain = token.form.lower() in self._words.place_nouns | self._words.compass
        return not plain and token.form[:1].isupper() and locative(self._tree, spot.token)

    def _part(self, start: int, end: int) -> Spot | None:
        """ "northern Gaza": the part and the known rest."""
        if self._low(start) in self._words.compass and end - start > 1:
            found = self._look(start + 1, end)
            if found:
                return self._with_part(start, self._spot(start + 1, end, by_encoder=True, found=found))
        return None

    def _parted(self, spot: Spot) -> Spot:
        """The spot with a plain compass word before it: "western Yemen", or the area that both name."""
        start = spot.start - 1
        if start < 0 or self._sentence.tokens[start].form not in self._words.compass:
            return spot
        found = self._look(start, spot.end)
        if found and found[0].area:
            return self._spot(start, spot.end, by_encoder=spot.by_encoder, found=found)
        return self._with_part(start, spot)

    def _with_part(self, start: int, spot: Spot) -> Spot:
        """The spot with its compass word, where the place is wider than a town; else the spot itself."""
        best = spot.found[0]
        if (best.resolution or 1) >= 3 or best.wide:
            return spot
        wide = self._spot(start, spot.end, by_encoder=spot.by_encoder, found=spot.found)
        return replace(wide, part=self._low(start))

    def _facility(self, start: int, end: int) -> Spot | None:
        """ "Baghdad International Airport": the whole name, at the town that it begins with."""
        for stop in range(end - 1, start, -1):
            found = tuple(c for c in self._look(start, stop) if c.feature in _TOWNS and _large(c, _KNOWN))
            if found and self._low(start) not in self._words.weak and self._low(end - 1) in self._words.building_nouns:
                return replace(self._spot(start, end, by_encoder=True, found=found), facility=True)
        if self._low(end - 1) in self._words.facilities:
            return self._spot(start, end, by_encoder=True, found=())
        return None

    def _inner(self, start: int, end: int) -> Spot:
        """A name of several words of which only the last or the first ones are known, or none."""
        for begin in range(start + 1, end):
            if end - begin == 1 and self._low(begin) in self._words.weak:
                break  # "the Ise-Shima Summit" is no town of that name
            found = self._look(begin, end)
            plain = all(self._plain(i) for i in range(start, begin))
            if found and (plain or found[0].feature == "country"):
                return self._spot(begin, end, by_encoder=True, found=found)
        for stop in range(end - 1, start, -1):
            found = self._look(start, stop)
            if found and all(self._sentence.tokens[i].form.islower() for i in range(stop, end)):
                return self._spot(start, stop, by_encoder=True, found=found)
        return self._spot(start, end, by_encoder=True, found=())

    def _plain(self, index: int) -> bool:
        """Whether a word is no name: "slum", "of", "province"."""
        return self._sentence.tokens[index].form.islower() or self._low(index) in self._words.place_nouns

    # ---- names that the encoder missed

    def _missed(self, taken: set[int]) -> Iterator[Spot]:
        """Known names outside the encoder's place names, the longest first at each word."""
        inside = {i: n for n in self._sentence.names if n.kind != "LOC" for i in range(n.start, n.end)}
        start, size = 0, len(self._sentence.tokens)
        while start < size:
            spot = None if start in taken else self._longest(start, taken, inside)
            if spot is not None:
                yield self._parted(spot)
            start = spot.end if spot is not None else start + 1

    def _longest(self, start: int, taken: set[int], inside: dict[int, Name]) -> Spot | None:
        form = self._sentence.tokens[start].form
        if not form[:1].isupper() or (len(form) < 2):
            return None
        for end in range(min(start + _LONGEST, len(self._sentence.tokens)), start, -1):
            if taken.intersection(range(start, end)) or not self._free(start, end, inside):
                continue
            found = () if self._barred(start, end) else self._look(start, end)
            if found and self._believed(start, end, found, inside):
                return self._spot(start, end, by_encoder=False, found=found)
        return None

    def _free(self, start: int, end: int, inside: dict[int, Name]) -> bool:
        """Whether the words are in no name, or are the whole of one; and end neither in a comma nor a small word."""
        last = self._sentence.tokens[end - 1]
        if not (last.form[:1].isupper() or last.form[:1].isdigit()) and end - start == 1:
            return False
        if last.upos in ("PUNCT", "ADP", "DET", "CCONJ") or self._low(start) in _DETERMINERS - {"the"}:
            return False
        names = {inside[i] for i in range(start, end) if i in inside}
        return not names or any((n.start, n.end) == (start, end) for n in names if len(names) == 1)

    def _believed(self, start: int, end: int, found: Sequence[Candidate], inside: dict[int, Name]) -> bool:
        """Whether a known name that the encoder does not call a place is one."""
        best, token = found[0], self._sentence.tokens[end - 1]
        named = inside.get(start)
        name = self._text[self._at(start) : token.span.end]
        plain = name.lower().removeprefix("the ") in self._words.weak or name.split(" ")[-1].islower()
        if (plain and not best.area) or token.upos not in ("PROPN", "NOUN", "X"):
            return False
        head = self._spot(start, end, by_encoder=False, found=()).token
        placed = locative(self._tree, head) or scene(self._tree, head)
        placed = placed or self._before_country(end) or self._taken(end - 1)
        if named is not None and named.kind == "PER":
            placed = placed or ((best.area or best.feature == "region") and self._tree.case(end - 1) == "of")
            return False if best.feature == "country" else placed and _large(best, _KNOWN_AS_PERSON)
        if named is not None and not placed:
            return best.feature == "country" and not best.doubtful
        if best.feature == "country":
            return not best.doubtful
        if best.feature == "seat":
            return placed
        if best.area:
            return end - start > 1 or placed
        return _large(best, _KNOWN_IN_PLACE if placed else _KNOWN)

    def _taken(self, token: int) -> bool:
        """Whether the word is the object of a verb that places undergo: "shelled Bakhmut"."""
        here = self._tree[token]
        return here.deprel == "obj" and self._tree[here.head].lemma.lower() in self._words.taking_verbs

    def _before_country(self, end: int) -> bool:
        """Whether a comma and a country's name follow: "Krasnodar, Russia"."""
        tokens = self._sentence.tokens
        if end + 1 >= len(tokens) or tokens[end].form != ",":
            return False
        found = self._look(end + 1, end + 2)
        return bool(found) and found[0].feature == "country"


def _large(candidate: Candidate, least: int) -> bool:
    if candidate.by_other_name:
        return candidate.population >= 10 * least
    return candidate.feature in ("capital", "country", "region") or candidate.area or candidate.population >= least
