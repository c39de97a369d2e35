"""What a story tells of a place besides its events, a match won or a storm: it shows that the day was covered.

A document keeps no syntax, so a clause is cut out of its sentence by words: it counts if it holds the place as where
something happens and a past form that is no saying and no wish. The day is the one told there, else the story's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from standoff.days import day_bounds, single_days
from standoff.ledger_model import Evidence, LedgerPlace, Sight
from standoff.span import Span
from standoff.terms.inflection import base_verbs
from standoff.terms.name_keys import fold
from standoff.terms.sight_words import load_sight_words
from standoff.told import Record, Told

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[,;:()“”\"—–]")
_HARD = frozenset(';:()“”"—–')
_COMMA, _POSSESSIVE = ",", ("'s", "’s")
_TOWN, _REGION = 4, 2  # resolutions


Word = tuple[str, int, int]  # as written, from, to


class Known(NamedTuple):
    """Where a story names places, and which of these spots are towns that may be what a clause is about."""

    spots: tuple[tuple[int, ...], ...]
    towns: frozenset[tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence between commas, marks and words that open a clause; `tied`: a comma stands before it."""

    words: tuple[Word, ...]
    tied: bool

    @property
    def forms(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(w for w, _, _ in self.words)

    def holds(self, span: Sequence[int]) -> bool:
        """Whether characters lie in it."""
        return bool(self.words) and self.words[0][1] <= span[0] and span[1] <= self.words[-1][2] + 2


def place_of(place: Record) -> LedgerPlace:
    """A place of a document as the ledger knows it."""
    key = f"g{place['geonames']}" if place["geonames"] else f"{fold(place['name'])}|{place['country'] or ''}"
    fields = ("name", "country", "lat", "lon", "resolution")
    return LedgerPlace(key, *(place[f] for f in fields))


def sights_of(told: Told) -> tuple[Sight, ...]:
    """What a story tells to have happened at places on single days, each place and its days once."""
    every = [(m["span"], place) for place in told.document["places"] for m in place["mentions"]]
    known = _known(told, every)
    found: dict[tuple[str, tuple[str, ...]], Sight] = {}
    for start, end in told.document["sentences"]:
        inside = [(s, p) for s, p in every if start <= s[0] and s[1] <= end]
        pieces = _pieces(told.text, start, end) if inside else []
        words = Evidence(told.page, Span(start, end), told.text[start:end])
        for span, place in inside:
            days = _seen_on(told, pieces, span, known, near=(place["resolution"] or _TOWN) >= _REGION)
            if days:
                found.setdefault((place["id"], days), Sight(place_of(place), days, words))
    return tuple(found.values())


def _known(told: Told, every: Sequence[tuple[Sequence[int], Record]]) -> Known:
    """The spots of all places, and those of towns that do not stand for somebody ("Moscow put him on a list")."""
    parties = {tuple(m["span"]) for e in told.document["entities"] for m in e["mentions"]}
    spots = tuple(tuple(span) for span, _ in every)
    towns = (tuple(span) for span, place in every if (place["resolution"] or 0) >= _TOWN)
    return Known(spots, frozenset(town for town in towns if town not in parties))


def _seen_on(
    told: Told, pieces: Sequence[Piece], span: Sequence[int], known: Known, *, near: bool
) -> tuple[str, ...]:  # fmt: skip
    """The days on which the words around a place tell of anything there; `near`: it is no whole state."""
    clause = _clause(pieces, span)
    return _days(told, clause, pieces, near=near) if clause and _tells(clause, span, known) else ()


def _pieces(text: str, start: int, end: int) -> list[Piece]:
    """A sentence cut at its marks and at the words that open a clause, which begin the next piece."""
    breaks, out = load_sight_words().breaks, []
    held: list[Word] = []
    tied = False
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        cut = word == _COMMA or word in _HARD
        if cut or word in breaks:
            out += [Piece(tuple(held), tied)] if held else []
            held, tied = [], word == _COMMA or (tied and not held and not cut)
        held += [] if cut else [(word, *match.span())]
    return [*out, Piece(tuple(held), tied)] if held else out


def _clause(pieces: Sequence[Piece], span: Sequence[int]) -> tuple[Piece, ...]:
    """The piece that holds a place; one without a verb goes with the piece behind or before its comma."""
    at = next((n for n, piece in enumerate(pieces) if piece.holds(span)), None)
    if at is None or _has_verb(pieces[at]):
        return () if at is None else (pieces[at],)
    for other in (at + 1, at - 1):
        tied = 0 <= other < len(pieces) and pieces[max(at, other)].tied
        if tied and _has_verb(pieces[other]):
            return tuple(pieces[n] for n in sorted((at, other)))
    return ()


def _has_verb(piece: Piece) -> bool:
    words = load_sight_words()
    return any(words.is_past(w) or w in words.not_so for w in piece.forms)


def _tells(clause: Sequence[Piece], span: Sequence[int], known: Known) -> bool:
    """Whether something is told in a clause to have happened, and at the place."""
    words = load_sight_words()
    forms = [w for piece in clause for w in piece.words]
    before = [w for w in forms if w[2] <= span[0]]
    happened = _happened(forms[_aimed_from(before) :])
    if not happened or words.not_so & {w.casefold() for w, _, _ in forms}:
        return False
    opens = not any(w not in words.breaks and w.casefold() != "the" for w, _, _ in before)
    return (opens and tuple(span) in known.towns) or _put_at(before, known.spots)


def _happened(forms: Sequence[Word]) -> bool:
    """Whether a past form stands there that is no saying, no wish, and no mere readiness ("was ready")."""
    words = load_sight_words()
    said = [w for w, _, _ in forms]
    return any(
        words.is_past(word) and word not in words.not_happening and not (word in words.being and after in words.not_yet)
        for word, after in zip(said, [*said[1:], ""], strict=True)
    )


def _aimed_from(before: Sequence[Word]) -> int:
    """Where the last infinitive before a place begins: what was aimed at did not yet happen there."""
    said = [w for w, _, _ in before]
    aims = [n for n in range(len(said) - 1) if said[n] == "to" and said[n + 1] in base_verbs()]
    return aims[-1] if aims else 0


def _put_at(before: Sequence[Word], spots: Sequence[Sequence[int]]) -> bool:
    """Whether the words before a place put there what happens: "in the streets of", "reached"."""
    words, left = load_sight_words(), load_sight_words().reach
    for word, start, end in reversed(before):
        if any(spot[0] <= start and end <= spot[1] + len(_POSSESSIVE[0]) for spot in spots):
            continue  # "in the West Bank city of Hebron"
        if word.casefold() in words.at or word in words.reach_verbs:
            return True
        left -= 1
        if left == 0 or not word.islower() or words.is_past(word) or word in words.elsewhere:
            return False
    return False


def _days(told: Told, clause: Sequence[Piece], pieces: Sequence[Piece], *, near: bool) -> tuple[str, ...]:
    """The days that the clause tells, else those of a piece without a verb ("On Friday, …"), else the story's day."""
    times = [t for t in told.document["times"] if any(p.holds(t["span"]) for p in pieces)]
    loose = [p for p in pieces if not _has_verb(p)]
    for held in (clause, loose):
        mine = [t for t in times if any(p.holds(t["span"]) for p in held)]
        if mine:
            return _single_days(told, [t["value"] for t in mine])
    behind = clause[0].forms[0] in load_sight_words().behind
    return () if behind or not near else _single_days(told, [told.story["published_at"]])


def _single_days(told: Told, values: Sequence[str | None]) -> tuple[str, ...]:
    """The days of values that mean one or two days, none after the story came out."""
    published = day_bounds(told.story["published_at"])
    days = {day for bounds in map(day_bounds, values) if bounds for day in single_days(*bounds)}
    return tuple(sorted(day for day in days if not published or day <= published[1]))
