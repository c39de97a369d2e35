import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from standoff.encoder.tree import are_trees, best_tree


def is_tree(heads: list[int]) -> bool:
    """Whether heads (1-based words, 0 the root) reach the root without a cycle, with one root."""
    for word in range(1, len(heads) + 1):
        seen, here = set(), word
        while here:
            if here in seen:
                return False
            seen.add(here)
            here = heads[here - 1]
    return heads.count(0) == 1


def square(size: int) -> st.SearchStrategy[np.ndarray]:
    return hnp.arrays(np.float32, (size, size), elements=st.floats(-50, 50, width=32))


@given(st.integers(2, 24).flatmap(square))
@settings(max_examples=150, deadline=None)
def test_any_scores_give_a_tree_with_one_root(scores: np.ndarray) -> None:
    heads = best_tree(scores)
    assert heads[0] == 0
    assert is_tree(heads[1:].tolist())


@given(st.integers(2, 5).flatmap(square))
@settings(max_examples=60, deadline=None)
def test_no_tree_is_better(scores: np.ndarray) -> None:
    size = len(scores)
    words = range(1, size)
    trees = [h for h in itertools.product(range(size), repeat=size - 1) if is_tree(list(h))]
    best = max(sum(float(scores[w, h]) for w, h in zip(words, heads, strict=True)) for heads in trees)
    found = sum(float(scores[w, best_tree(scores)[w]]) for w in words)
    assert abs(found - best) < 1e-3


def test_scores_that_are_a_tree_stay() -> None:
    scores = np.full((5, 5), -9.0)
    for word, head in {1: 2, 2: 0, 3: 2, 4: 3}.items():
        scores[word, head] = 9.0
    assert best_tree(scores).tolist() == [0, 2, 0, 2, 3]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12))
@settings(deadline=None)
def test_rows_are_judged_as_one_by_one(heads: list[int]) -> None:
    heads = [h % (len(heads) + 1) for h in heads]
    row = np.zeros((1, 14), np.int64)
    row[0, 1 : len(heads) + 1] = heads
    there = np.zeros((1, 14), np.bool_)
    there[0, : len(heads) + 1] = True
    assert bool(are_trees(row, there)[0]) == is_tree(heads)


def test_five_hundred_cycles_are_solved() -> None:
    size = 401
    scores = np.random.default_rng(1).normal(size=(size, size))
    for word in range(1, size - 1, 2):
        scores[word, word + 1] = scores[word + 1, word] = 30
    assert is_tree(best_tree(scores)[1:].tolist())
