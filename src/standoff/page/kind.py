"""What kind of file the bytes are: HTML, plain text, or no page at all."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

_MAGIC: Final = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"RIFF", "a sound, video or picture file"),
    (b"WARC/1.", "a WARC archive"),
)
_HTML_NAMES: Final = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".php", ".asp", ".aspx"})
_HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml", "multipart/related"})
_OPENING: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.{0,4000}?-->|<\?xml[^>]{0,300}>)*+<(?:!doctype\s+html|html|head|body|amp-|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.{0,4000}?-->|<\?[^>]{0,300}>)*+<(rss|feed|rdf:rdf|urlset|sitemapindex|opml)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS: Final = re.compile(rb"</(?:p|div|a|li|td|h[1-6]|span|body|html)\s*+>|<(?:br|p|div)\b", re.IGNORECASE)
_HEAD: Final = 65_536
_ENOUGH_TAGS: Final = 4  # tags after which a file without a telling name is taken for HTML
_CONTROLS: Final = bytes([*range(9), *range(14, 27), *range(28, 32)])
_JUNK_SHARE: Final = 0.02  # control characters above this share make a file binary


def reason_not_a_page(raw: bytes) -> str | None:
    """Why the bytes cannot be a page or a text, in words; None where they may be one."""
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            return f"not a page but {what}"
    head = raw[:_HEAD]
    if _FEED.match(head):
        return "not a page but a feed or site map"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_utf16(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > _JUNK_SHARE * len(head) + 4:
        return "not text but binary data"
    return None


def _looks_utf16(head: bytes) -> bool:
    half = max(len(head) // 2, 1)
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) > 0.7 * half and min(even, odd) < 0.05 * half


def media_type_of(raw: bytes, *, name: str, declared: str | None) -> str:
    """`text/html` or `text/plain`: what the content plainly is, else what was declared, else the name, else tags."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_utf16(raw[:_HEAD]):
        raw = raw[:_HEAD].replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    head = raw[:_HEAD]
    if _OPENING.match(head):
        return "text/html"
    bare = (declared or "").split(";")[0].strip().lower()
    if bare in _HTML_TYPES:
        return "text/html"
    if bare.startswith("text/"):
        return "text/plain"
    suffix = PurePosixPath(name.split("?")[0].split("#")[0]).suffix.lower()
    if suffix in _HTML_NAMES:
        return "text/html"
    if suffix in {".txt", ".text", ".md"}:
        return "text/plain"
    return "text/html" if len(_TAGS.findall(head)) >= _ENOUGH_TAGS else "text/plain"
