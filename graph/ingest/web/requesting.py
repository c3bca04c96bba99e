"""One request to one address, on its own: no cookies, no proxies, no redirects."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpcore

from graph.errors import FetchFailed
from graph.ingest.web.address import PORTS, Address
from graph.ingest.web.bounds import Bounds
from graph.ingest.web.connecting import Pinned
from graph.ingest.web.decoding import ACCEPTED, unpack
from graph.ingest.web.guard import Permit, may_reach
from graph.ingest.web.limits import WebLimits, web_limits
from graph.ingest.web.ports import check_port
from graph.ingest.web.resolving import Resolve, find_places, resolve_name
from graph.ingest.web.trust import trusted

_SHOWN = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What may be reached, and how; as it stands, public addresses on the ports of the web.

    Tests give other values, to talk to a server of their own.
    """

    ports: frozenset[int] = frozenset(PORTS.values())
    permit: Permit = may_reach
    resolve: Resolve = resolve_name
    tls: Callable[[], ssl.SSLContext] = trusted
    limits: WebLimits = field(default_factory=web_limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The head of an answer, header names in lower case, and how to have its body."""

    status: int
    headers: Mapping[str, str]
    body: Callable[[int], bytes]
    """Reads and unpacks the body up to a limit of bytes; raises TooLarge or FetchFailed."""


class Requester:
    """Asks for addresses within the reach, under one honest name."""

    def __init__(self, *, reach: Reach, agent: str) -> None:
        self._reach = reach
        self._agent = agent

    @contextmanager
    def get(self, address: Address, bounds: Bounds, headers: Mapping[str, str]) -> Iterator[Answer]:
        """Ask for an address; the body must be read inside.

        Raises AddressRefused before a connection is made where none may be, and FetchFailed.
        """
        check_port(address, self._reach.ports)
        reach = self._reach
        places = find_places(address, resolve=reach.resolve, permit=reach.permit, bounds=bounds)
        bounds.renew()
        with (
            _named(address, bounds),
            httpcore.ConnectionPool(
                ssl_context=reach.tls() if address.scheme == "https" else None,
                network_backend=Pinned(places, bounds, reach.limits),
                max_keepalive_connections=0,
            ) as pool,
            pool.stream("GET", _url(address), headers=self._headers(address, headers)) as found,
        ):
            known = _fold(found.headers)
            encoding = known.get("content-encoding", "")
            yield Answer(
                status=found.status,
                headers=known,
                body=lambda limit: unpack(found.iter_stream(), encoding, limit),
            )

    def _headers(self, address: Address, more: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
        said = {
            "Host": address.authority,
            "User-Agent": self._agent,
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
            **more,
        }
        return [(name.encode("ascii"), value.encode("ascii")) for name, value in said.items()]


def _url(address: Address) -> httpcore.URL:
    return httpcore.URL(
        scheme=address.scheme,
        host=address.host,
        port=address.port,
        target=address.target,
    )


def _fold(headers: Sequence[tuple[bytes, bytes]]) -> Mapping[str, str]:
    """Give each header once: the first that came of a name that came several times."""
    found: dict[str, str] = {}
    for name, value in headers:
        found.setdefault(name.decode("ascii", "replace").lower(), _decode(value))
    return found


def _decode(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


@contextmanager
def _named(address: Address, bounds: Bounds) -> Iterator[None]:
    """Turn what a connection may come to into our words."""
    try:
        yield
    except httpcore.TimeoutException:
        raise bounds.late() from None
    except httpcore.ProtocolError as error:
        raise FetchFailed(
            f"{address.host} does not answer as a web server does, or stopped half-way: "
            f"{str(error)[:_SHOWN]}",
            value=str(address),
            remedy="Try again later, or give the article's text",
            passes=True,
        ) from error
    except httpcore.NetworkError as error:
        raise _broken(address, error) from error


def _broken(address: Address, error: httpcore.NetworkError) -> FetchFailed:
    cause = error.__context__ if isinstance(error.__context__, ssl.SSLError) else error
    if isinstance(cause, ssl.SSLError):
        why = getattr(cause, "verify_message", "") or cause.reason or "it broke off"
        return FetchFailed(
            f"no safe connection to {address.host}: {str(why)[:_SHOWN]}",
            value=str(address),
            remedy="Check the address; a certificate that is not good for it is not accepted",
        )
    return FetchFailed(
        f"the connection to {address.host} broke off",
        value=str(address),
        remedy="Try again later",
        passes=True,
    )
