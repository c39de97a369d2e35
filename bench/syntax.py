"""Measures the encoder on the dev sets, with gold tokens: `python -m bench.syntax --gold ../shared/gold`.

- UPOS, FEATS, lemma, UAS, LAS: EWT dev, every word, punctuation included; LAS with subtypes.
- names: exact span and kind, PER, ORG and LOC, on re3d dev and GUM dev together. A name is the longest run of name
  words around the head of a mention that a proper noun heads, without determiners, titles and modifiers that are no
  part of it; of nested names the longest. Peoples ("the Turks") are none of the three kinds; countries are LOC in
  both sets. `train/names.py` and `train/news.py` derive these from the gold mentions by rule, without any model.
- etypes: head words of mentions and their type, GUM dev, F1 over all types. roles: argument head and role of gold and
  found predicates, EWT dev, F1 (a predicate that was not found loses its arguments). factuality: Pearson r at the
  predicates of UDS-IH2 dev.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from train.corpora import read_dev
from train.example import UNKNOWN, Example, spans_of

from standoff.encoder import Encoder, WordLabels
from standoff.encoder.encoder import DATA

Labelled = Sequence[tuple[Example, WordLabels]]
FLOORS = Path(__file__).parent / "floors.toml"


def f1(gold: set[object], found: set[object]) -> float:
    right = len(gold & found)
    return 2 * right / max(1, len(gold) + len(found))


def syntax(pairs: Labelled) -> dict[str, float]:
    words = sum(len(e.words) for e, _ in pairs)
    counts = dict.fromkeys(("upos", "feats", "lemma", "uas", "las"), 0)
    for e, y in pairs:
        for head, gold, made in (
            ("upos", e.upos, y.upos),
            ("feats", e.feats, y.feats),
            ("lemma", e.lemmas, y.lemma),
            ("uas", e.heads, y.heads),
        ):
            counts[head] += sum(a == b for a, b in zip(gold or (), made, strict=True))
        arcs = zip(e.heads or (), e.deprels or (), strict=True)
        counts["las"] += sum(a == b for a, b in zip(arcs, zip(y.heads, y.deprels, strict=True), strict=True))
    return {head: 100 * count / words for head, count in counts.items()}


def names(pairs: Labelled) -> dict[str, float]:
    out = {}
    for part, kinds in {"names": "PER ORG LOC", "PER": "PER", "ORG": "ORG", "LOC": "LOC"}.items():
        gold, found = set(), set()
        for i, (e, y) in enumerate(pairs):
            tags = e.names or []
            gold |= {(i, *s) for s in spans_of(tags) if s[2] in kinds.split()}
            found |= {
                (i, n.start, n.end, n.kind)
                for n in y.names
                if n.kind in kinds.split() and UNKNOWN not in tags[n.start : n.end]
            }
        out["names_f1" if part == "names" else f"names_f1_{part}"] = 100 * f1(gold, found)
    return out


def etypes(pairs: Labelled) -> dict[str, float]:
    gold, found = set(), set()
    for i, (e, y) in enumerate(pairs):
        gold |= {(i, w, t) for w, t in enumerate(e.etypes or ()) if t}
        found |= {(i, w, t) for w, t in enumerate(y.etypes) if t}
    heads = f1({x[:2] for x in gold}, {x[:2] for x in found})
    return {"etypes_f1": 100 * f1(gold, found), "mention_heads_f1": 100 * heads}


def roles(pairs: Labelled) -> dict[str, float]:
    gold, found = set(), set()
    gold_predicates, found_predicates = set(), set()
    for i, (e, y) in enumerate(pairs):
        if e.predicates is None:
            continue
        gold |= {(i, p, a, r) for p, args in e.predicates.items() for a, r in args.items() if a != p}
        found |= {(i, r.predicate, r.argument, r.role) for r in y.roles}
        gold_predicates |= {(i, p) for p in e.predicates}
        found_predicates |= {(i, p) for p in y.predicates}
    core = {"ARG0", "ARG1", "ARG2", "ARG3", "ARG4"}
    return {
        "roles_f1": 100 * f1(gold, found),
        "core_roles_f1": 100 * f1({x for x in gold if x[3] in core}, {x for x in found if x[3] in core}),
        "predicates_f1": 100 * f1(gold_predicates, found_predicates),
    }


def factuality(pairs: Labelled) -> dict[str, float]:
    values = [(v, y.factuality[w]) for e, y in pairs for w, v in e.factuality.items()]
    gold, found = np.array(values).T
    return {
        "factuality_r": float(np.corrcoef(gold, found)[0, 1]),
        "factuality_mae": float(np.abs(gold - found).mean()),
    }


def accuracy(encoder: Encoder, gold: Path) -> dict[str, float]:
    dev = read_dev(gold)
    pairs = {c: list(zip(es, encoder([e.words for e in es]), strict=True)) for c, es in dev.items()}
    out = syntax(pairs["ewt"])
    out |= {f"gum_{k}": v for k, v in syntax(pairs["gum"]).items()}
    out |= names([*pairs["gum"], *pairs["re3d"]])
    out |= {f"{c}_names_f1": names(pairs[c])["names_f1"] for c in ("gum", "re3d")}
    out |= etypes(pairs["gum"]) | roles(pairs["ewt"]) | factuality(pairs["ewt"])
    return {k: round(v, 3 if k.startswith("factuality") else 2) for k, v in out.items()}


def speed(folder: Path, gold: Path, *, threads: int) -> dict[str, float]:
    """Words a second on stories of 600 words made of GUM news and interviews, 16 stories a call; best of five."""
    started = time.perf_counter()
    encoder = Encoder(folder, threads=threads)
    encoder([["News", "emerged", "."]])
    loaded = time.perf_counter() - started
    sentences = [e.words for e in read_dev(gold)["gum"] if e.genre in ("news", "interview", "court", "bio")]
    words = sum(map(len, sentences))
    best = min(_seconds(encoder, sentences) for _ in range(5))
    story, size = [], 0
    for sentence in sentences:
        story.append(sentence)
        size += len(sentence)
        if size >= 600:
            break
    alone = min(_seconds(encoder, story) for _ in range(5))
    return {
        f"words_per_second_{threads}": round(words / best),
        f"story_ms_{threads}": round(1000 * alone * 600 / size),
        f"load_s_{threads}": round(loaded, 2),
        f"peak_mb_{threads}": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _seconds(encoder: Encoder, sentences: list[list[str]]) -> float:
    started = time.perf_counter()
    encoder(sentences)
    return time.perf_counter() - started


def below_floor(figures: dict[str, float]) -> list[str]:
    """Which figures are under their floor in `floors.toml`."""
    import tomllib

    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("syntax", {})
    return [f"{k} {figures[k]} < {v}" for k, v in floors.items() if k in figures and figures[k] < v]


def main() -> int:
    parser = argparse.ArgumentParser(description="measures the encoder on the dev sets")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--model", type=Path, default=DATA, help="a folder with MODEL.json")
    parser.add_argument("--speed", type=int, nargs="*", default=[], help="also the speed on this many threads")
    parser.add_argument("--only-speed", action="store_true")
    args = parser.parse_args()
    figures: dict[str, float] = {}
    if not args.only_speed:
        figures |= accuracy(Encoder(args.model, threads=2), args.gold)
    for threads in args.speed:
        figures |= speed(args.model, args.gold, threads=threads)
    print(json.dumps(figures, indent=1))
    failed = below_floor(figures) if FLOORS.exists() else []
    for line in failed:
        print("below its floor:", line, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
