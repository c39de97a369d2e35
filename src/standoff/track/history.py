"""Positions over time: what is new, repeated, hardened, softened or dropped, each with its words."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.ledger_model import Change, Ledger, MergedPosition, PositionTelling, Step
from standoff.terms.ledger_words import load_track_words

_NO_DAY = "9999"


@dataclass(frozen=True, slots=True)
class Reach:
    """An offer within reach: what one demands and another has not refused; `given` where it was offered."""

    demand: MergedPosition
    given: MergedPosition | None


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


def find_reach(ledger: Ledger) -> list[Reach]:
    """Demands that somebody else has offered, accepted or promised to meet, and who has not refused since."""
    giving = {"offer", "acceptance", "promise", "openness", "proposal"}
    out = []
    for demand in ledger.positions:
        if _act(demand) != "demand":
            continue
        for other in ledger.positions:
            if _act(other) in giving and _meets(demand, other):
                out.append(Reach(demand, other))
    return out


def _act(position: MergedPosition) -> str:
    steps = track_position(position)
    return steps[-1].act if steps else ""


def _meets(demand: MergedPosition, other: MergedPosition) -> bool:
    """Whether another party's position is on the very thing demanded, and that party is the one asked, if any."""
    if demand.event_type is None or (demand.event_type, demand.polarity) != (other.event_type, other.polarity):
        return False
    if demand.holder is None or other.holder is None or demand.holder.key == other.holder.key:
        return False
    asked, giver = demand.counterpart, other.holder
    return asked is None or asked.key == giver.key or (asked.country is not None and asked.country == giver.country)
