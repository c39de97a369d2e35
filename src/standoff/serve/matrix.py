"""The matrix of positions: the last act of every party on every matter, with its evidence."""

from __future__ import annotations

from collections import Counter
from typing import Any

from standoff.ledger_model import MergedPosition, Step
from standoff.serve.overview import Overview
from standoff.show.ledger_json import mention_row
from standoff.show.ledger_text import party_name
from standoff.track import track_position

Row = dict[str, Any]


def matrix_of(overview: Overview) -> Row:
    """Parties (those that say most first), matters, and a cell where a party has a position on a matter.

    Who speaks for a state counts as the state; matters without a type are left out.
    """
    cells: dict[tuple[str, str], tuple[Step, MergedPosition]] = {}
    said: Counter[str] = Counter()
    for position in overview.ledger.positions:
        party = party_name(position)
        if party is None or position.event_type is None:
            continue
        said[party] += 1
        step, key = track_position(position)[-1], (party, f"{position.event_type}/{position.polarity}")
        if key not in cells or (cells[key][0].day or "") <= (step.day or ""):
            cells[key] = (step, position)
    parties = sorted(said, key=lambda name: (-said[name], name))
    return {
        "parties": parties,
        "matters": [{"key": m, "label": _label(m)} for m in sorted({matter for _, matter in cells})],
        "cells": [_cell(*key, *cells[key]) for key in sorted(cells)],
    }


def _label(matter: str) -> str:
    """A matter in words.

    >>> _label("ASSAULT/not_happen")
    'ASSAULT not happen'
    """
    return matter.replace("/", " ").replace("_", " ")


def _cell(party: str, matter: str, step: Step, position: MergedPosition) -> Row:
    evidence = step.telling.evidence
    return {
        "party": party, "matter": matter, "position": position.id, "act": step.act, "change": step.change,
        "day": step.day, "condition": position.condition, "object": step.telling.object,
        "evidence": [mention_row(evidence)] if evidence else [],
    }  # fmt: skip
