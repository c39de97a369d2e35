"""What verify finds: every flipped character, span, name; and that it names the record."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.contract import seal_of
from standoff.verify import Fault, find_spans, verify_document, verify_lines
from tests.conftest import build

DOCUMENT = build().to_dict()
SPANS = [path for path, _ in find_spans({k: v for k, v in DOCUMENT.items() if k not in ("page", "seal")})]


def copy() -> dict[str, Any]:
    return json.loads(json.dumps(DOCUMENT))


def sealed(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "seal": seal_of(document)}


def found(document: dict[str, Any]) -> set[str]:
    return {fault.record for fault in verify_document(document)}


def test_a_sound_document_has_no_faults() -> None:
    assert verify_document(DOCUMENT) == []


@given(st.integers(0, len(DOCUMENT["page"]["text"]) - 1), st.characters(codec="utf-8"))
def test_every_flipped_character_is_found(where: int, letter: str) -> None:
    document = copy()
    text = document["page"]["text"]
    document["page"]["text"] = text[:where] + letter + text[where + 1 :]
    assert ("page" in found(document)) == (letter != text[where])


@given(st.sampled_from(SPANS), st.integers(0, 1), st.integers(-400, 400).filter(bool))
def test_every_moved_span_is_found_and_its_record_named(path: tuple[Any, ...], end: int, by: int) -> None:
    document = copy()
    part: Any = document
    for key in path:
        part = part[key]
    part[end] += by
    record = document[path[0]][path[1]]
    name = record["id"] if isinstance(record, dict) else path[0]
    assert name in found(document)


@given(st.data())
def test_every_bit_of_a_line_is_found(data: st.DataObject) -> None:
    line = bytearray(json.dumps(DOCUMENT, ensure_ascii=False).encode())
    where = data.draw(st.integers(0, len(line) - 1))
    line[where] ^= 1 << data.draw(st.integers(0, 7))
    results = list(verify_lines([bytes(line)], name="file"))
    changed = not results or not isinstance(results[0], dict) or results[0] != DOCUMENT
    assert any(isinstance(r, Fault) for r in results) == (changed and bool(line.strip()))


@pytest.mark.parametrize(
    ("change", "record", "words"),
    [
        (lambda d: d["events"][0]["arguments"][0].update(ref="p9"), "e1", "names p9"),
        (lambda d: d["statements"][0].update(within="s1"), "s1", "relayed by itself"),
        (lambda d: d["figures"][0].update(lower=7, upper=5), "f1", "above upper"),
        (lambda d: d["events"][0].update(mentions=[[0, 2]]), "e1", "not among its mentions"),
        (lambda d: d["events"][0].update(trigger=[30, 34], mentions=[[30, 34]]), "e1", "outside what is kept"),
        (lambda d: d["story"].update(kept=[[0, 40]]), "story", "is kept"),
        (lambda d: d["entities"].append(d["entities"][0]), "n1", "stands twice"),
        (lambda d: d["conditions"][0].update(operator="maybe"), "c1", "not one of the values"),
        (lambda d: d["positions"][0].pop("holder"), "k1", "'holder' is missing"),
    ],
)
def test_what_does_not_hold_is_told_even_when_sealed(change: Any, record: str, words: str) -> None:
    document = copy()
    change(document)
    assert any(f.record == record and words in f.why for f in verify_document(sealed(document)))


def test_a_record_taken_out_or_put_in_is_told() -> None:
    document = copy()
    del document["conditions"][0]
    assert "c1" in found(document)
    document = copy()
    document["times"].append({**document["times"][0], "id": "t2"})
    assert found(document) == {"t2"}


def test_lines_that_are_no_documents() -> None:
    results = list(verify_lines(["{", "[1]", "", "{}"], name="x.jsonl"))
    assert [str(r).split(":")[0] for r in results if isinstance(r, Fault)][:2] == ["x.jsonl, line 1", "x.jsonl, line 2"]
    assert any(isinstance(r, Fault) and "line 4" in r.page for r in results)
