"""The words of an object that tell what it is about, and who stands on which side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from standoff.ledger_model import MergedPosition, Party
from standoff.terms.countries import load_countries
from standoff.terms.ledger_words import load_merge_words, load_track_words
from standoff.terms.name_keys import fold

_SHORT = 3  # letters: "gas" is no plural
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Sided(Party):
    """A party whose side the whole ledger tells: `side` is its name."""

    side: str = ""


@lru_cache(maxsize=200_000)
def telling_words(text: str) -> frozenset[str]:
    """The folded words of a text, in the singular, without those that carry no weight or only point back.

    >>> sorted(telling_words("the demand to withdraw the troops"))
    ['troop', 'withdraw']
    """
    words = frozenset(_WORD.findall(fold(text))) - load_merge_words().empty - load_track_words().hollow
    return frozenset(w.removesuffix("s") if len(w) > _SHORT else w for w in words)


@lru_cache(maxsize=200_000)
def negations(text: str) -> int:
    """How many words of a text negate it; "without preconditions" does not.

    >>> negations("it will not talk without a truce")
    1
    """
    known = load_merge_words().negations - load_track_words().aside
    return sum(1 for w in _WORD.findall(text.lower()) if w in known or w.endswith(("n't", "n’t")))


def shared(left: str, right: str) -> float:
    """The share of the telling words of the shorter text that the other one has too; 0 where one has none."""
    a, b = telling_words(left), telling_words(right)
    least = min(len(a), len(b))
    return len(a & b) / least if least else 0.0


def alike(left: str, right: str) -> float:
    """The share of the telling words of the longer text that the other one has too."""
    a, b = telling_words(left), telling_words(right)
    return len(a & b) / max(len(a), len(b), 1)


def side_words(words: str, operator: str) -> tuple[str, bool]:
    """A condition's side without what hangs on it from its sentence; whether an "only" stood at its end.

    >>> side_words("that talks could start only", "after"), side_words("it will fight on as long", "as_long_as")
    (('talks could start', True), ('it will fight on', False))
    """
    text = " ".join(words.split()).removeprefix("that ").rstrip(" ,;")
    parts = operator.split("_")
    for length in range(len(parts), 0, -1):
        text = text.removesuffix(" " + " ".join(parts[:length])).rstrip(" ,;")
    return text.removesuffix(" only"), text.endswith(" only")


def side_of(party: Party | None, behalf: str | None = None) -> str:
    """The name of the state for which a party speaks, else its own name; "" where nobody is named."""
    if isinstance(party, Sided):
        return party.side
    acting = party is not None and (party.kind == "state" or party.sector in load_track_words().of_state)
    state = load_countries().get(behalf or (party.country if party and acting else None))
    return state.name if state else party.name if party else ""


def side_of_position(position: MergedPosition) -> str:
    """The side that holds a position."""
    return side_of(position.holder, next((t.on_behalf_of for t in position.tellings if t.on_behalf_of), None))


def is_many(name: str) -> bool:
    """Whether a side is told of as many: "the rebels refuse", but "Hamas refuses".

    >>> [is_many(name) for name in ("South Sudan rebels", "opposition parties", "Hamas", "envoys of France", "Houthis")]
    [True, True, False, True, True]
    """
    last = name.split(" of ")[0].rpartition(" ")[2]
    plural = last.endswith("s") and not last.endswith("ss")
    return (plural and (last.islower() or _describes(last))) or fold(last) in load_track_words().many


def _describes(word: str) -> bool:
    return fold(word) in load_merge_words().descriptive | load_track_words().speaking
