"""A position's last act in words: who, the act, of whom, what; and whether it tells anything."""

from __future__ import annotations

from dataclasses import replace

from standoff.ledger_model import MergedPosition, Party, PositionTelling
from standoff.show.ink import safe, short
from standoff.show.summary import ACTS
from standoff.terms.ledger_words import load_merge_words, load_track_words
from standoff.terms.name_keys import fold
from standoff.track import track_position
from standoff.track.wording import is_many, shared, side_of, side_of_position, telling_words

NO_SIDE = frozenset({"group", "people"})  # kinds of those who are nobody in particular
LENGTH = 64  # characters of a wish
PRESS = "JRN"  # the sector of who tells the news and is no side
_ALIKE = 0.6  # share of words by which two wishes of one side are told once


def wish_words(position: MergedPosition) -> str:
    """A position's last act in words: who, the act, of whom, what."""
    telling = spoken(position) or position.tellings[-1]
    return wish(side_of_position(position) or "somebody", telling)


def wish(side: str, telling: PositionTelling) -> str:
    """Who wants what: the side, who speaks for it, the act, of whom, the words.

    What is done with captives is not asked of them, nor is the press that hears it.
    """
    name = telling.holder.name if telling.holder else side
    speaker = f" ({safe(name)})" if telling.holder and telling.holder.kind == "person" and name != side else ""
    other = "" if is_aside(telling.counterpart) else side_of(telling.counterpart)
    asked = f" of {safe(other)}" if other and telling.act == "demand" and other != side else ""
    words = f"“{short(safe(telling.object), LENGTH)}”"
    return f"{safe(side)}{speaker} {verb(telling.act, many=is_many(side))}{asked} {words}"


def verb(act: str, *, many: bool) -> str:
    """An act as a verb that agrees with who does it.

    >>> verb("demand", many=True), verb("refusal", many=False), verb("openness", many=True)
    ('demand', 'refuses', 'are open to')
    """
    word = ACTS[act]
    return word if not many else f"are{word.removeprefix('is')}" if word.startswith("is ") else word.removesuffix("s")


def is_aside(party: Party | None) -> bool:
    """Whether a demand only tells of somebody or to somebody: captives, an outlet."""
    if party is None:
        return False
    return party.sector == PRESS or fold(party.name).rpartition(" ")[2] in load_merge_words().captives


def spoken(position: MergedPosition) -> PositionTelling | None:
    """The last telling of a position's last act whose words tell what it is about."""
    steps = track_position(position)
    fitting = [s.telling for s in steps if s.act == steps[-1].act and _tells(s.telling.object)]
    return fitting[-1] if fitting else None


def sayable(position: MergedPosition, telling: PositionTelling) -> bool:
    """Whether a wish is somebody's and tells something: no "delegates" or reporters, no "the order", no "released"."""
    holder = position.holder
    if holder is None or holder.sector == PRESS:
        return False
    nobody = holder.kind in NO_SIDE and side_of_position(position) == holder.name
    return not nobody and _tells(telling.object)


def _tells(words: str) -> bool:
    """Whether words tell what they are about; a participle alone does not tell of whom."""
    found = telling_words(words)
    return any(not word.endswith("ed") for word in found) or len(found) > 1


def same_wish(left: PositionTelling, right: PositionTelling) -> bool:
    """Whether two wishes of one side say the same in other words."""
    if left.act != right.act:
        return False
    typed = left.event_type is not None and left.event_type == right.event_type and left.polarity == right.polarity
    one = typed and side_of(left.counterpart) == side_of(right.counterpart)
    return shared(left.object, right.object) >= _ALIKE or one


def addressed(position: MergedPosition, telling: PositionTelling) -> PositionTelling:
    """The telling with whom it asks: as told, else as another telling of the very same says."""
    one = position.event_type in load_track_words().whole
    others = (t.counterpart for t in position.tellings if one or shared(t.object, telling.object) >= _ALIKE)
    return replace(telling, counterpart=telling.counterpart or next(filter(None, others), None))
