"""Parties of an event noun that the clause around it names: "is UNDER sanctions", "despite criticism", "jailed for"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standoff.model import Argument, Role
from standoff.record.index import StoryIndex
from standoff.record.phrase import phrase
from standoff.record.slots import is_nobody, is_passive, leaders, noun_slots, verb_slots
from standoff.record.triggers import Trigger
from standoff.syntax import Tree, feature, matches
from standoff.terms.frames import load_frames
from standoff.terms.realis import word_class

_ASKED = frozenset({"REQUEST"})
_FACED = frozenset({"ACCUSE", "REQUEST", "THREATEN", "SANCTION", "PROTEST", "REJECT"})
_MUTUAL = frozenset({"CONSULT", "ASSAULT", "COOPERATE"})
_DEALT_WITH = frozenset({"SUPPORT", "ACCUSE", "REJECT"})  # "praised FRANCE'S support": France is praised
_NOMINAL = ("nmod", "obl", "obj", "acl", "appos", "conj")
_DEEP = 4  # words between a deed and the verb by which somebody answers for it


def parties_of_clause(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """Further actors and recipients of an event whose own slots gave `found`."""
    out: list[Argument] = []
    for rule in (
        _doers_above,
        _facing,
        _in_state,
        _doer_by_participle,
        _answering,
        _owner_before,
        _of_framed,
        _in_company,
        _at_hands,
        _struck,
        _shared,
        _led,
        _claimed,
        _broken_off,
        _author,
        _written_to,
    ):
        out += [a for a in rule(story, trigger, [*found, *out]) if not _known(a, [*found, *out])]
    return out


def _known(argument: Argument, found: Sequence[Argument]) -> bool:
    """Whether an entity has a role in the event already."""
    return any(a.ref == argument.ref for a in found if a.role in {"actor", "recipient"})


def _of_entities(story: StoryIndex, number: int, tokens: Sequence[int], role: Role, rule: str) -> list[Argument]:
    """An argument for each token at which an entity stands."""
    tree, at = story.trees[number], story.entities
    return [Argument(role, phrase(tree, t), at[number, t].id, rule) for t in tokens if (number, t) in at]


def _has(found: Sequence[Argument], role: str) -> bool:
    return any(a.role == role for a in found)


def _doers_above(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """The doers that the clause over an event noun names: "answered WITH air strikes", "said AFTER talks with Oslo"."""
    tree = story.trees[trigger.sentence]
    kind, verb = trigger.frame.event_type, tree[trigger.token].head
    meeting = kind == "CONSULT" and not any(a.role == "actor" and a.rule != "with" for a in found)
    means = kind == "ASSAULT" and tree.case(trigger.token) == "with" and not _has(found, "actor")
    timed = meeting and tree.case(trigger.token) in {"after", "at", "in", "during", "following", "before", "ahead of"}
    if trigger.frame.pos != "n" or verb < 0 or tree[verb].upos != "VERB" or is_passive(tree, verb):
        return []
    if not (means or timed) or tree[trigger.token].deprel != "obl":
        return []
    return _of_entities(story, trigger.sentence, verb_slots(tree, verb).get("subj", []), "actor", "clause>subj")


def _facing(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """Who acts in the face of it: "AT THE REQUEST of Minsk, MOSCOW sent police", "DESPITE protests, ANKARA …"."""
    tree, kind = story.trees[trigger.sentence], trigger.frame.event_type
    verb, case = tree[trigger.token].head, tree.case(trigger.token)
    if trigger.frame.pos != "n" or kind not in _FACED or verb < 0 or _has(found, "recipient"):
        return []
    asked = kind in _ASKED and case in word_class("asked_cases")
    undone = is_passive(tree, verb) and not tree.kids(verb, "obl:agent")
    if undone or not (asked or case in word_class("facing_cases")):
        return []
    while tree[verb].upos not in {"VERB", "AUX"} and matches(tree[verb].deprel, ("nmod", "obj", "obl")):
        verb = tree[verb].head  # "launched an OFFENSIVE despite warnings"
    return _of_entities(story, trigger.sentence, verb_slots(tree, verb).get("subj", []), "recipient", "clause>subj")


def _in_state(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """Of whom a copula tells the event: "Turkey is UNDER sanctions", "it was BEHIND the bombing"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    subjects, case = tree.kids(trigger.token, "nsubj"), tree.case(trigger.token)
    if trigger.frame.pos != "n" or not subjects or not tree.kids(trigger.token, "cop"):
        return []
    if tree[subjects[0]].lemma.lower() in word_class("relative") and tree[trigger.token].deprel == "acl:relcl":
        subjects = [tree[trigger.token].head]
    tokens = [t for s in subjects for t in tree.conjuncts(s)]
    if case == "under" and not _has(found, "recipient"):
        return _of_entities(story, number, tokens, "recipient", "under")
    mutual = case in {"in", "at", "behind"} and trigger.frame.event_type in _MUTUAL
    return _of_entities(story, number, tokens, "actor", case) if mutual else []


def _doer_by_participle(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """The doer behind a participle: "a lawsuit FILED BY Texas", "an attack CLAIMED BY Islamic State"."""
    tree = story.trees[trigger.sentence]
    if trigger.frame.pos != "n" or _has(found, "actor"):
        return []
    told = (c for c in tree.kids(trigger.token, "acl") if tree[c].lemma.lower() in word_class("doing_participles"))
    agents = [t for c in told for t in verb_slots(tree, c).get("subj", []) if is_passive(tree, c)]
    return _of_entities(story, trigger.sentence, agents, "actor", "participle>by")


def _answering(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """Who answers for a deed before the law: "Waseem was SENTENCED FOR her murder", "held two men OVER a bombing"."""
    tree = story.trees[trigger.sentence]
    noun = trigger.frame.pos == "n" and trigger.frame.event_type == "ASSAULT"
    if not noun or _has(found, "actor"):
        return []
    for verb, case in _above(tree, trigger.token):
        if case and case not in word_class("answering_cases"):
            return []
        if tree[verb].lemma.lower() in word_class("answering") and tree[verb].upos == "VERB":
            return _of_entities(story, trigger.sentence, verb_slots(tree, verb).get("obj", []), "actor", "answering")
        if tree[verb].lemma.lower() in word_class("suspects"):
            return _of_entities(story, trigger.sentence, [verb], "actor", "suspect")
    return []


def _above(tree: Tree, token: int) -> Iterator[tuple[int, str]]:
    """The words over a noun, each with the preposition that leads down from it; no further than its clause."""
    here = token
    for _ in range(_DEEP):
        head = tree[here].head
        if head < 0 or not matches(tree[here].deprel, _NOMINAL):
            return
        yield head, tree.case(here)
        if tree[head].upos == "VERB" and feature(tree[head], "VerbForm") != "Ger":
            return
        here = head


def _owner_before(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """Whom "his" means where the subject behind it tells: "after HIS arrest, KHAN was flown out"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    role = trigger.frame.slots.get("poss")
    verb, owners = tree[trigger.token].head, tree.kids(trigger.token, "nmod:poss")
    if trigger.frame.pos != "n" or role not in {"actor", "recipient"} or verb < trigger.token or not owners:
        return []
    if tree[owners[0]].upos != "PRON" or (number, owners[0]) in story.entities or _has(found, role):
        return []
    subjects = [t for t in tree.kids(verb, "nsubj", "nsubj:pass") if t > trigger.token]
    return _of_entities(story, number, subjects, "actor" if role == "actor" else "recipient", "poss>subj")


def _of_framed(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """The parties of the noun that a verb only frames: "hosted a MEETING BETWEEN Oslo and Juba"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    if trigger.frame.pos != "v":
        return []
    out: list[Argument] = []
    for noun in trigger.slots.get("obj", []):
        frames = load_frames().of(tree[noun].lemma.lower(), "n")
        frame = next((f for f in frames if f.event_type == trigger.frame.event_type), None)
        for slot, tokens in noun_slots(tree, noun).items() if frame is not None else ():
            role = frame.slots.get(slot) if frame is not None else None
            owned = slot == "poss" and trigger.frame.event_type in _DEALT_WITH and _has(found, "actor")
            if role == "actor" and not owned:
                out += _of_entities(story, number, tokens, "actor", f"obj>{slot}")
            elif (role == "recipient" or owned) and not _has(found, "recipient"):
                out += _of_entities(story, number, tokens, "recipient", f"obj>{slot}")
    return out


def _in_company(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """Who does it beside the doer: "Cairo, ALONG WITH Rabat, cut ties", "together with Oslo"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    if not _has(found, "actor"):
        return []
    doers = [t for t in trigger.slots.get("subj", []) if trigger.frame.slots.get("subj") == "actor"]
    heads = [*doers, *([trigger.token] if doers else [])]
    beside = [k for h in heads for k in tree.kids(h, "nmod", "obl", "advcl")]
    told = [k for k in beside if tree.case(k).split()[:1] and tree.case(k).split()[0] in word_class("company_words")]
    return _of_entities(story, number, [t for k in told for t in tree.conjuncts(k)], "actor", "along with")


def _at_hands(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """The doer in "were killed AT THE HANDS OF the rebels"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    if trigger.frame.pos != "v" or _has(found, "actor"):
        return []
    hands = [k for k in tree.kids(trigger.token, "obl") if tree.case(k) == "at" and tree[k].lemma.lower() == "hand"]
    tokens = [t for h in hands for k in tree.kids(h, "nmod") if tree.case(k) == "of" for t in tree.conjuncts(k)]
    return _of_entities(story, number, tokens, "actor", "hands of")


def _struck(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """Whose things an act of force strikes: "five strikes ENGAGED two REBEL units"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    verb = tree[trigger.token].head
    acts = trigger.frame.pos == "n" and trigger.frame.event_type == "ASSAULT" and tree[trigger.token].deprel == "nsubj"
    if not acts or verb < 0 or _has(found, "recipient") or tree[verb].lemma.lower() not in word_class("striking"):
        return []
    hit = [t for k in tree.kids(verb, "obj") for t in tree.conjuncts(k) if not is_nobody(tree, t, hit=True)]
    owners = [k for t in hit for k in (t, *tree.kids(t, "compound", "amod", "nmod:poss"))]
    named = _of_entities(story, number, owners, "recipient", "struck")
    return list({a.ref: a for a in reversed(named)}.values())


def _shared(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """The doer that two acts share: "shelling and air strikes BY THE REBELS", wherever the parse hangs the phrase."""
    tree = story.trees[trigger.sentence]
    if trigger.frame.pos != "n" or trigger.frame.event_type != "ASSAULT" or _has(found, "actor"):
        return []
    beside = [t for t in tree.conjuncts(tree.first_conjunct(trigger.token)) if t != trigger.token]
    doers = [t for b in beside if tree[b].etype == "event" for t in noun_slots(tree, b).get("by", [])]
    doers += [k for t in doers for k in tree.kids(t, "nmod") if tree.case(k) in word_class("among_cases")]
    return _of_entities(story, trigger.sentence, doers, "actor", "shared by")


def _led(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """The doer in "SAUDI-led air strikes"."""
    if trigger.frame.pos != "n" or _has(found, "actor"):
        return []
    tokens = leaders(story.trees[trigger.sentence], trigger.token)
    return _of_entities(story, trigger.sentence, tokens, "actor", "led by")


def _claimed(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """Who says that an attack was his: "the bombing was CLAIMED BY the Taliban"."""
    tree, verb = story.trees[trigger.sentence], story.trees[trigger.sentence][trigger.token].head
    noun = trigger.frame.pos == "n" and trigger.frame.event_type == "ASSAULT"
    if not noun or verb < 0 or _has(found, "actor") or tree[verb].lemma.lower() != "claim" or tree.kids(verb, "advmod"):
        return []
    own = tree[trigger.token].deprel in {"obj", "nsubj:pass"}
    doers = verb_slots(tree, verb).get("subj", []) if own else []
    return _of_entities(story, trigger.sentence, doers, "actor", "claim>subj")


def _broken_off(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """Between whom it was what ended: "TALKS BETWEEN Oslo and Juba collapsed"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    if trigger.frame.pos != "v" or trigger.frame.event_type != "REJECT" or _has(found, "actor"):
        return []
    subjects = [t for t in trigger.slots.get("subj", []) if tree[t].etype == "event"]
    sides = [t for s in subjects for t in noun_slots(tree, s).get("between", [])]
    return _of_entities(story, number, sides, "actor", "subj>between")


def _author(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """Whose deed is blamed, behind a "by" that the parse hangs elsewhere: "attacked the sale … BY THE MAYOR"."""
    number, tree, verb = trigger.sentence, story.trees[trigger.sentence], trigger.token
    if trigger.frame.pos != "v" or trigger.frame.event_type != "ACCUSE" or _has(found, "recipient"):
        return []
    start = min((k for k in tree.kids(verb, "obj") if tree[k].etype in {"event", "abstract"}), default=len(tree))
    behind = [t for t in range(start, len(tree)) if tree.case(t) == "by" and verb in tree.ancestors(t)]
    own = [t for t in behind if not any(tree[a].upos == "VERB" for a in tree.ancestors(t) if a > verb)]
    return _of_entities(story, number, own[:1], "recipient", "obj>by")


def _written_to(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """Whom a request in a letter asks: "WROTE TO the embassy asking to waive the rule"."""
    tree, verb = story.trees[trigger.sentence], story.trees[trigger.sentence][trigger.token].head
    part = trigger.frame.pos == "v" and tree[trigger.token].deprel in {"advcl", "acl", "xcomp"}
    if not part or verb < 0 or trigger.frame.event_type != "REQUEST" or _has(found, "recipient"):
        return []
    sent = verb if tree[verb].upos == "VERB" else tree[verb].head
    if sent < 0 or tree[sent].lemma.lower() not in word_class("writing"):
        return []
    to = [k for k in tree.kids(sent, "obl", "iobj", "obj") if tree.case(k) == "to" or tree[k].deprel == "iobj"]
    return _of_entities(story, trigger.sentence, to, "recipient", "letter>to")
