"""Figures go to the event that they count: the nearest fitting act of the sentence, else the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.model import Argument, EventMention, Figure, FigureWhat, Mentions, StatementMention
from standoff.record.draft import Draft
from standoff.record.index import StoryIndex
from standoff.record.statement_index import innermost
from standoff.span import overlaps
from standoff.syntax import Tree

_FITS: dict[str, frozenset[str]] = {
    "killed": frozenset({"ASSAULT", "PROTEST", "COERCE"}),
    "injured": frozenset({"ASSAULT", "PROTEST", "COERCE"}),
    "missing": frozenset({"ASSAULT"}),
    "displaced": frozenset({"ASSAULT", "SANCTION", "COERCE", "AID"}),
    "abducted": frozenset({"ASSAULT", "RETREAT"}),
    "detained": frozenset({"COERCE", "RETREAT", "PROTEST"}),
    "troops": frozenset({"MOBILIZE", "RETREAT", "ASSAULT", "AID", "SANCTION"}),
    "protesters": frozenset({"PROTEST"}),
}
_COUNTED = frozenset({"ASSAULT", "MOBILIZE"})  # acts done with what their object counts: "fired 36 ROUNDS"
_FAR = 2  # sentences between a toll and its act
_NEAR = 4  # edges of the parse between a thing counted and the act whose participant it is
_FOLLOWS: dict[str, tuple[str, ...]] = {  # figures that the sentences after an act may tell -> the types of that act
    "killed": ("ASSAULT", "PROTEST"),
    "injured": ("ASSAULT", "PROTEST"),
    "missing": ("ASSAULT",),
    "abducted": ("ASSAULT",),
    "displaced": ("ASSAULT",),
    "protesters": ("PROTEST",),
}


def settle_figures(
    mentions: Mentions, events: Sequence[EventMention], statements: Sequence[StatementMention]
) -> Mentions:
    """The mentions, their figures with the statement that gives each; people who march or are sent say so."""
    owners = {f: e for e in events for f in e.figures}
    out: list[Figure] = []
    for figure in mentions.figures:
        what = _what_by_event(figure, owners.get(figure.id))
        out.append(replace(figure, what=what, statement=innermost(statements, figure.span.start)))
    return replace(mentions, figures=tuple(out))


def _what_by_event(figure: Figure, event: EventMention | None) -> FigureWhat:
    """What a figure counts where only its event tells: people who march are protesters, those deployed troops."""
    if event is None or figure.what != "other" or figure.unit != "people":
        return figure.what
    if event.event_type == "MOBILIZE" and event.mode in {"troops", "police"}:
        return "troops"
    return "protesters" if event.event_type == "PROTEST" and _is_actor(figure, event) else figure.what


def _is_actor(figure: Figure, event: EventMention) -> bool:
    """Whether a figure counts those who do the act."""
    return any(a.role == "actor" and overlaps(a.span, figure.span) for a in event.arguments)


def assign_figures(story: StoryIndex, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each with the figures that count its victims, troops, weapons …"""
    given: dict[int, list[Figure]] = {}
    for figure in story.mentions.figures:
        at = _owner(story, figure, drafts)
        if at is not None:
            given.setdefault(at, []).append(figure)
    return [_with(draft, given.get(i, [])) for i, draft in enumerate(drafts)]


def _with(draft: Draft, figures: Sequence[Figure]) -> Draft:
    if not figures:
        return draft
    return replace(draft, arguments=(*draft.arguments, *(Argument("figure", f.span, f.id, "figure") for f in figures)))


def _owner(story: StoryIndex, figure: Figure, drafts: Sequence[Draft]) -> int | None:
    """The index of the draft that a figure belongs to."""
    if figure.what == "detained" and figure.upper == 1:  # "arrested A MAN": who it was, not how many
        return None
    fits = _FITS.get(figure.what)
    tree = story.trees[figure.sentence]
    best: tuple[int, int] | None = None
    for i, draft in enumerate(drafts):
        if draft.sentence != figure.sentence or (fits is not None and draft.event_type not in fits):
            continue
        if fits is None and _counts_act(tree, figure, draft):
            return i
        distance = _distance(tree, figure.token, draft.token)
        if fits is None and (distance > _NEAR or not _takes_part(draft, figure)):
            continue
        best = min(best, (distance, i)) if best else (distance, i)
    if best is not None:
        return best[1]
    return _told_elsewhere(story, figure, drafts)


def _counts_act(tree: Tree, figure: Figure, draft: Draft) -> bool:
    """Whether a figure counts the acts themselves ("23 STRIKES") or what they are done with ("placed 600 GUARDS")."""
    if figure.token == draft.token:
        return True
    if draft.frame.pos != "v" or draft.event_type not in _COUNTED:
        return False
    below = tree.kids(draft.token, "obj", "nsubj:pass")
    return figure.token in {*below, *(k for b in below for k in tree.kids(b, "nmod") if tree.case(k) == "of")}


def _takes_part(draft: Draft, figure: Figure) -> bool:
    """Whether a counted thing is a participant of the event: its words stand in one of the event's phrases."""
    return any(
        a.span.start <= figure.span.end and figure.span.start <= a.span.end
        for a in draft.arguments
        if a.role not in {"time", "place"}
    )


def _told_elsewhere(story: StoryIndex, figure: Figure, drafts: Sequence[Draft]) -> int | None:
    """The last act before the figure's sentence, at most two back; for one in a headline the first act behind it.

    Those killed where no attack is told of are those of a protest.
    """
    for kind in _FOLLOWS.get(figure.what, ()):
        acts = [i for i, d in enumerate(drafts) if d.event_type == kind and not d.title]
        if story.sentences[figure.sentence].title:
            near = [i for i in acts if drafts[i].sentence - figure.sentence <= _FAR][:1]
        else:
            near = [i for i in acts if 0 < figure.sentence - drafts[i].sentence <= _FAR][-1:]
        if near:
            return near[0]
    return None


def _distance(tree: Tree, left: int, right: int) -> int:
    """The number of edges between two words of a sentence."""
    up = {left: 0}
    for steps, node in enumerate(tree.ancestors(left), start=1):
        up[node] = steps
    if right in up:
        return up[right]
    for steps, node in enumerate(tree.ancestors(right), start=1):
        if node in up:
            return up[node] + steps
    return len(tree)
