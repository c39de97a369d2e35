"""Conditions in normal form: what must hold (`requires`) for what to follow (`consequence`).

Normal form, after the rulings of the data contract. M is the main clause, C the clause or phrase that the marker opens.

    shape     main clause                 requires   consequence
    until     not M until C               C          M
              M until C                   C          M stops
    unless    not M unless C              C          M
              M unless C                  C          not M
    if        M if C                      C          M
    unmet     M if [they do] not [do C]   not C      M
    before    not M before C              C          M
              M (must, demanded) before C M          C
    first     first C, then M             C          M
    after     M after, once, when C       C          M
    while     not M as long as C          C stops    M
              M as long as C              C          M
    exchange  M in exchange for C         C          M
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from standoff.model import ConditionMention, Consequence, Polarity, Requires, Time
from standoff.record.binding import Reading, is_condition, is_put_off
from standoff.record.bond_spans import clause_span
from standoff.record.bonds import (
    Bond,
    ConditionTerms,
    bonds_of,
    is_demanded,
    looks_ahead,
)
from standoff.record.content import Coded, best_frame, is_negated
from standoff.record.index import StoryIndex
from standoff.record.parties import is_any_side, party_names, pattern_name, states_hit, target_of, target_parties
from standoff.record.ties import is_unmet, ties_of
from standoff.record.wanted import code_need, code_then, turned
from standoff.span import Span, cover
from standoff.syntax import Tree, matches
from standoff.terms.conditions import Marker
from standoff.terms.realis import word_class

_ENDED: dict[Polarity, Polarity] = {"happen": "stop", "continue": "stop", "stop": "happen", "not_happen": "happen"}
_FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})


@dataclass(frozen=True, slots=True)
class FoundCondition:
    """A condition with the words (sentence and tokens) that it stands on, to be linked with positions."""

    mention: ConditionMention
    bond: Bond
    main: Coded
    bound: Coded

    @property
    def required(self) -> set[tuple[int, int]]:
        """Where the words stand, as (sentence, token), that tell what is required: it has not been."""
        return {(self.bond.bound_sentence, token) for token in (self.bond.bound, self.bound.token)}


def find_conditions(story: StoryIndex, terms: ConditionTerms) -> tuple[FoundCondition, ...]:
    """All conditions of a story in order of the text; ids "c1" …"""
    found: list[FoundCondition] = []
    for number in range(len(story.sentences)):
        taken: set[tuple[int, int, int]] = set()
        for bond in (*bonds_of(story.trees[number], number, terms), *ties_of(story, number, terms)):
            key = (bond.bound_sentence, bond.bound, bond.main if bond.marker.shape == "before" else -1)
            if key in taken or _only_takes_up(story, bond):
                continue
            condition = _normal_form(story, bond, terms, f"c{len(found) + 1}")
            if condition is not None:
                taken.add(key)
                found.append(condition)
        across = None
        if not any(f.bond.sentence == number - 1 for f in found):  # what waits there, waits already
            across = _across(story, number, terms, f"c{len(found) + 1}")
        if across is not None and not any(_is_of(f, across) for f in found):
            found.append(across)
    return tuple(found)


def _is_of(found: FoundCondition, across: FoundCondition) -> bool:
    """Whether a condition found already tells what one over two sentences requires."""
    same, need = found.bond.bound_sentence == across.bond.bound_sentence, across.bond.bound
    return same and (found.bond.sentence != found.bond.bound_sentence or need in {found.bond.main, found.bond.bound})


def _only_takes_up(story: StoryIndex, bond: Bond) -> bool:
    """Whether the clause of a marker says nothing itself: "if not", "if they do not"."""
    return bond.asked_in is None and bond.marker.words == "if" and is_unmet(story.trees[bond.sentence], bond.bound)


def _across(story: StoryIndex, number: int, terms: ConditionTerms, condition_id: str) -> FoundCondition | None:
    """A condition over two sentences: "There will be talks. But FIRST the shelling must stop." """
    if number == 0:
        return None
    tree, before = story.trees[number], story.trees[number - 1]
    need = next((t for t in range(len(tree)) if _first(tree, t, terms)), None)
    if need is None:
        return None
    requires = code_need(tree, need, terms.frames)
    then = next((c for c in _clauses(before, terms) if c.event_type is not None), None)
    if requires.event_type is None or then is None:
        return None
    bond = Bond(number, need, need, Marker("first", "mark", "before", "before"), False)
    span = clause_span(tree, need, bond)
    waits: Polarity = "happen" if then.polarity == "not_happen" else then.polarity
    consequence = Consequence(
        before.phrase(then.token), then.event_type, waits, party_names(story, number - 1, then, "actor")
    )
    mention = ConditionMention(
        id=condition_id,
        operator="before",
        requires=_requires(story, number, (requires, requires.polarity), span, head=need),
        consequence=consequence,
        span=cover([span, consequence.span]),
        rule="first (over two sentences)",
    )
    return FoundCondition(mention, bond, requires, requires)


def _first(tree: Tree, token: int, terms: ConditionTerms) -> bool:
    """Whether a clause says what must be first."""
    told = tree[token].upos in {"VERB", "ADJ"} and not matches(tree[token].deprel, ("advcl",))
    if not told or not is_demanded(tree, token, terms):
        return False
    words = terms.realis.words["first_words"]
    return any(tree[c].lemma.lower() in words for c in tree.kids(token, "advmod", "obl", "amod"))


def _clauses(tree: Tree, terms: ConditionTerms) -> Iterator[Coded]:
    """What the clauses of a sentence are about, those that look ahead, and what its offers and plans are about."""
    for token in range(len(tree)):
        if tree[token].lemma.lower() in word_class("nominal_positions") and tree[token].upos == "NOUN":
            yield code_then(tree, token, terms.frames)
        set_back = matches(tree[token].deprel, ("advcl",)) and bool(tree.kids(token, "mark"))  # "after meeting him"
        if tree[token].upos == "VERB" and looks_ahead(tree, token, terms) and not set_back:
            yield code_need(tree, token, terms.frames)
            for child in tree.kids(token, "nsubj", "obj"):
                yield code_need(tree, child, terms.frames)


def _normal_form(story: StoryIndex, bond: Bond, terms: ConditionTerms, condition_id: str) -> FoundCondition | None:
    """The condition that a bond makes, or None where it only tells a time or an aim."""
    tree = story.trees[bond.sentence]
    bond = _of_what_is_asked(tree, bond, terms)
    bound = _code_bound(story, bond, terms)
    offered = tree.kid(bond.main, "obj") if bond.bound in tree.kids(bond.main, "ccomp") else None
    main = code_then(tree, bond.main if offered is None else offered, terms.frames)
    if (
        main.event_type is None
        and bound.event_type == "ASSAULT"
        and tree[bond.main].lemma in word_class("retaliation_verbs")
    ):
        main = replace(main, event_type="ASSAULT")
    put_off = is_put_off(tree, bond) and not (is_negated(tree, bond.main) or refused_above(tree, bond.main, terms))
    negated = _denies(tree, bond.main, terms) and not put_off
    held_up = tree.kid(bond.main, "obj", "nsubj:pass") if put_off and main.event_type is None else None
    if held_up is not None:
        main = replace(code_then(tree, held_up, terms.frames), polarity="stop")
    if not is_condition(story, Reading(bond, main, bound, negated), terms):
        return None
    if bond.marker.shape == "before" and not negated:  # what is asked for comes first
        main, bound = code_need(tree, bond.main, terms.frames), code_then(tree, bond.bound, terms.frames)
    if main.event_type == "REJECT" and main.frame is not None and _holds_content(tree, main):
        main = replace(main, event_type=None, polarity="happen")  # "rules out a peace unless": of a peace
    denied = negated and main.event_type != "REJECT"  # "will walk away unless": the walking away is what follows
    requires, consequence = _sides(bond, main, bound, negated=denied, own=_counts_denial(tree, bond.main, main, terms))
    swapped = requires[0] is main and bond.asked_in is None
    mention = _mention(story, bond, requires, consequence, condition_id, swapped=swapped)
    return FoundCondition(mention, bond, main, bound)


def _holds_content(tree: Tree, main: Coded) -> bool:
    """Whether a refusal has an object, so that this waits, and not the refusing: "RULED OUT a peace"."""
    if (
        main.frame is None
        or main.frame.act != "refusal"
        or tree[main.token].lemma.lower() in word_class("shunning_acts")
    ):
        return False
    return any(main.frame.slots.get(slot) == "content" and main.slots.get(slot) for slot in ("obj", "xcomp", "to"))


def _of_what_is_asked(tree: Tree, bond: Bond, terms: ConditionTerms) -> Bond:
    """The bond of what is demanded, where a verb of demanding is the main clause: "demanded GUARANTEES before …"."""
    found = best_frame(tree, bond.main, terms.frames)
    if bond.marker.shape != "before" or found is None or found[0].act != "demand" or tree[bond.main].upos != "VERB":
        return bond
    asked = [t for slot in ("xcomp", "ccomp", "obj", "on", "for") for t in found[1].get(slot, ()) if t < bond.bound]
    return replace(bond, main=asked[0]) if asked and bond.bound not in tree.subtree(asked[0]) else bond


def _code_bound(story: StoryIndex, bond: Bond, terms: ConditionTerms) -> Coded:
    """The act that is required."""
    tree = story.trees[bond.bound_sentence]
    bound = code_need(tree, bond.bound, terms.frames)
    captive = tree[bond.bound].lemma in terms.realis.words["captives"] or any(
        tree[c].lemma in word_class("held") for c in tree.kids(bond.bound, "acl")
    )
    if bound.event_type is None and bond.marker.shape == "exchange" and captive:
        bound = replace(bound, event_type="RETREAT", mode="release")
    if bond.marker.words in word_class("without") and is_negated(tree, bond.bound):
        bound = replace(bound, polarity=turned(bound.polarity))  # "without a ceasefire": a ceasefire is required
    doers = [c for c in tree.kids(bond.bound, "nsubj") if tree[c].upos == "PRON"]
    answer = code_need(story.trees[bond.sentence], bond.main, terms.frames)
    if bound.event_type is None and bound.polarity == "stop" and answer.polarity == "stop" and not doers:
        bound = replace(bound, event_type=answer.event_type)  # "until the other had stopped [shelling]"
    return bound


_Side = tuple[Coded, Polarity]


def _sides(bond: Bond, main: Coded, bound: Coded, *, negated: bool, own: bool) -> tuple[_Side, _Side]:
    """What is required and what follows, with their polarities, by the shape of the bond."""
    shape = bond.marker.shape
    positive = turned(main.polarity) if negated and own else main.polarity
    requires, consequence = (bound, bound.polarity), (main, main.polarity)
    if shape == "until":
        consequence = (main, positive if negated else _ENDED[main.polarity])
    elif shape == "unless":
        consequence = (main, positive if negated else turned(main.polarity))
    elif shape == "if" and negated and not own and not bond.only:
        consequence = (main, turned(main.polarity))  # "refuses to talk if they come"
    elif shape == "unmet":
        requires = (bound, turned(bound.polarity))
    elif shape == "before" and not negated:
        requires, consequence = (main, main.polarity), (bound, bound.polarity)
    elif shape == "while" and negated and bound.event_type in _FRIENDLY and bound.polarity == "happen":
        consequence = (main, main.polarity)  # "no strike as long as it gives way"
    elif shape in {"before", "while"} and negated:
        requires = (bound, _ENDED[bound.polarity] if shape == "while" else bound.polarity)
        consequence = (main, positive)
    elif (shape in {"after", "first"} and negated) or bond.only:
        consequence = (main, positive)
    return requires, consequence


def _mention(
    story: StoryIndex, bond: Bond, requires: _Side, consequence: _Side, condition_id: str, *, swapped: bool
) -> ConditionMention:
    """The condition value of a bond whose two sides are known; `swapped`: the main clause tells what is required."""
    tree, asked = story.trees[bond.sentence], story.trees[bond.bound_sentence]
    bound_span = clause_span(asked, bond.bound, bond) if bond.asked_in is None else _asked_span(asked, bond.bound)
    main_span = clause_span(tree, bond.main, bond)
    need_span, then_span = (main_span, bound_span) if swapped else (bound_span, main_span)
    operator = "only_if" if bond.only and bond.marker.operator == "if" else bond.marker.operator
    place = bond.sentence if swapped else bond.bound_sentence
    return ConditionMention(
        id=condition_id,
        operator=operator,
        requires=_requires(story, place, requires, need_span, head=bond.main if swapped else bond.bound),
        consequence=Consequence(
            span=then_span,
            event_type=consequence[0].event_type,
            polarity=consequence[1],
            actors=party_names(story, bond.sentence, consequence[0], "actor"),
        ),
        deadline=_deadline(story, bond),
        span=cover([bound_span, main_span]),
        rule=f"{bond.marker.words} ({bond.marker.shape})",
    )


def _asked_span(tree: Tree, token: int) -> Span:
    """The words of what was asked in an earlier clause, without what is joined to it."""
    cut = tree.kids(token, "mark", "punct", "cc", "conj", "parataxis", "discourse")
    return tree.phrase(token, without=cut)


def _requires(story: StoryIndex, number: int, side: _Side, span: Span, *, head: int) -> Requires:
    """The pattern of what must hold; where the act names no doer, the subject of its clause is the doer."""
    coded, polarity = side
    doers = _addressed(story, number, head) or party_names(story, number, coded, "actor")
    doers = doers or _subjects(story, number, head, coded)
    recipients = party_names(story, number, coded, "recipient") or target_parties(story, number, coded)
    recipients = recipients or states_hit(story, number, coded, doers=doers)
    if story.trees[number][coded.token].etype == "person" and coded.mode == "release":
        doers, recipients = (), doers or recipients  # "in exchange for 150 PALESTINIAN prisoners"
    doers = tuple(d for d in doers if d not in recipients) or doers  # "lifts ITS sanctions on North Korea"
    return Requires(
        span=span,
        event_type=coded.event_type,
        modes=(coded.mode,) if coded.mode and coded.mode not in word_class("loose_modes") else (),
        polarity=polarity,
        actors=doers,
        recipients=tuple(r for r in recipients if r not in doers),
        places=party_names(story, number, coded, "place"),
        target=target_of(story, number, coded),
    )


def _subjects(story: StoryIndex, number: int, head: int, coded: Coded) -> tuple[str, ...]:
    """The party that is the subject of a clause, if the act is not itself the subject."""
    tree = story.trees[number]
    found = [t for t in tree.kids(head, "nsubj") if tree[t].deprel != "nsubj:pass" and t != coded.token]
    entities = [story.entities.get((number, t)) for t in found]
    return tuple(pattern_name(e) for e in entities if e is not None and not is_any_side(e))[:1]


def _addressed(story: StoryIndex, number: int, head: int) -> tuple[str, ...]:
    """Who is told, or given time, to do it: "gave HEZBOLLAH three days to free …"."""
    tree = story.trees[number]
    first = tree.first_conjunct(head)
    if not any(tree[m].lemma == "to" for m in tree.kids(first, "mark")):
        return ()
    above = next((a for a in tree.ancestors(first) if tree[a].upos == "VERB"), None)
    if above is None or tree[above].lemma.lower() not in word_class("pleading"):
        return ()
    told = [c for c in tree.kids(above, "iobj", "obj") if tree[c].etype != "time"]
    entities = [story.entities.get((number, t)) for t in told]
    return tuple(pattern_name(e) for e in entities if e is not None)[:1]


def _counts_denial(tree: Tree, main: int, coded: Coded, terms: ConditionTerms) -> bool:
    """Whether the code of the main clause counts its negation: "will not", "no talks", "REJECTS any truce"."""
    aspect = terms.frames.aspect.get((tree[main].lemma.lower(), "v"))
    turns = aspect is not None and aspect.polarity == "not_happen" and coded.token != main
    return (is_negated(tree, main) or turns) and tree[main].lemma.lower() not in word_class("unable_words")


def _denies(tree: Tree, main: int, terms: ConditionTerms) -> bool:
    """Whether the main clause says that something will not be: "not", "no talks", "refuses to", "rules out"."""
    shunned = tree[main].lemma.lower() in word_class("shunning") and bool(tree.kids(main, "obj"))
    if is_negated(tree, main) or tree[main].lemma.lower() in word_class("unable_words") or shunned:
        return True
    found = best_frame(tree, main, terms.frames)
    if found is not None and found[0].event_type == "REJECT":
        return True
    if tree[main].lemma.lower() in word_class("ruled_out") and tree.kids(main, "cop"):
        return True
    return refused_above(tree, main, terms)


def refused_above(tree: Tree, main: int, terms: ConditionTerms) -> bool:
    """Whether a verb above refuses the clause ("refused to SIGN"), or is not ready, or willing, to do it."""
    head = tree[main].head
    if head < 0 or not matches(tree[main].deprel, ("xcomp", "ccomp", "acl", "obj")):
        return False
    if tree[main].deprel == "obj":
        return tree[head].lemma.lower() in word_class("shunning") and not is_negated(tree, head)
    if tree[head].lemma.lower() in word_class("vain_nouns") | word_class("leaning_nouns"):
        return any(tree[c].form.lower() == "no" for c in tree.kids(head, "det"))
    found = best_frame(tree, head, terms.frames)
    refused = found is not None and found[0].event_type == "REJECT" and tree[main].deprel != "ccomp"
    if refused or tree[head].lemma.lower() in word_class("refusal_words") | word_class("unable_words"):
        return not is_negated(tree, head)
    return tree[head].lemma.lower() in word_class("not_ready") | word_class("wanting") and is_negated(tree, head)


def _deadline(story: StoryIndex, bond: Bond) -> str | None:
    """The value of a time bound by "by" or "within" in the condition."""
    for sentence, clause in ((bond.bound_sentence, bond.bound), (bond.sentence, bond.main)):
        tree = story.trees[sentence]
        for child in tree.children[clause]:
            if tree.case(child) in word_class("deadline_words"):
                time: Time | None = story.time_at(sentence, child)
                if time is not None:
                    return time.value
    return None
