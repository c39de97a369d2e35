"""Fetches one page: http and https only, from the open internet only, bounded in size, time and redirects."""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException, HTTPResponse
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from standoff.errors import ReadError
from standoff.fetch.addresses import is_open
from standoff.fetch.call import Call, ClosedAddressError, MayCall

MOST_BYTES: Final = 10 * 1024 * 1024  # of the page, unpacked
MOST_REDIRECTS: Final = 5
SECONDS: Final = 30.0  # for everything
_RATIO: Final = 100  # times that a page may be larger than what was sent; text packs 3 to 10 times
_FREE: Final = 1024 * 1024  # bytes below which the ratio does not count
_PIECE: Final = 65_536
_LONGEST: Final = 2000  # characters of an address
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_SAFE: Final = "%/:=&?~+!$,;'@()*[]|"  # signs of a path that are sent as they are


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was sent, unpacked. `url`: where it lies after all redirects; `fetched_at`: ISO, UTC."""

    url: str
    raw: bytes
    media_type: str | None
    fetched_at: str


def fetch(url: str, *, may_call: MayCall = is_open, seconds: float = SECONDS) -> Fetched:
    """The page at an address. Raises `ReadError` with the reason; `may_call` says which IP addresses may be called."""
    call = Call(may_call, seconds=seconds)
    try:
        return _followed(url, call)
    except (HTTPException, OSError, ValueError) as error:
        late = f"did not come within {seconds:.0f} seconds" if call.late else _reason(error)
        raise ReadError(url, "fetch", late) from error
    finally:
        call.close()


def _reason(error: Exception) -> str:
    """Why a page could not be fetched, in words without the library's."""
    if isinstance(error, ClosedAddressError):
        return "lies in an inner network, which is never called"
    if isinstance(error, socket.gaierror | UnicodeError):
        return "no server of that name is found"
    if isinstance(error, ssl.SSLError):
        return "the server's certificate is not valid, or it speaks no TLS"
    if isinstance(error, TimeoutError):
        return "the server does not answer"
    if isinstance(error, OSError):
        return f"the server cannot be reached ({(error.strerror or 'no connection').lower()})"
    return "the server does not send a page" if isinstance(error, HTTPException) else "is no address"


def _followed(url: str, call: Call) -> Fetched:
    """Follows redirects, each checked like the first."""
    at = checked(url)
    for _ in range(MOST_REDIRECTS + 1):
        answer = call.get(at.scheme, at.hostname or "", at.port, _path(at))
        if answer.status not in _REDIRECTS:
            return _page(url, at, answer, call)
        at = checked(urljoin(at.geturl(), answer.headers.get("Location", "")), of=url)
    raise ReadError(url, "fetch", f"redirects more than {MOST_REDIRECTS} times")


def checked(url: str, *, of: str | None = None) -> SplitResult:
    """The parts of an address that may be called, without its fragment. Raises `ReadError`; `of`: the one asked for."""
    name = of or url
    if len(url) > _LONGEST or any(c.isspace() or ord(c) < 32 for c in url) or "\\" in url:
        raise ReadError(name, "fetch", "is no address")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ReadError(name, "fetch", "is no address of the web (http or https)")
    if parts.username is not None or parts.password is not None:
        raise ReadError(name, "fetch", "holds a password, which is never sent")
    return parts._replace(fragment="")


def _path(parts: SplitResult) -> str:
    """What is asked of the server: path and query, with everything that is not ASCII written out."""
    return quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")


def _page(url: str, at: SplitResult, answer: HTTPResponse, call: Call) -> Fetched:
    """The body of an answer, unpacked under the bound."""
    if answer.status != 200:
        raise ReadError(url, "fetch", f"the server says {answer.status} {answer.reason or ''}".rstrip())
    raw = bytearray()
    unpack = _unpacker(url, answer.headers.get("Content-Encoding", ""))
    taken = 0
    while piece := answer.read1(_PIECE):
        taken += len(piece)
        for part in unpack(piece):
            raw += part
            if len(raw) > MOST_BYTES:
                raise ReadError(url, "fetch", f"too large: the limit is {MOST_BYTES // 1_048_576} MB")
            if len(raw) > _FREE and len(raw) > _RATIO * taken:
                raise ReadError(url, "fetch", "is packed so tightly that it cannot be a page")
    if call.late or answer.length:
        raise TimeoutError
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Fetched(at.geturl(), bytes(raw), answer.headers.get("Content-Type"), now)


def _unpacker(url: str, encoding: str) -> Callable[[bytes], list[bytes]]:
    """Unpacks piece by piece, never more than a piece's bound at once."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return lambda piece: [piece]
    if name not in ("gzip", "x-gzip", "deflate"):
        raise ReadError(url, "fetch", f"is packed in a way that was not asked for ({name[:20]})")
    inflater = zlib.decompressobj(31 if "gzip" in name else 15)

    def unpack(piece: bytes) -> list[bytes]:
        """What a piece holds."""
        try:
            parts = [inflater.decompress(piece, _PIECE * 4)]
            while inflater.unconsumed_tail and sum(map(len, parts)) <= MOST_BYTES:
                parts.append(inflater.decompress(inflater.unconsumed_tail, _PIECE * 4))
        except zlib.error as error:
            raise ReadError(url, "fetch", "is packed wrongly") from error
        return parts

    return unpack
