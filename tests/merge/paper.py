"""Documents of the data contract written by hand: a text, and what a reading knows of its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

PUBLISHED = "2022-03-04"
Entity = tuple[str, str, str | None, str | None]  # words, kind, country, sector


def document(
    text: str, *, places: Sequence[tuple[str, str | None, int]] = (), times: Sequence[tuple[str, str]] = (),
    entities: Sequence[Entity] = (), **records: Any,
) -> dict[str, Any]:  # fmt: skip
    """A document on a text; places, times and entities stand where their words stand first, an entity by its words."""

    def spot(words: str) -> list[int]:
        start = text.index(words)
        return [start, start + len(words)]

    sentences = [s for s in text.split("\n") if s]
    lists: dict[str, Any] = {"events": [], "statements": [], "positions": [], "conditions": [], "figures": []}
    return {
        "page": {"id": "sha256:paper", "text": text},
        "story": {"title": None, "kept": [[0, len(text)]], "published_at": PUBLISHED, "publisher": None},
        "sentences": [spot(s) for s in sentences],
        "places": [
            {
                "id": f"p{n}", "name": name, "geonames": n, "country": country, "lat": None, "lon": None,
                "resolution": resolution, "mentions": [{"span": spot(name)}],
            }
            for n, (name, country, resolution) in enumerate(places, 1)
        ],
        "times": [{"id": f"t{n}", "value": value, "span": spot(words)} for n, (words, value) in enumerate(times, 1)],
        "entities": [
            {
                "id": f"n{n}", "name": words, "kind": kind, "country": country, "sector": sector, "wikidata": None,
                "office": None, "mentions": [{"span": spot(words), "form": "noun"}],
            }
            for n, (words, kind, country, sector) in enumerate(entities, 1)
        ],
        **lists, **records,
    }  # fmt: skip
