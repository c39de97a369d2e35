"""The slots of a trigger: which words stand as its subject, object, "of", "against" … whatever the construction."""

from __future__ import annotations

from standoff.syntax import Tree, feature, matches
from standoff.terms.realis import word_class

Slots = dict[str, list[int]]  # slot -> head tokens of its fillers

_SUBJECT_LIKE = ("nsubj", "nmod", "obl", "dep", "appos", "dislocated", "obj")
_PASSIVE = ("nsubj:pass", "csubj:pass")


def verb_slots(tree: Tree, verb: int) -> Slots:
    """Slots of a verb: subj, obj, iobj, and one per preposition; passive subjects stand in obj, by-agents in subj."""
    slots: Slots = {}
    passive = is_passive(tree, verb)
    stray = _stray_speaker(tree, verb)
    for child in tree.children[verb]:
        if child != stray:
            _fill_verb_slot(tree, child, slots, passive=passive)
    if tree[verb].deprel.startswith("acl") and "relcl" not in tree[verb].deprel:
        _fill_from_participle(tree, verb, slots)
    if tree[verb].deprel == "acl:relcl":
        _fill_from_relative(tree, verb, slots, passive=passive)
    if "subj" not in slots and not passive:
        found = inherited_subject(tree, verb)
        if found is not None:
            slots["subj"] = [found]
    if "subj" not in slots and not passive and (taken := _subject_of_neighbour(tree, verb)) is not None:
        slots["subj"] = [taken]
    role = "obj" if passive else "subj"
    if role not in slots and (across := _subject_across(tree, verb)) is not None:
        slots[role] = [across]
    if passive and "subj" not in slots and (agent := _stray_agent(tree, verb)) is not None:
        slots["subj"] = [agent]
    if passive and "obj" not in slots and (found := inherited_subject(tree, verb)) is not None:
        slots["obj"] = [found]
    return {k: expand(tree, v) for k, v in slots.items()}


def _fill_verb_slot(tree: Tree, child: int, slots: Slots, *, passive: bool) -> None:
    """Put one child of a verb into its slot."""
    deprel = tree[child].deprel
    if matches(deprel, _PASSIVE):
        slots.setdefault("subj" if _with_object(tree, tree[child].head) else "obj", []).append(child)
    elif deprel == "obl:agent" and tree.case(child) in {"by", ""} and not _opens_clause(tree, child):
        slots.setdefault("subj", []).append(child)
    elif matches(deprel, ("nsubj",)):
        slots.setdefault("obj" if passive else "subj", []).append(child)
    elif deprel in {"obj", "iobj", "xcomp", "ccomp"}:
        slots.setdefault(deprel, []).append(child)
    elif matches(deprel, ("obl", "nmod", "advcl", "advmod")) and (case := tree.case(child)):
        slot = "subj" if case == "by" and passive and _can_act(tree, child) else case
        slots.setdefault(slot, []).append(child)
    elif matches(deprel, ("advcl",)) and (mark := tree.kid(child, "mark")) is not None:
        slots.setdefault("mark:" + tree[mark].lemma.lower(), []).append(child)


def _opens_clause(tree: Tree, child: int) -> bool:
    """Whether a word right behind a conjunction is the subject of what it opens: "arrested AFTER X was stabbed"."""
    before = tree.subtree(child)[0] - 1
    return before >= 0 and tree[before].deprel == "mark"


def _stray_speaker(tree: Tree, verb: int) -> int | None:
    """The speaker behind a told clause whom the parse makes its second subject: "rockets LANDED, DIPLOMATS said"."""
    subjects = tree.kids(verb, "nsubj")
    if len(subjects) < 2 or not subjects[0] < verb < subjects[-1]:
        return None
    start = tree.subtree(subjects[-1])[0]
    return subjects[-1] if tree[start].form == "," or tree[start - 1].form == "," else None


def _subject_of_neighbour(tree: Tree, verb: int) -> int | None:
    """The subject that the parse gives to a participle before the verb: "rebels LED by X attacked"."""
    if tree[verb].head < 0 or feature(tree[verb], "VerbForm") != "Fin":
        return None
    for other in tree.children[tree[verb].head]:
        led = other < verb and feature(tree[other], "VerbForm") == "Part" and not tree.kids(other, "aux")
        if led and (subject := tree.kid(other, "nsubj:pass")) is not None:
            return subject
    return None


def _subject_across(tree: Tree, verb: int) -> int | None:
    """The subject before a finite verb that the parse hangs on a word behind it: "CLINTON imposed …, he said"."""
    token = tree[verb]
    finite = feature(token, "VerbForm") == "Fin" or bool(tree.kids(verb, "aux", "aux:pass"))
    if not finite or not matches(token.deprel, ("root", "ccomp", "parataxis")):
        return None
    loose = (i for i in range(verb) if tree[i].head > verb and tree[i].upos in {"NOUN", "PROPN", "PRON"})
    return next((i for i in loose if not tree.case(i) and matches(tree[i].deprel, _SUBJECT_LIKE)), None)


def _stray_agent(tree: Tree, verb: int) -> int | None:
    """The doer of a passive that the parse hangs on a phrase before it: "allowed into the port BY THE HOUTHIS"."""
    found = (
        c for phrase in tree.kids(verb, "obl") for n in (phrase, *tree.kids(phrase, "nmod")) for c in tree.children[n]
    )
    agents = [c for c in found if tree[c].deprel == "nmod" and tree.case(c) == "by" and c > verb]
    return next((c for c in agents if tree[c].etype in {"person", "organization"}), None)


def _can_act(tree: Tree, token: int) -> bool:
    """Whether a by-phrase may be the doer: a noun or name, no gerund ("by killing")."""
    return tree[token].upos in {"NOUN", "PROPN", "PRON", "NUM", "X"}


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb is passive: a passive subject or auxiliary, or a past participle that stands after its noun."""
    token = tree[verb]
    if _with_object(tree, verb):
        return False
    if tree.kids(verb, "aux:pass") or tree.kids(verb, *_PASSIVE) or tree.kids(verb, "obl:agent"):
        return True
    participle = feature(token, "VerbForm") == "Part" and feature(token, "Tense") == "Past"
    if participle and token.deprel == "conj" and not tree.kids(verb, "nsubj", "aux"):
        return is_passive(tree, token.head) and tree.kid(verb, "obj") is None
    if participle and token.deprel in {"acl", "amod", "advcl"}:
        return tree.kid(verb, "aux") is None and tree.kid(verb, "obj") is None
    if _headline_passive(tree, verb) or is_wanted_done(tree, verb):
        return True
    by = [c for c in tree.kids(verb, "obl") if tree.case(c) == "by" and _can_act(tree, c)]
    return participle and bool(by) and not tree.kids(verb, "aux") and tree.kid(verb, "obj") is None


def is_wanted_done(tree: Tree, verb: int) -> bool:
    """Whether a participle tells what is wanted done to the object before it: "wants the embargo LIFTED"."""
    token = tree[verb]
    held = token.deprel == "xcomp" and tree[token.head].lemma in word_class("control_by_object")
    done = held and feature(token, "VerbForm") == "Part" and feature(token, "Tense") == "Past"
    return done and bool(tree.kids(token.head, "obj")) and not tree.kids(verb, "obj", "aux")


def _with_object(tree: Tree, verb: int) -> bool:
    """Whether a verb is active though the parse calls its subject passive: "shells KILLED 10 people"."""
    return bool(tree.kids(verb, "obj")) and not tree.kids(verb, "aux:pass", "obl:agent") and not tree.kids(verb, "aux")


_HEADLINE = frozenset({"root", "advcl", "parataxis", "conj", "ccomp"})


def _headline_passive(tree: Tree, verb: int) -> bool:
    """Whether a headline leaves out the auxiliary of a passive: "Hospitals hit", "Base bombed by jets"."""
    token = tree[verb]
    past = feature(token, "Tense") == "Past" or token.form.lower() in word_class("same_in_past")
    own = tree.kids(verb, "obj", "iobj", "xcomp", "ccomp", "aux", "compound:prt")
    return tree.sentence.title and token.deprel in _HEADLINE and past and bool(tree.kids(verb, "nsubj")) and not own


def _fill_from_participle(tree: Tree, verb: int, slots: Slots) -> None:
    """ "missiles fired by X" / "troops fighting Y": the noun before is object or subject."""
    head = tree[verb].head
    past = feature(tree[verb], "VerbForm") == "Part" and feature(tree[verb], "Tense") == "Past"
    slot = "obj" if past or is_passive(tree, verb) else "subj"
    infinitive = any(tree[m].lemma == "to" for m in tree.kids(verb, "mark"))
    if head < 0 or infinitive:
        return
    if slot == "subj" and tree[head].etype not in {"person", "organization", "place"}:
        above = tree[head].head  # "posted a message BLAMING Iran": who posts, blames
        doer = tree.kid(above, "nsubj") if above >= 0 and tree[above].upos == "VERB" else None
        if doer is not None and not is_passive(tree, above):
            head = doer
    slots.setdefault(slot, []).append(head)


def _fill_from_relative(tree: Tree, verb: int, slots: Slots, *, passive: bool) -> None:
    """ "forces that attacked X" / "weapons which X sent": the antecedent fills the pronoun's slot, or the gap."""
    head = tree[verb].head
    for fillers in slots.values():
        for i, token in enumerate(fillers):
            if tree[token].lemma.lower() in word_class("relative") and tree[token].upos in {
                "PRON",
                "SCONJ",
                "DET",
            }:
                fillers[i] = head
                return
    if "subj" in slots and "obj" not in slots and head >= 0:
        slots["obj"] = [head]
    elif "subj" not in slots and head >= 0:
        slots["obj" if passive else "subj"] = [head]


def inherited_subject(tree: Tree, verb: int, *, depth: int = 0) -> int | None:
    """The subject that a verb shares with the verb it hangs on: conjoined, controlled, or a participle of it."""
    token = tree[verb]
    head = token.head
    if head < 0 or depth > 5:
        return None
    if token.deprel == "acl" and any(tree[m].lemma == "to" for m in tree.kids(verb, "mark")):
        return _owner_of_plan(tree, head)
    if token.deprel == "ccomp" and feature(token, "VerbForm") == "Fin":
        stray = tree.kid(head, "obj")  # "NPR reported X recommended …": the parse takes X for what is reported
        return stray if stray is not None and head < stray < verb else None
    if token.deprel not in {"conj", "xcomp", "advcl", "parataxis"} and not token.deprel.startswith("advcl"):
        return None
    if token.deprel in {"advcl", "parataxis"} and not _subjectless(tree, verb):
        return None
    if (
        token.deprel == "advcl"
        and tree[head].lemma in word_class("control_by_object")
        and _marked(tree, verb, "of", "from", "for")
    ):
        return tree.kid(head, "nsubj:pass") if is_passive(tree, head) else tree.kid(head, "obj", "iobj")
    if (
        token.deprel == "xcomp"
        and tree[head].lemma in word_class("control_by_object")
        and (obj := tree.kid(head, "obj", "iobj")) is not None
    ):
        return obj
    own = tree.kid(head, "nsubj:pass") if is_passive(tree, head) else tree.kid(head, "nsubj")
    if own is not None:
        return _antecedent(tree, own, head)
    return inherited_subject(tree, head, depth=depth + 1)


def _marked(tree: Tree, verb: int, *words: str) -> bool:
    """Whether one of `words` opens the clause of a verb: "of attacking", "from entering"."""
    return any(tree[m].lemma.lower() in words for m in tree.kids(verb, "mark", "case"))


def _owner_of_plan(tree: Tree, noun: int) -> int | None:
    """Who is to do what a noun's infinitive says: its possessor, or the subject of the verb over it."""
    if tree[noun].lemma.lower() in word_class("call_nouns"):
        return None  # "HIS CALL to stop the raids": others are to stop them
    owner = tree.kid(noun, "nmod:poss")
    if owner is not None:
        return owner
    verb = tree[noun].head
    if verb < 0 or tree[verb].upos != "VERB" or is_passive(tree, verb):
        return None
    return tree.kid(verb, "nsubj")


def _antecedent(tree: Tree, subject: int, verb: int) -> int:
    """The noun that a relative pronoun stands for, else the subject itself."""
    relative = tree[verb].deprel == "acl:relcl" and tree[subject].lemma.lower() in word_class("relative")
    return tree[verb].head if relative and tree[verb].head >= 0 else subject


def _subjectless(tree: Tree, verb: int) -> bool:
    """Whether an adverbial clause has no finite verb of its own ("killing five", "to help")."""
    return feature(tree[verb], "VerbForm") in {"Ger", "Part", "Inf"} and not tree.kids(verb, "nsubj")


def noun_slots(tree: Tree, noun: int) -> Slots:
    """Slots of a noun: poss, compound, amod, one per preposition ("of", "on" …), and subj if it is a predicate."""
    slots: Slots = {}
    for child in (*tree.children[noun], *inner_modifiers(tree, noun)):
        token = tree[child]
        if token.deprel == "nmod:poss":
            slots.setdefault("poss", []).append(child)
        elif token.deprel in {"compound", "amod", "nmod", "flat"} and not tree.case(child) and child < noun:
            slots.setdefault("amod" if token.upos == "ADJ" else "compound", []).append(child)
        elif matches(token.deprel, ("nmod", "obl", "acl")) and (case := tree.case(child)):
            slots.setdefault(case, []).append(child)
        elif token.deprel == "acl" and feature(token, "VerbForm") == "Inf":
            slots.setdefault("xcomp", []).append(child)
        elif token.deprel in {"acl", "ccomp"} and tree.kids(child, "mark"):
            slots.setdefault("ccomp", []).append(child)
        elif token.deprel == "nsubj" and tree.kids(noun, "cop"):
            slots.setdefault("subj", []).append(child)  # "3,000 SOLDIERS were behind bars"
    return {k: expand(tree, v) for k, v in slots.items()}


def inner_modifiers(tree: Tree, noun: int) -> list[int]:
    """Adjectives that the parse hangs on the first part of a compound: "WESTERN air strikes"."""
    return [k for c in tree.kids(noun, "compound") if c < noun for k in tree.kids(c, "amod") if k < c]


def is_nobody(tree: Tree, filler: int, *, hit: bool) -> bool:
    """Whether a filler is only a number, which is a figure ("killing FOUR", "20 PEOPLE" hit), or the doer himself."""
    word = tree[filler].lemma.lower()
    if tree[filler].upos == "NUM":
        return not tree.kids(filler, "nmod")
    each_other = word == "other" and any(tree[k].lemma.lower() == "each" for k in tree.kids(filler, "det"))
    counted = hit and word in word_class("anybody") and bool(tree.kids(filler, "nummod"))
    return counted or each_other or word in word_class("reflexives")


def leaders(tree: Tree, noun: int) -> list[int]:
    """Who leads or owns what a noun names: "SAUDI-led air strikes", "a BRITISH-owned ship"."""
    hyphened = [k for k in range(noun) if tree[k].form in {"-", "–"} and tree[k + 1].head == noun]
    return [k - 1 for k in hyphened if k and tree[k + 1].lemma.lower() in word_class("leading")]


def expand(tree: Tree, tokens: list[int]) -> list[int]:
    """Tokens with those coordinated under them: "A, B and C" -> three; other verbs are left out."""
    out: list[int] = []
    for token in tokens:
        for member in (*tree.conjuncts(token), *_listed(tree, token), *_headline_pair(tree, token)):
            verbal = tree[member].upos == "VERB" and tree[token].upos != "VERB"
            if member not in out and not verbal:
                out.append(member)
    return out


def _listed(tree: Tree, token: int) -> list[int]:
    """Names of a list that the parse hangs beside it: "Cyprus, GREECE and Israel"."""
    if tree[token].upos != "PROPN":
        return []
    last = tree.conjuncts(token)[-1]
    heads = {token, tree[token].head}
    inner = (i for i in range(token + 1, last) if tree[i].deprel == "appos" and tree[i].head in heads)
    return [i for i in inner if tree[i].upos == "PROPN" and tree[i].etype == tree[token].etype]


def _headline_pair(tree: Tree, token: int) -> list[int]:
    """The second name of a headline that writes a comma for "and": "Israel, UAE agree"."""
    if not tree.sentence.title or tree[token].upos != "PROPN":
        return []
    return [c for c in tree.kids(token, "appos") if tree[c].upos == "PROPN" and tree[c].etype == tree[token].etype]
