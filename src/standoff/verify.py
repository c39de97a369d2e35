"""Re-checks documents of the data contract without any model: text, spans, references, enumerations and seals.

What holds of every document: it follows the schema; `text_sha256` is that of `page.text`; every span lies in the text,
those of records in what is kept; every id that is named exists; and every part is as it was sealed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from standoff.contract import RECORD_LISTS, Document, seal_of
from standoff.schema import find_breaches

_SINGLE = {"statement", "within", "time", "place", "condition", "holder", "counterpart", "ref"}
_MANY = {"actors", "recipients", "places", "times", "figures"}


class Fault(NamedTuple):
    """What does not hold: in which page (its id, or the place in a file), in which record, and why."""

    page: str
    record: str
    why: str

    def __str__(self) -> str:
        return f"{self.page}: {self.record}: {self.why}"


def verify_lines(lines: Iterable[str | bytes], *, name: str) -> Iterator[Document | Fault]:
    """The documents of a JSON Lines (or JSON) file, each followed by its faults."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        try:
            document = json.loads(line)
        except ValueError as error:
            yield Fault(place, "document", f"is no JSON ({error})")
            continue
        if not isinstance(document, dict):
            yield Fault(place, "document", "is no JSON object")
            continue
        yield document
        yield from (fault._replace(page=f"{place}, {fault.page}") for fault in verify_document(document))


def verify_document(document: Mapping[str, Any]) -> list[Fault]:
    """Everything that does not hold in one document; empty if all holds."""
    page = document.get("page")
    name = str(page.get("id")) if isinstance(page, Mapping) else "page without id"
    faults = [Fault(name, record_at(document, b.path), f"{_field(b.path)}{b.why}") for b in find_breaches(document)]
    if not faults:  # only what has the right shape can be looked into
        faults += [Fault(name, record, why) for record, why in _content(document)]
    return faults + [Fault(name, record, why) for record, why in _seal(document)]


def record_at(document: Mapping[str, Any], path: Sequence[str | int]) -> str:
    """The id of the record that a path of keys leads into, or the part of the document ("page", "story", …)."""
    if not path:
        return "document"
    if len(path) > 1 and path[0] in RECORD_LISTS:
        record = document[str(path[0])][path[1]]
        if isinstance(record, Mapping) and isinstance(record.get("id"), str):
            return str(record["id"])
        return f"{path[0]}[{path[1]}]"
    return str(path[0])


def _field(path: Sequence[str | int]) -> str:
    """The field inside a record that a path leads to, for a message."""
    inner = path[2:] if path and path[0] in RECORD_LISTS else path[1:]
    return ".".join(map(str, inner)) + " " if inner else ""


Found = Iterator[tuple[str, str]]


def _content(document: Mapping[str, Any]) -> Found:
    yield from _text(document["page"])
    yield from _ids(document)
    yield from _story(document)
    yield from _spans(document)
    yield from _references(document)
    yield from _sense(document)


def _text(page: Mapping[str, Any]) -> Found:
    found = hashlib.sha256(page["text"].encode("utf-8", "surrogatepass")).hexdigest()
    if found != page["text_sha256"]:
        yield "page", "text is not the one that text_sha256 names"


def records(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every record of a document that has an id, in order."""
    for key in RECORD_LISTS:
        yield from document[key]


def _ids(document: Mapping[str, Any]) -> Found:
    seen: set[str] = set()
    for record in records(document):
        if record["id"] in seen:
            yield record["id"], "stands twice in the document"
        seen.add(record["id"])


def _story(document: Mapping[str, Any]) -> Found:
    """Kept spans in order and apart; furniture outside them."""
    kept = document["story"]["kept"]
    for before, after in pairwise(kept):
        if after[0] < before[1]:
            yield "story", f"kept {after} begins inside kept {before}"
    for piece in document["story"]["furniture"]:
        start, end = piece["span"]
        if any(start < k[1] and k[0] < end for k in kept):
            yield "story", f"furniture {piece['span']} ({piece['why']}) is kept"


def find_spans(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], list[int]]]:
    """Every span in a value (a list of two whole numbers), with the path of keys that leads to it."""
    if isinstance(value, Mapping):
        for key, member in value.items():
            yield from find_spans(member, (*path, str(key)))
    elif isinstance(value, list):
        if len(value) == 2 and all(isinstance(v, int) and not isinstance(v, bool) for v in value):
            yield path, value
            return
        for i, member in enumerate(value):
            yield from find_spans(member, (*path, i))


def _spans(document: Mapping[str, Any]) -> Found:
    text = document["page"]["text"]
    kept = _kept_mask(text, document["story"]["kept"])
    for path, (start, end) in find_spans({k: v for k, v in document.items() if k != "page"}):
        name = record_at(document, path)
        if not 0 <= start < end <= len(text):
            yield name, f"{_field(path)}[{start}, {end}] is outside the text (0 to {len(text)})"
        elif path[0] != "story" and not all(kept[start:end]):
            yield name, f"{_field(path)}[{start}, {end}] is outside what is kept: {_quote(text[start:end])}"


def _kept_mask(text: str, kept: Iterable[Sequence[int]]) -> bytearray:
    """A byte for each character: 1 where it is kept, or white space, which may stand between kept blocks."""
    mask = bytearray(letter.isspace() for letter in text)
    for start, end in kept:
        mask[start : min(end, len(text))] = b"\x01" * (min(end, len(text)) - start)
    return mask


def _references(document: Mapping[str, Any]) -> Found:
    known = {record["id"] for record in records(document)}
    for record in records(document):
        for field, value in _named(record):
            if value not in known:
                yield record["id"], f"{field} names {value}, which is not in the document"
    within = {s["id"]: s["within"] for s in document["statements"]}
    for identifier in within:
        seen, at = {identifier}, within.get(identifier)
        while at is not None and at not in seen:
            seen.add(at)
            at = within.get(at)
        if at is not None:
            yield identifier, "is relayed by itself (within)"


def _named(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Field and id of everything in the same document that a record names."""
    for key, value in record.items():
        if key in _SINGLE and isinstance(value, str):
            yield key, value
        elif key in _MANY:
            yield from ((key, v) for v in value)
        elif key in ("source", "addressee") and value and value["ref"]:
            yield key, value["ref"]
        elif key == "arguments":
            yield from ((f"arguments.{a['role']}", a["ref"]) for a in value if a["ref"])


def _sense(document: Mapping[str, Any]) -> Found:
    """What the schema cannot say: bounds in order, the trigger among the mentions."""
    for figure in document["figures"]:
        if figure["lower"] is not None and figure["upper"] is not None and figure["lower"] > figure["upper"]:
            yield figure["id"], f"lower {figure['lower']} is above upper {figure['upper']}"
    for event in document["events"]:
        if event["trigger"] not in event["mentions"]:
            yield event["id"], "its trigger is not among its mentions"


def _seal(document: Mapping[str, Any]) -> Found:
    """Every part that is not as it was sealed, by its name."""
    seal = document.get("seal")
    if not isinstance(seal, Mapping) or not isinstance(seal.get("parts"), Mapping):
        yield "document", "has no seal"
        return
    now = seal_of(document)
    told: Mapping[str, object] = seal["parts"]
    wrong = [name for name in {**told, **now["parts"]} if told.get(name) != now["parts"].get(name)]
    for name in wrong:
        if name not in now["parts"]:
            yield name, "was sealed with the document and is not in it"
        elif name not in told:
            yield name, "is in the document and was not sealed with it"
        else:
            yield name, "is not as it was sealed"
    if not wrong and seal.get("sha256") != now["sha256"]:
        yield "document", "is not as it was sealed (the order of its records, or the seal itself)"


def _quote(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:57] + "…")
