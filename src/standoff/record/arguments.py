"""Participants of an event: who, to whom, where, when, with what, how many - each with its words and its rule."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.model import Argument, Role, Time
from standoff.record.event_places import climb, find_places, place_span
from standoff.record.index import StoryIndex
from standoff.record.parties import role_tokens
from standoff.record.slots import is_passive, verb_slots
from standoff.record.triggers import Trigger
from standoff.span import Span, overlaps
from standoff.syntax import Tree, matches

_ACTING = frozenset({"person", "organization"})
_HOLDER = frozenset({"nmod:poss", "compound", "amod", "nmod"})


def find_arguments(story: StoryIndex, trigger: Trigger) -> tuple[Argument, ...]:
    """All arguments of one trigger but its figures."""
    found: list[Argument] = []
    for argument in (*_participants(story, trigger), *_weapons(story, trigger)):
        if not any(a.span == argument.span and a.role == argument.role for a in found):
            found.append(argument)
    found.extend(_asked(story, trigger, found))
    found.extend(_behind_object(story, trigger, found))
    found.extend(_doers_above(story, trigger, found))
    found.extend(find_places(story, trigger, found))
    found.extend(_times(story, trigger))
    return tuple(found)


def _participants(story: StoryIndex, trigger: Trigger) -> Iterator[Argument]:
    """Actors, recipients, targets and topics from the slots of the construction."""
    carried = {"carrier:actor": "actor", "carrier:recipient": "recipient"}
    for slot, fillers in trigger.slots.items():
        role = trigger.frame.slots.get(slot) or carried.get(slot)
        if role is None or role in {"content", "topic"}:
            continue
        for filler in fillers:
            if filler + 1 in fillers and (trigger.sentence, filler) not in story.entities:
                continue  # "the envoy Martin Griffiths": the name tells who it is
            yield from _participant(story, trigger, slot, _counted(story, trigger.sentence, filler), role)


def _counted(story: StoryIndex, number: int, filler: int) -> int:
    """Those who are counted, where the number heads the phrase: "hundreds of CIVILIANS", "a total of 20 MEN"."""
    span = story.sentences[number].tokens[filler].span
    told = [f.token for f in story.figures.get(number, ()) if overlaps(f.span, span) and f.token > filler]
    return next((t for t in told if (number, t) in story.entities), filler)


def _asked(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> Iterator[Argument]:
    """Who is to do what a verbal act asks: the doer of its content, where nobody is addressed."""
    if trigger.frame.event_type != "REQUEST" or trigger.content is None or any(a.role == "recipient" for a in found):
        return
    actors = {a.ref for a in found if a.role == "actor"}
    tree = story.trees[trigger.sentence]
    for token in role_tokens(trigger.content, "actor"):
        entity = story.entities.get((trigger.sentence, token))
        if entity is not None and entity.id not in actors:
            yield Argument("recipient", _phrase(tree, token), entity.id, "content>subj")


_ADDRESSED = frozenset({"with", "to", "from", "against"})  # "cut ties WITH Qatar", "demanded an apology FROM Seoul"
_DEALING = frozenset({"SANCTION", "COERCE", "REQUEST", "REJECT", "THREATEN", "AID", "COOPERATE", "CONCEDE", "SUPPORT"})


def _behind_object(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """Whom a dealing is with, where the parse hangs the party on the object: "suspended its aid TO BAMAKO"."""
    if trigger.frame.event_type not in _DEALING or any(a.role == "recipient" for a in found):
        return []
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    actors = {a.ref for a in found if a.role == "actor"}
    out: list[Argument] = []
    things = trigger.slots.get("obj", []) if trigger.frame.pos == "v" else _things_of(trigger)
    for thing in things:
        for kid in tree.kids(thing, "nmod"):
            party = story.entities.get((number, kid)) if tree.case(kid) in _ADDRESSED else None
            if party is not None and party.id not in actors:
                out.append(Argument("recipient", _phrase(tree, kid), party.id, f"obj>{tree.case(kid)}"))
    return out


def _things_of(trigger: Trigger) -> list[int]:
    """What a noun of dealing bears on: "restrictions on FLIGHTS to Cuba"."""
    return [t for slot in ("on", "of") for t in trigger.slots.get(slot, [])]


def _doers_above(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """The doers that the clause over an event noun names: "answered WITH air strikes", "said AFTER talks with Oslo"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    kind, verb = trigger.frame.event_type, tree[trigger.token].head
    meeting = kind == "CONSULT" and not any(a.role == "actor" and a.rule != "with" for a in found)
    means = kind == "ASSAULT" and tree.case(trigger.token) == "with" and not any(a.role == "actor" for a in found)
    timed = meeting and tree.case(trigger.token) in {"after", "at", "in", "during", "following", "before", "ahead of"}
    if trigger.frame.pos != "n" or verb < 0 or tree[verb].upos != "VERB" or is_passive(tree, verb):
        return []
    if not (means or timed) or tree[trigger.token].deprel != "obl":
        return []
    doers = [t for t in verb_slots(tree, verb).get("subj", []) if (number, t) in story.entities]
    return [Argument("actor", _phrase(tree, t), story.entities[number, t].id, "clause>subj") for t in doers]


def _participant(story: StoryIndex, trigger: Trigger, slot: str, filler: int, role: str) -> Iterator[Argument]:
    """The argument that one filler gives, its role settled by what the filler is."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    if story.time_at(number, filler) is not None:
        return
    entity, place = story.entities.get((number, filler)), story.places.get((number, filler))
    weapon = story.weapons.get((number, filler))
    beside = slot in {"compound", "amod"} and (entity is None or entity.kind not in {"state", "people"})
    if weapon is not None and role in {"actor", "weapon"}:
        yield Argument("weapon", weapon.span, None, slot)
        yield from _holders(story, number, filler, "actor", slot)
    elif role == "actor" and entity is None and tree[filler].etype in _ACTING and slot in {"subj", "by"}:
        yield from _unnamed(tree, filler, slot)
    elif place is not None and (role == "place" or entity is None or beside):
        yield Argument("place", place_span(story, place, number, filler), place.id, slot)
    elif role == "place":
        yield from _taken(story, number, filler, slot)
    elif entity is not None and role in {"actor", "recipient"}:
        found: Role = "actor" if role == "actor" else "recipient"
        yield Argument(found, _phrase(tree, filler), entity.id, slot)
        yield from _sides(story, number, filler, found, slot)
    elif role == "recipient":
        yield from _thing(story, number, filler, slot)
    elif role == "actor":
        yield from _doing_thing(story, number, filler, slot)
    elif role == "target":
        yield Argument("target", _phrase(tree, filler), None, slot)


def _unnamed(tree: Tree, filler: int, slot: str) -> Iterator[Argument]:
    """A doer who is no known party: somebody described, but no pronoun or bare number."""
    if tree[filler].upos not in {"PRON", "NUM"}:
        yield Argument("actor", _phrase(tree, filler), None, slot)


def _doing_thing(story: StoryIndex, number: int, filler: int, slot: str) -> Iterator[Argument]:
    """A doer that is no known party: people by their noun, else whom the thing belongs to."""
    tree = story.trees[number]
    if tree[filler].etype in _ACTING:
        yield from _unnamed(tree, filler, slot)
    elif slot in {"poss", "by", "subj"} and tree[filler].upos == "NOUN":
        yield from _holders(story, number, filler, "actor", slot)


def _taken(story: StoryIndex, number: int, noun: int, slot: str) -> Iterator[Argument]:
    """What is taken or left and has no name, with the place named beside it: "the capital of KUNDUZ"."""
    tree = story.trees[number]
    for kid in tree.kids(noun, "nmod", "appos", "flat", "compound", "nmod:poss"):
        place = story.places.get((number, kid))
        if place is not None and tree.case(kid) in {"", "of"}:
            yield Argument("place", place_span(story, place, number, kid), place.id, slot)
            return
    if tree[noun].etype in {"place", "object"}:
        yield Argument("target", _phrase(tree, noun), None, slot)


def _sides(story: StoryIndex, number: int, noun: int, role: Role, slot: str) -> Iterator[Argument]:
    """The states of a party of two sides: "RUSSIAN and UKRAINIAN officials", "delegates from KYIV and MOSCOW"."""
    tree = story.trees[number]
    for child in tree.kids(noun, "amod", "nmod"):
        own = tree[child].deprel == "amod" or tree.case(child) in {"of", "from", "for"}
        sides = [story.entities.get((number, t)) for t in tree.conjuncts(child)] if own else []
        if len(sides) > 1:
            for token, side in zip(tree.conjuncts(child), sides, strict=True):
                if side is not None and side.kind in {"state", "organisation", "armed_group"}:
                    yield Argument(role, tree[token].span, side.id, f"{slot}>{tree[child].deprel}")


def _thing(story: StoryIndex, number: int, filler: int, slot: str) -> Iterator[Argument]:
    """A recipient that is no known party: people by their noun, things as the target, with the party they belong to."""
    tree = story.trees[number]
    token = tree[filler]
    if token.upos == "PRON" or token.upos in {"VERB", "ADV"}:
        return
    if token.etype in _ACTING or token.upos == "NUM":
        yield Argument("recipient", _phrase(tree, filler), None, slot)
    else:
        yield Argument("target", _phrase(tree, filler), None, slot)
        yield from _holders(story, number, filler, "recipient", slot)


def _holders(story: StoryIndex, number: int, noun: int, role: Role, slot: str) -> Iterator[Argument]:
    """The parties that a thing belongs to: "a RUSSIAN missile", "IRAN's tankers", "facilities of ARAMCO"."""
    tree = story.trees[number]
    for child in tree.children[noun]:
        deprel = tree[child].deprel
        belongs = deprel in _HOLDER and (not tree.case(child) or tree.case(child) in {"of", "'s", "’s"})
        if deprel == "acl" and tree[child].lemma in {"belong", "own", "house", "fire", "launch", "operate", "run"}:
            for filler in tree.kids(child, "obl", "obj", "obl:agent"):
                entity = story.entities.get((number, filler))
                if entity is not None:
                    yield Argument(role, _phrase(tree, filler), entity.id, f"{slot}>{tree[child].lemma}")
        elif belongs and (entity := story.entities.get((number, child))) is not None:
            yield Argument(
                role,
                tree[child].span if deprel in {"amod", "compound"} else _phrase(tree, child),
                entity.id,
                f"{slot}>{deprel}",
            )


_NOT_PHRASE = (
    "acl", "appos", "conj", "cc", "case", "punct", "parataxis", "advcl", "mark", "cop", "nsubj", "orphan", "dep", "aux",
    "advmod", "obl", "xcomp", "obj",
)  # fmt: skip


def _phrase(tree: Tree, head: int) -> Span:
    """The words of a participant: its phrase without clauses, appositions, conjuncts and leading prepositions."""
    cut = [c for c in tree.children[head] if matches(tree[c].deprel, _NOT_PHRASE) or _loose(tree, c)]
    tokens = tree.subtree(head, without=cut)
    while len(tokens) > 1 and tree[tokens[0]].upos in {"DET", "PUNCT"} and tokens[0] != head:
        tokens = tokens[1:]
    return tree.span(_run(tokens, head))


def _loose(tree: Tree, token: int) -> bool:
    """Whether a phrase only hangs on a noun: any but its possessor and its "of"."""
    deprel = tree[token].deprel
    return matches(deprel, ("nmod",)) and deprel != "nmod:poss" and tree.case(token) != "of"


def _run(tokens: list[int], head: int) -> list[int]:
    """The unbroken run of tokens around `head`."""
    at = tokens.index(head)
    low = high = at
    while low > 0 and tokens[low - 1] == tokens[low] - 1:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1] == tokens[high] + 1:
        high += 1
    return tokens[low : high + 1]


def _weapons(story: StoryIndex, trigger: Trigger) -> Iterator[Argument]:
    """The weapon named in the trigger's own phrase: as modifier, subject, object, "with" or "using"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    near = [trigger.token] if (number, trigger.token) in story.weapons else []
    near += [
        c
        for c in tree.children[trigger.token]
        if tree[c].deprel in {"compound", "amod", "nsubj", "obj", "obl", "nmod", "obl:agent", "nsubj:pass"}
    ]
    for token in (trigger.token, *([trigger.carrier] if trigger.carrier is not None else [])):
        for child in tree.kids(token, "advcl", "acl"):
            near.extend(tree.kids(child, "obj") if tree[child].lemma == "use" else [])
        near.extend(c for c in tree.kids(token, "obl") if tree.case(c) in {"with", "by", "using"})
    for child in near:
        for token in tree.conjuncts(child):
            weapon = story.weapons.get((number, token))
            if weapon is not None:
                yield Argument("weapon", weapon.span, None, tree[child].deprel)


def _times(story: StoryIndex, trigger: Trigger) -> Iterator[Argument]:
    """The time of the event: in its own phrase, else in the clause that carries it, else that of the telling."""
    tree, number = story.trees[trigger.sentence], trigger.sentence
    times = [t for t in story.times.get(number, ()) if t.value is not None]
    for token, _ in climb(tree, trigger.token):
        carried = (
            [c for v in tree.kids(token, "acl", "acl:relcl") for c in tree.children[v]]
            if token == trigger.token
            else []
        )
        for child in (token, *tree.children[token], *carried):
            found = _time_in(tree, child, times, whole=child == token)
            if found is not None:
                yield Argument("time", found.span, found.id, "time")
                return
    found = _told_while(story, trigger) or _of_clause_above(story, trigger, times)
    if found is not None:
        yield Argument("time", found.span, found.id, "as told before")


def _of_clause_above(story: StoryIndex, trigger: Trigger, times: list[Time]) -> Time | None:
    """The year or month of the clause that a clause with "after", "when", "as" hangs on: near enough for its own."""
    tree = story.trees[trigger.sentence]
    clause = tree.clause(trigger.token)
    if not matches(tree[clause].deprel, ("advcl",)) or tree[clause].head < 0:
        return None
    coarse = [t for t in times if t.value is not None and len(t.value) <= 7]
    found = (_time_in(tree, child, coarse, whole=False) for child in tree.children[tree[clause].head])
    return next((t for t in found if t is not None), None)


def _told_while(story: StoryIndex, trigger: Trigger) -> Time | None:
    """ "Just as he was speaking, …": the day spoken of in the sentence before, for what happens at the same time."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    if number == 0 or story.times.get(number) or trigger.frame.pos != "v":
        return None
    root = tree.root()
    same_time = [
        c
        for c in tree.kids(root, "advcl")
        if any(tree[m].lemma.lower() in {"as", "while"} for m in tree.kids(c, "mark"))
    ]
    if not any(c < root and tree.kids(c, "nsubj") for c in same_time):
        return None
    before = [t for t in story.times.get(number - 1, ()) if t.value is not None]
    return before[-1] if before else None


def _time_in(tree: Tree, child: int, times: list[Time], *, whole: bool) -> Time | None:
    """The time expression that `child` heads, or that stands in its time phrase."""
    for time in times:
        if time.token == child and not whole:
            return time
        if (
            not whole
            and matches(tree[child].deprel, ("obl", "nmod", "advmod", "nmod:poss", "compound"))
            and overlaps(tree[child].span, time.span)
        ):
            return time
    return None
