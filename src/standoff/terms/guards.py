"""Guards: readings that are no event - figures of speech, forces of nature, sport, games, business.

Data: `data/guards.tsv`; its needs are those of `data/frames.tsv`, with the slot "sentence" for every word of the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from standoff.errors import TermsError
from standoff.terms.frames import EVENT_TYPES, Frame, Need, parse_need
from standoff.terms.tables import read_table


@dataclass(frozen=True, slots=True)
class Guard:
    """One reading that is no event: of which types, parts of speech and lemmas (empty: any), and what must hold."""

    types: frozenset[str]
    pos: str
    lemmas: frozenset[str]
    needs: tuple[Need, ...]

    def concerns(self, frame: Frame) -> bool:
        """Whether the guard is about events of this frame."""
        return (
            (not self.types or frame.event_type in self.types)
            and self.pos in {"", frame.pos}
            and (not self.lemmas or frame.lemma in self.lemmas)
        )


@cache
def load_guards() -> tuple[Guard, ...]:
    """The shipped guards."""
    guards = []
    for number, row in enumerate(read_table("guards.tsv")):
        types = frozenset(t for t in row["type"].split("|") if t)
        if not types <= frozenset(EVENT_TYPES) or not row["needs"]:
            raise TermsError(f"guards.tsv, row {number + 1}: unknown type in {row['type']!r}, or nothing that must hold")
        lemmas = frozenset(w for w in row["lemma"].split("|") if w)
        needs = tuple(parse_need(n, number, name="guards.tsv") for n in row["needs"].split())
        guards.append(Guard(types, row["pos"], lemmas, needs))
    return tuple(guards)
