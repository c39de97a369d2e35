"""Every value of standoff, frozen, in the order in which they flow: read this file first.

bytes -> Page -> Story -> Sentence -> Mentions -> Record -> Reading. Names and meaning follow the data contract
(`docs/record.md`). Spans count code points of `Page.text`. What the text does not state is `None`, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from standoff.span import Span

# ---------------------------------------------------------------- page: what was read


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page's markup claims about itself; all raw strings, not yet judged."""

    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    canonical_uri: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The visible text of a page, noise included. The text never changes once it is stored."""

    id: str  # "sha256:…" of the raw bytes
    uri: str | None
    media_type: str
    fetched_at: str | None
    text: str
    text_sha256: str
    text_by: str  # the recipe that made the text, e.g. "html-text/1"
    metadata: Metadata = Metadata()
    truncated: bool = False
    raw: bytes = field(default=b"", repr=False, compare=False)

    @staticmethod
    def from_html(html: str | bytes, *, uri: str | None = None, fetched_at: str | None = None) -> Page:
        """The page that HTML makes. Raises `ReadError` if nothing on it can be read."""
        from standoff.page import read_bytes

        media_type = _declared("text/html", html)
        return read_bytes(_bytes(html), name=uri or "page", uri=uri, media_type=media_type, fetched_at=fetched_at)

    @staticmethod
    def from_text(text: str | bytes, *, uri: str | None = None, fetched_at: str | None = None) -> Page:
        """The page that plain text makes. Raises `ReadError` if there are no words in it."""
        from standoff.page import read_bytes

        media_type = _declared("text/plain", text)
        return read_bytes(_bytes(text), name=uri or "text", uri=uri, media_type=media_type, fetched_at=fetched_at)


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8", "replace") if isinstance(text, str) else text


def _declared(media_type: str, text: str | bytes) -> str:
    """The media type, with the charset where we made the bytes: it counts more than what the page says of itself."""
    return f"{media_type}; charset=utf-8" if isinstance(text, str) else media_type


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows of a page and the page may not say: day of publication (EDTF) and outlet."""

    published_at: str | None = None
    publisher: str | None = None


# ---------------------------------------------------------------- story: the part that is kept

PublishedBasis = Literal["argument", "metadata", "text", "filename", "none"]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the page that is not the story, and why."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Story:
    """The kept spans of a page: title and body. Everything else is noise."""

    title: Span | None
    kept: tuple[Span, ...]
    language: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_at: str | None = None  # EDTF
    published_basis: PublishedBasis = "none"
    furniture: tuple[Furniture, ...] = ()
    days: tuple[tuple[Span, str], ...] = ()  # of a live page: headings of entries, and the day that each tells


# ---------------------------------------------------------------- sentence: words and syntax


@dataclass(frozen=True, slots=True)
class Token:
    """One word as in CoNLL-U. `head` is the 0-based index of the head in the sentence, -1 for the root."""

    span: Span
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    etype: str = ""  # type of the entity that this word heads: person, place, organization … or ""
    factuality: float = 0.0  # -3 did not happen … 3 happened


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name over tokens `start` to `end` (not included) of a sentence: PER, ORG, LOC or MISC."""

    start: int
    end: int
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class SemanticRole:
    """A PropBank role between two tokens of a sentence (0-based): who did what to whom."""

    predicate: int
    argument: int
    role: str
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words. `paragraph` counts from 0; `title` marks the headline."""

    span: Span
    paragraph: int
    title: bool
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    roles: tuple[SemanticRole, ...] = ()
    vector: tuple[float, ...] = field(default=(), repr=False)


# ---------------------------------------------------------------- mention: who, where, when, how many

EntityKind = Literal["person", "state", "organisation", "armed_group", "group", "people"]
MentionForm = Literal["name", "noun", "pronoun"]


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person holds at the day of the story. Dates are EDTF."""

    title: str
    of: str
    from_: str | None
    to: str | None


@dataclass(frozen=True, slots=True)
class EntityMention:
    """Words that name an entity. `span` is the whole phrase's name part; `sentence` and `token` find its head word."""

    span: Span
    form: MentionForm
    sentence: int
    token: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody who can act or speak: a person, state, group. `country` is ISO alpha-3, `sector` PLOVER's."""

    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    sector: str | None = None
    office: Office | None = None
    wikidata: str | None = None
    mentions: tuple[EntityMention, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place; `sentence` and `token` find the head word."""

    span: Span
    sentence: int
    token: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the gazetteer's terms, degrees WGS84. `resolution`: 5 below a city, 4 city, 3 district … 1 country."""

    id: str
    name: str
    geonames: int | None
    country: str | None
    lat: float | None
    lon: float | None
    resolution: int | None
    mentions: tuple[PlaceMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression and its EDTF value; `value` is None where the text alone does not tell the day."""

    id: str
    value: str | None
    span: Span
    sentence: int
    token: int  # head word


FigureWhat = Literal[
    "killed", "injured", "missing", "displaced", "abducted", "detained", "troops", "protesters", "other"
]
Hedge = Literal[
    "exact", "at_least", "more_than", "up_to", "less_than", "about", "between",
    "dozens", "scores", "hundreds", "thousands", "several", "none",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people or things as the text bounds it. `whom` says of whom (civilians, soldiers, children)."""

    id: str
    what: FigureWhat
    lower: int | None
    upper: int | None
    hedge: Hedge
    unit: str
    span: Span
    sentence: int
    token: int  # the counted noun, or the number where there is no noun
    statement: str | None = None
    whom: str | None = None
    total: bool = False  # a running total ("bringing the toll to 40"), not the figure of one event


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon or platform word: its vocabulary value (missile, drone, artillery …) at a token."""

    value: str
    span: Span
    sentence: int
    token: int


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that one story speaks of."""

    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    notes: tuple[str, ...] = ()


# ---------------------------------------------------------------- record: what happened, who said so, who wants what

Role = Literal["actor", "recipient", "place", "time", "target", "weapon", "figure", "topic"]
Realis = Literal["occurred", "ongoing", "habitual", "planned", "hypothetical", "conditional", "denied"]
StatementForm = Literal["direct", "indirect", "mixed"]
StatementPolarity = Literal["affirmed", "denied", "questioned", "not_known"]
Medium = Literal[
    "interview", "press_conference", "speech", "call", "meeting", "letter",
    "social_media", "broadcast", "statement", "report", "document", "other",
]  # fmt: skip
Act = Literal["demand", "offer", "refusal", "acceptance", "promise", "threat", "proposal", "openness"]
Polarity = Literal["happen", "not_happen", "stop", "continue"]
ENDING: Final = frozenset({"stop", "not_happen"})  # polarities of what is not to be, or no longer
Operator = Literal[
    "until", "unless", "if", "only_if", "before", "after", "as_long_as", "when", "in_exchange_for", "conditional_on",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """Words, and the entity, place, time or figure that they name (its id) where it is known."""

    span: Span
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant of an event. `rule` names how it was found ("nsubj", "by-agent", "of", …)."""

    role: Role
    span: Span
    ref: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EventMention:
    """One happening as one story tells it; `mentions` are all triggers of it, `trigger` the fullest."""

    id: str
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    trigger: Span
    mentions: tuple[Span, ...]
    arguments: tuple[Argument, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    weapon: str | None = None
    realis: Realis = "occurred"
    statement: str | None = None
    score: float = 1.0
    frame: str = ""  # the frame that found it
    mode_basis: str | None = None
    realis_rule: str = ""


@dataclass(frozen=True, slots=True)
class StatementMention:
    """An attribution: a source is said to have said something, with a cue; `within` is the statement that relays it."""

    id: str
    source: Reference | None
    cue: Span | None
    content: tuple[Span, ...]
    form: StatementForm
    polarity: StatementPolarity = "affirmed"
    within: str | None = None
    addressee: Reference | None = None
    medium: Medium | None = None
    time: str | None = None
    place: str | None = None
    score: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class PositionObject:
    """What is demanded, offered, refused: the words, their event type where they have one, and the polarity."""

    span: Span
    event_type: str | None
    polarity: Polarity = "happen"


@dataclass(frozen=True, slots=True)
class PositionMention:
    """What a party demands, offers, refuses, accepts, promises, threatens, proposes or is open to."""

    id: str
    holder: str | None
    on_behalf_of: str | None
    counterpart: str | None
    act: Act
    object: PositionObject
    span: Span
    reason: Span | None = None
    deadline: str | None = None
    condition: str | None = None
    statement: str | None = None
    score: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Requires:
    """The state that must hold for the consequence: a pattern that later events are held against."""

    span: Span
    event_type: str | None
    modes: tuple[str, ...] = ()
    polarity: Polarity = "happen"
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Consequence:
    """What is held back, or let loose, by the condition."""

    span: Span
    event_type: str | None
    polarity: Polarity = "happen"
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionMention:
    """A condition in normal form: `requires` must hold for `consequence` to hold; negations are written out."""

    id: str
    operator: Operator
    requires: Requires
    consequence: Consequence
    span: Span
    deadline: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """All that one story tells."""

    events: tuple[EventMention, ...] = ()
    statements: tuple[StatementMention, ...] = ()
    positions: tuple[PositionMention, ...] = ()
    conditions: tuple[ConditionMention, ...] = ()


# ---------------------------------------------------------------- reading: one page, read

SCHEMA = "standoff/reading/1"


@dataclass(frozen=True, slots=True)
class MadeBy:
    """Versions of what made a reading."""

    standoff: str
    encoder: str
    terms: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One page, read: the page, the story in it, what it speaks of and what it tells."""

    made_by: MadeBy
    page: Page
    story: Story
    sentences: tuple[Sentence, ...]
    mentions: Mentions
    record: Record

    def words(self, span: Span) -> str:
        """The words of the page at `span`."""
        return self.page.text[span.start : span.end]

    def __repr__(self) -> str:
        title = self.words(self.story.title) if self.story.title else self.page.uri or self.page.id
        record = self.record
        counts = f"{len(record.events)} events, {len(record.statements)} statements, {len(record.positions)} positions"
        day = self.story.published_at or "no date"
        return f"<Reading {' '.join(title.split())!r} ({day}): {counts}, {len(record.conditions)} conditions>"

    def __str__(self) -> str:
        """The record in readable lines."""
        from standoff.show import show_summary

        return show_summary(self.to_dict())

    def to_dict(self) -> dict[str, object]:
        """The document of the data contract (`docs/record.md`): plain dicts, lists, strings and numbers."""
        from standoff.contract import reading_document

        return reading_document(self)
