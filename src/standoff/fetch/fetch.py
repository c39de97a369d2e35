"""Fetches one page: http and https only, from the open internet only, bounded in size, time and redirects."""

from __future__ import annotations

import asyncio
import socket
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import aiohttp

from standoff.errors import ReadError
from standoff.fetch.addresses import is_open

MOST_BYTES: Final = 10 * 1024 * 1024  # of the page, unpacked
MOST_REDIRECTS: Final = 5
SECONDS: Final = 30.0  # for everything
_HEAD_SECONDS: Final = 10.0  # for the connection, and between two pieces
_RATIO: Final = 100  # times that a page may be larger than what was sent; text packs 3 to 10 times
_FREE: Final = 1024 * 1024  # bytes below which the ratio does not count
_PIECE: Final = 65_536
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_NAME: Final = "standoff (reads one page that a person asked for)"

MayCall = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was sent, unpacked. `url`: where it lies after all redirects; `fetched_at`: ISO, UTC."""

    url: str
    raw: bytes
    media_type: str | None
    fetched_at: str


def fetch(url: str, *, may_call: MayCall = is_open) -> Fetched:
    """The page at an address. Raises `ReadError` with the reason; `may_call` says which IP addresses may be called."""
    try:
        return asyncio.run(asyncio.wait_for(_fetch(url, may_call), SECONDS))
    except TimeoutError:
        raise ReadError(url, "fetch", f"did not come within {SECONDS:.0f} seconds") from None
    except (aiohttp.ClientError, OSError, ValueError, UnicodeError) as error:
        raise ReadError(url, "fetch", _reason(error)) from error


def _reason(error: BaseException) -> str:
    """Why a page could not be fetched, in words without the library's."""
    if isinstance(error, _ClosedAddressError) or isinstance(error.__cause__, _ClosedAddressError):
        return "lies in an inner network, which is never called"
    if isinstance(error, aiohttp.InvalidURL | ValueError):
        return "is no address"
    if isinstance(error, aiohttp.ClientConnectorDNSError | socket.gaierror):
        return "no server of that name is found"
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError):
        return "the server's certificate is not valid"
    if isinstance(error, aiohttp.ClientConnectorError):
        return f"the server cannot be reached ({(error.strerror or 'no connection').lower()})"
    return f"cannot be fetched ({type(error).__name__})"


class _ClosedAddressError(OSError):
    """The name leads to an address that may not be called."""


async def _fetch(url: str, may_call: MayCall) -> Fetched:
    """Follows redirects, each checked like the first."""
    connector = aiohttp.TCPConnector(socket_factory=_guarded(may_call), use_dns_cache=False, limit=1)
    timeout = aiohttp.ClientTimeout(total=SECONDS, sock_connect=_HEAD_SECONDS, sock_read=_HEAD_SECONDS)
    async with aiohttp.ClientSession(
        connector=connector, timeout=timeout, auto_decompress=False, trust_env=False,
        cookie_jar=aiohttp.DummyCookieJar(), headers={"User-Agent": _NAME, "Accept-Encoding": "gzip, deflate"},
        max_line_size=8190, max_field_size=8190,
    ) as session:  # fmt: skip
        at = checked(url)
        for _ in range(MOST_REDIRECTS + 1):
            async with session.get(at, allow_redirects=False) as answer:
                if answer.status not in _REDIRECTS:
                    return await _page(url, at, answer)
                target = answer.headers.get("Location", "")
            at = checked(urljoin(at, target), of=url)
    raise ReadError(url, "fetch", f"redirects more than {MOST_REDIRECTS} times")


def checked(url: str, *, of: str | None = None) -> str:
    """An address that may be called, without its fragment. Raises `ReadError`; `of`: the address first asked for."""
    name = of or url
    if len(url) > 2000 or any(c.isspace() or ord(c) < 32 for c in url) or "\\" in url:
        raise ReadError(name, "fetch", "is no address")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ReadError(name, "fetch", "is no address of the web (http or https)")
    if parts.username is not None or parts.password is not None:
        raise ReadError(name, "fetch", "holds a password, which is never sent")
    return parts._replace(fragment="").geturl()


def _guarded(may_call: MayCall) -> Callable[[Any], socket.socket]:
    """Makes sockets only to addresses that may be called: the last point that every connection passes."""

    def make(info: Any) -> socket.socket:
        family, kind, protocol, _, address = info
        if not may_call(str(address[0])):
            raise _ClosedAddressError(f"{address[0]} may not be called")
        return socket.socket(family, kind, protocol)

    return make


async def _page(url: str, at: str, answer: aiohttp.ClientResponse) -> Fetched:
    """The body of an answer, unpacked under the bound."""
    if answer.status != 200:
        raise ReadError(url, "fetch", f"the server says {answer.status} {answer.reason or ''}".rstrip())
    raw = bytearray()
    unpack = _unpacker(url, answer.headers.get("Content-Encoding", ""))
    taken = 0
    async for piece in answer.content.iter_chunked(_PIECE):
        taken += len(piece)
        for part in unpack(piece):
            raw += part
            if len(raw) > MOST_BYTES:
                raise ReadError(url, "fetch", f"too large: the limit is {MOST_BYTES // 1_048_576} MB")
            if len(raw) > _FREE and len(raw) > _RATIO * taken:
                raise ReadError(url, "fetch", "is packed so tightly that it cannot be a page")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Fetched(at, bytes(raw), answer.headers.get("Content-Type"), now)


def _unpacker(url: str, encoding: str) -> Callable[[bytes], list[bytes]]:
    """Unpacks piece by piece, never more than a piece's bound at once."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return lambda piece: [piece]
    if name not in ("gzip", "x-gzip", "deflate"):
        raise ReadError(url, "fetch", f"is packed in a way that was not asked for ({name[:20]})")
    inflater = zlib.decompressobj(31 if "gzip" in name else 15)

    def unpack(piece: bytes) -> list[bytes]:
        try:
            parts = [inflater.decompress(piece, _PIECE * 4)]
            while inflater.unconsumed_tail and sum(map(len, parts)) <= MOST_BYTES:
                parts.append(inflater.decompress(inflater.unconsumed_tail, _PIECE * 4))
        except zlib.error as error:
            raise ReadError(url, "fetch", "is packed wrongly") from error
        return parts

    return unpack
