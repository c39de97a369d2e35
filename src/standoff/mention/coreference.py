"""Which mentions of a story name one and the same thing.

Each mention in turn takes up the earlier mention that the learnt scorer likes best, or starts an entity of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from standoff.mention.coreference_features import Chain, is_subject, kind_of, own_features, pair_features, total
from standoff.mention.coreference_mentions import Mention

_NEAR = 70  # mentions back that any mention looks; bench/coreference: 100 gains nothing
_PRONOUN_SENTENCES = 6


def find_chains(mentions: Sequence[Mention], *, weights: Mapping[str, float], margin: float = 0.0) -> tuple[Chain, ...]:
    """All entities of a story, those of one mention too. `margin`: how far above "new" a link must score."""
    linker = Linker()
    for mention in mentions:
        own, pairs = linker.scores(mention, weights)
        best = max(pairs, key=lambda pair: pair[0], default=None)
        linker.place(mention, best[1] if best and best[0] > own + margin else None)
    return tuple(linker.chains)


class Linker:
    """The chains built so far, and the candidates that a next mention may take up."""

    def __init__(self) -> None:
        self.chains: list[Chain] = []
        self.seen: list[tuple[Mention, Chain]] = []
        self.lemmas: set[str] = set()
        self.names: set[str] = set()

    def place(self, mention: Mention, chain: Chain | None) -> Chain:
        """Put a mention into a chain, or into a new one."""
        if chain is None:
            chain = Chain()
            self.chains.append(chain)
        chain.add(mention)
        self.seen.append((mention, chain))
        if mention.form == "noun":
            self.lemmas.add(mention.lemma)
        self.names.update(mention.name)
        return chain

    def scores(self, mention: Mention, weights: Mapping[str, float]) -> tuple[float, list[tuple[float, Chain]]]:
        """The score of starting anew, and of each candidate."""
        kind = kind_of(mention)
        own = total(own_features(mention, kind, seen_lemmas=self.lemmas, seen_names=self.names), weights)
        pairs = [
            (total(pair_features(mention, kind, earlier, chain, rivals=rivals), weights), chain)
            for earlier, chain, rivals in self.candidates(mention, kind)
        ]
        return own, pairs

    def candidates(self, mention: Mention, kind: str) -> Iterator[tuple[Mention, Chain, int]]:
        """Earlier mentions that `mention` may take up, nearest first; agreement is checked where it is certain.

        The number beside each counts its rivals: other entities that a nearer sentence has as its subject.
        """
        rivals: list[Chain] = []
        for back, (earlier, chain) in enumerate(reversed(self.seen)):
            if mention.form == "pronoun":
                if back > _NEAR or (mention.person == 3 and mention.sentence - earlier.sentence > _PRONOUN_SENTENCES):
                    return
            elif back > _NEAR and not _alike(mention, earlier):
                continue
            if not _clash(mention, kind, earlier, chain):
                yield earlier, chain, sum(rival is not chain for rival in rivals)
                if is_subject(earlier) and all(rival is not chain for rival in rivals):
                    rivals.append(chain)


def _alike(mention: Mention, earlier: Mention) -> bool:
    return mention.lemma == earlier.lemma or bool(mention.name and not set(mention.name).isdisjoint(earlier.name))


def _bound(mention: Mention, earlier: Mention) -> bool:
    """Two arguments of one verb are two: in "Biden told him", "him" is not Biden."""
    if mention.sentence != earlier.sentence or mention.predicate != earlier.predicate or mention.predicate < 0:
        return False
    arguments = ("nsubj", "obj", "iobj", "obl", "nsubj:pass", "obl:agent")
    return not mention.reflexive and mention.deprel in arguments and earlier.deprel in arguments


def _out_of_reach(mention: Mention, earlier: Mention, chain: Chain) -> bool:
    """No pronoun takes up the "press" of "press release"; nor one of the writer's what only quotations have named."""
    if earlier.form == "noun" and earlier.deprel == "compound":
        return True
    return mention.person == 3 and not mention.quoted and all(m.quoted for m in chain.mentions)


def _clash(mention: Mention, kind: str, earlier: Mention, chain: Chain) -> bool:
    """Whether agreement forbids the link."""
    if mention.key and chain.keys and mention.key not in chain.keys:
        return True
    if mention.form == "pronoun" and (_bound(mention, earlier) or _out_of_reach(mention, earlier, chain)):
        return True
    if kind == "they" and earlier.form == "name" and earlier.etype == "person" and earlier.number == "sing":
        return True
    if kind == "he":
        if mention.gender not in chain.genders and chain.genders:
            return True
        return earlier.number == "plur" or earlier.etype not in ("person", "animal", "")
    if mention.form == "pronoun" and mention.person < 3:
        return earlier.form == "pronoun" and earlier.person == 3
    if kind == "it" and (earlier.etype == "person" or earlier.number == "plur" or chain.genders & {"m", "f"}):
        return True
    if mention.form != "pronoun" and earlier.form == "noun" and mention.form == "noun":
        return bool(mention.number and earlier.number and mention.number != earlier.number)
    return False
