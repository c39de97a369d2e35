"""Which quotations are speech of their own, and which only words quoted inside a sentence of the writer's."""

from __future__ import annotations

import re

from standoff.record.quotations import Quotation
from standoff.record.statement_scene import At, Scene
from standoff.span import Span, overlaps

_NEAR = 4  # words between a verb of quoting and a quotation after a comma: "he said, in tears, …"
_STOPS = ",.!?…;—–-"


def is_speech(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation may be speech of its own, if a cue is found for it."""
    if not quotation.pieces or quotation.pieces[0].length == 0:
        return False
    if len(quotation.pieces) > 1 or len(sentences_in(scene, quotation.outer)) > 1:
        return True
    words = words_of(scene, quotation)
    verbal = _has_verb(scene, quotation)
    if _is_title(words) and not verbal:
        return False
    after_cue = _after_cue(scene, quotation)
    if _introduced(scene, quotation) and _stopped(scene, quotation):
        return after_cue or not words[:1].islower() or not _after_comma(scene, quotation)
    if after_cue and (words[:1].isupper() or (verbal and len(words.split()) > 3)):
        return True
    return verbal and words[:1].isupper() and len(words.split()) > 2


def is_strong_speech(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation is speech even where no cue stands near: it is a sentence, and opens one."""
    words = words_of(scene, quotation)
    whole = len(quotation.pieces) > 1 or opens_sentence(scene, quotation)
    return whole and _has_verb(scene, quotation) and len(words.split()) > 3


def words_of(scene: Scene, quotation: Quotation) -> str:
    """The words of a quotation's first piece."""
    return scene.story.words(quotation.pieces[0])


def opens_sentence(scene: Scene, quotation: Quotation) -> bool:
    """Whether only marks stand before the quotation in its sentence."""
    sentence = sentence_at(scene, quotation.outer.start)
    if sentence is None:
        return False
    start = scene.story.sentences[sentence].span.start
    return not any(c.isalnum() for c in scene.story.text[start : quotation.outer.start])


def _introduced(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation opens its sentence, or follows a comma or colon."""
    before = scene.story.text[max(0, quotation.outer.start - 3) : quotation.outer.start].rstrip()
    return opens_sentence(scene, quotation) or before[-1:] in {":", ",", "—", "–"}


def _after_comma(scene: Scene, quotation: Quotation) -> bool:
    return scene.story.text[: quotation.outer.start].rstrip().endswith(",")


def _after_cue(scene: Scene, quotation: Quotation) -> bool:
    """Whether a verb of quoting stands right before a quotation."""
    sentence = sentence_at(scene, quotation.outer.start)
    tokens = [] if sentence is None else scene.story.sentences[sentence].tokens
    before = [i for i, t in enumerate(tokens) if t.span.end <= quotation.outer.start and t.upos != "PUNCT"]
    if sentence is None or not before:
        return False
    near = [scene.cue_at(sentence, t) for t in before[: -1 - _NEAR : -1] if not scene.quoted(tokens[t])]
    commas = _after_comma(scene, quotation)
    return any(cue is not None and cue.upos == "VERB" and cue.has("quote") for cue in (near if commas else near[:1]))


def _stopped(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation ends with a stop inside its marks, or right after."""
    after = scene.story.text[quotation.outer.end : quotation.outer.end + 1]
    return scene.story.text[quotation.pieces[-1].end - 1] in _STOPS or after in {",", ";", "."}


def ends_open(scene: Scene, quotation: Quotation) -> bool:
    """Whether the sentence goes on after the quotation: `"…," he said`."""
    after = scene.story.text[quotation.outer.end : quotation.outer.end + 1]
    return scene.story.text[quotation.pieces[-1].end - 1] in ",!?—–-;" or after in {",", ";"}


def _has_verb(scene: Scene, quotation: Quotation) -> bool:
    sentences = scene.story.sentences
    return any(sentences[s].tokens[t].upos in {"VERB", "AUX"} for s, t in tokens_in(scene, quotation.outer))


def _is_title(words: str) -> bool:
    """Whether words are written as a title: capitals throughout."""
    found = [w for w in re.findall(r"[^\W\d_]+", words) if len(w) > 3]
    return len(found) > 1 and all(w[0].isupper() for w in found)


def sentence_at(scene: Scene, offset: int) -> int | None:
    """The sentence that covers an offset."""
    return next((i for i, s in enumerate(scene.story.sentences) if s.span.start <= offset < s.span.end), None)


def sentences_in(scene: Scene, span: Span) -> list[int]:
    """The sentences that share words with a span."""
    return [i for i, s in enumerate(scene.story.sentences) if overlaps(s.span, span) and _worded(scene, s.span, span)]


def _worded(scene: Scene, sentence: Span, span: Span) -> bool:
    shared = scene.story.text[max(sentence.start, span.start) : min(sentence.end, span.end)]
    return any(c.isalnum() for c in shared)


def tokens_in(scene: Scene, span: Span) -> list[At]:
    """The words inside a span."""
    return [
        (s, t)
        for s in sentences_in(scene, span)
        for t, token in enumerate(scene.story.sentences[s].tokens)
        if overlaps(token.span, span)
    ]
