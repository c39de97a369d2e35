"""Which version of a story counts."""

from __future__ import annotations

from itertools import permutations

import pytest

from standoff.ledger_model import StoryTold
from standoff.merge.versions import Version, standings
from standoff.merge.wording import shingles

WEB, FILE = "https://example.org/story", "story.html"
WORDS = "the quick brown fox jumps over the lazy dog and runs away from the old farm"


def version(
    page: str, uri: str | None = WEB, *, stored: int = 0, title: str = "Strike", text: str = "", **days: str
) -> Version:
    story = StoryTold(page, None, None, title, shingles(text))
    return Version(page, uri, days.get("published"), days.get("fetched"), stored, story)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (version("a", published="2022-03-01"), version("b", published="2022-03-02")),
        (version("a", published="2022-03-01", fetched="2022-03-05"), version("b", published="2022-03-02")),
        (version("a", fetched="2022-03-01T10:00"), version("b", fetched="2022-03-01T11:00")),
        (version("a", stored=1), version("b", stored=2)),
        (version("a", FILE, stored=1), version("b", FILE, stored=2)),
        (version("a", FILE, stored=1, text=WORDS), version("b", FILE, stored=2, text=WORDS, title="Raid")),
        (version("a", stored=1), version("b", stored=2, title="Another headline")),
    ],
)
def test_the_newer_version_counts(old: Version, new: Version) -> None:
    for order in permutations([old, new]):
        assert standings(order, frozenset()) == {"a": "superseded", "b": "current"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (version("a", None), version("b", None)),
        (version("a", WEB), version("b", WEB + "?page=2")),
        (
            version("a", FILE, text=WORDS),
            version("b", FILE, title="Harvest", text="rain fell on the harvest of this year"),
        ),
        (version("a", FILE, title=""), version("b", FILE, title="")),
    ],
)
def test_two_stories_both_count(left: Version, right: Version) -> None:
    assert set(standings([left, right], frozenset()).values()) == {"current"}


def test_what_was_withdrawn_does_not_bring_the_older_version_back() -> None:
    pair = [version("a", stored=1), version("b", stored=2)]
    assert standings(pair, frozenset({"b"})) == {"a": "superseded", "b": "withdrawn"}
