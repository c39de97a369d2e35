"""The other party of a position: whose offer is refused, whom an act would meet, who must first do what is required."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.model import Entity
from standoff.record.conditions import FoundCondition
from standoff.record.content import Coded
from standoff.record.index import StoryIndex
from standoff.record.parties import party_entities
from standoff.record.sides import one_side
from standoff.record.stances import Stance
from standoff.terms.realis import word_class

_ASKS = frozenset({"demand", "proposal"})
_ANSWERS = frozenset({"refusal", "acceptance"})
_MET = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "SUPPORT", "CONSULT", "AID"}
)  # acts that have the other party as object
_PRESS = frozenset({"JRN"})
_PARTIES = frozenset({"state", "organisation", "armed_group", "group", "people", "person"})


def counterpart_of(
    story: StoryIndex, stance: Stance, target: int, coded: Coded, condition: FoundCondition | None
) -> Entity | None:
    """The counterpart of a stance on one object; None where the text names no other party."""
    if stance.counterpart is not None:
        return stance.counterpart
    own = _joint_holders(story, stance)
    for entity in _candidates(story, stance, target, coded, condition):
        other = entity is not stance.holder and entity not in own and entity.kind in _PARTIES
        if other and not (stance.holder is not None and one_side(entity, stance.holder)):
            return entity
    return None


def _joint_holders(story: StoryIndex, stance: Stance) -> list[Entity]:
    """Those who hold a stance together: "BARR and ROSS refused"."""
    tree = story.trees[stance.sentence]
    subjects = [m for c in tree.kids(stance.head, "nsubj") for m in tree.conjuncts(c)]
    found = [story.entities[stance.sentence, m] for m in subjects if (stance.sentence, m) in story.entities]
    return found if stance.holder in found else []


def _candidates(
    story: StoryIndex, stance: Stance, target: int, coded: Coded, condition: FoundCondition | None
) -> Iterator[Entity]:
    """Parties that may be meant, the likeliest first."""
    if stance.act in _ASKS:
        yield from party_entities(story, stance.sentence, coded, "actor")
        yield from _subjects(story, stance.sentence, target)
        yield from _between(story, stance.sentence, stance.head, target)
    if stance.act in _ANSWERS:
        yield from _owners(story, stance.sentence, target)
    yield from _in_phrases(story, stance.sentence, target, asked=stance.act in _ASKS)
    if (
        condition is not None and condition.bond.asked_in is None and stance.act != "promise"
    ):  # made to whom, it does not say
        yield from party_entities(story, condition.bond.sentence, condition.bound, "actor")
        yield from _subjects(story, condition.bond.sentence, condition.bond.bound)
    if coded.event_type in _MET:
        yield from party_entities(story, stance.sentence, coded, "recipient")
    if coded.event_type in _MET:
        yield from _of_nation(story, stance.sentence, target)
    if coded.event_type == "CONSULT":
        yield from party_entities(story, stance.sentence, coded, "actor")  # those who meet are all actors
    told = stance.statement
    addressee = told.addressee.ref if told is not None and told.addressee is not None else None
    if addressee in story.by_id and story.by_id[addressee].sector not in _PRESS:
        yield story.by_id[addressee]


def _between(story: StoryIndex, number: int, head: int, target: int) -> Iterator[Entity]:
    """A party between the verb and its infinitive: "called for THE ARMY to leave"."""
    tree = story.trees[number]
    for child in tree.kids(head, "obl", "obj", "iobj"):
        if head < child < target and (number, child) in story.entities:
            yield story.entities[number, child]


def _owners(story: StoryIndex, number: int, target: int) -> Iterator[Entity]:
    """Whose offer, demand, or plan it is: "a Taliban OFFER", "the OFFER of the rebels"."""
    tree = story.trees[number]
    if tree[target].upos != "NOUN":
        return
    for child in tree.kids(target, "nmod:poss", "compound", "amod", "nmod"):
        owned = not tree.case(child) or tree.case(child) in {"by", "from", "of"} or tree[child].deprel == "nmod:poss"
        if owned and (number, child) in story.entities:
            yield story.entities[number, child]
    for made in tree.kids(target, "acl", "acl:relcl"):
        makers = [c for c in tree.kids(made, "obl:agent", "obl") if tree.case(c) == "by"]
        yield from (story.entities[number, c] for c in makers if (number, c) in story.entities)


def _in_phrases(story: StoryIndex, number: int, target: int, *, asked: bool) -> Iterator[Entity]:
    """Parties behind "with", "to", "from", "on", "against" in the object's words, also two phrases down."""
    tree = story.trees[number]
    below = tree.kids(target, "obj", "obl", "nmod", "iobj", "xcomp")
    for head in (target, *below):
        for child in tree.kids(head, "obl", "nmod", "iobj"):
            cases = set(tree.case(child).split()) - ({"for"} if asked else set())  # "justice FOR our children"
            reaches = bool(cases & word_class("reaching")) or tree[child].deprel == "iobj"
            if reaches and (number, child) in story.entities:
                yield story.entities[number, child]


def _of_nation(story: StoryIndex, number: int, target: int) -> Iterator[Entity]:
    """States named by what belongs to them: "RUSSIAN banks", "the reserves of RUSSIA's bank"."""
    tree = story.trees[number]
    for token in tree.subtree(target):
        entity = story.entities.get((number, token))
        if entity is not None and entity.kind == "state" and tree[token].deprel in {"amod", "nmod:poss", "compound"}:
            yield entity


def _subjects(story: StoryIndex, number: int, token: int) -> Iterator[Entity]:
    tree = story.trees[number]
    for child in tree.kids(token, "nsubj"):
        if (number, child) in story.entities:
            yield story.entities[number, child]
