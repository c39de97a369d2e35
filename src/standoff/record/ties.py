"""Bonds told without a marker: "depends on", "a condition for", "leave or face war", "otherwise", "only then".

Each becomes a `Bond` whose marker has the operator and the shape of its normal form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standoff.model import Operator
from standoff.record.bonds import Bond, ConditionTerms, is_demanded, looks_ahead
from standoff.record.content import best_frame, is_negated
from standoff.record.index import StoryIndex
from standoff.record.slots import expand
from standoff.syntax import Tree, feature, matches
from standoff.terms.conditions import Marker
from standoff.terms.realis import word_class

_OWED: Operator = "conditional_on"


def ties_of(story: StoryIndex, number: int, terms: ConditionTerms) -> Iterator[Bond]:
    """Every bond of a sentence that no marker tells, also with what the sentence before it demands."""
    tree = story.trees[number]
    for token in range(len(tree)):
        lemma = tree[token].lemma.lower()
        if lemma in word_class("depending") | word_class("dependent"):
            yield from _dependence(tree, number, token)
        elif lemma in word_class("tying") and tree[token].upos == "VERB":
            yield from _tied(tree, number, token)
        elif lemma in word_class("requiring") and tree[token].upos == "VERB":
            yield from _required(tree, number, token)
        elif lemma in word_class("condition_nouns") and tree[token].upos == "NOUN":
            yield from _condition_noun(tree, number, token)
        elif tree[token].form.lower() in {"or", "and"} and tree[token].deprel == "cc":
            yield from _alternative(tree, number, token, terms)
        elif tree[token].form.lower() in word_class("lasting_marks") and tree[token].upos != "ADP":
            yield from _pending(tree, number, token)
        elif lemma in word_class("first_words"):
            yield from _first_then(tree, number, token, terms)
    yield from _answered(story, number, terms)


def _bond(number: int, main: int, bound: int, *, words: str, operator: Operator, shape: str) -> Bond:
    return Bond(number, main, bound, Marker(words, "tie", operator, shape), only=False)


def _dependence(tree: Tree, number: int, token: int) -> Iterator[Bond]:
    """X depends on Y; X is conditional on Y; made X conditional on Y."""
    needs = [
        c
        for c in tree.kids(token, "obl", "advcl", "ccomp", "nmod")
        if "on" in {tree[m].form.lower() for m in tree.kids(c, "case", "mark")} or "upon" in tree.case(c)
    ]
    what = tree.kid(token, "nsubj", "nsubj:pass", "csubj")
    head = tree[token].head
    if what is None and head >= 0 and matches(tree[token].deprel, ("xcomp", "amod", "acl")):
        what = tree.kid(head, "obj", "nsubj:pass") if tree[head].upos == "VERB" else head
    if what is not None and tree[what].upos != "PRON":
        for need in needs:
            for member in _members(tree, need):
                yield _bond(number, what, member, words=tree[token].lemma, operator=_OWED, shape="if")


def _members(tree: Tree, token: int) -> list[int]:
    return expand(tree, [token]) if tree[token].upos in {"NOUN", "PROPN"} else [token]


def _tied(tree: Tree, number: int, token: int) -> Iterator[Bond]:
    """X tied, or linked, its aid to the release of prisoners."""
    what = tree.kid(token, "obj", "nsubj:pass")
    needs = [c for c in tree.kids(token, "obl") if tree.case(c) == "to" and what is not None and c > what]
    if what is None or not needs:
        return
    acts = [t for t in (what, needs[0]) if tree[t].upos == "NOUN"]
    if len(acts) == 2 and any(tree[t].etype in {"event", "abstract"} for t in acts):
        for member in _members(tree, needs[0]):
            yield _bond(number, what, member, words=tree[token].lemma, operator=_OWED, shape="if")


def _required(tree: Tree, number: int, verb: int) -> Iterator[Bond]:
    """Any ceasefire would REQUIRE a withdrawal: one act cannot be without another."""
    what = tree.kid(verb, "nsubj", "csubj")
    act = what is not None and (tree[what].etype == "event" or tree[what].deprel == "csubj")
    if what is None or not act or tree[what].upos not in {"NOUN", "VERB"} or feature(tree[verb], "Tense") == "Past":
        return
    for need in tree.kids(verb, "obj"):
        for member in _members(tree, need):
            yield _bond(number, what, member, words=tree[verb].lemma, operator=_OWED, shape="if")


def _condition_noun(tree: Tree, number: int, noun: int) -> Iterator[Bond]:
    """X is a condition for Y; makes X a condition of Y; three conditions for Y: A, B and C; on one condition: P."""
    what = next((c for c in tree.kids(noun, "nmod", "obl", "acl") if _serves(tree, c)), None)
    listed = _listed(tree, noun)
    if what is None and tree[noun].head >= 0 and matches(tree[noun].deprel, ("obl",)) and tree.case(noun) == "on":
        what = tree[noun].head
    if what is None or tree[what].etype == "time":
        return
    needs = listed or [t for n in _named_need(tree, noun) for t in _members(tree, n)]
    for need in needs:
        if need != what and tree[need].upos not in {"PRON", "PROPN"} and what not in tree.subtree(need, without=[noun]):
            yield _bond(number, what, need, words=tree[noun].lemma, operator=_OWED, shape="if")


def _serves(tree: Tree, token: int) -> bool:
    """Whether a phrase tells what the condition is for: "for talks", "for joining the talks"."""
    return bool({tree[m].form.lower() for m in tree.kids(token, "case", "mark")} & {"for", "of", "to"})


def _listed(tree: Tree, noun: int) -> list[int]:
    """What stands after the colon behind a noun of condition."""
    colon = next((t for t in range(noun + 1, len(tree)) if tree[t].form == ":"), None)
    if colon is None or any(tree[t].upos == "VERB" and tree[t].deprel != "acl" for t in range(noun + 1, colon)):
        return []
    after = [
        t
        for t in range(colon + 1, len(tree))
        if tree[t].head <= colon and tree[t].upos in {"NOUN", "VERB", "PROPN", "ADJ"}
    ]
    return [m for t in after[:1] for m in (t, *tree.kids(t, "conj"))]


def _named_need(tree: Tree, noun: int) -> list[int]:
    """What is made, set, or named as the condition."""
    head = tree[noun].head
    if tree.kids(noun, "cop"):
        return tree.kids(noun, "nsubj")
    if head < 0:
        return []
    as_phrase = tree.case(noun) == "as" and matches(tree[noun].deprel, ("obl", "nmod", "xcomp", "advcl"))
    made = [c for c in tree.kids(head, "obj") if c < noun] if matches(tree[noun].deprel, ("obj",)) else []
    if made:
        return made  # "made A HALT to the raids a condition": the parse may see two objects
    if matches(tree[noun].deprel, ("xcomp",)) or as_phrase:
        return [head] if tree[head].upos == "NOUN" else _made(tree, head) or _asked(tree, head) or _behind(tree, noun)
    if matches(tree[noun].deprel, ("nsubj",)) and tree[head].lemma.lower() in word_class("condition_verbs"):
        return tree.kids(head, "obj", "xcomp", "ccomp")
    being = tree.kids(head, "cop") or any(tree[a].lemma == "be" for a in tree.kids(head, "aux"))
    return [head] if matches(tree[noun].deprel, ("nsubj",)) and being and not tree.case(head) else []


def _made(tree: Tree, verb: int) -> list[int]:
    """What is named, or asked for: the object of a verb, or the clause that it governs."""
    things = [*tree.kids(verb, "obj"), *tree.kids(verb, "nsubj:pass")]
    below = [*tree.kids(verb, "xcomp"), *(c for t in things for c in tree.kids(t, "acl"))]
    done = [c for c in below if feature(tree[c], "VerbForm") == "Part"]
    if tree[verb].lemma.lower() in word_class("wanting") and done:
        return done  # "wants the sanctions REMOVED"
    return things or tree.kids(verb, "ccomp")


def _behind(tree: Tree, noun: int) -> list[int]:
    """A clause with a subject that the parse hangs on what the condition serves: "for talks THAT THE ARMY LEAVE"."""
    below = tree.subtree(noun)
    clauses = [c for t in below for c in tree.kids(t, "acl:relcl", "acl") if tree.kids(c, "nsubj") and c > noun]
    return [c for c in clauses if any(tree[k].lemma.lower() == "that" and k < c for k in tree.children[c])]


def _asked(tree: Tree, verb: int) -> list[int]:
    """What a verb of asking asks for: "called for A as a condition"."""
    return [c for c in tree.kids(verb, "obl") if tree.case(c) == "for"]


def _alternative(tree: Tree, number: int, conjunction: int, terms: ConditionTerms) -> Iterator[Bond]:
    """Leave OR face strikes; they must go, or we will march; free him AND we will talk."""
    other = tree[conjunction].head
    asked = tree[other].head
    if other <= conjunction or asked < 0 or asked > conjunction or tree[other].deprel != "conj":
        return
    faced = tree.kids(other, "obj", "xcomp", "ccomp", "advcl")
    facing = tree[other].lemma.lower() in word_class("facing") and bool(faced)
    subject = tree.kid(other, "nsubj", "nsubj:pass")
    threat = subject is not None and looks_ahead(tree, other, terms)
    passive = bool(tree.kids(other, "aux:pass")) and not tree.kids(other, "nsubj", "nsubj:pass")
    order = feature(tree[asked], "Mood") == "Imp" or _is_order(tree, asked)
    demanded = order or is_demanded(tree, asked, terms) or _told_to(tree, asked)
    if tree[conjunction].form.lower() == "and":
        will = {tree[a].lemma.lower() for a in tree.kids(other, "aux")} & word_class("will")
        more = {tree[c].lemma.lower() for c in tree.kids(asked, "amod", "nummod", "det")} & word_class("one_more")
        step = bool(more) and not tree.kids(asked, "nsubj", "cop")  # "one more step and we …"
        if subject is not None and (step or (order and will)):
            yield _bond(number, other, asked, words="and", operator="if", shape="if")
        return
    if not demanded or not (facing or threat or passive):
        return
    main = faced[0] if facing else other
    for need in _needs_of(tree, asked, other):
        yield _bond(number, main, need, words="or", operator="unless", shape="unless")


def _needs_of(tree: Tree, asked: int, other: int) -> list[int]:
    """What is demanded before an "or": the content of a verb of demanding, else the clause, each with its conjuncts."""
    content = tree.kid(asked, "ccomp", "xcomp")
    if content is not None and content < other and tree[asked].lemma.lower() in word_class("pleading"):
        asked = content
    before = [c for c in tree.kids(asked, "conj") if c < other and tree[c].upos == tree[asked].upos]
    head = tree[asked].head
    if tree[asked].deprel == "conj" and head >= 0 and tree[head].upos == tree[asked].upos:
        return [head, asked]
    return [asked, *before]


def _pending(tree: Tree, number: int, token: int) -> Iterator[Bond]:
    """X is suspended PENDING Y, where the parse takes it for a participle, of the verb or of Y."""
    needs = tree.kids(token, "obj") if tree[token].deprel == "advcl" else [tree[token].head]
    main = tree[token].head if tree[token].deprel == "advcl" else tree[tree[token].head].head
    if tree[token].deprel in {"advcl", "amod"} and main >= 0 and tree[main].upos == "VERB" and main < token:
        for need in needs:
            yield _bond(number, main, need, words="pending", operator="until", shape="until")


def _first_then(tree: Tree, number: int, first: int, terms: ConditionTerms) -> Iterator[Bond]:
    """FIRST they leave, THEN we talk."""
    need = tree[first].head
    then = next((t for t in range(first + 1, len(tree)) if tree[t].form.lower() in word_class("then_words")), None)
    main = tree[then].head if then is not None else -1
    clauses = need >= 0 and main > need and {tree[need].upos, tree[main].upos} <= {"VERB", "AUX", "ADJ"}
    if clauses and looks_ahead(tree, need, terms) and looks_ahead(tree, main, terms):
        yield _bond(number, main, need, words="first", operator="before", shape="first")


def _is_order(tree: Tree, verb: int) -> bool:
    """Whether a bare verb opens its sentence or quotation: "Stop the war or …"."""
    first = min(tree.subtree(verb))
    bare = tree[verb].upos == "VERB" and not tree.kids(verb, "nsubj", "nsubj:pass", "aux", "mark", "expl")
    opens = all(tree[t].upos in {"PUNCT", "ADV"} for t in range(first, verb))
    bare = bare and feature(tree[verb], "VerbForm") in {"Fin", "Inf", None}
    return bare and opens and feature(tree[verb], "Tense") != "Past"


def _told_to(tree: Tree, verb: int) -> bool:
    """Whether an infinitive is what somebody is told, or given time, to do."""
    infinitive = any(tree[m].lemma == "to" for m in tree.kids(verb, "mark"))
    above = list(tree.ancestors(verb))[:2]
    return infinitive and any(tree[a].lemma.lower() in word_class("pleading") for a in above)


# ---------------------------------------------------------------- answers to what was demanded before


def _answered(story: StoryIndex, number: int, terms: ConditionTerms) -> Iterator[Bond]:
    """Otherwise, …; if not, …; if it does not, …; only then …; until then …: of what was demanded before."""
    tree = story.trees[number]
    for token in range(len(tree)):
        found = _answer(tree, token, terms)
        if found is None:
            continue
        main, marker = found
        for place, need in _demanded_before(story, number, _first_of(tree, main, token), terms):
            yield Bond(number, main, need, marker, only=False, asked_in=place)


def _first_of(tree: Tree, main: int, token: int) -> int:
    return min(min(tree.subtree(main)), token)


def _answer(tree: Tree, token: int, terms: ConditionTerms) -> tuple[int, Marker] | None:
    """The clause that answers a demand, and how."""
    form, head = tree[token].form.lower(), tree[token].head
    if form in word_class("otherwise") and head >= 0 and matches(tree[token].deprel, ("advmod", "cc", "fixed", "mark")):
        main = head if tree[head].upos in {"VERB", "AUX", "ADJ"} else tree[head].head
        opening = token == 0 or tree[token - 1].upos == "PUNCT" or tree[token - 1].form.lower() == "or"
        return (main, Marker("otherwise", "tie", "unless", "unless")) if main >= 0 and opening else None
    if form == "failing" and token + 1 < len(tree) and tree[token + 1].form.lower() in {"which", "that"}:
        main = next((a for a in tree.ancestors(token) if tree[a].upos == "VERB"), -1)
        clause = main if main > token else tree.kid(token, "parataxis", "ccomp", "xcomp") or -1
        return (clause, Marker("failing", "tie", "unless", "unless")) if clause >= 0 else None
    if form == "then" and head >= 0 and matches(tree[token].deprel, ("advmod", "obl", "nmod")):
        return _then(tree, token, head, terms)
    return _unmet(tree, token)


def _then(tree: Tree, token: int, head: int, terms: ConditionTerms) -> tuple[int, Marker] | None:
    """Only then will P; until then, no P; then we can P."""
    before = tree[token - 1].form.lower() if token > 0 else ""
    main = head if tree[head].upos in {"VERB", "AUX", "ADJ", "NOUN"} else tree[head].head
    if main < 0 or not looks_ahead(tree, main, terms):
        return None
    if before in word_class("until_marks"):
        return (main, Marker("until then", "tie", "until", "until")) if is_negated(tree, main) else None
    if before in word_class("only_words"):
        return main, Marker("only then", "tie", "only_if", "if")
    opens = token <= min(tree.subtree(main)) + 2
    modal = bool(tree.kids(main, "aux"))
    return (main, Marker("then", "tie", "before", "first")) if opens and modal else None


def _unmet(tree: Tree, token: int) -> tuple[int, Marker] | None:
    """If not, …; if it does not, …; if they fail to do so, …"""
    marked = any(tree[m].form.lower() == "if" for m in tree.kids(token, "mark"))
    head = tree[token].head
    if not marked or head < 0 or not matches(tree[token].deprel, ("advcl", "dep")):
        return None
    lemma = tree[token].lemma.lower()
    bare = not tree.kids(token, "obj", "obl", "ccomp", "advcl", "expl")
    bare = bare and all(tree[c].upos == "PRON" or lemma != "be" for c in tree.kids(token, "nsubj"))
    ellipsis = lemma in {"not", "no"} or (lemma in {"do", "be"} and is_negated(tree, token) and bare)
    failed = (
        lemma in word_class("pro_verbs")
        and lemma != "do"
        and all(tree[c].lemma == "do" for c in tree.kids(token, "xcomp"))
    )
    if not (ellipsis or (failed and bare)):
        return None
    return head, Marker("if not", "tie", "if", "unmet")


def is_unmet(tree: Tree, token: int) -> bool:
    """Whether an if-clause only takes up what was asked before: "if not", "if they do not"."""
    return _unmet(tree, token) is not None


def _demanded_before(story: StoryIndex, number: int, before: int, terms: ConditionTerms) -> Sequence[tuple[int, int]]:
    """What was last demanded before a word: in its sentence, else in the one before it."""
    for place, end in ((number, before), (number - 1, None)):
        if place < 0:
            continue
        tree = story.trees[place]
        found = [t for t in range(len(tree) if end is None else end) if _wanted(tree, t, terms)]
        if found:
            return [
                (place, m)
                for m in (found[-1], *[c for c in tree.kids(found[-1], "conj") if end is None or c < end][:3])
            ]
    return []


def _wanted(tree: Tree, token: int, terms: ConditionTerms) -> bool:
    """Whether a word heads what somebody must do, is told, given time, or asked to do."""
    here = tree[token]
    if here.upos == "VERB":
        auxes = {tree[a].lemma.lower() for a in tree.kids(token, "aux")}
        must = bool(auxes & word_class("must"))
        timed = _told_to(tree, token) or _time_to(tree, token) or _has_to(tree, token)
        let = (
            here.lemma.lower() == "let" and feature(here, "VerbForm") != "Part" and not tree.kids(token, "nsubj", "aux")
        )
        return (
            must
            or timed
            or let
            or (_is_order(tree, token) and here.deprel != "conj")
            or _demand_clause(tree, token, terms)
        )
    if here.upos in {"NOUN", "NUM"} and here.head >= 0 and here.etype != "time":
        return _demand_object(tree, token, terms)
    return False


def _has_to(tree: Tree, verb: int) -> bool:
    head = tree[verb].head
    return tree[verb].deprel == "xcomp" and head >= 0 and tree[head].lemma.lower() in word_class("have_to")


def _time_to(tree: Tree, verb: int) -> bool:
    """Has thirty days TO DISARM."""
    head = tree[verb].head
    infinitive = any(tree[m].lemma == "to" for m in tree.kids(verb, "mark"))
    return infinitive and head >= 0 and tree[head].etype == "time" and tree[head].upos == "NOUN"


def _demand_clause(tree: Tree, verb: int, terms: ConditionTerms) -> bool:
    """The clause that a verb of demanding governs: "demanded that they LEAVE"."""
    head = tree[verb].head
    if head < 0 or tree[verb].deprel not in {"ccomp", "xcomp"}:
        return False
    found = best_frame(tree, head, terms.frames)
    return found is not None and found[0].act == "demand"


def _demand_object(tree: Tree, noun: int, terms: ConditionTerms) -> bool:
    """The object of a verb of demanding: "demanded the RELEASE of prisoners", "asked for MONEY"."""
    head = tree[noun].head
    direct = matches(tree[noun].deprel, ("obj",)) or (matches(tree[noun].deprel, ("obl",)) and tree.case(noun) == "for")
    found = best_frame(tree, head, terms.frames) if direct and tree[head].upos == "VERB" else None
    return found is not None and found[0].act == "demand"
