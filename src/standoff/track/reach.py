"""Offers within reach: what one side demands and another has offered, is open to, or has not refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from standoff.ledger_model import Ledger, MergedPosition
from standoff.terms.ledger_words import load_track_words
from standoff.track.clock import Watch, Watching
from standoff.track.history import track_position
from standoff.track.wording import shared, side_of, side_of_position, telling_words

GIVING = frozenset({"offer", "acceptance", "promise", "openness", "proposal"})
_MATTER = 0.6  # share of words by which an untyped demand and an offer are one matter
_LEAST = 2  # words that they must share


@dataclass(frozen=True, slots=True)
class Reach:
    """A demand within reach: `given` is the position that meets it; None where the side asked has not refused it."""

    demand: MergedPosition
    given: MergedPosition | None


def find_reach(ledger: Ledger, *, watch: Watching | None = None) -> list[Reach]:
    """Demands that another side has offered, accepted, promised or is open to, and has not refused since.

    `watch`: what the events say, where the ledger is without them or they are made ready already.
    """
    stand = [(k, track_position(k)[-1].act) for k in ledger.positions]
    giving = _Matters(k for k, act in stand if act in GIVING)
    demands = (k for k, act in stand if act == "demand")
    met = ((demand, given) for demand in demands for given in giving.near(demand) if _meets(demand, given))
    pages = _pages_of_sides(ledger, (watch or Watch(ledger)).sides)
    return [Reach(a, b) for a, b in met if _pages(a, pages) & _pages(b, pages)]


def _pages(position: MergedPosition, of_sides: Mapping[str, set[str]]) -> set[str]:
    """The stories of a position's side; who is only described ("rebels") is of the position's own stories alone."""
    known = position.holder and (position.holder.named or side_of_position(position) != position.holder.name)
    return of_sides.get(side_of_position(position), set()) if known else {t.page for t in position.tellings}


def _pages_of_sides(ledger: Ledger, of_events: Mapping[str, Set[str]]) -> dict[str, set[str]]:
    """The stories in which each side has a part: two that no story tells of together are of two matters."""
    pages: dict[str, set[str]] = defaultdict(set)
    for side, told in of_events.items():
        pages[side].update(told)
    for position in ledger.positions:
        for side in {side_of_position(position), side_of(position.counterpart)} - {""}:
            pages[side].update(t.page for t in position.tellings)
    return pages


def find_unanswered(ledger: Ledger) -> list[Reach]:
    """Demands on a named side that has said nothing on the matter: neither offered nor refused."""
    matters = _Matters(ledger.positions)
    demands = (k for k in ledger.positions if k.counterpart and track_position(k)[-1].act == "demand")
    return [Reach(k, None) for k in demands if telling_words(k.tellings[-1].object) and not _answered(k, matters)]


class _Matters:
    """Positions by what they are about: by type and polarity, without a type by their words too."""

    def __init__(self, positions: Iterable[MergedPosition]) -> None:
        self._found: dict[object, list[MergedPosition]] = defaultdict(list)
        for position in positions:
            for key in self._keys(position):
                self._found[key].append(position)

    def near(self, position: MergedPosition) -> list[MergedPosition]:
        """Every position that can be on the same matter."""
        return list({k.id: k for key in self._keys(position) for k in self._found.get(key, ())}.values())

    @staticmethod
    def _keys(position: MergedPosition) -> list[object]:
        typed = (position.event_type, position.polarity)
        if position.event_type is not None:
            return [typed]
        return [(*typed, word) for word in sorted(telling_words(position.tellings[-1].object))]


def _answered(demand: MergedPosition, matters: _Matters) -> bool:
    """Whether the side asked has taken a position on the matter."""
    asked = side_of(demand.counterpart)
    return any(side_of_position(k) == asked and _one_matter(demand, k) for k in matters.near(demand))


def _meets(demand: MergedPosition, other: MergedPosition) -> bool:
    """Whether another side's position is on the very thing demanded, and that side is the one asked, if any."""
    if demand.holder is None or other.holder is None or side_of_position(demand) == side_of_position(other):
        return False
    asked = side_of(demand.counterpart)
    return (not asked or asked == side_of_position(other)) and _one_matter(demand, other)


def _one_matter(left: MergedPosition, right: MergedPosition) -> bool:
    """Whether two positions are on one act, to be or to end; without a type by their words."""
    if left.polarity != right.polarity or left.event_type != right.event_type:
        return False
    a, b = left.tellings[-1].object, right.tellings[-1].object
    if left.event_type is not None:
        return left.event_type in load_track_words().whole or bool(telling_words(a) & telling_words(b))
    return len(telling_words(a) & telling_words(b)) >= _LEAST and shared(a, b) >= _MATTER
