"""Participants of an event: who, to whom, where, when, with what, how many - each with its words and its rule."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.model import Argument, Entity, Role
from standoff.record.event_parties import parties_around
from standoff.record.event_places import find_places, place_span
from standoff.record.event_times import find_time
from standoff.record.index import StoryIndex
from standoff.record.phrase import phrase
from standoff.record.slots import inner_modifiers, is_nobody, leaders
from standoff.record.triggers import Trigger
from standoff.span import Span, overlaps
from standoff.syntax import Tree, feature
from standoff.terms.realis import word_class

_ACTING = frozenset({"person", "organization"})
_CARRIED = {"carrier:actor": "actor", "carrier:recipient": "recipient"}
_ARMED = frozenset({"MIL", "COP", "GOV", "REB", "UAF", "PRM", "PRE", "SPY"})
_HELPING = frozenset({"AID", "SUPPORT", "COOPERATE", "AGREE"})
_CURBING = frozenset({"COERCE", "SANCTION"})
_HOLDER = frozenset({"nmod:poss", "compound", "amod", "nmod"})


def find_arguments(story: StoryIndex, trigger: Trigger) -> tuple[Argument, ...]:
    """All arguments of one trigger but its figures."""
    found: list[Argument] = []
    for argument in (*_participants(story, trigger), *_weapons(story, trigger)):
        if not any(a.span == argument.span and a.role == argument.role for a in found):
            found.append(argument)
    found.extend(parties_around(story, trigger, found))
    found.extend(find_places(story, trigger, found))
    found.extend(find_time(story, trigger))
    return tuple(found)


def _participants(story: StoryIndex, trigger: Trigger) -> Iterator[Argument]:
    """Actors, recipients, targets and topics from the slots of the construction."""
    for slot, fillers in trigger.slots.items():
        role = _role(story.trees[trigger.sentence], trigger, slot)
        if role == "topic" and slot == "obj" and trigger.frame.event_type in _CURBING:
            role = "recipient"  # "suspended PARLIAMENT", but not "banned the sale"
            fillers = [f for f in fillers if story.trees[trigger.sentence][f].etype in _ACTING]
        if role is None or role in {"content", "topic"}:
            continue
        for filler in _taking_part(story.trees[trigger.sentence], trigger, slot, fillers):
            if filler + 1 in fillers and (trigger.sentence, filler) not in story.entities:
                continue  # "the envoy Martin Griffiths": the name tells who it is
            yield from _participant(story, trigger, slot, _counted(story, trigger.sentence, filler), role)


def _taking_part(tree: Tree, trigger: Trigger, slot: str, fillers: list[int]) -> list[int]:
    """The fillers that do or suffer the act: not the "fire" that is opened, none that is joined too far."""
    near = _nearest(tree, trigger.token, fillers)
    if trigger.frame.event_type != "ASSAULT" or slot != "obj":
        return near
    return [f for f in near if tree[f].lemma.lower() not in word_class("idle")]


def _nearest(tree: Tree, verb: int, fillers: list[int]) -> list[int]:
    """The fillers without those that the parse joins too far: "the government and REBELS who have captured a town".

    One party is not "who"; behind a list that has its "and", ", as well as X" goes on with what the clause is about.
    """
    start = min(tree.subtree(verb))
    before = [f for f in fillers if f < start]
    if tree[verb].deprel == "acl:relcl" and len(before) > 1 and tree[start - 1].form != ",":
        first, last = (feature(tree[f], "Number") for f in (before[0], before[-1]))
        if first == "Sing" and last == "Plur" and tree[before[0]].etype != "person":
            return [f for f in fillers if f >= before[-1]]
    if tree[verb].deprel not in {"acl", "acl:relcl"}:
        return fillers
    joined = [f for f in fillers if any(tree[c].lemma.lower() == "and" for c in tree.kids(f, "cc"))]
    return [f for f in fillers if not (joined and joined[0] < f and _added(tree, f))]


def _added(tree: Tree, token: int) -> bool:
    """Whether ", as well as" joins a word."""
    heads = [tree[c].form.lower() for c in tree.kids(token, "cc") if tree.kids(c, "fixed")]
    return heads == ["as"] and tree[min(tree.subtree(token))].form == ","


def _role(tree: Tree, trigger: Trigger, slot: str) -> str | None:
    """The role of a slot: the frame's, that of a carrying verb, or the helper's in "with the help OF the officers"."""
    if slot == "of" and trigger.frame.event_type in _HELPING and tree.case(trigger.token) == "with":
        return "actor"
    both = slot == "poss" and any(tree[t].etype in _ACTING for t in trigger.slots.get("of", []))
    if both and trigger.frame.slots.get("poss") == trigger.frame.slots.get("of") == "recipient":
        return "actor"  # "PRAGUE's expulsion of 18 RUSSIANS"
    if slot == "between" and trigger.frame.event_type in _HELPING:
        return "actor"  # "a deal was signed BETWEEN Cairo and Athens"
    return trigger.frame.slots.get(slot) or _CARRIED.get(slot)


def _counted(story: StoryIndex, number: int, filler: int) -> int:
    """Those who are counted, where the number heads the phrase: "hundreds of CIVILIANS", "a total of 20 MEN"."""
    span, tree = story.sentences[number].tokens[filler].span, story.trees[number]
    told = [f.token for f in story.figures.get(number, ()) if overlaps(f.span, span) and f.token > filler]
    if (number, filler) not in story.entities and tree[filler].etype == "person":
        told += [k for k in tree.kids(filler, "nmod") if tree.case(k) == "of"]
    return next((t for t in told if (number, t) in story.entities), filler)


def _participant(story: StoryIndex, trigger: Trigger, slot: str, filler: int, role: str) -> Iterator[Argument]:
    """The argument that one filler gives, its role settled by what the filler is."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    if story.time_at(number, filler) is not None:
        return
    if role == "recipient" and is_nobody(tree, filler, hit=trigger.frame.event_type == "ASSAULT"):
        yield from _among(story, number, filler, "recipient", slot)
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
        victim = slot in {"compound", "amod"} and trigger.frame.event_type == "ASSAULT" and _harmless(entity)
        found: Role = "actor" if role == "actor" and not victim else "recipient"
        yield Argument(found, phrase(tree, filler), entity.id, slot)
        yield from _sides(story, number, filler, found, slot)
        yield from _among(story, number, filler, found, slot)
    elif role == "recipient":
        blamed = trigger.frame.event_type == "ACCUSE" and tree[filler].etype == "event"
        found_in = _thing(story, number, filler, slot)
        yield from (a for a in found_in if not (blamed and a.rule.endswith(">nmod")))  # "condemned the killing of X"
    elif role == "actor":
        yield from _doing_thing(story, number, filler, slot)
    elif role == "target":
        yield Argument("target", phrase(tree, filler), None, slot)
        if trigger.frame.event_type == "ASSAULT":
            yield from _holders(story, number, filler, "recipient", slot)


def _harmless(entity: Entity) -> bool:
    """Whether an entity is rather whom an assault hits: in "protester killings" the protesters died."""
    return entity.kind in {"person", "group"} and entity.sector not in _ARMED


def _unnamed(tree: Tree, filler: int, slot: str) -> Iterator[Argument]:
    """A doer who is no known party: somebody described, but no pronoun or bare number."""
    if tree[filler].upos not in {"PRON", "NUM"}:
        yield Argument("actor", phrase(tree, filler), None, slot)


def _doing_thing(story: StoryIndex, number: int, filler: int, slot: str) -> Iterator[Argument]:
    """A doer that is no known party: people by their noun, else whom the thing belongs to."""
    tree = story.trees[number]
    if tree[filler].etype in _ACTING:
        yield from _unnamed(tree, filler, slot)
    elif slot in {"poss", "by", "subj"} and tree[filler].upos == "NOUN":
        if tree[filler].lemma.lower() in word_class("suffered"):
            return  # "talks were stalled by SOLDIER deaths"
        yield from _holders(story, number, filler, "actor", slot)


def _taken(story: StoryIndex, number: int, noun: int, slot: str) -> Iterator[Argument]:
    """What is taken or left and has no name, with the place named beside it: "the capital of KUNDUZ"."""
    tree = story.trees[number]
    if tree[noun].lemma.lower() in word_class("for_the_sake"):
        return  # "marched in SUPPORT of Ukraine"
    for kid in tree.kids(noun, "nmod", "appos", "flat", "compound", "nmod:poss"):
        place = story.places.get((number, kid))
        if place is not None and tree.case(kid) in {"", "of"}:
            yield Argument("place", place_span(story, place, number, kid), place.id, slot)
            return
    if tree[noun].etype in {"place", "object"}:
        yield Argument("target", phrase(tree, noun), None, slot)


def _sides(story: StoryIndex, number: int, noun: int, role: Role, slot: str) -> Iterator[Argument]:
    """The states of a party of two sides: "RUSSIAN and UKRAINIAN officials", "delegates from KYIV and MOSCOW"."""
    tree = story.trees[number]
    for child in tree.kids(noun, "amod", *(["nmod"] if role == "actor" else [])):
        own = tree[child].deprel == "amod" or tree.case(child) in {"of", "from", "for"}
        sides = [story.entities.get((number, t)) for t in tree.conjuncts(child)] if own else []
        if len(sides) > 1:
            for token, side in zip(tree.conjuncts(child), sides, strict=True):
                if side is not None and side.kind in {"state", "organisation", "armed_group"}:
                    yield Argument(role, tree[token].span, side.id, f"{slot}>{tree[child].deprel}")


def _among(story: StoryIndex, number: int, noun: int, role: Role, slot: str) -> Iterator[Argument]:
    """Who of several is named: "two senators, X AND Y,", "leaders INCLUDING Z"."""
    tree = story.trees[number]
    if feature(tree[noun], "Number") != "Plur" and not tree.kids(noun, "nummod"):
        return
    named = [k for k in tree.kids(noun, "appos") if tree[k].upos == "PROPN"]
    named += [k for k in tree.kids(noun, "nmod", "obl", "acl") if tree.case(k) in word_class("among_cases")]
    if tree[noun].deprel == "nsubj" and tree[tree[noun].head].lemma == "include":  # "states that … INCLUDE X and Y"
        named += tree.kids(tree[noun].head, "obj")
    told = (t for k in named for t in tree.conjuncts(k))
    for token in (t for m in told for t in (m, *tree.kids(m, "flat", "appos"))):
        entity = story.entities.get((number, token))
        if entity is not None and entity.kind != "group":
            yield Argument(role, phrase(tree, token), entity.id, f"{slot}>named")


def _thing(story: StoryIndex, number: int, filler: int, slot: str) -> Iterator[Argument]:
    """A recipient that is no known party: people by their noun, things as the target, with the party they belong to."""
    tree = story.trees[number]
    token = tree[filler]
    if token.lemma.lower() in word_class("everybody"):  # "urged ANYONE with information to call"
        yield Argument("recipient", phrase(tree, filler), None, slot)
    if token.upos == "PRON" or token.upos in {"VERB", "ADV"}:
        return
    if token.etype in _ACTING or token.upos == "NUM":
        yield Argument("recipient", phrase(tree, filler), None, slot)
    else:
        yield Argument("target", phrase(tree, filler), None, slot)
    if token.etype != "person":
        yield from _holders(story, number, filler, "recipient", slot)


def _participant_by(story: StoryIndex, number: int, agent: int, slot: str) -> Iterator[Argument]:
    """The doer behind "by": the party, or the party that the weapon belongs to."""
    entity = story.entities.get((number, agent))
    if entity is not None:
        yield Argument("actor", phrase(story.trees[number], agent), entity.id, f"{slot}>by")
    else:
        yield from _holders(story, number, agent, "actor", f"{slot}>by")


def _holders(story: StoryIndex, number: int, noun: int, role: Role, slot: str) -> Iterator[Argument]:
    """The parties that a thing belongs to: "a RUSSIAN missile", "IRAN's tankers", "facilities of ARAMCO"."""
    tree = story.trees[number]
    for leader in leaders(tree, noun):
        if (entity := story.entities.get((number, leader))) is not None:
            yield Argument(role, _own_words(story, entity, number, leader), entity.id, f"{slot}>led")
    near = (*tree.children[noun], *inner_modifiers(tree, noun))
    joint = (t for c in near if tree[c].deprel == "amod" for t in tree.conjuncts(c)[1:])  # "British AND AMERICAN ships"
    for child in (*near, *joint):
        deprel = tree[tree.first_conjunct(child)].deprel if child not in near else tree[child].deprel
        case = tree.case(child)
        done = role == "actor" and tree[noun].etype == "event"  # "shelling OF Kharkiv": it did not shell
        belongs = deprel in _HOLDER and (not case or case in {"'s", "’s"} or (case == "of" and not done))
        if role == "actor" and deprel == "nmod" and case == "by":  # "the shelling BY government artillery killed 16"
            yield from _participant_by(story, number, child, slot)
        if deprel == "acl" and tree[child].lemma in {"belong", "own", "house", "fire", "launch", "operate", "run"}:
            for filler in tree.kids(child, "obl", "obj", "obl:agent"):
                entity = story.entities.get((number, filler))
                if entity is not None:
                    yield Argument(role, phrase(tree, filler), entity.id, f"{slot}>{tree[child].lemma}")
        elif belongs and (entity := story.entities.get((number, child))) is not None:
            yield Argument(
                role,
                _own_words(story, entity, number, child) if deprel in {"amod", "compound"} else phrase(tree, child),
                entity.id,
                f"{slot}>{deprel}",
            )


def _own_words(story: StoryIndex, entity: Entity, number: int, token: int) -> Span:
    """The words of an entity's mention at a token, else the token: "North Korean"."""
    found = (m.span for m in entity.mentions if (m.sentence, m.token) == (number, token))
    return next(found, story.trees[number][token].span)


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
