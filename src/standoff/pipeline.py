"""The whole flow on one screen: bytes -> page -> story -> sentences -> mentions -> record -> reading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from standoff import __version__
from standoff.encoder import Label, load_encoder
from standoff.errors import ReadError
from standoff.mention import find_mentions
from standoff.model import MadeBy, Page, Reading
from standoff.page import read_bytes
from standoff.record import find_record
from standoff.sentence import read_sentences
from standoff.story import find_story
from standoff.terms.vocabulary import Terms, load_terms


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows of a page and the page may not say: day of publication (EDTF) and outlet."""

    published_at: str | None = None
    publisher: str | None = None


def read_page(
    page: Page, *, given: Given = Given(), label: Label | None = None, terms: Terms | None = None
) -> Reading:
    """The reading of one page: pure, with no clock, network or database. Raises `ReadError` where there is no story."""
    label = label or load_encoder()
    terms = terms or load_terms()
    name = page.uri or page.id
    story = find_story(page, name=name, published_at=given.published_at, publisher=given.publisher)
    sentences = read_sentences(page, story, label=label)
    mentions = find_mentions(page, story, sentences, terms=terms)
    mentions, record = find_record(page, story, sentences, mentions, terms=terms)
    made_by = MadeBy(standoff=__version__, encoder=getattr(label, "version", "unknown"), terms=terms.version)
    return Reading(made_by, page, story, sentences, mentions, record)


def read_file(path: Path, *, given: Given = Given(), label: Label | None = None) -> Reading:
    """The reading of one file. Raises `ReadError` that names the file and the reason."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ReadError(str(path), "page", (error.strerror or "cannot be opened").lower()) from error
    return read_page(read_bytes(raw, name=str(path), uri=str(path)), given=given, label=label)
