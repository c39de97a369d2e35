"""Words that tell of events: every trigger of a story with its frame, slots, reality and the act it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from standoff.record.content import Coded, best_frame, frame_content, has_particle, is_negated
from standoff.record.denials import told_reality
from standoff.record.index import StoryIndex
from standoff.record.realis import Reality
from standoff.record.slots import Slots, verb_slots
from standoff.syntax import Tree
from standoff.terms.frames import Frame, FrameTable
from standoff.terms.realis import RealisTable, word_class


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event at a sentence and token. `content` is what a verbal act is about."""

    sentence: int
    token: int
    frame: Frame
    slots: Slots
    reality: Reality
    content: Coded | None
    carrier: int | None = None  # the light verb that carries an event noun


def find_triggers(story: StoryIndex, frames: FrameTable, realis: RealisTable) -> tuple[Trigger, ...]:
    """All triggers of a story, in order of the text."""
    return tuple(t for number in range(len(story.sentences)) for t in _in_sentence(story, number, frames, realis))


def _in_sentence(story: StoryIndex, number: int, frames: FrameTable, realis: RealisTable) -> Iterator[Trigger]:
    """Triggers of one sentence."""
    tree = story.trees[number]
    named = {i for n in story.sentences[number].names for i in range(n.start, n.end)}
    for token in range(len(tree)):
        if token in named and tree[token].upos != "VERB":
            continue
        found = best_frame(tree, token, frames)
        if found is None:
            continue
        frame, slots = found
        if frame.pos == "n" and tree[token].deprel == "compound":
            continue  # "ceasefire talks", "attack helicopter": the head noun tells
        carrier, slots = _carried_slots(tree, token, slots, frames) if frame.pos == "n" else (None, slots)
        reality = told_reality(tree, token, frame, realis, frames)
        if reality.rule == "question" and frame.event_type == "ASSAULT" and _given(tree, token):
            reality = Reality("ongoing", "taken for granted")
        if frame.verbal and reality.rule == "modal would" and _by_first_person(tree, token):
            reality = Reality("occurred", "said")  # "I WOULD URGE anyone to come forward" urges
        content = frame_content(tree, frame, slots, frames)
        yield Trigger(number, token, frame, slots, reality, content, carrier)


def _given(tree: Tree, token: int) -> bool:
    """Whether a question only asks about an act that it takes for granted: "your views on THE CONFLICT in Sudan"."""
    marked = any(tree[d].lemma.lower() in word_class("definite_words") for d in tree.kids(token, "det"))
    return marked and tree[token].upos == "NOUN" and tree[token].deprel in {"nmod", "obl"} and tree.case(token) != "of"


def _by_first_person(tree: Tree, token: int) -> bool:
    """Whether the subject is "I" or "we", and nothing is supposed."""
    subjects = {tree[t].form.lower() for t in tree.kids(token, "nsubj")}
    return bool(subjects & word_class("speaking_subjects")) and not tree.kids(token, "advcl")


def _carried_slots(tree: Tree, noun: int, slots: Slots, frames: FrameTable) -> tuple[int | None, Slots]:
    """The light verb over an event noun, and the noun's slots with the verb's: "Russia LAUNCHED an attack on X"."""
    slots = _agent_of_participle(tree, noun, slots, frames)
    slots = _victim(tree, noun, _claimant(tree, noun, slots))
    head = tree[tree.first_conjunct(noun)].head
    if head < 0 or tree[head].upos != "VERB":
        return None, slots
    verb = verb_slots(tree, head)
    for light in frames.light.get(tree[head].lemma.lower(), ()):
        particle_holds = not light.particle or light.particle == light.holds or has_particle(tree, head, light.particle)
        if noun not in verb.get(light.holds, []) or not particle_holds:
            continue
        out = dict(slots)
        for slot, fillers in verb.items():
            rest = [f for f in fillers if f != noun]
            if slot == "subj" and rest:
                out.setdefault("carrier:" + light.subject, rest)
            elif slot not in {"obj", "xcomp", "ccomp", light.holds} and rest:
                out.setdefault(slot, rest)
            elif slot == "iobj" and rest:
                out.setdefault("to", rest)
        return head, out
    return None, slots


def _victim(tree: Tree, noun: int, slots: Slots) -> Slots:
    """The slots with whom a copula names as hit: "Abqaiq was the TARGET OF an attack"."""
    head = tree[noun].head
    hit = head >= 0 and tree.case(noun) == "of" and tree[head].lemma.lower() in word_class("hit_nouns")
    subject = tree.kids(head, "nsubj") if hit else []
    return {**slots, "carrier:recipient": subject} if subject else slots


def _claimant(tree: Tree, noun: int, slots: Slots) -> Slots:
    """The slots with the party that claims an act as its own: "the group CLAIMED RESPONSIBILITY FOR the attack"."""
    claim = tree[noun].head
    if claim < 0 or tree.case(noun) != "for" or tree[claim].lemma.lower() not in word_class("claim_nouns"):
        return slots
    verb = tree[claim].head
    if verb < 0 or tree[verb].lemma.lower() not in word_class("claim_verbs") or is_negated(tree, verb):
        return slots
    return {**slots, "carrier:actor": verb_slots(tree, verb).get("subj", [])}


def _agent_of_participle(tree: Tree, noun: int, slots: Slots, frames: FrameTable) -> Slots:
    """The slots with the doer that a participle names: "an invasion UNLEASHED by Russian forces"."""
    for child in tree.kids(noun, "acl", "acl:relcl"):
        agents = [c for c in tree.kids(child, "obl:agent", "obl") if tree.case(c) == "by"]
        if agents and tree[child].lemma.lower() in frames.light:
            return {**slots, "carrier:actor": slots.get("carrier:actor") or agents}
    return slots
