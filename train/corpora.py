"""Which files train weights and which are measured on. Needs no PyTorch."""

from __future__ import annotations

from pathlib import Path

from train.conllu import add_factuality, add_roles, read_conllu
from train.example import Example
from train.news import common_places, read_conll, read_re3d, read_stories


def _named(gold: Path) -> list[Example]:
    """WikiGold and CrossNER; of CrossNER the dev part too, which nothing is measured on."""
    named = read_conll(gold / "wikigold.conll", corpus="wikigold")
    for part in ("train", "dev"):
        named += read_conll(gold / f"crossner-politics/{part}.conll", corpus="crossner")
    return named


def read_train(gold: Path) -> list[Example]:
    """All sentences that may train weights."""
    ewt = read_conllu(gold / "ud-ewt/train.conllu.gz", corpus="ewt")
    add_roles(ewt, gold / "propbank-ewt/train.jsonl.gz")
    add_factuality(ewt, gold / "uds-ih2/train.jsonl.gz")
    gum = read_conllu(gold / "gum/train.conllu.gz", corpus="gum")
    named = _named(gold)
    return [*ewt, *gum, *named, *read_re3d(gold / "re3d/train.jsonl", places=common_places(gum + named))]


def read_dev(gold: Path) -> dict[str, list[Example]]:
    """The sentences that measures are taken on: EWT, GUM and re3d."""
    ewt = read_conllu(gold / "ud-ewt/dev.conllu.gz", corpus="ewt")
    add_roles(ewt, gold / "propbank-ewt/dev.jsonl.gz")
    add_factuality(ewt, gold / "uds-ih2/dev.jsonl")
    train = read_conllu(gold / "gum/train.conllu.gz", corpus="gum") + _named(gold)
    return {
        "ewt": ewt,
        "gum": read_conllu(gold / "gum/dev.conllu.gz", corpus="gum"),
        "re3d": read_re3d(gold / "re3d/dev.jsonl", places=common_places(train)),
    }


def read_plain(gold: Path) -> list[Example]:
    """Sentences of Wikinews, which nobody has marked: for a teacher to mark."""
    return read_stories(gold / "wikinews/articles.jsonl.gz")
