"""The data contract in code: a `Reading` as the plain document that `standoff read --json` prints, sealed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from standoff.model import SCHEMA, Entity, Figure, Page, Place, Reading, Record, Story, Time
from standoff.span import Span

Document = dict[str, Any]

_INTERNAL = frozenset({"sentence", "token"})  # indices that only the stages use
RECORD_LISTS = ("entities", "places", "times", "figures", "events", "statements", "positions", "conditions")
_DIGITS = 5  # decimals of scores and degrees (5 = one metre): rounding in the encoder may not change a document
_PART = 12  # hexadecimal digits of a part's seal


def plain(value: object) -> object:
    """`value` as JSON types: dataclasses become dicts, tuples and spans lists; a trailing "_" leaves a field's name."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name.rstrip("_"): plain(getattr(value, f.name)) for f in fields(value) if f.name not in _INTERNAL}
    if isinstance(value, Span | tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, float):
        return round(value, _DIGITS)
    return value


def canonical(value: object) -> bytes:
    """`value` as the JSON bytes that are sealed: keys sorted, no white space, UTF-8 as it stands."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")


def seal_of(document: Mapping[str, object]) -> Document:
    """The seal of a document: sha256 of all but the seal, and a short one of every part and every record by its id."""
    body = {key: value for key, value in document.items() if key != "seal"}
    parts = {key: _part(value) for key, value in body.items() if key not in RECORD_LISTS}
    for key in RECORD_LISTS:
        records = body.get(key)
        for record in records if isinstance(records, list) else ():
            if isinstance(record, dict):
                parts[str(record.get("id"))] = _part(record)
    return {"sha256": hashlib.sha256(canonical(body)).hexdigest(), "parts": parts}


def _part(value: object) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()[:_PART]


def reading_document(reading: Reading) -> Document:
    """The document of the contract for one reading: JSON types only, with its seal."""
    document = _unsealed(reading)
    return {**document, "seal": seal_of(document)}


def _unsealed(reading: Reading) -> Document:
    mentions, record = reading.mentions, reading.record
    return {
        "schema": SCHEMA,
        "made_by": plain(reading.made_by),
        "page": _page(reading.page),
        "story": _story(reading.story),
        "sentences": [list(s.span) for s in reading.sentences],
        "entities": [_entity(e) for e in mentions.entities],
        "places": [_place(p) for p in mentions.places],
        "times": [_time(t) for t in mentions.times],
        "figures": [_figure(f) for f in mentions.figures],
        **_record(record),
        "notes": list(mentions.notes),
    }


def _page(page: Page) -> dict[str, object]:
    return {
        "id": page.id,
        "uri": page.uri,
        "media_type": page.media_type,
        "fetched_at": page.fetched_at,
        "text": page.text,
        "text_sha256": page.text_sha256,
        "text_by": page.text_by,
        "truncated": page.truncated,
    }


def _story(story: Story) -> dict[str, object]:
    return {
        "title": plain(story.title),
        "kept": plain(story.kept),
        "language": story.language,
        "publisher": story.publisher,
        "authors": list(story.authors),
        "published_at": story.published_at,
        "published_basis": story.published_basis,
        "furniture": plain(story.furniture),
    }


def _entity(entity: Entity) -> dict[str, object]:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "country": entity.country,
        "sector": entity.sector,
        "office": plain(entity.office),
        "wikidata": entity.wikidata,
        "mentions": [{"span": list(m.span), "form": m.form} for m in entity.mentions],
    }


def _place(place: Place) -> dict[str, object]:
    return {
        "id": place.id,
        "name": place.name,
        "geonames": place.geonames,
        "country": place.country,
        "lat": plain(place.lat),
        "lon": plain(place.lon),
        "resolution": place.resolution,
        "mentions": [{"span": list(m.span)} for m in place.mentions],
    }


def _time(time: Time) -> dict[str, object]:
    return {"id": time.id, "value": time.value, "span": list(time.span)}


def _figure(figure: Figure) -> object:
    return plain(figure)


def _record(record: Record) -> dict[str, object]:
    return {
        "events": [plain(e) for e in record.events],
        "statements": [plain(s) for s in record.statements],
        "positions": [plain(p) for p in record.positions],
        "conditions": [plain(c) for c in record.conditions],
    }
