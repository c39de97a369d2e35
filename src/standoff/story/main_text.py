"""Which paragraphs are the main text: an extractor's answer aligned back to the page, or the densest run."""

from __future__ import annotations

import copy
import logging
from collections.abc import Sequence
from itertools import islice
from typing import Final

from lxml import etree

from standoff.span import Span
from standoff.story.align import Word, matched_words, page_words
from standoff.story.paragraph import Document, Paragraph
from standoff.story.wording import whole_reason

_MOST_ELEMENTS: Final = 30_000  # beyond, the extractor takes seconds: the densest run is taken instead
_DEEPEST: Final = 400  # the extractor walks by recursion
_WHOLE: Final = 0.5  # share of matched words above which a paragraph is kept whole
_PART: Final = 0.1
_PART_WORDS: Final = 12  # words that a matched part of a long paragraph must have
_TOO_LITTLE: Final = 0.5  # share of the densest run below which the extractor is not believed
_DENSE_COST: Final = 8.0  # words of running text that a paragraph of anything else costs a dense run
_LINK_COST: Final = 1.5  # the same for each word of a link


def extracted_lines(root: etree._Element) -> str:
    """The extractor's cleaned lines; empty where it finds nothing or the page is too large or too deep for it."""
    if _too_much(root):
        return ""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(copy.deepcopy(root), fast=True, include_comments=False, include_tables=True)
    except (RecursionError, etree.LxmlError):
        return ""
    return "" if found is None else str(getattr(found, "text", "") or "")


def _too_much(root: etree._Element) -> bool:
    if next(islice(root.iter(), _MOST_ELEMENTS, None), None) is not None:
        return True
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def aligned(text: str, *, paragraphs: Sequence[Paragraph], lines: str) -> list[Span | None]:
    """For each paragraph what the cleaned lines hold of it: all, a part, or None."""
    words = page_words(text[: paragraphs[-1].span.end]) if paragraphs and lines else []
    matched = matched_words(words, lines=lines)
    out: list[Span | None] = []
    at = 0
    for paragraph in paragraphs:
        start = at
        while at < len(words) and words[at].span.end <= paragraph.span.end:
            at += 1
        out.append(_held(paragraph, words=words[start:at], matched=matched[start:at]))
    return out


def _held(paragraph: Paragraph, *, words: Sequence[Word], matched: Sequence[bool]) -> Span | None:
    hits = [word.span for word, hit in zip(words, matched, strict=True) if hit]
    share = len(hits) / max(len(words), 1)
    if share >= _WHOLE:
        return paragraph.span
    if share >= _PART and len(hits) >= _PART_WORDS:
        return Span(hits[0].start, hits[-1].end)
    return None


def densest(paragraphs: Sequence[Paragraph]) -> list[Span | None]:
    """The run of paragraphs with most running text and least of everything else."""
    best = (0.0, 0, 0)
    total, start = 0.0, 0
    for number, paragraph in enumerate(paragraphs):
        if total <= 0:
            total, start = 0.0, number
        total += _weight(paragraph)
        if total > best[0]:
            best = (total, start, number + 1)
    return [p.span if best[1] <= n < best[2] else None for n, p in enumerate(paragraphs)]


def _weight(paragraph: Paragraph) -> float:
    if _is_told(paragraph):
        return paragraph.words * (1 - paragraph.linked)
    return -_DENSE_COST - _LINK_COST * paragraph.words * paragraph.linked


def after_title(paragraphs: Sequence[Paragraph], *, held: list[Span | None], title: int | None) -> list[Span | None]:
    """`held`, or the densest run after the headline where the extractor took far less of what stands there."""
    if title is None or paragraphs[title].element is None:
        return held
    first = title + 1
    dense: list[Span | None] = [*(None for _ in range(first)), *densest(paragraphs[first:])]
    if _told(paragraphs, held=held, first=first) < _TOO_LITTLE * _told(paragraphs, held=dense, first=first):
        return dense
    return held


def _told(paragraphs: Sequence[Paragraph], *, held: Sequence[Span | None], first: int) -> int:
    """Words of running text in what is held from paragraph `first` on."""
    return sum(p.words for p, span in zip(paragraphs[first:], held[first:], strict=True) if span and _is_told(p))


def _is_told(paragraph: Paragraph) -> bool:
    return paragraph.is_sentence and not whole_reason(paragraph.bare, words=paragraph.words)


def main_text(document: Document, *, text: str) -> list[Span | None]:
    """For each paragraph the span of it that is main text, or None; before any rule of our own."""
    paragraphs = document.paragraphs
    if document.root is None:
        return [paragraph.span for paragraph in paragraphs]
    lines = extracted_lines(document.root)
    found = aligned(text, paragraphs=paragraphs, lines=lines)
    running = sum(p.words for p, span in zip(paragraphs, found, strict=True) if span and p.is_sentence)
    if running:
        return found
    return densest(paragraphs)
