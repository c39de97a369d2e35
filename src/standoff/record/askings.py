"""Stances told by nouns ("Riyadh's OFFER of a truce", "their DEMANDS include …") and by "gave him 48 hours to go"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standoff.model import Act, Entity, StatementMention
from standoff.record.bonds import ConditionTerms
from standoff.record.content import best_frame, is_negated
from standoff.record.holders import source_of, those_of_kind
from standoff.record.index import StoryIndex
from standoff.record.sides import has_happened, subject_of
from standoff.record.stances import Stance, list_items, teller_of
from standoff.record.wanted import code_need
from standoff.syntax import Tree, matches
from standoff.terms.realis import word_class

_NOMINAL: tuple[tuple[str, Act], ...] = (
    ("demand_nouns", "demand"),
    ("offer_nouns", "offer"),
    ("proposal_nouns", "proposal"),
    ("promise_nouns", "promise"),
    ("threat_nouns", "threat"),
)
_NAMES = frozenset({"person", "organization", "place"})


def asking_stances(
    story: StoryIndex, statements: Sequence[StatementMention], terms: ConditionTerms
) -> Iterator[Stance]:
    """Stances that nouns tell, and those who are given time to do something, in order of the text."""
    for number, tree in enumerate(story.trees):
        for token in range(len(tree)):
            if not _asks(tree, token):
                continue
            told = teller_of(statements, tree[token].span)
            stance = _of_noun(story, number, token, told, terms) or _of_giving(story, number, token, told, terms)
            if stance is not None:
                yield stance


def _asks(tree: Tree, token: int) -> bool:
    """Whether a word may tell such a stance."""
    lemma = tree[token].lemma.lower()
    if tree[token].upos == "NOUN":
        return any(lemma in word_class(name) for name, _ in _NOMINAL)
    return tree[token].upos == "VERB" and (lemma == "give" or lemma in word_class("pressing"))


def _of_noun(
    story: StoryIndex, number: int, noun: int, told: StatementMention | None, terms: ConditionTerms
) -> Stance | None:
    """X's demand that P; an offer by X of N; their demands include A, B and C."""
    tree = story.trees[number]
    act = next((a for name, a in _NOMINAL if tree[noun].lemma.lower() in word_class(name)), None)
    if act is None or tree[noun].upos != "NOUN" or is_negated(tree, noun):
        return None
    objects = _listed(tree, noun) or _made_condition(tree, noun)
    if not objects and tree[noun].lemma.lower() not in word_class("condition_nouns"):
        objects = _content(tree, noun)
    holder = _holder(story, number, noun, told)
    if not objects or holder is None:
        return None
    coded = code_need(tree, objects[0], terms.frames)
    if coded.event_type is None and tree[objects[0]].upos in {"NOUN", "PROPN"} and tree[noun].deprel != "nsubj":
        named = tree[objects[0]].etype not in {"event", "abstract"}
        if named or act == "threat":
            return None
    counterpart = _named(story, number, noun, ("to", "on", "from", "against"))
    counterpart = None if counterpart is holder else counterpart
    rule = f"noun {tree[noun].lemma.lower()}"
    return Stance(number, noun, tuple(objects), act, holder, counterpart, told, rule, 0.65)


def _listed(tree: Tree, noun: int) -> list[int]:
    """What the demands are, or include: also behind "a list of demands", and after a colon."""
    top = noun
    head = tree[noun].head
    if matches(tree[noun].deprel, ("nmod",)) and head >= 0 and tree[head].lemma.lower() in word_class("list_nouns"):
        top, head = head, tree[head].head
    if (
        head >= 0
        and matches(tree[top].deprel, ("nsubj",))
        and tree[head].lemma.lower() in word_class("condition_verbs")
    ):
        return list_items(tree, head, top)
    colon = next((t for t in range(noun + 1, len(tree)) if tree[t].form == ":"), None)
    if colon is None:
        return []
    after = [c for c in (*tree.kids(noun, "appos", "parataxis", "dep"), *tree.kids(top, "appos")) if c > colon]
    return [m for c in after[:1] for m in tree.conjuncts(c)]


def _made_condition(tree: Tree, noun: int) -> list[int]:
    """What a party makes a condition: "made the RETURN of its soldiers a condition for …"."""
    head = tree[noun].head
    named = tree[noun].lemma.lower() in word_class("condition_nouns") and head >= 0 and tree[head].upos == "VERB"
    as_phrase = matches(tree[noun].deprel, ("obl",)) and tree.case(noun) == "as"
    if not named or not (as_phrase or matches(tree[noun].deprel, ("xcomp",))):
        return []
    return [m for c in tree.kids(head, "obj") if tree[c].upos == "NOUN" for m in tree.conjuncts(c)]


def _content(tree: Tree, noun: int) -> list[int]:
    """What a noun of demand, offer … is about: an infinitive, a that-clause, or a phrase with "of" or "for"."""
    for child in tree.kids(noun, "acl", "ccomp", "xcomp"):
        marks = {tree[m].form.lower() for m in tree.kids(child, "mark")}
        whole = tree[child].deprel != "acl:relcl" or bool(tree.kids(child, "nsubj"))  # a mark, no pronoun: no relative
        if whole and marks & {"to", "that"}:
            return [child, *[c for c in tree.kids(child, "conj") if tree[c].upos == "VERB"]]
    phrases = [c for c in tree.kids(noun, "nmod", "acl") if {tree.case(c)} & {"of", "for"} or _for_marked(tree, c)]
    return [m for c in phrases[:1] if tree[c].etype not in _NAMES for m in tree.conjuncts(c)]


def _for_marked(tree: Tree, token: int) -> bool:
    return any(tree[m].form.lower() == "for" for m in tree.kids(token, "mark"))


def _holder(story: StoryIndex, number: int, noun: int, told: StatementMention | None) -> Entity | None:
    """Who makes the demand: its owner, "by X", "from X", or who issues, repeats, makes it."""
    tree = story.trees[number]
    for child in tree.kids(noun, "nmod:poss", "compound", "amod"):
        if tree[child].form.lower() in word_class("first_person"):
            return source_of(story, told)
        if (number, child) in story.entities:
            return story.entities[number, child]
    list_head = tree[noun].head
    if matches(tree[noun].deprel, ("nmod",)) and tree[list_head].lemma.lower() in word_class("list_nouns"):
        return _holder(story, number, list_head, told)
    if (owner := those_of_kind(story, number, noun)) is not None:
        return owner
    found = _named(story, number, noun, ("by",))
    head = tree[noun].head
    if found is not None or head < 0 or tree[head].lemma.lower() not in word_class("issuing"):
        return found
    subject = tree.kid(head, "nsubj") if matches(tree[noun].deprel, ("obj", "obl", "xcomp")) else None
    return None if subject is None else story.entities.get((number, subject))


def _named(story: StoryIndex, number: int, noun: int, cases: tuple[str, ...]) -> Entity | None:
    """The party in a phrase of a noun with one of `cases`."""
    tree = story.trees[number]
    phrases = [c for c in tree.kids(noun, "nmod", "obl") if tree.case(c) in cases]
    return next((story.entities[number, c] for c in phrases if (number, c) in story.entities), None)


def _of_giving(
    story: StoryIndex, number: int, verb: int, told: StatementMention | None, terms: ConditionTerms
) -> Stance | None:
    """X gave Y 48 hours to do it; X pressed Y to do it."""
    tree = story.trees[number]
    lemma = tree[verb].lemma.lower()
    presses = lemma in word_class("pressing")
    times = tree.kids(verb, "obj", "obl", "iobj")
    time = next((c for c in times if tree[c].etype == "time" or story.time_at(number, c) is not None), None)
    if tree[verb].upos != "VERB" or not (presses or (lemma == "give" and time is not None)):
        return None
    asked = [c for c in tree.kids(verb, "advcl", "xcomp") if _infinitive(tree, c)]
    asked += [c for t in ([time] if time is not None else []) for c in tree.kids(t, "acl") if _infinitive(tree, c)]
    told_to = [c for c in tree.kids(verb, "iobj", "obj") if c != time]
    told_to += [c for c in tree.kids(verb, "obl") if presses and tree.case(c) in {"with", "on", "to"}]
    holder = subject_of(story, number, verb, told) if tree.kids(verb, "nsubj") else None
    if not asked or not told_to or holder is None or is_negated(tree, verb) or not has_happened(tree, verb):
        return None
    counterpart = story.entities.get((number, told_to[0]))
    counterpart = None if counterpart is holder else counterpart
    known = best_frame(tree, verb, terms.frames) is not None  # then the word is an event itself
    coded = None if known else code_need(tree, asked[0], terms.frames)
    objects = [asked[0], *(c for c in tree.kids(asked[0], "conj") if not _or_else(tree, c))]
    return Stance(number, verb, tuple(objects), "demand", holder, counterpart, told, f"{lemma} to", 0.7, coded)


def _or_else(tree: Tree, conj: int) -> bool:
    """Whether a clause tells what comes otherwise ("or face strikes"), or is one of its own."""
    return any(tree[c].lemma.lower() in {"or", "but"} for c in tree.kids(conj, "cc")) or bool(tree.kids(conj, "nsubj"))


def _infinitive(tree: Tree, token: int) -> bool:
    return any(tree[m].form.lower() == "to" for m in tree.kids(token, "mark"))
