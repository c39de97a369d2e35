"""A sentence as a tree: the walks over heads and children that later stages share. Indices are 0-based tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from standoff.model import Sentence, Token
from standoff.span import Span

_CLAUSE = ("root", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass", "csubj:outer")


class Tree:
    """Walks over one sentence. Build it once per sentence; it holds the children of every token.

    `found` keeps what a stage found at a word, by the id of the table that it looked in, so that it looks once.
    """

    __slots__ = ("children", "found", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        """Index the children of every token, in order of the text."""
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.children: list[list[int]] = [[] for _ in sentence.tokens]
        self.found: dict[tuple[int, int], object] = {}
        for index, token in enumerate(sentence.tokens):
            if token.head >= 0:
                self.children[token.head].append(index)

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    def root(self) -> int:
        """The root token's index (0 where the sentence has none)."""
        return next((i for i, t in enumerate(self.tokens) if t.head < 0), 0)

    def kids(self, index: int, *deprels: str) -> list[int]:
        """Children of `index` whose relation is one of `deprels`; "obl" also takes "obl:tmod" and so on."""
        return [c for c in self.children[index] if not deprels or matches(self.tokens[c].deprel, deprels)]

    def kid(self, index: int, *deprels: str) -> int | None:
        """The first of `kids`, or None."""
        found = self.kids(index, *deprels)
        return found[0] if found else None

    def subtree(self, index: int, *, without: Iterable[int] = ()) -> list[int]:
        """All tokens under `index`, itself included, in order; branches that start in `without` are cut."""
        cut = set(without)
        out: list[int] = []
        stack = [index]
        while stack:
            here = stack.pop()
            out.append(here)
            stack.extend(c for c in self.children[here] if c not in cut)
        return sorted(out)

    def ancestors(self, index: int) -> Iterator[int]:
        """Heads of `index`, nearest first; ends at the root."""
        here = self.tokens[index].head
        while here >= 0:
            yield here
            here = self.tokens[here].head

    def clause(self, index: int) -> int:
        """The head of the clause that `index` stands in (itself, if it heads one)."""
        here = index
        while self.tokens[here].head >= 0 and not matches(self.tokens[here].deprel, _CLAUSE):
            here = self.tokens[here].head
        return here

    def conjuncts(self, index: int) -> list[int]:
        """`index` and the tokens coordinated under it."""
        return [index, *self.kids(index, "conj")]

    def first_conjunct(self, index: int) -> int:
        """The first member of the coordination that `index` belongs to."""
        here = index
        while self.tokens[here].deprel == "conj" and self.tokens[here].head >= 0:
            here = self.tokens[here].head
        return here

    def case(self, index: int) -> str:
        """The lower-cased prepositions of a phrase, joined: "in", "according to", or ""."""
        marks = [
            c
            for c in self.kids(index, "case")
            if self.tokens[c].upos != "PART" and self.tokens[c].form not in {"'", "’"}
        ]
        parts = [p for m in marks for p in [m, *self.kids(m, "fixed")]]
        return " ".join(self.tokens[p].form.lower() for p in sorted(parts))

    def span(self, indices: Iterable[int]) -> Span:
        """The span from the first to the last of `indices`."""
        found = sorted(indices)
        return Span(self.tokens[found[0]].span.start, self.tokens[found[-1]].span.end)

    def phrase(self, index: int, *, without: Iterable[int] = ()) -> Span:
        """The span of the subtree of `index`."""
        return self.span(self.subtree(index, without=without))


@cache
def matches(deprel: str, wanted: tuple[str, ...]) -> bool:
    """Whether a relation is one of `wanted`, or a subtype of one: "nsubj:pass" is an "nsubj".

    >>> matches("nsubj:pass", ("nsubj",))
    True
    """
    return any(deprel == w or deprel.startswith(w + ":") for w in wanted)


@cache
def features(feats: str) -> dict[str, str]:
    """The features of a CoNLL-U FEATS string by name."""
    return dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair)


def feature(token: Token, name: str) -> str | None:
    """The value of a CoNLL-U feature, e.g. `feature(token, "Tense")` -> "Past"."""
    return features(token.feats).get(name)
