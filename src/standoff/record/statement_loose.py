"""The speaker of a quotation that stands alone: "made the remarks in an interview", the last or the next one named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standoff.record.quotations import Quotation
from standoff.record.statement_scene import At, Draft, Phrase, Scene, speakers
from standoff.record.statement_sources import sources_of
from standoff.record.statement_speech import sentence_at
from standoff.syntax import feature

_AFTER = 2  # sentences after the quotation in which "made the remarks" is looked for
_BEFORE = 2  # sentences before it in which a speaker is looked for


@dataclass(frozen=True, slots=True)
class Around:
    """The speaker that the text around a quotation names, with the words that stand for the quotation, if any."""

    at: At | None
    sources: tuple[Phrase, ...]
    rule: str
    score: float
    frame: int = -1


def speaker_around(scene: Scene, quotation: Quotation, drafts: Sequence[Draft]) -> Around | None:
    """The speaker of a quotation from the sentences around it, or None."""
    first = sentence_at(scene, quotation.outer.start)
    last = sentence_at(scene, quotation.pieces[-1].end - 1)
    if first is None or last is None:
        return None
    found = _remarks_after(scene, last)
    if found is not None:
        return found
    before = [s for s in range(first - 1, max(-1, first - 1 - _BEFORE), -1) if not scene.story.sentences[s].title]
    for sentence in before:
        named = _speaker_in(scene, sentence, drafts, quotation)
        if named:
            return Around(None, tuple(named), "speaker-before", 0.6)
    after = _said_in(last + 1, drafts) if last + 1 < len(scene.story.sentences) else []
    return Around(None, tuple(after), "speaker-after", 0.5) if after else None


def _remarks_after(scene: Scene, sentence: int) -> Around | None:
    """X made the remarks in an interview; X was speaking in …: words that stand for the quotation before them."""
    limit = min(len(scene.story.sentences), sentence + 1 + _AFTER)
    for after in range(sentence + 1, limit):
        tree = scene.trees[after]
        for token, word in enumerate(tree.tokens):
            cue = scene.cue_at(after, token)
            if cue is None or not cue.has("remark") or scene.quoted(word):
                continue
            verb = token if word.upos == "VERB" else word.head
            if verb < 0 or not _stands_for_words(scene, after, token, verb):
                continue
            sources = [s for s in sources_of(scene, after, verb) or [] if s.token != token]
            if sources:
                return Around((after, token), tuple(sources), "remarks", 0.8, verb)
    return None


def _stands_for_words(scene: Scene, sentence: int, token: int, verb: int) -> bool:
    """Whether "the remarks" (of making) or "was speaking" takes up words that were quoted."""
    tree = scene.trees[sentence]
    if token == verb:
        return (
            feature(tree[verb], "VerbForm") in {"Fin", "Part", "Ger"}
            and tree[verb].deprel == "root"
            and tree.kid(verb, "ccomp") is None
        )
    definite = any(tree[c].form.lower() in scene.cues.words.definite for c in tree.kids(token, "det")) or tree.kid(
        token, "nmod:poss"
    )
    return bool(definite) and tree[verb].lemma in scene.cues.words.remark_verbs and tree.kid(token, "acl") is None


def _speaker_in(scene: Scene, sentence: int, drafts: Sequence[Draft], quotation: Quotation) -> list[Phrase]:
    """Who speaks in a sentence before a quotation: its last source, or its subject if that is a person."""
    said = _said_in(sentence, drafts)
    if said:
        return said
    near = quotation.paragraph - scene.story.sentences[sentence].paragraph <= 1
    tree = scene.trees[sentence]
    subject = tree.kid(tree.root(), "nsubj")
    if not near or subject is None or scene.quoted(tree[subject]):
        return []
    entity = scene.story.entities.get((sentence, subject))
    personal = (
        tree[subject].etype == "person"
        or tree[subject].form.lower() in scene.cues.words.personal_pronouns
        or (entity is not None and entity.kind == "person")
    )
    return speakers(scene, sentence, subject) if personal else []


def _said_in(sentence: int, drafts: Sequence[Draft]) -> list[Phrase]:
    """The sources of the last statement that the outlet tells in a sentence."""
    found = [
        d
        for d in drafts
        if d.sentence == sentence and d.source is not None and d.relayed_by is None and not _inside_other(d, drafts)
    ]
    if not found:
        return []
    last = max(found, key=lambda d: d.token)
    return [d.source for d in found if d.token == last.token and d.source is not None]


def _inside_other(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a draft's cue stands in another one's content: then it is relayed."""
    if draft.cue is None:
        return False
    return any(p.start <= draft.cue.start < p.end for d in drafts if d is not draft for p in d.content)
