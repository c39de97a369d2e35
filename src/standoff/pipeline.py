"""The whole flow on one screen: bytes -> page -> story -> sentences -> mentions -> record -> reading."""

from __future__ import annotations

from pathlib import Path

from standoff import __version__
from standoff.encoder import Label, load_encoder
from standoff.errors import ReadError
from standoff.mention import find_mentions
from standoff.model import Given, MadeBy, Page, Reading
from standoff.page import read_bytes
from standoff.record import find_record
from standoff.sentence import read_sentences
from standoff.story import find_story
from standoff.terms.vocabulary import Terms, load_terms

__all__ = ["Given", "read", "read_file", "read_page"]

_NOTHING = Given()


def read_page(
    page: Page, *, given: Given = _NOTHING, label: Label | None = None, terms: Terms | None = None
) -> Reading:
    """The reading of one page: pure, with no clock, network or database. Raises `ReadError` where there is no story."""
    label = label or load_encoder()
    terms = terms or load_terms()
    name = page.uri or page.id
    story = find_story(page, name=name, published_at=given.published_at, publisher=given.publisher)
    sentences = read_sentences(page, story, label=label)
    mentions = find_mentions(page, story, sentences, terms=terms)
    mentions, record = find_record(page, sentences, mentions, terms=terms, published_at=story.published_at)
    made_by = MadeBy(standoff=__version__, encoder=getattr(label, "version", "unknown"), terms=terms.version)
    return Reading(made_by, page, story, sentences, mentions, record)


def read_file(path: Path, *, given: Given = _NOTHING, label: Label | None = None) -> Reading:
    """The reading of one file. Raises `ReadError` that names the file and the reason."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ReadError(str(path), "page", (error.strerror or "cannot be opened").lower()) from error
    return read_page(read_bytes(raw, name=str(path), uri=str(path)), given=given, label=label)


def read(path: str | Path, *, published_at: str | None = None, publisher: str | None = None) -> Reading:
    """The reading of one file; `published_at` (EDTF) and `publisher` are what you know and the page may not say.

    Raises `ReadError` that names the file and the reason.
    """
    return read_file(Path(path), given=Given(published_at=published_at, publisher=publisher))
