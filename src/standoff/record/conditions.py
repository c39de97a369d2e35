"""Conditions in normal form: what must hold (`requires`) for what to follow (`consequence`).

Normal form, after the rulings of the data contract. M is the main clause, C the clause or phrase that the marker opens.

    shape     main clause                 requires   consequence
    until     not M until C               C          M
              M until C                   C          M stops
    unless    not M unless C              C          M
              M unless C                  C          not M
    if        M if C                      C          M
    before    not M before C              C          M
              M (must, demanded) before C M          C
    after     M after, once, when C       C          M
    while     not M as long as C          C stops    M
              M as long as C              C          M
    exchange  M in exchange for C         C          M
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from standoff.model import ConditionMention, Consequence, Polarity, Requires, Time
from standoff.record.bonds import (
    Bond,
    ConditionTerms,
    bonds_of,
    clause_span,
    has_modal,
    is_demanded,
    looks_ahead,
    past_fact,
)
from standoff.record.content import Coded, best_frame, code_content, is_negated
from standoff.record.index import StoryIndex
from standoff.record.parties import party_names, pattern_name
from standoff.span import Span, cover
from standoff.syntax import Tree
from standoff.terms.conditions import Marker
from standoff.terms.realis import word_class

_TURNED: dict[Polarity, Polarity] = {
    "happen": "not_happen",
    "not_happen": "happen",
    "stop": "continue",
    "continue": "stop",
}
_ENDED: dict[Polarity, Polarity] = {"happen": "stop", "continue": "stop", "stop": "happen", "not_happen": "happen"}
_FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_WEAK = frozenset({"after", "before", "while"})  # markers that more often tell a time than a condition


@dataclass(frozen=True, slots=True)
class FoundCondition:
    """A condition with the words (sentence and tokens) that it stands on, to be linked with positions."""

    mention: ConditionMention
    bond: Bond
    main: Coded
    bound: Coded


def find_conditions(story: StoryIndex, terms: ConditionTerms) -> tuple[FoundCondition, ...]:
    """All conditions of a story in order of the text; ids "c1" …"""
    found: list[FoundCondition] = []
    for number in range(len(story.sentences)):
        for bond in bonds_of(story.trees[number], number, terms):
            condition = _normal_form(story, bond, terms, f"c{len(found) + 1}")
            if condition is not None:
                found.append(condition)
        across = _across(story, number, terms, f"c{len(found) + 1}")
        if across is not None:
            found.append(across)
    return tuple(found)


def _across(story: StoryIndex, number: int, terms: ConditionTerms, condition_id: str) -> FoundCondition | None:
    """A condition over two sentences: "There will be talks. But FIRST the shelling must stop." """
    if number == 0:
        return None
    tree, before = story.trees[number], story.trees[number - 1]
    need = next((t for t in range(len(tree)) if _first(tree, t, terms)), None)
    if need is None:
        return None
    requires = code_content(tree, need, terms.frames)
    then = next((c for c in _clauses(before, terms) if c.event_type is not None), None)
    if requires.event_type is None or then is None:
        return None
    bond = Bond(number, need, need, Marker("first", "mark", "before", "before"), False)
    span = clause_span(tree, need, bond)
    consequence = Consequence(
        before.phrase(then.token), then.event_type, then.polarity, party_names(story, number - 1, then, "actor")
    )
    mention = ConditionMention(
        id=condition_id,
        operator="before",
        requires=_requires(story, number, requires, requires.polarity, span, head=need),
        consequence=consequence,
        span=cover([span, consequence.span]),
        rule="first (over two sentences)",
    )
    return FoundCondition(mention, bond, requires, requires)


def _first(tree: Tree, token: int, terms: ConditionTerms) -> bool:
    """Whether a clause says what must be first."""
    if tree[token].upos not in {"VERB", "ADJ"} or not is_demanded(tree, token, terms):
        return False
    words = terms.realis.words["first_words"]
    return any(tree[c].lemma.lower() in words for c in tree.kids(token, "advmod", "obl", "amod"))


def _clauses(tree: Tree, terms: ConditionTerms) -> Iterator[Coded]:
    """What the clauses of a sentence are about, those that look ahead."""
    for token in range(len(tree)):
        if tree[token].upos == "VERB" and looks_ahead(tree, token, terms):
            yield code_content(tree, token, terms.frames)
            for child in tree.kids(token, "nsubj", "obj"):
                yield code_content(tree, child, terms.frames)


def _normal_form(story: StoryIndex, bond: Bond, terms: ConditionTerms, condition_id: str) -> FoundCondition | None:
    """The condition that a bond makes, or None where it only tells a time or an aim."""
    tree = story.trees[bond.sentence]
    bound = code_content(tree, bond.bound, terms.frames)
    if (
        bound.event_type is None
        and bond.marker.shape == "exchange"
        and tree[bond.bound].lemma in terms.realis.words["captives"]
    ):
        bound = replace(bound, event_type="RETREAT", mode="release")
    if bond.marker.words in word_class("without") and is_negated(tree, bond.bound):
        bound = replace(bound, polarity=_TURNED[bound.polarity])  # "without a ceasefire": a ceasefire is required
    main = code_content(tree, bond.main, terms.frames)
    if (
        main.event_type is None
        and bound.event_type == "ASSAULT"
        and tree[bond.main].lemma in word_class("retaliation_verbs")
    ):
        main = replace(main, event_type="ASSAULT")
    negated = _denies(tree, bond.main, terms)
    if not _binding(tree, bond, main, bound, terms, negated=negated):
        return None
    positive = _TURNED[main.polarity] if negated and is_negated(tree, bond.main) else main.polarity
    shape = bond.marker.shape
    requires, consequence = (bound, bound.polarity), (main, main.polarity)
    if shape == "until":
        consequence = (main, positive if negated else _ENDED[main.polarity])
    elif shape == "unless":
        consequence = (main, positive if negated else _TURNED[main.polarity])
    elif shape == "before" and not negated:
        requires, consequence = (main, main.polarity), (bound, bound.polarity)
    elif shape == "while" and negated and bound.event_type in _FRIENDLY:
        requires, consequence = (bound, bound.polarity), (main, main.polarity)  # "no strike as long as it gives way"
    elif shape in {"before", "while"} and negated:
        requires = (bound, _ENDED[bound.polarity] if shape == "while" else bound.polarity)
        consequence = (main, positive)
    mention = _mention(story, bond, requires, consequence, condition_id)
    return FoundCondition(mention, bond, main, bound)


def _mention(
    story: StoryIndex,
    bond: Bond,
    requires: tuple[Coded, Polarity],
    consequence: tuple[Coded, Polarity],
    condition_id: str,
) -> ConditionMention:
    """The condition value of a bond whose two sides are known."""
    tree = story.trees[bond.sentence]
    swapped = (
        requires[0].token != bond.bound
        and consequence[0] is not None
        and bond.marker.shape == "before"
        and requires[0].token in tree.subtree(bond.main, without=[bond.bound])
    )
    bound_span = clause_span(tree, bond.bound, bond)
    main_span = clause_span(tree, bond.main, bond)
    need_span, then_span = (main_span, bound_span) if swapped else (bound_span, main_span)
    operator = "only_if" if bond.only and bond.marker.operator == "if" else bond.marker.operator
    return ConditionMention(
        id=condition_id,
        operator=operator,
        requires=_requires(
            story, bond.sentence, requires[0], requires[1], need_span, head=bond.main if swapped else bond.bound
        ),
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


def _requires(story: StoryIndex, number: int, coded: Coded, polarity: Polarity, span: Span, *, head: int) -> Requires:
    """The pattern of what must hold; where the act names no doer, the subject of its clause is the doer."""
    doers = party_names(story, number, coded, "actor") or _subjects(story, number, head, coded)
    return Requires(
        span=span,
        event_type=coded.event_type,
        modes=(coded.mode,) if coded.mode and coded.mode != "ceasefire" else (),
        polarity=polarity,
        actors=doers,
        recipients=party_names(story, number, coded, "recipient"),
        places=party_names(story, number, coded, "place"),
        target=_target(story, number, coded),
    )


def _subjects(story: StoryIndex, number: int, head: int, coded: Coded) -> tuple[str, ...]:
    """The party that is the subject of a clause, if the act is not itself the subject."""
    found = story.trees[number].kids(head, "nsubj")
    entities = [story.entities.get((number, t)) for t in found if t != coded.token]
    return tuple(pattern_name(e) for e in entities if e is not None)


def _target(story: StoryIndex, number: int, coded: Coded) -> str | None:
    """What is to be hit or spared, in the text's words, where it is no party."""
    tree = story.trees[number]
    for slot in ("obj", "of", "on", "against"):
        for filler in coded.slots.get(slot, []):
            if (number, filler) not in story.entities and tree[filler].upos == "NOUN":
                return tree[filler].form
    return None


def _denies(tree: Tree, main: int, terms: ConditionTerms) -> bool:
    """Whether the main clause says that something will not be: "not", "no talks", "refuses to", "rules out"."""
    if is_negated(tree, main):
        return True
    found = best_frame(tree, main, terms.frames)
    return found is not None and found[0].event_type == "REJECT"


def _binding(tree: Tree, bond: Bond, main: Coded, bound: Coded, terms: ConditionTerms, *, negated: bool) -> bool:
    """Whether a bond is a condition of one act for another, not a mere time, aim or habit."""
    open_main = negated or looks_ahead(tree, bond.main, terms)
    if main.event_type is None and bound.event_type is None:
        plain = bond.marker.shape in {"until", "unless", "if"} or (bond.marker.shape == "while" and negated)
        return plain and (negated or has_modal(tree, bond.main)) and not past_fact(tree, bond)
    if bond.marker.shape == "exchange":
        return main.event_type is not None
    if bond.marker.shape == "before" and not negated:
        return is_demanded(tree, bond.main, terms) and (bound.event_type is not None or main.event_type is not None)
    if bond.marker.shape in _WEAK or bond.marker.operator == "when":
        ahead = negated or bond.only or has_modal(tree, bond.main)
        coded = (main.event_type is not None) + (bound.event_type is not None)
        return (
            ahead
            and not past_fact(tree, bond)
            and coded >= (1 if bond.only or negated or has_modal(tree, bond.main) else 2)
        )
    if bond.marker.shape == "until":
        return open_main and not past_fact(tree, bond)
    if bond.marker.words == "without":
        return negated and (bound.event_type is not None or has_modal(tree, bond.main))
    return open_main or main.event_type is not None


def _deadline(story: StoryIndex, bond: Bond) -> str | None:
    """The value of a time bound by "by" or "within" in the condition."""
    tree = story.trees[bond.sentence]
    for child in (*tree.children[bond.bound], *tree.children[bond.main]):
        if tree.case(child) in word_class("deadline_words"):
            time: Time | None = story.time_at(bond.sentence, child)
            if time is not None:
                return time.value
    return None
