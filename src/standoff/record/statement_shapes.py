"""The shapes in which a verb of saying or believing gives its content: "said that", "urged … to", "denied doing"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from standoff.record.statement_clauses import clause_tokens, content_clause, told_words
from standoff.record.statement_scene import Scene, can_speak
from standoff.record.statement_sources import is_passive, negated, not_known, sources_of
from standoff.syntax import Tree, feature, matches
from standoff.terms.cues import Cue

_FOR = ("for", "over")
_OF = ("of",)
_ON = ("on", "upon")
_WHEN = frozenset({"time", "event"})


@dataclass(frozen=True, slots=True)
class Found:
    """The words of a content, by the shape that gave them."""

    tokens: tuple[int, ...]
    rule: str
    addressee: int | None = None
    questioned: bool = False
    hearsay: bool = False  # the shape names no source ("is said to have fled")


def find_content(scene: Scene, sentence: int, verb: int, *, cue: Cue) -> Found | None:
    """The content of a verb by the first shape that fits, most telling first."""
    for shape in _SHAPES:
        found = shape(scene, sentence, verb, cue)
        if found is not None:
            return found
    return None


def _clause(scene: Scene, sentence: int, verb: int, cue: Cue) -> Found | None:
    """said (that) P; told X that P; asked whether P."""
    unsure = cue.has("unsure") and not_known(scene, sentence, verb)
    if not (cue.has("clause") or cue.has("whether") or cue.has("tell") or unsure):
        return None
    tree = scene.trees[sentence]
    clause = content_clause(scene, sentence, verb)
    if clause is None:
        return None
    if clause < verb and tree.kids(clause, "mark"):
        return None
    asked = any(tree[c].form.lower() in scene.cues.words.question_marks for c in tree.kids(clause, "mark"))
    if asked and not unsure and cue.lemma not in scene.cues.words.question_cues:
        return None
    told = tree.kid(verb, "iobj", "obj") if cue.has("tell") else None
    words = told_words(tree, verb, clause, stray=not cue.has("tell"))
    return Found(words, "ccomp", addressee=told, questioned=asked)


def _aside(scene: Scene, sentence: int, verb: int, cue: Cue) -> Found | None:
    """P, he said; P, as he put it: the verb hangs beside or under the clause that it attributes."""
    tree = scene.trees[sentence]
    head = tree[verb].head
    if not (cue.has("clause") or cue.has("quote")) or head < 0:
        return None
    above = scene.cue_at(sentence, head)
    if above is not None and above.has("cite") and as_marked(tree, verb):
        return None  # "P, the radio quoted him as SAYING"
    as_clause = (
        cue.has("clause") and matches(tree[verb].deprel, ("advcl",)) and as_marked(tree, verb) and _set_off(tree, verb)
    )
    beside = matches(tree[verb].deprel, ("parataxis", "dep")) and tree.kid(verb, "nsubj") is not None
    beside = beside and not is_passive(tree, verb) and (cue.has("clause") or _told_by_somebody(scene, sentence, verb))
    if not (as_clause or beside) or (tree.kid(verb, "obj") is not None and not cue.has("tell")):
        return None
    if beside and verb < head and not _comma_between(tree, verb, head):
        return None
    top = head if tree[head].head < 0 else tree.clause(head)
    segment = _segment(scene, sentence, verb)
    further = [
        c for c in tree.kids(top, "advcl") if c > verb and _is_gerund(tree, c) and scene.cue_at(sentence, c) is not None
    ]
    words = tuple(t for t in clause_tokens(tree, top, without=[verb, *further]) if t in segment)
    return Found(words, "aside" if beside else "as-clause") if words else None


def _told_by_somebody(scene: Scene, sentence: int, verb: int) -> bool:
    """Whether who goes on can speak: no "talks CONTINUED"."""
    subject = scene.trees[sentence].kid(verb, "nsubj")
    return subject is not None and can_speak(scene, sentence, subject)


def _set_off(tree: Tree, verb: int) -> bool:
    """Whether a clause stands at the sentence's start or after a mark."""
    first = tree.subtree(verb)[0]
    return first == 0 or tree[first].upos == "PUNCT" or tree[first - 1].upos == "PUNCT"


def _segment(scene: Scene, sentence: int, token: int) -> range:
    """The stretch of a sentence between semicolons (those in quotations do not count) that holds a token."""
    tree = scene.trees[sentence]
    cuts = [t for t in range(len(tree)) if tree[t].form == ";" and not scene.quoted(tree[t])]
    start = max((c for c in cuts if c < token), default=0)
    return range(start, min((c for c in cuts if c > token), default=len(tree)))


def _comma_between(tree: Tree, left: int, right: int) -> bool:
    return any(tree[t].form in {",", ":", "-", "–", "—"} for t in range(left + 1, right))


def _colon(scene: Scene, sentence: int, verb: int, cue: Cue) -> Found | None:
    """He said: P - the parse hangs what follows the colon beside the verb."""
    tree = scene.trees[sentence]
    if not (cue.has("clause") or cue.has("quote")):
        return None
    beside = next(
        (c for c in tree.kids(verb, "parataxis", "dep", "appos") if c > verb and _colon_before(tree, verb, c)), None
    )
    return None if beside is None else Found(clause_tokens(tree, beside), "colon")


def _colon_before(tree: Tree, verb: int, clause: int) -> bool:
    first = tree.subtree(clause)[0]
    return any(tree[t].form == ":" for t in range(verb + 1, max(first + 1, clause)))


def _object_infinitive(scene: Scene, sentence: int, verb: int, cue: Cue) -> Found | None:
    """urged X to do; called on X to do; appealed to X to do."""
    tree = scene.trees[sentence]
    infinitive = next((c for c in tree.kids(verb, "xcomp", "advcl", "ccomp") if _is_infinitive(tree, c)), None)
    if infinitive is None and cue.has("clause") and cue.has("objinf") and "belief" not in cue.flags:
        infinitive = next((c for c in tree.kids(verb, "xcomp") if tree[c].upos == "VERB"), None)
    if infinitive is None:
        return None
    who = None
    if cue.has("objinf"):
        who = tree.kid(verb, "nsubj:pass") if is_passive(tree, verb) else tree.kid(verb, "obj", "iobj")
    if who is None and cue.has("oninf"):
        who = next((c for c in tree.kids(verb, "obl") if tree.case(c) in _ON), None)
    if who is None and cue.has("toinf"):
        who = next((c for c in tree.kids(verb, "obl") if tree.case(c) == "to"), None)
    if who is None or (is_passive(tree, verb) and not sources_of(scene, sentence, verb)):
        return None
    cases = tree.kids(who, "case")
    after = [c for c in tree.kids(verb, "obl") if c > infinitive and not is_passive(tree, verb)]
    words = {*tree.subtree(who, without=cases), *tree.subtree(infinitive), *(t for c in after for t in tree.subtree(c))}
    return Found(tuple(sorted(words)), "object-infinitive", addressee=who)


def _is_infinitive(tree: Tree, token: int) -> bool:
    return any(tree[c].form.lower() == "to" for c in tree.kids(token, "mark"))


def _infinitive(scene: Scene, sentence: int, verb: int, cue: Cue) -> Found | None:
    """vowed to do; denied doing; pleaded guilty."""
    tree = scene.trees[sentence]
    inner = tree.kid(verb, "xcomp")
    if inner is None and cue.has("ger"):
        gerunds = (c for c in tree.kids(verb, "ccomp", "advcl") if c > verb and _is_gerund(tree, c))
        inner = next((c for c in gerunds if tree[tree.subtree(c)[0]].form != "," and tree[c - 1].form != ","), None)
    if inner is None:
        return None
    if cue.lemma in scene.cues.words.question_cues and negated(scene, sentence, inner):
        return None  # "asked not to be named"
    if cue.has("inf") and _is_infinitive(tree, inner) and not is_passive(tree, verb):
        return Found(clause_tokens(tree, inner), "infinitive")
    if cue.has("ger") and _is_gerund(tree, inner):
        return Found(clause_tokens(tree, inner), "gerund")
    if cue.has("plea") and tree[inner].upos == "ADJ":
        return Found(tuple(t for t in tree.subtree(verb) if t >= min(tree.subtree(inner))), "plea")
    return None


def _is_gerund(tree: Tree, token: int) -> bool:
    return feature(tree[token], "VerbForm") == "Ger" or tree[token].form.lower().endswith("ing")


def _said_to(scene: Scene, sentence: int, verb: int, cue: Cue) -> Found | None:
    """X is said (believed, reported) to have done: hearsay, content is X with the infinitive."""
    tree = scene.trees[sentence]
    if not (cue.has("clause") or cue.has("inf-pass")) or (cue.has("objinf") and "belief" not in cue.flags):
        return None
    subject, inner = tree.kid(verb, "nsubj:pass"), tree.kid(verb, "xcomp")
    if (
        subject is None
        or inner is None
        or not (_is_infinitive(tree, inner) or tree[inner].upos in {"ADJ", "NOUN", "VERB"})
    ):
        return None
    return Found(tuple(sorted({*tree.subtree(subject), *tree.subtree(inner)})), "said-to", hearsay=True)


def _as_phrase(scene: Scene, sentence: int, verb: int, cue: Cue) -> Found | None:
    """described X as Y; rejected X as Y."""
    tree = scene.trees[sentence]
    target = tree.kid(verb, "nsubj:pass") if is_passive(tree, verb) else tree.kid(verb, "obj")
    if not cue.has("as") or target is None:
        return None
    holders = [
        *tree.kids(verb, "obl", "xcomp", "advcl", "ccomp", "nmod", "conj"),
        *tree.kids(target, "nmod", "acl", "advcl"),
    ]
    phrase = next((c for c in holders if as_marked(tree, c) and c > target), None)
    if phrase is None or (is_passive(tree, verb) and not sources_of(scene, sentence, verb)):
        return None
    return Found(tuple(sorted({*tree.subtree(target), *tree.subtree(phrase)})), "as")


def as_marked(tree: Tree, token: int) -> bool:
    """Whether "as" stands before a word's phrase or clause."""
    return any(tree[c].form.lower() == "as" for c in tree.kids(token, "case", "mark", "advmod"))


def _object_complement(scene: Scene, sentence: int, verb: int, cue: Cue) -> Found | None:
    """called X the worst."""
    tree = scene.trees[sentence]
    if not cue.has("objcomp"):
        return None
    passive = is_passive(tree, verb)
    targets = tree.kids(verb, "nsubj:pass") if passive else tree.kids(verb, "obj", "iobj")
    complements = [c for c in tree.kids(verb, "xcomp") if tree[c].upos != "ADV"]
    if not targets and len(complements) > 1:
        targets = [complements.pop(0)]
    complement = complements[0] if complements else None
    if complement is None and not passive and len(targets) > 1:
        complement = targets[-1]
    if not targets or complement is None or (passive and not sources_of(scene, sentence, verb)):
        return None
    return Found(tuple(sorted({*tree.subtree(targets[0]), *tree.subtree(complement)})), "object-complement")


def _object_preposition(scene: Scene, sentence: int, verb: int, cue: Cue) -> Found | None:
    """blamed X for Y; accused X of Y; blamed Y on X; placed the toll at Y."""
    tree = scene.trees[sentence]
    wanted = (_FOR if cue.has("objfor") else ()) + (_OF if cue.has("objof") else ()) + (_ON if cue.has("objon") else ())
    passive = is_passive(tree, verb)
    target = tree.kid(verb, "nsubj:pass") if passive else tree.kid(verb, "obj", "iobj")
    unnamed = passive and not sources_of(scene, sentence, verb)
    if target is None or (unnamed and not cue.has("objof")):
        return None
    holders = [*tree.kids(verb, "obl", "advcl", "xcomp", "ccomp"), *tree.kids(target, "nmod", "acl")]
    phrases = [
        c for c in holders if (wanted and _introduced_by(tree, c, wanted)) or (cue.has("objobl") and tree.case(c))
    ]
    if not phrases or (not wanted and not cue.takes(tree[target].lemma)):
        return None
    words = {*tree.subtree(target), *(t for p in phrases for t in tree.subtree(p))}
    return Found(tuple(sorted(words)), "object-preposition", hearsay=unnamed)  # "he WAS ACCUSED OF spying"


def _introduced_by(tree: Tree, token: int, wanted: tuple[str, ...]) -> bool:
    return any(tree[c].form.lower() in wanted for c in tree.kids(token, "case", "mark"))


def _object(scene: Scene, sentence: int, verb: int, cue: Cue) -> Found | None:
    """denied any role; claimed responsibility; announced a truce."""
    tree = scene.trees[sentence]
    if not cue.has("np"):
        return None
    passive = is_passive(tree, verb)
    target = tree.kid(verb, "nsubj:pass") if passive else tree.kid(verb, "obj")
    if target is None or not cue.takes(tree[target].lemma.lower()) or tree[target].upos == "PRON":
        return None
    if passive and not sources_of(scene, sentence, verb):
        return None
    words = {*tree.subtree(target, without=_asides(tree, target)), *_after_object(tree, verb, target)}
    return Found(tuple(sorted(words)), "object")


def _asides(tree: Tree, target: int) -> list[int]:
    """Relative clauses behind a comma in a noun phrase: they are the writer's, no part of what is said."""
    clauses = [t for t in tree.subtree(target) if tree[t].deprel == "acl:relcl"]
    return [c for c in clauses if "," in {tree[tree.subtree(c)[0]].form, tree[tree.subtree(c)[0] - 1].form}]


def _after_object(tree: Tree, verb: int, target: int) -> list[int]:
    """A phrase right after the object that belongs to it, whatever it hangs on: "responsibility / for the raid"."""
    end = tree.subtree(target)[-1]
    phrases = [c for c in tree.kids(verb, "obl") if c > target and tree.subtree(c)[0] == end + 1]
    return [
        t
        for c in phrases[:1]
        if tree.case(c) in {*_FOR, *_OF, "in", "to", "about"} and tree[c].etype not in _WHEN
        for t in tree.subtree(c)
    ]


def _preposition(scene: Scene, sentence: int, verb: int, cue: Cue) -> Found | None:
    """warned of X; called for X; complained about X."""
    tree = scene.trees[sentence]
    wanted = cue.prepositions
    phrase = next(
        (c for c in tree.kids(verb, "obl", "advcl", "nmod", "xcomp") if _introduced_by(tree, c, wanted)), None
    )
    if not wanted or phrase is None or is_passive(tree, verb):
        return None
    leading = [c for c in tree.kids(phrase, "case", "mark") if c < phrase and tree[c].form.lower() in wanted]
    words = {*tree.subtree(phrase, without=leading), *_strays(tree, verb, leading, phrase)}
    told = tree.kid(verb, "obj", "iobj") if cue.has("tell") else None
    return Found(tuple(sorted(words)), "preposition", addressee=told)


def _strays(tree: Tree, verb: int, leading: list[int], phrase: int) -> list[int]:
    """Words between a preposition and its clause that the parse hangs on the verb: "called for THE ARMY to leave"."""
    first = min(leading, default=phrase)
    return [t for c in tree.children[verb] if first < c < phrase for t in tree.subtree(c) if first < t < phrase]


def _headline(scene: Scene, sentence: int, verb: int, cue: Cue) -> Found | None:
    """Tyre says no truce until the ships leave: a headline that tells words without a verb."""
    tree = scene.trees[sentence]
    says = cue.has("clause") and cue.has("quote") and not cue.has("np") and not is_passive(tree, verb)
    target = next((c for c in tree.kids(verb, "obj") if c > verb and tree[c].upos in {"NOUN", "PROPN"}), None)
    if not tree.sentence.title or not says or target is None or tree[verb - 1].form == ",":
        return None
    parts = [target, *(c for c in tree.kids(verb, "advcl", "obl", "nmod") if c > target)]
    return Found(tuple(sorted(t for c in parts for t in tree.subtree(c) if t > verb)), "headline")


_SHAPES: tuple[Callable[[Scene, int, int, Cue], Found | None], ...] = (
    _said_to,
    _clause,
    _object_infinitive,
    _infinitive,
    _as_phrase,
    _object_complement,
    _object_preposition,
    _aside,
    _colon,
    _object,
    _preposition,
    _headline,
)
