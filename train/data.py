"""Gold folders to arrays: the labels, the examples, and padded targets of a batch."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from standoff.encoder.lemma import script_of
from standoff.encoder.pieces import MAX_PIECES, Pieces, Row, batch_of
from train.conllu import ROLES
from train.example import UNKNOWN, Example
from train.network import CORPORA

SKIP = -100  # targets that the loss does not see
NAMES = ["O", *(f"{p}-{k}" for k in ("PER", "ORG", "LOC", "MISC") for p in "BI")]


def labels_of(examples: Sequence[Example]) -> dict[str, list[str]]:
    """The labels of every head, most frequent first; rare ones left out of FEATS and lemmas."""

    def usual(values: Iterable[str], least: int) -> list[str]:
        return [v for v, c in Counter(values).most_common() if c >= least]

    parsed = [e for e in examples if e.upos and e.feats and e.lemmas and e.deprels]
    typed = [e for e in examples if e.corpus == "gum" and e.etypes]
    return {
        "upos": usual((t for e in parsed for t in e.upos or ()), 1),
        "feats": usual((t for e in parsed for t in e.feats or ()), 2),
        "lemma": usual((script_of(w, x) for e in parsed for w, x in zip(e.words, e.lemmas or (), strict=True)), 2),
        "deprel": usual((t for e in parsed for t in e.deprels or ()), 1),
        "names": NAMES,
        "etypes": usual((t for e in typed for t in e.etypes or ()), 1),
        "roles": ["", *ROLES],
    }


@dataclass(slots=True)
class Encoded:
    """An example as numbers; the root takes place 0 in every array of words."""

    row: Row
    corpus: int
    targets: dict[str, np.ndarray]
    factuality: np.ndarray
    roles: list[tuple[int, np.ndarray]]  # predicate, role of every word


def encode(examples: Sequence[Example], labels: dict[str, list[str]], pieces: Pieces) -> list[Encoded]:
    """The examples that fit into a row, as numbers."""
    numbers = {head: {v: i for i, v in enumerate(values)} for head, values in labels.items()}
    rows = pieces.rows([e.words for e in examples])
    return [_encode(e, row, numbers) for e, row in zip(examples, rows, strict=True) if len(row) <= MAX_PIECES + 2]


def _encode(example: Example, row: Row, numbers: dict[str, dict[str, int]]) -> Encoded:
    n = len(example.words) + 1
    lemmas = example.lemmas
    scripts = lemmas and [script_of(w, x) for w, x in zip(example.words, lemmas, strict=True)]
    layers = {
        "upos": example.upos,
        "feats": example.feats,
        "lemma": scripts,
        "deprel": example.deprels,
        "names": example.names,
        "etypes": example.etypes,
    }
    targets = {}
    for head, values in layers.items():
        targets[head] = np.full(n, SKIP, np.int64)
        if values:
            targets[head][1:] = [numbers[head].get(v, SKIP) if v != UNKNOWN else SKIP for v in values]
    targets["heads"] = np.full(n, SKIP, np.int64)
    if example.heads:
        targets["heads"][1:] = example.heads
    factuality = np.full(n, np.nan, np.float32)
    for word, value in example.factuality.items():
        factuality[word + 1] = value
    targets["predicate"] = np.full(n, SKIP, np.int64)
    roles = []
    if example.predicates is not None:
        targets["predicate"][1:] = 0
        for predicate, arguments in example.predicates.items():
            targets["predicate"][predicate + 1] = 1
            of_words = np.zeros(n, np.int64)
            of_words[0] = SKIP
            for word, role in arguments.items():
                of_words[word + 1] = numbers["roles"][role]
            roles.append((predicate + 1, of_words))
    return Encoded(row, CORPORA.index(example.corpus), targets, factuality, roles)


def tensors_of(examples: Sequence[Encoded]) -> dict[str, Tensor]:
    """Inputs and targets of one batch."""
    batch = batch_of([e.row for e in examples])
    out = {name: getattr(batch, name) for name in ("ids", "mask", "shapes", "first", "words")}
    shape = batch.first.shape
    for head in examples[0].targets:
        padded = np.full(shape, SKIP, np.int64)
        for i, e in enumerate(examples):
            padded[i, : len(e.targets[head])] = e.targets[head]
        out[head] = padded
    fact = np.full(shape, np.nan, np.float32)
    where, roles = [], []
    for i, e in enumerate(examples):
        fact[i, : len(e.factuality)] = e.factuality
        for predicate, of_words in e.roles:
            where.append((i, predicate))
            roles.append(np.pad(of_words, (0, shape[1] - len(of_words)), constant_values=SKIP))
    out["factuality"] = fact
    out["corpus"] = np.array([e.corpus for e in examples])
    out["predicates"] = np.array(where, np.int64).reshape(-1, 2)
    out["roles"] = np.array(roles, np.int64).reshape(-1, shape[1])
    return {name: torch.from_numpy(array) for name, array in out.items()}


def shuffled(examples: Sequence[Encoded], *, budget: int, dice: random.Random) -> list[list[int]]:
    """Batches of like length in random order, each of at most `budget` padded pieces."""
    keys = [len(e.row) + dice.random() * 4 for e in examples]
    batches: list[list[int]] = []
    current: list[int] = []
    longest = 0
    for i in sorted(range(len(examples)), key=keys.__getitem__):
        length = len(examples[i].row)
        if current and max(longest, length) * (len(current) + 1) > budget:
            batches.append(current)
            current, longest = [], 0
        current.append(i)
        longest = max(longest, length)
    batches.append(current)
    dice.shuffle(batches)
    return batches
