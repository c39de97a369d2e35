"""How the gold of the name head is derived; our own sentences in the corpora's forms."""

import json
from pathlib import Path

import pytest
from train.conllu import read_conllu
from train.example import bio, spans_of
from train.news import read_re3d


def row(index: int, word: str, upos: str, xpos: str, head: int, deprel: str, entity: str = "_") -> str:
    misc = entity if entity == "_" else f"Entity={entity}"
    return "\t".join([str(index), word, word.lower(), upos, xpos, "_", str(head), deprel, "_", misc])


def names(folder: Path, rows: list[str]) -> list[tuple[str, str]]:
    path = folder / "one.conllu"
    path.write_text("# newdoc id = d\n# sent_id = GUM_news_d-1\n" + "\n".join(rows) + "\n\n", encoding="utf-8")
    (example,) = read_conllu(path, corpus="gum")
    return [(" ".join(example.words[a:b]), kind) for a, b, kind in spans_of(example.names or [])]


def test_a_title_is_no_part_of_a_name(tmp_path: Path) -> None:
    rows = [
        row(1, "President", "PROPN", "NNP", 2, "nmod:desc", "(1-person-new-x"),
        row(2, "Ann", "PROPN", "NNP", 4, "nsubj"),
        row(3, "Lee", "PROPN", "NNP", 2, "flat", "1)"),
        row(4, "left", "VERB", "VBD", 0, "root"),
    ]
    assert names(tmp_path, rows) == [("Ann Lee", "PER")]


def test_the_longest_of_nested_names_stays_without_its_determiner(tmp_path: Path) -> None:
    rows = [
        row(1, "the", "DET", "DT", 2, "det", "(1-organization-new-x"),
        row(2, "Bank", "PROPN", "NNP", 0, "root"),
        row(3, "of", "ADP", "IN", 4, "case"),
        row(4, "Chad", "PROPN", "NNP", 2, "nmod", "(2-place-new-x)1)"),
    ]
    assert names(tmp_path, rows) == [("Bank of Chad", "ORG")]


def test_a_name_inside_a_longer_nominal_is_the_name(tmp_path: Path) -> None:
    rows = [
        row(1, "the", "DET", "DT", 2, "det", "(1-place-new-x"),
        row(2, "town", "NOUN", "NN", 0, "root"),
        row(3, "of", "ADP", "IN", 4, "case"),
        row(4, "Izium", "PROPN", "NNP", 2, "nmod", "1)"),
    ]
    assert names(tmp_path, rows) == [("Izium", "LOC")]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("northern Iraq", "Location", [("Iraq", "LOC")]),
        ("the Syrian Democratic Forces", "Organisation", [("Syrian Democratic Forces", "ORG")]),
        ("ISIL fighters", "Organisation", []),
        ("Foreign Secretary Boris Johnson", "Person", [("Boris Johnson", "PER")]),
        ("the UK", "Organisation", [("UK", "LOC")]),
        ("the city", "Location", []),
    ],
)
def test_re3d_nominals_become_names(tmp_path: Path, text: str, kind: str, expected: list[tuple[str, str]]) -> None:
    entity = {"id": "e1", "start": 4, "end": 4 + len(text), "type": kind, "text": text}
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"id": "d", "text": f"See {text} today.", "entities": [entity]}), encoding="utf-8")
    (example,) = read_re3d(path, places=frozenset({"UK"}))
    assert [(" ".join(example.words[a:b]), k) for a, b, k in spans_of(example.names or [])] == expected


def test_tags_and_spans_are_inverse() -> None:
    spans = [(0, 2, "PER"), (2, 3, "LOC"), (4, 5, "ORG")]
    assert spans_of(bio(spans, 6)) == spans
