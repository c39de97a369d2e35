"""Stances by modals: "must stop" demands, "will not talk" refuses, "talks are out of the question" too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from standoff.model import Act, Entity, StatementMention
from standoff.record.attitudes import attitude_stance
from standoff.record.bonds import ConditionTerms, is_inverted, is_unreal
from standoff.record.conditions import FoundCondition
from standoff.record.content import Coded, code_content, is_negated
from standoff.record.holders import decider, source_of
from standoff.record.index import StoryIndex
from standoff.record.sides import one_side, speaks_for, subject_of
from standoff.record.stances import CALMING, Stance, doer_of, does_harm, teller_of
from standoff.record.wanted import code_need, existing
from standoff.syntax import Tree, feature
from standoff.terms.frames import FrameTable
from standoff.terms.realis import word_class


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
        if self.subject is None or self.source is None:
            return False
        return one_side(self.subject, self.source) or speaks_for(self.story, self.told, self.subject)

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
            stance = attitude_stance(story, number, token, told, terms)
            if stance is None and told is not None:
                stance = ruled_out_stance(story, number, token, told, terms) or _of_clause(
                    _clause(story, number, token, told, terms)
                )
            if stance is not None:
                yield stance


def _clause(story: StoryIndex, number: int, token: int, told: StatementMention, terms: ConditionTerms) -> Clause:
    """The clause headed by `token`, with what is known of it."""
    tree = story.trees[number]
    auxes = _auxes(tree, token)
    if _going_to(tree, token):
        auxes |= word_class("going_to")
    coded = code_content(tree, token, terms.frames)
    decides = decider(story, number, token, told) if auxes & (word_class("will") | {"would"}) else None
    subject = decides or subject_of(story, number, token, told)
    if subject is None and auxes & word_class("will") and _without_subject(tree, token):
        subject = source_of(story, told)
    return Clause(story, number, token, told, coded, source_of(story, told), subject, auxes, terms.frames)


def _without_subject(tree: Tree, token: int) -> bool:
    """Whether a clause told leaves out its subject, as headlines do: "Rebels say WILL FREE hostages"."""
    return tree[token].deprel == "ccomp" and not tree.kids(token, "nsubj", "nsubj:pass", "expl", "csubj", "mark")


def _auxes(tree: Tree, token: int) -> frozenset[str]:
    """Lemmas and forms of the auxiliaries of a verb, also of joined ones ("can and MAY")."""
    found = [m for a in tree.kids(token, "aux") for m in tree.conjuncts(a)]
    return frozenset(w for a in found for w in (tree[a].lemma.lower(), tree[a].form.lower()))


def _going_to(tree: Tree, token: int) -> bool:
    """Whether a clause stands under "going to"."""
    head = tree[token].head
    return tree[token].deprel == "xcomp" and head >= 0 and tree[head].form.lower() in word_class("going_to")


def ruled_out_stance(
    story: StoryIndex, number: int, token: int, told: StatementMention, terms: ConditionTerms
) -> Stance | None:
    """ "TALKS are out of the question", "no question of TALKS", "no TALKS will take place": the speaker refuses."""
    tree, holder = story.trees[number], source_of(story, told)
    target = _ruled_out(tree, token)
    if target is None or holder is None:
        return None
    coded = code_need(tree, target, terms.frames)
    if coded.event_type is None:
        return None
    return Stance(number, token, (target,), "refusal", holder, None, told, "ruled out", 0.65, coded)


def _ruled_out(tree: Tree, token: int) -> int | None:
    """What a clause rules out, if it does."""
    subject, lemma = tree.kid(token, "nsubj", "nsubj:pass"), tree[token].lemma.lower()
    if subject is None:
        return None
    if lemma == "be" and tree.kids(token, "expl") and tree[subject].lemma.lower() == "question":
        about = [c for c in tree.kids(subject, "nmod", "acl") if _of_what(tree, c)]
        return about[0] if about and is_negated(tree, subject) else None
    if tree[subject].upos != "NOUN":
        return None
    out = lemma != "question" or tree.case(token) == "out of"
    if tree.kids(token, "cop") and lemma in word_class("non_starters") and out and not is_negated(tree, token):
        return subject
    auxes = _auxes(tree, token)
    if (
        is_negated(tree, token)
        and auxes & word_class("ability")
        and tree[token].lemma.lower() in word_class("happening")
    ):
        return subject  # "TALKS cannot be held", "cannot take place"
    return _happening(tree, token) if auxes & word_class("will") else None


def _of_what(tree: Tree, token: int) -> bool:
    return "of" in {tree[m].form.lower() for m in tree.kids(token, "case", "mark")}


def _of_clause(clause: Clause) -> Stance | None:
    """The stance of a clause with a modal, or of an order in a quotation."""
    tree, token, coded = clause.tree, clause.token, clause.coded
    doer = clause.subject is not None and bool(tree.kids(token, "nsubj"))
    if _not_meant(tree, token):
        return None
    wanted = coded.event_type or doer or tree.kids(token, "aux:pass")
    relative = tree[token].deprel == "xcomp" and tree[tree[token].head].deprel == "acl:relcl"
    if relative or (is_inverted(tree, token) and not is_negated(tree, token)):
        return None  # "the direction it needs to go", "should Moscow open the ports, …" ask for nothing
    if _must(tree, token, clause.auxes) and not clause.own and wanted:
        return _demand(clause)
    imperative = _orders(tree, token)
    if imperative and clause.told is not None and (together := _let_us(tree, token)) is not None:
        return _proposed_to_all(clause, together)
    warned = is_negated(tree, token) and bool(tree.kids(token, "obj"))
    warned = warned and tree[token].lemma.lower() not in word_class("statives")  # "don't touch our oil"
    if imperative and clause.told is not None and clause.told.form == "direct" and (coded.event_type or warned):
        return _demand(clause)
    return _own_will(clause) if clause.own else _refused_by_other(clause)


def _not_meant(tree: Tree, token: int) -> bool:
    """Whether a clause is what something does not mean: "that does NOT MEAN that we will attack"."""
    above = [a for a in tree.ancestors(token) if tree[a].lemma.lower() in word_class("meaning")]
    return any(is_negated(tree, a) for a in above)


def _let_us(tree: Tree, token: int) -> int | None:
    """What "let us TALK" would have both sides do."""
    ours = any(tree[c].form.lower() in word_class("first_person") | {"'s"} for c in tree.kids(token, "obj", "nsubj"))
    return tree.kid(token, "xcomp", "ccomp") if tree[token].lemma.lower() == "let" and ours else None


def _proposed_to_all(clause: Clause, target: int) -> Stance | None:
    """The proposal that "let us" makes, of a known act."""
    coded = code_need(clause.tree, target, clause.frames)
    if coded.event_type is None or clause.source is None or does_harm(coded):
        return None
    told, addressee = clause.told, clause.told.addressee if clause.told is not None else None
    other = clause.story.by_id.get(addressee.ref) if addressee is not None and addressee.ref else None
    return Stance(
        clause.sentence, clause.token, (target,), "proposal", clause.source, other, told, "let us", 0.65, coded
    )


def _orders(tree: Tree, token: int) -> bool:
    """Whether a clause is an order: "stop the killing", "do not touch it"."""
    if tree.kids(token, "nsubj", "nsubj:pass"):
        return False
    forbids = is_negated(tree, token) and any(tree[a].form.lower() == "do" for a in tree.kids(token, "aux"))
    return feature(tree[token], "Mood") == "Imp" or (forbids and tree[token].deprel in {"root", "ccomp", "parataxis"})


def _refused_by_other(clause: Clause) -> Stance | None:
    """What another party will not do, as the speaker tells: "the rebels would not sit down, a diplomat said"."""
    tree, token = clause.tree, clause.token
    will = clause.auxes & (word_class("will") | {"would"})
    subjects = tree.kids(token, "nsubj") or tree.kids(tree.first_conjunct(token), "nsubj")
    party = clause.subject is not None and clause.subject is not clause.source and bool(subjects)
    named = clause.told is not None and clause.told.source is not None  # not in "a promise that they will not attack"
    going = tree[token].head if _going_to(tree, token) else token
    subjects = subjects or tree.kids(going, "nsubj")
    party = party or (clause.subject is not None and clause.subject is not clause.source and bool(subjects))
    if not will or not (party and named) or tree[token].upos != "VERB" or tree.kids(token, "aux:pass"):
        return None
    if not (is_negated(tree, token) or is_negated(tree, going)):
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
    wanted = code_need(tree, token, clause.frames)
    harm = does_harm(wanted)
    if is_negated(tree, token) and tree[token].lemma.lower() in word_class("hesitating"):
        return _unhesitating(clause)
    if is_negated(tree, token) or (_going_to(tree, token) and is_negated(tree, tree[token].head)):
        lemma = tree[token].lemma.lower()
        plain = bool(will) and tree[token].upos == "VERB" and lemma not in word_class("statives")
        refuses = deed or plain or coded.event_type is not None or lemma in word_class("refusal_verbs")
        return clause.stance("refusal", None, rule="will not", score=0.65) if refuses else None
    if harm and clause.auxes & word_class("might"):
        return clause.stance("threat", None, rule="may", score=0.55)
    shunned = tree.kids(token, "obj") if tree[token].lemma.lower() in word_class("shunning") else []
    if shunned and will | (clause.auxes & {"would"}):
        return replace(clause.stance("refusal", None, rule="will", score=0.65), objects=tuple(shunned[:1]))
    taken = tree.kids(token, "obj") if tree[token].lemma.lower() in word_class("complying") else []
    if taken and (will or "would" in clause.auxes) and not is_unreal(tree, token):
        return clause.stance("promise", None, rule="will", score=0.65)
    told_past = "would" in clause.auxes and clause.told is not None and clause.told.form == "indirect"
    reported = told_past and wanted.event_type is not None and not is_unreal(tree, token)
    aims = [c for c in tree.kids(token, "advcl") if any(tree[m].form.lower() == "to" for m in tree.kids(c, "mark"))]
    agentive = tree[token].upos == "VERB" and bool(aims or tree.kids(token, "obj", "xcomp"))
    pledged = agentive and tree[token].lemma.lower() not in word_class("statives") and "would" not in clause.auxes
    if not (reported and not (wanted.frame and wanted.frame.verbal)) and (not will or not (deed or pledged)):
        return None
    harm = harm or tree[token].lemma.lower() in word_class("retaliation_verbs")
    return clause.stance("threat" if harm else "promise", None, rule="will", score=0.6)


def _unhesitating(clause: Clause) -> Stance | None:
    """What a party "will not hesitate" to do: it threatens harm or an answer, and promises all else."""
    deed = clause.tree.kid(clause.token, "xcomp")
    if deed is None:
        return None
    wanted = code_need(clause.tree, deed, clause.frames)
    kind = wanted.event_type in CALMING or wanted.event_type in {"SUPPORT"}
    stance = clause.stance("promise" if kind else "threat", None, rule="will", score=0.65)
    return replace(stance, objects=(deed,), coded=wanted)


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
    auxes = _auxes(tree, bond.main)
    negated = is_negated(tree, bond.main)
    source = source_of(story, told)
    subject = decider(story, bond.sentence, bond.main, told) or subject_of(story, bond.sentence, bond.main, told)
    must, will = _must(tree, bond.main, auxes), auxes & (word_class("will") | {"would"})
    first = tree.kid(bond.main, "nsubj", "nsubj:pass")
    somebody = first is not None and tree[first].upos == "PRON"  # "NOBODY will be hurt if …"
    nothing = negated and subject is None and not somebody  # "no talks until …", "there would be no truce unless …"
    if must or nothing:
        holder = source
    elif subject is None or source is None or one_side(subject, source) or speaks_for(story, told, subject):
        holder = subject or (source if _of_things(tree, bond.main) else None)
    else:
        holder = source if tree[bond.main].lemma.lower() in word_class("benefits") and will else None
    idle = condition.main.event_type is None and tree[bond.main].lemma.lower() in word_class("statives")
    suffered = condition.main.event_type in {"ASSAULT", "COERCE"} and bool(
        tree.kids(bond.main, "aux:pass")
    )  # that is foretold
    if not negated and holder is not None and _can_calm(condition, auxes) and subject in (holder, source):
        rule = "openness on condition"
        return Stance(bond.sentence, bond.main, (bond.main,), "openness", holder, None, told, rule, 0.6, condition.main)
    if holder is None or idle or suffered or not (must or will or nothing):
        return None
    hostile = condition.main.event_type in {"ASSAULT", "SANCTION", "COERCE"} or bond.marker.shape == "unless"
    hostile = hostile and condition.main.polarity in {"happen", "continue"}
    answered = tree.kid(bond.main, "nsubj")
    hostile = hostile or (answered is not None and tree[answered].lemma.lower() in word_class("retaliation_nouns"))
    shunned = tree.kids(bond.main, "obj") if tree[bond.main].lemma.lower() in word_class("shunning") else []
    act: Act = "demand" if must else "refusal" if negated or shunned else "threat" if hostile else "promise"
    rule = f"{act} on condition"
    there = existing(tree, bond.main) or _happening(tree, bond.main)
    target = next(iter(shunned), bond.main) if there is None else there
    return Stance(bond.sentence, bond.main, (target,), act, holder, None, told, rule, 0.6, condition.main)


def _can_calm(condition: FoundCondition, auxes: frozenset[str]) -> bool:
    """Whether a main clause tells what could come, and that harms nobody: "then we CAN go to the talks"."""
    wanted = condition.main
    return bool(auxes & word_class("ability")) and wanted.event_type in CALMING and wanted.polarity == "happen"


def _happening(tree: Tree, token: int) -> int | None:
    """What is not to come or happen: "no SUPPORT will come"."""
    subject = tree.kid(token, "nsubj")
    none = subject is not None and any(tree[d].lemma.lower() == "no" for d in tree.kids(subject, "det"))
    return subject if none and tree[token].lemma.lower() in word_class("happening") else None


def _of_things(tree: Tree, token: int) -> bool:
    """Whether a clause is about things, so that whoever speaks decides: "the SANCTIONS will stay if …"."""
    subject = tree.kid(token, "nsubj", "nsubj:pass")
    return subject is not None and tree[subject].upos == "NOUN" and tree[subject].etype != "person"


def _must(tree: Tree, token: int, auxes: frozenset[str]) -> bool:
    """Whether a clause is under must, should, "have to", "need to"."""
    if auxes & word_class("must"):
        return True
    first = tree.first_conjunct(token)
    head = tree[first].head
    joined = first == token or bool(tree.kids(token, "nsubj", "nsubj:pass"))
    if joined and head >= 0 and tree[first].deprel in {"csubj", "ccomp", "csubj:outer"} and tree.kids(head, "expl"):
        return tree[head].lemma.lower() in word_class("needful") and not is_negated(tree, head)
    head = tree[token].head
    bound = tree[token].deprel == "xcomp" and head >= 0 and tree[head].lemma.lower() in word_class("have_to")
    supposed = bound and bool(_auxes(tree, head) & {"would"})  # "to enforce it they WOULD have to shoot"
    return bound and not supposed and any(tree[m].lemma == "to" for m in tree.kids(token, "mark"))
