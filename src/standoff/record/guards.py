"""Rules on the words around a trigger: whether it only looks like an event (a storm that strikes), and its mode."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from standoff.record.content import slot_fillers
from standoff.record.index import StoryIndex
from standoff.record.triggers import Trigger
from standoff.syntax import Tree, matches
from standoff.terms.frames import Need
from standoff.terms.guards import Rule, load_guards, load_modes

_DOERS = ("subj", "by", "poss", "compound", "amod", "carrier:actor")


def is_guarded(story: StoryIndex, trigger: Trigger) -> bool:
    """Whether a guard holds for a trigger: then it tells of no event."""
    tree = story.trees[trigger.sentence]
    lead, frame = story.trees[:_LEAD], trigger.frame
    rules = _concerning(frame.event_type, frame.pos, frame.lemma)
    return any(all(_holds(tree, trigger, need, lead) for need in rule.needs) for rule in rules)


@cache
def _concerning(event_type: str, pos: str, lemma: str) -> tuple[Rule, ...]:
    """The guards that are about events of a type, part of speech and lemma."""
    return tuple(
        r
        for r in load_guards()
        if (not r.types or event_type in r.types) and r.pos in {"", pos} and (not r.lemmas or lemma in r.lemmas)
    )


def implied_mode(tree: Tree, trigger: Trigger) -> str | None:
    """The mode that the words around a trigger imply, if any."""
    return next((rule.mode for rule in load_modes() if _rule_holds(tree, trigger, rule)), None)


_LEAD = 3  # sentences that say what a story is about: its title and how it opens


def _rule_holds(tree: Tree, trigger: Trigger, rule: Rule) -> bool:
    """Whether a rule is about the trigger and all its needs hold."""
    return rule.concerns(trigger.frame) and all(_holds(tree, trigger, need, ()) for need in rule.needs)


def _holds(tree: Tree, trigger: Trigger, need: Need, lead: Sequence[Tree]) -> bool:
    """Whether one need of a rule holds."""
    if need.slot == "lead":
        return any(_words(t, i) & need.words for t in lead for i in range(len(t))) == (need.kind == "=")
    fillers = _fillers(tree, trigger, need.slot)
    if need.kind in "+-":
        return bool(fillers) == (need.kind == "+")
    found = any(_words(tree, f) & need.words for f in fillers)
    return found if need.kind == "=" else not found


def _words(tree: Tree, token: int) -> set[str]:
    """What a word may be named by: lemma, form, kind in capitals, and ACTOR for parties."""
    here = tree[token]
    acts = {"ACTOR"} if here.etype in {"person", "organization", "place"} else set()
    return {here.lemma.lower(), here.form.lower(), here.upos, (here.etype or "").upper()} | acts


def _fillers(tree: Tree, trigger: Trigger, slot: str) -> list[int]:
    """The words in a slot: those of the construction, and some wider ones."""
    token = trigger.token
    if slot == "sentence":
        return [t for t in range(len(tree)) if t != token]
    if slot == "doer":
        heads = [f for s in _DOERS for f in trigger.slots.get(s, [])]
        above = tree[token].head
        if trigger.frame.pos == "n" and above >= 0 and tree.case(token) in {"with", "in", "by"}:
            heads += tree.kids(above, "nsubj")
        return [t for h in heads for t in (h, *tree.kids(h, "compound", "amod", "nmod"))]
    if slot == "content":
        return tree.subtree(trigger.content.token) if trigger.content is not None else []
    if slot == "below":
        return [c for c in tree.children[token] if matches(tree[c].deprel, ("acl",))]
    if slot == "opens":
        return [tree.subtree(c)[0] for c in tree.kids(token, "ccomp", "xcomp", "advcl")]
    if slot == "named":
        return _namers(tree, token)
    return slot_fillers(tree, token, slot, trigger.slots)


def _namers(tree: Tree, noun: int) -> list[int]:
    """The verb that gives a noun as a name to something: "branded the ruling a COUP", "described it as an ATTACK"."""
    verb = tree[tree.first_conjunct(noun)].head
    if verb < 0 or tree[verb].upos != "VERB":
        return []
    second = any(o < noun for o in tree.kids(verb, "obj", "nsubj:pass"))
    named = tree[noun].deprel == "xcomp" or tree.case(noun) == "as" or (second and tree[noun].deprel == "obj")
    return [verb] if named else []
