"""Scores of tags to names: where a name begins and ends, then which kind the whole of it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from standoff.encoder.labels import NameSpan

_KINDS = ("PER", "ORG", "LOC", "MISC")  # the tags are O, B-PER, I-PER, B-ORG and so on
_LEAST_SCORE = 0.5  # bench/syntax.py: names F1 on dev is best here, and flat between 0.45 and 0.6
_NEVER_AT_THE_EDGE = frozenset(("ADP", "AUX", "CCONJ", "DET", "PART", "PUNCT", "SCONJ"))


def find_names(scores: npt.NDArray[np.float32], there: npt.NDArray[np.bool_]) -> list[list[NameSpan]]:
    """The names of each row, from the probabilities (B, W, 9) of the tags; place 0 is the root."""
    begin, inside = scores[:, :, 1::2], scores[:, :, 2::2]
    marks = np.stack([scores[:, :, 0], begin.sum(2), inside.sum(2)], 2)
    best = marks.argmax(2) * there
    best[:, 0] = 0
    kinds = begin + inside
    names: list[list[NameSpan]] = [[] for _ in there]
    length = best.shape[1]
    for row, start in zip(*(x.tolist() for x in np.nonzero(best)), strict=True):
        if best[row, start] == 2 and best[row, start - 1]:
            continue  # it goes on with a name that was read from its start
        end = start + 1
        while end < length and best[row, end] == 2:
            end += 1
        means = kinds[row, start:end].mean(0)
        kind = int(means.argmax())
        if means[kind] >= _LEAST_SCORE:
            names[row].append(NameSpan(start - 1, end - 1, _KINDS[kind], float(means[kind])))
    return names


def trim_names(
    names: Sequence[NameSpan], *, upos: Sequence[str], heads: Sequence[int], deprels: Sequence[str]
) -> tuple[NameSpan, ...]:
    """The names without prepositions, determiners and the like at their edges, and persons without their title."""
    out = []
    for name in names:
        start, end = name.start, name.end
        while start < end and upos[start] in _NEVER_AT_THE_EDGE:
            start += 1
        while start < end and upos[end - 1] in _NEVER_AT_THE_EDGE:
            end -= 1
        if name.kind == "PER":
            titles = [i for i in range(start, end) if deprels[i] == "nmod:desc" and i < heads[i] - 1 < end]
            start = titles[-1] + 1 if titles else start
        if start < end:
            out.append(NameSpan(start, end, name.kind, name.score))
    return tuple(out)
