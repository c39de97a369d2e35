"""Who takes a stance: the actors of a verbal act, those whose words or demand it is, those who are accused of it."""

from __future__ import annotations

from standoff.model import Entity, StatementMention
from standoff.record.index import StoryIndex
from standoff.record.triggers import Trigger
from standoff.syntax import feature
from standoff.terms.realis import word_class

_SIDES = frozenset({"armed_group", "group", "people", "organisation"})


def actors_of(story: StoryIndex, trigger: Trigger, told: StatementMention | None) -> tuple[Entity, ...]:
    """Who performs a verbal act, each of several: its actors; the speaker for "I" and "we"."""
    tree = story.trees[trigger.sentence]
    if (teller := _of_message(story, trigger)) is not None:
        return (teller,)
    slots = [s for s, role in trigger.frame.slots.items() if role == "actor"]
    for slot in (*slots, "carrier:actor"):
        found: list[Entity] = []
        for filler in trigger.slots.get(slot, []):
            entity = story.entities.get((trigger.sentence, filler))
            if entity is None and tree[filler].form.lower() in word_class("first_person"):
                entity = source_of(story, told)
            if entity is None and tree[filler].form.lower() == "who":
                entity = _right_before(story, trigger.sentence, filler)
            if entity is not None and entity not in found:
                found.append(entity)
        if found:
            return tuple(found)
    owner = those_of_kind(story, trigger.sentence, trigger.token) if trigger.frame.pos == "n" else None
    return () if owner is None else (owner,)


def those_of_kind(story: StoryIndex, number: int, noun: int) -> Entity | None:
    """Those of whom a bare noun before it tells: "a REBEL demand" is that of the rebels spoken of."""
    tree = story.trees[number]
    kinds = {tree[c].lemma.lower() for c in tree.kids(noun, "compound") if tree[c].upos == "NOUN"}
    found = {
        entity.id: entity
        for (s, t), entity in story.entities.items()
        if story.trees[s][t].lemma.lower() in kinds and entity.kind in _SIDES
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _right_before(story: StoryIndex, number: int, pronoun: int) -> Entity | None:
    """Whom "who" means: the party right before it ("rejected by the GOVERNMENT, who demanded …")."""
    places = [p for p in (pronoun - 1, pronoun - 2) if p >= 0]
    return next((story.entities[number, p] for p in places if (number, p) in story.entities), None)


def _of_message(story: StoryIndex, trigger: Trigger) -> Entity | None:
    """Whose words a participle on them tells: "a message BY THE REBELS announcing the release", "accused X of …"."""
    tree, head = story.trees[trigger.sentence], story.trees[trigger.sentence][trigger.token].head
    if tree[trigger.token].deprel == "acl" and tree[head].lemma.lower() in word_class("issued"):
        phrases = [c for c in tree.kids(head, "nmod") if tree.case(c) in {"by", "from"}]
        owners = [*phrases, *tree.kids(head, "nmod:poss")]
        return next(
            (story.entities[trigger.sentence, c] for c in owners if (trigger.sentence, c) in story.entities), None
        )
    return _accused(story, trigger)


def _accused(story: StoryIndex, trigger: Trigger) -> Entity | None:
    """Who is said to have done what stands behind an accusation: "accused THE ARMY of stalling by refusing to talk"."""
    tree = story.trees[trigger.sentence]
    if trigger.frame.pos != "v" or feature(tree[trigger.token], "VerbForm") != "Ger":
        return None
    for above in tree.ancestors(trigger.token):
        if tree[above].lemma.lower() in word_class("accusing"):
            found = [story.entities.get((trigger.sentence, c)) for c in tree.kids(above, "obj")]
            return next((e for e in found if e is not None), None)
        if tree[above].deprel not in {"advcl", "acl", "obl", "conj", "xcomp"}:
            return None
    return None


def recipients_of(story: StoryIndex, trigger: Trigger) -> list[Entity]:
    """Whom a verbal act addresses."""
    slots = [s for s, role in trigger.frame.slots.items() if role == "recipient"]
    found = [story.entities.get((trigger.sentence, f)) for s in slots for f in trigger.slots.get(s, [])]
    return [e for e in found if e is not None]


def source_of(story: StoryIndex, told: StatementMention | None) -> Entity | None:
    """The entity that makes a statement."""
    return (
        story.by_id.get(told.source.ref) if told is not None and told.source is not None and told.source.ref else None
    )


def decider(story: StoryIndex, number: int, token: int, told: StatementMention | None) -> Entity | None:
    """Who decides of what a passive leaves without a doer: "the hostages will not be released, THE REBELS said"."""
    tree, source = story.trees[number], source_of(story, told)
    by = [k for k in tree.kids(token, "obl", "obl:agent") if tree.case(k) == "by"]
    passive = bool(tree.kids(token, "aux:pass")) and not by and tree[token].lemma.lower() in word_class("in_hand")
    if source is None or not passive:
        return None
    words = set(source.name.lower().split())
    decides = (source.sector or "").lower() in word_class("sectors_deciding") and not words & word_class("bystanders")
    return source if decides or source.kind == "state" else None
