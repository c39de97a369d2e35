"""What of the main text is not the story, and why: by what stands before, between and after it."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from standoff.span import Span
from standoff.story.furniture import own_reasons
from standoff.story.paragraph import Paragraph
from standoff.story.wording import end_reason, plain, whole_reason, wording

_AFTER_HEAD: Final = 12  # paragraphs that may go with a heading such as "Related"
_END_SHARE: Final = 0.3  # share of running text that must stand before a wording that ends the story
_FRAGMENT: Final = 12  # words of a fragment after the last sentence that is left out
_LABEL: Final = 5  # words of a fragment that is the label of the links after it
_STANDFIRST: Final = 6  # words of a line under the headline that may be a summary and not a byline
_LOWER: Final = 0.5  # share of its words in lower case
_GAP_WORDS: Final = 8  # words of a sentence that the extractor overlooked between sentences that it kept
_TEASERS: Final = 0.3  # share of the words above which boxes with a link are the story: a live page
_ISLAND_GAP: Final = 5  # paragraphs of anything else between the story and an island
_ISLAND: Final = 0.15  # share of the words that an island may have
_MAINLAND: Final = 0.7  # share of the words that the story around must have
_STAMP: Final = re.compile(r"\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b|\s[|•·]\s")
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LISTED: Final = frozenset({"li", "td", "th", "dd", "dt", "blockquote", "pre"})


@dataclass(slots=True)
class _Layout:
    """The paragraphs, the reason of each (None: story), the number of the headline."""

    paragraphs: Sequence[Paragraph]
    why: list[str | None]
    title: int | None

    def is_running(self, number: int) -> bool:
        """Whether a paragraph is kept and running text."""
        return self.why[number] is None and number != self.title and self.paragraphs[number].is_sentence

    def running(self) -> list[int]:
        """The numbers of the kept paragraphs of running text, from the headline on."""
        return [n for n in range((self.title or 0), len(self.why)) if self.is_running(n)]


def reasons(paragraphs: Sequence[Paragraph], *, held: Sequence[Span | None], title: int | None) -> list[str | None]:
    """For each paragraph why it is no part of the story; None for those that stay (main text and headline)."""
    layout = _Layout(paragraphs, own_reasons(paragraphs, held=held, title=title), title)
    if title is not None:
        layout.why[title] = None
    _spread_heads(layout)
    _cut_ends(layout)
    if any(paragraph.element is not None for paragraph in paragraphs):
        _cut_second_story(layout)
        _cut_before_title(layout)
        _fill_gaps(layout)
        _judge_front(layout)
        _cut_labels(layout)
        _cut_teasers(layout)
        _cut_islands(layout)
        _cut_last_fragments(layout)
    else:
        _cut_names(layout)
    return layout.why


def _spread_heads(layout: _Layout) -> None:
    """Headings such as "Related" take the links and the fragments after them along."""
    heads = {head: group.why for group in wording().groups for head in group.heads}
    for number, paragraph in enumerate(layout.paragraphs):
        why = heads.get(plain(paragraph.bare))
        if not why or number == layout.title:
            continue
        for after in range(number + 1, min(number + 1 + _AFTER_HEAD, len(layout.why))):
            if layout.paragraphs[after].is_sentence or after == layout.title or _is_subhead(layout, after):
                break
            layout.why[after] = layout.why[after] or why


def _is_subhead(layout: _Layout, number: int) -> bool:
    """Whether a fragment is a heading of the story itself: an unlinked `<h2>` and the like before running text."""
    paragraph = layout.paragraphs[number]
    tags = {str(element.tag) for element in paragraph.ancestors[:2]}
    following = layout.paragraphs[number + 1] if number + 1 < len(layout.paragraphs) else None
    return bool(tags & _HEADINGS) and paragraph.linked < 0.5 and following is not None and following.is_sentence


def _cut_ends(layout: _Layout) -> None:
    """Wordings that end a story end it, once enough of it has been told."""
    words = [p.words if layout.is_running(n) else 0 for n, p in enumerate(layout.paragraphs)]
    whole, told = sum(words), 0
    for number, paragraph in enumerate(layout.paragraphs):
        why = end_reason(paragraph.bare)
        if why and told and told >= _END_SHARE * whole:
            layout.why[number:] = [reason or why for reason in layout.why[number:]]
            return
        told += words[number]


def _cut_second_story(layout: _Layout) -> None:
    """A second `<h1>` after running text begins another story."""
    told = False
    for number in range((layout.title or 0), len(layout.why)):
        tags = [str(element.tag) for element in layout.paragraphs[number].ancestors[:3]]
        if told and "h1" in tags and number != layout.title:
            layout.why[number:] = [reason or "other story" for reason in layout.why[number:]]
            return
        told = told or layout.is_running(number)


def _cut_before_title(layout: _Layout) -> None:
    """What stands before the headline is not the story."""
    for number in range(layout.title or 0):
        layout.why[number] = layout.why[number] or "page"


def _fill_gaps(layout: _Layout) -> None:
    """Sentences and headings that the extractor overlooked between paragraphs of the story come back."""
    running = layout.running()
    if not running:
        return
    parents = {_parent(layout.paragraphs[number]) for number in running}
    for number in range(running[0] + 1, running[-1]):
        paragraph = layout.paragraphs[number]
        if layout.why[number] != "page":
            continue
        beside = _parent(paragraph) in parents and paragraph.is_sentence and paragraph.words >= _GAP_WORDS
        if beside or (_is_subhead(layout, number) and layout.is_running(number + 1)):
            layout.why[number] = None


def _parent(paragraph: Paragraph) -> object:
    return paragraph.ancestors[1] if len(paragraph.ancestors) > 1 else None


def _judge_front(layout: _Layout) -> None:
    """Between headline and running text a summary is story; bylines, places and stamps are not."""
    running = layout.running()
    if layout.title is None or not running:
        return
    for number in range(layout.title + 1, running[0]):
        paragraph = layout.paragraphs[number]
        worded = layout.why[number] == "link list" and whole_reason(paragraph.bare, words=paragraph.words)
        if layout.why[number] in {None, "page", "link list"} and not worded:
            layout.why[number] = None if _is_standfirst(paragraph) else layout.why[number] or "byline"


def _is_standfirst(paragraph: Paragraph) -> bool:
    words = paragraph.text.split()
    lower = sum(word[:1].islower() for word in words)
    enough = len(words) >= _STANDFIRST and lower >= _LOWER * len(words)
    return enough and paragraph.linked < 0.5 and not _STAMP.search(paragraph.text)


def _cut_labels(layout: _Layout) -> None:
    """A few words before a list of links are its label."""
    for number in reversed(range(len(layout.why) - 1)):
        paragraph = layout.paragraphs[number]
        if layout.why[number] or number == layout.title or paragraph.is_sentence or paragraph.words > _LABEL:
            continue
        if layout.why[number + 1] == "link list":
            layout.why[number] = "link list"


def _cut_teasers(layout: _Layout) -> None:
    """A sentence alone with the link before it, in a box of their own, is the teaser of another story."""
    running = layout.running()
    company = Counter(_parent(layout.paragraphs[number]) for number in running)
    teasers = [
        number
        for number in running[1:]
        if layout.why[number - 1] == "link list"
        and company[_parent(layout.paragraphs[number])] == 1
        and _parent(layout.paragraphs[number]) in (*layout.paragraphs[number - 1].ancestors[:2],)
    ]
    if sum(layout.paragraphs[n].words for n in teasers) <= _TEASERS * sum(layout.paragraphs[n].words for n in running):
        for number in teasers:
            layout.why[number] = "link list"


def _cut_names(layout: _Layout) -> None:
    """In plain text, a line of a few capitalised words between headline and running text is a byline."""
    running = layout.running()
    for number in range((layout.title or 0) + 1, running[0] if running and layout.title is not None else 0):
        words = layout.paragraphs[number].bare.split()
        named = 2 <= len(words) <= _LABEL and all(word[0].isupper() for word in words)
        layout.why[number] = layout.why[number] or ("byline" if named else None)


def _cut_islands(layout: _Layout) -> None:
    """A few sentences far after the story, with much else between, are not part of it."""
    runs = list(_runs(layout))
    sizes = [sum(layout.paragraphs[n].words for n in run) for run in runs]
    if len(runs) < 2 or max(sizes) < _MAINLAND * sum(sizes):
        return
    for run, size in zip(runs, sizes, strict=True):
        for number in run if size <= _ISLAND * sum(sizes) else ():
            layout.why[number] = "page"


def _runs(layout: _Layout) -> Iterator[list[int]]:
    """Kept paragraphs, parted where many others stand between."""
    kept = [n for n, why in enumerate(layout.why) if why is None and n != layout.title]
    run = kept[:1]
    for left, right in itertools.pairwise(kept):
        if right - left > _ISLAND_GAP:
            yield run
            run = []
        run.append(right)
    if run:
        yield run


def _cut_last_fragments(layout: _Layout) -> None:
    """After the last sentence, short fragments that are no items of a list are not story."""
    running = layout.running()
    for number in range(running[-1] + 1 if running else 0, len(layout.why)):
        paragraph = layout.paragraphs[number]
        listed = any(element.tag in _LISTED for element in paragraph.ancestors[:2])
        if layout.why[number] is None and number != layout.title and paragraph.words <= _FRAGMENT and not listed:
            layout.why[number] = "page"
