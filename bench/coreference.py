"""Coreference on GUM dev: MUC, B-cubed, CEAF-e, CoNLL F1.

GUM marks every noun phrase, also those mentioned once. A found mention counts for a gold mention if both have the same
words or, failing that, the same head word (as in the scorer of CorefUD). Four figures: all mentions or only those of
entities with two or more mentions, and head match or exact match of the words.
The bar stands on "all, head match": GUM's own notion of what is annotated. Words are GUM's, all else is the encoder's.
Run: `python bench/coreference.py path/to/gum/dev.conllu.gz`; `--gold-parse` uses the gold parse and entity heads.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coreference_encoded import encoded
from coreference_gold import GoldDocument, GoldMention, read_gum
from coreference_scores import Tally, score

from standoff.encoder import load_encoder
from standoff.mention.coreference import find_chains
from standoff.mention.coreference_features import Chain
from standoff.mention.coreference_mentions import Mention, find_phrases
from standoff.model import Sentence
from standoff.terms.coreference import coreference_weights, coreference_words


@dataclass(frozen=True, slots=True)
class Aligned:
    """A document's found mentions, each with its gold chain ("" where there is none) and the gold mention's number."""

    gold: GoldDocument
    mentions: tuple[Mention, ...]
    chains: tuple[str, ...]
    numbers: tuple[int, ...]


def gender_of(name: str) -> str:
    """The gender of a given name, from the vocabulary where it is there."""
    try:
        from standoff.terms.actors import actor_table
    except ImportError:
        return ""
    return actor_table().gender(name)


def align(gold: GoldDocument, sentences: Sequence[Sentence]) -> Aligned:
    """Found mentions and the gold mention that each stands for: same words first, then same head."""
    mentions = find_phrases(sentences, words=coreference_words(), gender_of=gender_of)
    exact = {(g.sentence, g.start, g.end): i for i, g in enumerate(gold.mentions)}
    free = set(range(len(gold.mentions)))
    taken: dict[int, int] = {}
    for mention in mentions:
        number = exact.get((mention.sentence, mention.start, mention.end), -1)
        if number in free:
            taken[mention.order] = number
            free.discard(number)
    by_head: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number in free:
        by_head[gold.mentions[number].sentence, gold.mentions[number].head].append(number)
    for mention in mentions:
        rest = by_head.get((mention.sentence, mention.head), [])
        if mention.order not in taken and rest:
            rest.sort(key=lambda n: abs(_length(gold.mentions[n]) - (mention.end - mention.start)))
            taken[mention.order] = rest.pop(0)
    numbers = tuple(taken.get(m.order, -1) for m in mentions)
    return Aligned(gold, mentions, tuple(gold.mentions[n].chain if n >= 0 else "" for n in numbers), numbers)


def _length(mention: GoldMention) -> int:
    return mention.end - mention.start


def gold_chains(gold: GoldDocument, *, exact: bool, singletons: bool) -> list[frozenset[object]]:
    """The gold chains as sets of mention keys."""
    chains: dict[str, set[object]] = defaultdict(set)
    for number, mention in enumerate(gold.mentions):
        chains[mention.chain].add((mention.sentence, mention.start, mention.end) if exact else number)
    return [frozenset(c) for c in chains.values() if singletons or len(c) > 1]


def found_chains(
    document: Aligned, chains: Sequence[Chain], *, exact: bool, singletons: bool
) -> list[frozenset[object]]:
    """The found chains as sets of mention keys; a mention without a gold one has a key of its own."""
    out: list[frozenset[object]] = []
    for chain in chains:
        keys: set[object] = set()
        for mention in chain.mentions:
            number = document.numbers[mention.order]
            if exact:
                keys.add((mention.sentence, mention.start, mention.end))
            else:
                keys.add(number if number >= 0 else ("extra", mention.order))
        if singletons or len(keys) > 1:
            out.append(frozenset(keys))
    return out


def measure(documents: Sequence[Aligned], *, margin: float = 0.0) -> dict[str, Tally]:
    """The four tallies over the documents."""
    settings = {
        "all, head match": (False, True),
        "all, exact": (True, True),
        "without singletons, head match": (False, False),
        "without singletons, exact": (True, False),
    }
    tallies = {name: Tally() for name in settings}
    weights = coreference_weights()
    for document in documents:
        chains = find_chains(document.mentions, weights=weights, margin=margin)
        for name, (exact, singletons) in settings.items():
            gold = gold_chains(document.gold, exact=exact, singletons=singletons)
            score(tallies[name], gold, found_chains(document, chains, exact=exact, singletons=singletons))
    return tallies


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dev", type=Path)
    parser.add_argument("--gold-parse", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit 1 below a floor of bench/floors.toml")
    parser.add_argument("--margin", type=float, default=0.0)
    options = parser.parse_args()
    read = list(read_gum(options.dev))
    if not options.gold_parse:
        label = load_encoder()
        read = [encoded(d, label) for d in read]
    documents = [align(d, d.sentences) for d in read]
    tallies = measure(documents, margin=options.margin)
    for name, tally in tallies.items():
        print(name)
        for metric in ("mentions", "muc", "b3", "ceafe"):
            recall, precision, f1 = tally.f1(metric)
            print(f"  {metric:9} R {recall:.3f}  P {precision:.3f}  F1 {f1:.3f}")
        print(f"  CoNLL F1 {tally.conll():.3f}")
    if options.check:
        floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["coreference"]
        low = [f"{n}: {tallies[n].conll():.3f} < {floor}" for n, floor in floors.items() if tallies[n].conll() < floor]
        sys.exit("\n".join(low) or 0)


if __name__ == "__main__":
    main()
