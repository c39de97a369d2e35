"""What waits for what: conditions told once, by the sentence or side that sets them, with what their clocks say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from standoff.ledger_model import Clock, Ledger, MergedCondition
from standoff.show.clock_text import STATUS, condition_words, day_words
from standoff.show.ink import safe, short
from standoff.show.wish import NO_SIDE, PRESS
from standoff.terms.countries import load_countries
from standoff.terms.ledger_words import load_merge_words, load_track_words
from standoff.track import Watching
from standoff.track.meeting import party_name
from standoff.track.query import PART
from standoff.track.wording import side_of, telling_words

SIDE = 56  # characters of a condition's side
_LOOKED_AT = 30  # conditions stated most and last, whose clocks are looked at


def waiting_groups(ledger: Ledger, day: str, watch: Watching) -> list[list[MergedCondition]]:
    """Conditions in the order of their lines: those of which something is reported first, then those stated last.

    What one sentence makes the same thing wait for is told in one line.
    """
    weightiest = sorted(ledger.conditions, key=stated, reverse=True)[:_LOOKED_AT]
    told = {c.id: watch.status(c, until=day) != "unknown" for c in weightiest}
    ordered = sorted(weightiest, key=lambda c: (told[c.id], *clearest(c)), reverse=True)
    groups = _by_matter(by_sentence(ordered))
    return sorted(groups, key=lambda group: not _of_a_side(group))  # what nobody is told to have set comes last


def by_sentence(conditions: Iterable[MergedCondition]) -> list[list[MergedCondition]]:
    """Conditions by the sentence that states them last: what makes the same thing wait is told in one line."""
    groups: dict[object, list[MergedCondition]] = defaultdict(list)
    for condition in conditions:
        groups[condition.tellings[-1].page, condition.operator, condition.consequence.words].append(condition)
    return list(groups.values())


def _by_matter(groups: Sequence[list[MergedCondition]]) -> list[list[MergedCondition]]:
    """Groups without those in which a side says in other words what it waits for in an earlier one."""
    out: list[list[MergedCondition]] = []
    for group in groups:
        if not any(_same_wait(group[0], other[0]) for other in out):
            out.append(group)
    return out


def _same_wait(left: MergedCondition, right: MergedCondition) -> bool:
    """Whether one side makes acts of one type wait for acts of one type, and a word is common to what it waits for."""
    ends = [(c.requires.event_type, c.requires.polarity, party_name(c)) for c in (left, right)]
    if None in ends[0] or "" in ends[0] or ends[0] != ends[1] or left.threat != right.threat:
        return False
    return bool(telling_words(left.requires.words) & telling_words(right.requires.words))


def _of_a_side(group: Sequence[MergedCondition]) -> bool:
    """Whether a party to the matter sets a condition, not the press or nobody in particular."""
    holder = next((c.holder for c in group if c.holder), None)
    return holder is not None and holder.sector != PRESS and holder.kind not in NO_SIDE


def side_of_group(group: Sequence[MergedCondition]) -> str:
    """The side that sets conditions; "" where it is the press or nobody in particular."""
    return next((side_of(c.holder) for c in group if c.holder), "") if _of_a_side(group) else ""


def waiting_words(group: Sequence[MergedCondition], day: str, watch: Watching) -> str:
    """Conditions of one sentence with what their clocks say."""
    side, first = side_of_group(group), group[0]
    clocks = [_clock_words(watch.clock(c, until=day, rough=True), c) for c in group]
    more = zip(group[1:], clocks[1:], strict=True)
    also = "".join(f"; “{short(safe(c.requires.words), SIDE)}”: {said}" for c, said in more)
    told = f"{condition_words(first, length=SIDE)}: {clocks[0]}{also}"
    return f"{_setter(side, first)}: {told}"


def _setter(side: str, condition: MergedCondition) -> str:
    """Who sets a condition; where somebody tells what another side waits for, both."""
    acting = {c.name for key in condition.consequence.actors if (c := load_countries().get(key))}
    other = " and ".join(sorted(acting)) if side and side not in acting else ""
    return f"{safe(side)} on {safe(other)}" if other else safe(side) or "somebody"


def clearest(condition: MergedCondition) -> tuple[bool, int, str, str]:
    """How well the words of what a condition requires tell it ("their release" does not tell whose), and how often."""
    first = condition.requires.words.split(maxsplit=1)[:1]
    clear = not {w.lower() for w in first} & load_merge_words().pronouns
    return clear and len(telling_words(condition.requires.words)) > 1, *stated(condition)


def stated(condition: MergedCondition) -> tuple[int, str, str]:
    """How often a condition is stated, and how late."""
    return len({t.page for t in condition.tellings}), condition.last_day or "", condition.id


def _clock_words(clock: Clock, condition: MergedCondition) -> str:
    """A clock in a few words: "not met, breached on 22 of 31 days, last on 30 March"."""
    lasts = condition.operator == "as_long_as"
    feared = _is_feared(condition)
    partly = _is_partly(clock)
    fulfilled = "triggered" if feared else "so" if lasts else "fulfilled in part" if partly else "fulfilled"
    marks = {"breach_reported": "breached", "quiet_reported": "quiet", "fulfilled_reported": fulfilled}
    said = clock.status != "unknown" and not ((lasts or feared or partly) and clock.status == "reported_met")
    parts = [STATUS[clock.status]] if said else []
    for mark, name in marks.items():
        days = [d.day for d in clock.days if d.mark == mark]
        if days:
            total = len(clock.days)
            parts.append(
                f"{name} on {len(days)} of {total} {'day' if total == 1 else 'days'}, last on {day_words(days[-1])}"
            )
    return ", ".join(parts) or STATUS["unknown"]


def _is_partly(clock: Clock) -> bool:
    """Whether all that is told to have been done is only a part of what is asked ("only 2 of 11")."""
    notes = [e.note for day in clock.days if day.mark == "fulfilled_reported" for e in day.evidence]
    return bool(notes) and all(PART in note for note in notes)


def _is_feared(condition: MergedCondition) -> bool:
    """Whether what is required is no wish but what sets something off: "if the war goes on, we will act"."""
    needs, hostile = condition.requires, load_track_words().deeds - {"RETREAT"}
    return condition.threat or (
        condition.operator == "if" and needs.event_type in hostile and needs.polarity in ("happen", "continue")
    )
