"""Look-ups in the statements of a story: which of them tells what stands at an offset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from standoff.model import StatementMention


def depths(statements: Sequence[StatementMention]) -> Mapping[str, int]:
    """Statement id -> how many statements relay it (0: told by the outlet)."""
    within = {s.id: s.within for s in statements}
    out: dict[str, int] = {}
    for statement in statements:
        depth, here = 0, statement.within
        while here is not None and depth <= len(within):
            depth, here = depth + 1, within.get(here)
        out[statement.id] = depth
    return out


def tellers(statements: Sequence[StatementMention], offset: int) -> tuple[str, ...]:
    """Ids of the statements whose content covers `offset`, outermost first."""
    found = [s for s in statements if _covers(s, offset)]
    if len(found) < 2:
        return tuple(s.id for s in found)
    depth = depths(statements)
    return tuple(s.id for s in sorted(found, key=lambda s: (depth[s.id], -sum(p.length for p in s.content))))


def _covers(statement: StatementMention, offset: int) -> bool:
    content = statement.content
    if len(content) == 1:  # nearly all: this is asked for every word of a story
        return content[0].start <= offset < content[0].end
    return any(piece.start <= offset < piece.end for piece in content)


def innermost(statements: Sequence[StatementMention], offset: int) -> str | None:
    """The id of the innermost statement whose content covers `offset`, or None where the outlet itself tells it."""
    found = tellers(statements, offset)
    return found[-1] if found else None
