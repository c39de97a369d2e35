"""Bytes -> Page: the visible text of what was saved, which never changes, and what its markup claims about itself."""

from __future__ import annotations

import hashlib
from typing import Final

from standoff.errors import ReadError
from standoff.markup import decode, html_bytes, parse_tree, visible_blocks
from standoff.model import Metadata, Page
from standoff.page.kind import media_type_of, reason_not_a_page
from standoff.page.metadata import read_metadata

__all__ = ["MAX_BYTES", "MAX_TEXT", "read_bytes"]

MAX_BYTES: Final = 20 * 1024 * 1024  # a news page has 0.1 to 3 MB; archives of one page with its pictures up to 20
MAX_TEXT: Final = 1_000_000  # characters; text beyond is left out and the page marked as truncated

_STAGE: Final = "page"


def read_bytes(
    raw: bytes,
    *,
    name: str,
    uri: str | None = None,
    media_type: str | None = None,
    fetched_at: str | None = None,
) -> Page:
    """The page that `raw` holds: HTML, an MHTML archive or plain text, told by media type, name and content.

    Raises `ReadError` for what holds no readable text: empty, too large, not text at all, nothing visible.
    """
    why = _refusal(raw)
    if why:
        raise ReadError(name, _STAGE, why)
    source, hint = html_bytes(raw)
    kind = "text/html" if source is not raw else media_type_of(source, name=name, declared=media_type)
    characters = decode(source, media_type=hint or media_type)
    if characters is None:
        raise ReadError(name, _STAGE, "its characters cannot be decoded (no known charset)")
    text, metadata, truncated = _html(characters, name) if kind == "text/html" else _plain(characters, name)
    return Page(
        id="sha256:" + hashlib.sha256(raw).hexdigest(),
        uri=uri,
        media_type=kind,
        fetched_at=fetched_at,
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        text_by="html-text/1" if kind == "text/html" else "plain-text/1",
        metadata=metadata,
        truncated=truncated,
        raw=raw,
    )


def _refusal(raw: bytes) -> str | None:
    if not raw.strip():
        return "the file is empty"
    if len(raw) > MAX_BYTES:
        return f"too large: {len(raw) / 1_048_576:.0f} MB, the limit is {MAX_BYTES // 1_048_576} MB"
    return reason_not_a_page(raw)


def _html(characters: str, name: str) -> tuple[str, Metadata, bool]:
    tree = parse_tree(characters)
    if tree is None:
        raise ReadError(name, _STAGE, "no HTML can be read from it")
    text, _, full = visible_blocks(tree.root, limit=MAX_TEXT)
    if not any(map(str.isalnum, text)):
        nested = " (its elements are nested too deeply to be read)" if tree.truncated else ""
        raise ReadError(name, _STAGE, "nothing visible on the page" + nested)
    return text, read_metadata(tree.root), tree.truncated or full


def _plain(characters: str, name: str) -> tuple[str, Metadata, bool]:
    text = characters.replace("\r\n", "\n").replace("\r", "\n")
    if not any(map(str.isalnum, text)):
        raise ReadError(name, _STAGE, "no words in the text")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if broken > len(text) // 20:
        raise ReadError(name, _STAGE, f"its characters cannot be decoded ({broken} of {len(text)} are broken)")
    return text[:MAX_TEXT], Metadata(), len(text) > MAX_TEXT
