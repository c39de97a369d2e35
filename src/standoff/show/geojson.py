"""Events as GeoJSON (RFC 7946): a point for every place, for maps and geographic tools."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

Row = dict[str, Any]


def geojson_text(rows: Iterable[Row]) -> str:
    """A feature for every place of every event, in degrees WGS84; places without coordinates are left out.

    Its properties are those of the event's row, without `places` and `mentions`, with `place`, `resolution` and
    `country`.
    """
    return json.dumps({"type": "FeatureCollection", "features": list(_features(rows))}, ensure_ascii=False)


def _features(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        for place in row["places"]:
            if place["lat"] is not None and place["lon"] is not None:
                point = {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
                named = {"place": place["name"], "resolution": place["resolution"], "country": place["country"]}
                kept = {k: v for k, v in row.items() if k not in ("places", "mentions")}
                yield {"type": "Feature", "geometry": point, "properties": {**kept, **named}}
