"""How alike two mentions of an act are: who takes part, where, when, with what toll."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.model import Entity, Place
from standoff.record.draft import Draft
from standoff.record.index import StoryIndex
from standoff.terms.realis import word_class

_CITY = 0.3  # degrees that a large city stretches
_MOVING = frozenset({"AID", "RETREAT", "MOBILIZE", "SANCTION"})


def parties(story: StoryIndex, draft: Draft, role: str) -> list[Entity]:
    """Those who fill a role of a draft."""
    return [story.by_id[r] for r in sorted(draft.refs(role)) if r in story.by_id]


def one_party(left: Entity, right: Entity) -> bool:
    """Whether two entities may be one: the same, or the name of one within that of the other ("the House")."""
    a, b = ({w for w in e.name.lower().split() if w not in word_class("definite")} for e in (left, right))
    return left.id == right.id or (left.kind == right.kind and bool(a and b) and (a <= b or b <= a))


def disjoint(story: StoryIndex, left: set[str], right: set[str]) -> bool:
    """Whether two sets of parties exclude each other: both name some and share none; "three men" excludes nobody."""
    named = [[story.by_id[r] for r in refs if is_named(story.by_id[r])] for refs in (left, right)]
    if not named[0] or not named[1] or left & right:
        return False
    return not any(acts_for(a, b) or acts_for(b, a) or one_party(a, b) for a in named[0] for b in named[1])


def is_named(entity: Entity) -> bool:
    """Whether an entity is called by a name anywhere in the story."""
    return any(m.form == "name" for m in entity.mentions)


def acts_for(state: Entity, organ: Entity) -> bool:
    """Whether an act of the one may be told as one of the other: a state and its ministry, army or president."""
    return state.kind == "state" and state.country is not None and state.country == organ.country


def at_odds(story: StoryIndex, left: set[str], right: set[str]) -> bool:
    """Whether parties of a headline cannot be those of the story: of other states, or other persons by name."""
    if not disjoint(story, left, right):
        return False
    pairs = [(story.by_id[a], story.by_id[b]) for a in left for b in right]
    persons = all(a.kind == b.kind == "person" for a, b in pairs)
    return persons or all(a.country and b.country and a.country != b.country for a, b in pairs)


def shares(story: StoryIndex, left: Draft, right: Draft, role: str) -> bool:
    """Whether two mentions share somebody, a place or a time in a role."""
    if left.refs(role) & right.refs(role):
        return True
    if role not in {"actor", "recipient"}:
        return False
    pairs = ((a, b) for a in parties(story, left, role) for b in parties(story, right, role))
    return any(is_named(a) and is_named(b) and one_party(a, b) for a, b in pairs)


def same_heads(story: StoryIndex, left: Draft, right: Draft) -> bool:
    """Whether the doers of two acts, both without a name, are called by one word: "his associates", "associates"."""
    heads = [
        {
            story.words(a.span).lower().split()[-1]
            for a in d.arguments
            if a.role == "actor" and (a.ref not in story.by_id or not is_named(story.by_id[a.ref]))
        }
        for d in (left, right)
    ]
    return bool(heads[0] & heads[1])


def values_apart(story: StoryIndex, left: Draft, right: Draft) -> bool:
    """Whether places or days of two mentions exclude each other."""
    places = story.place_by_id
    a = [places[r] for r in left.refs("place") if r in places]
    b = [places[r] for r in right.refs("place") if r in places]
    exact = all(p.resolution is None or p.resolution >= 3 for p in (*a, *b))
    if left.event_type in _MOVING:
        a = b = []  # "from Omsk", "to Berlin": places of one journey differ
    if a and b and exact and not {p.id for p in a} & {p.id for p in b} and not _near(a, b):
        return True
    if a and b and {p.country for p in a} and not {p.country for p in a} & {p.country for p in b}:
        return True
    days = [{story.days[r] for r in d.refs("time") if r in story.days} for d in (left, right)]
    return bool(days[0] and days[1]) and not any(_meet(x, y) for x in days[0] for y in days[1])


def _near(left: Sequence[Place], right: Sequence[Place]) -> bool:
    """Whether a place below a city lies in or by one of the others: a park and its town, in degrees."""
    pairs = ((a, b) for a in left for b in right if 5 in {a.resolution, b.resolution})
    return any(abs((a.lat or 0) - (b.lat or 0)) < _CITY and abs((a.lon or 0) - (b.lon or 0)) < _CITY for a, b in pairs)


def _meet(left: str, right: str) -> bool:
    """Whether two EDTF values may mean one day: equal, one begins the other, or one is an interval around the other."""
    if left == right or left.startswith(right.rstrip("~?")) or right.startswith(left.rstrip("~?")):
        return True
    return _inside(left, right) or _inside(right, left)


def _inside(interval: str, day: str) -> bool:
    """Whether `day` lies in an EDTF interval (open ends allowed)."""
    if "/" not in interval or "/" in day:
        return False
    start, _, end = interval.partition("/")
    day = day.rstrip("~?")
    return (start in {"", ".."} or start[: len(day)] <= day) and (end in {"", ".."} or day <= end.ljust(len(day), "9"))


def one_figure(story: StoryIndex, left: Draft, right: Draft) -> bool:
    """Whether two mentions give one toll of more than one."""
    tolls = [{story.tolls[r] for r in d.refs("figure") if r in story.tolls} for d in (left, right)]
    return any((lower or 0) > 1 and what != "other" for what, lower, _ in tolls[0] & tolls[1])


def same_target(story: StoryIndex, later: Draft, earlier: Draft) -> bool:
    """Whether an act is at the thing that an act told before was at: "an air base … rockets struck near THE BASE"."""
    if later.event_type != "ASSAULT" or later.span < earlier.span:
        return False
    taken_up = _things(story, later, definite=True)
    return bool(taken_up) and bool(taken_up & _things(story, earlier, definite=False))


def _things(story: StoryIndex, draft: Draft, *, definite: bool) -> set[str]:
    """The things without a name that an act was at or hit, by their nouns; only those with "the" where asked."""
    tree, found = story.trees[draft.sentence], set()
    for noun in tree.subtree(draft.token):
        if tree[noun].upos != "NOUN" or tree[noun].etype not in {"place", "object"}:
            continue
        start = noun
        while start > 0 and tree[start - 1].upos in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
            start -= 1  # by the words, as the parse may hang them elsewhere
        before = tree[start - 1].form.lower() if start > 0 else ""
        hit = noun in tree.kids(draft.token, "obj", "nsubj:pass") or before in word_class("hit_cases")
        words = [t for t in range(start, noun + 1) if tree[t].upos != "ADJ"]  # "an Iraqi base" is not named
        named = any((draft.sentence, t) in story.places or tree[t].upos == "PROPN" for t in words)
        if hit and not named and (not definite or tree[start].lemma.lower() in word_class("definite_words")):
            found.add(tree[noun].lemma.lower())
    return found
