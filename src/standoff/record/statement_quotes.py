"""Quoted speech: at which cue each quotation hangs, and which quotations go on with what was said before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from standoff.record.quotations import Quotation
from standoff.record.statement_loose import speaker_around
from standoff.record.statement_scene import At, Draft, Phrase, Scene, speakers, trim_content, trim_edges
from standoff.record.statement_sources import noun_sources, sources_of, told_as_fact
from standoff.record.statement_speech import (
    ends_open,
    is_speech,
    is_strong_speech,
    opens_sentence,
    sentence_at,
    tokens_in,
)
from standoff.record.statement_verbs import cue_span
from standoff.span import Span, cover, overlaps

_REACH = 30  # words between a quotation and its cue
_NEAR = 4  # words between a cue and a quotation without comma or colon
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True, slots=True)
class Hung:
    """A quotation and the cue that it hangs at (None: only a speaker); those with the same `key` are one statement."""

    quotation: Quotation
    key: object
    at: At | None
    sources: tuple[Phrase, ...]
    rule: str
    score: float
    frame: int = -1


def attach_quotations(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """`drafts` with every quotation of speech put into the statement of its cue; new statements where there is none."""
    speech = [q for q in scene.quotations if is_speech(scene, q)]
    hung: list[Hung | None] = []
    for quotation in speech:
        found = _by_cue(scene, quotation) or _continued(scene, quotation, hung)
        hung.append(found)
    for number in range(len(speech)):
        if hung[number] is None:
            hung[number] = _joined_to_next(scene, number, hung, speech) or _loose(scene, number, hung, speech, drafts)
    return _merge(scene, drafts, [h for h in hung if h is not None])


def _by_cue(scene: Scene, quotation: Quotation) -> Hung | None:
    """The quotation with the cue in its own sentence, after it or before."""
    after = _cue_after(scene, quotation)
    if after is not None and ends_open(scene, quotation):
        return after
    return _cue_before(scene, quotation) or after


def _cue_after(scene: Scene, quotation: Quotation) -> Hung | None:
    """`"…," said X`."""
    sentence = sentence_at(scene, quotation.outer.end - 1)
    if sentence is None:
        return None
    places = [
        (sentence, t)
        for t, w in enumerate(scene.story.sentences[sentence].tokens)
        if w.span.start >= quotation.outer.end
    ]
    following = sentence + 1
    if not places and ends_open(scene, quotation) and _same_paragraph(scene, sentence, following):
        places = [(following, t) for t in range(len(scene.story.sentences[following].tokens))]
    return _first_cue(scene, quotation, places, "quote-first")


def _same_paragraph(scene: Scene, left: int, right: int) -> bool:
    sentences = scene.story.sentences
    return right < len(sentences) and sentences[left].paragraph == sentences[right].paragraph


def _cue_before(scene: Scene, quotation: Quotation) -> Hung | None:
    """`X said: "…"`, also where the line before ends with a colon."""
    sentence = sentence_at(scene, quotation.outer.start)
    if sentence is None:
        return None
    text = scene.story.text
    if opens_sentence(scene, quotation):
        sentence -= 1
        if sentence < 0 or not text[: scene.story.sentences[sentence].span.end].rstrip().endswith(":"):
            return None
    tokens = scene.story.sentences[sentence].tokens
    places = [
        (sentence, t)
        for t, w in enumerate(tokens)
        if w.span.end <= quotation.outer.start and any(c.isalnum() for c in w.form)
    ]
    marked = text[: quotation.outer.start].rstrip()[-1:] in {":", ",", "—", "–"}
    places = places[-_REACH if marked else -_NEAR :]
    return _first_cue(scene, quotation, places[::-1], "cue-first") or _colon_subject(scene, quotation, sentence)


def _first_cue(scene: Scene, quotation: Quotation, places: Sequence[At], rule: str) -> Hung | None:
    """The first of `places` that holds a free cue of quoting; the search ends at another quotation."""
    for at in places[:_REACH]:
        sentence, token = at
        word = scene.story.sentences[sentence].tokens[token]
        around = scene.in_quotation(word.span.start)
        if around is not None and is_speech(scene, around):
            return None
        if around is not None:
            continue  # a name in quotation marks: `Amir "the Fox" Halabi told`
        cue = scene.cue_at(sentence, token)
        if (
            cue is None
            or not cue.has("quote")
            or (word.upos == "NOUN") != (cue.upos == "NOUN")
            or word.deprel == "amod"
        ):
            continue
        found = _sources_at(scene, at, quotation)
        if found:
            frame = scene.trees[sentence][token].head if cue.upos == "NOUN" else -1
            return Hung(quotation, at, at, tuple(found), rule, cue.score, frame)
    return None


def _sources_at(scene: Scene, at: At, quotation: Quotation) -> list[Phrase]:
    """The sources of a cue that can govern the quotation; empty where it cannot."""
    sentence, token = at
    cue = scene.cue_at(sentence, token)
    if cue is None:
        return []
    if cue.upos == "NOUN":
        return noun_sources(scene, sentence, token) if _colon_follows(scene, quotation) else []
    if not told_as_fact(scene, sentence, token, cue=cue) or _busy(scene, at, quotation):
        return []
    found = [s for s in sources_of(scene, sentence, token) or [] if not _in_speech(scene, s, quotation)]
    return found or _neighbour(scene, at)


def _in_speech(scene: Scene, source: Phrase, quotation: Quotation) -> bool:
    """Whether a source stands in the quotation, or in another one that goes on after its cue: `"…," says X, "…"`."""
    around = scene.in_quotation(source.span.start)
    return overlaps(source.span, quotation.outer) or (around is not None and ends_open(scene, around))


def _colon_follows(scene: Scene, quotation: Quotation) -> bool:
    return scene.story.text[: quotation.outer.start].rstrip().endswith(":")


def _busy(scene: Scene, at: At, quotation: Quotation) -> bool:
    """Whether a cue has told content of its own that leaves no room for the quotation: `adding that …`."""
    sentence, token = at
    tree = scene.trees[sentence]
    clauses = tree.kids(token, "ccomp")
    if not clauses or _colon_follows(scene, quotation):
        return False
    return not any(overlaps(tree.phrase(c), quotation.outer) or scene.quoted(tree[c]) for c in clauses)


def _neighbour(scene: Scene, at: At) -> list[Phrase]:
    """The noun beside a cue, where the parse gives it no subject: `said the mayor`."""
    sentence, token = at
    tree = scene.trees[sentence]
    for near in (token + 1, token - 1, token + 2, token - 2, token + 3):
        if not 0 <= near < len(tree) or tree[near].upos not in _NOMINAL or scene.quoted(tree[near]):
            continue
        head = near
        while (
            tree[head].head >= 0 and tree[tree[head].head].upos in _NOMINAL and not scene.quoted(tree[tree[head].head])
        ):
            head = tree[head].head
        return speakers(scene, sentence, head)
    return []


def _colon_subject(scene: Scene, quotation: Quotation, sentence: int) -> Hung | None:
    """`The mayor was blunt: "…"`: no cue, the subject before the colon speaks."""
    if not _colon_follows(scene, quotation):
        return None
    tree = scene.trees[sentence]
    subject = tree.kid(tree.root(), "nsubj")
    if subject is None or scene.quoted(tree[subject]) or tree[subject].form.lower() in scene.cues.words.no_speakers:
        return None
    return Hung(
        quotation, quotation.outer, None, tuple(speakers(scene, sentence, subject)), "colon-subject", 0.6, tree.root()
    )


def _continued(scene: Scene, quotation: Quotation, hung: Sequence[Hung | None]) -> Hung | None:
    """The quotation as going on with the one before it in the paragraph: nothing but its attribution stands between."""
    last = hung[-1] if hung else None
    if last is None or last.quotation.last_paragraph != quotation.paragraph:
        return None
    if _joined_by_and(scene, last.quotation, quotation):
        return replace(last, quotation=quotation, rule="continued")
    if not opens_sentence(scene, quotation):
        return None
    start = max(last.quotation.outer.end, _sentence_end(scene, last))
    if any(c.isalnum() for c in scene.story.text[start : quotation.outer.start]):
        return None
    return replace(last, quotation=quotation, rule="continued")


def _joined_by_and(scene: Scene, left: Quotation, right: Quotation) -> bool:
    """`"A" and "B"`: nothing but a conjunction between two quotations."""
    between = [scene.story.sentences[s].tokens[t] for s, t in tokens_in(scene, Span(left.outer.end, right.outer.start))]
    return bool(between) and all(t.upos in {"CCONJ", "PUNCT"} for t in between)


def _sentence_end(scene: Scene, hung: Hung) -> int:
    """The end of the sentence that holds a quotation's cue (of the quotation itself, where it has none)."""
    sentence = hung.at[0] if hung.at is not None else sentence_at(scene, hung.quotation.outer.end - 1)
    return scene.story.sentences[sentence].span.end if sentence is not None else 0


def _joined_to_next(scene: Scene, number: int, hung: Sequence[Hung | None], speech: Sequence[Quotation]) -> Hung | None:
    """The quotation as the beginning of the next one in the paragraph, whose cue is known."""
    after = hung[number + 1] if number + 1 < len(hung) else None
    here = speech[number]
    if after is None or after.quotation.paragraph != here.last_paragraph:
        return None
    if any(c.isalnum() for c in scene.story.text[here.outer.end : after.quotation.outer.start]):
        return None
    return replace(after, quotation=here, rule="continued")


def _loose(
    scene: Scene, number: int, hung: Sequence[Hung | None], speech: Sequence[Quotation], drafts: Sequence[Draft]
) -> Hung | None:
    """A quotation without a cue in its sentence, with the speaker that the text around it names."""
    here = speech[number]
    if not is_strong_speech(scene, here):
        return None
    before = next((h for h in reversed(hung[:number]) if h is not None), None)
    if before is not None and _ends_paragraph_before(scene, before, here):
        return replace(before, quotation=here, rule="continued")
    found = speaker_around(scene, here, drafts)
    last = before if before is not None and before.quotation.last_paragraph >= here.paragraph - 1 else None
    if found is None and last is not None:
        return Hung(here, here.outer, None, last.sources, "speaker-before", 0.6)
    if found is None:
        return Hung(here, here.outer, None, (), "no-speaker", 0.3)
    key: object = found.at if found.at is not None else here.outer
    return Hung(here, key, found.at, found.sources, found.rule, found.score, found.frame)


def _ends_paragraph_before(scene: Scene, before: Hung, here: Quotation) -> bool:
    """Whether a quotation and its attribution end the paragraph before, so that one opening here goes on."""
    if before.quotation.last_paragraph != here.paragraph - 1 or not opens_sentence(scene, here):
        return False
    end = max(before.quotation.outer.end, _sentence_end(scene, before))
    return not any(c.isalnum() for c in scene.story.text[end : here.outer.start])


def _merge(scene: Scene, drafts: Sequence[Draft], hung: Sequence[Hung]) -> list[Draft]:
    """The drafts with the quotations put in, and drafts for the cues that had none."""
    groups: dict[object, list[Hung]] = {}
    for one in hung:
        groups.setdefault(one.key, []).append(one)
    out: list[Draft] = []
    for draft in drafts:
        own = groups.get(draft.at, ())
        draft = _cut_at_colon(scene, draft, [h for h in hung if h.key != draft.at])
        content = _with_quotations(scene, draft, own)
        if own and own[0].sources and draft.source is not None and _in_speech(scene, draft.source, own[0].quotation):
            draft = replace(draft, source=own[0].sources[0])
        out.append(replace(draft, content=content, rule=own[0].rule if own else draft.rule))
    have = {d.at for d in drafts}
    for key, group in groups.items():
        if key not in have:
            out.extend(_new_drafts(scene, group))
    return [d for d in out if d.content]


def _cut_at_colon(scene: Scene, draft: Draft, others: Iterable[Hung]) -> Draft:
    """A draft whose content the parse has run on into a quotation that hangs at a later cue: cut before the colon."""
    for other in others:
        start = other.quotation.outer.start
        later = other.at is not None and _offset(scene, other.at) > start
        if later and _colon_follows(scene, other.quotation) and any(p.start < start < p.end for p in draft.content):
            cut = [Span(p.start, min(p.end, start)) for p in draft.content if p.start < start]
            return replace(draft, content=tuple(trim_content(scene, p) for p in cut))
    return draft


def _offset(scene: Scene, at: At) -> int:
    return scene.story.sentences[at[0]].tokens[at[1]].span.start


def _with_quotations(scene: Scene, draft: Draft, own: Sequence[Hung]) -> tuple[Span, ...]:
    """The content of a draft with its quotations: told words beside them stay if they are a clause of their own."""
    if not own:
        return draft.content
    quoted = [h.quotation for h in own]
    rest = [p for piece in draft.content for p in _outside(piece, [q.outer for q in quoted])]
    told = [trim_edges(scene.story.text, p) for p in rest]
    told = [p for p in told if own[0].rule == "cue-first" and _is_told(scene, p, draft)]
    return tuple(sorted([*told, *(_inner(scene, p) for q in quoted for p in q.pieces)]))


def _is_told(scene: Scene, span: Span, draft: Draft) -> bool:
    """Whether words beside a quotation are told content: three words or more with a verb, and not the cue's own."""
    tokens = [t for t in scene.story.sentences[draft.sentence].tokens if overlaps(t.span, span)]
    verbs = [
        t
        for t in tokens
        if t.upos in {"VERB", "AUX"} and scene.story.sentences[draft.sentence].tokens.index(t) != draft.token
    ]
    return len(tokens) > 2 and bool(verbs) and draft.rule in {"ccomp", "infinitive", "object-infinitive"}


def _outside(piece: Span, cuts: Sequence[Span]) -> list[Span]:
    """What remains of a piece without `cuts`."""
    rest = [piece]
    for cut in cuts:
        rest = [
            r
            for p in rest
            for r in (
                (Span(p.start, min(p.end, cut.start)), Span(max(p.start, cut.end), p.end)) if overlaps(p, cut) else (p,)
            )
            if r.length > 0
        ]
    return rest


def _inner(scene: Scene, piece: Span) -> Span:
    """The words of a quotation, without a comma or dash at their end."""
    text = scene.story.text
    end = piece.end
    while end > piece.start and (text[end - 1] in ",;:—–" or text[end - 1].isspace()):
        end -= 1
    return Span(piece.start, end)


def _new_drafts(scene: Scene, group: Sequence[Hung]) -> list[Draft]:
    """The statements of quotations at a cue that told nothing else."""
    first = group[0]
    content = tuple(sorted(_inner(scene, p) for h in group for p in h.quotation.pieces))
    place = first.at or (sentence_at(scene, cover(content).start) or 0, -1)
    rule = next((h.rule for h in group if h.rule != "continued"), first.rule)
    cue = None if first.at is None else _cue_of(scene, first.at)
    return [
        Draft(place[0], place[1], cue, source, content, rule, min(h.score for h in group), frame=first.frame)
        for source in (first.sources or (None,))
    ]


def _cue_of(scene: Scene, at: At) -> Span:
    return cue_span(scene, *at)
