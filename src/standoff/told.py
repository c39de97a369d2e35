"""A document of the data contract with its records at hand: names, words, who relays whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from standoff.contract import RECORD_LISTS
from standoff.days import day_bounds

Record = Mapping[str, Any]
OUTLET = "the outlet"  # stands in a chain where the publisher is not known


class Told:
    """A document with its records at hand by id, and the words of its text."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.page: str = document["page"]["id"]
        self.text: str = document["page"]["text"]
        self.story: Record = document["story"]
        self.by_id: dict[str, Record] = {r["id"]: r for key in RECORD_LISTS for r in document[key]}

    def words(self, span: Sequence[int] | None) -> str:
        """The words at a span, white space made single."""
        return " ".join(self.text[span[0] : span[1]].split()) if span else ""

    def name(self, identifier: str | None) -> str | None:
        """The canonical name of an entity or place."""
        return self.by_id[identifier]["name"] if identifier else None

    def named(self, reference: Record | None) -> str | None:
        """The canonical name behind a reference, else its words."""
        if not reference:
            return None
        return self.name(reference["ref"]) or self.words(reference["span"])

    def value(self, time: str | None) -> str | None:
        """The EDTF value of a time."""
        return self.by_id[time]["value"] if time else None

    def chain(self, statement: Record | None) -> list[str | None]:
        """Who relays whom: the outlet first, the innermost source last."""
        links: list[str | None] = []
        while statement is not None and len(links) <= len(self.by_id):
            links.append(self.named(statement["source"]))
            statement = self.by_id[statement["within"]] if statement["within"] else None
        return [self.story["publisher"] or OUTLET, *reversed(links)]

    def said_on(self, statement: str | None) -> str | None:
        """The day on which a statement was made (EDTF): the one told of it, else the story's.

        A day inside its content is what it speaks of, and nobody said anything after the story came out.
        """
        published: str | None = self.story["published_at"]
        record = self.by_id[statement] if statement else None
        time = self.by_id[record["time"]] if record and record["time"] else None
        said, out = day_bounds(time["value"]) if time else None, day_bounds(published)
        if record is None or time is None or said is None or (out and said[1] > out[1]):
            return published
        inside = any(start <= time["span"][0] and time["span"][1] <= end for start, end in record["content"])
        return published if inside and out else str(time["value"])

    def setter(self, condition: Record) -> str | None:
        """Who sets a condition: the holder of a position that rests on it, else the source of its words."""
        for position in self.document["positions"]:
            if position["condition"] == condition["id"] and position["holder"]:
                return str(position["holder"])
        for other in self.document["conditions"]:  # "not to join in exchange for A and B": one position, two conditions
            same = other["id"] != condition["id"] and other["consequence"]["span"] == condition["consequence"]["span"]
            held = [p["holder"] for p in self.document["positions"] if p["condition"] == other["id"] and p["holder"]]
            if same and held:
                return str(held[0])
        start, end = condition["requires"]["span"]
        inside = [
            s
            for s in self.document["statements"]
            if s["source"] and s["source"]["ref"] and any(a <= start and end <= b for a, b in s["content"])
        ]
        smallest = min(inside, key=lambda s: s["content"][-1][1] - s["content"][0][0], default=None)
        return str(smallest["source"]["ref"]) if smallest else None

    def mention(self, span: Sequence[int]) -> dict[str, Any]:
        """Page, span and words: the evidence of a row."""
        return {"page": self.page, "span": list(span), "words": self.text[span[0] : span[1]]}
