"""From a host to IP addresses: every one is judged before any is used."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeAlias

from graph.errors import AddressRefused, FetchFailed
from graph.ingest.web.address import Address
from graph.ingest.web.bounds import Bounds
from graph.ingest.web.guard import IP, Permit, is_named_unreachable, unwrap

Resolve: TypeAlias = Callable[[str, int], Sequence[str]]
"""Gives the addresses of a name, for a port; raises OSError when it has none."""

_NO_PLACE = "Only public addresses are fetched, never this machine or its network"


def resolve_name(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(str(entry[4][0]) for entry in found)


def find_places(
    address: Address, *, resolve: Resolve, permit: Permit, bounds: Bounds
) -> tuple[IP, ...]:
    """Find where an address leads, in the order of preference of the resolver.

    One place that is not permitted is enough to refuse all: which of them a connection would take
    is not ours to say. Raises AddressRefused, or FetchFailed when the name has no address.
    """
    given = address.ip
    if given is None and is_named_unreachable(address.host):
        raise _refuse(address, "its name belongs to this machine or to a local network")
    places = (given,) if given is not None else _look_up(address, resolve, bounds)
    if not all(permit(place) for place in places):
        raise _refuse(address, "it leads to an IP address that is not public")
    return tuple(dict.fromkeys(unwrap(place) for place in places))


def _look_up(address: Address, resolve: Resolve, bounds: Bounds) -> tuple[IP, ...]:
    """Resolve a name in a thread of its own: the system's resolver knows no time limit."""
    answered: SimpleQueue[Sequence[str] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            answered.put(resolve(address.host, address.port))
        except (OSError, UnicodeError) as failed:
            answered.put(OSError(str(failed)))

    Thread(target=ask, name="resolve", daemon=True).start()
    try:
        found = answered.get(timeout=bounds.left())
    except Empty:
        raise bounds.late() from None
    if isinstance(found, OSError) or not found:
        raise FetchFailed(
            f"the name {address.host} has no address",
            value=str(address),
            remedy="Check how it is written",
            passes=True,
        )
    try:
        return tuple(ip_address(text) for text in found)
    except ValueError:
        raise _refuse(address, "its name leads to what is no IP address") from None


def _refuse(address: Address, why: str) -> AddressRefused:
    return AddressRefused(
        f"the address is not fetched: {why}", field="url", value=str(address), remedy=_NO_PLACE
    )
