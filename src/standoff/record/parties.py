"""Parties of an act in question, as patterns name them: ISO alpha-3 for states, canonical names for the rest."""

from __future__ import annotations

from standoff.model import Entity
from standoff.record.content import Coded
from standoff.record.index import StoryIndex
from standoff.terms.frames import Frame

_DEFAULT = {
    "subj": "actor",
    "poss": "actor",
    "by": "actor",
    "obj": "recipient",
    "of": "recipient",
    "on": "recipient",
    "against": "recipient",
}


_PLACE_SLOTS = ("in", "at", "near", "on", "around", "of")


def role_tokens(coded: Coded, role: str) -> list[int]:
    """The fillers of a role of an act, by the frame's slots."""
    frame: Frame | None = coded.frame
    slots = frame.slots if frame is not None else _DEFAULT
    out: list[int] = []
    for slot, fillers in coded.slots.items():
        wanted = slots.get(slot) or {"carrier:actor": "actor", "carrier:recipient": "recipient"}.get(slot)
        if wanted == role or (slot == "subj" and role == "actor" and wanted is None):
            out.extend(f for f in fillers if f not in out)
    return out


def party_entities(story: StoryIndex, number: int, coded: Coded, role: str) -> list[Entity]:
    """The entities that take a role in an act in question."""
    found = [story.entities.get((number, t)) for t in role_tokens(coded, role)]
    if role == "actor" and not any(found):
        tree = story.trees[number]
        modifiers = tree.kids(coded.token, "amod", "compound", "nmod:poss")
        found = [story.entities.get((number, t)) for t in modifiers]
    return list(dict.fromkeys(e for e in found if e is not None))


def pattern_name(entity: Entity) -> str:
    """A party as patterns name it: a state, or what acts for one, by ISO code; others by canonical name."""
    of_state = entity.kind == "state" or (entity.country is not None and entity.sector in {"GOV", "MIL", "LEG"})
    return entity.country if of_state and entity.country else entity.name


def party_names(story: StoryIndex, number: int, coded: Coded, role: str) -> tuple[str, ...]:
    """The parties or places in a role, as pattern names."""
    if role == "place":
        places = [story.places.get((number, t)) for t in _place_tokens(story, number, coded)]
        named = [p.country if p.resolution == 1 and p.country else p.name for p in places if p is not None]
        return tuple(dict.fromkeys(named))
    return tuple(dict.fromkeys(pattern_name(e) for e in party_entities(story, number, coded, role)))


def _place_tokens(story: StoryIndex, number: int, coded: Coded) -> list[int]:
    """Words that may name the place of an act: its own phrases, and those of what is hit ("hospitals in Aleppo")."""
    tree = story.trees[number]
    slots = coded.frame.slots if coded.frame is not None else {}
    own = [s for s in coded.slots if s in _PLACE_SLOTS or slots.get(s) == "place"]
    own += ["from"] if coded.event_type == "RETREAT" and "from" not in own else []
    found = [t for slot in own for t in coded.slots.get(slot, [])]
    target = _target_token(story, number, coded)
    if target is not None:
        found += [c for c in tree.kids(target, "nmod", "obl") if tree.case(c) in _PLACE_SLOTS]
    return found


def target_of(story: StoryIndex, number: int, coded: Coded) -> str | None:
    """What is to be hit or spared, in the text's words, where it is no party."""
    found = _target_token(story, number, coded)
    return story.trees[number][found].form if found is not None else None


def target_parties(story: StoryIndex, number: int, coded: Coded) -> tuple[str, ...]:
    """The party whose target it is: "UKRAINIAN cities", "the cities of Ukraine", "its cities"."""
    found = _target_token(story, number, coded)
    if found is None:
        return ()
    tree = story.trees[number]
    owners = [
        *tree.kids(found, "amod", "nmod:poss", "compound"),
        *(c for c in tree.kids(found, "nmod") if tree.case(c) == "of"),
    ]
    entities = [story.entities.get((number, t)) for t in owners]
    return tuple(dict.fromkeys(pattern_name(e) for e in entities if e is not None))


def _target_token(story: StoryIndex, number: int, coded: Coded) -> int | None:
    tree = story.trees[number]
    for slot in ("obj", "of", "on", "against"):
        for filler in coded.slots.get(slot, []):
            if filler != coded.token and (number, filler) not in story.entities and tree[filler].upos == "NOUN":
                return filler
    return None
