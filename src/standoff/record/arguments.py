"""Participants of an event: who, to whom, where, when, with what, how many - each with its words and its rule."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.model import Argument, Place, Role, Time
from standoff.record.index import StoryIndex
from standoff.record.parties import role_tokens
from standoff.record.triggers import Trigger
from standoff.span import Span, overlaps
from standoff.syntax import Tree, matches
from standoff.terms.realis import word_class

_ACTING = frozenset({"person", "organization"})
_CARRYING = frozenset(
    {"", "at", "on", "for", "in", "during", "by", "with", "under", "through", "amid", "of", "'s", "’s"}
)  # "killed IN an attack"
_HOLDER = frozenset({"nmod:poss", "compound", "amod", "nmod"})


def find_arguments(story: StoryIndex, trigger: Trigger) -> tuple[Argument, ...]:
    """All arguments of one trigger but its figures."""
    found: list[Argument] = []
    for argument in (*_participants(story, trigger), *_weapons(story, trigger)):
        if not any(a.span == argument.span and a.role == argument.role for a in found):
            found.append(argument)
    found.extend(_asked(story, trigger, found))
    found.extend(_places(story, trigger, found))
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
            yield from _participant(story, trigger, slot, filler, role)


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


def _participant(story: StoryIndex, trigger: Trigger, slot: str, filler: int, role: str) -> Iterator[Argument]:
    """The argument that one filler gives, its role settled by what the filler is."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    if story.time_at(number, filler) is not None:
        return
    entity, place = story.entities.get((number, filler)), story.places.get((number, filler))
    span = _phrase(tree, filler)
    weapon = story.weapons.get((number, filler))
    if weapon is not None and role in {"actor", "weapon"}:
        yield Argument("weapon", weapon.span, None, slot)
        yield from _holders(story, number, filler, "actor", slot)
    elif role == "actor" and entity is None and tree[filler].etype in _ACTING and slot in {"subj", "by"}:
        if tree[filler].upos != "PRON":
            yield Argument("actor", span, None, slot)
    elif role == "place" or (
        place is not None
        and (entity is None or (entity.kind not in {"state", "people"} and slot in {"compound", "amod"}))
    ):
        if place is not None:
            yield Argument("place", place_span(story, place, number, filler), place.id, slot)
    elif entity is not None and role in {"actor", "recipient"}:
        found: Role = "actor" if role == "actor" else "recipient"
        yield Argument(found, span, entity.id, slot)
        yield from _sides(story, number, filler, found, slot)
    elif role == "recipient":
        yield from _thing(story, number, filler, slot)
    elif role == "actor" and tree[filler].etype in _ACTING and tree[filler].upos != "PRON":
        yield Argument("actor", span, None, slot)
    elif role == "actor" and slot in {"poss", "by", "subj"} and tree[filler].upos in {"NOUN"}:
        yield from _holders(story, number, filler, "actor", slot)
    elif role == "target":
        yield Argument("target", span, None, slot)


def _sides(story: StoryIndex, number: int, noun: int, role: Role, slot: str) -> Iterator[Argument]:
    """The states of a party of two sides: "RUSSIAN and UKRAINIAN officials"."""
    tree = story.trees[number]
    for adjective in tree.kids(noun, "amod"):
        sides = [story.entities.get((number, t)) for t in tree.conjuncts(adjective)]
        if len(sides) > 1:
            for token, side in zip(tree.conjuncts(adjective), sides, strict=True):
                if side is not None:
                    yield Argument(role, tree[token].span, side.id, f"{slot}>amod")


def _thing(story: StoryIndex, number: int, filler: int, slot: str) -> Iterator[Argument]:
    """A recipient that is no known party: people by their noun, things as the target, with the party they belong to."""
    tree = story.trees[number]
    token = tree[filler]
    if token.upos == "PRON" or token.upos in {"VERB", "ADV"}:
        return
    if token.etype in _ACTING:
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


def place_span(story: StoryIndex, place: Place, sentence: int, token: int) -> Span:
    """The span of the place's mention at a token."""
    found = (m.span for m in place.mentions if m.sentence == sentence and m.token == token)
    return next(found, story.sentences[sentence].tokens[token].span)


def _places(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> Iterator[Argument]:
    """The place of the event: in its own phrase, else in its target's, else in the clause that carries it."""
    if any(a.role == "place" for a in found):
        return
    tree, number = story.trees[trigger.sentence], trigger.sentence
    for level, (token, _) in enumerate(_climb(tree, trigger.token)):
        places = [p for child in tree.children[token] for p in _located(story, number, child)]
        if level == 0:
            places = places or _inside(story, number, found) or _in_phrase(story, trigger)
        if places:
            yield from _finest(story, number, places)
            return


def _located(story: StoryIndex, number: int, child: int) -> list[int]:
    """Tokens of places in a locative phrase headed by `child`, or nested in it."""
    tree = story.trees[number]
    if not matches(tree[child].deprel, ("obl", "nmod", "advmod")):
        return []
    words = tree.case(child).split()
    if not words or words[-1] not in word_class("locatives") or words[-1] == "of":
        return []
    if words[-1] in word_class("directions") and tree[child].etype not in {
        "place",
        "",
    }:
        return []
    return [t for t in tree.subtree(child) if (number, t) in story.places and not _under_clause(tree, t, child)]


def _under_clause(tree: Tree, token: int, top: int) -> bool:
    """Whether a clause stands between `token` and `top`."""
    here = token
    while here != top and tree[here].head >= 0:
        if matches(tree[here].deprel, ("acl", "advcl", "ccomp", "parataxis")):
            return True
        here = tree[here].head
    return False


def _inside(story: StoryIndex, number: int, found: list[Argument]) -> list[int]:
    """Places inside the phrases of target and recipient: "a TV tower in the Ukrainian capital"."""
    tree = story.trees[number]
    out: list[int] = []
    for argument in found:
        if argument.role in {"target", "recipient"}:
            heads = [i for i, t in enumerate(tree.tokens) if overlaps(t.span, argument.span)]
            for head in heads:
                held = [c for a in tree.kids(head, "acl") for b in tree.children[a] for c in (b, *tree.kids(b, "nmod"))]
                for child in (*tree.kids(head, "nmod", "appos"), *held):
                    if tree.case(child) in word_class("locatives"):
                        out.extend(
                            t
                            for t in tree.subtree(child)
                            if (number, t) in story.places and not _under_clause(tree, t, child)
                        )
    return out


def _in_phrase(story: StoryIndex, trigger: Trigger) -> list[int]:
    """Places anywhere in the phrase of an event noun: "an attack on a base housing troops NEAR MOSUL"."""
    tree = story.trees[trigger.sentence]
    if trigger.frame.pos != "n":
        return []
    told_apart = [c for c in tree.subtree(trigger.token) if matches(tree[c].deprel, ("acl:relcl", "ccomp", "appos"))]
    tokens = tree.subtree(trigger.token, without=[c for c in told_apart if c != trigger.token])
    near = word_class("locatives") - word_class("directions") - {"of"}
    named = [t for t in tokens if tree[t].upos != "ADJ" and tree.case(t) in near]
    return [t for t in named if (trigger.sentence, t) in story.places]


def _finest(story: StoryIndex, number: int, tokens: list[int]) -> Iterator[Argument]:
    """Arguments for the places of the finest resolution among `tokens`."""
    places = [(t, story.places[number, t]) for t in dict.fromkeys(tokens)]
    best = max((p.resolution or 4) for _, p in places)
    for token, place in places:
        if (place.resolution or 4) == best:
            yield Argument("place", place_span(story, place, number, token), place.id, "locative")


def _climb(tree: Tree, token: int) -> Iterator[tuple[int, str]]:
    """The trigger and the words that it hangs on within the same telling, nearest first."""
    yield token, ""
    here, steps = token, 0
    while tree[here].head >= 0 and steps < 4:
        deprel = tree[here].deprel
        where = deprel == "acl:relcl" and any(
            tree[m].lemma.lower() == "where" for m in tree.kids(here, "advmod", "mark")
        )
        plan = where or (deprel == "acl" and any(tree[m].lemma == "to" for m in tree.kids(here, "mark")))
        if not plan and matches(deprel, ("acl", "ccomp", "parataxis", "appos", "advcl:relcl", "csubj")):
            return
        if matches(deprel, ("advcl",)) and tree.kids(here, "mark"):
            return
        if matches(deprel, ("obl", "nmod")) and tree[here].deprel != "nmod:poss" and tree.case(here) not in _CARRYING:
            return
        here, steps = tree[here].head, steps + 1
        yield here, deprel


def _times(story: StoryIndex, trigger: Trigger) -> Iterator[Argument]:
    """The time of the event: in its own phrase, else in the clause that carries it, else that of the telling."""
    tree, number = story.trees[trigger.sentence], trigger.sentence
    times = [t for t in story.times.get(number, ()) if t.value is not None]
    for token, _ in _climb(tree, trigger.token):
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
