"""Clocks, deadlocks and the matrix of positions in readable lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from standoff.ledger_model import Clock, ClockDay, Deadlock, Ledger, MergedCondition, MergedPosition, Pattern
from standoff.show.ink import PLAIN, Ink, safe, short
from standoff.show.table import show_table
from standoff.terms.countries import load_countries
from standoff.track import track_position

_WORDS = {
    "breach_reported": "breach reported",
    "quiet_reported": "quiet reported",
    "fulfilled_reported": "fulfilled reported",
    "nothing_reported": "nothing reported",
    "not_covered": "not covered",
}
_COLOURS = {"breach_reported": "red", "quiet_reported": "green", "fulfilled_reported": "green"}
_STATUS = {"not_met": "not met", "reported_met": "reported met", "unknown": "not known"}
_COLUMNS = 6  # parties of the matrix that a terminal holds
_MOST = 3  # pieces of evidence that a day shows; --json has all


def mark_words(mark: str, *, threat: bool) -> str:
    """A mark in words; what fulfils a threat's condition is its trigger."""
    return "trigger reported" if threat and mark == "fulfilled_reported" else _WORDS[mark]


def clock_summary(clock: Clock, *, threat: bool = False) -> str:
    """The clock in one line: status, and on how many of its days what was reported, last when."""
    parts = []
    for mark, words in _WORDS.items():
        days = [d.day for d in clock.days if d.mark == mark]
        if days and mark in _COLOURS:
            number = f"{len(days)} of {len(clock.days)} days"
            name = mark_words(mark, threat=threat) if threat else words
            parts.append(f"{name} on {number}, last on {days[-1]}")
    return ": ".join(filter(None, (_STATUS[clock.status], "; ".join(parts))))


def show_clock(condition: MergedCondition, clock: Clock, *, ink: Ink = PLAIN) -> str:
    """The clock of a condition: what is required, its status, and a line for every day."""
    holder = safe(condition.holder.name) if condition.holder else "Somebody who is not named"
    head = f"{holder}: {_side(condition.requires)}  ⟶  {_side(condition.consequence)}"
    lines = [ink(head, "bold"), clock_summary(clock, threat=condition.threat)]
    lines += [ink(f"stated {len(condition.tellings)} times, {condition.first_day} to {condition.last_day}", "dim"), ""]
    for day in clock.days:
        lines += _day(day, condition.threat, ink)
    return "\n".join(lines)


def _side(pattern: Pattern) -> str:
    return f"{pattern.event_type or 'no code'} {pattern.polarity.replace('_', ' ')} “{short(safe(pattern.words), 60)}”"


def _day(day: ClockDay, threat: bool, ink: Ink) -> Iterator[str]:
    styles = [_COLOURS[day.mark]] if day.mark in _COLOURS else ["dim"]
    first = f"{day.day}  {ink(f'{mark_words(day.mark, threat=threat):<18}', *styles)}"
    shown = [
        f"“{short(safe(e.evidence.words), 50)}” {e.event}" + (f" ({e.note})" if e.note else "") for e in day.evidence
    ]
    more = f" and {len(shown) - _MOST} more" if len(shown) > _MOST else ""
    yield (f"{first}  {' · '.join(shown[:_MOST])}{more}").rstrip()


def show_deadlock(deadlock: Deadlock, ledger: Ledger, *, ink: Ink = PLAIN) -> str:
    """A deadlock: its sentence, and the words of every condition in it."""
    by_id = {c.id: c for c in ledger.conditions}
    lines = [ink(ink.wrap(safe(deadlock.sentence), indent=0), "bold")]
    for identifier in deadlock.conditions:
        telling = by_id[identifier].tellings[0]
        words = f"{telling.day or 'no date'}  “{short(safe(telling.evidence.words), 200)}”  {identifier}"
        lines.append(ink.wrap(words, indent=2))
    return "\n".join(lines)


def matrix_rows(ledger: Ledger) -> dict[str, dict[str, str]]:
    """By matter and party the last act of the party, with its day; matters without a type are left out.

    Who speaks for a state counts as the state.
    """
    cells: dict[str, dict[str, str]] = defaultdict(dict)
    for position in ledger.positions:
        party = party_name(position)
        if party is None or position.event_type is None:
            continue
        step = track_position(position)[-1]
        matter = f"{position.event_type} {position.polarity.replace('_', ' ')}"
        cells[matter][party] = max(cells[matter].get(party, ""), f"{step.day or ''} {step.act}".strip())
    return {matter: cells[matter] for matter in sorted(cells)}


def party_name(position: MergedPosition) -> str | None:
    """The name of the state for which a position is held, else the holder's."""
    behalf = next((t.on_behalf_of for t in position.tellings if t.on_behalf_of), None)
    country = load_countries().get(behalf)
    return country.name if country else position.holder.name if position.holder else None


def show_matrix(ledger: Ledger, *, ink: Ink = PLAIN) -> str:
    """The matrix of positions as a table: a row for every matter, a column for each of the parties that say most."""
    cells = matrix_rows(ledger)
    counted = Counter(party for row in cells.values() for party in row)
    parties = sorted(counted, key=lambda party: (-counted[party], party))
    shown = parties[:_COLUMNS]
    rows = [[matter, *(row.get(party, "") for party in shown)] for matter, row in cells.items()]
    left = f"\n… and {len(parties) - len(shown)} more parties (--json has all)" if parties[_COLUMNS:] else ""
    return show_table(("matter", *map(safe, shown)), rows, ink=ink) + left if rows else ""
