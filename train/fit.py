"""Trains the network within a budget of minutes; the learning rate falls to nothing as the time runs out."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from standoff.encoder.pieces import Pieces
from train.augment import Variants
from train.data import SKIP, Encoded, encode, shuffled, tensors_of
from train.distil import Teacher, gold_roles
from train.example import Example
from train.network import Network, minilm_folder

WEIGHTS = {
    "upos": 0.5,
    "feats": 0.3,
    "lemma": 0.3,
    "arc": 1.0,
    "deprel": 1.0,
    "names": 1.0,
    "etypes": 0.5,
    "factuality": 0.4,
    "predicate": 0.3,
    "roles": 1.0,
    "vector": 2.0,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. The rates are those of the first experiment with this body (see the decision record)."""

    minutes: float
    max_epochs: int = 50
    batch_pieces: int = 1500
    body_rate: float = 2e-4
    head_rate: float = 1.5e-3
    warm_up: int = 150
    bf16: bool = False
    seed: int = 1
    round_from: float = 0.15  # share of the budget
    log_every: int = 50


def first_vectors(network: Network, examples: Sequence[Encoded], *, bf16: bool) -> Tensor:
    """The sentence vectors (N, 384) of the body before training: what the vector head must keep."""
    network.eval()
    vectors = torch.zeros(len(examples), 384)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bf16):
        for batch in shuffled(examples, budget=6000, dice=random.Random(0)):
            t = tensors_of([examples[i] for i in batch])
            pieces = network.body(t["ids"], t["mask"], torch.zeros_like(t["shapes"]))
            mask = t["mask"].unsqueeze(-1).float()
            vectors[batch] = functional.normalize((pieces.float() * mask).sum(1) / mask.sum(1), dim=-1)
    return vectors.clone()


def _mean(loss: Tensor, like: Tensor) -> Tensor:
    """The mean of the losses of marked words; nothing, where no word is marked."""
    return loss.mean() if loss.numel() else like.sum() * 0.0


def _tagged(scores: Tensor, gold: Tensor) -> Tensor:
    marked = gold != SKIP
    return _mean(functional.cross_entropy(scores[marked].float(), gold[marked], reduction="none"), scores)


def gold_losses(scores: dict[str, Tensor], t: dict[str, Tensor], vectors: Tensor) -> dict[str, Tensor]:
    """The loss of every head against what the corpora say."""
    heads = ("upos", "feats", "lemma", "etypes", "names", "deprel", "roles")
    out = {head: _tagged(scores[head], t[head]) for head in heads}
    out["arc"] = _tagged(scores["arc"], t["heads"])
    known = ~torch.isnan(t["factuality"])
    fact = scores["factuality"]
    out["factuality"] = _mean(
        functional.smooth_l1_loss(fact[known].float(), t["factuality"][known], reduction="none"), fact
    )
    asked = t["predicate"] != SKIP
    out["predicate"] = _mean(
        functional.binary_cross_entropy_with_logits(
            scores["predicate"][asked].float(), t["predicate"][asked].float(), reduction="none"
        ),
        scores["predicate"],
    )
    out["vector"] = 1 - (scores["vector"].float() * vectors).sum(-1).mean()
    return out


class Fit:
    """One training run: holds the network, its optimiser and the clock."""

    def __init__(self, network: Network, plan: Plan, *, log: Path, teacher: Teacher | None = None) -> None:
        """`log` gets one JSON line every `log_every` steps."""
        self.network, self.plan, self.log, self.teacher = network, plan, log, teacher
        named = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
        body = [p for n, p in named if n.startswith("body.")]
        heads = [p for n, p in named if not n.startswith("body.")]
        self.parameters = body + heads
        groups = [{"params": body, "lr": plan.body_rate}, {"params": heads, "lr": plan.head_rate}]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        self.started = time.monotonic()
        self.steps = 0
        self.sums: dict[str, float] = {}

    def share(self) -> float:
        """The share of the budget that is spent."""
        return (time.monotonic() - self.started) / (self.plan.minutes * 60)

    def start_epoch(self) -> None:
        """After a first stretch, trains with the rounding that int8 will bring."""
        self.network.train()
        if self.share() >= self.plan.round_from:
            self.network.body.round_from_now_on()

    def step(self, tensors: dict[str, Tensor], vectors: Tensor) -> None:
        """One update."""
        factor = min((self.steps + 1) / self.plan.warm_up, max(0.01, 1 - self.share()))
        for group, rate in zip(self.optimiser.param_groups, (self.plan.body_rate, self.plan.head_rate), strict=True):
            group["lr"] = rate * factor
        with torch.autocast("cpu", torch.bfloat16, enabled=self.plan.bf16):
            parts = self._losses(tensors, vectors)
            loss = torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step()
        self.steps += 1
        for name, part in parts.items():
            self.sums[name] = self.sums.get(name, 0.0) + float(part.detach())
        if self.steps % self.plan.log_every == 0:
            self._write_log()

    def _losses(self, t: dict[str, Tensor], vectors: Tensor) -> dict[str, Tensor]:
        corpus = t["corpus"] * (torch.rand(t["corpus"].shape) > 0.3)
        if self.teacher is None:
            scores = self.network(t, corpus=corpus, heads=t["heads"].clamp(min=0), predicates=t["predicates"])
            return gold_losses(scores, t, vectors)
        taught = self.teacher.teach(t)
        scores = self.network(t, corpus=corpus, heads=taught.heads, predicates=taught.predicates)
        roles = gold_roles(t, taught.predicates)
        from_gold = gold_losses(scores, t | {"roles": roles}, vectors)
        from_teacher = taught.losses(scores, there=t["words"])
        return {name: loss + from_teacher.get(name, 0.0) for name, loss in from_gold.items()}

    def _write_log(self) -> None:
        mean = {n: round(s / self.plan.log_every, 4) for n, s in self.sums.items()}
        record = {"step": self.steps, "seconds": round(time.monotonic() - self.started), **mean}
        with self.log.open("a", encoding="utf-8") as out:
            out.write(json.dumps(record) + "\n")
        self.sums = {}


def fit(
    examples: Sequence[Example],
    labels: dict[str, list[str]],
    pieces: Pieces,
    plan: Plan,
    *,
    out: Path,
    teacher: Teacher | None = None,
) -> Network:
    """The trained network; `out` is its checkpoint, written after each epoch, with a log beside it."""
    random.seed(plan.seed)
    np.random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    dice = random.Random(plan.seed)
    network = Network({head: len(values) for head, values in labels.items()})
    network.body.load(minilm_folder())
    plain = encode(examples, labels, pieces)
    vectors = first_vectors(network, plain, bf16=plan.bf16)
    variants = Variants(examples, dice)
    run = Fit(network, plan, log=out.with_suffix(".log.jsonl"), teacher=teacher)
    for epoch in range(plan.max_epochs):
        varied = plain if epoch == 0 else encode([variants.vary(e) for e in examples], labels, pieces)
        if len(varied) != len(plain):  # a variant too long for a row: do without variants this time
            varied = plain
        run.start_epoch()
        for batch in shuffled(varied, budget=plan.batch_pieces, dice=dice):
            same = torch.tensor([varied[i].row.ids == plain[i].row.ids for i in batch])
            # a zero vector asks for nothing: other words, other vector
            run.step(tensors_of([varied[i] for i in batch]), vectors[batch] * same.unsqueeze(1))
            if run.share() >= 1:
                break
        torch.save(network.state_dict(), out)
        print(f"epoch {epoch + 1} share {run.share():.3f} steps {run.steps}", flush=True)
        if run.share() >= 1:
            break
    return network
