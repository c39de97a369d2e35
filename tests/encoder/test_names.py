import numpy as np

from standoff.encoder.labels import NameSpan
from standoff.encoder.names import find_names, trim_names


def scores(tags: list[tuple[int, float]]) -> np.ndarray:
    """Probabilities of one row: for each word the tag that is likely and how likely; the rest goes to O."""
    out = np.zeros((1, len(tags) + 1, 9), np.float32)
    out[0, 0, 0] = 1
    for place, (tag, value) in enumerate(tags, start=1):
        out[0, place, 0] = 1 - value
        out[0, place, tag] += value
    return out


def test_a_span_takes_the_kind_of_the_whole() -> None:
    row = scores([(0, 1), (3, 0.6), (4, 0.9), (2, 0.7)])  # O, B-ORG, I-ORG, I-PER
    (names,) = find_names(row, np.ones((1, 5), np.bool_))
    assert [(n.start, n.end, n.kind) for n in names] == [(1, 4, "ORG")]


def test_a_name_may_begin_with_inside() -> None:
    (names,) = find_names(scores([(6, 0.9), (0, 1)]), np.ones((1, 3), np.bool_))
    assert [(n.start, n.end, n.kind) for n in names] == [(0, 1, "LOC")]


def test_unsure_names_are_left_out() -> None:
    row = np.zeros((1, 2, 9), np.float32)
    row[0, 1] = [0.2, 0.3, 0, 0.3, 0, 0.2, 0, 0, 0]
    assert find_names(row, np.ones((1, 2), np.bool_)) == [[]]


def trimmed(name: NameSpan, upos: str, *, heads: str = "0000", deprels: str = "x x x x") -> tuple[NameSpan, ...]:
    return trim_names([name], upos=upos.split(), heads=[int(h) for h in heads], deprels=deprels.split())


def test_edges_are_trimmed() -> None:
    upos = "ADP PROPN PUNCT NOUN"
    assert trimmed(NameSpan(0, 3, "ORG", 0.9), upos) == (NameSpan(1, 2, "ORG", 0.9),)
    assert trimmed(NameSpan(2, 3, "ORG", 0.9), upos) == ()


def test_a_person_loses_the_title() -> None:
    found = trimmed(
        NameSpan(0, 3, "PER", 0.9), "PROPN PROPN PROPN", heads="202", deprels="nmod:desc root flat"
    )  # Miss Ann Lee
    assert found == (NameSpan(1, 3, "PER", 0.9),)
