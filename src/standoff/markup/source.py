"""The HTML bytes inside what was saved: the file itself, or the first HTML part of an MHTML archive."""

from __future__ import annotations

import email
import email.policy
import re
from typing import Final

_MHTML: Final = re.compile(rb"^content-type:\s{0,9}multipart/related", re.IGNORECASE | re.MULTILINE)
_HEAD: Final = 4096


def is_mhtml(raw: bytes) -> bool:
    """Whether the bytes are a page saved as a MIME archive (.mht, .mhtml)."""
    head = raw[:_HEAD].replace(b"\r\n", b"\n")
    return head[:1].isalpha() and bool(_MHTML.search(head.split(b"\n\n", 1)[0]))


def html_bytes(raw: bytes) -> tuple[bytes, str | None]:
    """The HTML of a page and the media type that its part declares; `raw` itself where it is no archive."""
    if not is_mhtml(raw):
        return raw, None
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            payload = part.get_payload(decode=True)
            charset = part.get_content_charset()
            hint = f"text/html; charset={charset}" if charset else None
            return (payload if isinstance(payload, bytes) else b""), hint
    return b"", None
