"""Headlines that attribute with a colon: "Zelenskiy: no talks until …", "No talks until …: Zelenskiy"."""

from __future__ import annotations

from standoff.record.statement_scene import Draft, Phrase, Scene, phrase_of, trim_content
from standoff.span import Span
from standoff.syntax import matches

_MAX_NAME = 7  # words of a speaker beside the colon
_SCORE = 0.8
_DASHES = frozenset({"-", "–", "—", "--"})
_LEAST_TOLD = 3  # words of what a headline tells before a dash


def headline_drafts(scene: Scene, sentence: int) -> list[Draft]:
    """The statement that a headline attributes with a colon; empty where the colon does something else."""
    here = scene.story.sentences[sentence]
    if not here.title:
        return []
    colon = next((i for i, t in enumerate(here.tokens) if t.form == ":"), None)
    if colon is None:
        return _dash_drafts(scene, sentence)
    if any(t.form == ":" for t in here.tokens[colon + 1 :]):
        return []
    left, right = list(range(colon)), list(range(colon + 1, len(here.tokens)))
    for name, content, rule in ((left, right, "headline-colon"), (right, left, "headline-colon-end")):
        source = _speaker(scene, sentence, name, content)
        if source is not None and len(content) > 1:
            span = Span(here.tokens[content[0]].span.start, here.tokens[content[-1]].span.end)
            return [Draft(sentence, colon, here.tokens[colon].span, source, (trim_content(scene, span),), rule, _SCORE)]
    return []


def _dash_drafts(scene: Scene, sentence: int) -> list[Draft]:
    """The statement that a headline attributes behind a dash at its end: "Army takes port – state media"."""
    tokens = scene.story.sentences[sentence].tokens
    dash = max((i for i, t in enumerate(tokens) if t.form in _DASHES), default=0)
    if dash < _LEAST_TOLD or tokens[dash - 1].span.end == tokens[dash].span.start:
        return []
    name, content = list(range(dash + 1, len(tokens))), list(range(dash))
    source = _speaker(scene, sentence, name, content, at_end=True)
    if source is None:
        return []
    span = Span(tokens[0].span.start, tokens[dash - 1].span.end)
    return [Draft(sentence, dash, tokens[dash].span, source, (trim_content(scene, span),), "headline-dash", _SCORE)]


def _speaker(
    scene: Scene, sentence: int, name: list[int], content: list[int], *, at_end: bool = False
) -> Phrase | None:
    """The phrase on one side of the colon as a speaker: a person, party or office, no label and no clause."""
    tree = scene.trees[sentence]
    words = scene.cues.words
    if not name or len(name) > _MAX_NAME or any(tree[t].upos in {"VERB", "AUX", "NUM"} for t in name):
        return None
    tells = at_end and len(name) == 1 and tree[name[0]].form.lower() in words.headline_tellers
    if not tells and any(tree[t].lemma.lower() in words.labels or tree[t].form.lower() in words.labels for t in name):
        return None
    inside = set(name)
    head = next((t for t in name if tree[t].head not in inside), name[-1])
    if tree[head].upos not in {"NOUN", "PROPN"}:
        return None
    if not at_end and _is_only_place(scene, sentence, name, head) and not _speaks(scene, sentence, content):
        return None
    if not _may_speak(scene, sentence, name, head):
        return None
    phrase = phrase_of(scene, sentence, head)
    return (
        Phrase(sentence, head, phrase.span)
        if _within(tree.tokens[name[0]].span.start, tree.tokens[name[-1]].span.end, phrase.span)
        else Phrase(sentence, head, tree.span(name))
    )


def _within(start: int, end: int, span: Span) -> bool:
    return start <= span.start and span.end <= end


def _is_only_place(scene: Scene, sentence: int, name: list[int], head: int) -> bool:
    """Whether the side of the colon is a bare place name: then it may only be the topic ("Syria: dozens killed")."""
    names = scene.story.sentences[sentence].names
    located = any(n.kind == "LOC" and n.start <= head < n.end for n in names) or (sentence, head) in scene.story.places
    return located and len(name) <= 3


def _speaks(scene: Scene, sentence: int, content: list[int]) -> bool:
    """Whether the content can only be what a state says: "no talks", "will not", or it tells of others."""
    tree = scene.trees[sentence]
    speech = scene.cues.words.headline_speech
    return any(tree[t].form.lower() in speech for t in content[:3]) or any(
        matches(tree[t].deprel, ("aux",)) and tree[t].form.lower() in speech for t in content
    )


def _may_speak(scene: Scene, sentence: int, name: list[int], head: int) -> bool:
    """Whether the head can speak: an entity, a person's or organisation's name, or a noun for people."""
    if (sentence, head) in scene.story.entities:
        return True
    sentence_names = scene.story.sentences[sentence].names
    if any(n.start <= head < n.end for n in sentence_names):
        return True
    return scene.trees[sentence][head].etype in {"person", "organization"} or len(name) <= 2
