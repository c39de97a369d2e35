"""What a clause or phrase is about, as a code: the act that is demanded, promised, threatened, refused, or required."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from standoff.model import Polarity
from standoff.record.slots import Slots, noun_slots, verb_slots
from standoff.syntax import Tree
from standoff.terms.frames import Frame, FrameTable
from standoff.terms.realis import word_class

CONTENT_SLOTS = ("xcomp", "ccomp", "obj", "for", "to", "on", "with", "of", "against", "from", "about", "at", "in")
_OPPOSITE: dict[Polarity, Polarity] = {
    "happen": "not_happen", "not_happen": "happen", "stop": "continue", "continue": "stop",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coded:
    """An act in question: its head token, event type, mode, polarity and slots. `event_type` None: no PLOVER act."""

    token: int
    event_type: str | None
    mode: str | None
    polarity: Polarity
    slots: Slots
    frame: Frame | None


def code_content(tree: Tree, token: int, frames: FrameTable, *, depth: int = 0) -> Coded:
    """The act that the clause or phrase headed by `token` is about, with stop and not written into its polarity."""
    negated = is_negated(tree, token)
    polarity: Polarity = "stop" if is_ended(tree, token) else "not_happen" if negated else "happen"
    pos = "v" if tree[token].upos in {"VERB", "AUX"} else "n"
    lemma = tree[token].lemma.lower()
    aspect = frames.aspect.get((lemma, pos)) or frames.aspect.get((tree[token].form.lower(), pos))
    inner = _aspect_content(tree, token) if aspect and depth < 4 else None
    if aspect and inner is not None:
        coded = code_content(tree, inner, frames, depth=depth + 1)
        met = coded.event_type == "REQUEST" and aspect.polarity == "happen"  # "its demands are ACCEPTED"
        if coded.event_type is not None and not (met and best_frame(tree, token, frames)):
            turned = _turn(coded.polarity, aspect.polarity, negated=negated)
            return Coded(
                coded.token, coded.event_type, coded.mode, turned, _with_subject(tree, token, coded), coded.frame
            )
    found = best_frame(tree, token, frames)
    if found is not None:
        frame, slots = found
        ended = frame.event_type == "RETREAT" and aspect is not None and aspect.polarity == "stop"
        if (frame.event_type == "ASSAULT" or ended) and frame.mode in {"ceasefire", "quiet"}:
            return Coded(token, "ASSAULT", None, "continue" if negated else "stop", slots, frame)
        return Coded(token, frame.event_type, frame.mode, polarity, slots, frame)
    light = _light_content(tree, token, frames) if depth < 4 else None
    if light is None and tree[token].upos == "ADJ" and depth < 4:
        light = _stance_content(tree, token)
    if light is not None:
        coded = code_content(tree, light, frames, depth=depth + 1)
        if coded.event_type is not None:
            return Coded(
                coded.token, coded.event_type, coded.mode, _negate(coded.polarity, negated), coded.slots, coded.frame
            )
    return _conjoined(tree, token, frames, polarity, depth)


def _conjoined(tree: Tree, token: int, frames: FrameTable, polarity: Polarity, depth: int) -> Coded:
    """The code of the nearest inner clause that has one ("agree to sit down and talk"), else no code."""
    if depth < 4:
        for child in tree.kids(token, "xcomp", "conj"):
            coded = code_content(tree, child, frames, depth=depth + 2)
            if coded.event_type is not None and tree[child].upos in {"VERB", "NOUN"}:
                return coded
    slots = verb_slots(tree, token) if tree[token].upos in {"VERB", "AUX"} else noun_slots(tree, token)
    return Coded(token, None, None, polarity, slots, None)


def _aspect_content(tree: Tree, token: int) -> int | None:
    """What is stopped or continued: the verb's complement or object, the noun's "to" or "of" phrase, or its subject."""
    for deprel in ("xcomp", "obj", "ccomp", "nsubj:pass", "obl", "nmod"):
        for child in tree.kids(token, deprel):
            if deprel not in {"obl", "nmod"} or tree.case(child) in {"to", "from", "of", "with", "in"}:
                return child
    for child in tree.kids(token, "acl") if tree[token].upos == "NOUN" else ():
        if tree[child].form.lower().endswith("ing") and any(tree[m].form == "to" for m in tree.kids(child, "mark")):
            return child  # "an end to FIGHTING"
    relative = tree[token].deprel in {"acl", "amod"} and tree[token].head >= 0
    if relative:
        return tree[token].head
    return tree.kid(token, "nsubj", "csubj", "compound")


def _with_subject(tree: Tree, token: int, coded: Coded) -> Slots:
    """The slots of the inner act; where it lacks a doer or an object, that of the aspect verb is its own."""
    slots = dict(coded.slots)
    outer = verb_slots(tree, token) if tree[token].upos in {"VERB", "AUX"} else noun_slots(tree, token)
    subject = outer.get("subj") or outer.get("poss")
    owned = any(tree[t].upos != "PRON" for t in slots.get("poss", ()))  # "Israel ceased ITS raids": Israel's
    if subject and "subj" not in slots and not owned and "by" not in slots and coded.token not in subject:
        slots["subj"] = subject
    behind = [t for t in outer.get("obj", ()) if t > coded.token]
    if behind and "obj" not in slots and tree[coded.token].upos == "VERB":
        slots["obj"] = behind  # "stop bombarding CITIES": the parse may hang them on "stop"
    return slots


def _turn(inner: Polarity, aspect: str, *, negated: bool) -> Polarity:
    """The polarity of an act under an aspect word: to stop the shelling -> stop; not to stop it -> continue."""
    if inner in {"not_happen", "stop"} and aspect in {"stop", "not_happen"}:
        turned: Polarity = "happen"
    elif aspect == "stop":
        turned = "stop"
    elif aspect == "not_happen":
        turned = "not_happen"
    elif aspect == "continue":
        turned = inner if inner in {"stop", "not_happen"} else "continue"  # "extend the truce"
    else:
        turned = inner
    return _negate(turned, negated)


def _negate(polarity: Polarity, negated: bool) -> Polarity:
    return _OPPOSITE[polarity] if negated else polarity


def _light_content(tree: Tree, token: int, frames: FrameTable) -> int | None:
    """The event noun that a light verb carries, if `token` is one: "carry out attacks" -> attacks."""
    for light in frames.light.get(tree[token].lemma.lower(), ()):
        if light.particle and not has_particle(tree, token, light.particle):
            continue
        slots = verb_slots(tree, token)
        for filler in slots.get(light.holds, []):
            if tree[filler].upos in {"NOUN", "PROPN"}:
                return filler
    return None


def _stance_content(tree: Tree, token: int) -> int | None:
    """What an adjective of stance is about: "ready TO TALK", "open TO TALKS"."""
    found = tree.kid(token, "xcomp", "ccomp")
    if found is not None:
        return found
    return next((c for c in tree.kids(token, "obl", "nmod") if tree.case(c) in {"to", "for"}), None)


def is_negated(tree: Tree, token: int) -> bool:
    """Whether a clause or phrase is negated by not, never, no, neither, without, or a subject like "nobody"."""
    words = word_class("negations")
    for child in tree.children[token]:
        here = tree[child]
        if here.deprel in {"advmod", "det", "cc:preconj"} and here.lemma.lower() in words:
            return True
        if here.form.lower() == "longer" and any(tree[c].form.lower() == "no" for c in tree.kids(child)):
            return True  # "would NO LONGER respect the truce"
        if here.deprel in {"case", "mark"} and here.lemma.lower() in word_class("without"):
            return True
    subject = tree.kid(token, "nsubj")
    if subject is not None and tree[subject].lemma.lower() in word_class("none_subjects"):
        return True
    if any(tree[o].lemma.lower() in word_class("none_subjects") for o in tree.kids(token, "obj")):
        return True  # "will sign NOTHING"
    dets = [tree[c].lemma.lower() for s in tree.kids(token, "nsubj", "obj") for c in tree.kids(s, "det", "cc:preconj")]
    more = [tree[c].lemma.lower() for s in tree.kids(token, "obj") for a in tree.kids(s, "amod") for c in tree.kids(a)]
    return "no" in [*dets, *more] or "neither" in dets


def is_ended(tree: Tree, token: int) -> bool:
    """Whether a clause says that what was is over: "are NO LONGER shelled", "will not bomb ANY LONGER"."""
    words = [c for c in tree.kids(token, "advmod") if tree[c].form.lower() in word_class("longer")]
    return any(tree[k].lemma.lower() in {"no", "any"} for c in words for k in tree.children[c])


def best_frame(tree: Tree, token: int, frames: FrameTable) -> tuple[Frame, Slots] | None:
    """The best frame whose needs hold at `token`, with the slots of the construction."""
    key = (id(frames), token)
    if key not in tree.found:
        tree.found[key] = _best_frame(tree, token, frames)
    return cast("tuple[Frame, Slots] | None", tree.found[key])


def _best_frame(tree: Tree, token: int, frames: FrameTable) -> tuple[Frame, Slots] | None:
    """As `best_frame`, looked up anew."""
    here = tree[token]
    pos = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}.get(here.upos)
    if pos is None:
        return None
    candidates = _candidates(tree, token, pos, frames)
    if not candidates:
        return None
    slots = verb_slots(tree, token) if pos == "v" else noun_slots(tree, token)
    for frame in candidates:
        if frame.particle and not has_particle(tree, token, frame.particle):
            continue
        here_slots = _of_idiom(tree, frame, _phrasal(tree, token, frame, slots))
        if needs_hold(tree, token, frame, here_slots, frames):
            return frame, here_slots
    return None


def _candidates(tree: Tree, token: int, pos: str, frames: FrameTable) -> tuple[Frame, ...]:
    """The frames of a word with what a hyphen joins to it ("pull-OUT"), and of its lemma, whole or in part.

    "firebomb-attack" -> attack; a wrongly cut "begg" -> beg.
    """
    lemma = tree[token].lemma.lower()
    found = frames.of(lemma, pos)
    if not found and pos == "v":
        found = frames.of(tree[token].form.lower(), pos)  # a wrongly cut "hal" of "halt"
    if not found and pos == "v" and "-" in lemma:
        found = frames.of(lemma.rsplit("-", 1)[-1], pos)
    if not found and pos == "v" and len(lemma) > 3 and lemma[-1] == lemma[-2]:
        found = frames.of(lemma[:-1], pos)
    first = hyphened_part(tree, token)
    if first is None:
        return found
    part = tree[first].form.lower()
    return (*frames.of(f"{part}-{lemma}", pos), *frames.of(part + lemma, pos), *found)


def hyphened_part(tree: Tree, token: int) -> int | None:
    """The word that a hyphen joins to the front of another: "pull" for the "out" of "pull-out"."""
    joined = (
        token > 1 and tree[token - 1].form in {"-", "‐", "‑"} and tree[token - 1].span.end == tree[token].span.start
    )
    return token - 2 if joined and tree[token - 2].span.end == tree[token - 1].span.start else None


def _phrasal(tree: Tree, token: int, frame: Frame, slots: Slots) -> Slots:
    """The slots of a phrasal verb: "sealed OFF the village", "backed OUT of talks" may be parsed as phrases with it.

    So may its object stand as a phrase without a preposition: "called OFF its walkout".
    """
    if frame.pos != "v" or not frame.particle:
        return slots
    opened = {k.removeprefix(f"{frame.particle} "): v for k, v in slots.items() if k.startswith(f"{frame.particle} ")}
    if "obj" in slots or frame.slots.get(frame.particle) is not None:
        return {**opened, **slots}
    bare = [c for c in tree.kids(token, "obl") if not tree.case(c) and tree[c].etype != "time" and c > token]
    held = slots.get(frame.particle) or bare
    return {**opened, **slots, **({"obj": held} if held else {})}


def _of_idiom(tree: Tree, frame: Frame, slots: Slots) -> Slots:
    """The slots with what the parse hangs on the noun of an idiom: "turned its BACK ON the talks"."""
    if frame.pos != "v" or "obj" in frame.slots or "obj" not in slots:
        return slots
    hung = {k: v for noun in slots["obj"] for k, v in noun_slots(tree, noun).items() if k in frame.slots}
    return {**hung, **slots}


def frame_content(tree: Tree, frame: Frame, slots: Slots, frames: FrameTable) -> Coded | None:
    """The act that a verbal frame is about: what is asked, promised, refused …; None where no slot holds it."""
    found: Coded | None = None
    for slot in CONTENT_SLOTS:
        if frame.slots.get(slot) != "content":
            continue
        for filler in slots.get(slot, []):
            coded = code_content(tree, filler, frames, depth=2)
            if coded.event_type is not None:
                return coded
            found = found or coded
    return found


def has_particle(tree: Tree, token: int, particle: str) -> bool:
    """Whether the words of `particle` go with the verb or noun: "shoot DOWN", "call FOR", "take PART IN"."""
    wanted = particle.split()
    near = [
        c
        for c in tree.children[token]
        if tree[c].deprel in {"compound:prt", "advmod", "compound", "xcomp", "obj", "obl", "case"}
    ]
    for child in tree.children[token]:
        if tree[child].etype != "time":  # "ON Tuesday … called the deal a farce" is no calling on
            near.extend(c for c in tree.kids(child, "case", "mark", "fixed"))
    if token + 1 < len(tree) and tree[token + 1].upos == "ADP" and tree[token + 1].deprel in {"advmod", "compound:prt"}:
        near.append(token + 1)  # "called UP 300,000 reservists": the parse hangs it on the number
    forms = {tree[c].lemma.lower() for c in near} | {tree[c].form.lower() for c in near}
    return all(w in forms for w in wanted)


def needs_hold(tree: Tree, token: int, frame: Frame, slots: Slots, frames: FrameTable) -> bool:
    """Whether all needs of a frame hold for the slots found."""
    for need in frame.needs:
        if need.slot == "content":
            coded = frame_content(tree, frame, slots, frames)
            if (_content_is(coded, need.words) if need.kind in "=!" else coded is not None) != (need.kind in "=+"):
                return False
        elif not _need_holds(tree, token, need.slot, need.kind, need.words, slots):
            return False
    return True


def _content_is(coded: Coded | None, words: frozenset[str]) -> bool:
    """Whether a content's code is one of `words`: "RETREAT", "ASSAULT:stop"; "none" is a content without a code."""
    if coded is None or coded.event_type is None:
        return "none" in words
    return bool({coded.event_type, f"{coded.event_type}:{coded.polarity}"} & words)


def _need_holds(tree: Tree, token: int, slot: str, kind: str, words: frozenset[str], slots: Slots) -> bool:
    fillers = slot_fillers(tree, token, slot, slots)
    if kind in "+-":
        return bool(fillers) == (kind == "+")
    found = any(_is_one_of(tree, f, words) for filler in fillers for f in _counted(tree, filler))
    return found if kind == "=" else not found


def _counted(tree: Tree, filler: int) -> list[int]:
    """A filler and, where it only counts, what it counts: "THOUSANDS of refugees", "THREE of the men"."""
    if tree[filler].lemma.lower() not in word_class("counters") and tree[filler].upos != "NUM":
        return [filler]
    return [filler, *(c for c in tree.kids(filler, "nmod") if tree.case(c) == "of")]


def slot_fillers(tree: Tree, token: int, slot: str, slots: Slots) -> list[int]:
    """Fillers of a slot; "any" is every word of the clause, "self" the trigger, "left"/"right" its neighbours.

    "above" is the word that the trigger hangs on, and the next above that.
    """
    if slot == "any":
        return [t for t in tree.subtree(tree.clause(token)) if t != token]
    if slot == "self":
        return [token]
    if slot == "mod":
        return tree.kids(token, "amod", "compound", "nmod:poss", "det", "nmod")
    if slot == "above":
        first = tree[tree.first_conjunct(token)].head
        return [h for h in (first, tree[first].head if first >= 0 else -1) if h >= 0]
    if slot == "right":
        return [token + 1] if token + 1 < len(tree) else []
    if slot == "left":
        return [token - 1] if token > 0 else []
    return slots.get(slot, [])


def _is_one_of(tree: Tree, filler: int, words: frozenset[str]) -> bool:
    """Whether a filler's lemma, form, entity type (in capitals) or part of speech is among `words`."""
    token = tree[filler]
    if {token.lemma.lower(), token.form.lower(), token.upos} & words:
        return True
    if token.etype and token.etype.upper() in words:
        return True
    return "ACTOR" in words and token.etype in {"person", "organization", "place"}
