"""What a ledger can do. SQLite fulfils it here; another database may do so later behind the same names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from standoff.verify import Fault

Kind = Literal["event", "statement", "position", "condition", "entity"]
Document = dict[str, Any]
Outcome = Literal["new", "same", "replaced", "kept"]
"""What became of a reading that was put: `kept` = the stored one stays, as it is of a later version or another text."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows of a list: all fields together; None means any. Names match in part, countries by their code."""

    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    source: str | None = None
    code: str | None = None  # event type; of entities the kind
    act: str | None = None
    realis: str | None = None
    since: str | None = None  # ISO days, both included
    until: str | None = None
    story: str | None = None  # page id or its beginning
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where searched words stand: a story or a record, with a snippet whose hits are marked."""

    kind: str
    id: str
    title: str
    snippet: str  # hits between \x02 and \x03
    published_at: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A record that an id names: its page, its id in the page's document, and its ledger id."""

    page: str
    local: str
    id: str


class Store(Protocol):
    """A ledger of readings. Methods raise `StoreError`, which names the ledger and the reason."""

    def put(self, document: Document, *, raw: bytes, at: str) -> Outcome:
        """Stores a reading and its page in one transaction; the same again changes nothing. `at`: now, in ISO form."""

    def pages(self, start: str = "") -> list[str]:
        """Ids of pages that begin with `start` (with or without "sha256:"), or whose address ends so."""

    def document(self, page: str) -> Document:
        """The stored document of a page."""

    def rows(self, kind: Kind, choice: Choice) -> list[dict[str, Any]]:
        """Rows of a list, newest first."""

    def stories(self, choice: Choice) -> list[dict[str, Any]]:
        """Stories with the number of their records, newest first."""

    def find(self, identifier: str) -> list[Found]:
        """Records whose ledger id begins with `identifier`, or that `PAGE:e1` names."""

    def search(self, words: str, *, limit: int) -> list[Hit]:
        """Stories and records that hold all the words, best first."""

    def audit(self) -> Iterator[Fault]:
        """Everything that does not hold in the ledger."""

    def counts(self) -> Mapping[str, int]:
        """How many of each kind are stored."""

    def close(self) -> None:
        """Ends the connection."""
