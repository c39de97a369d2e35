"""Runs the network over sentences and turns its scores into labels."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from standoff.encoder.graph import INPUTS, OUTPUTS, open_session, read_model
from standoff.encoder.labels import Role, WordLabels
from standoff.encoder.lemma import Lemmatiser
from standoff.encoder.names import find_names, trim_names
from standoff.encoder.pieces import Batch, Pieces, batch_of, by_length
from standoff.encoder.tree import are_trees, best_tree
from standoff.encoder.window import join_windows
from standoff.errors import EncoderError

DATA = Path(__file__).parent / "data"
BATCH_PIECES = 1024  # padded pieces a run; bench/syntax.py --speed tells what is best

Scores = dict[str, npt.NDArray[Any]]


class Encoder:
    """The language model, loaded once; call it with sentences, each a sequence of words.

    Safe to share between threads. The same call gives the same labels. Int8 ranges are taken over a batch, so in close
    calls a label can depend on the other sentences of the call: call it once a story, with all its sentences.
    """

    def __init__(self, folder: Path = DATA, *, threads: int = 1) -> None:
        """`folder` holds `MODEL.json` and the files that it names."""
        data, card = read_model(folder)
        try:
            self._labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self._pieces = Pieces(folder / "tokenizer.json")
            self._lemma = Lemmatiser(folder / "lemmas.tsv")
        except (OSError, ValueError) as error:
            raise EncoderError(f"{folder}: {error}") from error
        self._session = open_session(data, threads=threads)
        self.version: str = card["version"]

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[WordLabels]:
        """The labels of each sentence, in the order given."""
        cuts = [self._pieces.windows(words) for words in sentences]
        windows = [words[a:b] for words, cut in zip(sentences, cuts, strict=True) for a, b in cut]
        labelled = self._label(windows)
        out, at = [], 0
        for cut in cuts:
            parts = labelled[at : at + len(cut)]
            at += len(cut)
            out.append(parts[0] if len(parts) == 1 else join_windows(parts))
        return out

    def _label(self, windows: Sequence[Sequence[str]]) -> list[WordLabels]:
        rows = self._pieces.rows(windows)
        labelled: list[WordLabels | None] = [None] * len(rows)
        for indices in by_length(rows, budget=BATCH_PIECES):
            batch = batch_of([rows[i] for i in indices])
            words = [windows[i] for i in indices]
            for i, labels in zip(indices, self._read(words, batch, self._run(batch)), strict=True):
                labelled[i] = labels
        return [labels for labels in labelled if labels is not None]

    def _run(self, batch: Batch) -> Scores:
        feeds = {name: getattr(batch, name) for name in INPUTS}
        return dict(zip(OUTPUTS, self._session.run(list(OUTPUTS), feeds), strict=True))

    def _read(self, sentences: Sequence[Sequence[str]], batch: Batch, scores: Scores) -> Iterator[WordLabels]:
        heads, deprels = _trees(batch, scores)
        root, loose = self._labels["deprel"].index("root"), self._labels["deprel"].index("parataxis")
        deprels[deprels == root] = loose
        deprels[heads == 0] = root
        names = find_names(scores["names"], batch.words)
        roles, predicates = self._roles(scores, batch.words)
        vectors = scores["vector"]
        vectors.flags.writeable = False
        columns = {h: scores[h].tolist() for h in ("upos", "feats", "lemma", "etypes", "factuality")}
        columns |= {"heads": heads.tolist(), "deprels": deprels.tolist()}
        for i, words in enumerate(sentences):
            end = len(words) + 1
            upos = self._named("upos", columns["upos"][i][1:end])
            feats = self._named("feats", columns["feats"][i][1:end])
            scripts = self._named("lemma", columns["lemma"][i][1:end])
            arcs = tuple(columns["heads"][i][1:end])
            relations = self._named("deprel", columns["deprels"][i][1:end])
            yield WordLabels(
                upos=upos,
                feats=feats,
                lemma=tuple(map(self._lemma, words, upos, feats, scripts)),
                heads=arcs,
                deprels=relations,
                names=trim_names(names[i], upos=upos, heads=arcs, deprels=relations),
                etypes=self._named("etypes", columns["etypes"][i][1:end]),
                factuality=tuple(columns["factuality"][i][1:end]),
                roles=tuple(roles[i]),
                vector=vectors[i],
                predicates=tuple(predicates[i]),
            )

    def _named(self, head: str, numbers: list[int]) -> tuple[str, ...]:
        return tuple(map(self._labels[head].__getitem__, numbers))

    def _roles(self, scores: Scores, there: npt.NDArray[np.bool_]) -> tuple[list[list[Role]], list[list[int]]]:
        """The roles and the predicates of each row. The graph adds a dummy predicate at the end."""
        names = self._labels["roles"]
        where = scores["predicates"][:-1]
        labels = scores["roles"][:-1]
        roles: list[list[Role]] = [[] for _ in there]
        predicates: list[list[int]] = [[] for _ in there]
        for row, word in where.tolist():
            predicates[row].append(word - 1)
        found = (labels > 0) & there[where[:, 0]]
        found[:, 0] = False
        pairs, words = np.nonzero(found)
        certain = scores["role_scores"][pairs, words].tolist()
        kinds = labels[pairs, words].tolist()
        places = where[pairs].tolist()
        for (row, predicate), word, kind, score in zip(places, words.tolist(), kinds, certain, strict=True):
            if word != predicate:
                roles[row].append(Role(predicate - 1, word - 1, names[kind], score))
        return roles, predicates


def _trees(batch: Batch, scores: Scores) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Heads and relations (B, W). The graph labels the best heads of each word; the tree may want another."""
    candidates = scores["heads"].astype(np.int64)
    heads = candidates[:, :, 0].copy()
    heads[:, 0] = 0
    relations = scores["deprels"][:, :, 0].astype(np.int64)
    for i in np.nonzero(~are_trees(heads, batch.words))[0].tolist():
        size = int(batch.words[i].sum())
        if size == 1:
            continue
        heads[i, :size] = best_tree(scores["arcs"][i, :size, :size])
        same = candidates[i, :size] == heads[i, :size, None]
        choice = same.argmax(1)  # 0, the label of the best head, where none of the three is it
        relations[i, :size] = scores["deprels"][i, np.arange(size), choice]
    return heads, relations


@lru_cache(maxsize=8)
def load_encoder(*, threads: int = 1) -> Encoder:
    """The shipped encoder, loaded at the first call and then kept.

    Raises `EncoderError` if the shipped file is not the one that its card names.
    """
    return Encoder(threads=threads)
