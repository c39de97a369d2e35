"""One call of a server at a time, over sockets that are made only to addresses that may be called."""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Callable
from http.client import HTTPConnection, HTTPResponse
from threading import Timer
from typing import Final

MayCall = Callable[[str], bool]
_NAME: Final = "standoff (reads one page that a person asked for)"
_HEADERS: Final = {
    "User-Agent": _NAME, "Accept": "text/html, text/plain;q=0.9, */*;q=0.1", "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}  # fmt: skip
_WAIT: Final = 10.0  # seconds for a connection, and between two pieces


class ClosedAddressError(OSError):
    """The name leads to an address that may not be called."""


class Call:
    """Calls within a time for all of them; no cookies, no proxies, nothing kept from one call to the next."""

    def __init__(self, may_call: MayCall, *, seconds: float) -> None:
        """`may_call` is asked for the address of every socket, which no redirect and no name server passes by."""
        self.late = False
        self._may_call = may_call
        self._socket: socket.socket | None = None
        self._timer = Timer(seconds, self._give_up)
        self._timer.daemon = True
        self._timer.start()

    def get(self, scheme: str, host: str, port: int | None, path: str) -> HTTPResponse:
        """The head of the answer; its body is still to come. Raises `OSError`, `HTTPException`, `ValueError`."""
        number = port if port is not None else 443 if scheme == "https" else 80
        self._hang_up()
        self._socket = plain = self._connected(host, number)
        if scheme == "https":
            self._socket = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        name = f"[{host}]" if ":" in host else host
        connection = HTTPConnection(name, port, timeout=_WAIT)  # a port that was not given is not named in Host either
        connection.sock = self._socket
        connection.request("GET", path, headers=_HEADERS)
        return connection.getresponse()

    def close(self) -> None:
        """Ends the call and the time for it."""
        self._timer.cancel()
        self._hang_up()

    def _connected(self, host: str, port: int) -> socket.socket:
        """A socket to the first address of the name that answers; every address is checked before it is called."""
        failure: OSError = ClosedAddressError(f"{host} leads nowhere")
        for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            if not self._may_call(str(address[0])):
                raise ClosedAddressError(f"{address[0]} may not be called")
            made = socket.socket(family, kind, protocol)
            made.settimeout(_WAIT)
            try:
                made.connect(address)
            except OSError as error:
                made.close()
                failure = error
            else:
                return made
        raise failure

    def _give_up(self) -> None:
        self.late = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _hang_up(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
