"""GUM documents with the encoder's labels in place of the gold parse; the words stay GUM's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coreference_gold import GoldDocument, GoldMention

from standoff.encoder import Label, WordLabels
from standoff.model import Name, Sentence, Token


def encoded(document: GoldDocument, label: Label) -> GoldDocument:
    """The document with sentences as the encoder reads them; the gold mentions keep their words and get new heads."""
    labels = label([[t.form for t in s.tokens] for s in document.sentences])
    sentences = tuple(_sentence(s, found) for s, found in zip(document.sentences, labels, strict=True))
    mentions = tuple(_headed(m, sentences) for m in document.mentions)
    return replace(document, sentences=sentences, mentions=mentions)


def _sentence(sentence: Sentence, labels: WordLabels) -> Sentence:
    tokens = tuple(
        Token(
            span=t.span,
            form=t.form,
            lemma=labels.lemma[i],
            upos=labels.upos[i],
            feats=labels.feats[i],
            head=labels.heads[i] - 1,
            deprel=labels.deprels[i],
            etype=labels.etypes[i],
        )
        for i, t in enumerate(sentence.tokens)
    )
    return replace(sentence, tokens=tokens, names=tuple(Name(n.start, n.end, n.kind, n.score) for n in labels.names))


def _headed(mention: GoldMention, sentences: Sequence[Sentence]) -> GoldMention:
    """The mention with the head that the encoder's tree gives its words: head match compares like with like."""
    tokens = sentences[mention.sentence].tokens
    inside = range(mention.start, mention.end)
    return replace(mention, head=next((i for i in inside if tokens[i].head not in inside), mention.head))
