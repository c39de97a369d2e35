"""Which acts told not to be are events: those with a place or somebody spared, and none that its doer denies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from standoff.model import Argument, StatementMention
from standoff.record.denials import QUIET
from standoff.record.draft import Draft
from standoff.record.event_places import place_span
from standoff.record.index import StoryIndex
from standoff.record.likeness import acts_for
from standoff.terms.realis import word_class


def only_told_denials(
    story: StoryIndex, drafts: Sequence[Draft], statements: Sequence[StatementMention]
) -> Iterator[Draft]:
    """The drafts, of what is denied only what is told of somebody or of a place, and not by the doer himself."""
    for draft in drafts:
        told = placed(story, draft) if draft.realis == "denied" else _placed_by_act(story, draft)
        spared = is_told(told) and not own_denial(story, told, statements) and not _of_person(story, told)
        if told.realis != "denied" or spared:
            yield told


def _of_person(story: StoryIndex, draft: Draft) -> bool:
    """Whether it is a person who is calm."""
    tree = story.trees[draft.sentence]
    subjects = [s for s in tree.kids(draft.token, "nsubj") if tree[s].upos == "PROPN"]
    found = [e for s in subjects if (e := story.entities.get((draft.sentence, s))) is not None]
    calm = draft.realis_rule == QUIET and draft.frame.slots.get("subj") is not None
    return calm and any(e.kind == "person" for e in found)


def own_denial(story: StoryIndex, draft: Draft, statements: Sequence[StatementMention]) -> bool:
    """Whether a party only denies a deed of its own or its state: a statement, and no event."""
    source = next((s.source for s in statements if s.id == draft.statement), None)
    teller = story.by_id.get(source.ref) if source is not None and source.ref else None
    doers = [story.by_id[ref] for ref in draft.refs("actor")]
    return teller is not None and any(
        d is teller or acts_for(d, teller) or acts_for(teller, d) or teller.name.startswith(d.name) for d in doers
    )


def placed(story: StoryIndex, draft: Draft) -> Draft:
    """The draft with the place that was spared: "ALEPPO saw a day without strikes", "people in HOMS reported none"."""
    if is_told(draft):
        return draft
    tree = story.trees[draft.sentence]
    subjects = tree.kids(tree.clause(draft.token), "nsubj")
    near = [t for s in subjects for t in (s, *tree.kids(s, "nmod", "compound", "appos", "flat"))]
    found = ((t, story.places.get((draft.sentence, t))) for t in near)
    places = [Argument("place", place_span(story, p, draft.sentence, t), p.id, "subj") for t, p in found if p]
    return replace(draft, arguments=(*draft.arguments, *places[:1]))


def _placed_by_act(story: StoryIndex, draft: Draft) -> Draft:
    """The draft of what ends an act, at the place of the act: "halted its bombardment OF ALEPPO"."""
    if draft.event_type not in {"RETREAT", "CONCEDE"} or draft.frame.slots.get("obj") != "topic" or draft.refs("place"):
        return draft
    tree, words = story.trees[draft.sentence], word_class("any_assault") | word_class("lasting")
    acts = [o for o in tree.kids(draft.token, "obj", "nsubj:pass") if tree[o].lemma.lower() in words]
    near = [t for o in acts for t in tree.kids(o, "nmod", "compound")]
    found = ((t, story.places.get((draft.sentence, t))) for t in near)
    places = [Argument("place", place_span(story, p, draft.sentence, t), p.id, "obj") for t, p in found if p]
    return replace(draft, arguments=(*draft.arguments, *places[:1]))


def is_told(draft: Draft) -> bool:
    """Whether a denied act is told of a place, or an act of force of somebody: "Mariupol was not shelled"."""
    roles = {a.role for a in draft.arguments if a.ref is not None}
    return "place" in roles or (draft.event_type == "ASSAULT" and "recipient" in roles)
