"""Who is said to speak: the source of a verb or noun of saying, and whether the saying is told as a fact."""

from __future__ import annotations

from standoff.record.statement_scene import Phrase, Scene, can_speak, phrase_of, speakers
from standoff.syntax import Tree, feature, matches
from standoff.terms.cues import Cue

_MAX_CLIMB = 4


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb of saying is passive."""
    if tree.kids(verb, "nsubj:pass", "csubj:pass", "aux:pass", "expl:pass"):
        return True
    part = feature(tree[verb], "VerbForm") == "Part" and feature(tree[verb], "Tense") in {"Past", None}
    ing = tree[verb].form.lower().endswith("ing")
    fronted = tree[verb].deprel == "advcl" and not tree.kids(verb, "aux", "cop")
    bare = fronted or tree[verb].deprel == "acl"
    part = part or (fronted and feature(tree[verb], "Tense") == "Past")
    return part and not ing and bare and not tree.kids(verb, "nsubj", "obj")


def sources_of(scene: Scene, sentence: int, verb: int) -> list[Phrase] | None:
    """The sources of a verb of saying; empty where the text names none; None where it is nobody's saying."""
    tree = scene.trees[sentence]
    if is_passive(tree, verb):
        agent = next((c for c in tree.kids(verb, "obl") if tree.case(c) == "by"), None)
        return [] if agent is None else speakers(scene, sentence, agent)
    subject = _subject(scene, sentence, verb)
    if subject is not None:
        return _from_subject(scene, sentence, verb, subject)
    return _inherited(scene, sentence, verb)


def _subject(scene: Scene, sentence: int, verb: int) -> int | None:
    """The subject of a verb; of several (the parse has lost how they join) the last before the verb that can speak."""
    tree = scene.trees[sentence]
    found = tree.kids(verb, "nsubj")
    before = [c for c in found if c < verb and can_speak(scene, sentence, c)]
    return before[-1] if len(found) > 1 and before else (found[0] if found else None)


def _from_subject(scene: Scene, sentence: int, verb: int, subject: int) -> list[Phrase] | None:
    """The sources that a verb's own subject names."""
    tree = scene.trees[sentence]
    words = scene.cues.words
    form = tree[subject].form.lower()
    if form in words.relatives and matches(tree[verb].deprel, ("acl:relcl",)):
        head = tree[verb].head
        return _owners(scene, sentence, head) or speakers(scene, sentence, head)
    if form in words.no_speakers or form in words.empty_subjects:
        return None
    if form == "it" and (tree[subject].deprel == "expl" or (sentence, subject) not in scene.story.entities):
        return speakers(scene, sentence, subject)
    if _is_hearsay_noun(scene, sentence, subject):
        return []
    owners = _owners(scene, sentence, subject)
    if owners:
        return owners
    if any(tree[c].form.lower() in words.negators for c in tree.kids(subject, "det", "advmod")):
        return None
    return speakers(scene, sentence, subject)


def _owners(scene: Scene, sentence: int, noun: int) -> list[Phrase]:
    """Whose demands, warnings or claims a subject is: "REBEL demands call for …"; none for a document."""
    lemma = scene.trees[sentence][noun].lemma.lower()
    cue = scene.cues.get(lemma, "NOUN")
    if cue is None or lemma in scene.cues.words.documents or "hearsay" in cue.flags:
        return []
    return noun_sources(scene, sentence, noun)


def _is_hearsay_noun(scene: Scene, sentence: int, noun: int) -> bool:
    """Whether a subject is only "reports", "rumours": words of hearsay that name no source."""
    tree = scene.trees[sentence]
    cue = scene.cues.get(tree[noun].lemma, "NOUN")
    plain = not tree.kids(noun, "nmod", "compound", "acl", "amod")
    plural = feature(tree[noun], "Number") == "Plur" or tree.kid(noun, "det") is None
    return cue is not None and "hearsay" in cue.flags and plain and plural


def _inherited(scene: Scene, sentence: int, verb: int) -> list[Phrase] | None:
    """The sources of a verb without a subject of its own: from the verb or noun that it hangs under."""
    tree = scene.trees[sentence]
    here = verb
    cue = scene.cue_at(sentence, verb)
    after = _inverted(scene, sentence, verb)
    if after is None and cue is not None and "same" in cue.flags:
        after = _same_speaker(scene, sentence, verb)
    if after is not None:
        return after
    for _ in range(_MAX_CLIMB):
        head, deprel = tree[here].head, tree[here].deprel
        if head < 0 or not matches(deprel, ("conj", "advcl", "xcomp", "acl", "parataxis", "dep", "ccomp")):
            return None
        if matches(deprel, ("acl",)) and tree[head].upos not in {"VERB", "AUX"}:
            return _from_noun(scene, sentence, head, verb=here)
        if deprel == "conj" and _other_form(tree, here, head):
            here = head
            continue
        found = _stray_subject(scene, sentence, verb) if here == verb and deprel == "ccomp" else None
        if found is None and deprel == "ccomp" and here != verb and scene.cue_at(sentence, head) is not None:
            found = sources_of(scene, sentence, head)
        if found is None and deprel != "ccomp":
            found = _subject_above(scene, sentence, here, head)
        if found is not None:
            return found
        here = head
    return None


def _other_form(tree: Tree, verb: int, head: int) -> bool:
    """Whether a past verb is coordinated with one that is not: then it goes on with a clause further up."""
    past = feature(tree[verb], "Tense") == "Past" and feature(tree[verb], "VerbForm") == "Fin"
    return (
        past
        and tree[head].deprel == "ccomp"
        and feature(tree[head], "Tense") != "Past"
        and (not tree.kids(head, "aux", "cop") or feature(tree[head], "VerbForm") == "Inf")
    )


def _stray_subject(scene: Scene, sentence: int, verb: int) -> list[Phrase] | None:
    """The subject of a content clause that the parse hangs on the verb of saying before it."""
    tree = scene.trees[sentence]
    head = tree[verb].head
    stray = [c for c in tree.kids(head, "nsubj", "obj", "iobj") if head < c < verb]
    return speakers(scene, sentence, stray[-1]) if stray else None


def _same_speaker(scene: Scene, sentence: int, verb: int) -> list[Phrase] | None:
    """The sources of the outermost saying that "adding", "continuing" goes on with."""
    tree = scene.trees[sentence]
    found: int | None = None
    for above in tree.ancestors(verb):
        cue = scene.cue_at(sentence, above)
        told = cue is not None and cue.has("clause") and tree.kid(above, "nsubj") is not None
        if told and (found is None or above < verb):
            found = above  # one that stands behind ("…, the radio said") relays what goes on here
    return None if found is None else sources_of(scene, sentence, found)


def _subject_above(scene: Scene, sentence: int, verb: int, head: int) -> list[Phrase] | None:
    """The sources among the subjects (for "quoted him as saying": the objects) of the verb above."""
    tree = scene.trees[sentence]
    cue = scene.cue_at(sentence, head)
    if cue is not None and cue.has("cite") and _has_as(tree, verb):
        quoted = tree.kid(head, "nsubj:pass", "obj")
        return None if quoted is None else speakers(scene, sentence, quoted)
    agent = next((c for c in tree.kids(head, "obl") if tree.case(c) == "by"), None)
    if agent is not None and tree.kids(head, "nsubj:pass") and can_speak(scene, sentence, agent):
        return speakers(scene, sentence, agent)  # "the remark was clarified BY AN AIDE, saying …"
    subject = tree.kid(head, "nsubj")
    if subject is None or not (can_speak(scene, sentence, subject) or tree[head].deprel == "root"):
        return None
    if tree[subject].form.lower() in scene.cues.words.relatives and tree[head].head >= 0:
        subject = tree[head].head if matches(tree[head].deprel, ("acl:relcl",)) else subject
    return speakers(scene, sentence, subject)


def _has_as(tree: Tree, verb: int) -> bool:
    return any(tree[c].form.lower() == "as" for c in tree.kids(verb, "mark", "case"))


def _inverted(scene: Scene, sentence: int, verb: int) -> list[Phrase] | None:
    """The source right after a verb whose subject the parse has lost: `…, said the mayor`."""
    tree = scene.trees[sentence]
    if (
        verb == 0
        or tree[verb - 1].upos != "PUNCT"
        or tree[verb].form.lower().endswith("ing")
        or not _left_content(tree, verb)
    ):
        return None
    return noun_after(scene, sentence, verb)


def _left_content(tree: Tree, verb: int) -> bool:
    """Whether the clause that a verb attributes stands before it."""
    clause = tree.kid(verb, "ccomp")
    return clause is not None and clause < verb


def noun_after(scene: Scene, sentence: int, verb: int) -> list[Phrase] | None:
    """The noun phrase that begins right after a verb, as speakers."""
    tree = scene.trees[sentence]
    for token in range(verb + 1, min(verb + 8, len(tree))):
        upos = tree[token].upos
        if upos in {"DET", "ADJ", "NUM", "ADV"} or (
            upos in {"NOUN", "PROPN"}
            and verb < token < tree[token].head
            and tree[tree[token].head].upos in {"NOUN", "PROPN"}
        ):
            continue
        return speakers(scene, sentence, token) if upos in {"NOUN", "PROPN", "PRON"} else None
    return None


def _from_noun(scene: Scene, sentence: int, noun: int, *, verb: int) -> list[Phrase] | None:
    """The sources of a participle under a noun: the noun's own source, the subject of its verb, or the noun itself."""
    tree = scene.trees[sentence]
    own = noun_sources(scene, sentence, noun)
    if own:
        return own
    if matches(tree[verb].deprel, ("acl:relcl",)) or matches(tree[noun].deprel, ("nsubj", "obl", "root", "conj")):
        return speakers(scene, sentence, noun)
    return speakers(scene, sentence, noun) if matches(tree[noun].deprel, ("obj",)) else None


def noun_sources(scene: Scene, sentence: int, noun: int) -> list[Phrase]:
    """The sources of a noun of saying: possessor, "by …", a name before it, or the subject of "issued a warning"."""
    tree = scene.trees[sentence]
    owner = tree.kid(noun, "nmod:poss")
    if owner is not None:
        return speakers(scene, sentence, owner)
    giver = next((c for c in tree.kids(noun, "nmod", "obl") if tree.case(c) in {"by", "from"}), None)
    if giver is not None:
        return speakers(scene, sentence, giver)
    maker = _maker(scene, sentence, noun)
    if maker is not None:
        return speakers(scene, sentence, maker)
    named = next((c for c in tree.kids(noun, "compound", "amod") if _names_somebody(scene, sentence, c)), None)
    if named is not None:
        return [phrase_of(scene, sentence, named)]
    head = tree[noun].head
    if (
        head >= 0
        and matches(tree[noun].deprel, ("obj", "nsubj:pass"))
        and tree[head].lemma in scene.cues.words.light_verbs
    ):
        return sources_of(scene, sentence, head) or []
    return []


def _maker(scene: Scene, sentence: int, noun: int) -> int | None:
    """By whom a saying is told to be made: "remarks made BY THE MINISTER that …"."""
    tree = scene.trees[sentence]
    made = (c for c in tree.kids(noun, "acl") if tree[c].lemma in scene.cues.words.light_verbs and is_passive(tree, c))
    return next((a for c in made for a in tree.kids(c, "obl") if tree.case(a) == "by"), None)


def _names_somebody(scene: Scene, sentence: int, token: int) -> bool:
    """Whether a word before a noun is a name that can speak: "UN warnings", "Russian claims"."""
    return (sentence, token) in scene.story.entities or scene.trees[sentence][token].upos == "PROPN"


def told_as_fact(scene: Scene, sentence: int, verb: int, *, cue: Cue) -> bool:
    """Whether the text tells that the saying took place: not negated, not wished, asked or planned."""
    tree = scene.trees[sentence]
    words = scene.cues.words
    if negated(scene, sentence, verb) or any(tree[c].form.lower() in words.modals for c in tree.kids(verb, "aux")):
        return False
    marks = {tree[c].form.lower() for c in tree.kids(verb, "mark")}
    if marks & words.unreal_marks and matches(tree[verb].deprel, ("advcl",)):
        return False
    if "of" in marks and any(tree[t].form.lower() == "short" for t in range(max(0, verb - 2), verb)):
        return False  # "stopped SHORT OF saying that …"
    if "to" in marks and not _carried(scene, sentence, verb):
        return False
    return (
        not is_performative(scene, sentence, verb)
        and not _asked(scene, sentence, verb)
        and not _under_unreal(scene, sentence, verb, cue)
    )


def negated(scene: Scene, sentence: int, verb: int) -> bool:
    """Whether a verb is negated, by itself or by its subject ("no group claimed")."""
    tree = scene.trees[sentence]
    words = scene.cues.words
    if any(tree[c].form.lower() in words.negators for c in tree.kids(verb, "advmod", "aux", "cc:preconj", "det")):
        return True
    subject = tree.kid(verb, "nsubj")
    if subject is None:
        return False
    if tree[subject].form.lower() in words.empty_subjects:
        return True
    return any(tree[c].form.lower() in words.negators for c in tree.kids(subject, "det", "advmod", "cc:preconj"))


def not_known(scene: Scene, sentence: int, verb: int) -> bool:
    """Whether a source is told not to know: "could not CONFIRM that …", "was unable to VERIFY whether …"."""
    tree = scene.trees[sentence]
    words = scene.cues.words
    if any(tree[c].form.lower() in words.negators for c in tree.kids(verb, "advmod", "aux")):
        return True
    head = tree[verb].head
    return matches(tree[verb].deprel, ("xcomp", "advcl")) and head >= 0 and tree[head].lemma.lower() in words.unable


def _carried(scene: Scene, sentence: int, verb: int) -> bool:
    """Whether an infinitive of saying tells a fact: "went on to say", "appeared on television to announce"."""
    tree = scene.trees[sentence]
    head = tree[verb].head
    if head < 0:
        return False
    if matches(tree[verb].deprel, ("advcl",)):
        told = tree.kid(verb, "ccomp") is not None or any(c > verb for c in tree.kids(head, "ccomp"))
        return told and not negated(scene, sentence, head)
    cue = scene.cue_at(sentence, head)
    return (
        matches(tree[verb].deprel, ("xcomp",))
        and cue is not None
        and "carry" in cue.flags
        and not negated(scene, sentence, head)
    )


def _under_unreal(scene: Scene, sentence: int, verb: int, cue: Cue) -> bool:
    """Whether the saying hangs under a refusal or plan: "refused to say", "declined to confirm"."""
    tree = scene.trees[sentence]
    head = tree[verb].head
    if head >= 0 and matches(tree[verb].deprel, ("acl", "advcl")) and tree[verb - 1].form != ",":
        upper = head if tree[head].upos == "VERB" else tree[head].head
        if upper >= 0 and any(tree[c].form.lower() in scene.cues.words.modals for c in tree.kids(upper, "aux")):
            return not tree.kids(verb, "nsubj")
    if head < 0 or not matches(tree[verb].deprel, ("conj", "xcomp")):
        return False
    if matches(tree[verb].deprel, ("xcomp",)):
        above = scene.cue_at(sentence, head)
        as_marked = _has_as(tree, verb)
        return not as_marked and not (above is not None and ("carry" in above.flags or cue.has("ger")))
    own = tree.kids(verb, "nsubj", "aux")
    same = not own and any(tree[c].form.lower() in scene.cues.words.modals for c in tree.kids(head, "aux"))
    return same and feature(tree[verb], "VerbForm") == "Inf"


def is_performative(scene: Scene, sentence: int, verb: int) -> bool:
    """Whether a speaker says inside his own quotation that he says something ("we warn that …"), or orders it."""
    tree = scene.trees[sentence]
    if not scene.quoted(tree[verb]):
        return False
    if feature(tree[verb], "Mood") == "Imp":
        return True
    past = feature(tree[verb], "Tense") == "Past" or any(tree[a].lemma.lower() != "do" for a in tree.kids(verb, "aux"))
    past = past or any(feature(tree[a], "Tense") == "Past" for a in tree.kids(verb, "aux"))
    subject = tree.kid(verb, "nsubj")
    if subject is None:
        head = tree[verb].head
        subject = (
            tree.kid(head, "nsubj") if head >= 0 and matches(tree[verb].deprel, ("conj", "xcomp", "advcl")) else None
        )
    if subject is None:
        return not past
    return tree[subject].form.lower() in scene.cues.words.first_persons and not past


def _asked(scene: Scene, sentence: int, verb: int) -> bool:
    """Whether a question asks for the saying: "Did he say that …?"."""
    tree = scene.trees[sentence]
    last = tree[len(tree) - 1]
    if last.form != "?" or scene.quoted(last) or tree[verb].deprel != "root":
        return False
    subject = tree.kid(verb, "nsubj")
    return subject is not None and any(c < subject for c in tree.kids(verb, "aux"))
