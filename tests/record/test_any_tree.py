"""Whatever the parse says, a story is read: no rule leads in a circle, and every span holds its words."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.example import FOLDER

from standoff.encoder import WordLabels, load_encoder
from standoff.page import read_bytes
from standoff.pipeline import Given, read_file, read_page
from standoff.verify import verify_document

RELATIONS = (
    "nsubj", "obj", "obl", "nmod", "acl", "acl:relcl", "advcl", "ccomp", "xcomp", "conj", "amod", "compound", "appos",
    "nmod:poss", "nsubj:pass", "obl:agent", "mark", "case", "cop", "aux", "parataxis", "advmod",
)  # fmt: skip
STORIES = sorted(FOLDER.glob("*.txt"))
CIRCLES = """The Taliban gave assurances that those with papers could go on leaving.
Parents who rode into the forest turned down an offer from hunters to go on at night, since no soldier would come.
The agency's director resisted calls to go for three weeks and then gave up.
"""


class Shaken:
    """The encoder, with a share of its heads and relations drawn at random; what is left is a tree."""

    version = "shaken"

    def __init__(self, seed: int, share: float) -> None:
        self.random, self.share = random.Random(seed), share

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[WordLabels]:
        return [self.shake(labels) for labels in load_encoder()(sentences)]

    def shake(self, labels: WordLabels) -> WordLabels:
        """The labels with other heads and relations."""
        heads, relations = list(labels.heads), list(labels.deprels)
        for word in (w for w in range(1, len(heads) + 1) if heads[w - 1] != 0):
            head = self.random.randint(1, len(heads))
            if self.random.random() < self.share and not under(heads, head, word):
                heads[word - 1] = head
            if self.random.random() < self.share:
                relations[word - 1] = self.random.choice(RELATIONS)
        return replace(labels, heads=tuple(heads), deprels=tuple(relations))


def under(heads: Sequence[int], word: int, top: int) -> bool:
    """Whether `word` stands below `top`, or is it; both count from 1."""
    while word not in (0, top):
        word = heads[word - 1]
    return word == top


@pytest.mark.parametrize("seed", range(24))
def test_a_story_is_read_whatever_its_trees_are(seed: int) -> None:
    path = STORIES[seed % len(STORIES)]
    reading = read_file(path, label=Shaken(seed, (0.1, 0.3, 0.6)[seed % 3]))
    assert verify_document(reading.to_dict()) == []


def test_what_is_offered_and_the_clause_that_offers_it_lead_in_no_circle() -> None:
    reading = read_page(read_bytes(CIRCLES.encode(), name="a.txt"), given=Given(published_at="2021-08-31"))
    assert len(reading.sentences) == 3
