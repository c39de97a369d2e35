"""The outlet that published the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from standoff.model import Page
from standoff.story.paragraph import Paragraph

_DATELINE: Final = re.compile(r"^[^()\n]{2,80}\((?P<name>[A-Z][\w&.’' -]{1,40})\)\s*[-–—]{1,2}\s")
_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?[\s,.:-]*(?:by\s+)?"
    r"(?P<name>(?-i:[A-Z](?:[\w&’'-]|\.(?=\w))*(?: (?:[A-Z0-9](?:[\w&’'-]|\.(?=\w))*|of|the|and|for|de|&))*))",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(r"[.,]?\s*\b(?:all rights reserved|ltd|limited|inc|llc|plc|gmbh)\b.*$", re.IGNORECASE)
_FRONT: Final = re.compile(r"^(?:©|\(c\)|copyright)[\s\d–,.-]*", re.IGNORECASE)
_LONGEST: Final = 60
_FIRST: Final = 8  # paragraphs searched for a dateline
_LAST: Final = 15  # paragraphs at the end searched for a copyright line


def find_publisher(
    page: Page, *, argument: str | None, headed: str | None, paragraphs: Sequence[Paragraph], body: int
) -> str | None:
    """The outlet's name: argument, metadata, the head of a text file (`headed`), the agency in the dateline, the
    copyright line; None if none names it."""
    if argument is not None and argument.strip():
        return argument.strip()
    if page.metadata.publisher:
        return _FRONT.sub("", page.metadata.publisher).strip() or page.metadata.publisher
    if headed:
        return headed
    for paragraph in paragraphs[body : body + _FIRST]:
        found = _DATELINE.match(paragraph.bare)
        if found:
            return found["name"].strip()
    return _copyright_holder(paragraphs[-_LAST:])


def _copyright_holder(paragraphs: Sequence[Paragraph]) -> str | None:
    for paragraph in reversed(paragraphs):
        found = _COPYRIGHT.search(paragraph.bare) if paragraph.words <= _LONGEST else None
        name = _TAIL.sub("", found["name"]).strip(" ,.-") if found else ""
        if found and name[:1].isupper() and len(name) > 1:
            return name
    return None
