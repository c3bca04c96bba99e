"""Ports that are connected to."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from graph.errors import AddressRefused
from graph.ingest.web.address import Address


def check_port(address: Address, ports: AbstractSet[int]) -> None:
    """Raise AddressRefused for a port of another service than the web's."""
    if address.port not in ports:
        known = ", ".join(map(str, sorted(ports)))
        raise AddressRefused(
            f"the address is not fetched: its port is {address.port}",
            field="url",
            value=str(address),
            remedy=f"Ports that are fetched from: {known}",
        )
