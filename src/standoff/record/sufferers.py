"""Who suffers what must stop, where the words of a condition leave it open and the story tells it.

"Russia must stop bombarding cities", says the president of Ukraine: whose cities, the sentence does not tell. Where all
that the story tells of Russia's attacks was done to Ukraine, they are Ukraine's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.model import ConditionMention, EventMention, Mentions, PositionMention, Requires
from standoff.record.parties import pattern_name
from standoff.terms.realis import word_class

_FORCE = "ASSAULT"


def name_sufferers(
    conditions: Sequence[ConditionMention],
    positions: Sequence[PositionMention],
    events: Sequence[EventMention],
    mentions: Mentions,
) -> tuple[ConditionMention, ...]:
    """The conditions, each with the holder's state as recipient where only that state suffers the act it ends."""
    holders = {p.condition: p.on_behalf_of for p in positions if p.condition and p.on_behalf_of}
    return tuple(
        replace(c, requires=_of_state(c.requires, holders[c.id]))
        if c.id in holders and _left_open(c.requires) and _struck(c.requires, events, mentions) == {holders[c.id]}
        else c
        for c in conditions
    )


def _left_open(needs: Requires) -> bool:
    """Whether it is an end of force by one party against nobody named."""
    ends = needs.event_type == _FORCE and needs.polarity == "stop"
    return ends and len(needs.actors) == 1 and not (needs.recipients or needs.places)


def _of_state(needs: Requires, state: str) -> Requires:
    """What must end, done to a state; in it, where what is hit are settlements."""
    settled = needs.target is not None and needs.target.lower() in word_class("settlements_hit")
    return replace(needs, recipients=(state,), places=(state,) if settled else ())


def _struck(needs: Requires, events: Sequence[EventMention], mentions: Mentions) -> set[str]:
    """The states to which the story tells that the party did such things, its own left out."""
    entities = {e.id: e for e in mentions.entities}
    places = {p.id: p for p in mentions.places}
    own = {e.country for e in mentions.entities if pattern_name(e) in needs.actors}
    found: set[str | None] = set()
    for event in events:
        doers = {pattern_name(entities[a]) for a in event.actors if a in entities}
        if event.event_type == _FORCE and doers & set(needs.actors):
            found |= {entities[r].country for r in event.recipients if r in entities}
            found |= {places[p].country for p in event.places if p in places}
    return {state for state in found - own if state is not None}
