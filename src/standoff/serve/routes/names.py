"""Persons, states, organisations and places: names, spellings, offices, and what is told of them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter

from standoff.serve.badges import badged
from standoff.serve.counts import place_row
from standoff.serve.desk import Desk, NotThereError
from standoff.serve.evidence import story_of
from standoff.serve.filters import Filters, Given
from standoff.serve.parts import TheDesk
from standoff.serve.shapes import EntityList
from standoff.store import Choice, MergedKind
from standoff.told import Told

router = APIRouter(tags=["names"])
Row = dict[str, Any]
_SHOWN = 50  # records of a kind that one answer holds; the lists have all
_LOOKED_AT = 50  # stories, the newest, whose words are looked at for what they call an entity


@router.get("/entities", response_model=EntityList)
def entities(desk: TheDesk, given: Given) -> Row:
    """Persons, states, groups and organisations, those of most stories first. `type` is their kind."""
    rows = desk.entities(given)
    return {"total": len(rows), "rows": rows[given.offset :][: given.limit]}


@router.get("/entities/{identifier}")
def entity(desk: TheDesk, identifier: str) -> Row:
    """An entity: its names and spellings with counts, its office day by day, and what it does and says.

    All of it from the newest stories that name it; `looked_at` says from how many.
    """
    with desk.store() as store:
        found = store.naming(identifier, limit=_LOOKED_AT) if identifier.startswith("n-") else []
        told = [(Told(store.document(f.page)), f.local) for f in found]
    if not told:
        raise NotThereError(f"no entity {identifier}")
    story, local = told[0]
    named = story.by_id[local]
    listed = (r for r in desk.entities(Filters(actor=named["name"])) if r["id"] == identifier)
    row = next(listed, {**named, "id": identifier, "stories": len(told)})
    spellings = Counter(
        (t.words(m["span"]), m["form"]) for t, local in told for m in t.by_id[local]["mentions"]
    )  # fmt: skip
    offices = [
        {"day": t.story["published_at"], "page": t.page, **t.by_id[n]["office"]}
        for t, n in told
        if t.by_id[n]["office"]
    ]
    return {
        **row, "looked_at": len(told), "names": _counted(Counter(t.by_id[n]["name"] for t, n in told)),
        "spellings": [{"words": w, "form": f, "count": c} for (w, f), c in spellings.most_common(_SHOWN)],
        "offices": sorted(offices, key=lambda o: o["day"] or ""),
        "in_stories": [story_of(t) for t, _ in told[:_SHOWN]],
        **_records(desk, told),
    }  # fmt: skip


def _records(desk: Desk, told: list[tuple[Told, str]]) -> Row:
    """The newest merged events, statements and positions in which an entity has a part."""
    lists: dict[str, MergedKind] = {"events": "event", "statements": "statement", "positions": "position"}
    rows: Row = {}
    with desk.store() as store:
        ids = {story.page: store.ids(story.page) for story, _ in told}
        for name, kind in lists.items():
            mine = [ids[t.page][r["id"]] for t, local in told for r in t.document[name] if local in _named_in(r)]
            homes = tuple(set(store.homes(mine).values()))
            newest = store.merged(kind, Choice(ids=homes, limit=_SHOWN))[1] if homes else []
            rows[name] = [badged(row) for row in newest]
    return rows


def _named_in(record: Row) -> set[str | None]:
    """The ids of the entities of a record."""
    source = record.get("source")
    return {
        *record.get("actors", ()), *record.get("recipients", ()), record.get("holder"), record.get("counterpart"),
        source["ref"] if source else None,
    }  # fmt: skip


@router.get("/places/{key}")
def place(desk: TheDesk, key: str) -> Row:
    """A place: how stories call it, and the events there."""
    overview = desk.overview()
    events = overview.events_at.get(key, [])
    if not events:
        raise NotThereError(f"no place {key}")
    known = next(p for p in events[0].places if p.key == key)
    names = Counter(p.name for e in events for t in e.tellings for p in t.places if p.key == key)
    newest = sorted(events, key=lambda e: e.days[:1], reverse=True)[:_SHOWN]
    return {
        **place_row(known, Counter(e.event_type for e in events)), "names": _counted(names),
        "spellings": _spellings(desk, known.name, known.key, {t.page for e in events for t in e.tellings}),
        "events_list": [desk.row("event", e.id) for e in newest],
    }  # fmt: skip


def _spellings(desk: Desk, name: str, key: str, pages: set[str]) -> list[Row]:
    """How the stories of these pages write a place, with counts."""
    found: Counter[str] = Counter()
    with desk.store() as store:
        for page in sorted(pages)[:_SHOWN]:
            told = Told(store.document(page))
            there = (p for p in told.document["places"] if p["name"] == name)
            meant = (p for p in there if not key.startswith("g") or f"g{p['geonames']}" == key)
            found.update(told.words(m["span"]) for p in meant for m in p["mentions"])
    return [{"words": words, "count": count} for words, count in found.most_common()]


def _counted(names: Counter[str]) -> list[Row]:
    """Names, those that stand most often first."""
    return [{"name": name, "count": count} for name, count in names.most_common()]
