"""Verbs that only frame the noun that tells an act, and verbs done to an act of somebody else."""

from __future__ import annotations

from standoff.record.draft import Draft
from standoff.record.index import StoryIndex
from standoff.syntax import Tree, matches


def carries(story: StoryIndex, verb: Draft, noun: Draft) -> bool:
    """Whether a verb only frames the noun that tells the act: "FILED a LAWSUIT", "the PROTESTS RESUMED"."""
    if is_denied(verb) != is_denied(noun):
        return False  # "shelling stopped, but RESUMED on Saturday"
    if verb.sentence != noun.sentence or verb.frame.pos != "v" or noun.frame.pos != "n":
        return False
    if verb.event_type != noun.event_type:
        return False
    tree = story.trees[verb.sentence]
    if noun.token in tree.kids(verb.token, "obj", "nsubj:pass"):
        return not of_another(story, verb, noun)
    wanted = {w for need in verb.frame.needs if need.slot == "subj" and need.kind == "=" for w in need.words}
    return tree[noun.token].lemma.lower() in wanted and noun.token in _subjects(tree, verb.token)


def of_another(story: StoryIndex, verb: Draft, noun: Draft) -> bool:
    """Whether a verb is done to an act that somebody else does: "Spain praised FRANCE'S support"."""
    tree = story.trees[verb.sentence]
    if verb.sentence != noun.sentence or noun.token not in tree.kids(verb.token, "obj", "nsubj:pass"):
        return False
    doers, owners = (
        {story.entities[verb.sentence, t].id for t in tokens if (verb.sentence, t) in story.entities}
        for tokens in (_subjects(tree, verb.token), tree.kids(noun.token, "nmod:poss"))
    )
    return bool(doers and owners) and not doers & owners


def _subjects(tree: Tree, verb: int) -> list[int]:
    """The subjects of a verb, else those of the clause that it is joined to: "THE PROTESTS waned before RESUMING"."""
    here = verb
    while not tree.kids(here, "nsubj") and matches(tree[here].deprel, ("conj", "advcl")) and tree[here].head >= 0:
        here = tree[here].head
    return tree.kids(here, "nsubj")


def is_denied(draft: Draft) -> bool:
    """Whether an act is told not to have been."""
    return draft.realis == "denied"
