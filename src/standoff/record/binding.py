"""Which bonds are conditions of one act for another, and which only tell a time, a habit, an aim, or a remark."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.record.bonds import Bond, ConditionTerms, is_demanded, is_unreal, looks_ahead
from standoff.record.content import Coded, best_frame
from standoff.record.index import StoryIndex
from standoff.record.moods import has_modal, is_open, is_past, is_pledge, is_simple_past
from standoff.syntax import Tree, feature, matches
from standoff.terms.realis import word_class

_WEAK = frozenset({"after", "before", "while"})  # shapes whose markers more often tell a time than a condition
_STRONG = frozenset({"if", "unless", "until", "as_long_as"})
_ONLY_TIMES = frozenset({"while", "after", "before", "following"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A bond with the codes of its two sides, and whether the main clause denies ("not", "refuses to")."""

    bond: Bond
    main: Coded
    bound: Coded
    negated: bool

    @property
    def typed(self) -> int:
        """How many of the two sides are acts with a code."""
        return (self.main.event_type is not None) + (self.bound.event_type is not None)


def is_condition(story: StoryIndex, read: Reading, terms: ConditionTerms) -> bool:
    """Whether a bond is a condition of one act for another."""
    bond, tree = read.bond, story.trees[read.bond.sentence]
    ends = (t.form for t in tree.tokens[max(bond.main, bond.bound) :] if t.form in {"?", ".", "!"})
    if next(ends, "") == "?":
        return False  # a question sets nothing
    if bond.asked_in is None and tree[bond.bound].lemma.lower() in word_class("no_needs"):
        return False  # "spoke on condition of ANONYMITY"
    if bond.marker.words in word_class("lasting_marks") and tree[bond.bound].lemma.lower() in word_class("inquiries"):
        return False  # "released pending investigation" is how the law goes
    if bond.marker.stands == "tie":
        loose = bond.marker.shape == "first" or bond.marker.words in word_class("loose_ties")
        return read.typed > 0 or not loose
    if bond.marker.stands == "case" and _is_time(story, bond):
        return False  # "until this coming Saturday"
    if bond.marker.words == "while" and _only_contrasts(tree, read):
        return False
    if _outside_what_is_said(tree, bond) or _is_asked(tree, bond):
        return False
    if _tells_what_was(tree, read, terms) or _says_nothing(tree, read):
        return False
    if bond.marker.shape == "before" and not read.negated:
        spoken = tree[bond.main].upos in {"VERB", "AUX", "ADJ"} or tree[bond.main].deprel in {"obj", "obl", "conj"}
        return spoken and is_demanded(tree, bond.main, terms) and read.typed > 0
    if bond.marker.operator == "conditional_on":
        return True
    ahead = looks_ahead(tree, bond.main, terms)
    ahead = ahead or (bond.marker.operator in {"if", "unless"} and _takes_a_stand(tree, bond.main, terms))
    ahead = ahead or is_put_off(tree, bond)
    return _waits(tree, read, ahead=ahead, fact=_past_fact(tree, bond, terms))


def _outside_what_is_said(tree: Tree, bond: Bond) -> bool:
    """Whether a time sets the saying, whatever the parse hangs it on: "…", she said AFTER MEETING them."""
    saying, first = tree[bond.main].head, min(tree.subtree(bond.bound))
    if saying < 0 or tree[saying].lemma.lower() not in word_class("saying_heads"):
        return False
    if bond.bound < saying < bond.main and matches(tree[bond.main].deprel, ("ccomp",)):
        return bond.marker.shape in _WEAK and bond.marker.operator in {"after", "before"}  # "AFTER X, she said Y"
    between = bond.main < saying < first
    return between and bond.marker.shape in _WEAK and not bond.only and tree[first - 1].upos != "PUNCT"


def _is_asked(tree: Tree, bond: Bond) -> bool:
    """Whether one side is what somebody was asked: "ASKED IF it would return if …"."""
    marks = [m for side in (bond.main, bond.bound) for m in tree.kids(side, "mark") if m > 0]
    return any(tree[m].form.lower() in word_class("unreal_marks") and tree[m - 1].lemma.lower() == "ask" for m in marks)


def _is_time(story: StoryIndex, bond: Bond) -> bool:
    """Whether what is bound is a day or an hour."""
    return story.time_at(bond.sentence, bond.bound) is not None


def _goes_before(tree: Tree, bond: Bond) -> bool:
    """Whether a clause without subject tells what went before: behind a main clause with no modal, no "only"."""
    gerund = tree[bond.bound].form.lower().endswith("ing") and not tree.kids(bond.bound, "nsubj", "nsubj:pass")
    return gerund and not bond.only and not has_modal(tree, bond.main)


def _only_contrasts(tree: Tree, read: Reading) -> bool:
    """Whether a "while" sets two things side by side: behind a comma, before the main clause, or where nothing lasts.

    It is "as long as" only in "no talks WHILE shells fall", and where what it binds goes on: "WHILE the siege lasts".
    """
    main, bound = read.bond.main, tree.first_conjunct(read.bond.bound)
    first = min(t for t in tree.subtree(bound) if tree[t].upos != "PUNCT")
    apart = bound < main or (first > 0 and tree[first - 1].form == ",")
    lasts = read.bound.polarity == "continue" or tree[bound].lemma.lower() in word_class("staying")
    told = tree[bound].lemma.lower() in word_class("saying_heads") or has_modal(tree, bound)
    told = told or (is_past(tree, bound) and not lasts)
    if tree[bound].upos == "NOUN" and not tree.kids(bound, "nsubj"):
        return not read.negated and tree[main].lemma.lower() not in word_class("ruled_out")  # "while under sanctions"
    still = any(tree[c].form.lower() in word_class("still_words") for c in tree.kids(bound, "advmod"))
    if bound < main and read.negated and (lasts or still or feature(tree[bound], "Tense") == "Pres"):
        return told
    return apart or told or not (read.negated or lasts or still)


def _waits(tree: Tree, read: Reading, *, ahead: bool, fact: bool) -> bool:
    """Whether the main clause waits for the bound one, by the shape of the marker."""
    bond, main, bound, negated = read.bond, read.main, read.bound, read.negated
    shape, typed = bond.marker.shape, read.typed
    present = bond.marker.operator == "when" and _own_present(tree, bond.main) and not is_past(tree, bond.bound)
    modal = present or is_open(tree, bond.main)
    if shape == "exchange":
        return main.event_type is not None or (typed > 0 and ahead) or (modal and tree[bond.main].upos == "VERB")
    if fact:
        return False
    clause = tree[bond.bound].upos in {"VERB", "AUX"} or bool(tree.kids(bond.bound, "nsubj", "cop"))
    if bond.marker.words in word_class("lasting_marks"):
        return typed > 0
    if shape in _WEAK:
        told = _goes_before(tree, bond) or (bond.marker.words == "following" and not has_modal(tree, bond.main))
        if shape == "after" and told and not (negated or bond.only):
            return False  # "agreed to end the war AFTER COMING close to collapse"
        if bond.marker.words in word_class("time_phrases") and not clause and bound.event_type == "CONSULT":
            return negated or bond.only  # "would leave, it said AFTER TALKS in Geneva"
        plain = clause and (modal or negated) and bond.marker.words not in _ONLY_TIMES
        acts = typed > 0 if clause else bound.event_type is not None
        return plain or ((negated or bond.only or modal) and acts)
    if shape == "until" and not negated and is_put_off(tree, bond):
        return typed > 0
    if shape == "until" and not negated:
        return (typed > 0 and ahead and (clause or bound.event_type is not None)) or (clause and modal)
    if bond.marker.words == "without":
        there = tree[bond.main].upos == "NOUN" and tree[bond.main].head >= 0 and is_open(tree, tree[bond.main].head)
        return negated and (bound.event_type is not None or modal or there)
    return negated or ahead or bond.only or main.event_type is not None


def _tells_what_was(tree: Tree, read: Reading, terms: ConditionTerms) -> bool:
    """Whether the main clause tells what was, or what would have been."""
    main = read.bond.main
    stands = read.bond.marker.operator in {"if", "unless"} and _takes_a_stand(tree, main, terms)
    if stands or read.bond.marker.words in word_class("lasting_marks") or is_put_off(tree, read.bond):
        return False
    return is_unreal(tree, main) or (is_past(tree, main) and _past_before(tree, read.bond, negated=read.negated))


def is_put_off(tree: Tree, bond: Bond) -> bool:
    """Whether a main clause puts something off until what is not past: "SUSPENDED talks until the fire stops"."""
    off = bond.marker.shape == "until" and tree[bond.main].lemma.lower() in word_class("suspending")
    if not off or bond.asked_in is not None:
        return False
    due = tree[bond.bound].upos == "VERB" and not is_past(tree, bond.bound)
    done = tree[bond.bound].etype == "event" and bool(tree.kids(bond.bound, "nmod"))  # "until the RELEASE of the men"
    return due or done


def _says_nothing(tree: Tree, read: Reading) -> bool:
    """Whether a bond only tells a habit, a judgement, or what goes without saying."""
    bond = read.bond
    if _as_one_likes(tree, bond.bound) or (bond.marker.operator == "when" and _habit(tree, bond.bound)):
        return True
    return not read.negated and ((read.typed == 0 and _idle(tree, bond)) or _remark(tree, bond.main))


def _idle(tree: Tree, bond: Bond) -> bool:
    """Whether neither side tells of an act: "he would be fine if", "if you want", "we can do that when"."""
    main, bound = tree[bond.main], tree[bond.bound]
    auxes = {tree[a].lemma.lower() for a in tree.kids(bond.main, "aux")}
    able = bool(auxes & word_class("ability")) and bond.marker.shape == "after"
    state = main.upos in {"ADJ", "NOUN", "PRON"} and bool(tree.kids(bond.main, "cop"))
    return state or able or bound.lemma.lower() in word_class("idle_ifs")


def _as_one_likes(tree: Tree, bound: int) -> bool:
    """Whether an if says nothing: "if you want", "if they wish", "if necessary"."""
    if tree[bound].lemma.lower() in word_class("as_needed") and not tree.kids(bound, "nsubj", "nsubj:pass", "expl"):
        return True
    return tree[bound].lemma.lower() in word_class("wanting") and not tree.kids(bound, "obj", "xcomp", "ccomp")


def _habit(tree: Tree, bound: int) -> bool:
    """Whether a when-clause tells a habit: "when I would sing", "when asked"."""
    modal = bool({tree[a].lemma.lower() for a in tree.kids(bound, "aux")} & word_class("set_back"))
    bare = tree[bound].upos == "VERB" and not tree.kids(bound, "nsubj", "nsubj:pass", "aux", "cop")
    return modal or bare


def _remark(tree: Tree, main: int) -> bool:
    """Whether a main clause only judges: "it would be an outrage if …"."""
    judged = any(tree[s].form.lower() == "it" for s in tree.kids(main, "nsubj", "expl"))
    return judged and bool(tree.kids(main, "cop")) and tree[main].lemma.lower() not in word_class("not_ready")


def _own_present(tree: Tree, main: int) -> bool:
    """Whether a speaker says in the present what his side does: "we go home when the government falls"."""
    first = any(tree[s].form.lower() in word_class("first_person") for s in tree.kids(main, "nsubj"))
    return first and feature(tree[main], "Tense") == "Pres"


def _past_before(tree: Tree, bond: Bond, *, negated: bool) -> bool:
    """Whether a past main clause tells what was, so that its bond is no condition."""
    reported = matches(tree[bond.main].deprel, ("ccomp",)) and bond.marker.shape not in _WEAK
    agreed = bond.marker.operator in {"in_exchange_for", "conditional_on"}
    offered = bond.marker.operator in {"if", "unless", "until", "as_long_as"} and not _told_past(tree, bond)
    words, lemma = bond.marker.words, tree[bond.main].lemma.lower()
    opened = words in word_class("provisos") or words.removesuffix(" that") in word_class("provisos")
    opened = opened or (bond.only and lemma in word_class("possible_words"))  # "was possible only after they had left"
    opened = opened or (negated and bond.marker.shape == "before" and _turned_down(tree, bond))
    return not (agreed or offered or opened) and not (reported and negated)


def _turned_down(tree: Tree, bond: Bond) -> bool:
    """Whether talks were turned down until a step is done: "REJECTED any talks before the WITHDRAWAL of the army"."""
    refused = tree[bond.main].lemma.lower() in word_class("turning_down")
    return refused and tree[bond.bound].lemma.lower() in word_class("steps")


def _told_past(tree: Tree, bond: Bond) -> bool:
    """Whether the bound clause is past too: "did not leave until they came"."""
    return is_past(tree, bond.bound) and not is_pledge(tree, bond.main)


def _past_fact(tree: Tree, bond: Bond, terms: ConditionTerms) -> bool:
    """Whether the bound clause tells what has been: past, with no modal in the main clause to set it back.

    Behind what a party is ready to do, offers or refuses, a past "if" or "unless" is still to come.
    """
    if bond.marker.operator in {"if", "unless", "conditional_on"} and _takes_a_stand(tree, bond.main, terms):
        return False
    if tree[bond.main].upos == "NOUN" and bond.marker.operator == "unless":
        return False  # "no talks unless sanctions GONE"
    set_back = {tree[a].form.lower() for a in tree.kids(bond.main, "aux")} & word_class("set_back")
    reported = tree[bond.main].deprel == "xcomp" and not tree.kids(
        bond.main, "aux"
    )  # "refused to talk until they left"
    return is_simple_past(tree, bond.bound) and not set_back and not reported and not is_pledge(tree, bond.main)


def _takes_a_stand(tree: Tree, main: int, terms: ConditionTerms) -> bool:
    """Whether a clause tells what a party is ready to do, offers or refuses: "were READY for talks", "RULED OUT"."""
    if {tree[main].lemma.lower(), tree[main].form.lower()} & word_class("not_ready"):
        return True
    found = best_frame(tree, main, terms.frames)
    return found is not None and found[0].act in {"refusal", "offer", "openness", "promise", "threat"}
