"""The PLOVER code of an event: type, mode, contexts and weapon from its frame, its arguments and what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from standoff.model import Argument, Weapon
from standoff.record.content import Coded
from standoff.record.denials import QUIET
from standoff.record.guards import implied_mode
from standoff.record.index import StoryIndex
from standoff.record.triggers import Trigger
from standoff.terms.tables import read_table

_YIELD = frozenset(
    {"RETREAT", "CONCEDE", "ASSAULT:stop", "SANCTION:stop", "COERCE:stop", "ASSAULT:not_happen", "MOBILIZE:stop"}
)
_MEET = frozenset({"CONSULT"})
_ASSIST = frozenset({"AID", "COOPERATE", "SUPPORT"})
THREATS = {
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
    "SANCTION": "relations",
    "COERCE": "restrict",
    "RETREAT": "relations",
}


@dataclass(frozen=True, slots=True)
class Code:
    """A PLOVER code, and on what the mode rests where the text leaves it open."""

    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    weapon: str | None
    mode_basis: str | None = None


def code_event(trigger: Trigger, arguments: Sequence[Argument], story: StoryIndex) -> Code:
    """The code of the event that a trigger tells of."""
    frame = trigger.frame
    hit = [a.span for a in arguments if a.role == "target"] if frame.slots.get("obj") in {"target", "recipient"} else []
    used = [a for a in arguments if a.role == "weapon" and a.span not in hit]
    weapon = next((w for a in used if (w := _weapon(story, a)) is not None), None)
    event_type, mode, basis = frame.event_type, frame.mode, None
    if event_type in {"REQUEST", "REJECT"} and mode is None:
        mode = asked_mode(trigger.content) or implied_mode(story.trees[trigger.sentence], trigger)
    elif event_type == "THREATEN" and mode is None:
        mode = threat_mode(trigger.content) or _threat_against(arguments, trigger)
    elif mode == QUIET:
        mode = None
    elif event_type == "ASSAULT" and mode == "ceasefire":
        event_type, mode = "CONCEDE", None
    elif event_type == "ASSAULT" and mode in {None, "destroy"}:
        mode, basis = _means(trigger, weapon, story, mode)
    elif event_type == "ASSAULT" and frame.lemma == "fire" and weapon is not None:
        mode = _weapon_mode(weapon)[0] or mode
    elif event_type == "CONSULT" and mode is None:
        mode = implied_mode(story.trees[trigger.sentence], trigger)
    elif event_type == "AGREE" and gives_way(trigger.content):
        event_type = "CONCEDE"
    return Code(event_type, mode, frame.contexts, weapon.value if weapon else None, basis)


def _means(
    trigger: Trigger, weapon: Weapon | None, story: StoryIndex, mode: str | None
) -> tuple[str | None, str | None]:
    """The mode of an assault that its words leave open, by the weapon or by who does it; on what the mode rests."""
    found = _weapon_mode(weapon) if weapon is not None else (None, None)
    if found[0] is None or found[1] is not None:
        told = implied_mode(story.trees[trigger.sentence], trigger)
        found = (told, None) if told is not None else found
    return found if found[0] is not None else (mode, None)


def _weapon(story: StoryIndex, argument: Argument) -> Weapon | None:
    """The weapon that an argument names."""
    return next((w for w in story.mentions.weapons if w.span == argument.span), None)


def _weapon_mode(weapon: Weapon) -> tuple[str | None, str | None]:
    """The mode that a weapon implies; a missile whose launch is not told is taken for one from the ground."""
    mode = _weapon_modes().get(weapon.value)
    return mode, "launch not stated" if weapon.value == "missile" else None


def asked_mode(content: Coded | None) -> str | None:
    """The mode of a request or refusal: what is asked or refused."""
    if content is None or content.event_type is None:
        return None
    keys = {content.event_type, f"{content.event_type}:{content.polarity}"}
    if content.mode == "resign":
        return "change"
    if keys & _YIELD:
        return "yield"
    if keys & _MEET:
        return "meet"
    return "assist" if keys & _ASSIST else None


def threat_mode(content: Coded | None) -> str | None:
    """The mode of a threat: what is threatened."""
    if content is None or content.event_type is None:
        return None
    if content.event_type == "COERCE" and content.mode in {"arrest", "deport"}:
        return {"arrest": "arrest", "deport": "expel"}[content.mode]
    if content.event_type == "SANCTION" and content.mode == "expel":
        return "expel"
    return THREATS.get(content.event_type)


def _threat_against(arguments: Sequence[Argument], trigger: Trigger) -> str | None:
    """A bare threat "against" somebody is one of violence."""
    return (
        "violence"
        if any(a.role == "recipient" and a.rule == "against" for a in arguments) and trigger.content is None
        else None
    )


def gives_way(content: Coded | None) -> bool:
    """Whether what is promised is a withdrawal or an end of fighting."""
    return content is not None and (
        content.event_type == "RETREAT"
        or (content.event_type == "ASSAULT" and content.polarity in {"stop", "not_happen"})
    )


@cache
def _weapon_modes() -> dict[str, str]:
    """The ASSAULT mode that most words for a weapon imply; a bare missile counts as launched from the ground."""
    votes: dict[str, Counter[str]] = {}
    for row in read_table("weapons.tsv"):
        if row["mode"]:
            votes.setdefault(row["value"], Counter())[row["mode"]] += 1
    return {value: found.most_common(1)[0][0] for value, found in votes.items()} | {"missile": "heavy-weapons"}
