"""Which IP addresses may be connected to: public ones that are not this machine's own."""

from __future__ import annotations

import functools
import socket
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import TypeAlias

IP: TypeAlias = IPv4Address | IPv6Address
Permit: TypeAlias = Callable[[IP], bool]
"""Tells whether an address may be connected to."""

_ALLOCATED = IPv6Network("2000::/3")
"""The only part of IPv6 from which public addresses are given out."""
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})
"""Upper half of an interface identifier that carries an IPv4 address (RFC 5214)."""
_ANY_PORT = 9  # nothing is sent there


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """Blocks of addresses, and names with all that ends in them, that are never reached."""

    blocks: tuple[IPv4Network | IPv6Network, ...]
    names: frozenset[str]


@functools.cache
def unreachable() -> Unreachable:
    """Read `unreachable.toml`; a block that is none raises ValueError."""
    content = tomllib.loads(
        resources.files("graph.ingest.web").joinpath("unreachable.toml").read_text(encoding="utf-8")
    )
    blocks = (ip_network(block) for network in content["network"] for block in network["blocks"])
    return Unreachable(blocks=tuple(blocks), names=frozenset(content["names"]))


def unwrap(ip: IP) -> IP:
    """Take out the IPv4 address that a mapped or NAT64 address stands for."""
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return ip.ipv4_mapped
        if ip in _NAT64:  # how a host with IPv6 alone is told of every IPv4 address
            return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip


def is_public(ip: IP) -> bool:
    """Tell whether an address belongs to the public internet, whatever form it is written in."""
    inner = unwrap(ip)
    if isinstance(ip, IPv6Address) and ip.scope_id is not None:
        return False
    if isinstance(inner, IPv6Address) and not _is_plain(inner):
        return False
    if not inner.is_global or inner.is_multicast or inner.is_reserved:
        return False
    return not any(inner in block for block in unreachable().blocks)


def _is_plain(ip: IPv6Address) -> bool:
    """Tell whether an address was given out as such, and carries no other inside."""
    return ip in _ALLOCATED and (int(ip) >> 32) & 0xFFFF_FFFF not in _ISATAP


def is_own(ip: IP) -> bool:
    """Tell whether an address is one of this machine's; nothing is sent to find out.

    A socket without a connection, given its other end, takes the address that it would send from:
    towards itself a machine sends from the very address.
    """
    family = socket.AF_INET if isinstance(ip, IPv4Address) else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((str(ip), _ANY_PORT))
            return bool(probe.getsockname()[0] == str(ip))
    except OSError:
        return False  # no way leads there at all


def may_reach(ip: IP) -> bool:
    """Permit public addresses of other machines; the product permits no others."""
    return is_public(ip) and not is_own(unwrap(ip))


def is_named_unreachable(host: str) -> bool:
    """Tell whether a name (lower case, no dot at its end) leads nowhere by its meaning."""
    labels: Sequence[str] = host.split(".")
    if len(labels) == 1:
        return True
    names = unreachable().names
    return any(".".join(labels[start:]) in names for start in range(len(labels)))
