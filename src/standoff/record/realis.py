"""Whether an act is told as done, going on, planned, supposed or denied - or only as the content of something said."""

from __future__ import annotations

from typing import NamedTuple

from standoff.model import Realis
from standoff.record.content import is_negated
from standoff.record.mooted import (
    agreed_on,
    aimed_at,
    asked_by_noun,
    bare_participle,
    is_due,
    kept_from,
    known,
    only_talked_of,
)
from standoff.syntax import Tree, feature
from standoff.terms.frames import FrameTable
from standoff.terms.realis import RealisTable, word_class

_VERBS = ("VERB", "AUX")


class Reality(NamedTuple):
    """The realis of an act and the rule that gave it; `realis` None: content of another act, no event of its own."""

    realis: Realis | None
    rule: str


def find_reality(tree: Tree, token: int, table: RealisTable, frames: FrameTable) -> Reality:
    """The reality of the act told by the word at `token`, from its own clause and the words it hangs on."""
    own = _own(tree, token, table)
    if own is not None and own.realis != "ongoing":
        above = _from_above(tree, token, table, frames) if own.realis is not None else None
        return above if above is not None and above.realis is None else own
    above = _from_above(tree, token, table, frames)
    if above is not None:
        return above
    if tree[tree.root()].upos and _is_question(tree):
        return Reality("hypothetical", "question")
    if own is None and tree[token].deprel in _INNER and _bare_infinitive(tree, token):
        return Reality(None, "infinitive")
    return own or Reality("occurred", "told as done")


def reality_above(tree: Tree, token: int, table: RealisTable, frames: FrameTable) -> Reality | None:
    """What the words say that a clause hangs on; None where they leave it as it is."""
    return _from_above(tree, token, table, frames)


def reality_of_clause(tree: Tree, verb: int, table: RealisTable) -> Reality | None:
    """What a verb's own words say of its act, negation left out; None where it is plainly told."""
    return _own_verb(tree, verb, table)


def _bare_infinitive(tree: Tree, token: int) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return tree[token].upos in _VERBS and any(tree[m].lemma == "to" for m in tree.kids(token, "mark"))


def _is_question(tree: Tree) -> bool:
    """Whether the sentence ends with a question mark."""
    return next((t.form for t in reversed(tree.tokens) if t.form not in {'"', "”", "'", "’"}), "") == "?"


def _own(tree: Tree, token: int, table: RealisTable) -> Reality | None:
    """What the words right at the act say: modals, tense, negation, adjectives."""
    here = tree[token]
    if negated(tree, token):
        return Reality(None, "negated")
    if here.upos in _VERBS:
        return _own_verb(tree, token, table)
    if tree.kids(token, "cop") and tree.case(token) in {"for", "against"}:
        return Reality(None, "an attitude")
    for child in tree.kids(token, "amod", "compound", "advmod"):
        value = table.modifiers.get(tree[child].lemma.lower()) or table.modifiers.get(tree[child].form.lower())
        if value is not None:
            return _reality(value, f"modifier {tree[child].form}")
    return None


def negated(tree: Tree, token: int) -> bool:
    """Whether an act is negated, its doer by "not a single" or "neither" too; "not ONLY attacked" is not."""
    if is_negated(tree, token):
        adverbs = [tree[a].lemma.lower() for a in tree.kids(token, "advmod")]
        return not ("not" in adverbs and word_class("not_only") & {*adverbs})
    first = [min(tree.subtree(s)) for s in tree.kids(token, "nsubj", "nsubj:pass", "obj")]
    return any(tree[f].lemma.lower() in word_class("none_of") for f in first)


def _own_verb(tree: Tree, token: int, table: RealisTable) -> Reality | None:
    """What a verb's own auxiliaries, marks and mood say."""
    marks = {tree[m].lemma.lower() for m in tree.kids(token, "mark")}
    if marks & table.words["if_marks"] and not _past(tree, token, marks):
        return Reality(None, "condition")
    only = any(tree[a].lemma.lower() == "only" for a in tree.kids(token, "advmod"))
    if only and marks & table.words["time_marks"]:
        return Reality(None, "condition")
    if (modal := _modal(tree, token, table)) is not None:
        return modal
    if is_due(tree, token):
        return Reality("planned", "due to")
    above = tree[token].head
    if tree[token].deprel == "xcomp" and tree[above].lemma in table.words["have_to"] and "to" in marks:
        return Reality(None, f"modal {tree[above].form} to")
    if feature(tree[token], "Mood") == "Imp" and not tree.kids(token, "nsubj"):  # "London put the visit on ice"
        return Reality(None, "imperative")
    if "to" in marks:
        return _infinitive(tree, token)
    adverbs = {tree[a].lemma.lower() for a in tree.kids(token, "advmod")}
    if adverbs & table.words["habits"]:
        return Reality("habitual", "adverb of habit")
    return _progressive(tree, token)


def _past(tree: Tree, token: int, marks: set[str]) -> bool:
    """Whether "until" or "till" leads a past clause: what it tells was done."""
    head = tree[token].head
    set_back = {tree[a].form.lower() for a in tree.kids(head, "aux")} & word_class("set_back") if head >= 0 else set()
    return marks <= word_class("until_marks") and feature(tree[token], "Tense") == "Past" and not set_back


def _modal(tree: Tree, token: int, table: RealisTable) -> Reality | None:
    """The reality that a modal gives."""
    for child in tree.kids(token, "aux"):
        form = tree[child].form.lower().replace("’", "'")
        lemma = tree[child].lemma.lower()
        if {form, lemma} & table.words["must"]:
            return Reality(None, f"modal {form}")
        if form == "would" or {form, lemma} & table.words["may"]:
            perfect = any(tree[a].lemma == "have" for a in tree.kids(token, "aux"))
            return Reality(None if perfect else "hypothetical", f"modal {form}")
        if {form, lemma} & table.words["will"]:
            return Reality("planned", f"modal {form}")
    return None


def _infinitive(tree: Tree, token: int) -> Reality | None:
    """A bare aim ("to fight ISIS") is no event; complements are judged by what they hang on."""
    deprel = tree[token].deprel
    if deprel == "advcl":
        result = any(tree[c].lemma == "only" for c in tree.kids(token, "advmod"))
        return None if result else Reality(None, "aim")
    if deprel in {"root", "parataxis"}:
        return Reality("planned", "infinitive")
    return None


def _progressive(tree: Tree, token: int) -> Reality | None:
    """Present progressive is ongoing; a bare participle or past progressive says nothing of its own."""
    if feature(tree[token], "VerbForm") not in {"Ger", "Part"} or feature(tree[token], "Tense") == "Past":
        return None
    for child in tree.kids(token, "aux"):
        aux = tree[child]
        if aux.lemma == "be" and feature(aux, "Tense") == "Pres":
            return Reality("ongoing", "present progressive")
        if aux.lemma == "be" and aux.form.lower() == "been":
            return Reality("ongoing", "perfect progressive")
    return None


def _from_above(tree: Tree, token: int, table: RealisTable, frames: FrameTable) -> Reality | None:
    """What the words that the act hangs on say, up to the clause that tells it."""
    here, steps = token, 0
    ongoing: Reality | None = None
    ahead: Reality | None = None  # planned or supposed, unless it is only the content of a wish further up
    while tree[here].head >= 0 and steps < 12:
        head, deprel = tree[here].head, tree[here].deprel
        verdict = _link(tree, here, head, deprel, table, frames)
        if verdict is not None and verdict.rule == "stop":
            break
        if verdict is None and here != token and deprel in _INNER and _bare_infinitive(tree, here):
            verdict = Reality(None, "infinitive")  # "the duty to protect X and DESTROY Y"
        if verdict is not None and verdict.realis is None:
            return verdict if ahead is None or verdict.rule != "infinitive" else ahead
        if verdict is not None and verdict.realis == "ongoing":
            ongoing = ongoing or verdict
        else:
            ahead = ahead or verdict
        here, steps = head, steps + 1
    return ahead or ongoing


_INNER = frozenset({"acl", "ccomp", "csubj"})


_STOP = Reality("occurred", "stop")


def _link(tree: Tree, here: int, head: int, deprel: str, table: RealisTable, frames: FrameTable) -> Reality | None:
    """The verdict of one step upwards: from `here` to its head."""
    shared = _own(tree, head, table) if deprel == "conj" and tree[head].upos in _VERBS else None
    if shared is not None and shared.rule == "condition":
        return shared  # "if A ceased fire and RECOGNISED B": both are required
    if shared is not None and shared.rule.startswith("modal") and _shares_modal(tree, here):
        return shared  # "would answer fire and DESTROY the base"
    if deprel == "conj" and is_negated(tree, head) and _alternative(tree, here):
        return Reality(None, "negated")
    if (
        agreed_on(tree, here, head)
        or kept_from(tree, here, head, deprel)
        or asked_by_noun(tree, here, head, deprel, table)
        or aimed_at(tree, here, head)
    ):
        return Reality(None, f"under {tree[head].form}")
    if _apart(tree, here, deprel):
        return _STOP
    if deprel == "conj":
        return None
    if deprel == "obl" and _set_off(tree, here):
        return _STOP
    verdict = _by_preposition(tree, here, head, table) or _by_saying(tree, here, head, deprel, table)
    if verdict is None and (deprel in _GOVERNED or (deprel == "nsubj" and tree[head].upos in {"ADJ", "NOUN"})):
        verdict = _governed(tree, here, head, deprel, table)
    verdict = verdict or _ended(tree, head, deprel, frames)
    if verdict is not None:
        return verdict
    if tree[head].upos in _VERBS and tree[here].upos not in _VERBS and deprel not in {"nmod", "compound"}:
        return _carried(tree, here, head, deprel, table, frames)
    return _by_verb_above(tree, here, head, deprel, table)


def _alternative(tree: Tree, token: int) -> bool:
    """Whether a conjunct is only one more of what is negated: "did not concede OR ADMIT defeat"."""
    either = any(tree[c].lemma.lower() in word_class("alternatives") for c in tree.kids(token, "cc"))
    return either and not tree.kids(token, "nsubj", "nsubj:pass", "aux")


def _set_off(tree: Tree, token: int) -> bool:
    """Whether a comma sets off when it was: "agreed to open corridors, AFTER A ROUND of talks"."""
    first = min(tree.subtree(token))
    return tree.case(token) in word_class("time_cases") and tree[first].form == ","


_GOVERNED = frozenset({"xcomp", "ccomp", "obj", "obl", "nmod", "acl", "nsubj:pass", "csubj", "nmod:poss", "compound"})


def _apart(tree: Tree, here: int, deprel: str) -> bool:
    """Whether a word tells its act apart from what it hangs on: a relative or finite clause, an apposition."""
    if deprel in {"acl:relcl", "appos", "parataxis", "list", "discourse"}:
        return True
    if deprel == "acl" and bare_participle(tree, here):
        return True  # "would free hostages TAKEN by the group"
    if deprel == "conj":
        return not _shares_modal(tree, here)
    finite = tree[here].upos in _VERBS and feature(tree[here], "VerbForm") == "Fin"
    return deprel.startswith("advcl") and finite


def _by_preposition(tree: Tree, here: int, head: int, table: RealisTable) -> Reality | None:
    """ "called FOR talks" is wanted, "charged WITH murder" alleged; "blamed for the attack" tells that it was done."""
    case = tree.case(here)
    if case == "for" and tree[here].upos in {"NOUN", "PROPN"}:
        above = tree[head].head
        governors = {tree[head].lemma.lower(), tree[above].lemma.lower() if above >= 0 else ""}
        if not governors & table.words["for_factual"]:
            return Reality(None, "wanted: for")
    accused = tree[head].lemma in table.words["accusing"] and case in {"with", "of", "for"}
    return Reality(None, f"{tree[head].form} {case}") if accused and tree[here].upos == "NOUN" else None


def _by_saying(tree: Tree, here: int, head: int, deprel: str, table: RealisTable) -> Reality | None:
    """A clause under a negated saying is not told; an act that "continues" goes on."""
    denies = tree[head].lemma.lower() in table.words["denials"]
    if deprel in {"ccomp", "csubj", "csubj:outer", "xcomp"} and is_negated(tree, head):
        asked = {tree[k].lemma.lower() for k in tree.kids(here, "nsubj", "obj", "advmod")} & word_class("wh_words")
        if denies or (asked - word_class("whether") and tree[here].upos in _VERBS):
            return None  # "did NOT DENY that it had", "did not know WHO had attacked it"
        return Reality(None, f"not {tree[head].form}")
    if denies and deprel in {"ccomp", "csubj", "csubj:outer", "xcomp", "acl"}:
        return Reality(None, f"under {tree[head].form}")
    goes_on = tree[head].upos == "VERB" and table.governor(tree[head].lemma.lower(), "v") == "ongoing"
    if deprel == "nsubj" and goes_on:
        past = feature(tree[head], "Tense") == "Past"
        return Reality("occurred" if past else "ongoing", f"under {tree[head].form}")
    return None


def _ended(tree: Tree, head: int, deprel: str, frames: FrameTable) -> Reality | None:
    """An act that is stopped or prevented is content of the stopping."""
    aspect = frames.aspect.get((tree[head].lemma.lower(), "v")) if tree[head].upos in _VERBS else None
    stops = aspect is not None and aspect.polarity in {"stop", "not_happen"}
    if deprel == "nsubj" and not tree.kids(head, "obj", "xcomp") and feature(tree[head], "Tense") == "Past":
        return None  # "the talks ENDED without a deal": they were held
    return Reality(None, f"ended: {tree[head].form}") if stops and deprel in _CORE else None


_CORE = frozenset({"obj", "nsubj:pass", "xcomp", "nsubj"})


def _by_verb_above(tree: Tree, here: int, head: int, deprel: str, table: RealisTable) -> Reality | None:
    """A verb shares the mood of the verb it depends on; "fired to disperse them, KILLING one" is no aim."""
    if deprel not in {"xcomp", "advcl", "obl", "nsubj", "obj"} or tree[head].upos not in _VERBS:
        return None
    verdict = _own(tree, head, table)
    outcome = deprel == "advcl" and feature(tree[here], "VerbForm") == "Ger"
    return None if outcome and verdict is not None and verdict.rule == "aim" else verdict


def _governed(tree: Tree, here: int, head: int, deprel: str, table: RealisTable) -> Reality | None:
    """What the head says of the act under it, if it is a governing word in the right construction."""
    pos = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}.get(tree[head].upos)
    if pos is None or (pos == "n" and deprel == "acl" and bare_participle(tree, here)):
        return None  # "the plan BROKERED by X" was brokered
    if pos == "n" and deprel == "nmod" and only_talked_of(tree, here, head):
        return Reality(None, f"under {tree[head].form}")
    value = table.governor(tree[head].lemma.lower(), pos)
    if value is None:
        return None
    above = tree[head].head if pos == "n" else -1
    if value == "planned" and (is_negated(tree, head) or (above >= 0 and is_negated(tree, above))):
        return Reality(None, f"no {tree[head].form}")
    case = tree.case(here)
    if pos == "v" and deprel == "obl" and case not in {"for", "to", "from", "of", "against", "about", "on"}:
        return None
    if pos == "v" and deprel == "ccomp" and _told_clause(tree, here, value):
        return None
    if pos == "n" and deprel in {"nmod", "compound"} and case not in {"", "of", "for", "to", "on", "about", "against"}:
        return None
    if deprel == "nmod:poss":
        return None
    if value == "ongoing" and (own := _own(tree, head, table)) is not None and own.realis != "ongoing":
        return own  # "WILL CONTINUE to attack"
    return _reality(value, f"under {tree[head].form}")


def _told_clause(tree: Tree, here: int, value: str) -> bool:
    """Whether a that-clause under a governing verb still tells what happened ("warned that troops had crossed")."""
    past = feature(tree[here], "Tense") == "Past" or any(
        feature(tree[a], "Tense") == "Past" for a in tree.kids(here, "aux")
    )
    return value == "content" and past and bool(tree.kids(here, "mark"))


_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})


def _carried(tree: Tree, here: int, head: int, deprel: str, table: RealisTable, frames: FrameTable) -> Reality | None:
    """An event noun shares the reality of the verb that carries it ("will hold talks"); other verbs presuppose it."""
    light = frames.light.get(tree[head].lemma.lower(), ())
    carries = any(v.subject == "actor" for v in light)
    lemma = tree[head].lemma.lower()
    carries = carries or (deprel in _SUBJECTS and lemma in table.words["happening"])
    carries = carries or (deprel == "nsubj:pass" and lemma in word_class("reporting"))
    if not carries:
        supposed = _own(tree, head, table) if deprel in {"nsubj", "nsubj:pass"} else None
        if supposed is not None and supposed.rule == "condition":
            return supposed
        if deprel == "obj" and tree[head].lemma.lower() in word_class("lessening") | word_class("obtaining"):
            return _lessened(tree, head, table, frames)
        return _not_yet(tree, here, head, deprel, table) or _STOP
    if deprel in {*_SUBJECTS, "obj", "iobj"}:
        return _own(tree, head, table)
    carried_by = {v.holds for v in light} | table.words["carrying_cases"]
    if tree.case(here) in carried_by:
        return _own(tree, head, table)
    return _not_yet(tree, here, head, deprel, table)


def _lessened(tree: Tree, verb: int, table: RealisTable, frames: FrameTable) -> Reality:
    """An act of which there is to be less or more, or that others are to grant: "would REDUCE its attacks" is none."""
    verdicts = (_own(tree, verb, table), _from_above(tree, verb, table, frames))
    told = all(v is None or v.realis in {"occurred", "ongoing", "habitual"} for v in verdicts)
    return _STOP if told else Reality(None, f"under {tree[verb].form}")


def _not_yet(tree: Tree, here: int, head: int, deprel: str, table: RealisTable) -> Reality | None:
    """ "will face new sanctions", "would not be drawn into talks": nothing shows that the act has been.

    "will avenge the attack" does: what is definite, or what can only be done about an act, presupposes it.
    """
    about = tree[head].lemma.lower() in word_class("about_acts") and deprel == "obj"
    if about or known(tree, here):
        return None
    if not (deprel == "obj" or (deprel == "obl" and tree.case(here) in {"into", "to"})):
        return None
    verdict = _own(tree, head, table)
    return verdict if verdict is not None and verdict.realis in {None, "planned", "hypothetical"} else None


def _shares_modal(tree: Tree, token: int) -> bool:
    """Whether a conjoined verb has no auxiliary or subject of its own and so shares the first one's mood."""
    if tree[token].upos not in _VERBS:
        return True
    return not tree.kids(token, "nsubj", "aux") and feature(tree[token], "VerbForm") != "Fin"


def _reality(value: str, rule: str) -> Reality:
    """A table value as a reality."""
    if value in {"content", "denied"}:
        return Reality(None, rule)
    if value == "hypothetical":
        return Reality("hypothetical", rule)
    if value == "planned":
        return Reality("planned", rule)
    return Reality("ongoing", rule)
