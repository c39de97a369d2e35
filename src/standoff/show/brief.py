"""One page on a day: what changed, what each side wants, what waits for what, what is within reach, what is stuck."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from standoff.days import day_bounds
from standoff.ledger_model import Clock, Evidence, Ledger, MergedCondition, MergedPosition, Party, PositionTelling
from standoff.show.clock_text import STATUS, condition_words
from standoff.show.ink import safe, short
from standoff.show.ledger_json import mention_row
from standoff.show.summary import ACTS
from standoff.terms.countries import load_countries
from standoff.terms.ledger_words import load_track_words
from standoff.track import (
    Contradiction,
    Reach,
    Watch,
    Watching,
    find_contradictions,
    find_deadlocks,
    find_reach,
    find_unanswered,
    track_changes,
    track_position,
)
from standoff.track.wording import shared, side_of, side_of_position, telling_words

Row = dict[str, Any]
HEADINGS = {
    "changed": "What changed",
    "wants": "What each side wants",
    "waiting": "What waits for what",
    "within_reach": "What is within reach",
    "stuck": "What is stuck",
}
_MOST = {"changed": 7, "wants": 12, "waiting": 6, "within_reach": 4, "stuck": 4}  # lines that a page holds
_LOOKED_AT = 30  # conditions stated most and last, whose clocks are looked at
_OF_A_SIDE = (4, 4, 2, 2)  # positions of the sides that are told of most
_STALE = 14  # days after which a wish that one story told once is no news
_ALIKE = 0.6  # share of words by which two wishes of one side are told once
_NO_SIDE = frozenset({"group", "people"})
_LENGTH = 64  # characters of a wish
_SIDE = 56  # characters of a condition's side
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a brief: a sentence, the side it is of ("" = none), the records it speaks of, and its evidence."""

    text: str
    records: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    side: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief; `left_off`: how many lines more there are than a page holds."""

    key: str
    heading: str
    lines: tuple[Line, ...]
    left_off: int = 0


def brief_sections(
    ledger: Ledger, *, day: str, since: str | None = None, watch: Watching | None = None
) -> tuple[Section, ...]:
    """The parts of a day's brief in their order; `since`: first day of what changed, by default `day` (ISO days).

    `watch`: what the events say, where the ledger is without them or they are made ready already.
    """
    watch = watch or Watch(ledger)
    waiting = _waiting(ledger, day, watch)
    lines = {
        "changed": list(_changed(ledger, since or day, day)), "wants": list(_wants(ledger, day)),
        "waiting": [_waiting_line(group, day, watch) for group in waiting[: _MOST["waiting"]]],
        "within_reach": list(_within_reach(ledger, day, watch)), "stuck": list(_stuck(ledger)),
    }  # fmt: skip
    totals = {key: len(found) for key, found in lines.items()} | {"waiting": len(waiting)}
    return tuple(
        Section(key, heading, tuple(lines[key][: _MOST[key]]), max(0, totals[key] - _MOST[key]))
        for key, heading in HEADINGS.items()
    )


def brief_row(ledger: Ledger, *, day: str, since: str | None = None, watch: Watching | None = None) -> Row:
    """The brief as plain values: by part its lines; each has `text`, `side`, ids and, as `source`, story and words.

    What is given is as in `brief_sections`.
    """
    stories = {s.page: s for s in ledger.stories}
    row: Row = {"day": day, "since": since or day, "stories": len(ledger.stories)}
    for section in brief_sections(ledger, day=day, since=since, watch=watch):
        row[section.key] = [_line_row(line, stories) for line in section.lines]
    return row


def _line_row(line: Line, stories: Mapping[str, Any]) -> Row:
    sources = [
        {"publisher": s.publisher, "title": s.title, "day": s.published_at, **mention_row(e)}
        for e in line.evidence
        if (s := stories.get(e.page))
    ]
    ids = {"id": line.records[0]} if len(line.records) == 1 else {"ids": list(line.records)}
    return {
        "text": line.text,
        "side": line.side or None,
        **ids,
        "source": next(iter(sources), None),
        "sources": sources,
    }


def _evidence(*found: Evidence | None) -> tuple[Evidence, ...]:
    return tuple(e for e in found if e)


# ---------------------------------------------------------------- what changed


def _changed(ledger: Ledger, first: str, last: str) -> Iterator[Line]:
    """Conditions stated for the first time, and steps of positions that are no repetition."""
    for group in _by_sentence(c for c in ledger.conditions if c.first_day and first <= c.first_day <= last):
        side = _side_of_group(group)
        also = "".join(f", “{short(safe(c.requires.words), _SIDE)}”" for c in group[1:])
        text = f"{side or 'somebody'} sets a condition: {condition_words(group[0])}{also}"
        yield Line(text, tuple(c.id for c in group), (group[0].tellings[0].evidence,), side)
    told: list[tuple[str, PositionTelling]] = []
    for position, step in track_changes(ledger, since=first, until=last):
        side, telling = side_of_position(position), step.telling
        if not _sayable(position, telling) or any(s == side and _same_wish(t, telling) for s, t in told):
            continue
        told.append((side, telling))
        change = "" if step.change == "new" else f" ({step.change})"
        yield Line(f"{_wish(side, telling)}{change}", (position.id,), _evidence(telling.evidence), side)


def _by_sentence(conditions: Iterable[MergedCondition]) -> list[list[MergedCondition]]:
    """Conditions by the sentence that states them last: what makes the same thing wait is told in one line."""
    groups: dict[object, list[MergedCondition]] = defaultdict(list)
    for condition in conditions:
        groups[condition.tellings[-1].page, condition.operator, condition.consequence.words].append(condition)
    return list(groups.values())


def _side_of_group(group: Sequence[MergedCondition]) -> str:
    return next((side_of(c.holder) for c in group if c.holder), "")


# ---------------------------------------------------------------- what each side wants


def _wants(ledger: Ledger, day: str) -> Iterator[Line]:
    """The last word of every side on its weightiest matters; sides and matters that are told of most come first."""
    held: dict[str, list[MergedPosition]] = defaultdict(list)
    for position in ledger.positions:
        if (telling := _spoken(position)) and _sayable(position, telling) and not _stale(position, day):
            held[side_of_position(position)].append(position)
    ordered = sorted(held, key=lambda s: (*_told_of(held[s]), s), reverse=True)
    for side, most in zip(ordered, _OF_A_SIDE, strict=False):
        yield from _of_side(side, held[side], most=most)


def _told_of(positions: Sequence[MergedPosition]) -> tuple[int, str]:
    """How much is told of a side's positions, and until when."""
    return sum(len(k.tellings) for k in positions), max(k.tellings[-1].day or "" for k in positions)


def _stale(position: MergedPosition, day: str) -> bool:
    """Whether one story told a wish once, long before the day."""
    bounds = day_bounds(position.tellings[-1].day)
    told_once = len({t.page for t in position.tellings}) == 1
    return told_once and bounds is not None and bounds[1] < day and _days_between(bounds[1], day) > _STALE


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _of_side(side: str, positions: Sequence[MergedPosition], *, most: int) -> Iterator[Line]:
    told: list[PositionTelling] = []
    for position in sorted(positions, key=_weight, reverse=True):
        telling = _spoken(position)
        if telling is None or any(_same_wish(t, telling) for t in told):
            continue
        told.append(telling)
        first, last = position.tellings[0].day, position.tellings[-1].day
        times = len({t.page for t in position.tellings})
        often = f" ({times} stories since {day_words(first)})" if times > 1 and first and first != last else ""
        whole = replace(telling, counterpart=_asked(position, telling))
        yield Line(f"{_wish(side, whole)}{often}", (position.id,), _evidence(telling.evidence), side)
        if len(told) == most:
            return


def _asked(position: MergedPosition, telling: PositionTelling) -> Party | None:
    """Of whom it is wanted: as told, else as another telling of the very same says."""
    one = position.event_type in load_track_words().whole
    others = (t.counterpart for t in position.tellings if one or shared(t.object, telling.object) >= _ALIKE)
    return telling.counterpart or next(filter(None, others), None)


def _weight(position: MergedPosition) -> tuple[int, str, str]:
    """How much a position is told of, and how late."""
    return len({t.page for t in position.tellings}), position.tellings[-1].day or "", position.id


def _spoken(position: MergedPosition) -> PositionTelling | None:
    """The last telling of a position's last act whose words tell what it is about."""
    steps = track_position(position)
    fitting = [s.telling for s in steps if s.act == steps[-1].act and telling_words(s.telling.object)]
    return fitting[-1] if fitting else None


def _sayable(position: MergedPosition, telling: PositionTelling) -> bool:
    """Whether a wish is somebody's and tells something: no "delegates", no "the order"."""
    holder = position.holder
    nobody = holder is None or (holder.kind in _NO_SIDE and side_of_position(position) == holder.name)
    return not nobody and bool(telling_words(telling.object))


def _same_wish(left: PositionTelling, right: PositionTelling) -> bool:
    """Whether two wishes of one side say the same in other words."""
    if left.act != right.act:
        return False
    typed = left.event_type is not None and left.event_type == right.event_type and left.polarity == right.polarity
    return shared(left.object, right.object) >= _ALIKE or (typed and left.counterpart == right.counterpart)


def wish_words(position: MergedPosition) -> str:
    """A position's last act in words: who, the act, of whom, what."""
    telling = _spoken(position) or position.tellings[-1]
    return _wish(side_of_position(position) or "somebody", telling)


def _wish(side: str, telling: PositionTelling) -> str:
    """Who wants what: the side, who speaks for it, the act, of whom, the words."""
    name = telling.holder.name if telling.holder else side
    speaker = f" ({safe(name)})" if telling.holder and telling.holder.kind == "person" and name != side else ""
    other = side_of(telling.counterpart)
    asked = f" of {safe(other)}" if other and telling.act == "demand" and other != side else ""
    return f"{safe(side)}{speaker} {ACTS[telling.act]}{asked} “{short(safe(telling.object), _LENGTH)}”"


# ---------------------------------------------------------------- what waits for what


def _waiting(ledger: Ledger, day: str, watch: Watching) -> list[list[MergedCondition]]:
    """Conditions in the order of their lines: those of which something is reported first, then those stated last.

    What one sentence makes the same thing wait for is told in one line.
    """
    weightiest = sorted(ledger.conditions, key=_stated, reverse=True)[:_LOOKED_AT]
    told = {c.id: watch.status(c, until=day) != "unknown" for c in weightiest}
    return _by_sentence(sorted(weightiest, key=lambda c: (told[c.id], *_stated(c)), reverse=True))


def _waiting_line(group: Sequence[MergedCondition], day: str, watch: Watching) -> Line:
    """Conditions of one sentence with what their clocks say."""
    side, first = _side_of_group(group), group[0]
    clocks = [_clock_words(watch.clock(c, until=day, rough=True), c) for c in group]
    more = zip(group[1:], clocks[1:], strict=True)
    also = "".join(f"; “{short(safe(c.requires.words), _SIDE)}”: {said}" for c, said in more)
    told = f"{condition_words(first, length=_SIDE)}: {clocks[0]}{also}"
    return Line(f"{_setter(side, first)}: {told}", tuple(c.id for c in group), (first.tellings[-1].evidence,), side)


def _setter(side: str, condition: MergedCondition) -> str:
    """Who sets a condition; where somebody tells what another side waits for, both."""
    acting = {c.name for key in condition.consequence.actors if (c := load_countries().get(key))}
    return (
        f"{safe(side)} on {_and(sorted(acting))}"
        if side and acting and side not in acting
        else safe(side) or "somebody"
    )


def _stated(condition: MergedCondition) -> tuple[int, str, str]:
    """How often a condition is stated, and how late."""
    return len({t.page for t in condition.tellings}), condition.last_day or "", condition.id


def _clock_words(clock: Clock, condition: MergedCondition) -> str:
    """A clock in a few words: "not met, breached on 22 of 31 days, last on 30 March"."""
    lasts = condition.operator == "as_long_as"
    fulfilled = "triggered" if condition.threat else "so" if lasts else "fulfilled"
    marks = {"breach_reported": "breached", "quiet_reported": "quiet", "fulfilled_reported": fulfilled}
    said = clock.status != "unknown" and not (lasts and clock.status == "reported_met")
    parts = [STATUS[clock.status]] if said else []
    for mark, name in marks.items():
        days = [d.day for d in clock.days if d.mark == mark]
        if days:
            total = len(clock.days)
            parts.append(
                f"{name} on {len(days)} of {total} {'day' if total == 1 else 'days'}, last on {day_words(days[-1])}"
            )
    return ", ".join(parts) or STATUS["unknown"]


# ---------------------------------------------------------------- what is within reach


def _within_reach(ledger: Ledger, day: str, watch: Watching) -> Iterator[Line]:
    """What one side has offered and others demand, each offer once; then demands that a named side has not answered."""
    by_offer: dict[str, list[Reach]] = defaultdict(list)
    for found in find_reach(ledger, watch=watch):
        if found.given and (telling := _spoken(found.given)) and _sayable(found.given, telling):
            by_offer[found.given.id].append(found)
    told = [(side_of_position(r.demand), r.demand.tellings[-1]) for offer in by_offer.values() for r in offer]
    for offer in by_offer.values():
        yield _offer_line(offer)
    for open_ in find_unanswered(ledger):
        asked, telling, side = open_.demand.counterpart, _spoken(open_.demand), side_of_position(open_.demand)
        if telling is None or asked is None or asked.kind in _NO_SIDE or not _sayable(open_.demand, telling):
            continue
        if _stale(open_.demand, day):
            continue
        if not any(s == side and _same_wish(t, telling) for s, t in told):
            told.append((side, telling))
            yield Line(f"{_wish(side, telling)}: not answered", (open_.demand.id,), _evidence(telling.evidence), side)


def _offer_line(found: Sequence[Reach]) -> Line:
    given = found[0].given
    demands = [k for r in found if (k := r.demand) and side_of_position(k)]
    sides = list(dict.fromkeys(side_of_position(k) for k in demands))
    words = _spoken(demands[0]) or demands[0].tellings[-1]
    assert given is not None
    offered = _spoken(given) or given.tellings[-1]
    asked = f"{_and(sides)} {'demands' if len(sides) == 1 else 'demand'} “{short(safe(words.object), 50)}”"
    return Line(
        f"{asked}; {_wish(side_of_position(given), offered)}", (*(k.id for k in demands), given.id),
        _evidence(offered.evidence, words.evidence), side_of_position(given),
    )  # fmt: skip


def _and(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


# ---------------------------------------------------------------- what is stuck


def _stuck(ledger: Ledger) -> Iterator[Line]:
    """Deadlocks as sentences, then what one side says in two ways."""
    by_id = {c.id: c for c in ledger.conditions}
    for deadlock in find_deadlocks(ledger):
        evidence = tuple(by_id[i].tellings[-1].evidence for i in deadlock.conditions)
        yield Line(safe(deadlock.sentence), deadlock.conditions, evidence)
    for pair in find_contradictions(ledger):
        yield Line(contradiction_words(pair), (), _evidence(pair.later.evidence, pair.earlier.evidence), pair.side)


def contradiction_words(pair: Contradiction) -> str:
    """Both sayings of a contradiction in one sentence."""
    told = [f"“{short(safe(s.words), _LENGTH)}” ({s.act}, {day_words(s.day)})" for s in (pair.earlier, pair.later)]
    return f"{safe(pair.side)} says two things: {told[0]} and {told[1]}"


def day_words(day: str | None, *, year: bool = False) -> str:
    """A day as people write it.

    >>> day_words("2022-03-31"), day_words("2022-03-31", year=True), day_words("2022"), day_words(None)
    ('31 March', '31 March 2022', '2022', 'day not stated')
    """
    parts = (day or "").split("-")
    if len(parts) != 3 or not all(p.isdecimal() for p in parts):
        return day or "day not stated"
    return f"{int(parts[2])} {_MONTHS[int(parts[1]) - 1]}" + (f" {parts[0]}" if year else "")
