"""Every value of the ledger over many stories, frozen, in the order in which they flow.

`…Telling` is what one story says, its names written out; the bare `Merged…` is what many stories say together; a
`Judgement` is why two tellings are one or are kept apart. Tellings keep the ids of the lists; a merged record bears the
id of its first telling, and the ids of all its tellings redirect to it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from standoff.span import Span

# ---------------------------------------------------------------- what records are made of


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words on a page."""

    page: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts, speaks or is acted on. `key` is what makes two of them one over stories."""

    key: str
    name: str
    country: str | None = None  # ISO 3166-1 alpha-3
    kind: str = "state"
    sector: str | None = None
    named: bool = True  # False: told by a description alone ("the rebels")


@dataclass(frozen=True, slots=True)
class LedgerPlace:
    """A place as the gazetteer knows it; degrees WGS84; `resolution` 5 below a city, 4 city … 1 country."""

    key: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    resolution: int | None = None


@dataclass(frozen=True, slots=True)
class GivenFigure:
    """A figure as one teller gives it."""

    what: str
    lower: int | None
    upper: int | None
    hedge: str
    unit: str
    stated_by: str | None
    page: str
    span: Span
    total: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """Words of a story that tell of anything happening at a place, on days (ISO): they show that it was covered."""

    place: LedgerPlace
    days: tuple[str, ...]
    evidence: Evidence


Checked = Literal["no", "accepted", "corrected", "rejected", "disputed"]
"""What people said of a record; `disputed`: one holds it right and another one rejects it."""


@dataclass(frozen=True, slots=True)
class Asserter:
    """Who stands for a record: the outlet in its own voice, a source by way of it, or a person who checked it."""

    name: str | None  # None: a source that the text does not name
    kind: Literal["outlet", "source", "person"]


@dataclass(frozen=True, slots=True)
class StoryTold:
    """A story of the ledger. `vector` is the mean of its sentences' vectors, empty where it is not at hand."""

    page: str
    published_at: str | None
    publisher: str | None
    title: str
    shingles: bytes = field(default=b"", repr=False)  # packed checksums of five words in a row
    agencies: frozenset[str] = frozenset()
    vector: tuple[float, ...] = field(default=(), repr=False)
    sights: tuple[Sight, ...] = field(default=(), repr=False)


# ---------------------------------------------------------------- tellings: what one story says


@dataclass(frozen=True, slots=True)
class EventTelling:
    """One happening as one story tells it. `days` are EDTF, empty where the story does not tell the day."""

    id: str
    page: str
    published_at: str | None
    event_type: str
    mode: str | None = None
    realis: str = "occurred"
    weapon: str | None = None
    frame: str = ""
    trigger: str = ""
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    targets: frozenset[str] = frozenset()
    places: tuple[LedgerPlace, ...] = ()
    days: tuple[str, ...] = ()
    figures: tuple[GivenFigure, ...] = ()
    agency: str | None = None  # the news agency that the story names as its source for this event
    evidence: tuple[Evidence, ...] = ()
    asserted_by: tuple[Asserter, ...] = ()
    checked: Checked = "no"
    about: frozenset[str] = frozenset()  # keys of all towns and regions that the story names
    headline: bool = False  # only the headline tells it
    teller: Party | None = None  # the source that tells it, where the outlet does not itself
    struck: tuple[str, ...] = ()  # what was hit or taken, in the story's words; `targets` are those with weight
    more_days: tuple[str, ...] = ()  # told in one breath with `days` ("on Thursday and Friday"): they tell no two apart
    names: frozenset[str] = frozenset()  # folded names of what it hit or where it was that no list of places knows
    beside: frozenset[str] = frozenset()  # the day before, where it was in the night between the two


@dataclass(frozen=True, slots=True)
class StatementTelling:
    """One saying as one story tells it. `chain`: who relays whom, the outlet first."""

    id: str
    page: str
    published_at: str | None
    source: str | None
    chain: tuple[str | None, ...]
    words: str
    form: str
    polarity: str = "affirmed"
    medium: str | None = None
    day: str | None = None
    spans: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    asserted_by: tuple[Asserter, ...] = ()
    checked: Checked = "no"


@dataclass(frozen=True, slots=True)
class PositionTelling:
    """One demand, offer, refusal … as one story tells it. `day`: when it was said, else when the story came out."""

    id: str
    page: str
    day: str | None
    holder: Party | None
    on_behalf_of: str | None
    counterpart: Party | None
    act: str
    object: str
    event_type: str | None
    polarity: str
    reason: str | None = None
    deadline: str | None = None
    condition: str | None = None
    evidence: Evidence | None = None
    asserted_by: tuple[Asserter, ...] = ()
    checked: Checked = "no"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A state of the world in normal form. States as ISO alpha-3, every other party or place by canonical name.

    `parties`: what the story knows of those of `actors` and `recipients` that are no state; `assumed`: for whom one
    that the words only describe was taken ("").
    """

    event_type: str | None
    polarity: str = "happen"
    words: str = ""
    modes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    target: str | None = None
    parties: tuple[Party, ...] = ()
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class ConditionTelling:
    """One condition as one story tells it; `day` as for positions."""

    id: str
    page: str
    day: str | None
    holder: Party | None
    operator: str
    requires: Pattern
    consequence: Pattern
    evidence: Evidence
    threat: bool = False  # the consequence is threatened: what is required is a trigger, not a wish
    asserted_by: tuple[Asserter, ...] = ()
    checked: Checked = "no"


# ---------------------------------------------------------------- what people and rules judge

Verdict = Literal["same", "different", "unsure"]
ReviewVerdict = Literal["accepted", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a record stands: its kind ("event" …), page and characters. It outlives a record that is read anew."""

    kind: str
    page: str
    span: Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two tellings are one, and why. `by` is "rule" or a person; `at` is handed in.

    A person's judgement has a `number` and anchors, by which it finds tellings that bear other ids since. One that was
    taken back says by whom and when; it no longer counts.
    """

    left: str
    right: str
    verdict: Verdict
    reasons: tuple[str, ...]
    by: str = "rule"
    at: str | None = None
    weight: float = 0.0
    number: int | None = None
    left_anchor: Anchor | None = None
    right_anchor: Anchor | None = None
    undone_by: str | None = None
    undone_at: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What a person says of one story's record: that it holds, is to be corrected in a field, or does not hold.

    `value` is the right value of `field` (a string, a list of strings, or None for "not stated"), `span` the characters
    of the page that show it. One that was taken back says by whom and when; it no longer counts.
    """

    number: int
    record: str
    anchor: Anchor
    verdict: ReviewVerdict
    by: str
    at: str
    field: str | None = None
    value: str | tuple[str, ...] | None = None
    span: Span | None = None
    note: str = ""
    undone_by: str | None = None
    undone_at: str | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Somebody's word that a story was withdrawn: its records no longer count, and it can still be read."""

    number: int
    page: str
    by: str
    at: str
    note: str = ""
    undone_by: str | None = None
    undone_at: str | None = None


# ---------------------------------------------------------------- merged: what many stories say


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """One happening as all stories tell it together. `reports`: distinct stories; `independent_chains`: sources."""

    id: str
    event_type: str
    mode: str | None
    realis: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    places: tuple[LedgerPlace, ...]
    days: tuple[str, ...]
    weapon: str | None
    figures: tuple[GivenFigure, ...]
    targets: frozenset[str]
    reports: int
    independent_chains: int
    tellings: tuple[EventTelling, ...]


@dataclass(frozen=True, slots=True)
class MergedStatement:
    """One saying as all stories tell it together."""

    id: str
    source: str | None
    day: str | None
    tellings: tuple[StatementTelling, ...]


Change = Literal["new", "repeated", "hardened", "softened", "dropped"]


@dataclass(frozen=True, slots=True)
class Step:
    """One day's word on a position."""

    day: str | None
    act: str
    change: Change
    telling: PositionTelling


@dataclass(frozen=True, slots=True)
class MergedPosition:
    """A holder's position on one matter over time. `condition` is the id of a merged condition."""

    id: str
    holder: Party | None
    counterpart: Party | None
    event_type: str | None
    polarity: str
    condition: str | None
    tellings: tuple[PositionTelling, ...]


@dataclass(frozen=True, slots=True)
class MergedCondition:
    """A condition in normal form with every telling of it; `first_day` and `last_day`: when it was stated."""

    id: str
    holder: Party | None
    operator: str
    requires: Pattern
    consequence: Pattern
    first_day: str | None
    last_day: str | None
    threat: bool
    tellings: tuple[ConditionTelling, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The record of many stories. `redirects` leads from the id of every telling to its merged record's id."""

    stories: tuple[StoryTold, ...] = ()
    events: tuple[MergedEvent, ...] = ()
    statements: tuple[MergedStatement, ...] = ()
    positions: tuple[MergedPosition, ...] = ()
    conditions: tuple[MergedCondition, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)


# ---------------------------------------------------------------- tracked


@dataclass(frozen=True, slots=True)
class ClockEvidence:
    """What a mark rests on: a merged event, its words, and what had to be assumed ("" = nothing).

    `event` is "" where words only show that the place was covered (`Sight`).
    """

    event: str
    evidence: Evidence
    note: str = ""


Mark = Literal["breach_reported", "quiet_reported", "fulfilled_reported", "nothing_reported", "not_covered"]
Status = Literal["not_met", "reported_met", "unknown"]


@dataclass(frozen=True, slots=True)
class ClockDay:
    """The mark of one day with its evidence."""

    day: str
    mark: Mark
    evidence: tuple[ClockEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """A condition held against the ledger's events, day by day."""

    condition: str
    days: tuple[ClockDay, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class Deadlock:
    """Conditions that wait for each other in a loop, over two or more parties."""

    parties: tuple[str, ...]
    conditions: tuple[str, ...]
    sentence: str


def ledger_id(letter: str, *parts: object) -> str:
    """An id from content: a letter and 60 bits of the parts' sha256.

    >>> ledger_id("e", "sha256:00", "ASSAULT", [1, 5])
    'e-e7m4edwtiwau'
    """
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).digest()
    return f"{letter}-{base64.b32encode(digest[:10]).decode('ascii')[:12].lower()}"
