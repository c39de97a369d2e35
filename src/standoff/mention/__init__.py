"""mention: sentences -> who, where, when, how many; and which words name the same one."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.model import Mentions, Page, Sentence, Story
from standoff.terms.vocabulary import Terms

__all__ = ["find_mentions"]


def find_mentions(page: Page, story: Story, sentences: Sequence[Sentence], *, terms: Terms) -> Mentions:
    """All that a story speaks of: actors, places, times, figures, weapons."""
    from standoff.mention.demonyms import add_demonyms
    from standoff.mention.entities import find_entities
    from standoff.mention.figures import find_figures
    from standoff.mention.places import find_places
    from standoff.mention.times import find_times
    from standoff.mention.weapons import find_weapons

    text = page.text
    entities = find_entities(text, sentences, actors=terms.actors, published_at=story.published_at)
    times, notes = find_times(text, sentences, published_at=story.published_at)
    return Mentions(
        entities=add_demonyms(entities, sentences, actors=terms.actors),
        places=find_places(text, sentences, countries=terms.countries, gazetteer=terms.gazetteer),
        times=times,
        figures=find_figures(text, sentences, times=times),
        weapons=find_weapons(text, sentences),
        notes=notes,
    )
