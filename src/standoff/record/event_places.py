"""Where an event happened: in its own phrase, in those of its participants, else in the clause that carries it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standoff.model import Argument, Place
from standoff.record.content import best_frame
from standoff.record.index import StoryIndex
from standoff.record.triggers import Trigger
from standoff.span import Span, overlaps
from standoff.syntax import Tree, feature, matches
from standoff.terms.frames import VERBAL_TYPES, load_frames
from standoff.terms.realis import word_class

_CARRYING = frozenset(
    {"", "at", "on", "for", "in", "during", "by", "with", "under", "through", "amid", "of", "'s", "’s"}
)  # "killed IN an attack"
_TOLD = VERBAL_TYPES | {
    "ACCUSE",
    "SUPPORT",
    "SANCTION",
    "COOPERATE",
}  # acts of words: "sanctions on Cuba" are not there
_ABOUT = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})
_MOVING = frozenset({"RETREAT", "MOBILIZE", "AID", "CONSULT", "COERCE", "PROTEST"})
_IN_WHICH = frozenset({"in", "at", "during", "on"})
_IN_TOWN = frozenset({"in", "inside", "outside", "near"})
_OTHERS = frozenset({"by", "with", "between", "for", "against", "about", "from"})
_SAME_TIME = frozenset({"as", "when", "while"})
_WIDE, _TOWN = 0, 4  # resolutions
_STEPS = 4  # how far the clause that carries an event may be


def find_places(story: StoryIndex, trigger: Trigger, found: Sequence[Argument]) -> Iterator[Argument]:
    """The places of an event whose other arguments are `found`: the finest of the nearest phrase that names any."""
    if any(a.role == "place" for a in found):
        return
    tree, number = story.trees[trigger.sentence], trigger.sentence
    here = trigger.token
    for token, deprel in climb(tree, trigger.token):
        children = [c for c in (*tree.children[token], *of_state(tree, token)) if c != here]
        ranked = [p for child in children for p in _located(story, trigger, child)]
        if token == trigger.token:
            ranked += [(0, t) for t in _named_by(story, trigger)]
            ranked = _finer(story, number, ranked, _own(story, trigger, found))
        else:
            ranked = ranked or [(0, t) for t in _of_carrier(story, trigger, token, deprel)]
        if ranked:
            nearest = min(rank for rank, _ in ranked)
            yield from _finest(story, number, [t for rank, t in ranked if rank == nearest])
            return
        here = token


def _finer(story: StoryIndex, number: int, ranked: list[tuple[int, int]], own: Sequence[int]) -> list[tuple[int, int]]:
    """The places of those who take part where none is ranked, or only their country: "in Pakistan, … in MULTAN"."""
    told = [story.places[number, t] for _, t in ranked]
    if any((p.resolution or 4) > 1 for p in told):
        return ranked
    lands = {p.country for p in told}
    inside = [t for t in own if not told or story.places[number, t].country in lands]
    return [(0, t) for t in inside] or ranked


def of_state(tree: Tree, verb: int) -> list[int]:
    """What hangs on the state that a verb leaves something in: "shot DEAD at a rally", "set ABLAZE on the island"."""
    states = [x for x in tree.kids(verb, "xcomp") if tree[x].upos in {"ADJ", "ADV"} or not tree.kids(x, "mark", "obj")]
    return [c for x in states for c in tree.children[x]]


def place_span(story: StoryIndex, place: Place, sentence: int, token: int) -> Span:
    """The span of the place's mention at a token."""
    found = (m.span for m in place.mentions if m.sentence == sentence and m.token == token)
    return next(found, story.sentences[sentence].tokens[token].span)


def climb(tree: Tree, token: int) -> Iterator[tuple[int, str]]:
    """The trigger and the words that it hangs on within the same telling, nearest first, with the relation climbed."""
    yield token, ""
    here, steps = token, 0
    while tree[here].head >= 0 and steps < _STEPS:
        deprel = tree[here].deprel
        where = _where_clause(tree, here)
        plan = where or (deprel == "acl" and _told_by_thing(tree, here))
        if not plan and matches(deprel, ("acl", "ccomp", "parataxis", "appos", "advcl:relcl", "csubj")):
            return
        if matches(deprel, ("advcl",)) and tree.kids(here, "mark") and not while_clause(tree, here):
            return
        if matches(deprel, ("obl", "nmod")) and tree[here].deprel != "nmod:poss" and tree.case(here) not in _CARRYING:
            return
        if deprel == "conj" and tree[here].upos == "NOUN" and not _shared_behind(tree, here):
            here = tree.first_conjunct(here)  # what stands behind the first noun of a row is its own
            if not matches(tree[here].deprel, ("nsubj",)):
                return
            continue
        here, steps = tree[here].head, steps + 1
        yield here, "where" if where else deprel
        if where and tree[here].etype != "place":
            return  # "talks in Oslo to end a conflict IN WHICH 5,000 were killed"


def _told_by_thing(tree: Tree, verb: int) -> bool:
    """Whether a clause on a noun is of the telling that the noun is in: "a plan TO STRIKE", "a decree BANNING it"."""
    if any(tree[m].lemma == "to" for m in tree.kids(verb, "mark")):
        return True
    head = tree[verb].head
    paper = tree[head].lemma.lower() in word_class("issued") and matches(tree[head].deprel, ("obj", "nsubj:pass"))
    return paper and feature(tree[verb], "VerbForm") in {"Ger", "Part"} and tree[verb].form.lower().endswith("ing")


def _shared_behind(tree: Tree, noun: int) -> bool:
    """Whether a phrase behind the last noun of a row hangs on the first: "clashes and protests IN HAIFA"."""
    return any(c > noun and matches(tree[c].deprel, ("nmod", "obl")) for c in tree.children[tree[noun].head])


def while_clause(tree: Tree, verb: int) -> bool:
    """Whether a clause tells what happened at the same time: "killed WHEN a bomb EXPLODED", "AS jets POUNDED"."""
    marks = [tree[m].lemma.lower() for m in tree.kids(verb, "mark", "advmod") if m < verb]
    modal = any(tree[a].upos == "AUX" and tree[a].lemma.lower() not in {"be", "have"} for a in tree.kids(verb, "aux"))
    return bool(marks) and marks[0] in _SAME_TIME and len(marks) == 1 and not modal


def _where_clause(tree: Tree, verb: int) -> bool:
    """Whether a verb heads a clause with "where" or "in which": "in Goma, WHERE rebels KILLED five"."""
    if not matches(tree[verb].deprel, ("acl:relcl", "advcl:relcl")):
        return False
    in_which = [k for k in tree.kids(verb, "obl") if tree[k].lemma.lower() == "which" and tree.case(k) in _IN_WHICH]
    return bool(in_which) or any(tree[m].lemma.lower() == "where" for m in tree.kids(verb, "advmod", "mark"))


def _named_by(story: StoryIndex, trigger: Trigger) -> list[int]:
    """The town that an event noun is named by: "the BRUSSELS conference"; not the topic of "the Syria talks"."""
    tree, number = story.trees[trigger.sentence], trigger.sentence
    if trigger.frame.pos != "n":
        return []
    towns = [t for t in tree.kids(trigger.token, "compound", "nmod:poss") if _is_place(story, number, t)]
    return [t for t in towns if (story.places[number, t].resolution or _WIDE) >= _TOWN]


def _standing(case: str) -> bool:
    """Whether a preposition says where something is, not where it goes: "in", "near", "south of"."""
    words = case.split()
    still = word_class("locatives") - word_class("directions") - {"of"}
    return bool(words) and (words[-1] in still or (words[-1] == "of" and words[0] in still))


def _rank(trigger: Trigger, case: str, etype: str) -> int | None:
    """How well a preposition tells where an event of this type was: 0 best, None not at all."""
    if _standing(case):
        return 0
    word = case.split()[-1] if case else ""
    kind = trigger.frame.event_type
    if word not in word_class("locatives") or word in {"of", "between"}:
        return None
    if kind in _TOLD or etype not in {"place", ""} or (kind == "CONSULT" and word == "on"):
        return None  # "talks ON Syria" are about it
    if word in {"to", "from"} and kind not in _MOVING:
        return None
    return 2 if word == "from" and kind != "RETREAT" else 1


def _located(story: StoryIndex, trigger: Trigger, child: int) -> list[tuple[int, int]]:
    """Tokens of places in a locative phrase headed by `child`, or nested in it, each with its rank."""
    tree, number = story.trees[trigger.sentence], trigger.sentence
    if not matches(tree[child].deprel, ("obl", "nmod", "advmod")) or _of_told_act(tree, trigger, child):
        return []
    if tree[child].etype == "time":  # "on Friday IN OSLO, he was sentenced"
        return [(0, t) for k in tree.kids(child, "nmod") for t in standing_at(story, number, k)]
    if tree[child].lemma.lower() in word_class("for_the_sake"):  # "marched IN SUPPORT OF Ukraine"
        return []
    if tree[child].deprel == "advmod" and _is_place(story, number, child):  # "signed it THERE"
        return [(0, child)]
    compass = tree[child].deprel == "advmod" and any(tree.case(k) == "of" for k in tree.kids(child, "obl", "nmod"))
    rank = 0 if compass else _rank(trigger, tree.case(child), tree[child].etype)  # "killed SOUTH of Mosul"
    if rank is None:
        return []
    named = [t for t in tree.subtree(child) if _is_place(story, number, t) and not _under_clause(tree, t, child)]
    return [(rank, t) for t in named if t == child or _lies_there(tree, t, child)]


def _lies_there(tree: Tree, token: int, top: int) -> bool:
    """Whether a place inside a locative phrase is told as its place: not "in a statement BY EGYPT"."""
    here = token
    while here != top:
        if tree.case(here) in _OTHERS:
            return False
        here = tree[here].head
    return True


def _of_told_act(tree: Tree, trigger: Trigger, child: int) -> bool:
    """Whether a phrase rather belongs to the act that words are about: "condemned the attack today IN TARTUS"."""
    if trigger.frame.event_type not in _ABOUT or tree[child].head != trigger.token:
        return False
    return any(tree[o].etype == "event" and o < child for o in tree.kids(trigger.token, "obj"))


def _is_place(story: StoryIndex, number: int, token: int) -> bool:
    """Whether a place is named at a token; "Iraqi" names none."""
    return (number, token) in story.places and story.trees[number][token].deprel != "amod"


def _under_clause(tree: Tree, token: int, top: int) -> bool:
    """Whether a clause stands between `token` and `top`."""
    here = token
    while here != top and tree[here].head >= 0:
        if matches(tree[here].deprel, ("acl", "advcl", "ccomp", "parataxis")):
            return True
        here = tree[here].head
    return False


def _own(story: StoryIndex, trigger: Trigger, found: Sequence[Argument]) -> list[int]:
    """Places in the phrases of what takes part: target, recipient, a thing that does it; else of an event noun."""
    if trigger.frame.event_type in _TOLD:
        return _of_deal(story, trigger) or _seat(story, trigger)
    inside = _inside(story, trigger, found) or _in_doer(story, trigger) or _in_phrase(story, trigger)
    behind = inside or _behind(story, trigger.sentence, trigger.token) or _meanwhile(story, trigger)
    return behind or _of_deal(story, trigger) or _seat(story, trigger) or _ruled(story, trigger, found)


def _ruled(story: StoryIndex, trigger: Trigger, found: Sequence[Argument]) -> list[int]:
    """The country that the sentence names of a ruler who is toppled: "IRAQ … after forces OUSTED Saddam Hussein"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    if tree[trigger.token].lemma.lower() not in word_class("toppling"):
        return []
    toppled = [story.by_id[a.ref] for a in found if a.role == "recipient" and a.ref in story.by_id]
    lands = {e.country for e in toppled if e.country}
    named = [t for s, t in story.places if s == number and story.places[s, t].country in lands]
    return [t for t in named if story.places[number, t].resolution == 1 and tree[t].upos == "PROPN"]


def standing_at(story: StoryIndex, number: int, phrase: int) -> list[int]:
    """Places in a phrase that says where something stands, none told in a clause of their own."""
    tree = story.trees[number]
    tokens = tree.subtree(phrase) if _standing(tree.case(phrase)) else []
    return [t for t in tokens if _is_place(story, number, t) and not _under_clause(tree, t, phrase)]


def _of_deal(story: StoryIndex, trigger: Trigger) -> list[int]:
    """Places that the parse hangs on what was agreed: "signed a peace agreement at an air base IN DAYTON"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    deals = [o for o in tree.kids(trigger.token, "obj") if tree[o].lemma.lower() in word_class("deals")]
    return [t for o in deals for k in tree.kids(o, "nmod") for t in standing_at(story, number, k)]


def _seat(story: StoryIndex, trigger: Trigger) -> list[int]:
    """Places where those who act are: "sentenced by a court IN MULTAN", "ministers IN CAIRO denounced it"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    doers = [t for slot in ("subj", "by", "carrier:actor") for t in trigger.slots.get(slot, [])]
    doers += trigger.slots.get("obj", []) if trigger.frame.event_type == "CONSULT" else []
    doers += [k for d in doers for k in tree.kids(d, "nmod") if tree.case(k) == "of"]
    kids = [k for d in doers for k in tree.kids(d, "nmod") if tree.case(k) in _IN_TOWN]
    speaking = [c for c in tree.kids(trigger.token, "advcl") if tree[c].lemma.lower() in word_class("speaking")]
    kids += [
        k for c in speaking if not tree.kids(c, "mark") for k in tree.kids(c, "obl")
    ]  # "speaking IN BRUSSELS, he …"
    before = [c for c in tree.kids(trigger.token, "obl") if tree[c].lemma.lower() in word_class("gatherings")]
    kids += [k for c in before for k in tree.kids(c, "nmod")]  # "after a trial IN PARIS, they were found guilty"
    return [t for k in kids for t in standing_at(story, number, k) if _lies_there(tree, t, k)]


def _inside(story: StoryIndex, trigger: Trigger, found: Sequence[Argument]) -> list[int]:
    """Places inside the phrases of target and recipient: "a TV tower in the Ukrainian capital"."""
    tree, number = story.trees[trigger.sentence], trigger.sentence
    out: list[int] = []
    for argument in found:
        if argument.role in {"target", "recipient"}:
            for head in (i for i, t in enumerate(tree.tokens) if overlaps(t.span, argument.span)):
                out.extend(_beside(story, number, head))
    return out


def _beside(story: StoryIndex, number: int, noun: int) -> list[int]:
    """Places in locative phrases that hang on a noun, or on the participle behind it."""
    tree = story.trees[number]
    held = [c for a in tree.kids(noun, "acl") for b in tree.children[a] for c in (b, *tree.kids(b, "nmod"))]
    loose = word_class("locatives") if tree[noun].etype not in {"person", "organization"} else frozenset()
    kids = (*tree.kids(noun, "nmod", "appos"), *held)
    near = [c for c in kids if _standing(tree.case(c)) or tree.case(c) in loose]
    return [t for c in near for t in tree.subtree(c) if _is_place(story, number, t) and not _under_clause(tree, t, c)]


def _in_doer(story: StoryIndex, trigger: Trigger) -> list[int]:
    """Places in the phrase of a thing that does it: "a bomb IN HERAT killed two"."""
    number = trigger.sentence
    anyone = trigger.frame.event_type == "PROTEST"  # "students IN MINSK marched"
    doers = [*trigger.slots.get("subj", []), *(trigger.slots.get("carrier:actor", []) if anyone else [])]
    things = [t for t in doers if anyone or (number, t) not in story.entities]
    return [p for t in things for p in _beside(story, number, t)]


def _in_phrase(story: StoryIndex, trigger: Trigger) -> list[int]:
    """Places anywhere in the phrase of an event noun: "an attack on a base housing troops NEAR MOSUL"."""
    tree = story.trees[trigger.sentence]
    if trigger.frame.pos != "n":
        return []
    told_apart = [c for c in tree.subtree(trigger.token) if matches(tree[c].deprel, ("acl:relcl", "ccomp", "appos"))]
    told_apart += tree.kids(trigger.token, "conj")
    tokens = tree.subtree(trigger.token, without=[c for c in told_apart if c != trigger.token])
    return [t for t in tokens if _is_place(story, trigger.sentence, t) and _standing(tree.case(t))]


def _behind(story: StoryIndex, number: int, verb: int) -> list[int]:
    """Places that the parse hangs on another phrase behind the verb: "fighting with rebels NEAR DONETSK"."""
    tree = story.trees[number]
    phrases = [c for c in tree.kids(verb, "obl") if tree[c].etype not in {"time", "place"}]
    phrases += [a for c in phrases for a in tree.kids(c, "appos", "nmod") if tree[a].etype == "time"]
    return [t for c in phrases for k in tree.kids(c, "nmod") for t in standing_at(story, number, k)]


def _meanwhile(story: StoryIndex, trigger: Trigger) -> list[int]:
    """Places of the clause that tells how it came: "five died WHEN a bomb exploded IN BAGHDAD"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    clauses = [c for c in tree.kids(trigger.token, "advcl") if while_clause(tree, c) and not _of_meeting(tree, c)]
    kids = [k for c in clauses for k in tree.children[c] if _standing(tree.case(k)) or tree[k].deprel == "obj"]
    phrases = [k for k in kids if matches(tree[k].deprel, ("obl", "obj"))]
    return [
        t for k in phrases for t in tree.subtree(k) if _is_place(story, number, t) and not _under_clause(tree, t, k)
    ]


def _of_meeting(tree: Tree, verb: int) -> bool:
    """Whether a clause tells of a visit or talks, which were elsewhere: "killed ten AS ENVOYS VISITED CAIRO"."""
    found = best_frame(tree, verb, load_frames())
    return found is not None and found[0].event_type == "CONSULT"


def _of_carrier(story: StoryIndex, trigger: Trigger, token: int, deprel: str) -> list[int]:
    """Places that the clause over an event gives without a preposition of its own."""
    tree, number = story.trees[trigger.sentence], trigger.sentence
    if deprel == "where":  # "around the Wadi Barada area of Damascus, WHERE people are facing shelling"
        parts = [token, *tree.kids(token, "compound", "nmod", "appos")]
        return [t for t in parts if _is_place(story, number, t)]
    if matches(deprel, ("nsubj",)) and _standing(tree.case(token)) and _is_place(story, number, token):
        return [token]  # "the attack was IN KABUL"
    if tree[token].upos != "VERB":
        return []
    objects = tree.kids(token, "obj")
    if matches(deprel, ("nsubj",)):  # "bombings struck the cathedral"
        all_objects = [o for first in objects for o in tree.conjuncts(first)]
        named = [o for o in all_objects if _is_place(story, number, o)]
        return named or [p for o in all_objects for p in _beside(story, number, o)]
    people = [o for o in objects if tree[o].etype == "person"]  # "told reporters in New York, calling for …"
    return [p for o in people for p in _beside(story, number, o)]


def _finest(story: StoryIndex, number: int, tokens: Sequence[int]) -> Iterator[Argument]:
    """Arguments for the places of the finest resolution among `tokens`."""
    places = [(t, story.places[number, t]) for t in dict.fromkeys(tokens)]
    best = max((p.resolution or 4) for _, p in places)
    for token, place in places:
        if (place.resolution or 4) == best:
            yield Argument("place", place_span(story, place, number, token), place.id, "locative")
