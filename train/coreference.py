"""Fits the pair scorer of coreference on GUM train and writes `coreference_weights.tsv`.

A log-linear ranking model: each mention chooses among its candidates and "new"; the likelihood sums over all right
choices. Fitted on the gold parse. Run: `python train/coreference.py path/to/gum/train.conllu.gz`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

from coreference import Aligned, align
from coreference_gold import read_gum

from standoff.mention.coreference import Linker
from standoff.mention.coreference_features import kind_of, own_features, pair_features

OUT = Path(__file__).parents[1] / "src/standoff/terms/data/coreference_weights.tsv"


class Choices:
    """All choices of the training documents, as index arrays."""

    def __init__(self) -> None:
        self.rows: list[list[list[str]]] = []
        self.right: list[list[bool]] = []

    def add(self, document: Aligned) -> None:
        """The choices of one document; the chains so far are the gold ones."""
        linker = Linker()
        where: dict[str, object] = {}
        for mention, chain in zip(document.mentions, document.chains, strict=True):
            kind = kind_of(mention)
            options = [own_features(mention, kind, seen_lemmas=linker.lemmas, seen_names=linker.names)]
            right = [False]
            home = where.get(chain) if chain else None
            for earlier, candidate, rivals in linker.candidates(mention, kind):
                options.append(pair_features(mention, kind, earlier, candidate, rivals=rivals))
                right.append(candidate is home)
            if not any(right):
                right[0] = True
            if len(options) > 1:
                self.rows.append(options)
                self.right.append(right)
            placed = linker.place(mention, home)  # type: ignore[arg-type]
            if chain:
                where[chain] = placed

    def arrays(self, *, least: int) -> tuple[dict[str, int], np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Feature index, and per feature use: option, feature; per option: choice, right."""
        counts = Counter(name for options in self.rows for option in options for name in option)
        index = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= least))}
        option_of: list[int] = []
        feature_of: list[int] = []
        choice_of: list[int] = []
        for number, options in enumerate(self.rows):
            for option in options:
                known = [index[n] for n in option if n in index]
                option_of.extend([len(choice_of)] * len(known))
                feature_of.extend(known)
                choice_of.append(number)
        right = np.concatenate([np.array(r) for r in self.right])
        return (
            index,
            np.array(option_of, np.int32),
            np.array(feature_of, np.int32),
            np.array(choice_of, np.int32),
            right,
        )


def fit(choices: Choices, *, least: int, decay: float, steps: int, new_cost: float) -> dict[str, float]:
    """Adam on the whole set; `decay` pulls weights to zero, `new_cost` is paid by a wrong "new"."""
    index, option_of, feature_of, choice_of, right = choices.arrays(least=least)
    options, count = len(choice_of), int(choice_of[-1]) + 1
    starts = np.searchsorted(choice_of, np.arange(count))
    first = np.zeros(options, bool)
    first[starts] = True
    cost = np.where(first & ~right, new_cost, 0.0)
    weights, mean, square = (np.zeros(len(index)) for _ in range(3))
    for step in range(1, steps + 1):
        scores = np.bincount(option_of, weights[feature_of], minlength=options) + cost
        every = _softmax(scores, starts, choice_of)
        good = _softmax(np.where(right, scores, -1e9), starts, choice_of)
        slope = np.bincount(feature_of, (every - good)[option_of], minlength=len(index)) / count + decay * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        rate = 0.05 * (1 - step / (steps + 1))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: float(weights[i]) for name, i in index.items()}


def _softmax(scores: np.ndarray, starts: np.ndarray, choice_of: np.ndarray) -> np.ndarray:
    top = np.maximum.reduceat(scores, starts)
    raised = np.exp(scores - top[choice_of])
    return raised / np.add.reduceat(raised, starts)[choice_of]


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("--least", type=int, default=8)
    parser.add_argument("--decay", type=float, default=1e-4)
    parser.add_argument("--steps", type=int, default=250)
    parser.add_argument("--new-cost", type=float, default=1.5)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    choices = Choices()
    for document in read_gum(options.train):
        choices.add(align(document, document.sentences))
    weights = fit(choices, least=options.least, decay=options.decay, steps=options.steps, new_cost=options.new_cost)
    kept = {name: value for name, value in weights.items() if abs(value) >= 0.005}
    head = "# coreference_weights: feature, weight; fitted on GUM train (CC BY) by train/coreference.py\n# version: 1\n"
    options.out.write_text(head + "".join(f"{n}\t{v:.3f}\n" for n, v in sorted(kept.items())), encoding="utf-8")
    sys.stderr.write(f"{len(choices.rows)} choices, {len(kept)} weights\n")


if __name__ == "__main__":
    main()
