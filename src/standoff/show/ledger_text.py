"""Deadlocks, contradictions, offers within reach and the matrix of positions in readable lines."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict

from standoff.ledger_model import Deadlock, Ledger, MergedPosition
from standoff.show.ink import PLAIN, Ink, safe, short
from standoff.show.table import show_table
from standoff.track import track_position
from standoff.track.wording import side_of_position

_COLUMNS = 6  # parties of the matrix that a terminal holds


def show_deadlock(deadlock: Deadlock, ledger: Ledger, *, ink: Ink = PLAIN) -> str:
    """A deadlock: its sentence, and the words of every condition in it."""
    by_id = {c.id: c for c in ledger.conditions}
    lines = [ink(ink.wrap(safe(deadlock.sentence), indent=0), "bold")]
    for identifier in deadlock.conditions:
        telling = by_id[identifier].tellings[0]
        words = f"{telling.day or 'day not stated'}  “{short(safe(telling.evidence.words), 200)}”  {identifier}"
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


def matrix_csv(ledger: Ledger) -> str:
    """The matrix of positions, comma-separated: a row for every matter, a column for every party."""
    rows = matrix_rows(ledger)
    out = io.StringIO()
    parties = sorted({party for row in rows.values() for party in row})
    writer = csv.DictWriter(out, ("matter", *parties), lineterminator="\n")
    writer.writeheader()
    writer.writerows({"matter": matter, **row} for matter, row in rows.items())
    return out.getvalue()


def party_name(position: MergedPosition) -> str | None:
    """The name of the side that holds a position; None where nobody is named."""
    return side_of_position(position) or None


def show_matrix(ledger: Ledger, *, ink: Ink = PLAIN) -> str:
    """The matrix of positions as a table: a row for every matter, a column for each of the parties that say most."""
    cells = matrix_rows(ledger)
    counted = Counter(party for row in cells.values() for party in row)
    parties = sorted(counted, key=lambda party: (-counted[party], party))
    shown = parties[:_COLUMNS]
    rows = [[matter, *(row.get(party, "") for party in shown)] for matter, row in cells.items()]
    more = len(parties) - len(shown)
    left = f"\n… and {more} more {'party' if more == 1 else 'parties'} (--json has all)" if more else ""
    return show_table(("matter", *map(safe, shown)), rows, ink=ink) + left if rows else ""
