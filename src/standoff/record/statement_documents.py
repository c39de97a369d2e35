"""Who speaks in a document: "the statement", "the letter", "a UN report" stand for the party that issued them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.model import Reference, StatementMention
from standoff.record.statement_scene import Scene
from standoff.span import contains
from standoff.syntax import Tree, matches

_BACK = 4  # sentences before in which the issuer is looked for


def name_issuers(scene: Scene, statements: Sequence[StatementMention]) -> tuple[StatementMention, ...]:
    """The statements, those made by a document with the party that issued it, where the text names it."""
    return tuple(_named(scene, s, statements) for s in statements)


def _named(scene: Scene, statement: StatementMention, statements: Sequence[StatementMention]) -> StatementMention:
    source = statement.source
    place = None if source is None else _place(scene, source)
    if source is None or place is None:
        return statement
    sentence, head = place
    if scene.trees[sentence][head].lemma.lower() not in scene.cues.words.documents:
        return statement
    owner = _owner(scene, sentence, head)
    if owner is None and source.ref is None:
        owner = _signer(scene, sentence, head) or _issuer_before(scene, sentence, head, statements)
    return statement if owner is None else replace(statement, source=replace(source, ref=owner))


def _place(scene: Scene, source: Reference) -> tuple[int, int] | None:
    """The sentence of a source, and the noun that heads its words."""
    for number, sentence in enumerate(scene.story.sentences):
        if not contains(sentence.span, source.span):
            continue
        tree = scene.trees[number]
        inside = [t for t in range(len(tree)) if contains(source.span, tree[t].span)]
        heads = [t for t in inside if tree[t].head not in inside]
        return (number, heads[0]) if heads else None
    return None


def _owner(scene: Scene, sentence: int, noun: int) -> str | None:
    """Whose document it is: "the court's summary", "a UN report", "a statement by the ministry"."""
    tree = scene.trees[sentence]
    owners = [*tree.kids(noun, "nmod:poss", "compound", "amod")]
    owners += [c for c in tree.kids(noun, "nmod", "obl", "acl") if tree.case(c) in {"by", "from", "of"}]
    owners += [a for c in tree.kids(noun, "acl") for a in tree.kids(c, "obl") if tree.case(a) == "by"]
    found = [scene.story.entities.get((sentence, t)) for t in owners]
    return next((e.id for e in found if e is not None and e.kind != "people"), None)


def _signer(scene: Scene, sentence: int, noun: int) -> str | None:
    """Who signs, issues, or sends the document in the same clause: "experts signed an open letter urging …"."""
    tree = scene.trees[sentence]
    verb = tree[noun].head
    if verb < 0 or not matches(tree[noun].deprel, ("obj",)) or tree[verb].lemma not in scene.cues.words.light_verbs:
        return None
    subject = tree.kid(verb, "nsubj")
    entity = scene.story.entities.get((sentence, subject)) if subject is not None else None
    return None if entity is None else entity.id


def _issuer_before(scene: Scene, sentence: int, noun: int, statements: Sequence[StatementMention]) -> str | None:
    """Who issued "the statement": whoever said something in one before, or issued, sent, or posted it."""
    tree = scene.trees[sentence]
    definite = any(tree[d].form.lower() in scene.cues.words.definite for d in tree.kids(noun, "det"))
    if not (definite or tree.sentence.title or not tree.kids(noun, "det")):
        return None
    lemma = tree[noun].lemma.lower()
    for before in range(sentence, max(-1, sentence - _BACK - 1), -1):
        for token in reversed(range(len(scene.trees[before]) if before < sentence else noun)):
            if scene.trees[before][token].lemma.lower() == lemma and not scene.quoted(scene.trees[before][token]):
                found = _owner(scene, before, token) or _sayer(scene, before, token, statements)
                if found is not None:
                    return found
    return None


def _sayer(scene: Scene, sentence: int, noun: int, statements: Sequence[StatementMention]) -> str | None:
    """Who says something "in a statement", or is the subject of the verb that issues it."""
    tree = scene.trees[sentence]
    head = tree[noun].head
    if head < 0 or not matches(tree[noun].deprel, ("obj", "obl", "nsubj:pass", "nmod")):
        return None
    span = scene.story.sentences[sentence].span
    told = [s.source.ref for s in statements if s.cue is not None and s.source is not None and contains(span, s.cue)]
    subject = _subject_above(tree, head)
    entity = scene.story.entities.get((sentence, subject)) if subject is not None else None
    if entity is not None:
        return entity.id
    return next((ref for ref in told if ref is not None), None)


def _subject_above(tree: Tree, verb: int) -> int | None:
    for here in [verb, *tree.ancestors(verb)][:3]:
        subject = tree.kid(here, "nsubj")
        if subject is not None:
            return subject
    return None
