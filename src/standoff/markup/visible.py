"""A tree to its visible blocks: the recipe of `page.text` for HTML ("html-text/1").

Visible text of the body in document order; hidden elements left out; runs of white space in a block are one space; one
newline between blocks; `<br>` begins a new block; each table cell is a block. In `<pre>` a line end begins a new block
where the line is shorter than 45 characters or the next one is empty or has a bullet; else it is white space, since
it was set by an editor that wraps. Characters that only tell where a line may break (soft hyphen, zero-width space,
word joiner, byte order mark) are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from standoff.span import Span

_SKIPPED_NAMES: Final = (
    "head script style noscript template title noframes noembed iframe object embed video audio canvas "
    "datalist select rp desc metadata param source track area map base link meta amp-analytics amp-state amp- "
    "ad"
)
_SKIPPED: Final = frozenset(_SKIPPED_NAMES.split())
_BLOCKS_NAMES: Final = (
    "html body address article aside blockquote button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav "
    "ol optgroup option p plaintext pre search section summary table tbody td textarea tfoot th thead tr ul "
    "xmp amp-sidebar amp-accordion amp-carousel amp-consent amp-story amp-story-page amp-list"
)
_BLOCKS: Final = frozenset(_BLOCKS_NAMES.split())
_LINES_COUNT: Final = frozenset({"pre", "textarea", "listing", "plaintext", "xmp"})
_STYLE: Final = re.compile(r"(display|visibility)\s{0,9}:\s{0,9}([a-z-]+)", re.IGNORECASE)
_NO_TEXT: Final = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF])
_WRAPPED: Final = 45  # characters; a longer preformatted line goes on in the next one
_MARKS: Final = frozenset("•·*-–—>|#")
_INLINE_DISPLAY: Final = frozenset({"inline", "contents"})


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of visible text without a break: its place in the page's text, the element that holds it, and how
    many of its characters are links."""

    span: Span
    element: etree._Element
    linked: int


def visible_blocks(root: etree._Element, *, limit: int) -> tuple[str, tuple[Block, ...], bool]:
    """The visible text, its blocks, and whether text beyond `limit` characters was left out."""
    writer = _Writer(limit)
    body = root.find("body")
    for step in _walk(body if body is not None else root):
        if isinstance(step, str):
            writer.add(step)
        else:
            writer.cross(step)
        if writer.full:
            break
    writer.close_block()
    return "\n".join(writer.texts), tuple(writer.blocks), writer.full


class _Edge(NamedTuple):
    """An element begins or ends; `breaks`: it stands on lines of its own."""

    element: etree._Element
    opens: bool
    breaks: bool


class _Writer:
    """Collects blocks; `full` once the limit is reached."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.texts: list[str] = []
        self.blocks: list[Block] = []
        self.full = False
        self._pieces: list[str] = []
        self._linked: list[bool] = []
        self._holders: list[etree._Element] = []
        self._links = 0
        self._lines = 0
        self._length = 0
        self._line = 0  # characters of the line at hand

    def cross(self, edge: _Edge) -> None:
        """An element begins or ends: keeps track of the holding block, of links and of preformatted text."""
        if edge.breaks:
            self.close_block()
            if edge.opens:
                self._holders.append(edge.element)
            else:
                self._holders.pop()
        step = 1 if edge.opens else -1
        self._links += step * (edge.element.tag == "a")
        self._lines += step * (edge.element.tag in _LINES_COUNT)

    def add(self, characters: str) -> None:
        """Adds characters to the block at hand; in preformatted text some line ends close it."""
        if not self._lines or "\n" not in characters:
            self._piece(characters)
            return
        for number, line in enumerate(characters.split("\n")):
            if number and self._line_ends(line):
                self.close_block()
            self._piece(f"\n{line}" if number else line)

    def _line_ends(self, following: str) -> bool:
        """Whether the preformatted line at hand ends a block: it is short, or an empty or marked line follows."""
        return self._line < _WRAPPED or not following.strip() or following.lstrip()[:1] in _MARKS

    def _piece(self, characters: str) -> None:
        before, _, last = characters.rpartition("\n")
        self._line = len(last.strip()) + (0 if before or characters[:1] == "\n" else self._line)
        self._pieces.append(characters)
        self._linked.append(self._links > 0)

    def close_block(self) -> None:
        """Ends the block at hand; one without visible characters leaves no trace."""
        text = " ".join("".join(self._pieces).translate(_NO_TEXT).split())
        if text:
            self._store(text)
        self._pieces.clear()
        self._linked.clear()

    def _store(self, text: str) -> None:
        room = self.limit - self._length
        if len(text) > room:
            self.full = True
            text = text[:room].rstrip()
        if not text:
            return
        linked = sum(len(" ".join(p.split())) for p, link in zip(self._pieces, self._linked, strict=True) if link)
        span = Span(self._length, self._length + len(text))
        self.texts.append(text)
        self.blocks.append(Block(span, self._holders[-1], min(linked, len(text))))
        self._length += len(text) + 1


def _walk(start: etree._Element) -> Iterator[str | _Edge]:
    """Texts and edges of elements below `start` in document order, without recursion; what is hidden is passed over."""
    stack: list[str | _Edge] = [_Edge(start, opens=True, breaks=True)]
    while stack:
        step = stack.pop()
        yield step
        if isinstance(step, str) or not step.opens:
            continue
        if step.element.text:
            yield step.element.text
        stack.append(step._replace(opens=False))
        for child in step.element.iterchildren(reversed=True):
            if child.tail:
                stack.append(child.tail)
            if isinstance(child.tag, str) and not _hidden(child):
                stack.append(_Edge(child, opens=True, breaks=_breaks(child)))


def _hidden(element: etree._Element) -> bool:
    """Whether a browser shows nothing of an element."""
    if element.tag in _SKIPPED or "hidden" in element.attrib:
        return True
    if element.tag == "dialog" and "open" not in element.attrib:
        return True
    style = element.get("style")
    return bool(style) and any(value.lower() in {"none", "hidden"} for _, value in _STYLE.findall((style or "")[:2000]))


def _breaks(element: etree._Element) -> bool:
    """Whether an element stands on lines of its own."""
    if element.tag == "br":
        return True
    style = element.get("style")
    shown = dict(_STYLE.findall(style[:2000])).get("display") if style else None
    if shown:
        return shown.lower() not in _INLINE_DISPLAY
    return element.tag in _BLOCKS
