"""Who asks: the address of a client, as far as it can be believed.

`X-Forwarded-For` and `X-Forwarded-Proto` are what anybody may send. They are believed of proxies
that the installation names, and of the last of their addresses that is no such proxy.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

from starlette.types import Scope

from app.settings import listed

Headers: TypeAlias = Mapping[bytes, bytes]
"""Of names in small letters; of several of one name, the last."""

FORWARDED_FOR = b"x-forwarded-for"
FORWARDED_PROTO = b"x-forwarded-proto"
_FORWARDED = (FORWARDED_FOR, b"forwarded", b"x-real-ip", b"x-forwarded-host")


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client: its address, the unit in which its requests are counted, and what it came by.

    `is_here` when it is a process of this machine and nothing says that it asks for another;
    `is_counted` unless it may be one.
    """

    address: str
    unit: str
    is_here: bool
    is_counted: bool
    is_https: bool


class Clients:
    """Tells clients apart."""

    def __init__(self, proxies: str, *, ipv6_prefix: int) -> None:
        self._proxies: tuple[IPv4Network | IPv6Network, ...] = tuple(
            ip_network(each) for each in listed(proxies)
        )
        self._unit = functools.lru_cache(1024)(functools.partial(_unit_of, prefix=ipv6_prefix))

    def of(self, scope: Scope, headers: Headers) -> Client:
        """Tell who sends a request."""
        peer: str = (scope.get("client") or ("", 0))[0]
        if self._proxies and self._is_proxy(peer):
            address = self._forwarded(scope, peer)
            scheme = headers.get(FORWARDED_PROTO, b"").split(b",")[-1].strip()
            return Client(
                address=address,
                unit=self._unit(address),
                is_here=False,
                is_counted=True,
                is_https=scheme == b"https",
            )
        is_local = is_loopback(peer)
        return Client(
            address=peer,
            unit=self._unit(peer),
            is_here=is_local and not any(name in headers for name in _FORWARDED),
            is_counted=not is_local,
            is_https=scope.get("scheme") == "https",
        )

    def _is_proxy(self, address: str) -> bool:
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self._proxies)

    def _forwarded(self, scope: Scope, peer: str) -> str:
        """Go back from proxy to proxy to the first address that is none of ours."""
        for address in reversed(_chain(scope["headers"])):
            try:
                peer = str(ip_address(address))
            except ValueError:
                return peer  # whoever wrote it wrote none: the last that we know is to blame
            if not self._is_proxy(peer):
                return peer
        return peer


def _chain(headers: Sequence[tuple[bytes, bytes]]) -> list[str]:
    written = b",".join(value for name, value in headers if name == FORWARDED_FOR)
    return [part.strip() for part in written.decode("latin-1").split(",") if part.strip()]


@functools.lru_cache(1024)
def is_loopback(address: str) -> bool:
    """Tell whether an address is of this machine alone; a name is none."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return (mapped or found).is_loopback


def _unit_of(address: str, prefix: int) -> str:
    """Give the part of an address that one client has for itself."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((found.packed, prefix), strict=False))
