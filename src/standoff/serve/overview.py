"""The ledger as a whole, at one revision: what screens over all stories are computed from, each thing once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

from standoff.ledger_model import Ledger, StoryTold

T = TypeVar("T")


@dataclass(frozen=True)
class Overview:
    """A ledger of many stories, or of a dossier; `revision` is that of the store. What is asked for is kept."""

    ledger: Ledger
    revision: int
    until: str | None = None
    _answers: dict[str, Any] = field(default_factory=dict)
    _locks: defaultdict[str, Lock] = field(default_factory=lambda: defaultdict(Lock))

    @cached_property
    def stories(self) -> Mapping[str, StoryTold]:
        """Stories by the id of their page."""
        return {s.page: s for s in self.ledger.stories}

    def once(self, name: str, compute: Callable[[], T]) -> T:
        """What `compute` gives, computed the first time that `name` is asked for."""
        with self._locks[name]:
            if name not in self._answers:
                self._answers[name] = compute()
            answer: T = self._answers[name]
        return answer
