"""Stances told by what a party has or shows ("no intention of leaving"), invites to, proposes, favours, answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from standoff.model import Act, Entity, StatementMention
from standoff.record.bonds import ConditionTerms
from standoff.record.content import has_particle, is_negated
from standoff.record.index import StoryIndex
from standoff.record.sides import has_happened, subject_of
from standoff.record.stances import CALMING, Stance, teller_of
from standoff.record.wanted import code_need
from standoff.syntax import Tree, feature
from standoff.terms.realis import word_class

_ASKED = frozenset({"demand", "proposal", "offer"})


def leaning_stances(
    story: StoryIndex, statements: Sequence[StatementMention], terms: ConditionTerms
) -> Iterator[Stance]:
    """Such stances of a story, in order of the text."""
    for number, tree in enumerate(story.trees):
        for token in range(len(tree)):
            if tree[token].upos not in {"VERB", "NOUN"}:
                continue
            told = teller_of(statements, tree[token].span)
            stance = _of_leaning(story, number, token, told, terms) or _of_proposing(story, number, token, told, terms)
            if stance is not None:
                yield stance


def _of_leaning(
    story: StoryIndex, number: int, noun: int, told: StatementMention | None, terms: ConditionTerms
) -> Stance | None:
    """X has no intention of doing it; X showed interest in it."""
    tree, lemma = story.trees[number], story.trees[number][noun].lemma.lower()
    verb = tree[noun].head
    if lemma not in word_class("leaning_nouns") or tree[noun].deprel != "obj" or verb < 0:
        return None
    negated = is_negated(tree, noun) or is_negated(tree, verb)
    shown = (
        lemma in word_class("wish_nouns") and tree[verb].lemma.lower() != "have"
    )  # who "has an interest" says nothing
    if tree[verb].lemma.lower() not in word_class("showing") or not (negated or shown):
        return None
    objects = [
        c
        for c in tree.kids(noun, "acl", "nmod")
        if _marks(tree, c) & ({"to", "of", "in", "for"} if negated else {"to", "in"})
    ]
    holder = subject_of(story, number, verb, told)
    if not objects or holder is None or not has_happened(tree, verb):
        return None
    coded = code_need(tree, objects[0], terms.frames)
    act: Act = "refusal" if negated else "openness"
    return Stance(number, noun, (objects[0],), act, holder, None, told, f"{act} {lemma}", 0.65, coded)


def _of_proposing(
    story: StoryIndex, number: int, verb: int, told: StatementMention | None, terms: ConditionTerms
) -> Stance | None:
    """X proposed to do it; X invited Y to do it, or to a meeting; X favours a truce."""
    tree, lemma = story.trees[number], story.trees[number][verb].lemma.lower()
    holder = subject_of(story, number, verb, told) if tree.kids(verb, "nsubj") else None
    if tree[verb].upos != "VERB" or holder is None or is_negated(tree, verb) or not has_happened(tree, verb):
        return None
    clauses = [c for c in tree.kids(verb, "xcomp", "advcl") if "to" in _marks(tree, c)]
    if lemma in word_class("inviting"):
        guests = [story.entities.get((number, c)) for c in tree.kids(verb, "obj", "iobj")]
        objects = clauses or [c for c in tree.kids(verb, "obl") if tree.case(c) == "to" and tree[c].etype == "event"]
        guest = next((g for g in guests if g is not None), None)
        return _stance(number, verb, objects, "proposal", holder, guest, told) if guest is not None else None
    if lemma in word_class("proposing"):
        named = [m for c in tree.kids(verb, "obj") for m in tree.conjuncts(c)]
        acts = [c for c in named if code_need(tree, c, terms.frames).event_type is not None]
        doing = [c for c in tree.kids(verb, "xcomp") if feature(tree[c], "VerbForm") == "Ger"]
        objects = [c for c in clauses if tree[c].deprel == "xcomp"] or doing or acts
        proposed = _stance(number, verb, objects, "proposal", holder, None, told)
        return None if proposed is None else replace(proposed, objects=tuple(sorted(set(objects))))
    if lemma == "rule" and has_particle(tree, verb, "out"):
        done = [c for c in tree.kids(verb, "xcomp", "advcl", "ccomp") if feature(tree[c], "VerbForm") == "Ger"]
        return _stance(number, verb, done, "refusal", holder, None, told)
    if lemma in word_class("favouring"):
        wanted = [(c, code_need(tree, c, terms.frames)) for c in tree.kids(verb, "obj", "xcomp")]
        calm = [c for c, coded in wanted if coded.event_type in CALMING or coded.polarity == "stop"]
        return _stance(number, verb, calm, "openness", holder, None, told)
    return None


def _stance(
    number: int,
    verb: int,
    objects: Sequence[int],
    act: Act,
    holder: Entity,
    counterpart: Entity | None,
    told: StatementMention | None,
) -> Stance | None:
    """The stance of a verb on the first of its objects, if it has one."""
    if not objects:
        return None
    return Stance(number, verb, (objects[0],), act, holder, counterpart, told, f"leaning {act}", 0.65)


def answers(story: StoryIndex, stances: Sequence[Stance], statements: Sequence[StatementMention]) -> Iterator[Stance]:
    """What those who were asked answer with a bare verb: "asked him to wait, but he DECLINED"."""
    for number, tree in enumerate(story.trees):
        asked = [s for s in stances if s.sentence == number and s.act in _ASKED]
        for token in range(len(tree)) if asked else ():
            act = _answer(tree, token)
            before = [s for s in asked if s.head < min(s.objects) < token]
            if act is None or not before:
                continue
            told = teller_of(statements, tree[token].span)
            holder = subject_of(story, number, token, told)
            if holder is not None and holder is not before[-1].holder:
                ask = before[-1]
                yield Stance(number, token, ask.objects, act, holder, ask.holder, told, "bare answer", 0.6, ask.coded)


def _answer(tree: Tree, token: int) -> Act | None:
    """The act of a verb that answers with nothing behind it."""
    lemma = tree[token].lemma.lower()
    refuses, agrees = lemma in word_class("declining"), lemma in word_class("complying")
    if tree[token].upos != "VERB" or not (refuses or agrees) or tree.kids(token, "obj", "xcomp", "ccomp", "obl"):
        return None
    if not tree.kids(token, "nsubj") or not has_happened(tree, token) or (refuses and is_negated(tree, token)):
        return None
    return "refusal" if refuses or is_negated(tree, token) else "acceptance"


def _marks(tree: Tree, token: int) -> set[str]:
    return {tree[m].form.lower() for m in tree.kids(token, "mark", "case")}
