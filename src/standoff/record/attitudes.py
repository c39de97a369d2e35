"""Stances by words of attitude: "ready to talk" offers, "open to talks" is open, "not willing to talk" refuses."""

from __future__ import annotations

from standoff.model import Act, Entity, StatementMention
from standoff.record.bonds import ConditionTerms
from standoff.record.content import Coded, code_content, is_negated
from standoff.record.holders import source_of
from standoff.record.index import StoryIndex
from standoff.record.sides import describes, one_side, stance_word, subject_of
from standoff.record.stances import Stance, does_harm
from standoff.record.wanted import code_need
from standoff.syntax import Tree
from standoff.terms.realis import word_class

_ATTITUDES: tuple[tuple[str, Act], ...] = (
    ("offer_words", "offer"),
    ("openness_words", "openness"),
    ("open_to", "openness"),
    ("refusal_words", "refusal"),
    ("intent_words", "promise"),
    ("committed", "promise"),
    ("wanting", "demand"),
    ("preferring", "openness"),
)


def attitude_stance(
    story: StoryIndex, number: int, token: int, told: StatementMention | None, terms: ConditionTerms
) -> Stance | None:
    """ "ready to talk", "open to", "not willing to", "plans to": a word of stance with its complement."""
    tree = story.trees[number]
    lemma = stance_word(tree, token)
    act = next((a for name, a in _ATTITUDES if lemma in word_class(name)), None)
    if act is None or tree[token].upos not in {"ADJ", "VERB", "NOUN"} or _only_supposed(tree, token, lemma):
        return None
    clauses = tree.kids(token, "xcomp", "ccomp", "acl")
    phrases = [c for c in tree.kids(token, "obl", "nmod", "advcl") if _leads_to(tree, c, intent=act == "promise")]
    objects = clauses or (tree.kids(token, "obj") if act in {"demand", "openness"} else []) or phrases
    if not objects:
        return None
    wanted = code_need(tree, objects[0], terms.frames)
    own_wish = act == "demand" and lemma not in word_class("seeking") and bool(clauses) and not tree.kids(token, "obj")
    needs_act = own_wish or lemma in word_class("judging") | word_class("seeking") | word_class("plain_intents")
    refuses = own_wish and is_negated(tree, token) and _we(tree, token)
    if wanted.event_type is None and needs_act and not refuses:
        return None  # "the rebels want to vote", "considered the vote a farce", "seeking documents"
    if own_wish and tree[objects[0]].lemma.lower() in word_class("showing"):
        return None  # "I want to express my sympathy"
    act = _attitude_act(tree, token, act, wanted, own_wish=own_wish)
    holder, source = _whose(story, number, token, told), source_of(story, told)
    if holder is None or (act == "promise" and not _own_pledge(told, source, holder, wanted)):
        return None
    coded = code_content(tree, objects[0], terms.frames)
    return Stance(number, token, tuple(objects[:1]), act, holder, None, told, f"attitude {lemma}", 0.75, coded)


def _we(tree: Tree, token: int) -> bool:
    """Whether "we" are the subject: a side speaks."""
    return any(tree[c].form.lower() == "we" for c in tree.kids(token, "nsubj"))


def _only_supposed(tree: Tree, token: int, lemma: str) -> bool:
    """Whether a word of attitude takes no stance where it stands."""
    if lemma in word_class("open_to") | word_class("committed") and not describes(tree, token):
        return True  # "opened an inquiry"
    if lemma in word_class("seeking") and tree.kids(token, "xcomp"):
        return True  # "seek to divide us"
    judged = [c for c in tree.kids(token, "xcomp", "ccomp") if _is_infinitive(tree, c)]
    if lemma in word_class("openness_words") and tree[token].upos == "VERB" and judged:
        return True  # "considers it to be a crime"
    if describes(tree, token) and _is_infinitive(tree, token):
        return True  # "must be brought to be READY to fire"
    if tree[token].deprel == "acl:relcl":
        return True  # "a member who wishes to leave"
    if any(tree[m].lemma.lower() in word_class("unreal_marks") for m in tree.kids(token, "mark")):
        return True
    return bool({tree[a].lemma.lower() for a in tree.kids(token, "aux")} & word_class("must"))  # that is asked


def _attitude_act(tree: Tree, token: int, act: Act, wanted: Coded, *, own_wish: bool) -> Act:
    """The act of an attitude: negated it refuses; ready to do harm threatens; who wants to talk is open to it."""
    if is_negated(tree, token):
        return "refusal"
    if (act == "offer" or own_wish) and (does_harm(wanted) or wanted.event_type == "MOBILIZE"):
        return "threat"
    return "openness" if own_wish else act


def _own_pledge(told: StatementMention | None, source: Entity | None, holder: Entity, wanted: Coded) -> bool:
    """Whether an intention may be taken for a pledge: told by the holder's side, or by nobody and of a known act."""
    if source is not None:
        of_nowhere = source.country is None and holder.kind == "state"  # a minister whose state the text does not tell
        return of_nowhere or one_side(holder, source)
    return told is not None or (wanted.event_type is not None and holder.kind != "person")


def _whose(story: StoryIndex, number: int, token: int, told: StatementMention | None) -> Entity | None:
    """Whose attitude it is; in "we REMAIN committed" the parse may hang the two side by side."""
    tree = story.trees[number]
    beside = token - 1
    if beside >= 0 and tree[beside].lemma.lower() in word_class("staying") and tree[beside].head == tree[token].head:
        return subject_of(story, number, beside, told)
    return subject_of(story, number, token, told)


def _is_infinitive(tree: Tree, token: int) -> bool:
    return any(tree[m].form.lower() == "to" for m in tree.kids(token, "mark"))


def _leads_to(tree: Tree, token: int, *, intent: bool) -> bool:
    """Whether a phrase or clause tells what a word of stance is about: "open to talks", "plans ON leaving"."""
    marks = {tree[m].form.lower() for m in tree.kids(token, "case", "mark")}
    return bool(marks & ({"to", "for", "on"} if intent else {"to", "for", "in"}))
