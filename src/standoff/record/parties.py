"""Parties of an act in question, as patterns name them: ISO alpha-3 for states, canonical names for the rest."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.model import Entity
from standoff.record.content import Coded
from standoff.record.index import StoryIndex
from standoff.terms.frames import Frame
from standoff.terms.ledger_words import load_track_words
from standoff.terms.realis import word_class

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
_HIT_SLOTS = ("obj", "of", "on", "against", "at")
_HITTING = frozenset({"ASSAULT", "COERCE"})
_NO_THING = frozenset({"abstract", "event", "time", "substance", "person", "organization"})  # types of what none hits
_STATE = 1  # resolution


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
    tokens = role_tokens(coded, role)
    if coded.slots.get("subj"):  # "lifted ITS blockade": who lifts it, blockades
        tokens = [t for t in tokens if story.trees[number][t].upos != "PRON" or t not in coded.slots.get("poss", ())]
    found = [story.entities.get((number, t)) for t in tokens]
    if role == "actor" and not any(found):
        tree = story.trees[number]
        modifiers = tree.kids(coded.token, "amod", "compound", "nmod:poss")
        modifiers = [t for t in modifiers if tree[t].upos != "PRON" or not coded.slots.get("subj")]
        found = [story.entities.get((number, t)) for t in modifiers]
    return list(dict.fromkeys(e for e in found if e is not None and not is_any_side(e)))


def is_any_side(entity: Entity) -> bool:
    """Whether an entity is only "the parties", "all sides": who they are, its words do not tell."""
    return set(entity.name.lower().split()) <= word_class("side_words")


def pattern_name(entity: Entity) -> str:
    """A party as patterns name it: a state, or what acts for one, by ISO code; others by canonical name."""
    of_state = entity.kind == "state" or (entity.country is not None and entity.sector in load_track_words().of_state)
    return entity.country if of_state and entity.country else entity.name


def party_names(story: StoryIndex, number: int, coded: Coded, role: str) -> tuple[str, ...]:
    """The parties or places in a role, as pattern names."""
    if role == "place":
        places = [story.places.get((number, t)) for t in _place_tokens(story, number, coded)]
        named = [p.country if p.resolution == _STATE and p.country else p.name for p in places if p is not None]
        return tuple(dict.fromkeys(named))
    return tuple(dict.fromkeys(pattern_name(e) for e in party_entities(story, number, coded, role)))


def _place_tokens(story: StoryIndex, number: int, coded: Coded) -> list[int]:
    """Words that may name the place of an act: its own phrases, what is hit, phrases of that ("clinics in Aleppo")."""
    tree = story.trees[number]
    slots = coded.frame.slots if coded.frame is not None else {}
    own = [s for s in coded.slots if s in _PLACE_SLOTS or slots.get(s) == "place"]
    own += [s for s in ("from", "out of", "obj") if coded.event_type == "RETREAT" and s not in own]
    found = [t for slot in own for t in coded.slots.get(slot, [])]
    if coded.event_type == "RETREAT":  # "pull out of the CITY OF GOMA"
        found += [c for t in found for c in tree.kids(t, "nmod", "appos", "compound") if tree.case(c) in {"", "of"}]
    found += [t for t in _hit_tokens(coded) if t not in found]
    target = _target_token(story, number, coded)
    if target is not None:
        found += [c for c in tree.kids(target, "nmod", "obl") if tree.case(c) in _PLACE_SLOTS]
    return found


def _hit_tokens(coded: Coded) -> list[int]:
    """What an act of force or coercion is done to, whatever the construction."""
    if coded.event_type not in _HITTING:
        return []
    return [t for slot in _HIT_SLOTS for t in coded.slots.get(slot, [])]


def states_hit(story: StoryIndex, number: int, coded: Coded, *, doers: Sequence[str]) -> tuple[str, ...]:
    """The states of the towns that are hit, where it is known that another state's side does it: ISO codes."""
    countries = {e.country for e in story.mentions.entities if pattern_name(e) in doers}
    if not countries or None in countries:
        return ()
    places = [story.places.get((number, t)) for t in _hit_tokens(coded)]
    states = (p.country for p in places if p is not None and p.resolution != _STATE)
    return tuple(dict.fromkeys(c for c in states if c is not None and c not in countries))


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
    """The thing or the settlement that is hit; a weapon, a person or a notion is none."""
    tree = story.trees[number]
    for filler in _hit_tokens(coded):
        here = (number, filler)
        word = tree[filler].lemma.lower()
        known = word in word_class("hit_things")  # "Ukrainian CITIES" may be read as a place, Ukraine
        named = here in story.weapons or (not known and (here in story.entities or here in story.places))
        thing = known or tree[filler].etype not in _NO_THING
        if filler != coded.token and not named and tree[filler].upos == "NOUN" and thing:
            return None if word in word_class("no_targets") else filler
    return None
