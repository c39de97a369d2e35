"""Positions: what a party demands, offers, refuses, accepts, promises, threatens, proposes, or is open to.

Three roads lead to a position: a verbal act ("urged Israel to withdraw"), a modal in something said ("Russia must stop",
"we will not negotiate"), and an attitude ("ready to talk"). Each keeps the words of what is wanted, its code and its polarity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standoff.model import Act, Entity, Polarity, PositionMention, PositionObject, StatementMention
from standoff.record.conditions import ConditionTerms, FoundCondition
from standoff.record.content import CONTENT_SLOTS, Coded, code_content, is_negated
from standoff.record.index import StoryIndex
from standoff.record.parties import party_entities
from standoff.record.statement_index import innermost
from standoff.record.triggers import Trigger
from standoff.span import Span, overlaps
from standoff.syntax import Tree, feature, matches

_ACTS = frozenset({"demand", "offer", "refusal", "acceptance", "promise", "threat", "proposal", "openness"})


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


def find_stances(
    story: StoryIndex, triggers: Sequence[Trigger], statements: Sequence[StatementMention], terms: ConditionTerms
) -> tuple[Stance, ...]:
    """All stances that parties take in a story, in order of the text."""
    by_act = [s for t in triggers for s in _by_act(story, t, statements)]
    taken = {(s.sentence, o) for s in by_act for o in s.objects} | {(s.sentence, s.head) for s in by_act}
    by_modal = [
        s for s in _by_modal(story, statements, terms) if not {(s.sentence, o) for o in (*s.objects, s.head)} & taken
    ]
    return tuple(sorted([*by_act, *by_modal], key=lambda s: (s.sentence, s.head)))


def find_positions(
    story: StoryIndex, stances: Sequence[Stance], conditions: Sequence[FoundCondition], terms: ConditionTerms
) -> tuple[PositionMention, ...]:
    """All positions of a story, in order of the text; ids "k1" …; a stance on a list of things gives one each."""
    found: list[PositionMention] = []
    for stance in stances:
        for target in stance.objects:
            found.append(_position(story, stance, target, conditions, terms, f"k{len(found) + 1}"))
    return tuple(found)


# ---------------------------------------------------------------- verbal acts


def _by_act(story: StoryIndex, trigger: Trigger, statements: Sequence[StatementMention]) -> Iterator[Stance]:
    """The stance that a verbal act takes, if it was done."""
    frame, tree = trigger.frame, story.trees[trigger.sentence]
    if frame.act not in _ACTS or trigger.reality.realis not in {"occurred", "ongoing", "habitual"}:
        return
    objects = [o for o in _act_objects(tree, trigger) if tree[o].upos != "PRON"]
    if not objects:
        return
    told = _teller(story, statements, tree[trigger.token].span)
    holder = _actor(story, trigger, told)
    recipients = _recipients(story, trigger)
    counterpart = next((e for e in recipients if e is not holder), None)
    if counterpart is None:
        counterpart = _doer(story, trigger.sentence, trigger.content, holder)
    own = next((s for s in statements if s.cue is not None and overlaps(s.cue, tree[trigger.token].span)), None)
    act: Act = "refusal" if frame.act == "demand" and is_negated(tree, trigger.token) else frame.act  # type: ignore[assignment]
    yield Stance(
        trigger.sentence, trigger.token, tuple(objects), act, holder, counterpart, own or told, frame.id, frame.score
    )


def _act_objects(tree: Tree, trigger: Trigger) -> list[int]:
    """Heads of what a verbal act is about; lists are split."""
    for slot in CONTENT_SLOTS:
        if trigger.frame.slots.get(slot) == "content" and (fillers := trigger.slots.get(slot)):
            return _split(tree, fillers)
    if trigger.frame.pos == "n":
        head = tree[trigger.token].head
        if head >= 0 and tree[trigger.token].deprel == "nsubj" and tree[head].upos == "VERB":
            found = tree.kids(head, "obj", "xcomp", "ccomp") or [
                c for c in tree.kids(head, "obl") if tree.case(c) == "to"
            ]
            return _split(tree, found)
        if head >= 0 and tree[trigger.token].deprel == "nsubj" and tree.kids(head, "cop"):
            return [head]
        against = trigger.frame.act == "threat" and "against" in trigger.slots
        return [trigger.token] if against else []
    return []


def _split(tree: Tree, fillers: Sequence[int]) -> list[int]:
    """Fillers with their conjuncts, in order."""
    out = [m for f in fillers for m in tree.conjuncts(f)]
    return sorted(dict.fromkeys(out))


def _actor(story: StoryIndex, trigger: Trigger, told: StatementMention | None) -> Entity | None:
    """Who performs a verbal act: its actor; the speaker for "I" and "we"."""
    tree = story.trees[trigger.sentence]
    for slot, role in trigger.frame.slots.items():
        if role != "actor":
            continue
        for filler in trigger.slots.get(slot, []):
            entity = story.entities.get((trigger.sentence, filler))
            if entity is not None:
                return entity
            if tree[filler].form.lower() in FIRST_PERSON:
                return _source(story, told)
    carried = [f for f in trigger.slots.get("carrier:actor", []) if (trigger.sentence, f) in story.entities]
    if carried:
        return story.entities[trigger.sentence, carried[0]]
    return None


def _recipients(story: StoryIndex, trigger: Trigger) -> list[Entity]:
    """Whom a verbal act addresses."""
    slots = [s for s, role in trigger.frame.slots.items() if role == "recipient"]
    found = [story.entities.get((trigger.sentence, f)) for s in slots for f in trigger.slots.get(s, [])]
    return [e for e in found if e is not None]


def _doer(story: StoryIndex, number: int, content: Coded | None, holder: Entity | None) -> Entity | None:
    """Who is to do what is wanted, if it is not the holder."""
    if content is None:
        return None
    return next((e for e in party_entities(story, number, content, "actor") if e is not holder), None)


# ---------------------------------------------------------------- modals and attitudes in what is said


def _by_modal(story: StoryIndex, statements: Sequence[StatementMention], terms: ConditionTerms) -> Iterator[Stance]:
    """Stances that a speaker takes by must, will not, ready to …, in his content or in the outlet's words about him."""
    for number, tree in enumerate(story.trees):
        for token in range(len(tree)):
            if tree[token].upos not in {"VERB", "ADJ", "AUX", "NOUN"}:
                continue
            told = _teller(story, statements, tree[token].span)
            stance = _attitude(story, number, token, told, terms) or _modal_stance(story, number, token, told, terms)
            if stance is not None:
                yield stance


def _attitude(
    story: StoryIndex, number: int, token: int, told: StatementMention | None, terms: ConditionTerms
) -> Stance | None:
    """ "ready to talk", "open to", "not willing to": an adjective of stance with its complement."""
    tree, words = story.trees[number], terms.realis.words
    lemma = tree[token].lemma.lower()
    groups = (
        ("offer_words", "offer"), ("openness_words", "openness"), ("refusal_words", "refusal"), ("intent_words", "promise"),
    )  # fmt: skip
    act = next((a for name, a in groups if lemma in words[name]), None)
    if act is None or tree[token].upos not in {"ADJ", "VERB"}:
        return None
    objects = tree.kids(token, "xcomp", "ccomp", "advcl") or [
        c for c in tree.kids(token, "obl", "nmod") if tree.case(c) in {"to", "for"}
    ]
    if not objects or _unreal(tree, token, words):
        return None
    if is_negated(tree, token):
        act = "refusal"
    holder = _subject(story, number, token, told)
    source = _source(story, told)
    if holder is None or (act == "promise" and (source is None or not _one_side(holder, source))):
        return None
    return Stance(
        number,
        token,
        tuple(objects[:1]),
        act,
        holder,
        None,
        told,
        f"attitude {lemma}",
        0.75,
        code_content(tree, objects[0], terms.frames),
    )  # type: ignore[arg-type]


def _unreal(tree: Tree, token: int, words: dict[str, frozenset[str]] | object) -> bool:
    """Whether the clause of a word is only supposed ("if they are ready")."""
    return any(tree[m].lemma.lower() in {"if", "unless", "whether", "until"} for m in tree.kids(token, "mark"))


def _modal_stance(
    story: StoryIndex, number: int, token: int, told: StatementMention | None, terms: ConditionTerms
) -> Stance | None:
    """ "must stop" is a demand, "will not talk" a refusal, "will strike" a threat or promise, an order in a quotation a demand."""
    if told is None:
        return None
    tree, words = story.trees[number], terms.realis.words
    auxes = {tree[a].lemma.lower() for a in tree.kids(token, "aux")} | {
        tree[a].form.lower() for a in tree.kids(token, "aux")
    }
    coded = code_content(tree, token, terms.frames)
    source, subject = _source(story, told), _subject(story, number, token, told)
    own = subject is not None and source is not None and _one_side(subject, source)
    wanted = coded.event_type or _has_party(story, number, coded) or tree.kids(token, "aux:pass")
    if _must(tree, token, auxes, words) and not own and wanted:
        return _demand(story, number, token, told, coded, subject)
    if (
        feature(tree[token], "Mood") == "Imp"
        and told.form == "direct"
        and coded.event_type
        and not tree.kids(token, "nsubj")
    ):
        return _demand(story, number, token, told, coded, None)
    if auxes & words["will"] and own and coded.frame is not None and not coded.frame.verbal:
        if is_negated(tree, token):
            return Stance(number, token, (token,), "refusal", subject, None, told, "will not", 0.7, coded)
        act: Act = (
            "threat"
            if coded.event_type in {"ASSAULT", "SANCTION", "COERCE"} and coded.polarity == "happen"
            else "promise"
        )
        return Stance(
            number, token, (token,), act, subject, _doer(story, number, coded, subject), told, "will", 0.6, coded
        )
    willing = coded.event_type is not None or tree[token].lemma.lower() in words["refusal_verbs"]
    if auxes & (words["will"] | words["may"]) and own and is_negated(tree, token) and willing:
        return Stance(number, token, (token,), "refusal", subject, None, told, "will not", 0.6, coded)
    return None


def _demand(
    story: StoryIndex, number: int, token: int, told: StatementMention, coded: Coded, subject: Entity | None
) -> Stance:
    """A demand made by a modal or an order."""
    holder = _source(story, told)
    counterpart = subject if subject is not None and subject is not holder else _doer(story, number, coded, holder)
    if counterpart is None and told.addressee is not None and told.addressee.ref:
        counterpart = story.by_id.get(told.addressee.ref)
    tree = story.trees[number]
    mild = any(tree[a].lemma.lower() in {"should", "ought"} for a in tree.kids(token, "aux"))
    act: Act = "proposal" if mild and tree.kids(token, "aux:pass") and counterpart is None else "demand"
    return Stance(number, token, (token,), act, holder, counterpart, told, "must", 0.7, coded)


def _must(tree: Tree, token: int, auxes: set[str], words: object) -> bool:
    """Whether a clause is under must, should, "have to", "need to", or "it is necessary"."""
    table = words if isinstance(words, dict) else dict(words)  # type: ignore[call-overload]
    if auxes & table["must"]:
        return True
    head = tree[token].head
    return (
        tree[token].deprel == "xcomp"
        and head >= 0
        and tree[head].lemma.lower() in {"have", "need"}
        and any(tree[m].lemma == "to" for m in tree.kids(token, "mark"))
    )


def _has_party(story: StoryIndex, number: int, coded: Coded) -> bool:
    return bool(party_entities(story, number, coded, "actor"))


def _subject(story: StoryIndex, number: int, token: int, told: StatementMention | None) -> Entity | None:
    """The entity that is the subject of a clause; the speaker for "I" and "we"."""
    tree = story.trees[number]
    here, steps = token, 0
    while steps < 4:
        for child in tree.kids(here, "nsubj", "nsubj:pass"):
            if tree[child].form.lower() in FIRST_PERSON:
                return _source(story, told)
            return story.entities.get((number, child))
        if not matches(tree[here].deprel, ("xcomp", "conj", "advcl", "acl")) or tree[here].head < 0:
            return None
        if tree[here].deprel == "acl":
            return story.entities.get((number, tree[here].head))
        here, steps = tree[here].head, steps + 1
    return None


def _one_side(left: Entity, right: Entity) -> bool:
    """Whether two parties are one, or of one country."""
    return left is right or (left.country is not None and left.country == right.country)


# ---------------------------------------------------------------- the value


def _teller(story: StoryIndex, statements: Sequence[StatementMention], span: Span) -> StatementMention | None:
    """The innermost statement whose content covers a span."""
    found = innermost(statements, span.start)
    return next((s for s in statements if s.id == found), None)


def _source(story: StoryIndex, told: StatementMention | None) -> Entity | None:
    """The entity that makes a statement."""
    return (
        story.by_id.get(told.source.ref) if told is not None and told.source is not None and told.source.ref else None
    )


def _position(
    story: StoryIndex,
    stance: Stance,
    target: int,
    conditions: Sequence[FoundCondition],
    terms: ConditionTerms,
    position_id: str,
) -> PositionMention:
    """The position value for one object of a stance."""
    tree = story.trees[stance.sentence]
    coded = code_content(tree, target, terms.frames)
    condition = _condition_of(stance, target, conditions, tree)
    span = _object_span(tree, target, condition, whole=target == stance.head)
    polarity = _object_polarity(stance, coded, tree, target)
    first = min(tree[stance.head].span.start, span.start)
    return PositionMention(
        id=position_id,
        holder=stance.holder.id if stance.holder else None,
        on_behalf_of=stance.holder.country if stance.holder else None,
        counterpart=stance.counterpart.id if stance.counterpart else None,
        act=stance.act,
        object=PositionObject(span, coded.event_type, polarity),
        span=Span(first, max(span.end, tree[stance.head].span.end)),
        reason=_reason(tree, stance, target, terms),
        deadline=_deadline(story, stance, target, terms),
        condition=condition.mention.id if condition else None,
        statement=stance.statement.id if stance.statement else None,
        score=stance.score,
        rule=stance.rule,
    )


def _object_polarity(stance: Stance, coded: Coded, tree: Tree, target: int) -> Polarity:
    """The polarity of what is wanted; of a refusal, of what is refused."""
    if stance.act == "refusal" and target == stance.head and is_negated(tree, target):
        turned: dict[Polarity, Polarity] = {
            "not_happen": "happen",
            "continue": "stop",
            "stop": "stop",
            "happen": "happen",
        }
        return turned[coded.polarity]
    return coded.polarity


def _object_span(tree: Tree, target: int, condition: FoundCondition | None, *, whole: bool) -> Span:
    """The words of what is wanted: its phrase or clause without the condition; for a modal the clause from its verb on."""
    cut = [condition.bond.bound] if condition is not None and condition.bond.bound != target else []
    cut += tree.kids(target, "mark", "case", "cc", "conj", "parataxis", "punct")
    cut += [
        c
        for c in tree.kids(target, "acl:relcl", "advcl")
        if any(tree[m].lemma.lower() in {"because", "if", "unless", "until", "as"} for m in tree.kids(c, "mark"))
    ]
    if whole:
        cut += tree.kids(target, "nsubj", "aux", "nsubj:pass", "advmod")
    tokens = tree.subtree(target, without=cut)
    return tree.span(t for t in tokens)


def _condition_of(
    stance: Stance, target: int, conditions: Sequence[FoundCondition], tree: Tree
) -> FoundCondition | None:
    """The condition whose main clause holds the stance or its object."""
    for condition in conditions:
        bond = condition.bond
        if bond.sentence != stance.sentence:
            continue
        inside = {target, stance.head} & {bond.main, condition.main.token}
        under = stance.head in tree.ancestors(bond.main) and bond.main in tree.subtree(target)
        if inside or under or bond.bound in tree.children[stance.head]:
            return condition
    return None


def _reason(tree: Tree, stance: Stance, target: int, terms: ConditionTerms) -> Span | None:
    """The reason that the holder gives: a because-clause, or a relative clause about what may come of it."""
    marks = terms.realis.words["reason_marks"]
    for token in (stance.head, target):
        for child in tree.kids(token, "advcl"):
            words = [m for m in tree.kids(child, "mark") if tree[m].lemma.lower() in marks]
            if words and not any(tree[m].lemma == "if" for m in tree.kids(child, "mark")):
                return tree.phrase(child, without=tree.kids(child, "mark", "punct"))
        for child in tree.kids(token, "obl"):
            if tree.case(child).replace(" ", "_") in terms.realis.words["reason_cases"]:
                return tree.phrase(child, without=tree.kids(child, "case", "punct"))
    if stance.act == "refusal":
        for token in tree.subtree(target):
            for child in tree.kids(token, "acl:relcl"):
                if {tree[a].lemma.lower() for a in tree.kids(child, "aux")} & terms.realis.words["may"]:
                    return tree.phrase(
                        child, without=[c for c in tree.children[child] if tree[c].lemma in {"which", "that", ","}]
                    )
    return None


def _deadline(story: StoryIndex, stance: Stance, target: int, terms: ConditionTerms) -> str | None:
    """The value of the time by which it is to be done."""
    tree = story.trees[stance.sentence]
    for token in (target, stance.head):
        for child in tree.kids(token, "obl", "nmod"):
            if tree.case(child) in {"by", "within"} and (time := story.time_at(stance.sentence, child)) is not None:
                return time.value
    return None


FIRST_PERSON = frozenset({"i", "we", "us", "our", "my", "me"})
