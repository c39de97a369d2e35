"""The arguments of an event that is told more than once: those of its leading mention, completed by the others."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.model import Argument, Place
from standoff.record.draft import Draft
from standoff.record.index import StoryIndex
from standoff.syntax import feature

_TOWN = 4  # resolution of a city
_JOURNEYS = frozenset({"AID", "RETREAT", "MOBILIZE", "SANCTION"})  # their places are where from and where to


def union(story: StoryIndex, drafts: Sequence[Draft]) -> tuple[Argument, ...]:
    """Arguments of the leading mention, and of the others for roles that it leaves open.

    Days, figures and the finer places of the others are added: "in Syria" and then "in Aleppo" is in Aleppo.
    """
    out: list[Argument] = []
    for draft in drafts:
        filled = {a.role for a in out}
        for argument in draft.arguments:
            same = any(a.role == argument.role and _one_argument(a, argument) for a in out)
            if not same and (argument.role not in filled or argument.role in {"figure", "time"}):
                out.append(argument)
    if drafts[0].event_type not in _JOURNEYS:
        one = [d for d in drafts if not _several(story, drafts[0]) or d.sentence == drafts[0].sentence]
        out = _finest(story, out, [a for d in one for a in d.arguments if a.role == "place"])
    return tuple(out)


def _several(story: StoryIndex, draft: Draft) -> bool:
    """Whether a mention tells of more than one act: where one of them was is not where all were."""
    token = story.sentences[draft.sentence].tokens[draft.token]
    return draft.frame.pos == "n" and feature(token, "Number") == "Plur"


def _one_argument(left: Argument, right: Argument) -> bool:
    """Whether two arguments of a role are the same: one entity, or the same words (one phrase may give two figures)."""
    if left.ref is not None and right.ref is not None:
        return left.ref == right.ref
    return left.span == right.span


def _finest(story: StoryIndex, arguments: list[Argument], told: Sequence[Argument]) -> list[Argument]:
    """The arguments with the finest place that any mention tells, first; a site has its town beside it."""
    places = {p.id: p for p in story.mentions.places}
    first = [places[a.ref] for a in arguments if a.role == "place" and a.ref in places]
    if not first:
        return arguments
    grain = max(_grain(p) for p in first)
    others = [a for a in told if a.ref in places and _within(places[a.ref], first)]
    finer = sorted(
        (a for a in others if _grain(places[a.ref or ""]) > grain), key=lambda a: -_grain(places[a.ref or ""])
    )
    towns = [a for a in others if grain > _TOWN and _grain(places[a.ref or ""]) == _TOWN]
    return [*finer[:1], *arguments, *towns[:1]]


def _grain(place: Place) -> int:
    """How fine a place is; one that the gazetteer does not know is taken for a town."""
    return place.resolution or _TOWN


def _within(place: Place, others: Sequence[Place]) -> bool:
    """Whether a place may lie in one of the others: none of them is in another country."""
    return all(o.country is None or place.country is None or o.country == place.country for o in others)
