"""sentence: a story's kept spans -> sentences with words and syntax."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from standoff.encoder import Label, WordLabels
from standoff.model import Name, Page, SemanticRole, Sentence, Story, Token
from standoff.sentence.bound import hang_bound
from standoff.sentence.fronted import hang_fronted
from standoff.sentence.infinitives import hang_infinitives
from standoff.sentence.split import split_paragraphs, split_sentences
from standoff.sentence.tails import join_tail, tail_start
from standoff.sentence.words import plain_form, split_words
from standoff.span import Span
from standoff.terms.inflection import known_lemmas

__all__ = ["read_sentences"]

MAX_WORDS = 250  # a longer "sentence" is a list or a table: it is cut, so that the encoder's cost stays bounded


class _Outline(NamedTuple):
    """A sentence before its words are labelled; `paragraph` is a number, `title` whether it stands in the title."""

    span: Span
    paragraph: int
    title: bool
    words: list[Span]


def read_sentences(page: Page, story: Story, *, label: Label) -> tuple[Sentence, ...]:
    """The sentences of a story, in order of the text, with the encoder's labels on their words."""
    outlines = [piece for outline in _outlines(page.text, story) for piece in _cut(outline)]
    tails = [tail_start(page.text, o.words) if o.title else None for o in outlines]
    cut = [[o.words] if t is None else [o.words[:t], o.words[t:]] for o, t in zip(outlines, tails, strict=True)]
    pieces = [piece for both in cut for piece in both]
    found = iter(label([[plain_form(page.text[s.start : s.end]) for s in words] for words in pieces]))
    labels = [next(found) if t is None else join_tail(next(found), next(found)) for t in tails]
    return tuple(_sentence(page.text, outline, found) for outline, found in zip(outlines, labels, strict=True))


def _outlines(text: str, story: Story) -> Iterator[_Outline]:
    """The sentences in which there are words."""
    paragraphs = (paragraph for kept in story.kept for paragraph in split_paragraphs(text, kept))
    for number, paragraph in enumerate(paragraphs):
        title = story.title is not None and story.title.start <= paragraph.start < story.title.end
        for span in split_sentences(text, paragraph):
            if words := split_words(text, span):
                yield _Outline(span, number, title, words)


def _cut(outline: _Outline) -> list[_Outline]:
    """The sentence, or pieces of at most MAX_WORDS words."""
    words = outline.words
    if len(words) <= MAX_WORDS:
        return [outline]
    groups = [words[i : i + MAX_WORDS] for i in range(0, len(words), MAX_WORDS)]
    return [outline._replace(span=Span(g[0].start, g[-1].end), words=g) for g in groups]


def _sentence(text: str, outline: _Outline, labels: WordLabels) -> Sentence:
    """One sentence value from its words and what the encoder says of them."""
    tokens = tuple(
        Token(
            span=word,
            form=plain_form(text[word.start : word.end]),
            lemma=_lemma(plain_form(text[word.start : word.end]), labels.upos[i], labels.lemma[i]),
            upos=labels.upos[i],
            feats=labels.feats[i],
            head=labels.heads[i] - 1,
            deprel=labels.deprels[i],
            etype=labels.etypes[i],
            factuality=labels.factuality[i],
        )
        for i, word in enumerate(outline.words)
    )
    names = tuple(Name(n.start, n.end, n.kind, n.score) for n in labels.names)
    roles = tuple(SemanticRole(r.predicate, r.argument, r.role, r.score) for r in labels.roles)
    hung = hang_infinitives(hang_fronted(hang_bound(tokens)))
    return Sentence(
        outline.span, outline.paragraph, outline.title, hung, names, roles,
        tuple(float(x) for x in labels.vector),
    )  # fmt: skip


def _lemma(form: str, upos: str, guess: str) -> str:
    """The lemma of a word: that of the vocabularies where they list its form, else the encoder's."""
    return known_lemmas().get((form.lower(), upos), guess)
