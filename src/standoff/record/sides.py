"""Whose clause it is: its subject, whether two parties are one side, and how a word tells an attitude of somebody."""

from __future__ import annotations

from standoff.model import Entity, StatementMention
from standoff.record.holders import source_of
from standoff.record.index import StoryIndex
from standoff.span import Span, contains
from standoff.syntax import Tree, matches
from standoff.terms.ledger_words import load_track_words
from standoff.terms.realis import word_class


def subject_of(story: StoryIndex, number: int, token: int, told: StatementMention | None) -> Entity | None:
    """The entity that is the subject of a clause; the speaker for "I" and "we"."""
    tree, here = story.trees[number], token
    for _ in range(4):
        for child in tree.kids(here, "nsubj", "nsubj:pass", *(["expl"] if _takes_stance(tree, here) else [])):
            if tree[child].form.lower() in word_class("first_person"):
                return source_of(story, told)
            return story.entities.get((number, child)) or _speaker_himself(story, tree, child, told)
        if not matches(tree[here].deprel, ("xcomp", "conj", "advcl", "acl")) or tree[here].head < 0:
            return None
        if tree[here].deprel == "acl":
            return story.entities.get((number, tree[here].head))
        here = tree[here].head
    return None


def speaks_for(story: StoryIndex, told: StatementMention | None, party: Entity | None) -> bool:
    """Whether the source of a statement is somebody of a party: "Hezbollah will go on, ITS leader said"."""
    source = source_of(story, told)
    if party is None or source is None or told is None or told.source is None:
        return False
    here = next((k for k, t in story.entities.items() if t is source and _covers(story, k, told.source.span)), None)
    owners = story.trees[here[0]].kids(here[1], "nmod:poss", "nmod", "compound") if here is not None else []
    return any(story.entities.get((here[0], o)) is party for o in owners if here is not None)


def _covers(story: StoryIndex, at: tuple[int, int], span: Span) -> bool:
    return contains(span, story.trees[at[0]][at[1]].span)


def one_side(left: Entity, right: Entity) -> bool:
    """Whether two parties are one, or of one country and not its state and those who fight or oppose it."""
    if left is right:
        return True
    return left.country is not None and left.country == right.country and not _divided(left, right)


def _divided(left: Entity, right: Entity) -> bool:
    """Whether one of two parties of a country stands for the state, and the other against it."""
    apart = [(e.sector or "").lower() in word_class("sectors_apart") for e in (left, right)]
    rule = [e.kind == "state" or e.sector in load_track_words().of_state for e in (left, right)]
    return (apart[0] and rule[1]) or (apart[1] and rule[0])


def _takes_stance(tree: Tree, token: int) -> bool:
    """Whether a word tells an attitude: its "it" is somebody ("said IT was willing")."""
    return any(stance_word(tree, token) in word_class(name) for name in ("offer_words", "refusal_words", "committed"))


def describes(tree: Tree, token: int) -> bool:
    """Whether a word tells how somebody is: an adjective, or a participle with "be" ("is PREPARED to talk")."""
    return tree[token].upos == "ADJ" or (tree[token].upos == "VERB" and bool(tree.kids(token, "aux:pass", "cop")))


def stance_word(tree: Tree, token: int) -> str:
    """The word of stance as the lists have it: a participle with "be" as it stands, else the lemma."""
    passive = tree[token].upos == "VERB" and describes(tree, token)
    return tree[token].form.lower() if passive else tree[token].lemma.lower()


def _speaker_himself(story: StoryIndex, tree: Tree, token: int, told: StatementMention | None) -> Entity | None:
    """The source of indirect speech for a "he" or "it" in it that nothing else resolves."""
    source = source_of(story, told)
    if source is None or told is None:
        return None
    owners = {tree[c].form.lower() for c in tree.kids(token, "nmod:poss")}
    if tree[token].lemma.lower() in word_class("own_side") and owners & word_class("owners"):
        return source  # "his country would never sign"
    if not tree.kids(token, "det", "nmod:poss", "amod", "compound") and tree[token].lemma.lower() in word_class(
        "own_side"
    ):
        return source  # a headline's "official says GROUP will not sign"
    if told.form == "direct":
        return None
    wanted = "person_pronouns" if source.kind == "person" else "thing_pronouns"
    return source if tree[token].form.lower() in word_class(wanted) else None


def has_happened(tree: Tree, verb: int) -> bool:
    """Whether a verb stands without "will", "may", "must"."""
    modals = word_class("will") | word_class("may") | word_class("must")
    return not {tree[a].lemma.lower() for a in tree.kids(verb, "aux")} & modals
