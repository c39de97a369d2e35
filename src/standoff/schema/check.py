"""Holds a value against a JSON Schema: the keywords of draft 2020-12 that the shipped schema uses, and no others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from standoff.schema.load import load_schema

Schema = Mapping[str, Any]

_TYPES: Mapping[str, Callable[[object], bool]] = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "null": lambda v: v is None,
}


class Breach(NamedTuple):
    """A place in a document (keys and indices) and what is wrong there."""

    path: tuple[str | int, ...]
    why: str


def find_breaches(value: object, schema: Schema | None = None) -> list[Breach]:
    """Every place where `value` breaks the schema (the shipped one if none is given)."""
    root = load_schema() if schema is None else schema
    return list(_breaches(value, root, root, ()))


Path = tuple[str | int, ...]


def _breaches(value: object, schema: Schema, root: Schema, path: Path) -> Iterator[Breach]:
    if "$ref" in schema:
        yield from _breaches(value, _target(schema["$ref"], root), root, path)
    why = _scalar(value, schema)
    if why:
        yield Breach(path, why)
        return
    if "anyOf" in schema:
        yield from _any(value, schema["anyOf"], root, path)
    for rule in schema.get("allOf", ()):
        if not any(_breaches(value, rule.get("if", {}), root, path)):
            yield from _breaches(value, rule.get("then", {}), root, path)
    if isinstance(value, dict):
        yield from _members(value, schema, root, path)
    elif isinstance(value, list):
        yield from _items(value, schema, root, path)


def _target(ref: str, root: Schema) -> Schema:
    part: Any = root
    for key in ref.removeprefix("#/").split("/"):
        part = part[key]
    return part  # type: ignore[no-any-return]


def _any(value: object, choices: list[Schema], root: Schema, path: Path) -> Iterator[Breach]:
    """Nothing if one choice holds; else what is wrong with the choice that comes nearest."""
    found = [list(_breaches(value, choice, root, path)) for choice in choices]
    if all(found):
        yield from max(found, key=lambda breaches: max(len(b.path) for b in breaches))


def _scalar(value: object, schema: Schema) -> str | None:
    """What is wrong with a value as such, apart from its members."""
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(_TYPES[k](value) for k in kinds):
            return f"{_short(value)} is not {' or '.join(kinds)}"
    if "const" in schema and value != schema["const"]:
        return f"{_short(value)} is not {schema['const']!r}"
    if "enum" in schema and not any(value == e and type(value) is type(e) for e in schema["enum"]):
        return f"{_short(value)} is not one of the values of the contract"
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0):
            return "is too short"
        if "pattern" in schema and not _pattern(schema["pattern"]).search(value):
            return f"{_short(value)} does not have the form {schema['pattern']}"
    if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return f"{value} is out of range"
    return None


def _members(value: dict[str, object], schema: Schema, root: Schema, path: Path) -> Iterator[Breach]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield Breach(path, f"{name!r} is missing")
    others = schema.get("additionalProperties", True)
    for name, member in value.items():
        if name in known:
            yield from _breaches(member, known[name], root, (*path, name))
        elif others is False:
            yield Breach(path, f"{name!r} is no field of the contract")
        elif isinstance(others, Mapping):
            yield from _breaches(member, others, root, (*path, name))


def _items(value: list[object], schema: Schema, root: Schema, path: Path) -> Iterator[Breach]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield Breach(path, f"has {len(value)} items")
    if schema.get("uniqueItems") and len({repr(v) for v in value}) < len(value):
        yield Breach(path, "has an item twice")
    first = schema.get("prefixItems", ())
    rest = schema.get("items", True)
    for i, item in enumerate(value):
        if i < len(first):
            yield from _breaches(item, first[i], root, (*path, i))
        elif rest is False:
            yield Breach(path, f"has {len(value)} items")
            return
        elif isinstance(rest, Mapping):
            yield from _breaches(item, rest, root, (*path, i))


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
