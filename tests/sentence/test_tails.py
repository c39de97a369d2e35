"""Tails of headlines are labelled apart, and hang beside the headline's main word."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.model import Page, Story
from standoff.sentence import read_sentences
from standoff.sentence.tails import tail_start
from standoff.sentence.words import split_words
from standoff.span import Span


@pytest.mark.parametrize(
    ("headline", "tail"),
    [
        ("Army takes the port – state media", "– state media"),
        ("Marshal says truce is over -Radio Nile", "-Radio Nile"),
        ("Shells kill five in market: governor", ": governor"),
        ("Rebels leave the border town", None),
        ("Rebel-held town falls to the army", None),
        ("Tyre: no talks before the ships leave", None),
        ("Two killed - five hurt - in the raid", None),
    ],
)
def test_where_a_tail_begins(headline: str, tail: str | None) -> None:
    words = split_words(headline, Span(0, len(headline)))
    start = tail_start(headline, words)
    assert (None if start is None else headline[words[start].start :]) == tail


def test_a_tail_hangs_beside_the_main_word(encoder: Encoder) -> None:
    line = "Envoy says he will leave if the raids go on – state media"
    page = Page.from_text(line)
    (sentence,) = read_sentences(page, Story(Span(0, len(line)), (Span(0, len(line)),)), label=encoder)
    root = next(i for i, t in enumerate(sentence.tokens) if t.head < 0)
    tail = next(t for t in sentence.tokens if t.form == "media")
    assert (tail.head, tail.deprel) == (root, "parataxis")
