"""The headline: which paragraph of the page it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from standoff.model import Page
from standoff.span import Span
from standoff.story.mail import TITLE
from standoff.story.paragraph import Paragraph
from standoff.story.published import day_of
from standoff.story.wording import plain, whole_reason

_WORD: Final = re.compile(r"\w+")
_SAME: Final = 0.75  # share of words that a headline must have in common with what the markup says
_LONGEST: Final = 40  # words
_MOST_PIECES: Final = 20  # bold pieces of a paragraph that are looked at
_NAMES: Final = re.compile(r"(head-?line|(?:^|[-_\s])tit(?:le)?(?:$|[-_\s])|entry-title|firstheading)", re.IGNORECASE)


def find_title(page: Page, *, paragraphs: Sequence[Paragraph], held: Sequence[Span | None]) -> int | None:
    """The number of the paragraph that is the headline, or None where the page shows none."""
    if page.media_type != "text/html":
        return _first_line(page, paragraphs)
    body = next((n for n, p in enumerate(paragraphs) if held[n] and _is_told(p)), len(paragraphs))
    near = [n for n in range(min(body + 3, len(paragraphs))) if 0 < len(_words(paragraphs[n].text)) <= _LONGEST]
    alike = {n: _alike(p.text, page.metadata.title or "") for n, p in enumerate(paragraphs) if p.words <= _LONGEST}
    claimed = sorted((n for n in near if alike.get(n) and not day_of(paragraphs[n].text)), key=lambda n: -alike[n])
    marked = [n for n, p in enumerate(paragraphs) if alike.get(n) and 1 <= _level(p) <= 3]
    sure = sorted(marked, key=lambda n: (-alike[n], _level(paragraphs[n])))
    headed = [n for n in near if _level(paragraphs[n]) == 1 and paragraphs[n].words > 1]
    named = [n for n in near if n <= body and _is_named(paragraphs[n]) and paragraphs[n].words > 2]
    for found in (sure, claimed, [n for n in headed if paragraphs[n].words > 3], named, headed):
        best = _last_not_furniture(found, paragraphs)
        if best is not None:
            return best
    return _heading_before(body, paragraphs)


def _first_line(page: Page, paragraphs: Sequence[Paragraph]) -> int | None:
    """The title in the head of a text file; else its first line, if more text follows after an empty line."""
    marked = [n for n, paragraph in enumerate(paragraphs) if paragraph.mark]
    if marked and marked[0] == 0:
        return next((n for n in marked if paragraphs[n].mark == TITLE), None)
    if len(paragraphs) < 2 or paragraphs[0].words > _LONGEST:
        return None
    first, second = paragraphs[0].span, paragraphs[1].span
    if page.text[: first.start].strip() or "\n" in page.text[first.start : first.end]:
        return None
    apart = page.text[first.end : second.start].count("\n") > 1
    return 0 if apart and not whole_reason(paragraphs[0].bare, words=paragraphs[0].words) else None


def _is_told(paragraph: Paragraph) -> bool:
    """Whether a paragraph is running text, and of a story."""
    return paragraph.is_sentence and not whole_reason(paragraph.bare, words=paragraph.words)


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def _alike(text: str, claim: str) -> int:
    """How many words are in common with what the markup claims, with or without a site's name; 0 where too few are."""
    shown = set(_words(text))
    best = 0
    for part in (claim, *_without_site(claim)):
        told = set(_words(part))
        common = len(shown & told)
        if len(shown) > 1 and common >= _SAME * max(len(shown), len(told)):
            best = max(best, common)
    return best


def _without_site(claim: str) -> list[str]:
    """A claimed title without the site's name at its end or front."""
    parts = re.split(r"\s+[|–—\-:»·]\s+", claim)
    return [" - ".join(parts[:-1]), " - ".join(parts[1:]), parts[0]] if len(parts) > 1 else []


def _level(paragraph: Paragraph) -> int:
    """The level of the heading that a paragraph is, 0 for none."""
    tags = [str(element.tag) for element in paragraph.ancestors[:3]]
    return next((int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)), 0)


def _is_named(paragraph: Paragraph) -> bool:
    return any(
        _NAMES.search(f"{e.get('class') or ''} {e.get('id') or ''} {e.get('itemprop') or ''}")
        for e in paragraph.ancestors[:2]
    )


def _last_not_furniture(found: Sequence[int], paragraphs: Sequence[Paragraph]) -> int | None:
    """The first of the numbers whose wording is not furniture: later ones are repeats in link lists."""
    return next((n for n in found if not whole_reason(paragraphs[n].bare, words=paragraphs[n].words)), None)


def _heading_before(body: int, paragraphs: Sequence[Paragraph]) -> int | None:
    """The heading, or the short line all in bold, that stands last before the body."""
    for number in range(body - 1, max(body - 8, -1), -1):
        paragraph = paragraphs[number]
        tags = {str(element.tag) for element in paragraph.ancestors[:2]}
        if not 3 <= paragraph.words <= 25 or whole_reason(paragraph.bare, words=paragraph.words):
            continue
        if tags & {"h1", "h2", "h3", "center"} or _all_bold(paragraph):
            return number
    return None


def _all_bold(paragraph: Paragraph) -> bool:
    """Whether all letters of a paragraph stand in one bold or large piece."""
    element = paragraph.element
    pieces = [] if element is None else [*element.iter("b", "strong", "font", "big")]
    whole = plain(paragraph.text)
    return any(plain("".join(map(str, piece.itertext()))) == whole for piece in pieces[:_MOST_PIECES])
