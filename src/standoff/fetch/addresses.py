"""Which network addresses may be called: those of the open internet, in whatever form they are written."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

_TRANSLATED: Final = ip_network("64:ff9b::/96")  # NAT64: an IPv4 address in the last 32 bits decides
_CLOSED: Final = tuple(
    ip_network(text)
    for text in (
        "192.0.0.0/24", "192.88.99.0/24",  # protocol assignments, relays of 6to4
        "::/96", "2002::/16", "2001::/23",  # old ways to carry IPv4 (Teredo and 6to4 among them)
        "64:ff9b:1::/48", "3fff::/20", "5f00::/16", "fec0::/10",  # local translation, examples, segments, sites
    )
)  # fmt: skip


def is_open(address: str) -> bool:
    """Whether an IP address is one of the open internet, also if it carries another address inside.

    >>> is_open("93.184.215.14"), is_open("127.0.0.1"), is_open("::ffff:10.0.0.1"), is_open("64:ff9b::7f00:1")
    (True, False, False, False)
    """
    try:
        found = _inner(ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    if any(found in network for network in _CLOSED):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address stands for, else the address itself."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address in _TRANSLATED:
            return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address
