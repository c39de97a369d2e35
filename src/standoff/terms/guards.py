"""Rules on the words around an event: guards say that it is none (figures, nature, sport), others give its mode.

Data: `data/guards.tsv` and `data/modes.tsv`; their needs are those of `data/frames.tsv`, with some further slots.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from standoff.errors import TermsError
from standoff.terms.frames import EVENT_TYPES, Frame, Need, parse_need
from standoff.terms.tables import read_table


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on events of some types, parts of speech and lemmas (empty: any), with what must hold."""

    types: frozenset[str]
    pos: str
    lemmas: frozenset[str]
    needs: tuple[Need, ...]
    mode: str

    def concerns(self, frame: Frame) -> bool:
        """Whether the rule is about events of this frame."""
        return (
            (not self.types or frame.event_type in self.types)
            and self.pos in {"", frame.pos}
            and (not self.lemmas or frame.lemma in self.lemmas)
        )


@cache
def load_guards() -> tuple[Rule, ...]:
    """The shipped guards: where one holds, there is no event."""
    return _load("guards.tsv")


@cache
def load_modes() -> tuple[Rule, ...]:
    """The shipped rules for modes; the first that holds counts."""
    return _load("modes.tsv")


def _load(name: str) -> tuple[Rule, ...]:
    """The rules of a table; raises `TermsError` that names the row."""
    rules = []
    for number, row in enumerate(read_table(name)):
        types = frozenset(t for t in row["type"].split("|") if t)
        if not types <= frozenset(EVENT_TYPES) or not row["needs"]:
            raise TermsError(f"{name}, row {number + 1}: unknown type in {row['type']!r}, or nothing that must hold")
        lemmas = frozenset(w for w in row["lemma"].split("|") if w)
        needs = tuple(parse_need(n, number, name=name) for n in row["needs"].split())
        rules.append(Rule(types, row["pos"], lemmas, needs, row.get("mode", "")))
    return tuple(rules)
