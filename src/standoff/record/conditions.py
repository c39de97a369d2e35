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

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from standoff.model import ConditionMention, Consequence, Polarity, Requires, Time
from standoff.record.content import Coded, best_frame, code_content, is_negated
from standoff.record.index import StoryIndex
from standoff.record.parties import party_names, pattern_name
from standoff.span import Span, cover
from standoff.syntax import Tree, feature, matches
from standoff.terms.conditions import Marker
from standoff.terms.frames import FrameTable
from standoff.terms.realis import RealisTable, word_class

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
class Bond:
    """A clause or phrase C bound to a main clause M by a marker, as tokens of one sentence."""

    sentence: int
    main: int
    bound: int
    marker: Marker
    only: bool


@dataclass(frozen=True, slots=True)
class FoundCondition:
    """A condition with the words (sentence and tokens) that it stands on, to be linked with positions."""

    mention: ConditionMention
    bond: Bond
    main: Coded
    bound: Coded


@dataclass(frozen=True, slots=True)
class ConditionTerms:
    """The vocabularies that conditions need."""

    frames: FrameTable
    realis: RealisTable
    markers: Mapping[tuple[str, str], Marker]


def find_conditions(story: StoryIndex, terms: ConditionTerms) -> tuple[FoundCondition, ...]:
    """All conditions of a story in order of the text; ids "c1" …"""
    found: list[FoundCondition] = []
    for number in range(len(story.sentences)):
        for bond in _bonds(story.trees[number], number, terms):
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
    span = _clause_span(tree, need, bond)
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
    if tree[token].upos not in {"VERB", "ADJ"} or not _must(tree, token, terms):
        return False
    words = terms.realis.words["first_words"]
    return any(tree[c].lemma.lower() in words for c in tree.kids(token, "advmod", "obl", "amod"))


def _clauses(tree: Tree, terms: ConditionTerms) -> Iterator[Coded]:
    """What the clauses of a sentence are about, those that look ahead."""
    for token in range(len(tree)):
        if tree[token].upos == "VERB" and _open(tree, token, terms):
            yield code_content(tree, token, terms.frames)
            for child in tree.kids(token, "nsubj", "obj"):
                yield code_content(tree, child, terms.frames)


def _bonds(tree: Tree, number: int, terms: ConditionTerms) -> Iterator[Bond]:
    """Every clause or phrase of a sentence that a marker binds."""
    for token in range(len(tree)):
        deprel = tree[token].deprel
        if not matches(deprel, ("advcl", "obl", "nmod", "acl", "dep", "parataxis", "ccomp")) or tree[token].head < 0:
            continue
        marker, words = _marker(tree, token, terms.markers)
        if marker is None or (deprel == "ccomp" and marker.words in {"if", "when"}):
            continue
        if tree[token].etype == "time" or tree[token].upos == "PRON":
            continue  # "before dawn", "without them"
        if marker.shape in {"after", "before"} and _measured(tree, token):
            continue  # "two days after Moscow quit" tells a time
        if marker.shape == "exchange" and tree[token].lemma.lower() in terms.realis.words["exchange_words"]:
            continue  # "in EXCHANGE for prisoners": the prisoners are what is required
        main = _main(tree, token)
        for member in _requirements(tree, token):
            yield Bond(number, main, member, marker, _only(tree, token, words))


def _measured(tree: Tree, token: int) -> bool:
    """Whether a time is counted off before the marker: "two days after"."""
    return any(c < token and tree[c].etype == "time" for c in tree.kids(token, "obl", "nmod", "advmod", "obj"))


def _requirements(tree: Tree, token: int) -> list[int]:
    """The clause or phrase bound by a marker, and the clauses coordinated with it: "if A and if B"."""
    clauses = [
        c for c in tree.kids(token, "conj") if tree[c].upos in {"VERB", "AUX"} and tree.kids(c, "nsubj", "nsubj:pass")
    ]
    things = [c for c in tree.kids(token, "conj") if tree[token].upos == "NOUN" and tree[c].upos == "NOUN"]
    return [token, *clauses, *things]


def _inverted(tree: Tree, token: int) -> bool:
    """Whether a clause is a condition by its order alone: "SHOULD Moscow open the ports, grain could sail"."""
    first = min(tree.subtree(token))
    subject = tree.kid(token, "nsubj", "nsubj:pass")
    opens = tree[first].form.lower() in word_class("inverted") and tree[first].head == token
    return tree[token].deprel == "advcl" and opens and subject is not None and first < subject


def _marker(tree: Tree, token: int, markers: Mapping[tuple[str, str], Marker]) -> tuple[Marker | None, list[int]]:
    """The marker that opens the clause or phrase headed by `token`, and its words."""
    for stands, deprels in (("mark", ("mark", "advmod", "case", "cc")), ("case", ("case", "mark"))):
        tokens = sorted(
            p for m in tree.kids(token, *deprels) if m < token for p in [m, *tree.kids(m, "fixed", "goeswith")]
        )
        words = " ".join(tree[t].form.lower() for t in tokens)
        for size in range(len(tokens), 0, -1):
            for start in range(len(tokens) - size + 1):
                key = " ".join(tree[t].form.lower() for t in tokens[start : start + size])
                if (key, stands) in markers:
                    return markers[key, stands], tokens
        if words and (words, stands) in markers:
            return markers[words, stands], tokens
    if _inverted(tree, token):
        return markers["if", "mark"], []
    return _phrase_marker(tree, token, markers)


def _phrase_marker(
    tree: Tree, token: int, markers: Mapping[tuple[str, str], Marker]
) -> tuple[Marker | None, list[int]]:
    """Markers of several words that the parse does not hold together: the text right before the clause or phrase."""
    first = min(tree.subtree(token))
    for (words, _), marker in markers.items():
        size = words.count(" ") + 1
        if size < 2:
            continue
        for start in (first, first - size, first - size + 1):
            if start >= 0 and " ".join(t.form.lower() for t in tree.tokens[start : start + size]) == words:
                return marker, list(range(start, start + size))
    return None, []


def _only(tree: Tree, token: int, words: Sequence[int]) -> bool:
    """Whether "only" stands before the marker."""
    first = min(words, default=token)
    near = {tree[w].form.lower() for w in words} | ({tree[first - 1].form.lower()} if first > 0 else set())
    return bool(near & word_class("only_words"))


def _main(tree: Tree, token: int) -> int:
    """The head of the main clause: for a phrase that hangs on a noun, the noun if it is negated."""
    head = tree[token].head
    if tree[head].lemma.lower() in word_class("exchange_nouns") and tree[head].upos == "NOUN" and tree[head].head >= 0:
        head = tree[head].head
    told = tree.kid(head, "ccomp", "parataxis")
    if tree[head].lemma.lower() in word_class("saying_heads") and told is not None and told != token:
        return told  # "it would leave, it said, if …": the condition is of what is said
    return head if tree[head].upos in {"VERB", "AUX", "ADJ"} or is_negated(tree, head) else _carrier(tree, head)


def _carrier(tree: Tree, noun: int) -> int:
    """The word that a noun belongs to as an object or subject, else the noun."""
    head = tree[noun].head
    carried = matches(tree[noun].deprel, ("obj", "nsubj", "nsubj:pass", "obl", "xcomp"))
    return head if head >= 0 and carried and tree[head].upos in {"VERB", "AUX", "ADJ"} else noun


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
    bound_span = _clause_span(tree, bond.bound, bond)
    main_span = _clause_span(tree, bond.main, bond)
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
    open_main = negated or _open(tree, bond.main, terms)
    if main.event_type is None and bound.event_type is None:
        plain = bond.marker.shape in {"until", "unless", "if"} or (bond.marker.shape == "while" and negated)
        return plain and (negated or _modal(tree, bond.main)) and not _past_fact(tree, bond)
    if bond.marker.shape == "exchange":
        return main.event_type is not None
    if bond.marker.shape == "before" and not negated:
        return _must(tree, bond.main, terms) and (bound.event_type is not None or main.event_type is not None)
    if bond.marker.shape in _WEAK or bond.marker.operator == "when":
        ahead = negated or bond.only or _modal(tree, bond.main)
        coded = (main.event_type is not None) + (bound.event_type is not None)
        return (
            ahead
            and not _past_fact(tree, bond)
            and coded >= (1 if bond.only or negated or _modal(tree, bond.main) else 2)
        )
    if bond.marker.shape == "until":
        return open_main and not _past_fact(tree, bond)
    if bond.marker.words == "without":
        return negated and (bound.event_type is not None or _modal(tree, bond.main))
    return open_main or main.event_type is not None


def _past_fact(tree: Tree, bond: Bond) -> bool:
    """Whether the bound clause tells what has been: past, with no modal in the main clause to set it back."""
    set_back = {tree[a].form.lower() for a in tree.kids(bond.main, "aux")} & word_class("set_back")
    return _past(tree, bond.bound) and not set_back


def _past(tree: Tree, token: int) -> bool:
    """Whether a clause is in the simple past."""
    return feature(tree[token], "Tense") == "Past" and not tree.kids(token, "aux")


def _modal(tree: Tree, token: int) -> bool:
    """Whether a clause has a modal: in reported speech the other clause then stands in the past ("until it ended")."""
    return any(tree[a].upos == "AUX" and feature(tree[a], "Tense") is None for a in tree.kids(token, "aux"))


def _open(tree: Tree, main: int, terms: ConditionTerms) -> bool:
    """Whether the main clause is about what may come: a modal, present tense, infinitive, imperative, or no verb."""
    words = terms.realis.words
    auxes = {tree[a].form.lower() for a in tree.kids(main, "aux")} | {
        tree[a].lemma.lower() for a in tree.kids(main, "aux")
    }
    if auxes & (words["will"] | words["may"] | words["must"]):
        return True
    if tree[main].upos not in {"VERB", "AUX"}:
        return not any(feature(tree[c], "Tense") == "Past" for c in tree.kids(main, "cop"))
    return feature(tree[main], "Tense") != "Past" and not auxes & {"did", "had", "was", "were"}


def _must(tree: Tree, main: int, terms: ConditionTerms) -> bool:
    """Whether the main clause is a demand: must, has to, needs to, should, wants, demands."""
    words = terms.realis.words["must"]
    here = [main, *tree.ancestors(main)]
    for token in here[:3]:
        auxes = {tree[a].lemma.lower() for a in tree.kids(token, "aux")}
        if auxes & words or (tree[token].lemma.lower() in {"have", "need"} and tree.kids(token, "xcomp")):
            return True
        found = best_frame(tree, token, terms.frames)
        if found is not None and found[0].act == "demand":
            return True
    return False


def _clause_span(tree: Tree, token: int, bond: Bond) -> Span:
    """The words of one side, without the marker, the other side, and what else is only hung on."""
    cut: list[int] = []
    if token != bond.bound:
        cut = [bond.bound]
        cut += [
            c
            for c in tree.children[token]
            if bond.bound in tree.subtree(c) and tree[c].lemma in word_class("exchange_nouns")
        ]
        cut += tree.kids(token, "parataxis", "advcl:relcl", "punct", "cc", "discourse")
        cut += [
            c
            for c in tree.kids(token, "conj", "ccomp")
            if token == bond.main and bond.bound not in tree.subtree(c) and tree[c].deprel == "conj"
        ]
    else:
        cut = tree.kids(token, "mark", "case", "punct", "cc")
        cut += [c for c in _requirements(tree, token) if c != token]
        cut += [c for c in tree.kids(token, "advmod") if tree[c].form.lower() in {*bond.marker.words.split(), "only"}]
    tokens = tree.subtree(token, without=cut)
    while tokens and tree[tokens[-1]].upos == "PUNCT":
        tokens = tokens[:-1]
    while tokens and tree[tokens[0]].upos == "PUNCT":
        tokens = tokens[1:]
    return tree.span(unbroken(tokens, token) or [token])


def unbroken(tokens: list[int], head: int) -> list[int]:
    """The longest run of tokens around the head that no cut branch breaks by more than punctuation."""
    if head not in tokens:
        return tokens
    at = tokens.index(head)
    low = high = at
    while low > 0 and tokens[low] - tokens[low - 1] <= 2:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1] - tokens[high] <= 2:
        high += 1
    return tokens[low : high + 1]


def _deadline(story: StoryIndex, bond: Bond) -> str | None:
    """The value of a time bound by "by" or "within" in the condition."""
    tree = story.trees[bond.sentence]
    for child in (*tree.children[bond.bound], *tree.children[bond.main]):
        if tree.case(child) in word_class("deadline_words"):
            time: Time | None = story.time_at(bond.sentence, child)
            if time is not None:
                return time.value
    return None
