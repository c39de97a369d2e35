"""One trigger's event before it is joined with the others that tell the same happening."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.model import Argument, Realis
from standoff.span import Span
from standoff.terms.frames import Frame


@dataclass(frozen=True, slots=True)
class Draft:
    """One trigger's event before joining."""

    sentence: int
    token: int
    span: Span
    frame: Frame
    event_type: str
    mode: str | None
    mode_basis: str | None
    contexts: tuple[str, ...]
    weapon: str | None
    arguments: tuple[Argument, ...]
    realis: Realis
    realis_rule: str
    statement: str | None
    title: bool
    about: str = ""  # the word for what a verbal act is about: "waive" in "urged that immunity be waived"

    def refs(self, role: str) -> set[str]:
        """Ids that the arguments of a role refer to."""
        return {a.ref for a in self.arguments if a.role == role and a.ref}
