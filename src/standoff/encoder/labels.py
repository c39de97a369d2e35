"""What the encoder says of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name: words from `start` up to `end` (0-based, end not included), PER, ORG, LOC or MISC."""

    start: int
    end: int
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Role:
    """A predicate's argument: 0-based words; the argument is the head word of its phrase.

    `role` is ARG0 to ARG4, or TMP LOC NEG MOD ADV MNR PRP CAU EXT DIR DIS COM GOL PRD.
    """

    predicate: int
    argument: int
    role: str
    score: float


@dataclass(frozen=True, slots=True)
class WordLabels:
    """What the encoder says of one sentence of n words; every tuple but `names` and `roles` has n items."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]  # as in CoNLL-U, "_" for none
    lemma: tuple[str, ...]
    heads: tuple[int, ...]  # 1-based, 0 is the root; a tree with one root
    deprels: tuple[str, ...]
    names: tuple[NameSpan, ...]
    etypes: tuple[str, ...]  # GUM's type where the word heads a mention, else ""
    factuality: tuple[float, ...]  # -3 (did not happen) to 3 (happened); of use at predicates only
    roles: tuple[Role, ...]
    vector: npt.NDArray[np.float32] = field(compare=False, repr=False)  # (384,), unit length, read-only
    predicates: tuple[int, ...] = ()  # 0-based words that have or could have roles


Label = Callable[[Sequence[Sequence[str]]], Sequence[WordLabels]]
