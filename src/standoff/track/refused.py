"""What one side demands, or waits for, and another one refuses: where a matter stands still."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standoff.ledger_model import Ledger, MergedCondition, MergedPosition, Party
from standoff.terms.ledger_words import load_track_words
from standoff.track.history import track_position
from standoff.track.meeting import Meetings, party_name
from standoff.track.wording import side_of, side_of_position, telling_words

_OPEN = frozenset({"group", "people"})  # kinds of whom a thing is wanted done to, as often as asked of
Matter = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """What `side` wants and others refuse: its demands and the conditions that wait for it, and the refusals of it."""

    side: str
    demands: tuple[MergedPosition, ...]
    conditions: tuple[MergedCondition, ...]
    refusals: tuple[MergedPosition, ...]


def find_refused(ledger: Ledger) -> tuple[Refused, ...]:
    """Every matter on which one side stands by what it wants and the side asked stands by its refusal, latest first.

    Only acts of one type, to be or to end, of sides that some story tells of together are held against each other; of
    types that hold many things a word must be common to both.
    """
    standing: dict[Matter, list[MergedPosition]] = defaultdict(list)
    demands: dict[Matter, list[MergedPosition]] = defaultdict(list)
    for position in ledger.positions:
        act = track_position(position)[-1].act
        if position.event_type and side_of_position(position) and act in ("refusal", "demand"):
            (standing if act == "refusal" else demands)[position.event_type, position.polarity].append(position)
    met = Meetings(ledger)
    found = [r for matter, refusals in standing.items() for r in _on_matter(ledger, refusals, demands[matter], met)]
    return tuple(sorted(found, key=lambda r: (_last_day(r.refusals), r.side), reverse=True))


def _on_matter(
    ledger: Ledger, refusals: Sequence[MergedPosition], demands: Sequence[MergedPosition], met: Meetings
) -> Iterator[Refused]:
    by_pair: dict[tuple[str, str], list[tuple[MergedPosition, MergedPosition | MergedCondition]]] = defaultdict(list)
    for refusal in refusals:
        refuser = side_of_position(refusal)
        for demand in demands:
            if _asked(demand.counterpart, refuser) and _same(_words(demand), refusal) and met.meet(demand, refusal):
                by_pair[side_of_position(demand), refuser].append((refusal, demand))
        for condition in ledger.conditions:
            if _waits(condition, refusal) and met.meet(condition, refusal):
                by_pair[party_name(condition), refuser].append((refusal, condition))
    for (side, refuser), pairs in sorted(by_pair.items()):
        if side and side != refuser:
            refused = {k.id: k for k, _ in pairs}
            wanted = {w.id: w for _, w in pairs}
            yield Refused(
                side, tuple(w for w in wanted.values() if isinstance(w, MergedPosition)),
                tuple(w for w in wanted.values() if isinstance(w, MergedCondition)), tuple(refused.values()),
            )  # fmt: skip


def _asked(counterpart: Party | None, refuser: str) -> bool:
    """Whether a demand may be one on who refuses: it is on that side, on nobody, or tells only of whom it is about."""
    return counterpart is None or side_of(counterpart) == refuser or counterpart.kind in _OPEN


def _waits(condition: MergedCondition, refusal: MergedPosition) -> bool:
    """Whether a condition waits for what is refused; a threat waits for nothing."""
    needs = condition.requires
    if condition.threat or not condition.holder or (needs.event_type, needs.polarity) != _matter(refusal):
        return False
    return _same(needs.words, refusal)


def _matter(position: MergedPosition) -> Matter:
    return position.event_type, position.polarity


def _same(words: str, refusal: MergedPosition) -> bool:
    if refusal.event_type in load_track_words().whole:
        return True
    return bool(telling_words(words) & telling_words(_words(refusal)))


def _words(position: MergedPosition) -> str:
    """All that is told of a position's object."""
    return " ".join(t.object for t in position.tellings)


def _last_day(positions: Sequence[MergedPosition]) -> str:
    return max(track_position(k)[-1].day or "" for k in positions)
