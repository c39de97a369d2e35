"""The ledger's view of one document: a row for each record, in the shapes that the list commands print.

One function per list. Today a row tells what one story says (`reports` 1); merging will make rows of the same shapes
from the records of many stories. Ids come from content, so that they stay when a page is read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from standoff.days import day_bounds
from standoff.ledger_model import ledger_id
from standoff.told import OUTLET, Record, Told

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Party:
    """A name by which a row can be found: in which role, and the country code where there is one."""

    role: str  # actor | recipient | place | source
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list, with the columns by which lists are filtered."""

    kind: str  # event | statement | position | condition | entity
    id: str
    local: str  # the record's id inside its document
    row: dict[str, Any]
    words: str
    code: str | None = None  # event type (of an event, of what is demanded, of what is required); kind of an entity
    act: str | None = None
    realis: str | None = None
    days: tuple[str, str] | None = None
    parties: tuple[Party, ...] = ()


def parties_of(told: Told, role: str, ids: Sequence[str | None]) -> list[Party]:
    """All names and the country codes of entities or places."""
    found: list[str] = []
    for record in (told.by_id[i] for i in ids if i):
        found.append(record["name"])
        found += [record["country"]] if record["country"] else []
        found += [told.words(m["span"]) for m in record["mentions"] if m.get("form", "name") == "name"]
    return [Party(role, name) for name in dict.fromkeys(found)]


def ledger_rows(document: Document) -> Iterator[Row]:
    """A row for every entity, event, statement, position and condition of a document."""
    told = Told(document)
    yield from (entity_row(told, record) for record in document["entities"])
    seen: dict[str, int] = {}
    for kind, rows in (
        ("events", event_row), ("statements", statement_row),
        ("positions", position_row), ("conditions", condition_row),
    ):  # fmt: skip
        for record in document[kind]:
            row = rows(told, record)
            seen[row.id] = seen.get(row.id, 0) + 1
            yield row if seen[row.id] == 1 else _numbered(row, seen[row.id])


def _numbered(row: Row, number: int) -> Row:
    """A row whose words and kind another row of the page has too, told apart by a number."""
    identifier = f"{row.id}-{number}"
    return replace(row, id=identifier, row={**row.row, "id": identifier})


def entity_row(told: Told, entity: Record) -> Row:
    """One entity as one story knows it; the list joins those of one id."""
    key = entity["wikidata"] or f"{entity['kind']}|{entity['country']}|{entity['name']}"
    if not any(m["form"] == "name" for m in entity["mentions"]):  # "officials" of two stories are not the same
        key = f"{told.page}|{entity['id']}|{key}"
    identifier = ledger_id("n", key)
    fields = ("name", "kind", "country", "sector", "office", "wikidata")
    row = {"id": identifier, **{f: entity[f] for f in fields}, "stories": 1, "mentions": len(entity["mentions"])}
    words = dict.fromkeys(told.words(m["span"]) for m in entity["mentions"] if m["form"] == "name")
    parties = (*parties_of(told, "actor", [entity["id"]]),)
    return Row(
        "entity", identifier, entity["id"], row, " · ".join(words), code=entity["kind"], days=_told_on(told),
        parties=parties,
    )  # fmt: skip


def event_row(told: Told, event: Record) -> Row:
    """An event: who did what to whom, where and when, with the figures side by side."""
    identifier = ledger_id("e", told.page, event["event_type"], event["trigger"], event["realis"])
    values = [told.value(t) for t in event["times"]]
    days = [v for v in dict.fromkeys(values) if v]
    struck = dict.fromkeys(told.words(a["span"]) for a in event["arguments"] if a["role"] == "target")
    row = {
        "id": identifier, "event_type": event["event_type"], "mode": event["mode"], "realis": event["realis"],
        "actors": [told.name(n) for n in event["actors"]], "recipients": [told.name(n) for n in event["recipients"]],
        "targets": list(struck), "places": [_place(told.by_id[p]) for p in event["places"]], "days": days,
        "weapon": event["weapon"], "figures": [_figure(told, told.by_id[f], event) for f in event["figures"]],
        "reports": 1, "independent_chains": 1, "mentions": [told.mention(span) for span in event["mentions"]],
    }  # fmt: skip
    parties = [
        *parties_of(told, "actor", event["actors"]), *parties_of(told, "recipient", event["recipients"]),
        *parties_of(told, "place", event["places"]), *_teller(told, event["statement"]),
    ]  # fmt: skip
    words = told.words([min(a["span"][0] for a in _heard(event)), max(a["span"][1] for a in _heard(event))])
    return Row(
        "event", identifier, event["id"], row, words, code=event["event_type"], realis=event["realis"],
        days=_cover(days) or _told_on(told), parties=tuple(parties),
    )  # fmt: skip


def _heard(event: Record) -> list[Record]:
    """The trigger and the arguments that stand near it, as things with a span."""
    start, end = event["trigger"]
    near = [a for a in event["arguments"] if abs(a["span"][0] - end) < 300 and abs(start - a["span"][1]) < 300]
    return [{"span": event["trigger"]}, *near]


def statement_row(told: Told, statement: Record) -> Row:
    """A statement: its source, by whom it came to the reader, and its words."""
    cover = [statement["content"][0][0], statement["content"][-1][1]]
    identifier = ledger_id("s", told.page, statement["content"], statement["cue"], told.named(statement["source"]))
    day = told.value(statement["time"])
    row = {
        "id": identifier, "source": told.named(statement["source"]), "chain": told.chain(statement),
        "words": " … ".join(told.words(span) for span in statement["content"]), "form": statement["form"],
        "polarity": statement["polarity"], "medium": statement["medium"], "day": day,
        "mentions": [{**told.mention(cover), "spans": statement["content"]}],
    }  # fmt: skip
    place = [statement["place"]] if statement["place"] else []
    parties = [*_teller(told, statement["id"]), *parties_of(told, "place", place)]
    return Row(
        "statement", identifier, statement["id"], row, f"{row['source'] or ''}: {row['words']}",
        days=day_bounds(day) or _told_on(told), parties=tuple(parties),
    )  # fmt: skip


def position_row(told: Told, position: Record) -> Row:
    """What a party demands, offers, refuses …; its history has one entry until stories are merged."""
    identifier = _position_id(told, position)
    day = told.said_on(position["statement"])
    condition = told.by_id[position["condition"]] if position["condition"] else None
    row = {
        "id": identifier, "holder": told.name(position["holder"]), "on_behalf_of": position["on_behalf_of"],
        "counterpart": told.name(position["counterpart"]), "act": position["act"],
        "object": told.words(position["object"]["span"]), "polarity": position["object"]["polarity"],
        "event_type": position["object"]["event_type"], "reason": told.words(position["reason"]) or None,
        "condition": _condition_id(told, condition) if condition else None,
        "history": [{"day": day, "change": "new", "act": position["act"], **told.mention(position["span"])}],
    }  # fmt: skip
    parties = [
        *parties_of(told, "actor", [position["holder"]]), *parties_of(told, "recipient", [position["counterpart"]]),
        *_teller(told, position["statement"]),
    ]  # fmt: skip
    if position["on_behalf_of"]:
        parties.append(Party("actor", position["on_behalf_of"]))
    return Row(
        "position", identifier, position["id"], row, told.words(position["span"]), code=row["event_type"],
        act=position["act"], days=day_bounds(day) or _told_on(told), parties=tuple(dict.fromkeys(parties)),
    )  # fmt: skip


def condition_row(told: Told, condition: Record) -> Row:
    """What must hold for what; its status is not known until later days are read against it."""
    needs, follows = condition["requires"], condition["consequence"]
    day = told.story["published_at"]
    holder = told.setter(condition)
    identifier = _condition_id(told, condition)
    row = {
        "id": identifier, "holder": told.name(holder), "operator": condition["operator"],
        "requires": {
            **{k: needs[k] for k in ("event_type", "polarity", "actors", "recipients", "places")},
            "words": told.words(needs["span"]),
        },
        "consequence": {
            "event_type": follows["event_type"], "polarity": follows["polarity"], "words": told.words(follows["span"]),
        },
        "first_day": day, "last_day": day, "status": "unknown", "mentions": [told.mention(condition["span"])],
    }  # fmt: skip
    parties = [*parties_of(told, "actor", [holder])]
    parties += [Party("actor", name) for name in (*needs["actors"], *follows["actors"])]
    parties += [Party("recipient", name) for name in needs["recipients"]]
    parties += [Party("place", name) for name in needs["places"]]
    return Row(
        "condition", identifier, condition["id"], row, told.words(condition["span"]), code=needs["event_type"],
        days=_told_on(told), parties=tuple(dict.fromkeys(parties)),
    )  # fmt: skip


def _position_id(told: Told, position: Record) -> str:
    holder, spans = told.name(position["holder"]), (position["span"], position["object"]["span"])
    return ledger_id("k", told.page, position["act"], *spans, holder, told.name(position["counterpart"]))


def _condition_id(told: Told, condition: Record) -> str:
    spans = (condition["span"], condition["requires"]["span"], condition["consequence"]["span"])
    return ledger_id("c", told.page, condition["operator"], *spans)


def _teller(told: Told, statement: str | None) -> list[Party]:
    """The sources of a statement and of those that relay it."""
    found: list[Party] = []
    while statement and len(found) <= 1000:
        record = told.by_id[statement]
        if record["source"]:
            names = parties_of(told, "source", [record["source"]["ref"]])
            found += names or [Party("source", told.words(record["source"]["span"]))]
        statement = record["within"]
    return list(dict.fromkeys(found))


def _place(place: Record) -> dict[str, Any]:
    return {key: place[key] for key in ("name", "country", "lat", "lon", "resolution")}


def _figure(told: Told, figure: Record, event: Record) -> dict[str, Any]:
    """A figure with who gives it: the source of its statement, else of the event's, else the outlet."""
    statement = figure["statement"] or event["statement"]
    source = told.named(told.by_id[statement]["source"]) if statement else told.story["publisher"] or OUTLET
    bounds = {key: figure[key] for key in ("what", "lower", "upper", "hedge", "unit")}
    return {**bounds, "stated_by": source, "page": told.page, "span": figure["span"]}


def _told_on(told: Told) -> tuple[str, str] | None:
    return day_bounds(told.story["published_at"])


def _cover(days: Sequence[str]) -> tuple[str, str] | None:
    bounds = [b for b in map(day_bounds, days) if b]
    return (min(b[0] for b in bounds), max(b[1] for b in bounds)) if bounds else None
