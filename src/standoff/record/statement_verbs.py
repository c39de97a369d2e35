"""Verbs of saying and believing: the content that each shape of clause gives ("said that", "urged … to")."""

from __future__ import annotations

from standoff.model import StatementPolarity
from standoff.record.statement_scene import Draft, Phrase, Scene, phrase_of, pieces_of
from standoff.record.statement_shapes import Found, as_marked, find_content
from standoff.record.statement_sources import (
    is_passive,
    is_performative,
    negated,
    not_known,
    sources_of,
    told_as_fact,
)
from standoff.span import Span, contains
from standoff.syntax import Tree
from standoff.terms.cues import Cue


def verb_drafts(scene: Scene, sentence: int, verb: int, *, cue: Cue) -> list[Draft]:
    """The statements that one verb makes, one for each source; empty where it tells of no saying."""
    denied_belief = "belief" in cue.flags and negated(scene, sentence, verb)
    if denied_belief and is_performative(scene, sentence, verb):
        return []  # "I do not think that …" in a quotation
    unsure = cue.has("unsure") and not_known(scene, sentence, verb) and not is_performative(scene, sentence, verb)
    if not denied_belief and not unsure and not told_as_fact(scene, sentence, verb, cue=cue):
        return []
    found = find_content(scene, sentence, verb, cue=cue)
    if found is None:
        return []
    sources: list[Phrase] | None = [] if found.hearsay else sources_of(scene, sentence, verb)
    if sources is None or (not sources and not _may_lack_source(scene, sentence, verb)):
        return []
    tokens = (
        set(found.tokens) - set(_cue_tokens(scene.trees[sentence], verb)) - _after_verb(scene, sentence, verb, sources)
    )
    content = pieces_of(scene, sentence, _with_antecedent(scene, sentence, verb, tokens))
    if not content:
        return []
    told = None if found.addressee is None else phrase_of(scene, sentence, found.addressee)
    polarity = "not_known" if unsure else _polarity(cue, found, denied=denied_belief)
    by = _quoting_verb(scene, sentence, verb)
    span = cue_span(scene, sentence, verb)
    return [
        Draft(sentence, verb, span, s, content, found.rule, cue.score, polarity, relayed_by=by, addressee=told)
        for s in (tuple(sources) or (None,))
    ]


def _with_antecedent(scene: Scene, sentence: int, verb: int, tokens: set[int]) -> set[int]:
    """The words of a content, its relative pronoun replaced: in "the raid, which he called a crime" by the raid."""
    tree = scene.trees[sentence]
    relative = {t for t in tokens if tree[t].form.lower() in scene.cues.words.relatives and tree[t].upos == "PRON"}
    top = next((a for a in (verb, *tree.ancestors(verb)) if tree[a].deprel == "acl:relcl"), None)
    if top is None or not relative or min(tokens) not in relative:
        return tokens
    head = tree[top].head
    phrase = phrase_of(scene, sentence, head).span
    return (tokens - relative) | {t for t in range(len(tree)) if contains(phrase, tree[t].span)}


def _quoting_verb(scene: Scene, sentence: int, verb: int) -> tuple[int, int] | None:
    """The verb that relays the saying: "quoted" in "quoted him as saying"."""
    tree = scene.trees[sentence]
    head = tree[verb].head
    cue = scene.cue_at(sentence, head) if head >= 0 else None
    if cue is None or not cue.has("cite") or not as_marked(tree, verb):
        return None
    named = any(tree.case(c) == "by" for w in (head, verb) for c in tree.kids(w, "obl"))
    return (sentence, head) if named or not is_passive(tree, head) else None


def _after_verb(scene: Scene, sentence: int, verb: int, sources: list[Phrase]) -> set[int]:
    """The words of sources that stand after their verb: no content, whatever the parse hangs them on."""
    tree = scene.trees[sentence]
    return {t for s in sources for t in range(verb, len(tree)) if contains(s.span, tree[t].span)}


def _polarity(cue: Cue, found: Found, *, denied: bool) -> StatementPolarity:
    """How the source stands to the content."""
    if denied:
        return "denied"
    return "questioned" if found.questioned else cue.polarity


def _may_lack_source(scene: Scene, sentence: int, verb: int) -> bool:
    """Whether a saying without a source counts: "it is reported that", "reports say"; an orphaned verb does not."""
    tree = scene.trees[sentence]
    return is_passive(tree, verb) or tree.kid(verb, "nsubj") is not None


def _cue_tokens(tree: Tree, verb: int) -> list[int]:
    """The verb with its auxiliaries and particle."""
    return [verb, *tree.kids(verb, "aux", "compound:prt")]


def cue_span(scene: Scene, sentence: int, verb: int) -> Span:
    """The words of a cue: the verb with its particle."""
    tree = scene.trees[sentence]
    return tree.span([verb, *(c for c in tree.kids(verb, "compound:prt") if c == verb + 1)])
