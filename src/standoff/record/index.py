"""The story as the record stage sees it: trees, and which entity, place, time, figure or weapon stands at a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from standoff.model import Entity, EntityMention, Figure, Mentions, Place, Sentence, Time, Weapon
from standoff.span import Span, overlaps
from standoff.syntax import Tree

At = tuple[int, int]  # sentence index, token index
Toll = tuple[str, int | None, int | None]  # of what, at least, at most
_DAY = len("2022-03-01")


@dataclass(frozen=True, slots=True)
class StoryIndex:
    """One story's sentences as trees, with look-up of mentions by word."""

    text: str
    sentences: tuple[Sentence, ...]
    trees: tuple[Tree, ...]
    mentions: Mentions
    entities: dict[At, Entity] = field(repr=False)
    places: dict[At, Place] = field(repr=False)
    times: dict[int, tuple[Time, ...]] = field(repr=False)
    figures: dict[int, tuple[Figure, ...]] = field(repr=False)
    weapons: dict[At, Weapon] = field(repr=False)
    names: dict[str, str] = field(repr=False)  # entity or place id -> canonical name
    by_id: dict[str, Entity] = field(repr=False)
    published_at: str | None = None  # EDTF
    main_year: str | None = None  # the year of most of the story's days
    days: dict[str, str] = field(default_factory=dict, repr=False)  # time id -> value (EDTF), where it has one
    tolls: dict[str, Toll] = field(default_factory=dict, repr=False)  # by id of the figure
    place_by_id: dict[str, Place] = field(default_factory=dict, repr=False)

    def time_at(self, sentence: int, token: int) -> Time | None:
        """The time expression that covers a token, if any."""
        span = self.sentences[sentence].tokens[token].span
        return next((t for t in self.times.get(sentence, ()) if overlaps(t.span, span)), None)

    def words(self, span: Span) -> str:
        """The words at `span`."""
        return self.text[span.start : span.end]


def _name_tokens(sentence: Sentence, mention: EntityMention) -> list[int]:
    """The tokens of a mention by name, none for other mentions."""
    if mention.form != "name":
        return []
    return [i for i, t in enumerate(sentence.tokens) if overlaps(t.span, mention.span)]


def _entities_at(sentences: Sequence[Sentence], mentions: Mentions) -> dict[At, Entity]:
    """Entities by the words that head their mentions."""
    every = [(entity, mention) for entity in mentions.entities for mention in entity.mentions]
    found: dict[At, Entity] = {}
    for entity, mention in every:
        found.setdefault((mention.sentence, mention.token), entity)
    for entity, mention in every:  # a person at any word of the name, should the parse head it elsewhere
        for token in _name_tokens(sentences[mention.sentence], mention) if entity.kind == "person" else ():
            found.setdefault((mention.sentence, token), entity)
    return found


def _places_at(mentions: Mentions) -> dict[At, Place]:
    """Places by the words that head their mentions, and states by nouns that take them up ("the country")."""
    found = {(m.sentence, m.token): p for p in mentions.places for m in p.mentions}
    countries = {p.country: p for p in mentions.places if p.resolution == 1 and p.country}
    states = ((countries.get(e.country or ""), e) for e in mentions.entities if e.kind == "state")
    for place, mention in ((p, m) for p, e in states if p for m in e.mentions if m.form == "noun"):
        found.setdefault((mention.sentence, mention.token), place)
    return found


def _main_year(times: Sequence[Time]) -> str | None:
    """The year of most of the days that a story names; None where it names none."""
    years = Counter(t.value[:4] for t in times if t.value and len(t.value) >= _DAY)
    return max(sorted(years), key=lambda year: years[year], default=None)


def index_story(
    text: str, sentences: Sequence[Sentence], mentions: Mentions, *, published_at: str | None = None
) -> StoryIndex:
    """The index of one story. `published_at` is EDTF: what is told of a later day has not been."""
    times: dict[int, tuple[Time, ...]] = {}
    for time in mentions.times:
        times[time.sentence] = (*times.get(time.sentence, ()), time)
    figures: dict[int, tuple[Figure, ...]] = {}
    for figure in mentions.figures:
        figures[figure.sentence] = (*figures.get(figure.sentence, ()), figure)
    names = {e.id: e.name for e in mentions.entities} | {p.id: p.name for p in mentions.places}
    return StoryIndex(
        text=text,
        sentences=tuple(sentences),
        trees=tuple(Tree(s) for s in sentences),
        mentions=mentions,
        entities=_entities_at(sentences, mentions),
        places=_places_at(mentions),
        times=times,
        figures=figures,
        weapons={(w.sentence, w.token): w for w in mentions.weapons},
        main_year=_main_year(mentions.times),
        days={t.id: t.value for t in mentions.times if t.value},
        tolls={f.id: (f.what, f.lower, f.upper) for f in mentions.figures},
        place_by_id={p.id: p for p in mentions.places},
        names=names,
        by_id={e.id: e for e in mentions.entities},
        published_at=published_at,
    )
