"""The shapes of what the API gives, for its OpenAPI document. Rows may have more fields than are named here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict

OPEN = ConfigDict(extra="allow")


class Fault(BaseModel):
    """Why a call was refused: a word for programs, and a sentence."""

    error: str
    detail: str


class Asserter(TypedDict):
    """Somebody who asserts a record."""

    name: str
    kind: Literal["outlet", "source", "person"]


class Badges(TypedDict):
    """Who asserts a record, by how many ways it came to us, and whether a person has checked it."""

    asserted_by: list[Asserter]
    independent_chains: int
    reports: int
    checked: Literal["no", "accepted", "corrected", "rejected", "disputed"]


class Mention(TypedDict):
    """Words on a page; the span counts code points of `page.text`."""

    __pydantic_config__ = OPEN  # type: ignore[misc]
    page: str
    span: tuple[int, int]
    words: str


class Evidence(Mention):
    """Words on a page, with the story that they stand in."""

    publisher: str | None
    title: str
    day: str | None


class EventRow(TypedDict):
    """A row of `standoff events --json`, with badges."""

    __pydantic_config__ = OPEN  # type: ignore[misc]
    id: str
    event_type: str
    mode: str | None
    realis: str
    actors: list[str | None]
    recipients: list[str | None]
    targets: list[str]
    places: list[dict[str, Any]]
    days: list[str]
    weapon: str | None
    figures: list[dict[str, Any]]
    reports: int
    independent_chains: int
    mentions: list[Mention]
    badges: Badges


class StatementRow(TypedDict):
    """A row of `standoff statements --json`, with badges."""

    __pydantic_config__ = OPEN  # type: ignore[misc]
    id: str
    source: str | None
    chain: list[str | None]
    words: str
    form: str
    polarity: str
    medium: str | None
    day: str | None
    mentions: list[Mention]
    badges: Badges


class PositionRow(TypedDict):
    """A row of `standoff positions --json`, with badges."""

    __pydantic_config__ = OPEN  # type: ignore[misc]
    id: str
    holder: str | None
    on_behalf_of: str | None
    counterpart: str | None
    act: str
    object: str
    polarity: str
    event_type: str | None
    reason: str | None
    condition: str | None
    history: list[dict[str, Any]]
    badges: Badges


class ConditionRow(TypedDict):
    """A row of `standoff conditions --json`, with badges."""

    __pydantic_config__ = OPEN  # type: ignore[misc]
    id: str
    holder: str | None
    operator: str
    requires: dict[str, Any]
    consequence: dict[str, Any]
    first_day: str | None
    last_day: str | None
    status: str
    mentions: list[Mention]
    badges: Badges


class EntityRow(TypedDict):
    """A row of `standoff entities --json`."""

    __pydantic_config__ = OPEN  # type: ignore[misc]
    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    office: dict[str, Any] | None
    wikidata: str | None
    stories: int
    mentions: int


class StoryRow(TypedDict):
    """A row of `standoff stories --json`; `state` tells whether the story was read."""

    __pydantic_config__ = OPEN  # type: ignore[misc]
    id: str | None
    title: str | None
    publisher: str | None
    published_at: str | None
    uri: str | None
    state: Literal["read", "working", "failed"]


class PlaceRow(TypedDict):
    """A place with the number of events told to have happened there; `radius_km` is how vague it is."""

    __pydantic_config__ = OPEN  # type: ignore[misc]
    key: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    resolution: int | None
    radius_km: float | None
    events: int
    by_type: dict[str, int]


class EventList(TypedDict):
    """A page of events."""

    total: int
    rows: list[EventRow]


class StatementList(TypedDict):
    """A page of statements."""

    total: int
    rows: list[StatementRow]


class PositionList(TypedDict):
    """A page of positions."""

    total: int
    rows: list[PositionRow]


class ConditionList(TypedDict):
    """A page of conditions."""

    total: int
    rows: list[ConditionRow]


class EntityList(TypedDict):
    """A page of entities."""

    total: int
    rows: list[EntityRow]


class StoryList(TypedDict):
    """A page of stories; those that failed or are in work come first."""

    total: int
    rows: list[StoryRow]


class PlaceList(TypedDict):
    """A page of places."""

    total: int
    rows: list[PlaceRow]


class RowList(TypedDict):
    """A page of rows of any shape."""

    total: int
    rows: list[dict[str, Any]]


class Day(TypedDict):
    """One day of the timeline."""

    day: str
    total: int
    by_type: dict[str, int]
