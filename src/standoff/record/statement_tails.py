"""Attributions whose subject the parse has lost: "…, people who fled the village said", "…, say senators"."""

from __future__ import annotations

from standoff.record.statement_scene import Draft, Phrase, Scene, phrase_of, pieces_of, trim_edges
from standoff.record.statement_sources import told_as_fact
from standoff.span import Span
from standoff.syntax import Tree, feature, matches
from standoff.terms.cues import Cue

_MOST = 16  # words of a speaker between the comma and the verb
_SCORE = 0.75
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_LEADS = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"})


def tail_drafts(scene: Scene, sentence: int, verb: int, *, cue: Cue) -> list[Draft]:
    """The statement of a verb of saying without a subject of its own that stands behind the clause it tells."""
    tree = scene.trees[sentence]
    if not (cue.has("clause") and cue.has("quote")) or scene.quoted(tree[verb]) or not _finite(tree, verb):
        return []
    if not told_as_fact(scene, sentence, verb, cue=cue):
        return []
    found = _speaker_before(scene, sentence, verb) or _speaker_after(scene, sentence, verb)
    if found is None:
        return []
    source, end = found
    start = max((t + 1 for t in range(end) if tree[t].form == ";" and not scene.quoted(tree[t])), default=0)
    told = range(start, end)
    content = pieces_of(scene, sentence, told)
    worded = any(tree[t].upos in {"VERB", "AUX"} for t in told) or (tree.sentence.title and len(told) > 2)
    quoted = [t for t in told if scene.quoted(tree[t])]
    if not content or not worded or (quoted and (not tree.sentence.title or len(quoted) > len(told) // 2)):
        return []
    return [Draft(sentence, verb, tree[verb].span, source, content, "tail", _SCORE * cue.score, cue.polarity)]


def _finite(tree: Tree, verb: int) -> bool:
    """Whether a verb can open or close an attribution: "said", "say", and no participle."""
    form = feature(tree[verb], "VerbForm")
    return form == "Fin" and not tree.kids(verb, "aux", "mark", "aux:pass") and tree[verb].deprel != "acl:relcl"


def _speaker_before(scene: Scene, sentence: int, verb: int) -> tuple[Phrase, int] | None:
    """The noun phrase between the last comma and the verb, and where the told clause before it ends."""
    tree = scene.trees[sentence]
    comma = _comma_before(tree, verb)
    if comma == verb - 1:  # "a delegate, Nadia Karimi, told": the name stands beside the noun
        name = _comma_before(tree, comma)
        comma = (
            _comma_before(tree, name)
            if name > 0 and all(t.upos == "PROPN" for t in tree.tokens[name + 1 : comma])
            else -1
        )
    if comma < 1 or verb - comma > _MOST or tree[comma + 1].upos not in _LEADS:
        return None
    head = _head_of(tree, comma + 1, verb)
    if head is None or tree[head].form.lower() in scene.cues.words.no_speakers:
        return None
    own = tree.kid(verb, "nsubj")
    if own is not None and comma < own < verb and tree[verb].deprel not in {"acl", "ccomp"}:
        return None  # the parse is whole: other rules read it
    return _phrase(scene, sentence, head, comma + 1, verb), comma


def _comma_before(tree: Tree, token: int) -> int:
    return max((t for t in range(max(token, 0)) if tree[t].form == ","), default=-1)


def _head_of(tree: Tree, first: int, end: int) -> int | None:
    """The head of a run of words that is one noun phrase, a relative clause allowed; None where it is none."""
    relative = next((t for t in range(first, end) if tree[t].form.lower() in {"who", "which", "that"}), end)
    verbs = [
        t for t in range(first, relative) if tree[t].upos in {"VERB", "AUX"} and tree[t].deprel not in {"amod", "acl"}
    ]
    nouns = [t for t in range(first, relative) if tree[t].upos in _NOMINAL]
    if verbs or not nouns:
        return None
    joined = next((t for t in range(first, relative) if tree[t].upos in {"ADP", "PUNCT"}), relative)
    heads = [t for t in nouns if t < joined] or nouns
    return heads[-1]


def _phrase(scene: Scene, sentence: int, head: int, first: int, end: int) -> Phrase:
    """A run of words as a speaker, without a relative clause at its end."""
    tree = scene.trees[sentence]
    last = next((t for t in range(head, end) if tree[t].form.lower() in {"who", "which", "that"}), end)
    span = trim_edges(scene.story.text, Span(tree[first].span.start, tree[last - 1].span.end))
    return Phrase(sentence, head, span)


def _speaker_after(scene: Scene, sentence: int, verb: int) -> tuple[Phrase, int] | None:
    """The noun phrase after a verb that follows a comma: "…, say US senators"; and where the told clause ends."""
    tree = scene.trees[sentence]
    if verb < 2 or tree[verb - 1].form != "," or verb + 1 >= len(tree):
        return None
    end = next((t for t in range(verb + 1, len(tree)) if tree[t].upos in {"PUNCT", "ADP"}), len(tree))
    heads = [t for t in range(verb + 1, end) if tree[t].upos in _NOMINAL]
    plain = all(tree[t].upos in _LEADS | {"PART"} for t in range(verb + 1, end))
    left = tree.kid(verb, "ccomp", "parataxis")
    lost = left is None or left > verb
    if (
        not heads
        or not plain
        or not (lost or tree[verb].deprel != "root")
        or matches(tree[verb].deprel, ("parataxis",))
    ):
        return None
    phrase = phrase_of(scene, sentence, heads[-1])
    return Phrase(
        sentence, heads[-1], phrase.span if phrase.span.start >= tree[verb].span.end else tree[heads[-1]].span
    ), verb - 1
