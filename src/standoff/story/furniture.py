"""What of the main text is not the story, and why: by wording, by markup, by what stands around it."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from standoff.model import Furniture
from standoff.span import Span, trim
from standoff.story.paragraph import Paragraph
from standoff.story.wording import plain, whole_reason, wording

_BIG: Final = 0.35  # a wrapper with this share of the main text is the story's own, whatever its class
_SHORT: Final = 12  # words of running text up to which a weak reason of the markup is believed
_LINK: Final = 0.85  # share of linked characters that makes a paragraph a link
_LINK_WORDS: Final = 30
_AFTER_HEAD: Final = 12  # paragraphs that may go with a heading such as "Related"
_END_SHARE: Final = 0.3  # share of running text that must stand before a wording that ends the story
_PARTS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_NEVER: Final = frozenset({"html", "body", "main", "article"})


@dataclass(frozen=True, slots=True)
class _Page:
    """What the rules look at: paragraphs, the span of each that is main text, the number of the title's."""

    paragraphs: Sequence[Paragraph]
    held: Sequence[Span | None]
    title: int | None


def reasons(paragraphs: Sequence[Paragraph], *, held: Sequence[Span | None], title: int | None) -> list[str | None]:
    """For each paragraph why it is no part of the story; None for those that stay (main text and title)."""
    page = _Page(paragraphs, held, title)
    sizes = _wrapper_sizes(page)
    whole = sum(span.length for span in held if span)
    out = [_own_reason(page, number, sizes=sizes, whole=whole) for number in range(len(paragraphs))]
    _spread_heads(page, out)
    _cut_ends(page, out)
    _cut_second_story(page, out)
    if title is not None:
        out[title] = None
    return out


def _wrapper_sizes(page: _Page) -> Counter[etree._Element]:
    """How many characters of main text each element holds."""
    sizes: Counter[etree._Element] = Counter()
    for paragraph, span in zip(page.paragraphs, page.held, strict=True):
        for element in paragraph.ancestors if span else ():
            sizes[element] += span.length if span else 0
    return sizes


def _own_reason(page: _Page, number: int, *, sizes: Counter[etree._Element], whole: int) -> str | None:
    """The reason that a paragraph itself gives."""
    paragraph = page.paragraphs[number]
    worded = whole_reason(paragraph.bare, words=paragraph.words)
    if worded:
        return worded
    marked = _markup_reason(paragraph, sizes=sizes, whole=whole)
    if marked:
        return marked
    if paragraph.linked >= _LINK and paragraph.words <= _LINK_WORDS:
        return "link list"
    return None if page.held[number] else "page"


def _markup_reason(paragraph: Paragraph, *, sizes: Counter[etree._Element], whole: int) -> str | None:
    """The reason that the elements around a paragraph give, innermost first."""
    terms = wording()
    long = paragraph.is_sentence and paragraph.words > _SHORT
    for element in paragraph.ancestors:
        if element.tag in _NEVER or sizes[element] > _BIG * whole:
            continue
        why = terms.tags.get(str(element.tag)) or _class_reason(element)
        if why and not (long and why in terms.weak):
            return why
    return None


def _class_reason(element: etree._Element) -> str | None:
    """The reason that the class names of an element give."""
    written = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    known = wording().classes
    for name in written.split():
        parts = [part.lower() for part in _PARTS.findall(name)]
        pairs = [f"{left}-{right}" for left, right in itertools.pairwise(parts)]
        for candidate in (name.lower(), *pairs, *parts):
            if candidate in known:
                return known[candidate]
    return None


def _spread_heads(page: _Page, out: list[str | None]) -> None:
    """Headings such as "Related" take the links and the fragments after them along."""
    heads = {head: group.why for group in wording().groups for head in group.heads}
    for number, paragraph in enumerate(page.paragraphs):
        why = heads.get(plain(paragraph.bare))
        if not why or number == page.title:
            continue
        for after in range(number + 1, min(number + 1 + _AFTER_HEAD, len(out))):
            if page.paragraphs[after].is_sentence or after == page.title or _is_subhead(page, after):
                break
            out[after] = out[after] or why


def _is_subhead(page: _Page, number: int) -> bool:
    """Whether a fragment is a heading of the story itself: an unlinked `<h2>` and the like before running text."""
    paragraph = page.paragraphs[number]
    tags = {str(element.tag) for element in paragraph.ancestors[:2]}
    following = page.paragraphs[number + 1] if number + 1 < len(page.paragraphs) else None
    return bool(tags & {"h2", "h3"}) and paragraph.linked < 0.5 and following is not None and following.is_sentence


def _cut_ends(page: _Page, out: list[str | None]) -> None:
    """Wordings that end a story end it, once enough of it has been told."""
    ends = {end: group.why for group in wording().groups for end in group.ends}
    running = [p.words if p.is_sentence and not why else 0 for p, why in zip(page.paragraphs, out, strict=True)]
    whole, told = sum(running), 0
    for number, paragraph in enumerate(page.paragraphs):
        why = ends.get(plain(paragraph.bare))
        if why and told >= _END_SHARE * whole and told > 0:
            out[number:] = [reason or why for reason in out[number:]]
            return
        told += running[number]


def _cut_second_story(page: _Page, out: list[str | None]) -> None:
    """A second `<h1>` after running text begins another story."""
    told = False
    for number, paragraph in enumerate(page.paragraphs):
        tags = [str(element.tag) for element in paragraph.ancestors[:3]]
        if told and "h1" in tags and number != page.title:
            out[number:] = [reason or "other story" for reason in out[number:]]
            return
        told = told or (out[number] is None and paragraph.is_sentence and _after_title(page, number))


def _after_title(page: _Page, number: int) -> bool:
    return page.title is None or number > page.title


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
