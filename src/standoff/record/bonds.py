"""Bonds: a clause or phrase tied to a main clause by "until", "unless", "if" …, as the tree shows them.

Which of them are conditions, and their normal form, is for `conditions.py`; bonds told by other words than markers
("depends on", "or face", "otherwise") are in `ties.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from standoff.record.content import best_frame, is_negated
from standoff.record.moods import has_modal, is_pledge
from standoff.syntax import Tree, feature, matches
from standoff.terms.conditions import Marker
from standoff.terms.frames import FrameTable
from standoff.terms.realis import RealisTable, word_class

_LONGEST = 5  # words of the longest marker
_BOUND = ("advcl", "obl", "nmod", "acl", "dep", "parataxis", "ccomp", "conj")


_Longer = Mapping[str, list[tuple[tuple[str, ...], Marker]]]  # markers of several words, by the first


@dataclass(frozen=True, slots=True)
class Bond:
    """A clause or phrase C bound to a main clause M by a marker, as tokens of one sentence.

    `asked_in` is the sentence that holds C where it is not that of M.
    """

    sentence: int
    main: int
    bound: int
    marker: Marker
    only: bool
    asked_in: int | None = None

    @property
    def bound_sentence(self) -> int:
        """The sentence that holds C."""
        return self.sentence if self.asked_in is None else self.asked_in


@dataclass(frozen=True, slots=True)
class ConditionTerms:
    """The vocabularies that conditions need."""

    frames: FrameTable
    realis: RealisTable
    markers: Mapping[tuple[str, str], Marker]


def bonds_of(tree: Tree, number: int, terms: ConditionTerms) -> Iterator[Bond]:
    """Every clause or phrase of a sentence that a marker binds."""
    longer = _long_markers(terms.markers)
    for token in range(len(tree)):
        deprel = tree[token].deprel
        if not matches(deprel, _BOUND) or deprel == "nmod:poss" or tree[token].head < 0:
            continue
        marker, words = _marker(tree, token, terms.markers, longer)
        if marker is None or (deprel == "ccomp" and marker.words in {"if", "when"}):
            continue
        if tree[token].etype == "time" or tree[token].upos == "PRON" or _only_seems(tree, words):
            continue  # "before dawn", "without them", "as if it were over"
        if _only_tells(tree, token, marker) or _lasts(tree, token):
            continue
        if deprel == "obl" and tree[token].upos == "ADV":
            continue  # "until then"
        if marker.shape in {"after", "before"} and _measured(tree, token):
            continue  # "two days after Moscow quit" tells a time
        if token in words:
            continue  # "in EXCHANGE for prisoners": the prisoners are what is required
        only = _only(tree, token, words)
        if deprel == "conj" and not (only or marker.words in word_class("until_marks") | {"unless", "if"}):
            continue  # "…, but ONLY once the curfew is lifted"
        main = _main(tree, token, marker)
        main = _of_what_is_held(tree, main) if marker.shape == "exchange" else _pledged(tree, main)
        for first in _asked_together(tree, token, main) if marker.shape == "before" else [main]:
            for member in requirements(tree, token, main):
                yield Bond(number, first, member, marker, only)


def _asked_together(tree: Tree, token: int, main: int) -> list[int]:
    """What must be before, all of it: "must WITHDRAW and STOP the raids before"; the last conjunct carries the bond."""
    first = tree[main].head
    joined = tree[main].deprel == "conj" and first >= 0 and tree[first].upos == tree[main].upos == "VERB"
    own = tree.kids(main, "nsubj", "nsubj:pass", "aux", "mark")
    return [first, main] if joined and token > main and not own else [main]


def _only_seems(tree: Tree, words: Sequence[int]) -> bool:
    """Whether "as" or "even" before an "if" takes the condition from it."""
    return any(
        tree[w].form.lower() == "if" and tree[w - 1].form.lower() in word_class("no_ifs") for w in words if w > 0
    )


def _only_tells(tree: Tree, token: int, marker: Marker) -> bool:
    """Whether words of condition only tell: "a time WHEN we face it", "depending on WHICH it is", "SHORT OF it"."""
    wh_words = {tree[t].lemma.lower() for t in tree.subtree(token)[:4]} & word_class("wh_words")
    falls = tree[tree[token].head].lemma.lower() in word_class("falling_short")
    beside = any(t.lemma.lower() in word_class("falling_short") for t in tree.tokens[max(0, token - 4) : token])
    first = min(tree.subtree(token))
    at_time = any(t.etype == "time" or t.lemma.lower() == "time" for t in tree.tokens[max(0, first - 2) : first])
    return (
        (marker.words == "when" and (tree[token].deprel == "acl:relcl" or at_time))
        or (marker.words == "depending on" and bool(wh_words))
        or (marker.words == "short of" and (falls or beside))
        or (is_inverted(tree, token) and _had_been(tree, token))
    )


def _lasts(tree: Tree, token: int) -> bool:
    """Whether a verb without subject only says that what it binds before goes on: "as long as raids LAST"."""
    head = tree[token].head
    carried = carries_bond(tree, head) and tree[token].upos == "VERB"
    bare = carried and not tree.kids(token, "nsubj", "nsubj:pass", "obj", "xcomp")
    return bare and any(head < c < token and tree[c].upos == "NOUN" for c in tree.kids(head, "obl"))


def carries_bond(tree: Tree, token: int) -> bool:
    """Whether a word only carries a marker: "as SOON as", "in RETURN for"; "no return" is an act."""
    lemma = tree[token].lemma.lower()
    behind_in = lemma in word_class("bond_carriers_in") and tree.case(token) == "in"
    return (lemma in word_class("bond_carriers") or behind_in) and tree[token].upos != "VERB"


def _had_been(tree: Tree, token: int) -> bool:
    """Whether an inverted clause tells what was not: "HAD it HAPPENED earlier"."""
    opens = tree[min(tree.subtree(token))].form.lower() == "had"
    return opens and feature(tree[token], "VerbForm") == "Part"


def _measured(tree: Tree, token: int) -> bool:
    """Whether a time is counted off before the marker: "two days after"."""
    return any(c < token and tree[c].etype == "time" for c in tree.kids(token, "obl", "nmod", "advmod", "obj"))


def requirements(tree: Tree, token: int, main: int) -> list[int]:
    """The clause or phrase bound by a marker, and those coordinated with it: "if A and if B", "until A does and B"."""
    if tree[token].upos == "NOUN" and not tree.kids(token, "nsubj", "cop"):
        return [token, *_things(tree, token)]
    joined = [c for c in tree.kids(token, "conj") if _further(tree, token, c)]
    stray = [] if tree[main].upos != "VERB" else [c for c in tree.kids(main, "conj") if _stray(tree, token, main, c)]
    inner = [c for o in tree.kids(token, "obj", "obl") for c in tree.kids(o, "conj") if _verb_form(tree, c)]
    return [token, *sorted({*joined, *stray, *inner})]


def _things(tree: Tree, token: int) -> list[int]:
    """Things coordinated with a thing that is required, also those the parse hangs on a noun inside it."""
    joined = [c for c in tree.kids(token, "conj") if tree[c].upos in {"NOUN", "PROPN"}]
    if tree[token].etype == "person":  # "150 women and children held there" are let go together
        joined = [c for c in joined if tree[c].etype != "person" or tree.kids(c, "det", "nummod")]
    inner = [c for n in tree.kids(token, "nmod") for c in tree.kids(n, "conj")]
    return joined + [c for c in inner if tree[c].upos == "NOUN" and tree.kids(c, "det") and tree.kids(c, "nmod")]


def _further(tree: Tree, token: int, conj: int) -> bool:
    """Whether a coordinated clause is required too: not one with a subject and a modal of its own ("and he may go")."""
    if tree[conj].upos not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return False
    own = {tree[a].lemma.lower() for a in tree.kids(conj, "aux")} - {
        tree[a].lemma.lower() for a in tree.kids(token, "aux")
    }
    subject = bool(tree.kids(conj, "nsubj", "nsubj:pass"))
    alternative = any(tree[c].lemma.lower() == "or" for c in tree.kids(conj, "cc"))
    if tree[conj].upos in {"ADJ", "NOUN"} and not (subject and tree.kids(conj, "cop")):
        return False
    return not alternative and not (subject and own & (word_class("will") | word_class("may")))


def _stray(tree: Tree, token: int, main: int, conj: int) -> bool:
    """A finite clause that cannot go with the modal of the main clause: "would leave if he came and FREED them"."""
    if not (conj > token > main and has_modal(tree, main)) or tree[conj].lemma.lower() in word_class("saying_heads"):
        return False
    if _goes_on(tree, token, conj):
        return True
    if tree[conj].upos != "VERB":
        return False
    perfect = any(tree[a].form.lower() in word_class("perfects") for a in tree.kids(conj, "aux"))
    return perfect or (_verb_form(tree, conj) and not tree.kids(conj, "nsubj", "aux"))


def _goes_on(tree: Tree, token: int, conj: int) -> bool:
    """A clause with a subject but no modal right after the bound one: "until the raids end AND THE JETS ARE GONE"."""
    first = min(tree.subtree(conj))
    joined = tree[first].lemma.lower() == "and" and first - 1 == max(
        (t for t in tree.subtree(token) if t < first), default=-1
    )
    return joined and bool(tree.kids(conj, "nsubj", "nsubj:pass")) and not has_modal(tree, conj)


def _verb_form(tree: Tree, token: int) -> bool:
    return tree[token].upos == "VERB" and feature(tree[token], "VerbForm") == "Fin"


def is_inverted(tree: Tree, token: int) -> bool:
    """Whether a clause is a condition by its order alone: "SHOULD Moscow open the ports, grain could sail"."""
    first = min(tree.subtree(token))
    subject = tree.kid(token, "nsubj", "nsubj:pass")
    opens = tree[first].form.lower() in word_class("inverted") and tree[first].head == token
    return tree[token].deprel == "advcl" and opens and subject is not None and first < subject


def _marker(
    tree: Tree, token: int, markers: Mapping[tuple[str, str], Marker], longer: _Longer
) -> tuple[Marker | None, list[int]]:
    """The marker that opens the clause or phrase headed by `token`, and its words."""
    found, places = _phrase_marker(tree, token, longer)
    if found is not None:
        return found, places
    for stands, deprels in (("mark", ("mark", "advmod", "case", "cc")), ("case", ("case", "mark"))):
        tokens = sorted(
            p for m in tree.kids(token, *deprels) if m < token for p in [m, *tree.kids(m, "fixed", "goeswith")]
        )
        for size in range(len(tokens), 0, -1):
            for start in range(len(tokens) - size + 1):
                key = " ".join(tree[t].form.lower() for t in tokens[start : start + size])
                if (key, stands) in markers:
                    return markers[key, stands], tokens
    if is_inverted(tree, token):
        return markers["if", "mark"], []
    return _participle_marker(tree, token, markers)


def _participle_marker(
    tree: Tree, token: int, markers: Mapping[tuple[str, str], Marker]
) -> tuple[Marker | None, list[int]]:
    """ "PROVIDED Britain gave up its claim", where the parse takes the marker for a verb above the clause."""
    before = min(tree.subtree(token)) - 1
    if before >= 0 and tree[before].form.lower() == "that":
        before -= 1
    if before < 0 or tree[before].upos != "VERB" or not matches(tree[token].deprel, ("advcl", "ccomp")):
        return None, []
    near = before == tree[token].head or tree[before].head == tree[token].head
    found = markers.get((tree[before].form.lower(), "mark"))
    return (found, [before]) if found is not None and near else (None, [])


def _phrase_marker(tree: Tree, token: int, longer: _Longer) -> tuple[Marker | None, list[int]]:
    """Markers of several words that the parse does not hold together: the text right before the clause or phrase."""
    first = min(t for t in tree.subtree(token) if tree[t].upos != "PUNCT" or t == token)
    for start in range(max(0, first - _LONGEST), first + 1):
        for words, marker in longer.get(tree[start].form.lower(), ()):
            size = len(words)
            near = start in {first, first - size, first - size + 1}
            if near and tuple(t.form.lower() for t in tree.tokens[start : start + size]) == words:
                return marker, list(range(start, start + size))
    return None, []


def _long_markers(markers: Mapping[tuple[str, str], Marker]) -> _Longer:
    """Markers of several words by their first word, the longest first."""
    out: dict[str, list[tuple[tuple[str, ...], Marker]]] = {}
    for marker in sorted(markers.values(), key=lambda m: -m.words.count(" ")):
        words = tuple(marker.words.split())
        if len(words) > 1:
            out.setdefault(words[0], []).append((words, marker))
    return out


def _only(tree: Tree, token: int, words: Sequence[int]) -> bool:
    """Whether "only" stands before the marker, or before the verb it limits ("will only agree if")."""
    first = min(words, default=token)
    near = {tree[w].form.lower() for w in words} | {tree[w - 1].form.lower() for w in (first, *words) if w > 0}
    head = tree[token].head
    limits = {tree[c].form.lower() for c in tree.kids(head, "advmod") if c == head - 1} if head < token else set()
    return bool((near | limits) & word_class("only_words"))


def _main(tree: Tree, token: int, marker: Marker) -> int:
    """The head of the main clause: for a phrase that hangs on a noun, the noun if it is negated."""
    head = tree[token].head
    carried = carries_bond(tree, head)
    if tree[head].head >= 0 and (carried or tree[head].form.lower() in word_class("provisos")):
        head = tree[head].head
    stopped = tree[head].lemma.lower() in word_class("suspending")  # "declare FREEZING the talks until"
    if (
        tree[head].deprel == "xcomp"
        and not stopped
        and (feature(tree[head], "VerbForm") == "Ger" or _is_going(tree, tree[head].head))
    ):
        head = tree[head].head  # "will STOP hitting ships when", "are not GOING to talk unless"
    told = tree.kid(head, "ccomp", "parataxis")
    inserted = tree[head].deprel == "parataxis" and told is None and tree[head].head >= 0
    if told is None and tree[head].lemma.lower() in word_class("saying_heads"):
        return _headed(tree, head, token)
    if inserted and tree[head].lemma.lower() in word_class("saying_heads"):
        return tree[head].head  # "he was ready to meet, HE TOLD reporters, but only if"
    if tree[head].lemma.lower() in word_class("saying_heads") and told is not None and told != token:
        if _sets_the_saying(tree, token, head, told, marker):
            return head
        return told  # "it would leave, it said, if …": the condition is of what is said
    if carries_bond(tree, head):
        return _carrier(tree, head)
    return head if tree[head].upos in {"VERB", "AUX", "ADJ"} or is_negated(tree, head) else _carrier(tree, head)


def _headed(tree: Tree, saying: int, token: int) -> int:
    """What a headline tells before who says it: "TRUCE only after talks, rebels say"; else the saying."""
    before = [c for c in tree.kids(saying, "nsubj", "dislocated", "obl") if c < token and tree[c].upos == "NOUN"]
    sayers = [c for c in tree.kids(saying, "nsubj") if token < c < saying]
    return before[0] if before and sayers else saying


def _is_going(tree: Tree, token: int) -> bool:
    """Whether "going" only tells what is to come: "we ARE not GOING to"."""
    return tree[token].form.lower() == "going" and any(tree[a].lemma == "be" for a in tree.kids(token, "aux"))


def _sets_the_saying(tree: Tree, token: int, head: int, told: int, marker: Marker) -> bool:
    """Whether a phrase tells when it was said: "AFTER the raid, he said", "…", he said AFTER talks."""
    first = min(tree.subtree(token))
    bare = told < head < first and tree[first - 1].upos != "PUNCT" and not _only(tree, token, [first])
    return marker.shape in {"after", "before"} and (token < head or head < token < min(tree.subtree(told)) or bare)


def _of_what_is_held(tree: Tree, main: int) -> int:
    """What is exchanged, not how it is held: "the RELEASE of women held in Gaza in exchange for"."""
    if tree[main].deprel != "acl" or feature(tree[main], "VerbForm") != "Part":
        return main
    noun = tree[main].head
    return tree[noun].head if matches(tree[noun].deprel, ("nmod",)) else _carrier(tree, noun)


def _carrier(tree: Tree, noun: int) -> int:
    """The word that a noun belongs to as an object or subject, else the noun."""
    head = tree[noun].head
    carried = matches(tree[noun].deprel, ("obj", "nsubj", "nsubj:pass", "obl", "xcomp"))
    return head if head >= 0 and carried and tree[head].upos in {"VERB", "AUX", "ADJ"} else noun


def _pledged(tree: Tree, main: int) -> int:
    """What is pledged, where a verb of pledging is the main clause and holds a thing."""
    thing = tree.kid(main, "obj")
    return thing if thing is not None and is_pledge(tree, thing) else main


def is_unreal(tree: Tree, token: int) -> bool:
    """Whether a clause tells what would have been: "would have fallen", which no party waits for."""
    auxes = [tree[a].lemma.lower() for a in tree.kids(token, "aux")]
    return "have" in auxes and bool(set(auxes) & (word_class("set_back") | {"'d"}))


def looks_ahead(tree: Tree, main: int, terms: ConditionTerms) -> bool:
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


def is_demanded(tree: Tree, main: int, terms: ConditionTerms) -> bool:
    """Whether the main clause is a demand: must, has to, needs to, should, wants, demands, an order."""
    words = terms.realis.words["must"]
    here = [main, *tree.ancestors(main)]
    for token in here[:3]:
        auxes = {tree[a].lemma.lower() for a in tree.kids(token, "aux")}
        if auxes & words or (tree[token].lemma.lower() in {"have", "need"} and tree.kids(token, "xcomp")):
            return True
        if token != main and tree[token].lemma.lower() in word_class("wanting"):
            return True
        found = best_frame(tree, token, terms.frames)
        if found is not None and found[0].act == "demand":
            return True
    return feature(tree[main], "Mood") == "Imp"
