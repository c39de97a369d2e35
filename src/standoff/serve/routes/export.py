"""Lists as files: CSV, JSON, JSON Lines, GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final, Literal

from fastapi import APIRouter, HTTPException, Response

from standoff.serve.desk import Desk
from standoff.serve.filters import Filters, Given
from standoff.serve.parts import TheDesk
from standoff.show.csv_rows import csv_text
from standoff.show.geojson import geojson_text

router = APIRouter(tags=["export"])
Row = dict[str, Any]
Listed = Literal["event", "statement", "position", "condition", "entity", "story"]
_KINDS: Final[dict[str, Listed]] = {
    "events": "event", "statements": "statement", "positions": "position", "conditions": "condition",
    "entities": "entity", "stories": "story",
}  # fmt: skip


@router.get("/export/{name}")
def export(desk: TheDesk, given: Given, name: str) -> Response:
    """All rows that fit, as `KIND.csv`, `.json`, `.jsonl` or, for events, `.geojson`; limit and offset do not count."""
    plural, _, form = name.partition(".")
    kind, write = _KINDS.get(plural), _FORMS.get(form)
    if kind is None or write is None or (form == "geojson" and kind != "event"):
        raise HTTPException(404, f"no export {name}; kinds: {', '.join(_KINDS)}; forms: {', '.join(_FORMS)}")
    body, media_type = write(kind, _rows(desk, kind, given)), _TYPES[form]
    headers = {"content-disposition": f'attachment; filename="{plural}.{form}"', "cache-control": "no-store"}
    return Response(body.encode("utf-8", "surrogatepass"), media_type=media_type, headers=headers)


def _rows(desk: Desk, kind: Listed, given: Filters) -> Sequence[Row]:
    if kind == "story":
        return desk.stories(given)
    return desk.entities(given) if kind == "entity" else desk.all_rows(kind, given)


def _json(_: str, rows: Sequence[Row]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _lines(_: str, rows: Sequence[Row]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _geojson(_: str, rows: Sequence[Row]) -> str:
    return geojson_text(rows)


_FORMS: Final[dict[str, Callable[[str, Sequence[Row]], str]]] = {
    "csv": csv_text, "json": _json, "jsonl": _lines, "geojson": _geojson,
}  # fmt: skip
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8", "json": "application/json", "jsonl": "application/jsonl",
    "geojson": "application/geo+json",
}  # fmt: skip
