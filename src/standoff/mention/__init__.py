"""mention: sentences -> who, where, when, how many; and which words name the same one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.model import Entity, Mentions, Page, Place, PlaceMention, Sentence, Story
from standoff.terms.vocabulary import Terms

__all__ = ["find_mentions"]


def find_mentions(page: Page, story: Story, sentences: Sequence[Sentence], *, terms: Terms) -> Mentions:
    """All that a story speaks of: actors, places, times, figures, weapons."""
    from standoff.mention.demonyms import add_demonyms
    from standoff.mention.entities import find_entities
    from standoff.mention.entity_seats import add_seats
    from standoff.mention.figures import find_figures
    from standoff.mention.mended import mend_labels
    from standoff.mention.places import find_places
    from standoff.mention.times import find_times
    from standoff.mention.weapons import find_weapons

    text, sentences = page.text, mend_labels(sentences)
    entities = find_entities(text, sentences, actors=terms.actors, published_at=story.published_at)
    times, notes = find_times(text, sentences, published_at=story.published_at, days=story.days)
    places = find_places(text, sentences, countries=terms.countries, gazetteer=terms.gazetteer)
    entities = add_seats(_without_places(entities, places), places, sentences)
    return Mentions(
        entities=add_demonyms(entities, sentences, actors=terms.actors),
        places=_without_parties(text, places, entities),
        times=times,
        figures=find_figures(text, sentences, times=times),
        weapons=find_weapons(text, sentences),
        notes=notes,
    )


def _without_places(entities: Sequence[Entity], places: Sequence[Place]) -> tuple[Entity, ...]:
    """The entities without unknown names that stand where a place must stand: "the RAFAH crossing"."""
    known = {(m.sentence, m.token) for p in places if p.geonames is not None or p.lat is not None for m in p.mentions}
    names = {e.id: {(m.sentence, m.token) for m in e.mentions if m.form == "name"} for e in entities}
    return tuple(e for e in entities if not (_unknown(e) and names[e.id] and names[e.id] <= known))


def _unknown(entity: Entity) -> bool:
    """Whether nothing but its name is known of an entity."""
    told = entity.country or entity.sector or entity.office or entity.wikidata
    return entity.kind in {"person", "organisation"} and not told


def _without_parties(text: str, places: Sequence[Place], entities: Sequence[Entity]) -> tuple[Place, ...]:
    """The places without the mentions that name a party: "the West", "the White House", "Paris Hilton"."""
    parties = {(m.sentence, m.token) for e in entities if e.kind != "state" for m in e.mentions if m.form == "name"}
    kept = (
        replace(
            p,
            mentions=tuple(m for m in p.mentions if (m.sentence, m.token) not in parties and not _acronym(text, p, m)),
        )
        for p in places
    )
    return tuple(p for p in kept if p.mentions)


def _acronym(text: str, place: Place, mention: PlaceMention) -> bool:
    """Whether a short acronym was taken for a town of that name: "U.N." is no place, "U.S." is a country."""
    words = text[mention.span.start : mention.span.end].replace(".", "")
    return place.resolution != 1 and len(words) <= 3 and words.isupper()
