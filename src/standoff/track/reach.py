"""Offers within reach: what one side demands and another has offered, is open to, or has not refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standoff.ledger_model import Ledger, MergedPosition
from standoff.terms.ledger_words import load_track_words
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


def find_reach(ledger: Ledger) -> list[Reach]:
    """Demands that another side has offered, accepted, promised or is open to, and has not refused since."""
    stand = [(k, track_position(k)[-1].act) for k in ledger.positions]
    giving = [k for k, act in stand if act in GIVING]
    return [
        Reach(demand, given) for demand, act in stand if act == "demand" for given in giving if _meets(demand, given)
    ]  # fmt: skip


def find_unanswered(ledger: Ledger) -> list[Reach]:
    """Demands on a named side that has said nothing on the matter: neither offered nor refused."""
    demands = [k for k in ledger.positions if track_position(k)[-1].act == "demand" and k.counterpart]
    by_side: dict[str, list[MergedPosition]] = {}
    for position in ledger.positions:
        by_side.setdefault(side_of_position(position), []).append(position)
    open_ = (k for k in demands if not _answered(k, by_side.get(side_of(k.counterpart), ())))
    return [Reach(k, None) for k in open_ if telling_words(k.tellings[-1].object)]


def _answered(demand: MergedPosition, theirs: Sequence[MergedPosition]) -> bool:
    return any(_one_matter(demand, k) for k in theirs)


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
