"""Which version of a story counts: of those at one address the newest, unless it was withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from standoff.ledger_model import StoryTold
from standoff.merge.compare import copied
from standoff.terms.name_keys import fold

Standing = Literal["current", "superseded", "withdrawn"]
_ADDRESSES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Version:
    """One page at an address (`uri`), with when it came out, was fetched and was stored (a number that grows)."""

    page: str
    uri: str | None
    published_at: str | None
    fetched_at: str | None
    stored: int
    story: StoryTold


def standings(versions: Iterable[Version], withdrawn: frozenset[str]) -> Mapping[str, Standing]:
    """How every page counts. All pages of an address come together.

    Of two versions the later published is newer, else the later fetched, else the later stored. Two pages under one
    file name are versions of one story only if they have the same title or share most of their words; under one web
    address they always are.
    """
    every = sorted(versions, key=lambda v: (v.published_at or "", v.fetched_at or "", v.stored))
    out: dict[str, Standing] = {}
    for number, version in enumerate(every):
        newer = any(_one_story(version, later) for later in every[number + 1 :])
        out[version.page] = "withdrawn" if version.page in withdrawn else "superseded" if newer else "current"
    return out


def _one_story(left: Version, right: Version) -> bool:
    if not left.uri or left.uri != right.uri:
        return False
    if left.uri.lower().startswith(_ADDRESSES):
        return True
    title = fold(left.story.title)
    return bool(title and title == fold(right.story.title)) or copied(left.story, right.story)
