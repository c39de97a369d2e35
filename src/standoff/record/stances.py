"""Stances: who takes which attitude to what; here those that verbal acts take ("urged Israel to leave")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from standoff.model import Act, Entity, StatementMention
from standoff.record.content import CONTENT_SLOTS, Coded, is_negated
from standoff.record.holders import actors_of, recipients_of
from standoff.record.index import StoryIndex
from standoff.record.parties import party_entities
from standoff.record.statement_index import innermost
from standoff.record.triggers import Trigger
from standoff.span import Span, overlaps
from standoff.syntax import Tree, feature, matches
from standoff.terms.realis import word_class

CALMING = frozenset({"CONSULT", "AGREE", "RETREAT", "COOPERATE", "AID", "CONCEDE"})  # acts that harm nobody
_ACTS = frozenset({"demand", "offer", "refusal", "acceptance", "promise", "threat", "proposal", "openness"})


_OWN_DEEDS = frozenset({"promise", "threat", "offer", "openness", "acceptance"})  # who is to act is the holder's side


@dataclass(frozen=True, slots=True)
class Stance:
    """A position before it has an id: where it stands, who holds it, what it is about."""

    sentence: int
    head: int  # the word that takes the stance
    objects: tuple[int, ...]  # heads of what is wanted or refused
    act: Act
    holder: Entity | None
    counterpart: Entity | None
    statement: StatementMention | None
    rule: str
    score: float
    coded: Coded | None = None  # what a modal or attitude is about; None for verbal acts, which are triggers themselves


def act_stances_of(story: StoryIndex, trigger: Trigger, statements: Sequence[StatementMention]) -> Iterator[Stance]:
    """The stance that a verbal act takes, if it was done."""
    frame, tree = trigger.frame, story.trees[trigger.sentence]
    act = _act(tree, trigger)
    if act is None:
        return
    objects = [
        o
        for o in _act_objects(tree, trigger)
        if tree[o].upos != "PRON" and story.time_at(trigger.sentence, o) is None
        if not _of_the_press(tree, o) and not (act == "refusal" and _is_claim(tree, trigger, o))
    ]
    if act == "demand" and any(tree[o].upos == "VERB" for o in objects):
        objects = [o for o in objects if (trigger.sentence, o) not in story.entities]
    nouns = word_class("condition_nouns") | word_class("demand_nouns") | word_class("terms")
    if not objects or (frame.pos == "v" and act == "demand" and all(tree[o].lemma.lower() in nouns for o in objects)):
        return  # "set three conditions": the noun tells what is wanted
    told = teller_of(statements, tree[trigger.token].span)
    holders = actors_of(story, trigger, told)
    holder = holders[0] if holders else None
    if holder is None and (frame.act == "promise" or (frame.pos == "n" and frame.act == "threat")):
        return  # "in the face of threats"
    if is_court(holder):
        return  # a court rules: it takes no side
    recipients = recipients_of(story, trigger)
    counterpart = next((e for e in recipients if e not in holders), None)
    if act not in _OWN_DEEDS:
        counterpart = counterpart or doer_of(story, trigger.sentence, trigger.content, *holders)
    counterpart = counterpart or _other_party(story, trigger, holders, objects)
    if _says_too_little(tree, trigger, objects, holder, counterpart):
        return
    if _general(story, trigger, objects, holder, counterpart):
        return
    own = next((s for s in statements if s.cue is not None and overlaps(s.cue, tree[trigger.token].span)), None)
    told = own or told
    for one in holders or (None,):
        yield Stance(
            trigger.sentence, trigger.token, tuple(objects), act, one, counterpart, told, frame.id, frame.score
        )


def _says_too_little(
    tree: Tree, trigger: Trigger, objects: Sequence[int], holder: Entity | None, counterpart: Entity | None
) -> bool:
    """Whether nobody is named, nothing known is wanted, or one's own side is only ordered what it does."""
    typed = trigger.content is not None and trigger.content.event_type is not None
    clauses = any(tree[o].upos in {"VERB", "AUX"} for o in objects)
    lemma = trigger.frame.lemma
    if lemma in word_class("ordering") and not (counterpart or clauses) and does_harm(trigger.content):
        return True  # "ordered new sanctions on the banks": that is done, not asked
    if not (counterpart or typed) and lemma in word_class("seeking"):
        return True  # "sought such intervention"
    return not (holder or counterpart or typed or (trigger.frame.act == "demand" and clauses))


def does_harm(coded: Coded | None) -> bool:
    """Whether an act in question would harm somebody; to quit a place or a treaty need not."""
    if coded is None:
        return False
    leaves = coded.frame is not None and coded.frame.lemma in word_class("leaving")
    hostile = coded.event_type in {"ASSAULT", "COERCE"} or (coded.event_type == "SANCTION" and not leaves)
    return hostile and coded.polarity in {"happen", "continue"}


def _general(
    story: StoryIndex, trigger: Trigger, objects: Sequence[int], holder: Entity | None, counterpart: Entity | None
) -> bool:
    """Whether a stance is a view or a rule rather than one towards a party: "opposes abortion", "are required to"."""
    if trigger.content is not None and trigger.content.event_type is not None:
        return False
    if holder is None and trigger.frame.lemma in word_class("rules"):
        return True
    tree = story.trees[trigger.sentence]
    parties = [t for o in objects for t in tree.subtree(o) if (trigger.sentence, t) in story.entities]
    return trigger.frame.lemma in word_class("opposing") and counterpart is None and not parties


def is_court(party: Entity | None) -> bool:
    """Whether a party is a court: it rules, and takes no side."""
    return party is not None and party.sector == "JUD" and bool(set(party.name.lower().split()) & word_class("courts"))


def _act(tree: Tree, trigger: Trigger) -> Act | None:
    """The act that a verbal trigger performs, if it was done; what is "not ruled out" is left open."""
    act, lemma = cast("Act", trigger.frame.act), tree[trigger.token].lemma.lower()
    if act not in _ACTS or lemma in word_class("parties_by_name") | word_class("breaching") | word_class("praying"):
        return None
    if matches(tree[trigger.token].deprel, ("acl",)) and (act == "acceptance" or lemma in word_class("opposing")):
        return None  # "the borders on which they agreed", "men opposed to independence": told to say which
    if act == "refusal" and trigger.reality.rule == "negated" and trigger.frame.particle:
        return "openness"
    if trigger.reality.realis not in {"occurred", "ongoing", "habitual"}:
        return None
    told = tree.kids(trigger.token, "ccomp")
    if tells_only(tree, trigger.token):
        return None
    if act == "threat" and any(_foretells(tree, c) for c in told):
        return None  # "warned that the delay could be a danger"
    if trigger.content is not None and told:
        act = _act_of_content(tree, act, told[0], trigger.content)
    return "proposal" if act == "demand" and lemma in word_class("proposing") else act


def _act_of_content(tree: Tree, act: Act, clause: int, content: Coded) -> Act:
    """The act that a clause told leaves of a threat or promise: "hinted it may JOIN", "declared it would NOT leave"."""
    kind = content.event_type in CALMING or tree[clause].lemma.lower() in word_class("complying")
    if act == "threat" and kind and content.polarity == "happen" and not is_negated(tree, clause):
        return "openness"
    return "refusal" if act == "promise" and kind and is_negated(tree, clause) else act


def _of_the_press(tree: Tree, target: int) -> bool:
    """Whether a reporter is meant: "declined to be NAMED", "did not respond to a request for COMMENT"."""
    named = tree[target].lemma.lower() in word_class("naming") and bool(tree.kids(target, "aux:pass"))
    return named or tree[target].lemma.lower() in word_class("press_asks")


def _is_claim(tree: Tree, trigger: Trigger, target: int) -> bool:
    """Whether it is words that are turned down, not an act: "dismissed the LAWSUIT", "rejected the CLAIM"."""
    papers = tree[trigger.token].lemma.lower() in word_class("throwing_out") and word_class("court_papers")
    return tree[target].lemma.lower() in word_class("claims") | (papers or frozenset())


def tells_only(tree: Tree, token: int) -> bool:
    """Whether a word of asking only tells or asks what is so: "suggested that it will rain", "asked whether …"."""
    lemma, told = tree[token].lemma.lower(), tree.kids(token, "ccomp")
    if lemma in word_class("asking_for"):
        return any(tree[m].lemma.lower() in word_class("whether") for c in told for m in tree.kids(c, "mark"))
    hints = lemma in word_class("hinting")
    words = word_class("proposing") | word_class("asserting")
    return lemma in words and any(_tells(tree, c, hints=hints) for c in told)


def _foretells(tree: Tree, clause: int) -> bool:
    """Whether a clause tells of a danger, no act: "could be a danger", "might fail"."""
    auxes = {tree[a].lemma.lower() for a in tree.kids(clause, "aux")}
    subject = tree.kid(clause, "nsubj")
    thing = subject is not None and tree[subject].form.lower() in {"it", "this", "that"}
    outcome = thing and tree[clause].lemma.lower() in word_class("endangering")
    return outcome or (bool(tree.kids(clause, "cop")) and not auxes & word_class("will"))


def _tells(tree: Tree, clause: int, *, hints: bool) -> bool:
    """Whether a clause tells what is or will be, not what should be done; after a hint also what may or would be."""
    auxes = {tree[a].lemma.lower() for a in tree.kids(clause, "aux") if tree[a].deprel == "aux"}
    if auxes:
        needed = tree[clause].lemma.lower() in word_class("rules") | word_class("have_to")  # "a probe may be REQUIRED"
        own = {"would"} if is_negated(tree, clause) else set()  # "insisted that they would NOT agree"
        return bool(auxes & (word_class("will") | own | (word_class("may") if hints and not needed else set())))
    finite = [clause, *tree.kids(clause, "cop", "aux:pass")]
    return any(feature(tree[t], "Tense") == "Past" and feature(tree[t], "VerbForm") == "Fin" for t in finite)


def _other_party(
    story: StoryIndex, trigger: Trigger, holders: Sequence[Entity], objects: Sequence[int]
) -> Entity | None:
    """A party named behind a preposition of the act ("agreed WITH Moscow"), outside its object."""
    tree = story.trees[trigger.sentence]
    inside = {t for o in objects for t in tree.subtree(o)}
    for slot in ("obj", "iobj", "with", "to", "on", "upon", "of", "from", "against"):
        for filler in trigger.slots.get(slot, []):
            entity = story.entities.get((trigger.sentence, filler))
            if entity is not None and entity not in holders and filler not in inside:
                return entity
    return None


def _act_objects(tree: Tree, trigger: Trigger) -> list[int]:
    """Heads of what a verbal act is about; lists are split; of "expressed their readiness TO TALK" the act itself."""
    found = _stated_objects(tree, trigger)
    inner = [tree.kid(o, "acl", "xcomp") if tree[o].lemma.lower() in word_class("readiness") else None for o in found]
    return [o if held is None else held for o, held in zip(found, inner, strict=True)]


def _stated_objects(tree: Tree, trigger: Trigger) -> list[int]:
    """As `_act_objects`, as they stand."""
    lemma = tree[trigger.token].lemma.lower()
    if lemma in word_class("asking_for") and (asked := _asked_for(tree, trigger)):
        return asked
    for slot in CONTENT_SLOTS:
        if trigger.frame.slots.get(slot) == "content" and (fillers := trigger.slots.get(slot)):
            return _split(tree, fillers)
    clauses = trigger.slots.get("mark:to") or trigger.slots.get("mark:for")
    if trigger.frame.pos == "v" and trigger.frame.act == "demand" and clauses:
        return _split(tree, clauses)  # "called on Turkey TO HALT …", "called for members TO SPEND more"
    if trigger.frame.pos == "v" and trigger.frame.slots.get("obj") == "topic" and "obj" in trigger.slots:
        return _split(tree, trigger.slots["obj"])
    if trigger.frame.pos == "v" and trigger.frame.act == "demand" and "for" in trigger.slots:
        return [f for f in _split(tree, trigger.slots["for"]) if tree[f].etype == "event"]  # "demanded FOR a pullout"
    if trigger.frame.pos == "n":
        head = tree[trigger.token].head
        including = head >= 0 and tree[head].lemma.lower() in word_class("condition_verbs")
        if including and tree[trigger.token].deprel == "nsubj":
            return list_items(tree, head, trigger.token)
        tells = head >= 0 and tree[head].lemma.lower() in word_class("telling_verbs") | word_class("condition_verbs")
        tells = tells or lemma in word_class("demand_nouns")  # "their demands have grown to …"
        if tells and tree[trigger.token].deprel == "nsubj" and tree[head].upos == "VERB":
            found = tree.kids(head, "obj", "xcomp", "ccomp") or [
                c for c in tree.kids(head, "obl") if tree.case(c) == "to"
            ]
            more = [c for c in tree.kids(head, "advcl") if feature(tree[c], "VerbForm") == "Ger" and found]
            return _split(tree, [*found, *more])
        if head >= 0 and tree[trigger.token].deprel == "nsubj" and tree.kids(head, "cop"):
            return [head]
        named = [f for s in ("xcomp", "of") for f in trigger.slots.get(s, [])]
        if tree[trigger.token].lemma.lower() in word_class("nominal_positions") and named:
            return [f for f in named if tree[f].etype not in {"person", "organization", "place"}]
        against = trigger.frame.act == "threat" and "against" in trigger.slots
        return [trigger.token] if against else []
    return []


def _asked_for(tree: Tree, trigger: Trigger) -> list[int]:
    """What is asked for: an act ("called FOR the army TO LEAVE"), else what stands behind "for"."""
    if trigger.slots.get("mark:for"):
        return _split(tree, trigger.slots["mark:for"])
    if "for" not in trigger.slots:
        return []
    asked = _asked_of(tree, trigger)
    return asked or ([] if trigger.slots.get("xcomp") else _split(tree, trigger.slots["for"]))


def _asked_of(tree: Tree, trigger: Trigger) -> list[int]:
    """What those behind "for" are to do: "called for the generals TO SURRENDER power"."""
    asked = [c for f in trigger.slots["for"] for c in tree.kids(f, "acl")] + tree.kids(trigger.token, "xcomp", "advcl")
    infinitives = [c for c in asked if any(tree[m].lemma == "to" for m in tree.kids(c, "mark"))]
    parties = [f for f in trigger.slots["for"] if tree[f].etype in {"person", "organization"}]
    marked = [c for c in infinitives if any(tree[m].lemma == "for" for m in tree.kids(c, "mark"))]
    return (marked or infinitives)[:1] if parties or marked else []


def _split(tree: Tree, fillers: Sequence[int]) -> list[int]:
    """Fillers with their conjuncts, in order; what comes after "but" or "or else" is no part of the list."""
    fillers = [f for f in fillers if not any(f in tree.kids(g, "conj") and _apart(tree, f, of=g) for g in fillers)]
    out = [m for f in fillers for m in (f, *(c for c in tree.kids(f, "conj") if not _apart(tree, c, of=f)))]
    out += [c for f in fillers for c in _listed_below(tree, f)]
    return sorted(t for t in dict.fromkeys(out) if not (t + 1 in out and _bare(tree, t)))


def _bare(tree: Tree, noun: int) -> bool:
    """Whether a noun right before another is part of its name, torn off by the parse: "a truce and PEACE talks"."""
    return tree[noun].upos == "NOUN" and tree[noun + 1].upos == "NOUN"


def _listed_below(tree: Tree, filler: int) -> list[int]:
    """Members of a list that the parse hangs on a noun inside the first: "dismissal of the bill, an INQUIRY, …"."""
    if tree[filler].upos != "NOUN" or tree.kids(filler, "conj"):
        return []
    inner = [c for n in tree.kids(filler, "nmod") for c in tree.kids(n, "conj")]
    whole = [c for c in inner if tree[c].upos == "NOUN" and tree.kids(c, "det", "amod") and tree[c].etype != "person"]
    acts = [c for c in whole if tree[c].etype == "event" and any(tree.case(n) == "of" for n in tree.kids(c, "nmod"))]
    return whole if len(whole) > 1 and len(whole) == len(inner) else acts


def _apart(tree: Tree, conj: int, *, of: int) -> bool:
    """Whether a conjunct is no member of a list: "but …", "or else …", or a clause of its own behind a noun."""
    if tree[of].upos == "NOUN" and tree.kids(conj, "nsubj") and tree[conj].upos == "VERB":
        return True
    joins = tree.kids(conj, "cc", "advmod")
    if tree[of].upos == "NOUN" and any(tree[t].lemma.lower() == "not" for t in joins):
        return True  # "wants talks, NOT war"
    or_face = bool(tree.kids(conj, "cc")) and tree[conj].lemma.lower() in word_class("facing")
    return or_face or any(tree[t].lemma.lower() in word_class("apart_words") for t in joins)


def list_items(tree: Tree, verb: int, subject: int) -> list[int]:
    """The members of a list after "include" or "are": objects and clauses with what is joined to them."""
    first = [c for c in tree.kids(verb, "obj", "xcomp", "ccomp") if c > subject]
    if not first and tree.kids(verb, "cop"):
        first = [verb]
    more = [c for c in tree.kids(verb, "advcl", "conj") if tree[c].form.lower().endswith("ing")]
    verbs = [c for c in first if tree[c].upos == "VERB" and not tree.kids(c, "obj") and c + 1 in first]
    nouns = [c + 1 for c in verbs]  # the parse has hung the gerund and its object side by side
    out = [m for c in (*first, *more) if c not in nouns for m in (c, *tree.kids(c, "conj"))]
    out += [m for c in first for m in _listed_below(tree, c)]
    return sorted(dict.fromkeys(out)) if first else []


def doer_of(story: StoryIndex, number: int, content: Coded | None, *holders: Entity | None) -> Entity | None:
    """Who is to do what is wanted, if it is none of the holders."""
    if content is None:
        return None
    return next((e for e in party_entities(story, number, content, "actor") if e not in holders), None)


def still_to_do(story: StoryIndex, stances: Sequence[Stance]) -> set[tuple[int, int]]:
    """Where acts stand, as (sentence, token), that somebody is to do, is ready to do, or rules out: not done."""
    found: set[tuple[int, int]] = set()
    for stance in stances:
        tree = story.trees[stance.sentence]
        ruled_out = stance.coded is not None and stance.act == "refusal"
        ahead = [
            o for o in stance.objects if ruled_out or any(tree[m].form.lower() == "to" for m in tree.kids(o, "mark"))
        ]
        inner = [stance.coded.token] if stance.coded is not None and ahead else []
        found |= {(stance.sentence, t) for t in (*ahead, *inner) if t != stance.head}
    return found


def teller_of(statements: Sequence[StatementMention], span: Span) -> StatementMention | None:
    """The innermost statement whose content covers a span."""
    found = innermost(statements, span.start)
    return next((s for s in statements if s.id == found), None)
