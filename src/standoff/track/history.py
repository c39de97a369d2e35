"""Positions over time: what is new, repeated, hardened, softened or dropped, each with its words."""

from __future__ import annotations

from standoff.ledger_model import Change, Ledger, MergedPosition, PositionTelling, Step
from standoff.terms.ledger_words import load_track_words

_NO_DAY = "9999"


def track_position(position: MergedPosition) -> tuple[Step, ...]:
    """The steps of a position in the order of their days. A demand that is not repeated is not dropped by silence."""
    steps: list[Step] = []
    before: PositionTelling | None = None
    tied = False
    for telling in sorted(position.tellings, key=lambda t: (t.day or _NO_DAY, t.id)):
        steps.append(Step(telling.day, telling.act, _change(before, telling, tied=tied), telling))
        tied = tied or bool(telling.condition or telling.deadline)
        before = telling
    return tuple(steps)


def _change(before: PositionTelling | None, now: PositionTelling, *, tied: bool) -> Change:
    """What a telling changes; `tied`: a condition or deadline was set before."""
    words = load_track_words()
    if before is None:
        return "new"
    was, is_ = words.firmness[before.act], words.firmness[now.act]
    if was >= words.firm and is_ <= words.yielding:
        return "dropped"
    if is_ != was:
        return "hardened" if is_ > was else "softened"
    return "hardened" if (now.condition or now.deadline) and not tied else "repeated"


def track_changes(ledger: Ledger, *, since: str, until: str | None = None) -> list[tuple[MergedPosition, Step]]:
    """Every step but repetitions from `since` to `until` (ISO days), in the order of the days."""
    found = [(p, s) for p in ledger.positions for s in track_position(p) if s.day and s.change != "repeated"]
    kept = [(p, s) for p, s in found if s.day and since <= s.day <= (until or _NO_DAY)]
    return sorted(kept, key=lambda pair: (pair[1].day or "", pair[0].id, pair[1].telling.id))
