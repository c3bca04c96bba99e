"""A small network of its own: a hub, and hosts that can be cut off. Needs root and iproute2."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

_HUB = "10.77.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A name space with one address, on one end of a wire to the hub."""

    space: str
    wire: str
    hub: str
    address: str

    def command(self, words: Sequence[str]) -> list[str]:
        """Write a command that runs there."""
        return ["ip", "netns", "exec", self.space, *words]

    def cut(self) -> None:
        """Cut the wire: nothing that is sent arrives, and nobody is told."""
        _ip("-n", self.hub, "link", "set", self.wire, "down")

    def mend(self) -> None:
        """Mend the wire."""
        _ip("-n", self.hub, "link", "set", self.wire, "up")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """The name space that all wires lead to."""

    space: str
    address: str
    hosts: tuple[Host, ...]

    def command(self, words: Sequence[str]) -> list[str]:
        """Write a command that runs there."""
        return ["ip", "netns", "exec", self.space, *words]


@contextmanager
def network(hosts: int) -> Iterator[Hub]:
    """Make a hub with so many hosts; it is gone afterwards, with all that runs in it."""
    hub = f"mt{os.getpid()}"
    with ExitStack() as made:
        _space(made, hub)
        _ip("-n", hub, "link", "add", "bridge", "type", "bridge")
        _ip("-n", hub, "addr", "add", f"{_HUB}/24", "dev", "bridge")
        _ip("-n", hub, "link", "set", "bridge", "up")
        wired = tuple(_wire(made, hub, number) for number in range(1, hosts + 1))
        yield Hub(space=hub, address=_HUB, hosts=wired)


def _space(made: ExitStack, name: str) -> None:
    _ip("netns", "add", name)
    made.callback(_ip, "netns", "delete", name)
    _ip("-n", name, "link", "set", "lo", "up")


def _wire(made: ExitStack, hub: str, number: int) -> Host:
    space, wire, address = f"{hub}r{number}", f"wire{number}", f"10.77.0.{10 + number}"
    _space(made, space)
    _ip("link", "add", wire, "netns", hub, "type", "veth", "peer", "name", "eth0", "netns", space)
    _ip("-n", hub, "link", "set", wire, "master", "bridge", "up")
    _ip("-n", space, "addr", "add", f"{address}/24", "dev", "eth0")
    _ip("-n", space, "link", "set", "eth0", "up")
    return Host(space=space, wire=wire, hub=hub, address=address)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)
