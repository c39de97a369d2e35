"""Words as they are compared over stories: folded, without those that carry no weight."""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from zlib import crc32

from standoff.terms.ledger_words import load_merge_words
from standoff.terms.name_keys import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SHINGLE = 5  # words; as in Broder's resemblance of documents


_BEHIND = re.compile(r"\s(?:of|in|at|near|on|with|for|behind|along|outside|inside)\s")


def head_forms(phrase: str) -> frozenset[str]:
    """The word that a phrase is about, as it stands and without a plural's ending.

    >>> sorted(head_forms("Russian shells in the yard"))
    ['shell', 'shells']
    """
    words = _WORD.findall(fold(_BEHIND.split(phrase, maxsplit=1)[0]))
    return frozenset({words[-1], words[-1].removesuffix("s")}) if words else frozenset()


@lru_cache(maxsize=100_000)
def weighty(text: str) -> frozenset[str]:
    """The folded words of a text that carry weight.

    >>> sorted(weighty("the bombing of the cities"))
    ['bombing', 'cities']
    """
    empty = load_merge_words().empty
    return frozenset(word for word in _WORD.findall(fold(text)) if word not in empty)


def negated(text: str) -> bool:
    """Whether a text holds an odd number of negations.

    >>> negated("We will not talk"), negated("We will talk")
    (True, False)
    """
    words = load_merge_words().negations
    found = _WORD.findall(text.lower())
    return sum(1 for w in found if w in words or w.endswith(("n't", "n’t"))) % 2 == 1


def shingles(text: str) -> bytes:
    """Checksums of every five words in a row, packed: two texts that share most of them are copies."""
    found = _WORD.findall(fold(text))
    rows = (" ".join(found[i : i + _SHINGLE]) for i in range(max(len(found) - _SHINGLE + 1, 0)))
    return array("I", sorted({crc32(row.encode()) for row in rows})).tobytes()


@lru_cache(maxsize=2_000)
def unpacked(packed: bytes) -> frozenset[int]:
    """The checksums of `shingles`.

    >>> len(unpacked(shingles("one two three four five six")))
    2
    """
    return frozenset(array("I", packed))


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the smaller set that the other one has too; 0 where one is empty."""
    least = min(len(left), len(right))
    return len(left & right) / least if least else 0.0
