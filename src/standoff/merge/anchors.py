"""Words of people find their records again, also when a page was read anew and its records bear other ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from standoff.ledger_model import (
    Anchor,
    ConditionTelling,
    EventTelling,
    Evidence,
    Judgement,
    PositionTelling,
    StatementTelling,
)
from standoff.span import Span

AnyTelling = EventTelling | StatementTelling | PositionTelling | ConditionTelling
KIND_OF: Final[Mapping[type, str]] = {
    EventTelling: "event",
    StatementTelling: "statement",
    PositionTelling: "position",
    ConditionTelling: "condition",
}
_AGREE = 0.5  # share of their joint length that two spans must have in common to be one place


def evidence_of(telling: AnyTelling) -> tuple[Evidence, ...]:
    """Every place where a telling stands."""
    found = telling.evidence
    return found if isinstance(found, tuple) else (found,) if found else ()


def find_telling(identifier: str, anchor: Anchor | None, told: Mapping[str, Iterable[AnyTelling]]) -> str | None:
    """The id of the telling that a word is on today: the id itself, else the one telling at its anchor.

    `told` has the tellings of every page. Where two stand at the anchor alike, neither is meant for sure: None.
    """
    if anchor is None:
        return identifier
    there = [t for t in told.get(anchor.page, ()) if KIND_OF[type(t)] == anchor.kind]
    if any(t.id == identifier for t in there):
        return identifier
    shares = sorted(((_share(t, anchor.span), t.id) for t in there), reverse=True)
    best = [identifier for share, identifier in shares if share >= _AGREE and share == shares[0][0]]
    return best[0] if len(best) == 1 else None


def _share(telling: AnyTelling, span: Span) -> float:
    return max((_overlap(e.span, span) for e in evidence_of(telling)), default=0.0)


def _overlap(left: Span, right: Span) -> float:
    shared = min(left.end, right.end) - max(left.start, right.start)
    joint = max(left.end, right.end) - min(left.start, right.start)
    return max(shared, 0) / joint if joint else 0.0


def anchored(judgements: Iterable[Judgement], told: Mapping[str, Sequence[AnyTelling]]) -> tuple[Judgement, ...]:
    """The judgements that count, on the tellings as they are today; those whose telling is gone are left out."""
    out = []
    for word in judgements:
        left = find_telling(word.left, word.left_anchor, told)
        right = find_telling(word.right, word.right_anchor, told)
        if word.undone_by is None and left and right and left != right:
            left, right = sorted((left, right))
            out.append(replace(word, left=left, right=right))
    return tuple(out)
