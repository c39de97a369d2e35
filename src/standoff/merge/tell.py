"""What one story says, with its names written out: a document of the data contract -> tellings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from standoff.days import day_bounds
from standoff.ledger_model import (
    Asserter,
    ConditionTelling,
    EventTelling,
    Evidence,
    GivenFigure,
    Party,
    Pattern,
    PositionTelling,
    StatementTelling,
    StoryTold,
    ledger_id,
)
from standoff.merge.cards import days_before
from standoff.merge.cast import Cast
from standoff.merge.required import required
from standoff.merge.sights import place_of, sights_of
from standoff.merge.wording import head_forms, shingles, weighty
from standoff.span import Span
from standoff.terms.agencies import dateline_pattern, load_agencies
from standoff.terms.ledger_words import load_merge_words
from standoff.terms.name_keys import fold
from standoff.terms.realis import word_class
from standoff.told import OUTLET, Record, Told

_STATE = 1  # resolution
_JOINED = [["and"], ["or"], [","], ["and", "on"], ["or", "on"], [",", "on"], ["and", "again", "on"]]
_HIT = frozenset({"recipient", "target", "place"})
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
    cast = Cast(told)
    ids = _ids(told)
    about = frozenset(place_of(p).key for p in document["places"] if (p["resolution"] or 0) > _STATE)
    return StoryTellings(
        _story(told, vector),
        tuple(_event(cast, ids, e, about=about) for e in document["events"]),
        tuple(_statement(told, ids, s) for s in document["statements"]),
        tuple(_position(cast, ids, k) for k in document["positions"]),
        tuple(_condition(cast, ids, c) for c in document["conditions"]),
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
        frozenset(agencies), tuple(vector), sights_of(told),
    )  # fmt: skip


def _evidence(told: Told, span: Sequence[int]) -> Evidence:
    return Evidence(told.page, Span(*span), told.text[span[0] : span[1]])


def _figure(told: Told, figure: Record, event: Record) -> GivenFigure:
    statement = figure["statement"] or event["statement"]
    source = told.named(told.by_id[statement]["source"]) if statement else told.story["publisher"] or OUTLET
    what, lower, upper, hedge, unit = (figure[k] for k in ("what", "lower", "upper", "hedge", "unit"))
    span, total = Span(*figure["span"]), bool(figure.get("total"))
    return GivenFigure(what, lower, upper, hedge, unit, source, told.page, span, total)


def _event(cast: Cast, ids: Mapping[str, str], event: Record, *, about: frozenset[str]) -> EventTelling:
    told = cast.told
    values = (told.value(t) for t in event["times"])
    places = tuple(place_of(told.by_id[p]) for p in event["places"])
    hit = dict.fromkeys(told.words(a["span"]) for a in event["arguments"] if a["role"] == "target")
    targets = {w for words in hit for w in weighty(words)}
    struck = [words for words in hit if not word_class("no_targets") & head_forms(words)]  # "tore a HOLE in the block"
    return EventTelling(
        ids[event["id"]], told.page, told.story["published_at"], event["event_type"], event["mode"], event["realis"],
        event["weapon"], event.get("frame", ""), told.words(event["trigger"]).lower(),
        cast.parties(event["actors"]), cast.parties(event["recipients"]),
        frozenset(targets - {w for p in places for w in weighty(p.name)}), places,
        tuple(dict.fromkeys(v for v in values if v)),
        tuple(_figure(told, told.by_id[f], event) for f in event["figures"]), _agency(told, event),
        tuple(_evidence(told, span) for span in event["mentions"]), _asserters(told, event["statement"]), about=about,
        headline=_in_headline(told, event["mentions"]), teller=_teller(cast, event["statement"]), struck=tuple(struck),
        more_days=tuple(_days_joined(told, event)), names=frozenset(_unknown_names(told, event)),
        beside=frozenset(_beside(told, event)),
    )  # fmt: skip


def _beside(told: Told, event: Record) -> Iterator[str]:
    """The day before one that is told as the end of a night ("overnight to Sunday")."""
    for identifier in event["times"]:
        time = told.by_id[identifier]
        bounds = day_bounds(time["value"])
        night = load_merge_words().overnight.intersection(told.words(time["span"]).lower().split())
        if night and bounds and bounds[0] == bounds[1]:
            yield days_before(bounds[0], 1)


def _days_joined(told: Told, event: Record) -> Iterator[str]:
    """The values of times that stand right behind one of an event's with an "and": "on Thursday and Friday"."""
    reach = {told.by_id[t]["span"][1] for t in event["times"]}
    for time in sorted(told.document["times"], key=lambda t: t["span"][0]):
        start, end = time["span"]
        before = max((e for e in reach if e <= start), default=None)
        if before is not None and told.text[before:start].split() in _JOINED and time["id"] not in event["times"]:
            reach.add(end)
            if time["value"]:
                yield time["value"]


def _unknown_names(told: Told, event: Record) -> Iterator[str]:
    """The folded names among what an event hit, and where it was, that stand for no known party or place."""
    for argument in event["arguments"]:
        if argument["role"] in _HIT and not argument["ref"]:
            words = told.words(argument["span"])
            if words[:1].isupper():
                yield fold(words)


def _in_headline(told: Told, mentions: Sequence[Sequence[int]]) -> bool:
    """Whether all mentions stand in the title."""
    title = told.story["title"]
    return bool(title) and all(title[0] <= start and end <= title[1] for start, end in mentions)


def _teller(cast: Cast, statement: str | None) -> Party | None:
    """The party that is the source of the innermost statement that tells a record."""
    source = cast.told.by_id[statement]["source"] if statement else None
    known = source and source["ref"] and cast.told.by_id[source["ref"]]
    return cast.party(known["id"]) if known and "sector" in known else None


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


def _position(cast: Cast, ids: Mapping[str, str], position: Record) -> PositionTelling:
    told, thing = cast.told, position["object"]
    return PositionTelling(
        ids[position["id"]], told.page, told.said_on(position["statement"]),
        cast.party(position["holder"]), position["on_behalf_of"], cast.party(position["counterpart"]), position["act"],
        told.words(thing["span"]), thing["event_type"], thing["polarity"], told.words(position["reason"]) or None,
        position["deadline"], ids.get(position["condition"] or ""), _evidence(told, position["span"]),
        _asserters(told, position["statement"]),
    )  # fmt: skip


def _condition(cast: Cast, ids: Mapping[str, str], condition: Record) -> ConditionTelling:
    told, follows = cast.told, condition["consequence"]
    resting = [k for k in told.document["positions"] if k["condition"] == condition["id"]]
    statement = next((k["statement"] for k in resting if k["statement"]), None)
    setter = _setter(cast, condition)
    consequence = Pattern(
        follows["event_type"], follows["polarity"], told.words(follows["span"]), actors=tuple(follows["actors"])
    )
    return ConditionTelling(
        ids[condition["id"]], told.page, told.said_on(statement), setter, condition["operator"],
        required(cast, condition["requires"], setter), consequence, _evidence(told, condition["span"]),
        any(k["act"] == "threat" for k in resting), _asserters(told, statement),
    )  # fmt: skip


def _setter(cast: Cast, condition: Record) -> Party | None:
    """Who sets a condition; a person who speaks for a state stays that person, with the state's code."""
    party = cast.party(cast.told.setter(condition))
    behalf = [
        k["on_behalf_of"]
        for k in cast.told.document["positions"]
        if k["condition"] == condition["id"] and k["on_behalf_of"] and k["holder"]
    ]
    return replace(party, country=behalf[0]) if party and behalf and not party.country else party
