"""Whether a party of an event may be the one that a pattern asks for, and what has to be assumed for it.

Names and the state for which somebody acts decide where both are told. Where one of the two is only described ("the
paramilitary group", "gunmen"), whoever cannot be told apart may be meant: the same kind of party, of no other state.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from standoff.ledger_model import Party, Pattern
from standoff.terms.countries import load_countries
from standoff.terms.ledger_words import load_merge_words, load_track_words
from standoff.terms.name_keys import fold

_WORD = re.compile(r"[^\W_]+")
_CODE = 3  # letters of a state's code


def names_of(parties: Sequence[Party]) -> frozenset[str]:
    """The names by which a pattern may know parties: canonical names, and the state for which they act."""
    not_acting = load_track_words().not_acting
    states = {p.country for p in parties if p.country and p.kind not in not_acting}
    return frozenset({fold(p.name) for p in parties} | {s.lower() for s in states})


def may_be(parties: Sequence[Party], names: Sequence[str], pattern: Pattern) -> str | None:
    """The note with which one of an event's parties may be one of `names` in a pattern, None if none can be.

    Where the pattern tells neither where nor who else is in it, only somebody of a state that both tell may be meant.
    """
    others = pattern.actors if names is pattern.recipients else pattern.recipients
    for wanted in (known_as(name, pattern) for name in names):
        for party in parties:
            if _same_name(wanted, party):
                return ""
            open_ = not wanted.named or _is_open(party)
            states = {wanted.country, party.country}
            agrees = len(states) == 1 and None not in states
            somewhere = None in states and bool(pattern.places or others)
            if open_ and _alike(wanted, party) and (agrees or somewhere):
                return _note(wanted, party)
    return None


def _is_open(party: Party) -> bool:
    """Whether it is not told who a party is: only described, or a name of which nothing is known."""
    known = party.country or party.sector or party.kind not in ("organisation", "group") or party.key[:1] == "Q"
    return not (party.named and known)


def _alike(wanted: Party, party: Party) -> bool:
    kinds = {_kind(wanted), _kind(party)}
    held = not wanted.named and fold(wanted.name).split()[-1] in load_merge_words().captives
    return held or len(kinds) == 1 or ("" in kinds and None in (wanted.sector, party.sector))


def known_as(name: str, pattern: Pattern) -> Party:
    """What is known of a party of a pattern."""
    state = load_countries().get(name) if len(name) == _CODE else None
    if state:
        return Party(state.iso3, state.name, state.iso3)
    known = next((p for p in pattern.parties if p.name == name), None)
    return known or Party(fold(name), name, None, "")


def _note(wanted: Party, party: Party) -> str:
    if wanted.named:
        return f"told as “{party.name}”"
    kind = load_track_words().kinds.get(_kind(wanted), "party")
    return f"party not named: any {kind}{f' of {wanted.country}' if wanted.country else ''}"


def _kind(party: Party) -> str:
    """What tells descriptions apart: who fights for a state, who fights against one, and all others ("")."""
    words = load_track_words()
    if party.kind == "state" or party.sector in words.of_state:
        return "state"
    return "armed" if party.kind == "armed_group" or party.sector in words.armed else ""


def _same_name(wanted: Party, party: Party) -> bool:
    """Whether a party bears the name, maybe with words that describe it ("Houthi fighters"), or its initials."""
    if not wanted.named or wanted.kind == "state":
        return False
    left, right = _stems(wanted.name), _stems(party.name)
    if left and right and (left == right or wanted.key == party.key):
        return True
    return wanted.name == _initials(party.name) or party.name == _initials(wanted.name)


@lru_cache(maxsize=20_000)
def _stems(name: str) -> frozenset[str]:
    """The words of a name that describe nobody, without the "s" of a plural."""
    kept = set(_WORD.findall(fold(name))) - load_merge_words().descriptive
    return frozenset(w.removesuffix("s") for w in kept)


@lru_cache(maxsize=20_000)
def _initials(name: str) -> str:
    found = "".join(w[0] for w in _WORD.findall(name) if w[:1].isupper())
    return found if len(found) > 1 else ""
