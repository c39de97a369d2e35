"""Why two tellings are one event, or are not."""

from __future__ import annotations

from standoff.ledger_model import EventTelling, Judgement, Ledger
from standoff.merge.cards import cards_of
from standoff.merge.compare import compare, judge


def explain_pair(ledger: Ledger, left: str, right: str) -> Judgement:
    """The judgement of the rules on two tellings of events, by their ids; `KeyError` for one not there."""
    tellings: dict[str, EventTelling] = {t.id: t for e in ledger.events for t in e.tellings}
    cards = {card.telling.id: card for card in cards_of(tellings.values())}
    a, b = cards[left], cards[right]
    return judge(a, b, compare(a, b, {s.page: s for s in ledger.stories}), at=None)
