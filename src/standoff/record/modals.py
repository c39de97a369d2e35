"""Stances by modals and attitudes: "must stop" demands, "will not talk" refuses, "ready to talk" offers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standoff.model import Act, Entity, StatementMention
from standoff.record.bonds import ConditionTerms, is_inverted, is_unreal
from standoff.record.conditions import FoundCondition
from standoff.record.content import Coded, code_content, is_negated
from standoff.record.index import StoryIndex
from standoff.record.stances import Stance, doer_of, source_of, teller_of
from standoff.record.wanted import code_need, existing
from standoff.syntax import Tree, feature, matches
from standoff.terms.frames import FrameTable
from standoff.terms.realis import word_class

_ATTITUDES: tuple[tuple[str, Act], ...] = (
    ("offer_words", "offer"),
    ("openness_words", "openness"),
    ("open_to", "openness"),
    ("refusal_words", "refusal"),
    ("intent_words", "promise"),
    ("committed", "promise"),
    ("wanting", "demand"),
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that may take a stance: its head word, what it is about, who speaks and who is its subject."""

    story: StoryIndex
    sentence: int
    token: int
    told: StatementMention | None
    coded: Coded
    source: Entity | None
    subject: Entity | None
    auxes: frozenset[str]
    frames: FrameTable

    @property
    def tree(self) -> Tree:
        """The sentence."""
        return self.story.trees[self.sentence]

    @property
    def own(self) -> bool:
        """Whether the speaker speaks of himself or his side."""
        return self.subject is not None and self.source is not None and one_side(self.subject, self.source)

    def stance(self, act: Act, counterpart: Entity | None, *, rule: str, score: float) -> Stance:
        """The stance that the clause itself takes."""
        holder = self.subject if rule != "must" else self.source
        return Stance(
            self.sentence, self.token, (self.token,), act, holder, counterpart, self.told, rule, score, self.coded
        )


def modal_stances(story: StoryIndex, statements: Sequence[StatementMention], terms: ConditionTerms) -> Iterator[Stance]:
    """Stances that speakers take by modals and attitudes, in order of the text."""
    for number, tree in enumerate(story.trees):
        for token in range(len(tree)):
            if tree[token].upos not in {"VERB", "ADJ", "AUX", "NOUN"}:
                continue
            told = teller_of(statements, tree[token].span)
            stance = _attitude(story, number, token, told, terms)
            if stance is None and told is not None:
                stance = _of_clause(_clause(story, number, token, told, terms))
            if stance is not None:
                yield stance


def _clause(story: StoryIndex, number: int, token: int, told: StatementMention, terms: ConditionTerms) -> Clause:
    """The clause headed by `token`, with what is known of it."""
    tree = story.trees[number]
    auxes = frozenset(w for a in tree.kids(token, "aux") for w in (tree[a].lemma.lower(), tree[a].form.lower()))
    if _going_to(tree, token):
        auxes |= word_class("going_to")
    coded = code_content(tree, token, terms.frames)
    subject = subject_of(story, number, token, told)
    return Clause(story, number, token, told, coded, source_of(story, told), subject, auxes, terms.frames)


def _going_to(tree: Tree, token: int) -> bool:
    """Whether a clause stands under "going to"."""
    head = tree[token].head
    return tree[token].deprel == "xcomp" and head >= 0 and tree[head].form.lower() in word_class("going_to")


def _attitude(
    story: StoryIndex, number: int, token: int, told: StatementMention | None, terms: ConditionTerms
) -> Stance | None:
    """ "ready to talk", "open to", "not willing to", "plans to": a word of stance with its complement."""
    tree, lemma = story.trees[number], story.trees[number][token].lemma.lower()
    act = next((a for name, a in _ATTITUDES if lemma in word_class(name)), None)
    if act is None or tree[token].upos not in {"ADJ", "VERB", "NOUN"}:
        return None
    if lemma in word_class("open_to") | word_class("committed") and tree[token].upos != "ADJ":
        return None  # "opened an inquiry"
    if lemma in word_class("seeking") and tree.kids(token, "xcomp"):
        return None  # "seek to divide us"
    judged = [c for c in tree.kids(token, "xcomp", "ccomp") if _is_infinitive(tree, c)]
    if lemma in word_class("openness_words") and tree[token].upos == "VERB" and judged:
        return None  # "considers it to be a crime"
    phrases = [c for c in tree.kids(token, "obl", "nmod", "advcl") if _leads_to(tree, c)]
    if {tree[a].lemma.lower() for a in tree.kids(token, "aux")} & word_class("must"):
        return None  # "must be ready to talk" is asked
    clauses = tree.kids(token, "xcomp", "ccomp", "acl")
    objects = clauses or (tree.kids(token, "obj") if act in {"demand", "openness"} else []) or phrases
    if not objects or any(tree[m].lemma.lower() in word_class("unreal_marks") for m in tree.kids(token, "mark")):
        return None
    wanted = code_need(tree, objects[0], terms.frames)
    own_wish = act == "demand" and lemma not in word_class("seeking") and bool(clauses) and not tree.kids(token, "obj")
    if wanted.event_type is None and (own_wish or lemma in word_class("judging")):
        return None  # "the rebels want to vote", "considered the vote a farce"
    act = "refusal" if is_negated(tree, token) else act
    holder, source = _whose(story, number, token, told), source_of(story, told)
    if holder is None or (act == "promise" and (source is None or not one_side(holder, source))):
        return None
    coded = code_content(tree, objects[0], terms.frames)
    if lemma in word_class("seeking") | word_class("plain_intents") and wanted.event_type is None:
        return None  # "seeking documents"
    return Stance(number, token, tuple(objects[:1]), act, holder, None, told, f"attitude {lemma}", 0.75, coded)


def _whose(story: StoryIndex, number: int, token: int, told: StatementMention | None) -> Entity | None:
    """Whose attitude it is; in "we REMAIN committed" the parse may hang the two side by side."""
    tree = story.trees[number]
    beside = token - 1
    if beside >= 0 and tree[beside].lemma.lower() in word_class("staying") and tree[beside].head == tree[token].head:
        return subject_of(story, number, beside, told)
    return subject_of(story, number, token, told)


def _is_infinitive(tree: Tree, token: int) -> bool:
    return any(tree[m].form.lower() == "to" for m in tree.kids(token, "mark"))


def _leads_to(tree: Tree, token: int) -> bool:
    """Whether a phrase or clause tells what a word of stance is about: "open to talks", "committed to leaving"."""
    return bool({tree[m].form.lower() for m in tree.kids(token, "case", "mark")} & {"to", "for"})


def _of_clause(clause: Clause) -> Stance | None:
    """The stance of a clause with a modal, or of an order in a quotation."""
    tree, token, coded = clause.tree, clause.token, clause.coded
    wanted = coded.event_type or doer_of(clause.story, clause.sentence, coded, None) or tree.kids(token, "aux:pass")
    relative = tree[token].deprel == "xcomp" and tree[tree[token].head].deprel == "acl:relcl"
    if relative or is_inverted(tree, token):
        return None  # "the direction it needs to go", "should Moscow open the ports, …" ask for nothing
    if _must(tree, token, clause.auxes) and not clause.own and wanted:
        return _demand(clause)
    imperative = feature(tree[token], "Mood") == "Imp" and not tree.kids(token, "nsubj")
    if imperative and clause.told is not None and clause.told.form == "direct" and coded.event_type:
        return _demand(clause)
    return _own_will(clause) if clause.own else _refused_by_other(clause)


def _refused_by_other(clause: Clause) -> Stance | None:
    """What another party will not do, as the speaker tells: "the rebels would not sit down, a diplomat said"."""
    tree, token = clause.tree, clause.token
    will = clause.auxes & (word_class("will") | {"would"})
    party = clause.subject is not None and clause.subject is not clause.source and tree.kids(token, "nsubj")
    if not will or not party or not is_negated(tree, token) or tree[token].upos != "VERB":
        return None
    typed = code_need(tree, token, clause.frames).event_type is not None
    refuses = typed or tree[token].lemma.lower() in word_class("refusal_verbs")
    return clause.stance("refusal", None, rule="will not", score=0.6) if refuses else None


def _own_will(clause: Clause) -> Stance | None:
    """What a speaker says that his own side will, or will not, do."""
    tree, token, coded = clause.tree, clause.token, clause.coded
    will, may = clause.auxes & word_class("will"), clause.auxes & word_class("may")
    deed = coded.frame is not None and not coded.frame.verbal
    if not (will or may):
        return None
    if is_negated(tree, token) or (_going_to(tree, token) and is_negated(tree, tree[token].head)):
        lemma = tree[token].lemma.lower()
        plain = bool(will) and tree[token].upos == "VERB" and lemma not in word_class("statives")
        refuses = deed or plain or coded.event_type is not None or lemma in word_class("refusal_verbs")
        return clause.stance("refusal", None, rule="will not", score=0.65) if refuses else None
    wanted = code_need(tree, token, clause.frames)
    told_past = "would" in clause.auxes and clause.told is not None and clause.told.form == "indirect"
    reported = told_past and wanted.event_type is not None and not is_unreal(tree, token)
    agentive = tree[token].upos == "VERB" and bool(tree.kids(token, "obj", "xcomp"))
    pledged = agentive and tree[token].lemma.lower() not in word_class("statives") and "would" not in clause.auxes
    if not (reported and not (wanted.frame and wanted.frame.verbal)) and (not will or not (deed or pledged)):
        return None
    harm = wanted.event_type in {"ASSAULT", "SANCTION", "COERCE"} and wanted.polarity == "happen"
    return clause.stance("threat" if harm else "promise", None, rule="will", score=0.6)


def _demand(clause: Clause) -> Stance:
    """A demand made by a modal or an order; "should be changed", of nobody in particular, only proposes."""
    tree, token, told = clause.tree, clause.token, clause.told
    counterpart = clause.subject if clause.subject is not clause.source else None
    counterpart = counterpart or doer_of(clause.story, clause.sentence, clause.coded, clause.source)
    if counterpart is None and told is not None and told.addressee is not None and told.addressee.ref:
        counterpart = clause.story.by_id.get(told.addressee.ref)
    mild = bool(clause.auxes & word_class("should"))
    act: Act = "proposal" if mild and tree.kids(token, "aux:pass") and counterpart is None else "demand"
    return clause.stance(act, counterpart, rule="must", score=0.7)


def conditional_stance(
    story: StoryIndex, statements: Sequence[StatementMention], condition: FoundCondition
) -> Stance | None:
    """The stance of a main clause that waits for a condition: "Juba WILL SHUT its wells unless …" threatens."""
    bond, tree = condition.bond, story.trees[condition.bond.sentence]
    told = teller_of(statements, tree[bond.main].span)
    auxes = frozenset(w for a in tree.kids(bond.main, "aux") for w in (tree[a].lemma.lower(), tree[a].form.lower()))
    negated = is_negated(tree, bond.main)
    subject, source = subject_of(story, bond.sentence, bond.main, told), source_of(story, told)
    must, will = _must(tree, bond.main, auxes), auxes & (word_class("will") | {"would"})
    nothing = negated and subject is None  # "no talks until …", "there would be no truce unless …"
    if must or nothing:
        holder = source
    elif subject is None or source is None or one_side(subject, source):
        holder = subject or (source if _of_things(tree, bond.main) else None)
    else:
        holder = source if tree[bond.main].lemma.lower() in word_class("benefits") and will else None
    if holder is None or not (must or will or nothing):
        return None
    hostile = condition.main.event_type in {"ASSAULT", "SANCTION", "COERCE"} or bond.marker.shape == "unless"
    hostile = hostile and condition.main.polarity in {"happen", "continue"}
    act: Act = "demand" if must else "refusal" if negated else "threat" if hostile else "promise"
    rule = f"{act} on condition"
    there = existing(tree, bond.main)
    target = bond.main if there is None else there
    return Stance(bond.sentence, bond.main, (target,), act, holder, None, told, rule, 0.6, condition.main)


def _of_things(tree: Tree, token: int) -> bool:
    """Whether a clause is about things, so that whoever speaks decides: "the SANCTIONS will stay if …"."""
    subject = tree.kid(token, "nsubj", "nsubj:pass")
    return subject is not None and tree[subject].upos == "NOUN" and tree[subject].etype != "person"


def _must(tree: Tree, token: int, auxes: frozenset[str]) -> bool:
    """Whether a clause is under must, should, "have to", "need to"."""
    if auxes & word_class("must"):
        return True
    head = tree[token].head
    if head >= 0 and tree[token].deprel in {"csubj", "ccomp", "csubj:outer"} and tree.kids(head, "expl"):
        return tree[head].lemma.lower() in word_class("needful") and not is_negated(tree, head)
    bound = tree[token].deprel == "xcomp" and head >= 0 and tree[head].lemma.lower() in word_class("have_to")
    return bound and any(tree[m].lemma == "to" for m in tree.kids(token, "mark"))


def subject_of(story: StoryIndex, number: int, token: int, told: StatementMention | None) -> Entity | None:
    """The entity that is the subject of a clause; the speaker for "I" and "we"."""
    tree, here = story.trees[number], token
    for _ in range(4):
        for child in tree.kids(here, "nsubj", "nsubj:pass"):
            if tree[child].form.lower() in word_class("first_person"):
                return source_of(story, told)
            return story.entities.get((number, child))
        if not matches(tree[here].deprel, ("xcomp", "conj", "advcl", "acl")) or tree[here].head < 0:
            return None
        if tree[here].deprel == "acl":
            return story.entities.get((number, tree[here].head))
        here = tree[here].head
    return None


def one_side(left: Entity, right: Entity) -> bool:
    """Whether two parties are one, or of one country."""
    return left is right or (left.country is not None and left.country == right.country)
