"""How many sources stand behind an event: articles that copy each other, or one agency, are one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from standoff.ledger_model import EventTelling, StoryTold
from standoff.merge.anchors import AnyTelling
from standoff.merge.compare import copied


def count_chains(tellings: Sequence[AnyTelling], stories: Mapping[str, StoryTold]) -> int:
    """The number of independent sources among the stories that tell a record."""
    pages = sorted({t.page for t in tellings})
    parent = {page: page for page in pages}

    def root(page: str) -> str:
        """The page that stands for all that are one source with this one."""
        while parent[page] != page:
            page = parent[page]
        return page

    marks: dict[str, str] = {}
    for page in pages:
        for mark in _marks(page, tellings, stories.get(page)):
            parent[root(page)] = root(marks.setdefault(mark, page))
    for number, left in enumerate(pages):
        for right in pages[number + 1 :]:
            a, b = stories.get(left), stories.get(right)
            if a and b and root(left) != root(right) and copied(a, b):
                parent[root(right)] = root(left)
    return len({root(page) for page in pages})


def _marks(page: str, tellings: Sequence[AnyTelling], story: StoryTold | None) -> set[str]:
    """The outlet and the agencies from which a story has an event."""
    marks = {f"agency:{t.agency}" for t in tellings if t.page == page and isinstance(t, EventTelling) and t.agency}
    if story:
        marks |= {f"agency:{name}" for name in story.agencies}
        marks |= {f"publisher:{story.publisher.casefold()}"} if story.publisher else set()
    return marks
