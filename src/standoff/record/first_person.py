"""First person inside quotations: "we are for dialogue" names the speaker, so that his acts and wishes are his."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from standoff.model import Entity, EntityMention, Mentions, Sentence, StatementMention
from standoff.record.statement_index import tellers
from standoff.span import Span, contains


def bind_first_person(
    mentions: Mentions,
    sentences: Sequence[Sentence],
    statements: Sequence[StatementMention],
    *,
    words: Mapping[str, frozenset[str]],
) -> Mentions:
    """The mentions with every "I", "we", "us", "our" of direct speech joined to the entity that says it."""
    speakers = {
        s.id: s.source.ref for s in statements if s.source is not None and s.source.ref and s.form != "indirect"
    }
    extra: dict[str, list[EntityMention]] = {}
    for number, sentence in enumerate(sentences):
        for index, token in enumerate(sentence.tokens):
            if token.form.lower() not in words["first_person"] or token.upos not in {"PRON", "DET"}:
                continue
            told = [t for t in tellers(statements, token.span.start) if t in speakers]
            if told:
                mention = EntityMention(token.span, "pronoun", number, index)
                extra.setdefault(speakers[told[-1]], []).append(mention)
    return replace(mentions, entities=tuple(_with(e, extra.get(e.id, [])) for e in mentions.entities))


def same_speaker(
    statements: Sequence[StatementMention],
    sentences: Sequence[Sentence],
    mentions: Mentions,
    *,
    words: Mapping[str, frozenset[str]],
) -> tuple[StatementMention, ...]:
    """The statements, a "he said" given to the speaker named before it in the sentence, or in the sentence before."""
    named = {e.id for e in mentions.entities if e.kind == "person" and any(m.form == "name" for m in e.mentions)}
    out: list[StatementMention] = []
    for statement in statements:
        before = _named_before(statement, out, sentences, named, words=words)
        if before is not None and statement.source is not None:
            statement = replace(statement, source=replace(statement.source, ref=before))
        out.append(statement)
    return tuple(out)


def _named_before(
    statement: StatementMention,
    statements: Sequence[StatementMention],
    sentences: Sequence[Sentence],
    named: set[str],
    *,
    words: Mapping[str, frozenset[str]],
) -> str | None:
    """The person who speaks before in the sentence, or, for a pronoun that names nobody, in the sentence before."""
    source = statement.source
    at = next((i for i, s in enumerate(sentences) if source and contains(s.span, source.span)), None)
    if source is None or at is None:
        return None
    form = next((t.form.lower() for t in sentences[at].tokens if t.span == source.span), "")
    if form not in words["speaker_pronouns"]:
        return None
    near = at > 0 and sentences[at - 1].paragraph == sentences[at].paragraph
    back = source.ref not in named or (near and _goes_on(sentences[at], source.span, words=words))
    first = max(0, at - 1) if back else at
    start = sentences[first].span.start
    earlier = [
        s.source for s in statements if s.source is not None and start <= s.source.span.start < source.span.start
    ]
    found = [e.ref for e in earlier if e.ref in named]
    return found[-1] if found else None


def _goes_on(sentence: Sentence, source: Span, *, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether the words beside a pronoun tell that its speaker goes on: "he ALSO said", "she ADDED"."""
    at = next((i for i, t in enumerate(sentence.tokens) if t.span == source), 0)
    near = sentence.tokens[max(0, at - 2) : at + 3]
    return any(t.form.lower() in words["going_on_words"] for t in near)


def _with(entity: Entity, extra: Sequence[EntityMention]) -> Entity:
    """The entity with more mentions, in order of the text."""
    if not extra:
        return entity
    return replace(entity, mentions=tuple(sorted({*entity.mentions, *extra}, key=lambda m: m.span)))


def name_first_person(statements: Sequence[StatementMention], mentions: Mentions) -> tuple[StatementMention, ...]:
    """The statements, those made by "I" or "we" with the entity that the pronoun names."""
    owner = {m.span: e.id for e in mentions.entities for m in e.mentions if m.form == "pronoun"}
    return tuple(
        replace(s, source=replace(s.source, ref=owner.get(s.source.span)))
        if s.source is not None and s.source.ref is None
        else s
        for s in statements
    )
