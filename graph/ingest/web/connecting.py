"""Connections to checked IP addresses alone, bounded in time and bytes."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from httpcore import ConnectError, ConnectTimeout, NetworkBackend, NetworkStream, SyncBackend

from graph.errors import AddressRefused, FetchFailed
from graph.ingest.web.bounds import Bounds
from graph.ingest.web.guard import IP
from graph.ingest.web.limits import WebLimits

if TYPE_CHECKING:
    from httpcore import SOCKET_OPTION


class Pinned(NetworkBackend):
    """Connects to the places that were found and judged, whatever host is asked for.

    The name serves for the Host header and TLS alone: it is never resolved again, so what it leads
    to by then does not matter.
    """

    def __init__(self, places: Sequence[IP], bounds: Bounds, limits: WebLimits) -> None:
        self._places = places[: limits.tried]
        self._seconds = limits.connect_seconds
        self._bounds = bounds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  # the bounds say it
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        """Connect to the first place that answers; raises FetchFailed when none does."""
        failed: ConnectError | ConnectTimeout | None = None
        for place in self._places:
            seconds = self._bounds.left(most=self._seconds)
            try:
                stream = SyncBackend().connect_tcp(
                    str(place), port, seconds, local_address, socket_options
                )
            except (ConnectError, ConnectTimeout) as error:
                failed = error
                continue
            return _check(Bounded(stream, self._bounds), place)
        raise FetchFailed(
            f"{host} does not answer on port {port}",
            remedy="Try again later",
            passes=True,
        ) from failed


class Bounded(NetworkStream):
    """A connection whose every step takes what is left of the whole."""

    def __init__(self, stream: NetworkStream, bounds: Bounds) -> None:
        self._stream = stream
        self._bounds = bounds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """Read what has come, and count it."""
        content = self._stream.read(max_bytes, self._bounds.left())
        self._bounds.take(len(content))
        return content

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Send all of it."""
        self._stream.write(buffer, self._bounds.left())

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> NetworkStream:
        """Go on in secret, with the holder of the name and nobody else."""
        stream = self._stream.start_tls(ssl_context, server_hostname, self._bounds.left())
        return Bounded(stream, self._bounds)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  # the protocol's own
        """Tell of the socket what the stream tells."""
        return self._stream.get_extra_info(info)


def _check(stream: Bounded, place: IP) -> Bounded:
    """Make sure of the other end before a byte is sent; something in between may lead elsewhere."""
    connected: socket.socket = stream.get_extra_info("socket")
    if connected.getpeername()[0] != str(place):
        stream.close()
        raise AddressRefused("the connection ended somewhere else", field="url")
    return stream
