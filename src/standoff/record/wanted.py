"""The code of an act in question: what is demanded, promised, refused, required, or follows.

`code_content` reads a clause as it stands. Here is more: what a verbal act is about ("rules out A MEETING"), what an
end is put to ("eases THE EMBARGO"), what stays or is there ("THE SANCTIONS stay"), and words that tell of an act only
where it is in question (`terms/data/wanted.tsv`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from standoff.model import Polarity
from standoff.record.content import Coded, best_frame, code_content, frame_content, has_particle, is_negated, needs_hold
from standoff.record.slots import noun_slots, verb_slots
from standoff.syntax import Tree, feature
from standoff.terms.frames import FrameTable
from standoff.terms.realis import word_class
from standoff.terms.wanted import load_wanted

Seen = frozenset[int]  # tokens that a reading has come through

_ABOUT = frozenset({"offer", "promise", "refusal", "acceptance", "openness", "threat", "proposal"})
_MEASURES = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE", "ACCUSE"})
_TURNED: dict[Polarity, Polarity] = {
    "happen": "not_happen", "not_happen": "happen", "stop": "continue", "continue": "stop",
}  # fmt: skip


def turned(polarity: Polarity) -> Polarity:
    """The polarity of the same act negated."""
    return _TURNED[polarity]


def code_need(tree: Tree, token: int, frames: FrameTable, *, seen: Seen = frozenset()) -> Coded:
    """The act that the clause or phrase headed by `token` is about, where it is wanted or required.

    `seen`: the words that led here. An offer and the clause that tells of it lead to one another ("the offer that he
    refused"): what leads back is read as it stands.
    """
    if token in seen:
        return code_content(tree, token, frames)
    seen |= {token}
    misread = _verb_read_as_noun(tree, token, frames)
    if misread is not None:
        return misread
    there = existing(tree, token)
    if there is not None:
        coded = code_need(tree, there, frames, seen=seen)
        return _negated_once(coded, is_negated(tree, token) and not is_negated(tree, there))
    failed = tree.kid(token, "xcomp") if tree[token].lemma.lower() in word_class("failing") else None
    if failed is not None:
        coded = code_need(tree, failed, frames, seen=seen)
        return replace(coded, polarity=coded.polarity if is_negated(tree, token) else turned(coded.polarity))
    for measure in (_measure_ended(tree, token, frames), _lasting(tree, token, frames, seen=seen)):
        if measure is not None:
            return measure
    coded = code_content(tree, token, frames)
    if coded.event_type is None or _elsewhere(tree, token, coded) or _plainer(tree, token, coded):
        own = _by_wanted(tree, Coded(token, None, None, _own_polarity(tree, token), {}, None), frames)
        apart = _elsewhere(tree, token, coded) and bool(tree.kids(token, "nsubj", "nsubj:pass"))
        coded = own if own.event_type is not None or coded.event_type is None or apart else coded
    if coded.frame is not None and coded.frame.verbal and tree[coded.token].upos == "NOUN":
        coded = _of_noun(tree, coded, frames, seen=seen) or coded
    resumed = any(tree[t].lemma.lower() in word_class("resuming") for t in (token, *tree.kids(token, "xcomp")))
    if resumed and coded.polarity in {"continue", "stop"}:
        coded = replace(coded, polarity="happen" if coded.polarity == "continue" else "not_happen")
    if coded.frame is not None and coded.frame.mode == "ceasefire" and coded.event_type == "RETREAT":
        holds = coded.polarity in {"happen", "continue"}  # "extend the truce": the fighting stays stopped
        return replace(coded, event_type="ASSAULT", mode=None, polarity="stop" if holds else "continue")
    return coded


def _verb_read_as_noun(tree: Tree, token: int, frames: FrameTable) -> Coded | None:
    """The code of a clause whose verb the parse takes for a noun: "unless the rebels DISARM", "until it HANDS over".

    Behind the mark of a clause stands a clause: a plural right before a bare noun is its subject.
    """
    marks = [tree[m] for m in tree.kids(token, "mark", "case")]
    marked = any(m.upos == "SCONJ" or m.lemma.lower() in word_class("clause_marks") for m in marks)
    if not marked or tree[token].upos != "NOUN":
        return None
    last = max((t for t in tree.subtree(token) if tree[t].upos != "PUNCT"), default=token)
    ended = _ended_at_last(tree, token, last, frames)
    if ended is not None or last != token:
        return ended or _with_particle(tree, token, frames)
    subjects = [c for c in _before(tree, token) if feature(tree[c], "Number") == "Plur" and c == token - 1]
    found = next((f for f in frames.of(tree[token].form.lower(), "v") if not f.needs and not f.particle), None)
    if not subjects or found is None:
        return None
    return Coded(token, found.event_type, found.mode, "happen", {"subj": subjects}, found)


def _before(tree: Tree, token: int) -> list[int]:
    """Nouns that the parse hangs on a noun before it, without a preposition."""
    nouns = [c for c in tree.children[token] if c < token and tree[c].upos in {"NOUN", "PROPN"}]
    return [c for c in nouns if not tree.kids(c, "case")]


def _ended_at_last(tree: Tree, token: int, last: int, frames: FrameTable) -> Coded | None:
    """The code of acts that a bare last word ends: "until ATTACKS on convoys in Darfur end"."""
    aspect = frames.aspect.get((tree[last].form.lower(), "v"))
    bare = tree[last].upos == "NOUN" and not tree.kids(last, "amod", "nmod:poss")
    act = token if last != token else tree.kid(token, "nsubj")  # or the last word heads the clause
    if act is None or not bare or aspect is None or aspect.polarity != "stop":
        return None
    if feature(tree[act], "Number") != "Plur" or (last != token and tree.kids(last, "det")):
        return None
    coded = code_content(tree, act, frames)
    named = tree.kids(last, "compound")  # "in DARFUR end"
    slots = {**coded.slots, tree.case(last): named} if named and tree.case(last) else coded.slots
    return replace(coded, polarity="stop", slots=slots)


def _with_particle(tree: Tree, token: int, frames: FrameTable) -> Coded | None:
    """The code of a phrasal verb read as a plural: "until the army HANDS OVER its prisoners"."""
    subjects = _before(tree, token)
    held = [c for c in tree.kids(token, "nmod", "obl") if tree.case(c) == tree[token + 1].form.lower()]
    if not subjects or not held or feature(tree[token], "Number") != "Plur":
        return None
    slots = {"subj": subjects, "obj": held}
    for table in (frames, load_wanted()):
        for frame in table.of(tree[token].lemma.lower(), "v"):
            if frame.particle == tree.case(held[0]) and needs_hold(tree, token, frame, slots, table):
                return Coded(token, frame.event_type, frame.mode, "happen", slots, frame)
    return None


def _of_noun(tree: Tree, coded: Coded, frames: FrameTable, *, seen: Seen) -> Coded | None:
    """What an offer, demand, or plan is about: "an offer TO FREE the pilot", "the offer of a TRUCE"."""
    if tree[coded.token].lemma.lower() not in word_class("nominal_positions") | word_class("demand_nouns"):
        return None
    inner = [c for c in tree.kids(coded.token, "acl", "ccomp") if tree[c].deprel != "acl:relcl"]
    inner += [c for c in tree.kids(coded.token, "nmod") if tree.case(c) in {"of", "for"}]
    found = (code_need(tree, c, frames, seen=seen) for c in inner)
    return next((c for c in found if c.event_type is not None), None)


def _own_polarity(tree: Tree, token: int) -> Polarity:
    return "not_happen" if is_negated(tree, token) else "happen"


def _elsewhere(tree: Tree, token: int, coded: Coded) -> bool:
    """Whether a code comes only from a clause coordinated with this one: "silenced their guns and LET aid IN"."""
    path = [coded.token, *tree.ancestors(coded.token)]
    return coded.token != token and token in path and any(tree[t].deprel == "conj" for t in path[: path.index(token)])


def _plainer(tree: Tree, token: int, coded: Coded) -> bool:
    """Whether a word of acts in question holds the verb with its particle, which the frame found leaves out."""
    if coded.frame is None or coded.frame.particle or coded.token != token:
        return False
    found = best_frame(tree, token, load_wanted())
    return found is not None and bool(found[0].particle)


def code_then(tree: Tree, token: int, frames: FrameTable, *, seen: Seen = frozenset()) -> Coded:
    """The act that is to follow: as `code_need`, but of a promise or refusal what it is about; a truce is agreed."""
    coded = code_need(tree, token, frames, seen=seen)
    readied = _readied(tree, token) if coded.event_type is None and token not in seen else None
    if readied is not None:
        return _negated_once(code_then(tree, readied, frames, seen=seen | {token}), is_negated(tree, token))
    if coded.frame is None or token in seen:
        paused = coded.event_type is None and coded.polarity == "stop" and tree[coded.token].upos == "NOUN"
        return replace(coded, polarity="happen") if paused else coded
    if coded.frame.verbal and coded.frame.act in _ABOUT:
        inner = _about(tree, coded, frames, seen=seen | {token})
        return inner if inner is not None and inner.event_type is not None else coded
    if coded.frame.mode == "ceasefire" and coded.event_type == "ASSAULT" and tree[coded.token].upos == "NOUN":
        return replace(coded, event_type="AGREE", polarity="happen" if coded.polarity == "stop" else "not_happen")
    return coded


def _readied(tree: Tree, token: int) -> int | None:
    """What somebody is ready for: "remains prepared for DIALOGUE"."""
    ready = tree[token].form.lower() in word_class("readies")
    return next((c for c in tree.kids(token, "obl") if ready and tree.case(c) in {"for", "to"}), None)


def _about(tree: Tree, coded: Coded, frames: FrameTable, *, seen: Seen) -> Coded | None:
    """What a verbal act is about."""
    if coded.frame is None:
        return None
    for slot in ("xcomp", "ccomp", "obj", "to", "on", "with", "of", "for"):
        if coded.frame.slots.get(slot) == "content":
            found = [code_then(tree, filler, frames, seen=seen) for filler in coded.slots.get(slot, [])]
            typed = [f for f in found if f.event_type is not None]
            if typed:
                return typed[0]
    return frame_content(tree, coded.frame, coded.slots, frames)


def existing(tree: Tree, token: int) -> int | None:
    """What there is, or may be: "there would be no TRUCE", "TALKS are possible"."""
    there = tree[token].lemma.lower() == "be" and bool(tree.kids(token, "expl"))
    vain = next((s for s in tree.kids(token, "nsubj") if tree[s].lemma.lower() in word_class("vain_nouns")), None)
    if there and vain is not None and tree.kids(vain, "acl"):
        return tree.kid(vain, "acl")  # "there is no use in HOLDING talks"
    if there or (
        tree.kids(token, "cop") and tree[token].lemma.lower() in word_class("possible") | word_class("ruled_out")
    ):
        return tree.kid(token, "nsubj")
    if tree[token].lemma.lower() == "take" and any(tree[c].lemma.lower() == "place" for c in tree.kids(token, "obj")):
        return tree.kid(token, "nsubj")  # "no TALKS would take place"
    if tree[token].upos == "VERB" and any(has_particle(tree, token, w) for w in ("into force", "into effect")):
        return tree.kid(token, "nsubj")  # "the DEAL could enter into force"
    return None


def _negated_once(coded: Coded, negated: bool) -> Coded:
    return replace(coded, polarity=turned(coded.polarity)) if negated else coded


def _measure_ended(tree: Tree, token: int, frames: FrameTable) -> Coded | None:
    """A measure that is eased, called off, revoked: "lift the curfew" is of the curfew, which stops."""
    lemma = tree[token].lemma.lower()
    called_off = lemma == "call" and has_particle(tree, token, "off")
    put_off = lemma == "put" and (has_particle(tree, token, "off") or has_particle(tree, token, "on hold"))
    given_up = lemma == "give" and has_particle(tree, token, "up")  # "gave up the INSURGENCY"
    if not (called_off or put_off or given_up or lemma in word_class("ending")):
        return None
    slots = verb_slots(tree, token) if tree[token].upos in {"VERB", "AUX"} else noun_slots(tree, token)
    for filler in (*slots.get("obj", ()), *slots.get("of", ())):
        coded = _plain(tree, filler, frames)
        left = tree[filler].lemma.lower() in word_class("forces")  # "forces are WITHDRAWN": they leave
        if coded.event_type in _MEASURES and coded.polarity == "happen" and not left:
            polarity: Polarity = "continue" if is_negated(tree, token) else "stop"
            doers = {k: v for k, v in slots.items() if k in {"subj", "by"}}
            return replace(coded, polarity=polarity, slots={**doers, **coded.slots})
    return None


def _lasting(tree: Tree, token: int, frames: FrameTable, *, seen: Seen) -> Coded | None:
    """An act that stays, lasts, is in force (continue), or is over (stop); soldiers who stay do not leave."""
    subject = tree.kid(token, "nsubj", "nsubj:pass")
    if subject is None and tree[token].deprel == "xcomp" and not tree.kids(token, "obj"):
        subject = tree.kid(tree[token].head, "nsubj")
    lemma = tree[token].lemma.lower()
    if subject is None or tree[subject].upos not in {"NOUN", "PROPN"}:
        return None
    ebbs = lemma in word_class("ebbing") and has_particle(tree, token, "down")  # "the violence has to come down"
    over = (
        ebbs
        or tree[token].form.lower() == "gone"
        or (lemma in word_class("over") and (bool(tree.kids(token, "cop")) or tree[token].upos == "VERB"))
    )
    there = lemma in word_class("in_force") and bool(tree.kids(token, "cop", "case"))
    stays = lemma in word_class("staying") and not tree.kids(token, "obj")  # not "will HOLD talks"
    stays = stays or (lemma in word_class("presence") and bool(tree.kids(token, "cop")))
    stays = stays or (bool(tree.kids(token, "cop")) and tree.case(token) in {"in", "on", "inside"} and not there)
    if not (over or there or stays or lemma in word_class("complete")):
        return None
    coded = code_need(tree, subject, frames, seen=seen)
    if coded.event_type == "ASSAULT" and coded.polarity == "stop":
        return replace(coded, polarity="continue" if over != is_negated(tree, token) else "stop")  # "a truce holds"
    if coded.event_type in _MEASURES and coded.polarity == "happen":
        polarity: Polarity = "stop" if over else "continue"
        return _negated_once(replace(coded, polarity=polarity), is_negated(tree, token))
    done = lemma in word_class("complete") and (bool(tree.kids(token, "cop")) or not tree.kids(token, "obj"))
    if done and coded.event_type not in _MEASURES and coded.event_type is not None:
        return _negated_once(coded, is_negated(tree, token))  # "as soon as the withdrawal is COMPLETE"
    if stays and tree[subject].lemma.lower() in word_class("forces"):
        polarity = "happen" if is_negated(tree, token) else "not_happen"
        return Coded(token, "RETREAT", None, polarity, verb_slots(tree, token), None)
    seated = not tree.kids(token, "obl") or any(tree[c].lemma in word_class("seats") for c in tree.kids(token, "obl"))
    if stays and tree[subject].etype == "person" and tree[subject].upos == "PROPN" and seated:
        polarity = "happen" if is_negated(tree, token) else "not_happen"
        return Coded(token, "RETREAT", "resign", polarity, verb_slots(tree, token), None)  # "as long as X stays"
    return None


def _plain(tree: Tree, token: int, frames: FrameTable) -> Coded:
    """The code of a noun, by the frames or by the words of acts in question."""
    coded = code_content(tree, token, frames)
    return coded if coded.event_type is not None else _by_wanted(tree, coded, frames)


def _by_wanted(tree: Tree, coded: Coded, frames: FrameTable) -> Coded:
    """The code by words that tell of an act only where it is in question; aspect stays ("stop its hostile acts")."""
    token = coded.token
    for head, polarity in _readings(tree, token, frames):
        found = best_frame(tree, head, load_wanted())
        if found is None:
            continue
        frame, slots = found
        subject = verb_slots(tree, token).get("subj") if head != token and tree[token].upos == "VERB" else None
        slots = {**({"subj": subject} if subject else {}), **slots}
        return Coded(head, frame.event_type, frame.mode, polarity, slots, frame)
    aspect = frames.aspect.get((tree[token].lemma.lower(), "v" if tree[token].upos == "VERB" else "n"))
    goes_on = tree[token].lemma.lower() in word_class("going_on") or has_particle(tree, token, "up")
    if aspect is not None and (aspect.polarity == "stop" or (aspect.polarity == "continue" and goes_on)):
        ended: Polarity = "stop" if aspect.polarity == "stop" else "continue"
        return replace(coded, polarity=turned(ended) if is_negated(tree, token) else ended)
    return coded


def _readings(tree: Tree, token: int, frames: FrameTable) -> Iterator[tuple[int, Polarity]]:
    """Words under which an act may be named, with its polarity: the word itself, what it stops or carries."""
    negated = is_negated(tree, token)
    upos = tree[token].upos
    own: Polarity = "not_happen" if negated else "happen"
    aspect = frames.aspect.get((tree[token].lemma.lower(), "v" if upos in {"VERB", "AUX"} else "n"))
    if aspect is not None and aspect.polarity != "happen":
        under: Polarity = (
            "stop" if aspect.polarity == "stop" else "continue" if aspect.polarity == "continue" else "not_happen"
        )
        for child in (*tree.kids(token, "xcomp", "obj", "nsubj:pass"), *_of(tree, token), *_own_subject(tree, token)):
            yield child, turned(under) if negated else under
    yield token, own
    for child in tree.kids(token, "xcomp", "nsubj:pass", "obj", "obl"):
        light = tree[token].lemma.lower() in word_class("carrying") or tree[child].deprel == "xcomp"
        if light and tree[child].etype != "time" and tree.case(child) not in word_class("including"):
            yield child, turned(own) if is_negated(tree, child) else own


def _of(tree: Tree, token: int) -> list[int]:
    return [c for c in tree.kids(token, "nmod", "obl") if tree.case(c) in {"of", "to", "from", "in", "on", "with"}]


def _own_subject(tree: Tree, token: int) -> list[int]:
    """The subject of a verb without object: "the bombing stops"."""
    return [] if tree.kids(token, "obj", "xcomp") else tree.kids(token, "nsubj", "compound")
