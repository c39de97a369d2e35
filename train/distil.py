"""A trained network as the teacher of the next one: it marks what the corpora leave open.

No corpus has all layers: EWT has no names, GUM no roles, WikiGold no syntax, and plain news has nothing. The teacher's
scores for every word of every head are the student's second target, beside the gold.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from train.data import SKIP
from train.network import Network

_SOFT = ("upos", "feats", "lemma", "etypes", "names", "arc", "deprel")
_MOST_PREDICATES = 0.3  # a word is taught as a predicate from this score on


def gold_roles(t: dict[str, Tensor], predicates: Tensor) -> Tensor:
    """The gold roles (P, W) of `predicates`; `SKIP` where a predicate is not in the gold."""
    out = torch.full((len(predicates), t["words"].shape[1]), SKIP, dtype=torch.int64)
    if len(t["predicates"]):
        same = (predicates.unsqueeze(1) == t["predicates"].unsqueeze(0)).all(-1)
        found, which = torch.nonzero(same, as_tuple=True)
        out[found] = t["roles"][which]
    return out


@dataclass(frozen=True, slots=True)
class Taught:
    """What a teacher says of a batch, at these heads and predicates."""

    scores: dict[str, Tensor]
    heads: Tensor  # (B, W), gold where there is gold
    predicates: Tensor  # (P, 2)

    def losses(self, scores: dict[str, Tensor], *, there: Tensor) -> dict[str, Tensor]:
        """The losses of a student's scores against the teacher's, over all words."""
        words = there.clone()
        words[:, 0] = False
        out = {head: _soft(scores[head][words], self.scores[head][words]) for head in _SOFT}
        truth = torch.sigmoid(self.scores["predicate"][words].float())
        out["predicate"] = functional.binary_cross_entropy_with_logits(scores["predicate"][words].float(), truth)
        if len(self.predicates):
            row, word = self.predicates.unbind(1)
            marked = words[row]
            out["roles"] = _soft(scores["roles"][marked], self.scores["roles"][marked])
            fact = scores["factuality"][row, word].float(), self.scores["factuality"][row, word].float()
            out["factuality"] = functional.smooth_l1_loss(*fact)
        return out


def _soft(scores: Tensor, taught: Tensor) -> Tensor:
    return functional.cross_entropy(scores.float(), torch.softmax(taught.float(), -1))


class Teacher:
    """A frozen network."""

    def __init__(self, network: Network) -> None:
        """`network` is trained; it will not change."""
        self._network = network.eval()

    @torch.no_grad()
    def teach(self, t: dict[str, Tensor]) -> Taught:
        """The teacher's scores for one batch."""
        net = self._network
        pieces = net.body(t["ids"], t["mask"], t["shapes"])
        words = net.words(pieces, t["first"])
        heads = torch.where(t["heads"] == SKIP, net.arcs(words, t["words"]).argmax(-1), t["heads"])
        likely = (torch.sigmoid(net.predicate(words).squeeze(-1)) > _MOST_PREDICATES) & t["words"]
        likely |= t["predicate"] == 1
        likely[:, 0] = False
        predicates = torch.nonzero(likely)
        corpus = torch.zeros_like(t["corpus"])
        scores = net(t, corpus=corpus, heads=heads, predicates=predicates)
        return Taught(scores, heads, predicates)
