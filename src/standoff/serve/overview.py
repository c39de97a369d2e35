"""The ledger as a whole, at one revision: what screens over all stories are computed from, each thing once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

from standoff.ledger_model import Ledger, MergedEvent, StoryTold
from standoff.track import Watch

T = TypeVar("T")
_PREPARED = 50  # answers; screens without filters are far fewer


@dataclass(frozen=True)
class Overview:
    """A ledger of many stories, or of a dossier; `revision` is that of the store. What is asked for is kept."""

    ledger: Ledger
    revision: int
    until: str | None = None
    _answers: dict[str, Any] = field(default_factory=dict)
    _asked: dict[str, Callable[[Overview], Any]] = field(default_factory=dict)
    _locks: defaultdict[str, Lock] = field(default_factory=lambda: defaultdict(Lock))

    @cached_property
    def stories(self) -> Mapping[str, StoryTold]:
        """Stories by the id of their page."""
        return {s.page: s for s in self.ledger.stories}

    @cached_property
    def watch(self) -> Watch:
        """The events made ready for clocks."""
        return Watch(self.ledger)

    @cached_property
    def events_at(self) -> Mapping[str, list[MergedEvent]]:
        """Events by the keys of their places."""
        found: dict[str, list[MergedEvent]] = defaultdict(list)
        for event in self.ledger.events:
            for key in {p.key for p in event.places}:
                found[key].append(event)
        return found

    def once(self, name: str, compute: Callable[[Overview], T], *, again: bool = True) -> T:
        """What `compute` gives of this ledger, computed the first time that `name` is asked for.

        `again`: the overview of the next revision has it ready before it takes this one's place.
        """
        with self._locks[name]:
            if name not in self._answers:
                self._answers[name] = compute(self)
            answer: T = self._answers[name]
        if again:
            self._asked[name] = compute
        return answer

    def prepare(self, older: Overview) -> None:
        """Answers what the overview of an older revision was asked for last."""
        for name, compute in list(older._asked.items())[-_PREPARED:]:
            self.once(name, compute)
