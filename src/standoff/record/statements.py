"""Statements: who is said to have said, or to believe, what - with cue, content in pieces, form, and who relays it.

sentences -> drafts (verbs, nouns, phrases, headlines) -> quotations put in -> nested -> numbered
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from standoff.model import Mentions, Reference, Sentence, StatementForm, StatementMention
from standoff.record.statement_documents import name_issuers
from standoff.record.statement_headlines import headline_drafts
from standoff.record.statement_phrases import (
    according_drafts,
    adjective_drafts,
    adverb_drafts,
    cited_drafts,
    noun_drafts,
    quoting_drafts,
)
from standoff.record.statement_quotes import attach_quotations
from standoff.record.statement_scene import Draft, Scene, open_scene, trim_content
from standoff.record.statement_settings import reference, setting_of
from standoff.record.statement_tails import tail_drafts
from standoff.record.statement_verbs import verb_drafts
from standoff.span import Span, contains, overlaps
from standoff.terms.cues import CueTable


def find_statements(
    text: str, sentences: Sequence[Sentence], mentions: Mentions, *, cues: CueTable
) -> tuple[StatementMention, ...]:
    """The statements of a story, "s1" and on in order of content; a source that the text does not name is None."""
    scene = open_scene(text, sentences, mentions, cues)
    drafts = [d for s in range(len(scene.trees)) for d in _drafts_in(scene, s)]
    drafts = _as_quoted(attach_quotations(scene, _distinct(drafts)))
    drafts = [_without_own_sayings(scene, d, drafts) for d in drafts]
    drafts = [_before_tail(d, drafts) for d in drafts if d.content]
    drafts = [d for d in drafts if not _own_belief(scene, drafts, d)]
    drafts.sort(key=lambda d: (d.content[0].start, -_length(d), d.cue or Span(0, 0)))
    return name_issuers(scene, [_statement(scene, drafts, number) for number in range(len(drafts))])


def _drafts_in(scene: Scene, sentence: int) -> Iterator[Draft]:
    """All that the words of one sentence attribute, quotations not yet put in."""
    for token in range(len(scene.trees[sentence])):
        yield from according_drafts(scene, sentence, token)
        cue = scene.cue_at(sentence, token)
        if cue is None:
            continue
        if cue.has("cite"):
            yield from cited_drafts(scene, sentence, token)
            yield from quoting_drafts(scene, sentence, token)
        if cue.upos == "VERB":
            yield from verb_drafts(scene, sentence, token, cue=cue) or tail_drafts(scene, sentence, token, cue=cue)
        elif cue.upos == "NOUN":
            yield from noun_drafts(scene, sentence, token, cue=cue)
        elif cue.upos == "ADJ":
            yield from adjective_drafts(scene, sentence, token, cue=cue)
        elif cue.upos == "ADV":
            yield from adverb_drafts(scene, sentence, token, cue=cue)
    yield from headline_drafts(scene, sentence)


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts without doubles: of two with one source and nearly one content, the surer stays."""
    out: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: -d.score):
        if not any(_same(draft, other) for other in out):
            out.append(draft)
    return out


def _as_quoted(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with the whole quotation for whom another quotes as saying it."""
    whole = {d.at: d.content for d in drafts if d.rule != "quoted-as"}
    return [
        replace(d, content=whole.get(d.relayed_by, d.content)) if d.rule == "quoted-as" and d.relayed_by else d
        for d in drafts
    ]


def _without_own_sayings(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """`draft` without clauses by which its source goes on ("…, adding that") or the outlet does (", which he said")."""
    cut = [
        s
        for d in drafts
        if d.cue is not None and d is not draft and _goes_on(scene, draft, d)
        for s in [_clause_of(scene, d)]
    ]
    if not cut:
        return draft
    pieces = [p for piece in draft.content for p in _minus(piece, cut)]
    return replace(draft, content=tuple(t for p in pieces if (t := trim_content(scene, p)).length > 0))


def _before_tail(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """`draft` cut where the saying around it ends: "the army said it left, RADIO REPORTED"."""
    for other in drafts:
        if other is draft or other.cue is None or draft.cue is None or other.sentence != draft.sentence:
            continue
        if not other.content:
            continue
        end = other.content[-1].end
        if end > other.cue.start or not _holds(other, draft.cue):
            continue
        kept = tuple(Span(p.start, min(p.end, end)) for p in draft.content if p.start < end)
        draft = replace(draft, content=kept) if kept else draft
    return draft


def _goes_on(scene: Scene, outer: Draft, inner: Draft) -> bool:
    """Whether `inner` stands in the content of `outer` only by the writer's syntax."""
    if inner.sentence != outer.sentence or inner.cue is None or outer.rule == "citing" or inner.token < 0:
        return False
    tree = scene.trees[inner.sentence]
    if (
        not any(contains(p, inner.cue) for p in outer.content)
        or scene.quoted(tree[inner.token])
        or tree[inner.token].upos != "VERB"
    ):
        return False
    deprel = tree[inner.token].deprel
    if _turns(scene, outer, inner):
        return True
    same = inner.source is not None and outer.source is not None and inner.source.span == outer.source.span
    cue = scene.cue_at(inner.sentence, inner.token)
    same = same or (
        cue is not None and "same" in cue.flags and inner.source is not None and not _inside(outer, inner.source.span)
    )
    return (same and deprel in {"advcl", "conj", "parataxis"}) or (
        deprel.endswith(":relcl") and _comma_before(scene, inner)
    )


def _turns(scene: Scene, outer: Draft, inner: Draft) -> bool:
    """Whether the writer turns to another speaker: "Kyiv said it held the town, WHILE MOSCOW SAID it had fallen"."""
    tree, verb = scene.trees[inner.sentence], inner.token
    if outer.token > verb or tree.kids(verb, "aux", "aux:pass") or not tree.kids(verb, "nsubj"):
        return False
    marks = {tree[c].form.lower() for c in tree.kids(verb, "mark", "cc")}
    turns = scene.cues.words.turns
    if outer.cue is not None and outer.content[0].start < outer.cue.start:
        turns |= scene.cues.words.turns_of_time
    turned = tree[verb].deprel in {"advcl", "conj"} and bool(marks & turns)
    before = min(tree.subtree(verb)) - 1
    return turned and before >= 0 and "," in {tree[before].form, tree[before + 1].form}


def _inside(draft: Draft, span: Span) -> bool:
    return any(contains(piece, span) for piece in draft.content)


def _comma_before(scene: Scene, draft: Draft) -> bool:
    start = _clause_of(scene, draft).start
    return scene.story.text[start] == "," or scene.story.text[:start].rstrip().endswith(",")


def _clause_of(scene: Scene, draft: Draft) -> Span:
    """The clause of a verb of saying, with the "and" before it."""
    return scene.trees[draft.sentence].phrase(draft.token)


def _minus(piece: Span, cuts: Sequence[Span]) -> list[Span]:
    """What remains of a piece without `cuts`."""
    rest = [piece]
    for cut in cuts:
        rest = [
            r
            for p in rest
            for r in (Span(p.start, min(p.end, cut.start)), Span(max(p.start, cut.end), p.end))
            if r.length > 0
        ]
    return rest


def _same(left: Draft, right: Draft) -> bool:
    """Whether two drafts tell one saying twice."""
    if left.content == right.content and left.relayed_by == right.relayed_by:
        same_source = (left.source and left.source.span) == (right.source and right.source.span)
        return same_source or (left.source is None and left.relayed_by is None and right.at != left.at)
    return False


def _length(draft: Draft) -> int:
    return sum(piece.length for piece in draft.content)


def _statement(scene: Scene, drafts: Sequence[Draft], number: int) -> StatementMention:
    """The statement of one draft, with what the words around it tell and the statement that relays it."""
    draft = drafts[number]
    setting = setting_of(scene, draft)
    relay = _relay(drafts, draft)
    return StatementMention(
        id=f"s{number + 1}",
        source=_source(scene, draft, None if relay is None else drafts[relay]),
        cue=draft.cue,
        content=draft.content,
        form=_form(scene, draft),
        polarity=draft.polarity,
        within=None if relay is None else f"s{relay + 1}",
        addressee=setting.addressee,
        medium=setting.medium,
        time=setting.time,
        place=setting.place,
        score=round(draft.score, 3),
        rule=draft.rule,
    )


def _source(scene: Scene, draft: Draft, relay: Draft | None) -> Reference | None:
    """The source with its entity; who says "I" inside a statement is whoever makes that statement."""
    if draft.source is None:
        return None
    found = reference(scene, draft.source)
    speaks_of_self = scene.story.words(draft.source.span).lower() in scene.cues.words.selves
    if found.ref is not None or not speaks_of_self or relay is None or relay.source is None:
        return found
    return replace(found, ref=reference(scene, relay.source).ref)


def _relay(drafts: Sequence[Draft], draft: Draft) -> int | None:
    """The draft that relays this one: the smallest content around its cue, or the one that its rule names."""
    if draft.relayed_by is not None:
        return next((i for i, d in enumerate(drafts) if d.at == draft.relayed_by), None)
    anchor = draft.cue or draft.content[0]
    around = [
        (_length(d), i)
        for i, d in enumerate(drafts)
        if d is not draft and _holds(d, anchor) and not _holds_cue(draft, d)
    ]
    return min(around)[1] if around else None


def _own_belief(scene: Scene, drafts: Sequence[Draft], draft: Draft) -> bool:
    """Whether a speaker only says that he thinks it: "police said THEY BELIEVE", "I THOUGHT it was a joke," he said."""
    cue = scene.cue_at(draft.sentence, draft.token) if draft.token >= 0 else None
    relay = _relay(drafts, draft)
    if cue is None or "belief" not in cue.flags or relay is None or draft.source is None:
        return False
    outer = drafts[relay].source
    if scene.story.words(draft.source.span).lower() in scene.cues.words.first_persons:
        return True
    inner = reference(scene, draft.source).ref
    return inner is not None and outer is not None and inner == reference(scene, outer).ref


def _holds(outer: Draft, anchor: Span) -> bool:
    return any(contains(piece, anchor) for piece in outer.content) and outer.content != (anchor,)


def _holds_cue(draft: Draft, other: Draft) -> bool:
    """Whether `other`'s cue stands in the content of `draft`: then `other` is the inner one."""
    return other.cue is not None and any(contains(piece, other.cue) for piece in draft.content)


def _form(scene: Scene, draft: Draft) -> StatementForm:
    """direct: all words quoted; mixed: some; indirect: none."""
    quotations = [q for q in scene.quotations if draft.cue is None or not overlaps(q.outer, draft.cue)]
    quoted = [p for q in quotations for p in q.pieces]
    if all(any(contains(q, piece) for q in quoted) for piece in draft.content):
        return "direct"
    touched = any(overlaps(q, piece) for q in quoted for piece in draft.content)
    return "mixed" if touched else "indirect"


__all__ = ["find_statements"]
