"""Page -> Story: the kept spans, title, outlet, authors, day of publication and language of the story on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from standoff.errors import ReadError
from standoff.model import Furniture, Page, Story
from standoff.span import Span
from standoff.story.entries import entry_days
from standoff.story.furniture import pieces
from standoff.story.language import language_of
from standoff.story.main_text import after_title, main_text
from standoff.story.paragraph import Paragraph, paragraphs_of
from standoff.story.placing import reasons
from standoff.story.published import find_published
from standoff.story.publisher import find_publisher
from standoff.story.title import find_title
from standoff.story.wording import says_nothing

__all__ = ["find_story"]

_STAGE: Final = "story"
_FEWEST_HTML: Final = 12  # words of running text below which a web page has no article
_FEWEST_TEXT: Final = 3
_MOST: Final = 200_000  # characters of a story: a book has more, the longest reports have half of it


def find_story(page: Page, *, name: str, published_at: str | None = None, publisher: str | None = None) -> Story:
    """The story on a page: spans of the unchanging `page.text` that are its title and body, and what is known of it.

    Raises `ReadError` where the page has no article or is not in English, `UsageError` for a date that is none.
    """
    document = paragraphs_of(page)
    paragraphs, head = document.paragraphs, document.head
    held = main_text(document, text=page.text)
    title = find_title(page, paragraphs=paragraphs, held=held)
    held = after_title(paragraphs, held=held, title=title)
    why = reasons(paragraphs, held=held, title=title)
    kept, furniture = _split(paragraphs, held=held, why=why, title=title)
    _check_length(page, name=name, kept=kept)
    body = _body_start(paragraphs, why=why, title=title)
    language = _checked(page, name=name, kept=kept, paragraphs=paragraphs, why=why)
    day, basis = find_published(page, name=name, argument=published_at, paragraphs=paragraphs, body=body)
    return Story(
        title=paragraphs[title].span if title is not None else None,
        kept=tuple(kept),
        language=language,
        publisher=find_publisher(
            page, argument=publisher, headed=head.publisher if head else None, paragraphs=paragraphs, body=body
        ),
        authors=page.metadata.authors or (head.authors if head else ()),
        published_at=day,
        published_basis=basis,
        furniture=tuple(furniture),
        days=entry_days(paragraphs, why=why, title=title, published_at=day),
    )


def _split(
    paragraphs: Sequence[Paragraph], *, held: Sequence[Span | None], why: Sequence[str | None], title: int | None
) -> tuple[list[Span], list[Furniture]]:
    """Kept spans and furniture in order; neighbours of one kind are joined, the title stands alone."""
    kept: list[Span] = []
    furniture: list[Furniture] = []
    after = False  # the paragraph before was kept to its end, and is not the title
    for number, paragraph in enumerate(paragraphs):
        reason = why[number]
        if reason:
            _add_furniture(furniture, Furniture(paragraph.span, reason), joins=number > 0 and bool(why[number - 1]))
            after = False
            continue
        stay, cuts = [paragraph.span], list[Furniture]()
        if number != title:
            stay, cuts = pieces(paragraph, span=held[number] or paragraph.span)
        furniture.extend(cuts)
        joins = after and number != title and bool(stay) and stay[0].start == paragraph.span.start
        if joins:
            kept[-1] = Span(kept[-1].start, stay[0].end)
        kept.extend(stay[joins:])
        after = number != title and bool(stay) and stay[-1].end == paragraph.span.end
    return kept, sorted(furniture, key=lambda one: one.span)


def _add_furniture(furniture: list[Furniture], one: Furniture, *, joins: bool) -> None:
    if joins and furniture and furniture[-1].why == one.why:
        furniture[-1] = Furniture(Span(furniture[-1].span.start, one.span.end), one.why)
    else:
        furniture.append(one)


def _body_start(paragraphs: Sequence[Paragraph], *, why: Sequence[str | None], title: int | None) -> int:
    """The number of the first kept paragraph that is not the title."""
    return next((n for n in range(len(paragraphs)) if not why[n] and n != title), 0)


def _check_length(page: Page, *, name: str, kept: Sequence[Span]) -> None:
    length = sum(span.length for span in kept) if page.media_type == "text/html" else len(page.text)
    if length > _MOST:
        told = "more than " if page.truncated else ""
        raise ReadError(name, _STAGE, f"too long for one story: {told}{length:,} characters, the limit is {_MOST:,}")


def _checked(
    page: Page, *, name: str, kept: Sequence[Span], paragraphs: Sequence[Paragraph], why: Sequence[str | None]
) -> str:
    """The language code, once it is sure that there is a story and that it is English."""
    story = "\n".join(page.text[span.start : span.end] for span in kept)
    language = language_of(story if len(story) > 200 else f"{story}\n{page.text}", hint=page.metadata.language)
    if language is not None and language.code != "en":
        raise ReadError(name, _STAGE, f"the story is in {language.name} ({language.code}); only English is read")
    running = sum(p.words for p, reason in zip(paragraphs, why, strict=True) if not reason and _tells(page, p))
    if running < (_FEWEST_HTML if page.media_type == "text/html" else _FEWEST_TEXT):
        raise ReadError(name, _STAGE, "no article on the page")
    if running < 80 and any(says_nothing(p.bare) for p in paragraphs):
        raise ReadError(name, _STAGE, "no article on the page: it only says that there is none")
    return "en"


def _tells(page: Page, paragraph: Paragraph) -> bool:
    return paragraph.is_sentence or page.media_type != "text/html"
