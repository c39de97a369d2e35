"""The clause that a verb of saying tells: its words, also where the parse hangs them on another verb."""

from __future__ import annotations

from collections.abc import Iterable

from standoff.record.statement_scene import Scene
from standoff.record.statement_sources import is_passive
from standoff.syntax import Tree


def content_clause(scene: Scene, sentence: int, verb: int) -> int | None:
    """The head of the clause that a verb of saying tells, also where the parse hangs it elsewhere."""
    tree = scene.trees[sentence]
    clause = next((c for c in tree.kids(verb, "ccomp") if c > verb or _left_of(tree, verb, c)), None)
    if clause is None and is_passive(tree, verb):
        clause = tree.kid(verb, "csubj")
    if clause is None:
        clause = next((c for c in tree.kids(verb, "advcl", "acl") if c > verb and _that(tree, c) is not None), None)
    if clause is None:
        clause = _beyond(scene, sentence, verb)
    if clause is not None:
        return clause
    under_adjunct = [c for o in tree.kids(verb, "obl", "obj") for c in tree.kids(o, "acl", "ccomp")]
    found = next((c for c in under_adjunct if c > verb and _that(tree, c) is not None), None)
    return found if found is not None else _stolen(scene, sentence, verb)


def _beyond(scene: Scene, sentence: int, verb: int) -> int | None:
    """A clause under a word that goes with the verb ("made CLEAR that"), or a bare subjunctive ("urged it BE done")."""
    tree = scene.trees[sentence]
    for child in tree.kids(verb, "xcomp"):
        if child > verb and tree.kids(child, "nsubj", "nsubj:pass") and not _infinitive(tree, child):
            return child  # "urged the ban BE LIFTED"
        if scene.cues.get(f"{tree[verb].lemma} {tree[child].lemma}", "VERB") is not None:
            return next((c for c in tree.kids(child, "ccomp", "csubj") if c > child), None)
    return None


def _infinitive(tree: Tree, token: int) -> bool:
    return any(tree[c].form.lower() == "to" for c in tree.kids(token, "mark"))


def told_words(tree: Tree, verb: int, clause: int, *, stray: bool) -> tuple[int, ...]:
    """The words of the content clause of a verb; `stray`: an object of the verb may be the clause's lost subject."""
    words = {*clause_tokens(tree, clause), *(_strayed(tree, verb, clause) if stray else ()), *_more(tree, verb, clause)}
    if clause > verb:
        words = {w for w in words if w > verb} - _leading_adjuncts(tree, verb, clause)
    elif verb + 1 in words:  # "P, he said IN A SPEECH"
        run = next((w for w in range(verb + 1, len(tree) + 1) if w not in words or tree[w].form == ","), verb + 1)
        words -= set(range(verb + 1, run))
    filled = _filled(verb, words)
    return filled[1:] if len(filled) > 1 and _joins(tree, filled[0]) else filled


def clause_tokens(tree: Tree, clause: int, *, without: Iterable[int] = ()) -> tuple[int, ...]:
    """The words of a content clause without a leading "that" and without `without` and what hangs there."""
    that = _that(tree, clause)
    return tuple(tree.subtree(clause, without=[*(() if that is None else (that,)), *without]))


def _left_of(tree: Tree, verb: int, clause: int) -> bool:
    """Whether a clause before its verb is set off from it by a mark: "P, he said"."""
    subject = [t for s in tree.kids(verb, "nsubj") if clause < s < verb for t in tree.subtree(s)]
    first = min([verb, *subject, *(c for c in tree.kids(verb, "advmod", "aux") if clause < c < verb)])
    return any(tree[t].upos == "PUNCT" for t in range(clause, first))


def _that(tree: Tree, clause: int) -> int | None:
    return next((c for c in tree.kids(clause, "mark") if tree[c].form.lower() == "that" and c < clause), None)


def _stolen(scene: Scene, sentence: int, verb: int) -> int | None:
    """A clause right after a verb of saying that the parse hangs on a verb above, which says nothing itself."""
    tree = scene.trees[sentence]
    for above in (verb, *tree.ancestors(verb)):
        shapes = ("parataxis",) if above == verb else ("ccomp", "parataxis", "advcl")
        for clause in tree.kids(above, *shapes):
            unmarked = len(tree.kids(clause, "mark")) == (_that(tree, clause) is not None)
            if clause > verb and unmarked and verb not in tree.subtree(clause) and _begins_after(tree, verb, clause):
                return clause
    return None


def _begins_after(tree: Tree, verb: int, clause: int) -> bool:
    """Whether a clause begins right after the verb, or after an object that is its lost subject."""
    that = _that(tree, clause)
    own = tree[clause].head == verb
    words = [t for t in tree.subtree(clause) if tree[t].upos != "PUNCT"]
    words = [t for t in words if t > verb or not (own or tree[t].upos == "PRON")]
    if not words or verb + 1 >= len(tree) or tree[verb + 1].upos == "PUNCT":
        return False
    if words[0] == verb + 1 or that == verb + 1:
        return True
    lost = tree.kid(verb, "obj")
    return lost is not None and tree.kid(clause, "nsubj") is None and tree.subtree(lost)[0] == verb + 1


def _strayed(tree: Tree, verb: int, clause: int) -> list[int]:
    """The words of a subject that the parse hangs on the verb of saying instead of the clause."""
    stray = [c for c in tree.kids(verb, "nsubj", "obj", "iobj", "appos") if verb < c < clause]
    return [t for c in stray for t in tree.subtree(c)]


def _leading_adjuncts(tree: Tree, verb: int, clause: int) -> set[int]:
    """Phrases between the verb and its clause's subject that tell of the saying: "said at a briefing the law …"."""
    subject = tree.kid(clause, "nsubj", "expl")
    if subject is None or any(tree[t].form.lower() == "that" for t in range(verb + 1, subject)):
        return set()
    out: set[int] = set()
    for phrase in tree.kids(clause, "obl"):
        words = tree.subtree(phrase)
        next_to = words[0] == verb + 1 + len(out) and words[-1] < subject
        if next_to and _one_word(tree.case(phrase)) and tree[words[-1] + 1].form != ",":
            out |= set(words)
    return out if len(out) < subject - verb else set()


def _one_word(case: str) -> bool:
    return bool(case) and " " not in case


def _joins(tree: Tree, token: int) -> bool:
    """Whether "that" opens a clause, and is neither its subject ("that is so") nor an article ("that day")."""
    if tree[token].form.lower() != "that":
        return False
    followed = tree[token + 1].upos in {"ADV", "DET", "PRON", "PROPN", "ADP"}
    return tree[token].upos == "SCONJ" or tree[token].deprel == "mark" or followed


def _more(tree: Tree, verb: int, clause: int) -> list[int]:
    """The words of further clauses that the parse hangs beside the first: "he can / and may declare"."""
    end = tree[verb].head if tree[verb].head > verb else len(tree)  # beyond it the clause above goes on
    beside = [c for c in tree.kids(verb, "ccomp", "dep") if end > c > clause > verb]
    return [t for c in beside for t in clause_tokens(tree, c)]


def _filled(verb: int, words: set[int]) -> tuple[int, ...]:
    """The words of a content with the gaps between them filled, where the verb does not stand in one."""
    first, last = min(words), max(words)
    if first < verb < last:
        return tuple(sorted(words))
    return tuple(range(first, last + 1))
