"""What a condition requires, with its parties as they count in the ledger and the places that its words name."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.ledger_model import Party, Pattern
from standoff.merge.cast import Cast
from standoff.merge.wording import weighty
from standoff.model import ENDING
from standoff.terms.countries import load_countries
from standoff.terms.ledger_words import load_merge_words
from standoff.told import Record, Told

_STATE = 1  # resolution
_FROM, _AT = "from", frozenset({"in", "at", "near", "inside", "outside", "around"})
_MOVES = frozenset({"RETREAT", "COERCE"})  # what is left is where the act is; what is fired from is not


def required(cast: Cast, needs: Record, setter: Party | None) -> Pattern:
    """The pattern of a condition's `requires`; `setter` does not wait for itself where only "it" stands there."""
    told, words = cast.told, cast.told.words(needs["span"])
    own = setter is not None and needs["polarity"] in ENDING and _only_taken_up(words, setter)
    kept = [name for name in needs["actors"] if not (own and setter and name in (setter.name, setter.country))]
    actors, acting, taken = _resolved(cast, kept, setter)
    recipients, hit, also_taken = _resolved(cast, needs["recipients"], setter)
    places = tuple(needs["places"])
    if not places:
        places = _places_in(told, needs, only_at=bool(recipients))
        recipients = recipients or (() if places else _states_in(words, actors))
    assumed = [*taken, *also_taken] + (["party not named"] if len(kept) < len(needs["actors"]) else [])
    return Pattern(
        needs["event_type"], needs["polarity"], words, tuple(needs["modes"]), actors, recipients, places,
        needs["target"], (*acting, *hit), "; ".join(assumed),
    )  # fmt: skip


def _resolved(
    cast: Cast, names: Sequence[str], setter: Party | None
) -> tuple[tuple[str, ...], tuple[Party, ...], list[str]]:
    """Names as they count in the ledger, what is known of those that are no state, and what was assumed."""
    found = [(name, *cast.resolved(name, setter=setter)) for name in names]
    taken = [f"“{name}” taken for {_shown(now)}" for name, now, _ in found if now != name]
    return tuple(dict.fromkeys(now for _, now, _ in found)), tuple(p for _, _, p in found if p), taken


def _shown(name: str) -> str:
    state = load_countries().get(name)
    return f"that of {state.name}" if state else name


def _only_taken_up(words: str, party: Party) -> bool:
    """Whether words speak of a party by a pronoun alone: who sets a condition speaks so of the other side."""
    said = {w.casefold() for w in words.split()}
    return bool(said & load_merge_words().pronouns) and not weighty(party.name) & weighty(words)


def _places_in(told: Told, needs: Record, *, only_at: bool) -> tuple[str, ...]:
    """The places that the words of what is required name, states by their code; `only_at`: only those with "in"."""
    start, end = needs["span"]
    out = []
    for place in told.document["places"]:
        spots = [m["span"] for m in place["mentions"] if start <= m["span"][0] and m["span"][1] <= end]
        before = {_word_before(told, spot, start) for spot in spots}
        if any(b in _AT if only_at else needs["event_type"] in _MOVES or b != _FROM for b in before):
            out.append(place["country"] if place["resolution"] == _STATE and place["country"] else place["name"])
    return tuple(dict.fromkeys(out))


def _word_before(told: Told, spot: Sequence[int], start: int) -> str:
    words = told.text[start : spot[0]].split()
    return words[-1].casefold() if words else ""


def _states_in(words: str, actors: Sequence[str]) -> tuple[str, ...]:
    """The states whose adjective stands in the words and who do not act themselves: "Ukrainian cities" are UKR's.

    >>> _states_in("Russia must stop bombing Ukrainian cities", ["RUS"])
    ('UKR',)
    """
    found = (load_countries().by_adjective(word) for word in words.split() if word[:1].isupper())
    return tuple(dict.fromkeys(c.iso3 for c in found if c and c.iso3 not in actors))
