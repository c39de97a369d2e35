"""Rows of the ledger as flat rows for a spreadsheet, pandas or R: one value a column, several values joined by "; "."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any

from standoff.show.summary import figure_words

Row = dict[str, Any]

_SEVERAL = "; "
_TOLD = ("told_on", "publishers", "asserted_by", "reports", "independent_chains", "checked", "page")

CSV_COLUMNS: dict[str, tuple[str, ...]] = {
    "event": (
        "id", "day", "type", "mode", "realis", "actors", "recipients", "targets", "places", "countries", "lat", "lon",
        "weapon", "figures", "words", *_TOLD,
    ),
    "statement": ("id", "day", "source", "by_way_of", "words", "form", "polarity", "medium", *_TOLD),
    "position": (
        "id", "day", "change", "holder", "on_behalf_of", "act", "counterpart", "object", "type", "polarity", "reason",
        "condition", *_TOLD,
    ),
    "condition": (
        "id", "day", "last_day", "holder", "operator", "requires", "requires_type", "requires_polarity",
        "requires_actors", "requires_recipients", "requires_places", "consequence", "consequence_type",
        "consequence_polarity", "status", *_TOLD,
    ),
    "entity": ("id", "name", "kind", "country", "sector", "office", "office_of", "stories", "mentions"),
    "story": (
        "id", "day", "title", "publisher", "uri", "events", "statements", "positions", "conditions", "status",
    ),
}  # fmt: skip


def csv_text(kind: str, rows: Iterable[Row]) -> str:
    """Comma-separated, one row a record; words that a spreadsheet would take for a formula begin with an apostrophe."""
    out = io.StringIO()
    writer = csv.DictWriter(out, CSV_COLUMNS[kind], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in flat(kind, row).items()})
    return out.getvalue()


def flat(kind: str, row: Row) -> dict[str, object]:
    """The values of a row under `CSV_COLUMNS[kind]`; what is not known is None."""
    return {"id": row["id"], **_FLAT[kind](row)}


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    line = " ".join(value.split())
    return f"'{line}" if line[:1] in ("=", "+", "-", "@") else line


def _several(values: Iterable[object]) -> str | None:
    return _SEVERAL.join(str(v) for v in values if v is not None and v != "") or None


def _event(row: Row) -> Row:
    places, point = row["places"], next((p for p in row["places"] if p["lat"] is not None), None)
    figures = (f"{figure_words(f)} ({f['stated_by'] or 'source not named'})" for f in row["figures"])
    return {
        "day": _several(row["days"]), "type": row["event_type"], "mode": row["mode"], "realis": row["realis"],
        "actors": _several(row["actors"]), "recipients": _several(row["recipients"]),
        "targets": _several(row["targets"]),
        "places": _several(p["name"] for p in places), "countries": _several(_once(p["country"] for p in places)),
        "lat": point["lat"] if point else None, "lon": point["lon"] if point else None,
        "weapon": row["weapon"], "figures": _several(figures), "words": row["mentions"][0]["words"], **_told(row),
    }  # fmt: skip


def _statement(row: Row) -> Row:
    relays = [link or "not named" for link in row["chain"][:-1]]
    return {
        "day": row["day"], "source": row["source"], "by_way_of": _several(relays), "words": row["words"],
        "form": row["form"], "polarity": row["polarity"], "medium": row["medium"], **_told(row),
    }  # fmt: skip


def _position(row: Row) -> Row:
    last = row["history"][-1]
    return {
        "day": last["day"], "change": last["change"], "holder": row["holder"], "on_behalf_of": row["on_behalf_of"],
        "act": row["act"], "counterpart": row["counterpart"], "object": row["object"], "type": row["event_type"],
        "polarity": row["polarity"], "reason": row["reason"], "condition": row["condition"], **_told(row),
    }  # fmt: skip


def _condition(row: Row) -> Row:
    needs, follows = row["requires"], row["consequence"]
    return {
        "day": row["first_day"], "last_day": row["last_day"], "holder": row["holder"], "operator": row["operator"],
        "requires": needs["words"], "requires_type": needs["event_type"], "requires_polarity": needs["polarity"],
        "requires_actors": _several(needs["actors"]), "requires_recipients": _several(needs["recipients"]),
        "requires_places": _several(needs["places"]), "consequence": follows["words"],
        "consequence_type": follows["event_type"], "consequence_polarity": follows["polarity"],
        "status": row["status"], **_told(row),
    }  # fmt: skip


def _entity(row: Row) -> Row:
    office = row["office"] or {"title": None, "of": None}
    return {
        "name": row["name"], "kind": row["kind"], "country": row["country"], "sector": row["sector"],
        "office": office["title"], "office_of": office["of"], "stories": row["stories"], "mentions": row["mentions"],
    }  # fmt: skip


def _story(row: Row) -> Row:
    return {
        "day": row["published_at"], "title": row["title"], "publisher": row["publisher"], "uri": row["uri"],
        "events": row["events"], "statements": row["statements"], "positions": row["positions"],
        "conditions": row["conditions"], "status": row["status"],
    }  # fmt: skip


def _told(row: Row) -> Row:
    """Who tells a merged record, and how often; the page id is the one of the first story."""
    mentions = row.get("mentions") or row["history"]
    return {
        "told_on": row["told_on"], "publishers": _several(row["publishers"]),
        "asserted_by": _several(told["name"] for told in row["asserted_by"]), "reports": row["reports"],
        "independent_chains": row["independent_chains"], "checked": row["checked"], "page": mentions[0]["page"],
    }  # fmt: skip


def _once(values: Iterable[str | None]) -> list[str | None]:
    return list(dict.fromkeys(values))


_FLAT: dict[str, Callable[[Row], Row]] = {
    "event": _event, "statement": _statement, "position": _position, "condition": _condition, "entity": _entity,
    "story": _story,
}  # fmt: skip
