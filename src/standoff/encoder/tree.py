"""Scores of arcs to trees: the greedy heads where they are a tree, else the best tree there is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_NEVER = -1e12
_ONE_ROOT = 1e7  # taken off every root arc, so that the best tree has no more of them than it must


def are_trees(heads: Ints, there: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """For each row of `heads` (B, W; place 0 is the root, which heads itself): is it a tree with one root?"""
    roots = ((heads == 0) & there)[:, 1:].sum(1)
    reached = np.where(there, heads, 0)
    reached[:, 0] = 0
    for _ in range(max(1, heads.shape[1].bit_length())):
        reached = np.take_along_axis(reached, reached, 1)
    whole: npt.NDArray[np.bool_] = (roots == 1) & ~reached.any(1)
    return whole


def best_tree(scores: npt.NDArray[np.floating]) -> Ints:
    """Heads of the best tree with one root (Chu-Liu-Edmonds).

    `scores[d, h]` is the score of `h` as head of `d`, both from 0 (the root) to n. The result has n + 1 places,
    the first of which is 0 and means nothing.
    """
    work = np.clip(scores.astype(np.float64), -1e4, 1e4)
    work[:, 0] -= _ONE_ROOT
    return _arborescence(work)


def _arborescence(scores: Floats) -> Ints:
    scores = scores.copy()
    np.fill_diagonal(scores, _NEVER)
    scores[0] = _NEVER
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    return _expand(scores, heads, np.array(cycle))


def _expand(scores: Floats, heads: Ints, cycle: Ints) -> Ints:
    """Contracts the cycle to one node, solves the rest, and opens the cycle where the solution enters it."""
    inside = np.zeros(len(heads), np.bool_)
    inside[cycle] = True
    rest = np.nonzero(~inside)[0]
    size = len(rest)
    small = np.full((size + 1, size + 1), _NEVER)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    lost = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, rest)] - lost[:, None]
    small[size, :size] = entering.max(0)
    leaving = scores[np.ix_(rest, cycle)]
    small[:size, size] = leaving.max(1)
    solved = _arborescence(small)
    out = heads.copy()
    from_cycle = solved[:size] == size
    out[rest] = np.where(from_cycle, cycle[leaving.argmax(1)], rest[np.minimum(solved[:size], size - 1)])
    above = solved[size]
    out[cycle[entering[:, above].argmax()]] = rest[above]
    out[0] = 0
    return out


def _cycle(heads: Ints) -> list[int] | None:
    """The nodes of one cycle, or `None`."""
    chain = heads.tolist()
    state = [0] * len(chain)
    state[0] = 2
    for start in range(1, len(chain)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = chain[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None
