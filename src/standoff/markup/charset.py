"""Bytes to characters: byte order mark, UTF-8, what the page declares, and last a guess for mostly-ASCII text."""

from __future__ import annotations

import codecs
import re
from typing import Final

# Labels as the WHATWG Encoding Standard maps them: pages that say latin-1 mean windows-1252.
_LABELS: Final = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "x-sjis": "cp932",
    "tis-620": "cp874",
}
_NEVER: Final = frozenset({"utf-7", "idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs"})
_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.\-]{2,40})"""
    rb"""|<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_:.\-]{2,40})""",
    re.IGNORECASE,
)
_HINT: Final = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD: Final = 4096  # bytes searched for a declared charset: four times what browsers search
_SAMPLE: Final = 65_536
_MOSTLY_ASCII: Final = 0.70  # share of ASCII above which bytes that are not UTF-8 are read as windows-1252
_BROKEN_SHARE: Final = 0.01  # UTF-8 with fewer broken bytes than this stays UTF-8, the broken ones shown as U+FFFD


def decode(raw: bytes, *, media_type: str | None = None) -> str | None:
    """The characters of `raw`, or None where they cannot be told; a hint may stand in `media_type` (`charset=`)."""
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return _clean(raw[len(bom) :].decode(name, "replace"))
    wide = _wide(raw)
    if wide:
        return _clean(raw.decode(wide, "replace"))
    try:
        return _clean(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _not_utf8(raw, declared=_declared(raw, media_type))


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark, known by its NUL bytes on one side only."""
    sample = raw[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _declared(raw: bytes, media_type: str | None) -> str | None:
    hint = _HINT.search(media_type or "")
    if hint:
        return _codec(hint.group(1))
    found = _DECLARED.search(raw[:_HEAD])
    return _codec((found.group(1) or found.group(2)).decode("ascii")) if found else None


def _codec(label: str) -> str | None:
    """The codec for a charset label, or None where there is none that may be used."""
    try:
        name = codecs.lookup(_LABELS.get(label.lower(), label)).name
    except LookupError:
        return None
    return None if name in _NEVER or name.startswith("utf-16") else name


def _not_utf8(raw: bytes, *, declared: str | None) -> str | None:
    """Characters of bytes that are not strictly UTF-8."""
    utf8 = raw.decode("utf-8", "replace")
    if utf8.count("\N{REPLACEMENT CHARACTER}") <= _BROKEN_SHARE * len(utf8) and (
        declared == "utf-8" or _multibyte(utf8)
    ):
        return _clean(utf8)
    if declared and declared != "utf-8":
        try:
            return _clean(raw.decode(declared, "replace"))
        except (UnicodeError, LookupError, AssertionError):
            return None
    sample = raw[:_SAMPLE]
    ascii_share = sum(1 for byte in sample if 9 <= byte < 127) / max(len(sample), 1)
    if ascii_share >= _MOSTLY_ASCII:
        return _clean(raw.decode("cp1252", "replace"))
    return _detected(raw)


def _multibyte(text: str) -> bool:
    """Whether text read as UTF-8 holds more true characters beyond ASCII than broken ones."""
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(1 for letter in text if ord(letter) > 127) - broken > broken


def _detected(raw: bytes) -> str | None:
    """Characters by a charset detector, for text that is not mostly ASCII and declares nothing."""
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE], threshold=0.15).best()
    if best is None or best.encoding in _NEVER:
        return None
    return _clean(raw.decode(best.encoding, "replace"))


def _clean(text: str) -> str:
    """`text` without lone surrogates, which no file can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text
