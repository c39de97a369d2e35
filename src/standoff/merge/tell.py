"""What one story says, with its names written out: a document of the data contract -> tellings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from standoff.ledger_model import (
    Asserter,
    ConditionTelling,
    EventTelling,
    Evidence,
    GivenFigure,
    LedgerPlace,
    Party,
    Pattern,
    PositionTelling,
    StatementTelling,
    StoryTold,
    ledger_id,
)
from standoff.merge.wording import shingles, weighty
from standoff.span import Span
from standoff.terms.agencies import dateline_pattern, load_agencies
from standoff.terms.countries import load_countries
from standoff.terms.name_keys import fold
from standoff.told import OUTLET, Record, Told

_STATE = 1  # resolution
_HEAD = 400  # characters of a story in which a dateline may stand


@dataclass(frozen=True, slots=True)
class StoryTellings:
    """All that one story tells, ready to be merged."""

    story: StoryTold
    events: tuple[EventTelling, ...] = ()
    statements: tuple[StatementTelling, ...] = ()
    positions: tuple[PositionTelling, ...] = ()
    conditions: tuple[ConditionTelling, ...] = ()


def tell_story(document: Mapping[str, Any], *, vector: Sequence[float] = ()) -> StoryTellings:
    """The tellings of one document; `vector` is the mean of its sentences' vectors where it is at hand."""
    told = Told(document)
    ids = _ids(told)
    about = frozenset(_place(p).key for p in document["places"] if (p["resolution"] or 0) > _STATE)
    return StoryTellings(
        _story(told, vector),
        tuple(_event(told, ids, e, about=about) for e in document["events"]),
        tuple(_statement(told, ids, s) for s in document["statements"]),
        tuple(_position(told, ids, k) for k in document["positions"]),
        tuple(_condition(told, ids, c) for c in document["conditions"]),
    )


def _ids(told: Told) -> dict[str, str]:
    """The ledger id of every record by its id in the document; the same ids as the store's rows bear."""
    out: dict[str, str] = {}
    seen: dict[str, int] = {}
    for local, identifier in _plain_ids(told):
        seen[identifier] = seen.get(identifier, 0) + 1
        out[local] = identifier if seen[identifier] == 1 else f"{identifier}-{seen[identifier]}"
    return out


def _plain_ids(told: Told) -> Iterator[tuple[str, str]]:
    document, page = told.document, told.page
    for e in document["events"]:
        yield e["id"], ledger_id("e", page, e["event_type"], e["trigger"], e["realis"])
    for s in document["statements"]:
        yield s["id"], ledger_id("s", page, s["content"], s["cue"], told.named(s["source"]))
    for k in document["positions"]:
        names = told.name(k["holder"]), told.name(k["counterpart"])
        yield k["id"], ledger_id("k", page, k["act"], k["span"], k["object"]["span"], *names)
    for c in document["conditions"]:
        yield c["id"], ledger_id("c", page, c["operator"], c["span"], c["requires"]["span"], c["consequence"]["span"])


def _story(told: Told, vector: Sequence[float]) -> StoryTold:
    story = told.story
    body = "\n".join(told.text[start:end] for start, end in story["kept"])
    agencies = {load_agencies()[name] for name in dateline_pattern().findall(body[:_HEAD])}
    agencies |= {a for a in [load_agencies().get(story["publisher"] or "")] if a}
    return StoryTold(
        told.page, story["published_at"], story["publisher"], told.words(story["title"]), shingles(body),
        frozenset(agencies), tuple(vector),
    )  # fmt: skip


def _evidence(told: Told, span: Sequence[int]) -> Evidence:
    return Evidence(told.page, Span(*span), told.text[span[0] : span[1]])


def _party(told: Told, identifier: str | None) -> Party | None:
    """The party behind an entity; states are one by their code, others by Wikidata or by name."""
    if not identifier:
        return None
    entity = told.by_id[identifier]
    state = entity["country"] if entity["kind"] == "state" else None
    key = state or entity["wikidata"] or f"{fold(entity['name'])}|{entity['country'] or ''}"
    return Party(key, entity["name"], entity["country"], entity["kind"], entity["sector"])


def _parties(told: Told, ids: Sequence[str]) -> tuple[Party, ...]:
    found = (_party(told, i) for i in ids)
    return tuple(dict.fromkeys(p for p in found if p))


def _place(place: Record) -> LedgerPlace:
    key = f"g{place['geonames']}" if place["geonames"] else f"{fold(place['name'])}|{place['country'] or ''}"
    fields = ("name", "country", "lat", "lon", "resolution")
    return LedgerPlace(key, *(place[f] for f in fields))


def _figure(told: Told, figure: Record, event: Record) -> GivenFigure:
    statement = figure["statement"] or event["statement"]
    source = told.named(told.by_id[statement]["source"]) if statement else told.story["publisher"] or OUTLET
    what, lower, upper, hedge, unit = (figure[k] for k in ("what", "lower", "upper", "hedge", "unit"))
    span, total = Span(*figure["span"]), bool(figure.get("total"))
    return GivenFigure(what, lower, upper, hedge, unit, source, told.page, span, total)


def _event(told: Told, ids: Mapping[str, str], event: Record, *, about: frozenset[str]) -> EventTelling:
    values = (told.value(t) for t in event["times"])
    places = tuple(_place(told.by_id[p]) for p in event["places"])
    targets = {w for a in event["arguments"] if a["role"] == "target" for w in weighty(told.words(a["span"]))}
    return EventTelling(
        ids[event["id"]], told.page, told.story["published_at"], event["event_type"], event["mode"], event["realis"],
        event["weapon"], event.get("frame", ""), told.words(event["trigger"]).lower(),
        _parties(told, event["actors"]), _parties(told, event["recipients"]),
        frozenset(targets - {w for p in places for w in weighty(p.name)}), places,
        tuple(dict.fromkeys(v for v in values if v)),
        tuple(_figure(told, told.by_id[f], event) for f in event["figures"]), _agency(told, event),
        tuple(_evidence(told, span) for span in event["mentions"]), _asserters(told, event["statement"]), about=about,
        headline=_in_headline(told, event["mentions"]),
    )  # fmt: skip


def _in_headline(told: Told, mentions: Sequence[Sequence[int]]) -> bool:
    """Whether all mentions stand in the title."""
    title = told.story["title"]
    return bool(title) and all(title[0] <= start and end <= title[1] for start, end in mentions)


def _asserters(told: Told, statement: str | None) -> tuple[Asserter, ...]:
    """Who stands for a record: the source of the innermost statement that tells it, else the outlet itself."""
    if statement:
        return (Asserter(told.named(told.by_id[statement]["source"]), "source"),)
    return (Asserter(told.story["publisher"] or OUTLET, "outlet"),)


def _agency(told: Told, event: Record) -> str | None:
    """The news agency among those who tell the event ("Reuters reported")."""
    statement = told.by_id.get(event["statement"] or "")
    links = told.chain(statement)[1:] if statement else []
    return next((load_agencies()[link] for link in links if link and link in load_agencies()), None)


def _statement(told: Told, ids: Mapping[str, str], statement: Record) -> StatementTelling:
    content = statement["content"]
    cover = [content[0][0], content[-1][1]]
    return StatementTelling(
        ids[statement["id"]], told.page, told.story["published_at"], told.named(statement["source"]),
        tuple(told.chain(statement)), " … ".join(told.words(span) for span in content), statement["form"],
        statement["polarity"], statement["medium"], told.value(statement["time"]),
        tuple(Span(*s) for s in content), (_evidence(told, cover),), _asserters(told, statement["within"]),
    )  # fmt: skip


def _said_on(told: Told, statement: str | None) -> str | None:
    """The day on which a statement was made, else the story's."""
    said = told.value(told.by_id[statement]["time"]) if statement else None
    return said or told.story["published_at"]


def _position(told: Told, ids: Mapping[str, str], position: Record) -> PositionTelling:
    thing = position["object"]
    return PositionTelling(
        ids[position["id"]], told.page, _said_on(told, position["statement"]), _party(told, position["holder"]),
        position["on_behalf_of"], _party(told, position["counterpart"]), position["act"], told.words(thing["span"]),
        thing["event_type"], thing["polarity"], told.words(position["reason"]) or None, position["deadline"],
        ids.get(position["condition"] or ""), _evidence(told, position["span"]),
        _asserters(told, position["statement"]),
    )  # fmt: skip


def _condition(told: Told, ids: Mapping[str, str], condition: Record) -> ConditionTelling:
    needs, follows = condition["requires"], condition["consequence"]
    resting = [k for k in told.document["positions"] if k["condition"] == condition["id"]]
    statement = next((k["statement"] for k in resting if k["statement"]), None)
    modes, actors, recipients, places = (tuple(needs[k]) for k in ("modes", "actors", "recipients", "places"))
    if not recipients and not places:
        recipients = _states_in(told.words(needs["span"]), actors)
    requires = Pattern(
        needs["event_type"], needs["polarity"], told.words(needs["span"]), modes, actors, recipients, places,
        needs["target"],
    )  # fmt: skip
    consequence = Pattern(
        follows["event_type"], follows["polarity"], told.words(follows["span"]), actors=tuple(follows["actors"])
    )
    return ConditionTelling(
        ids[condition["id"]], told.page, _said_on(told, statement), _setter(told, condition), condition["operator"],
        requires, consequence, _evidence(told, condition["span"]), any(k["act"] == "threat" for k in resting),
        _asserters(told, statement),
    )  # fmt: skip


def _states_in(words: str, actors: Sequence[str]) -> tuple[str, ...]:
    """The states whose adjective stands in the words and who do not act themselves: "Ukrainian cities" are UKR's.

    >>> _states_in("Russia must stop bombing Ukrainian cities", ["RUS"])
    ('UKR',)
    """
    found = (load_countries().by_adjective(word) for word in words.split() if word[:1].isupper())
    return tuple(dict.fromkeys(c.iso3 for c in found if c and c.iso3 not in actors))


def _setter(told: Told, condition: Record) -> Party | None:
    """Who sets a condition; a person who speaks for a state stays that person, with the state's code."""
    party = _party(told, told.setter(condition))
    behalf = [
        k["on_behalf_of"]
        for k in told.document["positions"]
        if k["condition"] == condition["id"] and k["on_behalf_of"] and k["holder"]
    ]
    if party and behalf and not party.country:
        return Party(party.key, party.name, behalf[0], party.kind, party.sector)
    return party
