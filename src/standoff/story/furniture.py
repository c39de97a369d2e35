"""What of the main text is not the story, and why: by the words and the elements of each paragraph."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from lxml import etree

from standoff.model import Furniture
from standoff.span import Span, trim
from standoff.story.grids import in_grids
from standoff.story.paragraph import Paragraph
from standoff.story.wording import whole_reason, wording

_BIG: Final = 0.35  # a wrapper with this share of the main text is the story's own, whatever its class
_SHORT: Final = 12  # words of running text up to which a weak reason of the markup is believed
_LINK: Final = 0.85  # share of linked characters that makes a paragraph a link
_LINK_WORDS: Final = 30
_LABEL: Final = 0.5  # the same for a paragraph that is no sentence
_CAPTION: Final = 400  # characters of text that the box around a picture may hold
_NEAR: Final = 3  # elements around a paragraph that may be the box of a picture
_PARTS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_NAMES: Final = 500  # characters of class names and id that are looked at
_NEVER: Final = frozenset({"html", "body", "main", "article"})


def own_reasons(paragraphs: Sequence[Paragraph], *, held: Sequence[Span | None], title: int | None) -> list[str | None]:
    """For each paragraph why its own words or elements make it furniture, or "page" where it is not main text."""
    wrappers = _Wrappers(paragraphs, held=held, title=title)
    grids = in_grids(paragraphs, title=title)
    out: list[str | None] = []
    for paragraph, span, grid in zip(paragraphs, held, grids, strict=True):
        why = paragraph.mark or whole_reason(paragraph.bare, words=paragraph.words)
        why = why or _markup_reason(paragraph, wrappers=wrappers) or _link_reason(paragraph)
        out.append(why or ("table" if grid else None if span else "page"))
    return out


class _Wrappers:
    """How much text each element holds: of the main text, and in all; which elements hold the headline."""

    def __init__(self, paragraphs: Sequence[Paragraph], *, held: Sequence[Span | None], title: int | None) -> None:
        self._main: Counter[etree._Element] = Counter()
        self._all: Counter[etree._Element] = Counter()
        self._pictures: dict[etree._Element, bool] = {}
        self._whole = sum(span.length for span in held if span)
        self._title = set(paragraphs[title].ancestors) if title is not None else set()
        for paragraph, span in zip(paragraphs, held, strict=True):
            for element in paragraph.ancestors:
                self._all[element] += paragraph.span.length
                self._main[element] += span.length if span else 0

    def are_story(self, element: etree._Element) -> bool:
        """Whether an element is one of the story's own wrappers, whatever its class says."""
        return element.tag in _NEVER or self._main[element] > _BIG * self._whole

    def is_picture_box(self, element: etree._Element) -> bool:
        """Whether an element holds a picture, not the headline, and little text: that text is the caption."""
        if element in self._title or self._all[element] > _CAPTION:
            return False
        if element not in self._pictures:
            self._pictures[element] = next(element.iter("img", "picture", "amp-img"), None) is not None
        return self._pictures[element]


def _link_reason(paragraph: Paragraph) -> str | None:
    """Whether a paragraph is a link, or a label with links after it."""
    enough = _LABEL if not paragraph.is_sentence else _LINK
    return "link list" if paragraph.linked >= enough and paragraph.words <= _LINK_WORDS else None


def _markup_reason(paragraph: Paragraph, *, wrappers: _Wrappers) -> str | None:
    """The reason that the elements around a paragraph give, innermost first."""
    terms = wording()
    long = paragraph.is_sentence and paragraph.words > _SHORT
    for depth, element in enumerate(paragraph.ancestors):
        if wrappers.are_story(element):
            continue
        why = terms.tags.get(str(element.tag)) or _class_reason(element)
        if why and not (long and why in terms.weak):
            return why
        if depth < _NEAR and wrappers.is_picture_box(element):
            return "caption"
    return None


def _class_reason(element: etree._Element) -> str | None:
    """The reason that the class names of an element give."""
    written = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _names_reason(written[:_NAMES])


@lru_cache(maxsize=4096)
def _names_reason(written: str) -> str | None:
    """The reason that class names give: a whole name, two of its parts, or one part."""
    known = wording().classes
    for name in written.split():
        parts = [part.lower() for part in _PARTS.findall(name)]
        pairs = [f"{left}-{right}" for left, right in itertools.pairwise(parts)]
        for candidate in (name.lower(), *pairs, *parts):
            if candidate in known:
                return known[candidate]
    return None


def pieces(paragraph: Paragraph, *, span: Span) -> tuple[list[Span], list[Furniture]]:
    """What stays of a kept paragraph, and what is cut out of it (a player's words, a script marker)."""
    text = paragraph.text
    cuts = [
        Furniture(Span(span.start + found.start(), span.start + found.end()), group.why)
        for group in wording().groups
        for found in _finds(group.inside, group.fronts, text=text[: span.end - paragraph.span.start])
        if found.end() > found.start()
    ]
    kept: list[Span] = []
    start = span.start
    for cut in sorted(cuts, key=lambda cut: cut.span):
        kept.append(trim(text, Span(start - paragraph.span.start, cut.span.start - paragraph.span.start)))
        start = max(start, cut.span.end)
    kept.append(trim(text, Span(start - paragraph.span.start, span.end - paragraph.span.start)))
    offset = paragraph.span.start
    return [Span(s.start + offset, s.end + offset) for s in kept if s.end > s.start], cuts


def _finds(inside: re.Pattern[str] | None, fronts: re.Pattern[str] | None, *, text: str) -> list[re.Match[str]]:
    found = list(inside.finditer(text)) if inside else []
    front = fronts.match(text) if fronts else None
    return [*found, front] if front else found
