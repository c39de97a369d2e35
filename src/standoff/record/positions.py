"""Positions: what a party demands, offers, refuses, accepts, promises, threatens, proposes, or is open to.

Three roads lead to a position: a verbal act ("urged Israel to withdraw"), a modal in something said ("Russia must
stop", "we will not negotiate"), and an attitude ("ready to talk"). Each keeps the words of what is wanted, its code
and its polarity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.model import Entity, Polarity, PositionMention, PositionObject, StatementMention
from standoff.record.askings import asking_stances
from standoff.record.bond_spans import unbroken, without_marker
from standoff.record.bonds import ConditionTerms
from standoff.record.conditions import FoundCondition
from standoff.record.content import Coded, is_negated
from standoff.record.counterparts import counterpart_of
from standoff.record.index import StoryIndex
from standoff.record.leanings import answers, leaning_stances
from standoff.record.modals import conditional_stance, modal_stances
from standoff.record.stances import Stance, act_stances_of, is_court
from standoff.record.triggers import Trigger
from standoff.record.wanted import code_need, code_then
from standoff.span import Span
from standoff.syntax import Tree, feature, matches
from standoff.terms.countries import load_countries
from standoff.terms.ledger_words import load_track_words
from standoff.terms.realis import word_class

_WANTS = frozenset({"demand", "proposal"})  # what others are to do; of one's own doing a truce is an agreement


def find_stances(
    story: StoryIndex, triggers: Sequence[Trigger], statements: Sequence[StatementMention], terms: ConditionTerms
) -> tuple[Stance, ...]:
    """All stances that parties take in a story, in order of the text."""
    by_act = [s for t in triggers for s in act_stances_of(story, t, statements)]
    out = list(by_act)
    for road in (asking_stances, modal_stances, leaning_stances):
        for stance in road(story, statements, terms):
            if is_court(stance.holder) and stance.act == "promise":
                continue
            others = _joined(story, stance)
            taken = {(s.sentence, t) for s in out for t in (*s.objects, s.head)}
            own = stance.objects if road is asking_stances else (*stance.objects, stance.head)
            if not {(stance.sentence, t) for t in own} & taken:
                out += [stance, *others]
    asked = {(s.sentence, t) for s in out if s.act in _WANTS for t in s.objects if t != s.head}
    out = [s for s in out if (s.sentence, s.head) not in asked]  # "demanded that Baku AGREE": it has not
    heads = {(s.sentence, s.head) for s in out}
    out += [s for s in answers(story, out, statements) if (s.sentence, s.head) not in heads]
    return tuple(sorted(out, key=lambda s: (s.sentence, s.head)))


def _joined(story: StoryIndex, stance: Stance) -> list[Stance]:
    """The same stance of each of those who are joined with its holder: "the mayor AND THE BISHOP proposed to talk"."""
    tree = story.trees[stance.sentence]
    subjects = [m for c in tree.kids(stance.head, "nsubj") for m in tree.conjuncts(c)]
    found = [story.entities[stance.sentence, m] for m in subjects if (stance.sentence, m) in story.entities]
    if stance.holder not in found:
        return []
    return [replace(stance, holder=e) for e in dict.fromkeys(found) if e is not stance.holder]


def find_positions(
    story: StoryIndex,
    stances: Sequence[Stance],
    conditions: Sequence[FoundCondition],
    statements: Sequence[StatementMention],
    terms: ConditionTerms,
) -> tuple[PositionMention, ...]:
    """All positions of a story, in order of the text; ids "k1" …; a stance on a list of things gives one each."""
    found: list[PositionMention] = []
    stances = [s for s in stances if not _only_required(story, s, conditions)]
    for stance in stances:
        for target in stance.objects:
            found.append(_position(story, stance, target, conditions, terms, f"k{len(found) + 1}"))
    found = _once(found)
    held = {p.condition for p in found}
    taken = {(s.sentence, s.head) for s in stances}
    for condition in conditions:
        waiting = None if condition.mention.id in held else conditional_stance(story, statements, condition)
        if waiting is not None and (waiting.sentence, waiting.head) not in taken:
            taken.add((waiting.sentence, waiting.head))
            found.append(_position(story, waiting, waiting.objects[0], [condition], terms, f"k{len(found) + 1}"))
    return tuple(found)


def _once(found: Sequence[PositionMention]) -> list[PositionMention]:
    """The positions with new ids; of two that say the same of the same words ("expressed WILLINGNESS"), the first."""
    kept: dict[tuple[object, ...], PositionMention] = {}
    for position in found:
        kept.setdefault((position.holder, position.act, position.object.span), position)
    return [replace(p, id=f"k{n}") for n, p in enumerate(kept.values(), start=1)]


def _only_required(story: StoryIndex, stance: Stance, conditions: Sequence[FoundCondition]) -> bool:
    """Whether a stance stands in what is only required ("as soon as both armies AGREED on a route")."""
    bonds = [c.bond for c in conditions if c.bond.sentence == stance.sentence and c.bond.marker.stands != "tie"]
    tree = story.trees[stance.sentence]
    return any(stance.head in tree.subtree(b.bound, without=[b.main]) for b in bonds)


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
    code = code_need if stance.act in _WANTS else code_then
    coded = code(tree, target, terms.frames)
    condition = _condition_of(stance, target, conditions, tree)
    other = counterpart_of(story, stance, target, coded, condition)
    span = _object_span(tree, target, condition, head=stance.head)
    if _names_an_asking(tree, coded):
        coded = _asked_by_name(tree, coded, terms)
    polarity = _object_polarity(stance, coded, tree, target)
    first = min(tree[stance.head].span.start, span.start)
    return PositionMention(
        id=position_id,
        holder=stance.holder.id if stance.holder else None,
        on_behalf_of=_state_of(stance.holder),
        counterpart=other.id if other else None,
        act=stance.act,
        object=PositionObject(span, coded.event_type, polarity),
        span=Span(first, max(span.end, tree[stance.head].span.end)),
        reason=_reason(tree, stance, target, terms),
        deadline=_deadline(story, stance, target),
        condition=condition.mention.id if condition else None,
        statement=stance.statement.id if stance.statement else None,
        score=stance.score,
        rule=stance.rule,
    )


def _names_an_asking(tree: Tree, coded: Coded) -> bool:
    """Whether it is only an offer or request that is turned down or taken up, and the words do not tell of what."""
    asking = word_class("demand_nouns") | word_class("nominal_positions")
    return tree[coded.token].upos == "NOUN" and tree[coded.token].lemma.lower() in asking


def _asked_by_name(tree: Tree, coded: Coded, terms: ConditionTerms) -> Coded:
    """What an offer is of, told by the noun before it ("a TRUCE offer"); without a code if that does not tell."""
    named = (code_then(tree, c, terms.frames) for c in tree.kids(coded.token, "compound"))
    found = next((c for c in named if c.event_type is not None), None)
    return replace(coded, event_type=None) if found is None else found


def _state_of(holder: Entity | None) -> str | None:
    """The state that a holder speaks for: its own, its office's on that day, or that of a government, army or court.

    None for rebels, parties and private people, whatever their country, and for those who hold an office of a body.
    """
    if holder is None or holder.kind == "state":
        return holder.country if holder else None
    if holder.office is not None:
        return holder.office.of if load_countries().get(holder.office.of) else None
    return holder.country if holder.sector in load_track_words().of_state else None


def _object_polarity(stance: Stance, coded: Coded, tree: Tree, target: int) -> Polarity:
    """The polarity of what is wanted; of a refusal, of what is refused."""
    said = tree[target].deprel == "ccomp" and not stance.rule.endswith("REJECT")  # "declared they would NOT leave"
    plain = target == stance.head or tree[target].upos == "NOUN" or said
    if stance.act == "refusal" and is_negated(tree, target) and plain:
        turned: dict[Polarity, Polarity] = {
            "not_happen": "happen",
            "continue": "stop",
            "stop": "stop",
            "happen": "happen",
        }
        return turned[coded.polarity]
    return coded.polarity


def _object_span(tree: Tree, target: int, condition: FoundCondition | None, *, head: int) -> Span:
    """The words of what is wanted: its phrase or clause without the condition, and what "including" adds to it."""
    here = condition is not None and condition.bond.asked_in is None and condition.bond.bound != target
    cut = [condition.bond.bound] if here and condition is not None else []
    cut += tree.kids(target, "mark", "case", "cc", "conj", "parataxis", "punct")
    cut += [c for c in tree.kids(target, "acl:relcl", "advcl") if _marks(tree, c) & word_class("supposing")]
    if target == head:
        suffered = bool(tree.kids(target, "aux:pass"))  # "all PRISONERS must be RELEASED": the clause as it stands
        cut += [] if suffered else tree.kids(target, "nsubj", "aux", "nsubj:pass", "advmod")
    cut += [t for t in tree.subtree(target) if t != target and _set_apart(tree, t)]
    whole = tree.subtree(target, without=cut)
    whole = sorted([*whole, *_undergoer(tree, target, head=head)])
    tokens = unbroken(whole, target)
    while tokens[0] != target and tree[tokens[0]].lemma.lower() in {"and", "or", "but"}:
        tokens = tokens[1:]
    if condition is not None:
        tokens = without_marker(tree, tokens, condition.bond)
    for child in tree.kids(head, "advcl", "obl"):
        after = min(tree.subtree(child))
        if _marks(tree, child) & word_class("including") and 0 < after - tokens[-1] <= 2:
            tokens = [*tokens, *tree.subtree(child)]
    return tree.span(tokens)


def _undergoer(tree: Tree, target: int, *, head: int) -> list[int]:
    """The words of what something is to be done to, where they stand beside it: "want WARRANTS dropped"."""
    done = tree[target].deprel == "xcomp" and feature(tree[target], "VerbForm") == "Part"
    if not done or tree.kids(target, "mark", "obj", "aux"):
        return []
    return [t for c in tree.kids(head, "obj") if c < target and tree[target].head == head for t in tree.subtree(c)]


def _set_apart(tree: Tree, token: int) -> bool:
    """Whether a phrase says something else: "a truce, BUT to no avail", "a truce, a POSSIBILITY that they favour"."""
    if matches(tree[token].deprel, ("conj",)):
        words = {tree[c].lemma.lower() for c in tree.kids(token, "cc")}
        first = min(tree.subtree(tree.first_conjunct(token)))
        but = "but" in words and "not" not in {tree[t].lemma.lower() for t in (first - 1, first) if t >= 0}
        return but or ("or" in words and tree[token].lemma.lower() in word_class("facing"))
    return (
        tree[token].deprel == "appos" and bool(tree.kids(token, "acl", "acl:relcl")) and bool(tree.kids(token, "det"))
    )


def _marks(tree: Tree, token: int) -> set[str]:
    """The lemmas of the words that open a clause or phrase."""
    return {tree[m].lemma.lower() for m in tree.kids(token, "mark", "case")}


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
        if inside or under or (bond.asked_in is None and bond.bound in tree.children[stance.head]):
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
                        child,
                        without=[c for c in tree.children[child] if tree[c].lemma in word_class("clause_pronouns")],
                    )
    return None


def _deadline(story: StoryIndex, stance: Stance, target: int) -> str | None:
    """The value of the time by which it is to be done."""
    tree = story.trees[stance.sentence]
    for token in (target, stance.head):
        for child in tree.kids(token, "obl", "nmod"):
            if (
                tree.case(child) in word_class("deadline_words")
                and (time := story.time_at(stance.sentence, child)) is not None
            ):
                return time.value
    return None
