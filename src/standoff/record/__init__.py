"""record: sentences and mentions -> attributions, events, positions, conditions, each with its spans."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.model import Mentions, Page, Record, Sentence
from standoff.record.bonds import ConditionTerms
from standoff.record.conditions import find_conditions
from standoff.record.events import find_events
from standoff.record.figures import settle_figures
from standoff.record.first_person import bind_first_person, name_first_person, same_speaker
from standoff.record.index import index_story
from standoff.record.positions import find_positions, find_stances
from standoff.record.statements import find_statements
from standoff.record.sufferers import name_sufferers
from standoff.record.triggers import find_triggers
from standoff.terms.vocabulary import Terms

__all__ = ["find_record"]


def find_record(
    page: Page, sentences: Sequence[Sentence], mentions: Mentions, *, terms: Terms, published_at: str | None = None
) -> tuple[Mentions, Record]:
    """What a story tells, and its mentions with what the record adds to them."""
    statements = find_statements(page.text, sentences, mentions, cues=terms.cues)
    statements = same_speaker(statements, sentences, mentions, words=terms.realis.words)
    mentions = bind_first_person(mentions, sentences, statements, words=terms.realis.words)
    statements = name_first_person(statements, mentions)
    index = index_story(page.text, sentences, mentions, published_at=published_at)
    triggers = find_triggers(index, terms.frames, terms.realis)
    needed = ConditionTerms(terms.frames, terms.realis, terms.markers)
    stances = find_stances(index, triggers, statements, needed)
    conditions = find_conditions(index, needed)
    required = {place for c in conditions for place in c.required}
    events = find_events(index, triggers, stances, statements, required=required, words=terms.realis.words)
    positions = find_positions(index, stances, conditions, statements, needed)
    mentions = settle_figures(mentions, events.events, statements)
    return mentions, Record(
        events=events.events,
        statements=statements,
        positions=positions,
        conditions=name_sufferers([c.mention for c in conditions], positions, events.events, mentions),
    )
