"""Whom blame falls on where only a deed is named: "condemned THE STRIKE", "criticised THE MOVE" mean its doers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.model import Argument, EventMention
from standoff.record.draft import Draft
from standoff.record.index import StoryIndex
from standoff.record.phrase import phrase
from standoff.syntax import Tree
from standoff.terms.realis import word_class

_BACK = 2  # sentences between a deed and a word that takes it up
_WORDS = frozenset(
    {"ACCUSE", "REJECT", "SUPPORT", "CONSULT", "THREATEN", "REQUEST"}
)  # no deeds that "the move" takes up

Groups = Sequence[Sequence[Draft]]


def blame_doers(story: StoryIndex, groups: Groups, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """The events, those that blame a deed with its doers as recipients; `groups` are the mentions of each event."""
    at = {(d.sentence, d.token): i for i, group in enumerate(groups) for d in group}
    out: list[EventMention] = []
    for number, event in enumerate(events):
        found: list[Argument] = []
        blames = event.event_type == "ACCUSE" and event.mode == "disapprove"
        if blames and not any(a.role == "recipient" for a in event.arguments):
            found = [a for d in groups[number] for a in _blamed(story, d, groups, events, at)]
        found = [a for a in found if a.ref not in event.actors]
        refs = tuple(dict.fromkeys(a.ref for a in found if a.ref is not None))
        new = tuple(next(a for a in found if a.ref == ref) for ref in refs)
        out.append(replace(event, arguments=(*event.arguments, *new), recipients=refs) if refs else event)
    return tuple(out)


def _blamed(
    story: StoryIndex, draft: Draft, groups: Groups, events: Sequence[EventMention], at: dict[tuple[int, int], int]
) -> list[Argument]:
    """The doers of the deed that a mention of blame names."""
    tree = story.trees[draft.sentence]
    for noun in _objects(tree, draft):
        deed = at.get((draft.sentence, noun))
        if deed is None and _takes_up(tree, noun):
            deed = _last_deed(groups, events, draft)
        if deed is not None:
            span = phrase(tree, noun)
            return [Argument("recipient", span, ref, "deed>actor") for ref in events[deed].actors]
    return []


def _objects(tree: Tree, draft: Draft) -> list[int]:
    """What a word of blame bears on."""
    if draft.frame.pos == "v":
        return tree.kids(draft.token, "obj", "nsubj:pass")
    return [k for k in tree.kids(draft.token, "nmod") if tree.case(k) in word_class("blame_cases")]


def _takes_up(tree: Tree, noun: int) -> bool:
    """Whether a word only takes up what was told: "the move", "this decision"."""
    definite = any(tree[k].lemma.lower() in word_class("definite_words") for k in tree.kids(noun, "det"))
    return definite and tree[noun].lemma.lower() in word_class("taking_up") and not tree.kids(noun, "nmod", "acl")


def _last_deed(groups: Groups, events: Sequence[EventMention], draft: Draft) -> int | None:
    """The last deed told before a mention of blame, with doers other than who blames."""
    own = draft.refs("actor")
    told = [
        (d.sentence, d.token, i)
        for i, group in enumerate(groups)
        for d in group
        if (d.sentence, d.token) < (draft.sentence, draft.token) and draft.sentence - d.sentence <= _BACK
        if events[i].event_type not in _WORDS and events[i].actors and not own & set(events[i].actors)
    ]
    return max(told)[2] if told else None
