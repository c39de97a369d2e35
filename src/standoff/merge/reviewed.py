"""One story's tellings as people reviewed them: without what is rejected, and with what is corrected.

Pure; the document stays as it was read. Of several words of one person on a record the last counts; a record that one
person holds right and another rejects is disputed, and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from standoff.ledger_model import (
    Asserter,
    Checked,
    ConditionTelling,
    EventTelling,
    LedgerPlace,
    Party,
    PositionTelling,
    Review,
    StatementTelling,
)
from standoff.merge.anchors import AnyTelling, find_telling
from standoff.merge.tell import StoryTellings
from standoff.terms.countries import load_countries
from standoff.terms.name_keys import fold

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "event": ("event_type", "mode", "realis", "weapon", "days", "actors", "recipients", "places"),
    "statement": ("source", "polarity", "medium", "form", "day"),
    "position": ("holder", "counterpart", "on_behalf_of", "act", "event_type", "polarity", "deadline", "day"),
    "condition": (
        "holder", "operator", "day", "requires.event_type", "requires.polarity", "requires.modes", "requires.actors",
        "requires.recipients", "requires.places", "requires.target", "consequence.event_type", "consequence.polarity",
        "consequence.actors",
    ),
}  # fmt: skip
"""The fields that a person may correct, by kind of record."""

LISTS: Final = frozenset(
    {"days", "actors", "recipients", "places", "requires.modes", "requires.actors", "requires.recipients"}
    | {"requires.places", "consequence.actors"}
)
"""Those of them that hold a list."""

_PLACE_OF_STATE = 1  # resolution
T = TypeVar("T", EventTelling, StatementTelling, PositionTelling, ConditionTelling)


def reviewed(told: StoryTellings, reviews: Iterable[Review]) -> StoryTellings:
    """A story's tellings with people's reviews applied; reviews of other stories change nothing."""
    mine = [r for r in reviews if r.undone_by is None and r.anchor.page == told.story.page]
    if not mine:
        return told
    all_told: list[AnyTelling] = [*told.events, *told.statements, *told.positions, *told.conditions]
    by_id: dict[str, list[Review]] = {}
    for review in sorted(mine, key=lambda r: r.number):
        identifier = find_telling(review.record, review.anchor, {told.story.page: all_told})
        if identifier:
            by_id.setdefault(identifier, []).append(review)
    names = _Names(told)
    return replace(
        told,
        events=_kept(told.events, by_id, names),
        statements=_kept(told.statements, by_id, names),
        positions=_kept(told.positions, by_id, names),
        conditions=_kept(told.conditions, by_id, names),
    )


def checked_of(words: Iterable[Checked]) -> Checked:
    """What is said of a merged record by what is said of its tellings."""
    said = set(words)
    order: tuple[Checked, ...] = ("disputed", "corrected", "accepted")
    return next((word for word in order if word in said), "no")


def _kept(tellings: Sequence[T], by_id: Mapping[str, Sequence[Review]], names: _Names) -> tuple[T, ...]:
    out = []
    for telling in tellings:
        words = by_id.get(telling.id, ())
        checked = checked_by(words)
        if checked != "rejected":
            out.append(_corrected(telling, words, checked, names) if words else telling)
    return tuple(out)


def checked_by(words: Sequence[Review]) -> Checked:
    """What people's words say of one story's record; of several of one person the last counts."""
    last = {word.by: word.verdict for word in words}
    said = set(last.values())
    if "rejected" in said:
        return "disputed" if len(said) > 1 else "rejected"
    if any(word.verdict == "corrected" for word in words):
        return "corrected"
    return "accepted" if said else "no"


def _corrected(telling: T, words: Sequence[Review], checked: Checked, names: _Names) -> T:
    """A telling with the last corrected value of every field, and the people who stand for it."""
    people = sorted({w.by for w in words if w.verdict != "rejected"})
    asserters = telling.asserted_by + tuple(Asserter(name, "person") for name in people)
    out: Any = replace(telling, checked=checked, asserted_by=asserters)
    for field, value in {w.field: w.value for w in words if w.field is not None}.items():
        part, dot, inner = field.partition(".")
        if dot:
            out = replace(out, **{part: replace(getattr(out, part), **{inner: value})})
        else:
            out = replace(out, **{field: names.value(field, value)})
    return out  # type: ignore[no-any-return]


class _Names:
    """Names that a person writes, as the parties and places of the story where it knows them."""

    def __init__(self, told: StoryTellings) -> None:
        events, positions, conditions = told.events, told.positions, told.conditions
        parties = [p for e in events for p in (*e.actors, *e.recipients)]
        parties += [p for k in positions for p in (k.holder, k.counterpart) if p]
        parties += [c.holder for c in conditions if c.holder]
        self._parties = {fold(p.name): p for p in reversed(parties)}
        self._places = {fold(p.name): p for e in reversed(events) for p in e.places}

    def value(self, field: str, value: Any) -> Any:
        """A value as the field of a telling holds it."""
        one: dict[str, Callable[[str], object]] = {
            "holder": self.party, "counterpart": self.party, "actors": self.party, "recipients": self.party,
            "places": self.place,
        }  # fmt: skip
        make = one.get(field)
        if make is None or value is None:
            return value
        return make(value) if isinstance(value, str) else tuple(make(name) for name in value)

    def party(self, name: str) -> Party:
        """The party of a name: a state by name or ISO alpha-3 code, one of the story, else a bare name."""
        country = load_countries().get(name) or load_countries().by_name(name)
        if country:
            return Party(country.iso3, country.name, country.iso3)
        return self._parties.get(fold(name)) or Party(f"{fold(name)}|", name, None, "group")

    def place(self, name: str) -> LedgerPlace:
        """The place of a name: one of the story, a state, else one known by its name alone."""
        if fold(name) in self._places:
            return self._places[fold(name)]
        country = load_countries().get(name) or load_countries().by_name(name)
        if country:
            return LedgerPlace(
                f"{fold(country.name)}|{country.iso3}", country.name, country.iso3, resolution=_PLACE_OF_STATE
            )
        return LedgerPlace(f"{fold(name)}|", name)
