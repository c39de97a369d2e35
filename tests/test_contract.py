"""The document of a reading: as the contract says, accepted by the shipped schema."""

from __future__ import annotations

import json
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff import model
from standoff.contract import plain, seal_of
from standoff.model import Reading
from standoff.schema import find_breaches, load_schema
from standoff.terms.frames import EVENT_TYPES, load_frames
from standoff.verify import verify_document
from tests.conftest import build

VALIDATOR = jsonschema.Draft202012Validator(load_schema())
DOCUMENT = build().to_dict()


def copy() -> dict[str, Any]:
    return json.loads(json.dumps(DOCUMENT))


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(load_schema())


def test_schema_accepts_the_reading_built_by_hand(reading: Reading) -> None:
    assert not list(VALIDATOR.iter_errors(reading.to_dict()))
    assert not find_breaches(reading.to_dict())


def test_schema_accepts_the_sample(sample: Reading) -> None:
    assert not list(VALIDATOR.iter_errors(sample.to_dict()))
    assert verify_document(sample.to_dict()) == []


def test_document_survives_json(reading: Reading) -> None:
    document = reading.to_dict()
    assert json.loads(json.dumps(document)) == document
    assert seal_of(document) == document["seal"]


def test_trailing_underscore_and_inner_indices_are_left_out(reading: Reading) -> None:
    document: Any = reading.to_dict()
    assert document["entities"][0]["office"]["from"] == "2019-05-20"
    assert "token" not in document["times"][0]
    assert plain(0.1234567) == 0.12346


@pytest.mark.parametrize(
    ("values", "path"),
    [
        (model.EntityKind, "entity.properties.kind"),
        (model.MentionForm, "entity.properties.mentions.items.properties.form"),
        (model.FigureWhat, "figure.properties.what"),
        (model.Hedge, "figure.properties.hedge"),
        (model.Role, "argument.properties.role"),
        (model.Realis, "event.properties.realis"),
        (model.StatementForm, "statement.properties.form"),
        (model.StatementPolarity, "statement.properties.polarity"),
        (model.Act, "position.properties.act"),
        (model.Operator, "condition.properties.operator"),
        (model.Polarity, "polarity"),
        (model.PublishedBasis, "story.properties.published_basis"),
    ],
)
def test_enumerations_are_those_of_the_values(values: Any, path: str) -> None:
    part: Any = load_schema()["$defs"]
    for key in path.split("."):
        part = part[key]
    assert set(part["enum"]) == set(get_args(values))


def test_medium_and_types_are_those_of_the_values() -> None:
    defs = load_schema()["$defs"]
    assert set(defs["statement"]["properties"]["medium"]["enum"]) == {*get_args(model.Medium), None}
    assert tuple(defs["event_type"]["enum"]) == EVENT_TYPES


def test_contexts_of_the_frames_are_in_the_schema() -> None:
    known = set(load_schema()["$defs"]["event"]["properties"]["contexts"]["items"]["enum"])
    used = {c for frames in load_frames().frames.values() for frame in frames for c in frame.contexts}
    assert used <= known


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("events", 0, "event_type"), "FIGHT"),
        (("events", 0, "mode"), "visit"),
        (("events", 0, "realis"), None),
        (("events", 0, "trigger"), [3]),
        (("events", 0, "score"), 2),
        (("events", 0, "contexts"), ["military", "military"]),
        (("positions", 0, "act"), "wish"),
        (("conditions", 0, "requires", "modes"), ["visit"]),
        (("entities", 0, "country"), "Ukraine"),
        (("page", "truncated"), 0),
        (("story", "published_basis"), "guess"),
        (("figures", 0, "lower"), -1),
        (("schema",), "standoff/reading/2"),
    ],
)
def test_what_breaks_the_schema_is_found_by_both_checkers(path: tuple[Any, ...], value: object) -> None:
    document = copy()
    part: Any = document
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    assert list(VALIDATOR.iter_errors(document))
    assert find_breaches(document)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [p for k, v in value.items() for p in leaves(v, (*path, k))]
    if isinstance(value, list):
        return [p for k, v in enumerate(value) for p in leaves(v, (*path, k))]
    return [path]


@given(st.sampled_from(leaves(DOCUMENT)), st.one_of(st.none(), st.booleans(), st.integers(-2, 9), st.text(max_size=3)))
def test_own_checker_agrees_with_jsonschema(path: tuple[Any, ...], value: object) -> None:
    document = copy()
    part: Any = document
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    assert bool(find_breaches(document)) == bool(list(VALIDATOR.iter_errors(document)))
