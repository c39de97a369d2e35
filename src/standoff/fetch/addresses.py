"""Which network addresses may be called: those of the open internet, in whatever form they are written."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

_TRANSLATED: Final = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))  # NAT64: an IPv4 address inside
_COMPATIBLE: Final = ip_network("::/96")  # IPv4-compatible, long out of use
_SITE_LOCAL: Final = ip_network("fec0::/10")


def is_open(address: str) -> bool:
    """Whether an IP address is one of the open internet, also if it carries another address inside.

    >>> is_open("93.184.215.14"), is_open("127.0.0.1"), is_open("::ffff:10.0.0.1"), is_open("64:ff9b::7f00:1")
    (True, False, False, False)
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_open(a) for a in _all_forms(found))


def _open(address: IPv4Address | IPv6Address) -> bool:
    closed = (
        not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified
        or address.is_loopback or address.is_link_local or address.is_private
    )  # fmt: skip
    return not closed and not (isinstance(address, IPv6Address) and address in _SITE_LOCAL)


def _all_forms(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address, or where it carries IPv4 addresses those alone decide."""
    if isinstance(address, IPv4Address):
        return [address]
    inside: list[IPv4Address | IPv6Address] = []
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        inside.append(address.sixtofour)
    if address.teredo:
        inside += address.teredo
    if any(address in net for net in (*_TRANSLATED, _COMPATIBLE)):
        inside.append(IPv4Address(int(address) & 0xFFFF_FFFF))
    return inside or [address]
