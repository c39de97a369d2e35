"""standoff: reads the news of a conflict and keeps the record of its diplomacy, every line traced to its words.

import standoff
reading = standoff.read("page.html")                      # or, without a file:
reading = standoff.read_page(standoff.Page.from_html("<html>…</html>", uri="https://example.org/story"))
print(reading)                                            # the record in readable lines
reading.to_dict()                                         # the document of docs/record.md

Names are loaded when they are first used, so that `import standoff` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from standoff.errors import ReadError, StandoffError, StoreError
    from standoff.model import Given, Page, Reading
    from standoff.pipeline import read, read_page
    from standoff.store import open_store
    from standoff.verify import verify_document

__all__ = [
    "Given", "Page", "ReadError", "Reading", "StandoffError", "StoreError", "__version__", "open_store", "read",
    "read_page", "verify_document",
]  # fmt: skip

_HOMES = {
    "Given": "model", "Page": "model", "Reading": "model", "ReadError": "errors", "StandoffError": "errors",
    "StoreError": "errors", "open_store": "store", "read": "pipeline", "read_page": "pipeline",
    "verify_document": "verify",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """A public name, loaded at its first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'standoff' has no attribute {name!r}")
    value = getattr(import_module(f"standoff.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
