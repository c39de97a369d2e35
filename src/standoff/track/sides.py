"""For whom each party of a ledger stands: one side under one name, whatever its people are called from story to story.

Who speaks for a state is the state. What one story knows of a name ("Information Minister Michael Makuei") counts in
the others. "CAR rebels", "rebels" and "rebel spokesman Eric Massi" are the rebels of that state: the armed group of it
that the ledger knows, if it knows no more than one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from standoff.ledger_model import Ledger, MergedCondition, MergedPosition, Party, Pattern
from standoff.terms.countries import load_countries
from standoff.terms.ledger_words import load_merge_words, load_track_words
from standoff.terms.name_keys import fold
from standoff.terms.tables import read_table
from standoff.track.wording import Sided, side_of

_WORD = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s|$)")
_LEADING = frozenset({"head_of_state", "head_of_government"})
_MOST = 2  # times as often as any other must a state's people be told of, to be the state of a story


@dataclass(frozen=True, slots=True)
class _Told:
    """A party in a story, and the state that it is said to act for there."""

    party: Party
    behalf: str | None
    page: str


def with_sides(ledger: Ledger) -> Ledger:
    """The ledger with the side of every party that holds, hears or sets something, where more than its name tells it.

    >>> with_sides(Ledger()) == Ledger()
    True
    """
    sides = _Sides(ledger)
    return replace(
        ledger,
        positions=tuple(_position(k, sides) for k in ledger.positions),
        conditions=tuple(_condition(c, sides) for c in ledger.conditions),
    )


class _Sides:
    """What all stories together know of the parties in them."""

    def __init__(self, ledger: Ledger) -> None:
        told = tuple(_all_told(ledger))
        self._acting: dict[str, Counter[str]] = defaultdict(Counter)  # by folded name of a person: the states
        self._fighting: dict[str, Counter[str]] = defaultdict(Counter)  # the states in which a person is a rebel
        self._groups: dict[str, dict[frozenset[str], str]] = defaultdict(dict)  # by state: groups, by words
        for t in told:
            self._learn_office(t)
        self._last = self._last_names()
        torn = {t.party.country for t in told if t.party.country and _is_armed(t.party)}
        states = [(t.page, state) for t in told if (state := self._state_of(t))]
        self._homes = _most_told(states)
        self._wars = _most_told([(page, state) for page, state in states if state in torn])
        if len(torn) == 1:  # one war: a story that tells of no state at all is of it
            for page in {t.page for t in told} - {page for page, _ in states}:
                self._homes[page] = self._wars[page] = next(iter(torn))
        for t in told:
            self._learn_rebel(t)
        self._last = self._last_names()
        self._known: dict[tuple[Party, str | None, str], Party] = {}

    def of(self, party: Party | None, behalf: str | None, page: str) -> Party | None:
        """The party, with its side where that is not what the party alone tells."""
        if party is None:
            return None
        key = (party, behalf, page)
        if key not in self._known:
            side = self._side(party, behalf, page)
            self._known[key] = _sided(party, side) if side and side != side_of(party, behalf) else party
        return self._known[key]

    def _learn_office(self, told: _Told) -> None:
        state = _acts_for(told.party, told.behalf) or _office(told.party)
        if state and told.party.kind == "person":
            self._acting[fold(told.party.name)][state] += 1

    def _state_of(self, told: _Told) -> str | None:
        """The state that somebody in a story is of, as the story or all stories tell it."""
        party, owner = told.party, _owner(told.party)
        if told.behalf or party.country:
            return told.behalf or party.country
        last = fold(owner).rpartition(" ")[2]
        alone = owner != party.name or last == fold(owner)
        acting = self._acting.get(self._last.get(last, "") if alone else fold(owner), Counter())
        return next(iter(acting)) if len(acting) == 1 else None

    def _learn_rebel(self, told: _Told) -> None:
        party, home = told.party, told.party.country or self._wars.get(told.page)
        if home and party.kind == "person" and _is_armed(party):
            self._fighting[fold(party.name)][home] += 1
        elif home and party.kind == "armed_group" and (words := _own_words(party)):
            before = self._groups[home].get(words, party.name)
            self._groups[home][words] = min(before, party.name, key=lambda n: (len(n), n))

    def _last_names(self) -> dict[str, str]:
        """Full names by their last words, where only one ends so."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in [*self._acting, *self._fighting]:
            first, _, last = name.rpartition(" ")
            if first:
                found[last].add(name)
        return {last: next(iter(names)) for last, names in found.items() if len(names) == 1}

    def _side(self, party: Party, behalf: str | None, page: str) -> str:
        name = fold(party.name)
        alone = " " not in name and not party.country
        if (party.kind == "person" or alone) and (side := self._of_name(self._last.get(name, name) if alone else name)):
            return side
        if state := _acts_for(party, behalf):
            return _state_name(state)
        if party.sector in load_track_words().of_state:
            return self._of_government(party, page)
        if party.kind not in ("armed_group", "organisation", "group", "person"):
            return ""
        home = party.country or self._wars.get(page)
        return self._of_rebels(party, home) if home else ""

    def _of_name(self, name: str) -> str:
        """The side of a person by all that is told of the name: the state, or the rebels."""
        acting, fighting = self._acting.get(name, Counter()), self._fighting.get(name, Counter())
        if fighting.total() > acting.total():
            return self._rebels(next(iter(fighting))) if len(fighting) == 1 else ""
        return _state_name(next(iter(acting))) if len(acting) == 1 else ""

    def _of_government(self, party: Party, page: str) -> str:
        """The state of a government or an army whose name does not tell it: that of its head, else of the story."""
        if (owner := _owner(party)) != party.name:
            return self._of_name(self._last.get(fold(owner).rpartition(" ")[2], ""))
        home = self._homes.get(page)
        return _state_name(home) if home and not party.named and party.kind == "organisation" else ""

    def _of_rebels(self, party: Party, home: str) -> str:
        """The side of who fights a state: its group by the words of its own, if it has any."""
        words = frozenset() if party.kind == "person" else _own_words(party)
        if words:
            return self._groups[home].get(words, "")
        return self._rebels(home) if _is_armed(party) and _is_rebel(party) else ""

    def _rebels(self, home: str) -> str:
        """The only armed group of a state, or its rebels where none has a name; "" where several have."""
        groups = self._groups[home]
        return "" if len(groups) > 1 else next(iter(groups.values()), f"{_state_name(home)} rebels")


def _all_told(ledger: Ledger) -> Iterator[_Told]:
    for k in (t for position in ledger.positions for t in position.tellings):
        if k.holder:
            yield _Told(k.holder, k.on_behalf_of, k.page)
        if k.counterpart:
            yield _Told(k.counterpart, None, k.page)
    for c in (t for condition in ledger.conditions for t in condition.tellings):
        parties = (*((c.holder,) if c.holder else ()), *c.requires.parties, *c.consequence.parties)
        yield from (_Told(party, None, c.page) for party in parties)


def _most_told(told: Sequence[tuple[str, str]]) -> dict[str, str]:
    """By story the state that is told of far more often than any other, of pairs of a story and a state."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for page, state in told:
        counted[page][state] += 1
    out = {}
    for page, states in counted.items():
        (first, most), (_, next_most) = (*states.most_common(2), ("", 0))[:2]
        if most >= _MOST * next_most:
            out[page] = first
    return out


def _owner(party: Party) -> str:
    """Who a party is named after: "President Kovalenko's government"; else its own name."""
    return party.name.replace("’", "'").partition("'s ")[0]


def _acts_for(party: Party, behalf: str | None) -> str | None:
    """The code of the state for which a party acts, by what is told of it there."""
    words = load_track_words()
    return behalf or (party.country if party.kind == "state" or party.sector in words.of_state else None)


def _state_name(code: str) -> str:
    state = load_countries().get(code)
    return state.name if state else code


def _is_armed(party: Party) -> bool:
    return party.kind == "armed_group" or party.sector in load_track_words().armed


def _is_rebel(party: Party) -> bool:
    """Whether a party is told of as rebels, or a person as one of them."""
    return party.kind == "person" or bool(load_track_words().rebels & set(_WORD.findall(party.name.lower())))


@cache
def _words_of_state(code: str | None) -> frozenset[str]:
    state = load_countries().get(code)
    if state is None:
        return frozenset()
    names = (state.name, *state.other_names, *state.adjectives, *state.people)
    initials = "".join(w[0] for w in state.name.split() if w[:1].isupper())
    return frozenset({initials.lower()}.union(*(_WORD.findall(fold(n)) for n in names)))


def _own_words(party: Party) -> frozenset[str]:
    """The words of a name that name: without those for what it is, who speaks for it, and which state it is of."""
    plain = _POSSESSIVE.sub("", party.name)
    words = frozenset(w for w in _WORD.findall(fold(plain)) if len(w) > 1)
    return words - load_merge_words().descriptive - load_track_words().speaking - _words_of_state(party.country)


def _office(party: Party) -> str | None:
    """The state that somebody told of as an official leads or led, where the table of offices knows only one."""
    if party.sector not in load_track_words().of_state or party.country:
        return None
    return _heads().get(party.name)


@cache
def _heads() -> dict[str, str]:
    """Who leads or led a state, and no other one."""
    posts: dict[str, set[str]] = defaultdict(set)
    for row in read_table("offices.tsv"):
        if row["office"] in _LEADING:
            posts[row["person"]].add(row["of"])
    return {person: next(iter(states)) for person, states in posts.items() if len(states) == 1}


def _sided(party: Party, side: str) -> Sided:
    return Sided(party.key, party.name, party.country, party.kind, party.sector, party.named, side)


def _position(position: MergedPosition, sides: _Sides) -> MergedPosition:
    tellings = tuple(
        replace(t, holder=sides.of(t.holder, t.on_behalf_of, t.page), counterpart=sides.of(t.counterpart, None, t.page))
        for t in position.tellings
    )
    first = position.tellings[0]
    return replace(
        position, tellings=tellings, holder=sides.of(position.holder, first.on_behalf_of, first.page),
        counterpart=next((t.counterpart for t in tellings if t.counterpart), None),
    )  # fmt: skip


def _condition(condition: MergedCondition, sides: _Sides) -> MergedCondition:
    page = condition.tellings[0].page
    return replace(
        condition, holder=sides.of(condition.holder, None, page), requires=_pattern(condition.requires, sides, page),
        consequence=_pattern(condition.consequence, sides, page),
        tellings=tuple(replace(t, holder=sides.of(t.holder, None, t.page)) for t in condition.tellings),
    )  # fmt: skip


def _pattern(pattern: Pattern, sides: _Sides, page: str) -> Pattern:
    return replace(pattern, parties=tuple(p for q in pattern.parties if (p := sides.of(q, None, page))))
