import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.encoder.test_tree import is_tree

from standoff.encoder import Encoder, WordLabels, load_encoder


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def sound(words: list[str], labels: WordLabels) -> None:
    """Every column has n items, the heads are a tree, spans and roles point at words."""
    n = len(words)
    columns = (labels.upos, labels.feats, labels.lemma, labels.heads, labels.deprels, labels.etypes, labels.factuality)
    assert all(len(column) == n for column in columns)
    assert n == 0 or is_tree(list(labels.heads))
    assert all((deprel == "root") == (head == 0) for head, deprel in zip(labels.heads, labels.deprels, strict=True))
    assert all(0 <= name.start < name.end <= n for name in labels.names)
    assert all(a.end <= b.start for a, b in pairwise(labels.names))
    assert all(0 <= role.predicate < n and 0 <= role.argument < n for role in labels.roles)
    assert all(-3 <= value <= 3 for value in labels.factuality)
    assert math.isclose(float(np.linalg.norm(labels.vector)), 1, abs_tol=1e-3)


def test_nothing_in_nothing_out(encoder: Encoder) -> None:
    assert encoder([]) == []


@pytest.mark.parametrize(
    "words",
    [
        [],
        [""],
        ["\u200b", "\ufeff", " "],
        ["😀", "👍🏽", "🇺🇦"],
        ["\ud800", "\x00", "[PAD]", "[SEP]"],
        ["x" * 5000, "said", "a-" * 2500],
        ["Київ", "и", "北京", "حمرين"],
        ["."],
        ["talks", ","] * 500,
        ["word"] * 1000,
    ],
)
def test_odd_words_get_sound_labels(encoder: Encoder, words: list[str]) -> None:
    (labels,) = encoder([words])
    sound(words, labels)


@given(st.lists(st.lists(st.text(max_size=12), max_size=20), max_size=4))
@settings(max_examples=25, deadline=None)
def test_any_text_gets_sound_labels(sentences: list[list[str]]) -> None:
    for words, labels in zip(sentences, load_encoder()(sentences), strict=True):
        sound(words, labels)


def test_results_come_in_the_order_of_the_sentences(encoder: Encoder) -> None:
    sentences = [["word"] * n for n in (30, 2, 11, 1, 0, 260, 5)] + [["Russia", "fired", "."]]
    assert [len(labels.upos) for labels in encoder(sentences)] == [30, 2, 11, 1, 0, 260, 5, 3]


def test_the_same_call_gives_the_same_labels(encoder: Encoder) -> None:
    sentences = [["Shelling", "killed", "two", "people", ".", "No", "."][:n] for n in range(1, 8)]
    assert encoder(sentences) == encoder(sentences)


def test_a_sentence_alone_reads_nearly_as_among_others(encoder: Encoder) -> None:
    words = ["Rebels", "released", "two", "soldiers", "on", "Monday", "."]
    (alone,) = encoder([words])
    among = encoder([["No", "."], words, ["the"] * 90])[1]
    assert alone.upos == among.upos
    assert float(alone.vector @ among.vector) > 0.98


def test_the_vector_is_read_only(encoder: Encoder) -> None:
    (labels,) = encoder([["Talks", "began", "."]])
    with pytest.raises(ValueError, match="read-only"):
        labels.vector[0] = 1


def edges(encoder: Encoder, text: str) -> set[str]:
    """The parse as "head>relation>word"."""
    words = text.split()
    (labels,) = encoder([words])
    forms = ["ROOT", *words]
    return {f"{forms[h]}>{r}>{w}" for w, h, r in zip(words, labels.heads, labels.deprels, strict=True)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Russia shelled the city .", "shelled>nsubj>Russia shelled>obj>city"),
        ("Rebels released two soldiers on Monday .", "released>nsubj>Rebels released>obj>soldiers"),
        ("The town was shelled by rebels .", "shelled>nsubj:pass>town shelled>obl:agent>rebels"),
        ("Kyiv will not accept the offer .", "accept>nsubj>Kyiv accept>obj>offer accept>advmod>not"),
        ("The minister said that talks had failed .", "said>nsubj>minister said>ccomp>failed failed>nsubj>talks"),
        ("Talks can begin if the shelling stops .", "begin>nsubj>Talks begin>advcl>stops stops>mark>if"),
        ("The army denied that it had attacked the convoy .", "denied>ccomp>attacked attacked>obj>convoy"),
    ],
)
def test_plain_news_is_parsed_right(encoder: Encoder, text: str, wanted: str) -> None:
    assert set(wanted.split()) <= edges(encoder, text)


def test_names_are_found_without_title_and_determiner(encoder: Encoder) -> None:
    words = [
        "President",
        "Vladimir",
        "Putin",
        "met",
        "officials",
        "of",
        "the",
        "United",
        "Nations",
        "in",
        "Geneva",
        ".",
    ]
    (labels,) = encoder([words])
    found = {(" ".join(words[n.start : n.end]), n.kind) for n in labels.names}
    assert found == {("Vladimir Putin", "PER"), ("United Nations", "ORG"), ("Geneva", "LOC")}


def test_heads_of_mentions_have_a_type(encoder: Encoder) -> None:
    words = ["The", "soldiers", "left", "the", "village", "in", "March", "."]
    (labels,) = encoder([words])
    types = dict(zip(words, labels.etypes, strict=True))
    assert (types["soldiers"], types["village"], types["March"], types["left"]) == ("person", "place", "time", "")


def test_roles_say_who_did_what_to_whom(encoder: Encoder) -> None:
    words = ["The", "convoy", "was", "attacked", "by", "rebels", "."]
    (labels,) = encoder([words])
    found = {(words[r.predicate], r.role, words[r.argument]) for r in labels.roles}
    assert {("attacked", "ARG0", "rebels"), ("attacked", "ARG1", "convoy")} <= found


def test_what_happened_is_more_factual_than_what_may(encoder: Encoder) -> None:
    happened, may = encoder(
        [["The", "army", "attacked", "the", "town", "."], ["The", "army", "may", "attack", "the", "town", "."]]
    )
    assert happened.factuality[2] > 1.5 > may.factuality[3]


def test_lemmas_are_those_of_the_treebanks(encoder: Encoder) -> None:
    words = ["The", "cities", "were", "running", "out", "of", "supplies", ";", "I", "sold", "5,000", "boxes", "."]
    (labels,) = encoder([words])
    assert labels.lemma[:4] == ("the", "city", "be", "run")
    assert labels.lemma[8:11] == ("I", "sell", "5000")


def test_the_encoder_is_loaded_once() -> None:
    assert load_encoder() is load_encoder()
    assert load_encoder().version.startswith("en-")
