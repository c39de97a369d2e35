"""Whether a trigger only looks like an event: a storm that strikes, a team that attacks, an explosion of anger."""

from __future__ import annotations

from standoff.record.content import slot_fillers
from standoff.record.triggers import Trigger
from standoff.syntax import Tree
from standoff.terms.frames import Need
from standoff.terms.guards import load_guards


def is_guarded(tree: Tree, trigger: Trigger) -> bool:
    """Whether a guard holds for a trigger: then it tells of no event."""
    return any(
        guard.concerns(trigger.frame) and all(_holds(tree, trigger, need) for need in guard.needs)
        for guard in load_guards()
    )


def _holds(tree: Tree, trigger: Trigger, need: Need) -> bool:
    """Whether one need of a guard holds."""
    if need.slot == "sentence":
        fillers = [t for t in range(len(tree)) if t != trigger.token]
    else:
        fillers = slot_fillers(tree, trigger.token, need.slot, trigger.slots)
    if need.kind in "+-":
        return bool(fillers) == (need.kind == "+")
    found = any({tree[f].lemma.lower(), tree[f].form.lower()} & need.words for f in fillers)
    return found if need.kind == "=" else not found
