"""Tellings as compact JSON and back: fields in their order, without names, and without the page that they are on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any, str], Any]


def encode(value: object, *, page: str) -> str:
    """A frozen value as JSON; `page` is the id that is left out."""
    return json.dumps(_plain(value, page), ensure_ascii=False, separators=(",", ":"))


def decode(kind: Callable[..., T], text: str, *, page: str) -> T:
    """The value of a class from what `encode` made of it."""
    value: T = _decoder(kind)(json.loads(text), page)
    return value


def _plain(value: object, page: str) -> object:
    if is_dataclass(value):
        kind: Any = type(value)
        return [_plain(getattr(value, name), page) for name in _names(kind)]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(item, page) for item in value]
    return 0 if value == page else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _decoder(kind: Any) -> Decoder:
    """How a value of a type is made from plain JSON."""
    origin, args = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return _of_class(kind)
    if origin in (Union, UnionType):
        inner = [_decoder(arg) for arg in args if arg is not NoneType]
        return lambda value, page: None if value is None else inner[0](value, page)
    if origin is tuple:
        item = _decoder(args[0])
        return lambda value, page: tuple([item(v, page) for v in value])
    if origin is frozenset:
        return lambda value, _: frozenset(value)
    if isinstance(kind, type) and issubclass(kind, tuple):  # a span
        return lambda value, _: kind(*value)
    if kind is str or origin is Literal:
        return lambda value, page: page if value == 0 else value
    return lambda value, _: value


def _of_class(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    parts = [_decoder(hints[name]) for name in _names(kind)]
    return lambda value, page: kind(*[part(v, page) for part, v in zip(parts, value, strict=True)])
