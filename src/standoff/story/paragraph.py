"""A page as a row of paragraphs: what the stage reasons about, with what the markup tells of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from lxml import etree

from standoff.markup import Block, decode, html_bytes, parse_tree, visible_blocks
from standoff.model import Page
from standoff.span import Span
from standoff.story.head import Head, head_of
from standoff.story.mail import quoted

_CHARSETS: Final = (
    None,
    "charset=utf-8",
    "charset=windows-1252",
    "charset=windows-1251",
)
_BULLET: Final = re.compile(r"^[\s•·▪‣◦*\-–—|»›>#]+")
_SENTENCE_END: Final = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_END_MARKS: Final = " \t\n■□▪◆♦●#*"  # with which some outlets end a story
_TAIL: Final = 12  # characters at the end that may hold the mark and the quotation marks after it
_MOST: Final = 4_000  # paragraphs; real pages have up to 2,000, and what comes later on a page is not its story
_WRAPPED: Final = 45  # a line of plain text longer than this may go on in the next line


@dataclass(frozen=True)
class Paragraph:
    """A block of the page, or a paragraph of plain text: its place, its words, its element, its share of links."""

    span: Span
    text: str
    element: etree._Element | None = None
    linked: float = 0.0
    mark: str = ""  # in a text file: "title", or why its place in the file makes it no story

    @cached_property
    def bare(self) -> str:
        """The words without bullets at the front, white space made single."""
        return " ".join(_BULLET.sub("", self.text).split())

    @cached_property
    def words(self) -> int:
        """How many words there are."""
        return len(_LETTERS.findall(self.text))

    @property
    def is_sentence(self) -> bool:
        """Whether this reads like running text: some words, a mark at the end, not a link."""
        return (
            self.words >= 5 and self.linked < 0.6 and bool(_SENTENCE_END.search(self.text[-_TAIL:].rstrip(_END_MARKS)))
        )

    @cached_property
    def ancestors(self) -> tuple[etree._Element, ...]:
        """The element and those around it, innermost first; empty for plain text."""
        if self.element is None:
            return ()
        return (self.element, *self.element.iterancestors())


@dataclass(frozen=True, slots=True)
class Document:
    """The paragraphs of a page and, where the bytes are at hand and give the same text, its tree."""

    paragraphs: tuple[Paragraph, ...]
    root: etree._Element | None
    head: Head | None = None  # of a text file


def paragraphs_of(page: Page) -> Document:
    """The paragraphs of a page: its blocks for HTML, lines and wrapped lines for plain text."""
    if page.media_type == "text/html" and page.raw:
        source, hint = html_bytes(page.raw)
        for charset in (hint, *_CHARSETS):
            characters = decode(source, media_type=charset)
            found = _from_html(page, characters) if characters else None
            if found:
                return found
    if page.media_type != "text/html":
        return _from_text(page.text)
    return Document(
        tuple(Paragraph(span, page.text[span.start : span.end]) for span in islice(_lines(page.text), _MOST)), None
    )


def _from_text(text: str) -> Document:
    """The head of a text file, a paragraph a line, and the paragraphs under it."""
    head = head_of(text)
    spans = list(islice(_wrapped_lines(text, head.end if head else 0), _MOST))
    whys = quoted([text[span.start : span.end] for span in spans], mail=head is not None and head.mail)
    marked = [*(head.lines if head else ()), *zip(spans, whys, strict=True)]
    return Document(tuple(Paragraph(s, text[s.start : s.end], mark=why or "") for s, why in marked), None, head)


def _from_html(page: Page, characters: str) -> Document | None:
    """The blocks of the tree, where they make up the page's text; None where they do not."""
    tree = parse_tree(characters)
    if tree is None:
        return None
    text, blocks, _ = visible_blocks(tree.root, limit=max(len(page.text), 1))
    if text != page.text:
        return None
    return Document(tuple(_paragraph(page.text, block) for block in blocks[:_MOST]), tree.root)


def _paragraph(text: str, block: Block) -> Paragraph:
    span = block.span
    return Paragraph(span, text[span.start : span.end], block.element, block.linked / max(span.length, 1))


def _lines(text: str) -> Iterator[Span]:
    """The lines that hold more than white space."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            front = len(line) - len(line.lstrip())
            yield Span(start + front, start + len(line.rstrip()))
        start += len(line) + 1


def _wrapped_lines(text: str, start: int) -> Iterator[Span]:
    """The lines of plain text, those that an editor wrapped made one: a long line and the next without a gap."""
    held: Span | None = None
    for line in _lines(text):
        if line.start < start:
            continue
        if held and _goes_on(text, held=held, line=line):
            held = Span(held.start, line.end)
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _goes_on(text: str, *, held: Span, line: Span) -> bool:
    """Whether `line` continues the paragraph `held`: no empty line between, the line before long, no bullet."""
    last = text.rfind("\n", held.start, held.end) + 1
    length = held.end - max(last, held.start)
    if text[held.end : line.start].count("\n") != 1 or _BULLET.match(text[line.start : line.end]):
        return False
    ended = _SENTENCE_END.search(text[max(last, held.end - _TAIL) : held.end])
    return _WRAPPED < length < 100 and (text[line.start].islower() or not ended)
