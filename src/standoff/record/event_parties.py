"""Parties of an event that stand outside its own slots: whom an act asked for would hit, whom a dealing is with."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.model import Argument, Entity, Role
from standoff.record.clause_parties import parties_of_clause
from standoff.record.index import StoryIndex
from standoff.record.parties import role_tokens
from standoff.record.phrase import phrase
from standoff.record.slots import is_passive, verb_slots
from standoff.record.triggers import Trigger
from standoff.span import overlaps
from standoff.syntax import Tree, matches
from standoff.terms.frames import load_frames
from standoff.terms.realis import word_class

_CHANNEL = frozenset({"on", "via", "through"})
_ABOUT = frozenset({"REQUEST", "THREATEN", "REJECT"})
_INWARD = frozenset(
    {
        "AGREE",
        "CONCEDE",
        "REQUEST",
        "REJECT",
        "THREATEN",
        "ACCUSE",
        "SUPPORT",
        "COOPERATE",
        "SANCTION",
        "PROTEST",
        "AID",
    }
)
_MATTERS = frozenset({"for", "over", "about", "against", "into", "to", "with", "on", "at", "of", "from"})
_PLACING = frozenset({"in", "near", "inside", "outside", "at", "across", "during", "after", "before", "since", "until"})
_SUFFERING = frozenset({"of", "on", "against", "at", "upon"})
_DEEP = 4  # levels of the parse below the matter
_SHALLOW = {"REJECT": 3, "PROTEST": 2}  # what is refused or protested against is seldom one with whom it deals
_MOST = 3  # parties at one level
_ADDRESSED = frozenset({"with", "to", "from", "against"})  # "cut ties WITH Qatar", "demanded an apology FROM Seoul"
_DEALING = frozenset({"SANCTION", "COERCE", "REQUEST", "REJECT", "THREATEN", "AID", "COOPERATE", "CONCEDE", "SUPPORT"})


def parties_around(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """Further actors and recipients of an event whose own slots gave `found`."""
    out = [*_asked(story, trigger, found), *_alleged(story, trigger, found)]
    out += _behind_object(story, trigger, [*found, *out])
    if not _perceived(story.trees[trigger.sentence], trigger.token):
        out += parties_of_clause(story, trigger, [*found, *out])
    out += _through_amount(story, trigger, [*found, *out])
    return [*out, *_within(story, trigger, [*found, *out])]


def _perceived(tree: Tree, token: int) -> bool:
    """Whether the verb over a noun tells that somebody heard or saw it: "heard shelling, with BLASTS all night"."""
    verb = tree[tree.first_conjunct(token)].head
    return tree[token].upos == "NOUN" and verb >= 0 and tree[verb].lemma.lower() in word_class("perceiving")


def _asked(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> Iterator[Argument]:
    """Whom a verbal act is about, where nobody is addressed: who is to do what is asked, whom a threat would hit."""
    kind = trigger.frame.event_type
    if kind not in _ABOUT or trigger.content is None or any(a.role == "recipient" for a in found):
        return
    actors = {a.ref for a in found if a.role == "actor"}
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    tokens = role_tokens(trigger.content, "actor" if kind == "REQUEST" else "recipient")
    if kind == "REQUEST" and not tokens:  # "called for THE GENERALS to surrender power"
        tokens = [c for c in tree.kids(trigger.token, "obl") if not tree.case(c) and c > trigger.token]
    if kind == "REJECT" and not tokens:  # "dismissed a TALIBAN offer"
        tokens = tree.kids(trigger.content.token, "nmod:poss", "compound", "amod")
    for token in tokens:
        entity = story.entities.get((number, token))
        if entity is not None and entity.id not in actors:
            yield Argument("recipient", phrase(tree, token), entity.id, "content")


def _alleged(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> Iterator[Argument]:
    """Who is said to have done it: "police alleged THE CAPTAIN fired first", "claimed it was a ruse BY MOSCOW"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    if trigger.frame.event_type != "ACCUSE" or trigger.frame.pos != "v" or any(a.role == "recipient" for a in found):
        return
    actors = {a.ref for a in found if a.role == "actor"}
    for clause in tree.kids(trigger.token, "ccomp"):
        doers = verb_slots(tree, clause).get("subj", []) if not is_passive(tree, clause) else []
        authors = [k for k in tree.kids(clause, "nmod", "obl") if tree.case(k) == "by"]
        for token in doers + authors:
            entity = story.entities.get((number, token))
            if entity is not None and entity.id not in actors:
                yield Argument("recipient", phrase(tree, token), entity.id, "alleged")


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
            owned = [k for k in tree.kids(kid, "nmod:poss", "amod") if (number, k) in story.entities]
            token = kid if (number, kid) in story.entities or not owned else owned[0]
            party = story.entities.get((number, token)) if tree.case(kid) in _ADDRESSED else None
            if party is not None and party.id not in actors:
                from_whom = (
                    not actors and trigger.frame.pos == "n" and tree.case(kid) == "from"
                )  # "requests for a truce FROM OSLO"
                role: Role = "actor" if from_whom else "recipient"
                out.append(Argument(role, phrase(tree, token), party.id, f"obj>{tree.case(kid)}"))
    return out


def _things_of(trigger: Trigger) -> list[int]:
    """What a noun of dealing bears on: "restrictions on FLIGHTS to Cuba"."""
    return [t for slot in ("on", "of", "for") for t in trigger.slots.get(slot, [])]


def _through_amount(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """The parties of an event noun under an amount that a light verb carries: "held FIVE HOURS of talks"."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    amount = tree[trigger.token].head
    if trigger.frame.pos != "n" or amount < 0 or tree.case(trigger.token) != "of" or tree[amount].deprel != "obj":
        return []
    verb = tree[amount].head
    roles = {lv.subject for lv in load_frames().light.get(tree[verb].lemma.lower(), ()) if lv.holds == "obj"}
    role: Role | None = "actor" if "actor" in roles else "recipient" if "recipient" in roles else None
    if role is None or any(a.role == role for a in found):
        return []
    doers = [t for t in verb_slots(tree, verb).get("subj", []) if (number, t) in story.entities]
    return [Argument(role, phrase(tree, t), story.entities[number, t].id, "amount>subj") for t in doers]


def _within(story: StoryIndex, trigger: Trigger, found: list[Argument]) -> list[Argument]:
    """The party nearest inside what a dealing is about: "refused to meet KING ABDULLAH", "calls BY ANNAN"."""
    if trigger.frame.event_type not in _INWARD or any(a.role == "recipient" for a in found):
        return []
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    actors = {a.ref for a in found if a.role == "actor"}
    doers = [a.span for a in found if a.role == "actor"]
    level, seen = _matter(trigger, tree), 0
    while level and seen < _SHALLOW.get(trigger.frame.event_type, _DEEP):
        parties = [(t, e) for t in level if (e := story.entities.get((number, t))) and _may_be_dealt_with(e)]
        others = [(t, e) for t, e in parties if e.id not in actors and not _same_one(tree, t)]
        if trigger.frame.event_type == "THREATEN":  # "said THE REBELS would retaliate": they will do it
            others = [
                (t, e) for t, e in others if not matches(tree[t].deprel, ("nsubj",)) or is_passive(tree, tree[t].head)
            ]
        hit = [(t, e) for t, e in others if not any(overlaps(tree[t].span, s) for s in doers)]
        if hit:
            joint = [(t, story.entities.get((number, t))) for h, _ in hit for t in tree.conjuncts(h)]
            sides = {e.id: (t, e) for t, e in joint if e is not None and e.id not in actors}
            return [Argument("recipient", phrase(tree, t), e.id, "within") for t, e in list(sides.values())[:_MOST]]
        level = [c for t in level for c in tree.children[t] if _leads_on(trigger, tree, c)]
        seen += 1
    return []


def _same_one(tree: Tree, token: int) -> bool:
    """Whether a pronoun is the subject of what is told, and so rather the teller: "announced HE would resign"."""
    return tree[token].upos == "PRON" and matches(tree[token].deprel, ("nsubj",))


def _matter(trigger: Trigger, tree: Tree) -> list[int]:
    """The words under which to look: the act in question, the object, and what is told behind "over", "about" …"""
    slots = {s for s in trigger.slots if s in _MATTERS and not (s == "from" and trigger.frame.pos == "n")}
    out = [trigger.content.token] if trigger.content is not None else []
    out += [t for s in ("xcomp", "obj", *sorted(slots)) for t in trigger.slots.get(s, [])]
    if trigger.frame.event_type in _ABOUT:  # "threatened on Monday TO SHELL …"
        to = [c for c in tree.kids(trigger.token, "advcl") if any(tree[m].lemma == "to" for m in tree.kids(c, "mark"))]
        out += [c for c in to if c > trigger.token]
    if trigger.frame.event_type == "PROTEST":
        carrier = trigger.carrier if trigger.carrier is not None else trigger.token
        under = [c for v in {trigger.token, carrier} for c in tree.kids(v, "advcl", "acl", "xcomp")]
        timed = word_class("time_marks")
        out += [
            c
            for c in under
            if c > trigger.token and not any(tree[m].lemma in timed for m in tree.kids(c, "mark", "advmod"))
        ]
    return list(dict.fromkeys(out))


def _leads_on(trigger: Trigger, tree: Tree, child: int) -> bool:
    """Whether to look under a word: no clause of its own, no place or time; a victim is not who is accused."""
    deprel, case = tree[child].deprel, tree.case(child)
    if matches(deprel, ("acl:relcl", "advcl", "parataxis", "punct", "cc")) or tree[child].etype == "time":
        return False
    if tree[child].lemma.lower() in word_class("relating"):  # "records RELATING to the aid to X"
        return False
    if case in _CHANNEL and tree[child].lemma.lower() in word_class("channels"):  # "thanked him ON TWITTER"
        return False
    if case in _PLACING or (deprel == "advcl" and trigger.frame.event_type != "PROTEST"):
        return False
    if case == "of" and tree[tree[child].head].etype == "person":  # "the killers of X"
        return False
    event = tree[tree[child].head].etype == "event" and tree[tree[child].head].upos == "NOUN"
    return not (event and trigger.frame.event_type in {"ACCUSE", "REQUEST"} and case in _SUFFERING)


def _may_be_dealt_with(entity: Entity) -> bool:
    """Whether an entity is a party of its own: no unnamed handful of people, no law and no treaty."""
    if entity.kind == "organisation" and word_class("papers") & set(entity.name.lower().split()[-1:]):
        return False
    return entity.kind in {"state", "organisation", "armed_group", "person"} or entity.country is not None
