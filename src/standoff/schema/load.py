"""The shipped schema file."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def schema_text() -> str:
    """The schema as it is shipped."""
    return files("standoff.schema").joinpath("reading.schema.json").read_text("utf-8")


@cache
def load_schema() -> dict[str, Any]:
    """The schema as a value; do not change it."""
    loaded: dict[str, Any] = json.loads(schema_text())
    return loaded
