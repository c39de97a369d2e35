"""One page on a day: what changed, what each side wants, what waits for what, what is within reach, what is stuck."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from standoff.days import day_bounds
from standoff.ledger_model import Evidence, Ledger, MergedCondition, MergedPosition, PositionTelling
from standoff.show.clock_text import condition_words, day_words
from standoff.show.ink import safe, short
from standoff.show.ledger_json import mention_row
from standoff.show.waits import SIDE, by_sentence, clearest, side_of_group, waiting_groups, waiting_words
from standoff.show.wish import LENGTH, NO_SIDE, addressed, is_aside, same_wish, sayable, spoken, verb, wish
from standoff.terms.ledger_words import load_track_words
from standoff.track import (
    Contradiction,
    Reach,
    Refused,
    Watch,
    Watching,
    find_contradictions,
    find_deadlocks,
    find_reach,
    find_refused,
    find_unanswered,
    track_changes,
    track_position,
)
from standoff.track.wording import is_many, side_of_position

Row = dict[str, Any]
HEADINGS = {
    "changed": "What changed",
    "wants": "What each side wants",
    "waiting": "What waits for what",
    "within_reach": "What is within reach",
    "stuck": "What is stuck",
}
_MOST = {"changed": 7, "wants": 12, "waiting": 6, "within_reach": 4, "stuck": 4}  # lines that a page holds
_OF_A_SIDE = (4, 4, 2, 2)  # positions of the sides that are told of most
_STALE = 14  # days after which a wish that one story told once is no news


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
    waiting = waiting_groups(ledger, day, watch)
    lines = {
        "changed": list(_changed(ledger, since or day, day)), "wants": list(_wants(ledger, day)),
        "waiting": [_waiting_line(group, day, watch) for group in waiting[: _MOST["waiting"]]],
        "within_reach": list(_within_reach(ledger, day, watch)), "stuck": list(_stuck(ledger, day)),
    }  # fmt: skip
    totals = {key: len(found) for key, found in lines.items()} | {"waiting": len(waiting)}
    return tuple(
        Section(key, heading, tuple(map(_begun, lines[key][: _MOST[key]])), max(0, totals[key] - _MOST[key]))
        for key, heading in HEADINGS.items()
    )


def _begun(line: Line) -> Line:
    """A line that begins as a sentence does."""
    return replace(line, text=line.text[:1].upper() + line.text[1:])


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
    for group in by_sentence(c for c in ledger.conditions if c.first_day and first <= c.first_day <= last):
        side = side_of_group(group)
        also = "".join(f", “{short(safe(c.requires.words), SIDE)}”" for c in group[1:])
        text = f"{side or 'somebody'} sets a condition: {condition_words(group[0])}{also}"
        yield Line(text, tuple(c.id for c in group), (group[0].tellings[0].evidence,), side)
    told: list[tuple[str, PositionTelling]] = []
    for position, step in track_changes(ledger, since=first, until=last):
        side, telling = side_of_position(position), step.telling
        if not sayable(position, telling) or any(s == side and same_wish(t, telling) for s, t in told):
            continue
        told.append((side, telling))
        change = "" if step.change == "new" else f" ({step.change})"
        yield Line(f"{wish(side, telling)}{change}", (position.id,), _evidence(telling.evidence), side)


# ---------------------------------------------------------------- what each side wants


def _wants(ledger: Ledger, day: str) -> Iterator[Line]:
    """The last word of every side on its weightiest matters; sides and matters that are told of most come first."""
    held: dict[str, list[MergedPosition]] = defaultdict(list)
    for position in ledger.positions:
        if (telling := spoken(position)) and sayable(position, telling) and not _stale(position, day):
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
        telling = spoken(position)
        if telling is None or any(same_wish(t, telling) for t in told):
            continue
        told.append(telling)
        first, last = position.tellings[0].day, position.tellings[-1].day
        times = len({t.page for t in position.tellings})
        often = f" ({times} stories since {day_words(first)})" if times > 1 and first and first != last else ""
        yield Line(
            f"{wish(side, addressed(position, telling))}{often}", (position.id,), _evidence(telling.evidence), side
        )
        if len(told) == most:
            return


def _weight(position: MergedPosition) -> tuple[bool, int, str, str]:
    """How firm a position is, how much it is told of, and how late."""
    words = load_track_words()
    firm = words.firmness[track_position(position)[-1].act] >= words.firm
    return firm, len({t.page for t in position.tellings}), position.tellings[-1].day or "", position.id


# ---------------------------------------------------------------- what waits for what


# ---------------------------------------------------------------- what is within reach


def _waiting_line(group: Sequence[MergedCondition], day: str, watch: Watching) -> Line:
    said = (group[0].tellings[-1].evidence,)
    return Line(waiting_words(group, day, watch), tuple(c.id for c in group), said, side_of_group(group))


def _within_reach(ledger: Ledger, day: str, watch: Watching) -> Iterator[Line]:
    """What one side has offered and others demand, each offer once; then demands that a named side has not answered."""
    by_offer: dict[str, list[Reach]] = defaultdict(list)
    for found in find_reach(ledger, watch=watch):
        if found.given and (telling := spoken(found.given)) and sayable(found.given, telling):
            by_offer[found.given.id].append(found)
    told = [(side_of_position(r.demand), r.demand.tellings[-1]) for offer in by_offer.values() for r in offer]
    given: set[tuple[str, str]] = set()
    for offer in sorted(by_offer.values(), key=lambda offer: _last_said(offer[0]), reverse=True):
        new = [r for r in offer if r.given and (r.demand.id, side_of_position(r.given)) not in given]
        given.update((r.demand.id, side_of_position(r.given)) for r in new if r.given)
        if new:
            yield _offer_line(new)
    for open_ in find_unanswered(ledger):
        asked, telling, side = open_.demand.counterpart, spoken(open_.demand), side_of_position(open_.demand)
        if telling is None or asked is None or asked.kind in NO_SIDE or is_aside(asked):
            continue
        if not sayable(open_.demand, telling) or _stale(open_.demand, day):
            continue
        if not any(s == side and same_wish(t, telling) for s, t in told):
            told.append((side, telling))
            yield Line(f"{wish(side, telling)}: not answered", (open_.demand.id,), _evidence(telling.evidence), side)


def _last_said(found: Reach) -> str:
    """The day on which the demand or what meets it was told last."""
    told = [*found.demand.tellings, *(found.given.tellings if found.given else ())]
    return max(t.day or "" for t in told)


def _offer_line(found: Sequence[Reach]) -> Line:
    given = found[0].given
    demands = [k for r in found if (k := r.demand) and side_of_position(k)]
    sides = list(dict.fromkeys(side_of_position(k) for k in demands))
    words = spoken(demands[0]) or demands[0].tellings[-1]
    assert given is not None
    offered = spoken(given) or given.tellings[-1]
    many = len(sides) > 1 or is_many(sides[0])
    asked = f"{_and(sides)} {verb('demand', many=many)} “{short(safe(words.object), 50)}”"
    return Line(
        f"{asked}; {wish(side_of_position(given), offered)}", (*(k.id for k in demands), given.id),
        _evidence(offered.evidence, words.evidence), side_of_position(given),
    )  # fmt: skip


def _and(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


# ---------------------------------------------------------------- what is stuck


def _stuck(ledger: Ledger, day: str) -> Iterator[Line]:
    """Deadlocks as sentences, what one side wants and another refuses, then what one side says in two ways."""
    by_id = {c.id: c for c in ledger.conditions}
    for deadlock in find_deadlocks(ledger):
        evidence = tuple(by_id[i].tellings[-1].evidence for i in deadlock.conditions)
        yield Line(safe(deadlock.sentence), deadlock.conditions, evidence)
    told: set[str] = set()
    for refused in sorted(find_refused(ledger), key=_heard, reverse=True):
        line = None if told & {k.id for k in refused.refusals} else _refused_line(refused, day)
        if line:
            told.update(k.id for k in refused.refusals)
            yield line
    for pair in find_contradictions(ledger):
        yield Line(contradiction_words(pair), (), _evidence(pair.later.evidence, pair.earlier.evidence), pair.side)


def _heard(found: Refused) -> tuple[int, str]:
    """How much is told of what a side wants and another refuses: of many who want one thing the loudest speaks."""
    told = [len(k.tellings) for k in found.demands] + [len(c.tellings) for c in found.conditions]
    return sum(told), found.side


def _refused_line(found: Refused, day: str) -> Line | None:
    """What a side demands or waits for, and who refuses it: "A demands x before y; B refuses z"."""
    refusals = [(k, t) for k in found.refusals if (t := spoken(k)) and sayable(k, t) and not _stale(k, day)]
    demands = [(k, t) for k in found.demands if (t := spoken(k)) and sayable(k, t)]
    if not refusals or not (demands or found.conditions):
        return None
    refusal, answer = max(refusals, key=lambda pair: (pair[1].day or "", pair[0].id))
    first: Evidence | None
    if found.conditions:
        waiting = max(found.conditions, key=clearest)
        wanted, first = f"{safe(found.side)}: {condition_words(waiting, length=SIDE)}", waiting.tellings[-1].evidence
    else:
        _, telling = max(demands, key=lambda pair: _weight(pair[0]))
        wanted, first = wish(found.side, telling), telling.evidence
    records = (*(k.id for k, _ in demands), *(c.id for c in found.conditions), *(k.id for k, _ in refusals))
    text = f"{wanted}; {wish(side_of_position(refusal), answer)}"
    return Line(text, records, _evidence(first, answer.evidence), found.side)


def contradiction_words(pair: Contradiction) -> str:
    """Both sayings of a contradiction in one sentence."""
    told = [f"“{short(safe(s.words), LENGTH)}” ({s.act}, {day_words(s.day)})" for s in (pair.earlier, pair.later)]
    return f"{safe(pair.side)} says two things: {told[0]} and {told[1]}"
