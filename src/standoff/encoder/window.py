"""Puts the windows of a very long sentence together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from standoff.encoder.labels import WordLabels


def join_windows(parts: Sequence[WordLabels]) -> WordLabels:
    """One sentence from its windows: one tree, in which later windows hang on the first one's root."""
    offsets = np.cumsum([0, *(len(p.upos) for p in parts)]).tolist()
    heads: list[int] = []
    deprels: list[str] = []
    root = parts[0].heads.index(0) + 1
    for part, offset in zip(parts, offsets, strict=False):
        for head, deprel in zip(part.heads, part.deprels, strict=True):
            first = head == 0 and offset == 0
            heads.append(head + offset if head else 0 if first else root)
            deprels.append("parataxis" if head == 0 and offset else deprel)
    vector = np.sum([p.vector for p in parts], 0)
    vector = (vector / max(float(np.linalg.norm(vector)), 1e-6)).astype(np.float32)
    vector.flags.writeable = False
    pairs = list(zip(parts, offsets, strict=False))
    return WordLabels(
        upos=tuple(chain.from_iterable(p.upos for p in parts)),
        feats=tuple(chain.from_iterable(p.feats for p in parts)),
        lemma=tuple(chain.from_iterable(p.lemma for p in parts)),
        heads=tuple(heads),
        deprels=tuple(deprels),
        names=tuple(replace(n, start=n.start + o, end=n.end + o) for p, o in pairs for n in p.names),
        etypes=tuple(chain.from_iterable(p.etypes for p in parts)),
        factuality=tuple(chain.from_iterable(p.factuality for p in parts)),
        roles=tuple(replace(r, predicate=r.predicate + o, argument=r.argument + o) for p, o in pairs for r in p.roles),
        vector=vector,
        predicates=tuple(w + o for p, o in pairs for w in p.predicates),
    )
