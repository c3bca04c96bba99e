"""What is sent, what comes back."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

SECONDS = 600.0
"""How long a client waits: longer than any query may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One request; `expected` are the statuses that keep the promise.

    `query` is what it asks, if that is one query. `raw` is sent as it is, in place of a request.
    `place` is the line and column that a syntax error must name.
    """

    kind: str
    expected: frozenset[int]
    query: str | None = None
    method: str = "GET"
    target: str = "/sparql"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    chunk: int | None = None
    raw: bytes | None = None
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came back; `failure` tells why there is no whole answer, status is then 0."""

    status: int
    content_type: str = ""
    body: bytes = b""
    seconds: float = 0.0
    failure: str = ""


def send(address: str, attempt: Attempt) -> Outcome:
    """Send an attempt and read the answer to its end."""
    started = time.perf_counter()
    try:
        outcome = _send_raw(address, attempt.raw) if attempt.raw else _send(address, attempt)
    except (OSError, http.client.HTTPException) as error:
        outcome = Outcome(status=0, failure=f"{type(error).__name__}: {error}")
    seconds = time.perf_counter() - started
    return Outcome(
        status=outcome.status,
        content_type=outcome.content_type,
        body=outcome.body,
        failure=outcome.failure,
        seconds=seconds,
    )


def connect(address: str) -> http.client.HTTPConnection:
    """Open a connection to the service."""
    return http.client.HTTPConnection(urlsplit(address).netloc, timeout=SECONDS)


def _send(address: str, attempt: Attempt) -> Outcome:
    connection = connect(address)
    body = attempt.body
    chunks = None
    if body is not None and attempt.chunk:
        step = attempt.chunk
        chunks = iter([body[at : at + step] for at in range(0, len(body), step)])
    try:
        connection.request(
            attempt.method,
            attempt.target,
            body=chunks if chunks is not None else body,
            headers=dict(attempt.headers),
            encode_chunked=chunks is not None,
        )
        answer = connection.getresponse()
        content = answer.read()  # raises IncompleteRead when it was cut
        return Outcome(
            status=answer.status, content_type=answer.headers.get_content_type(), body=content
        )
    finally:
        connection.close()


def _send_raw(address: str, raw: bytes) -> Outcome:
    where = urlsplit(address)
    with socket.create_connection((where.hostname or "", where.port or 0), SECONDS) as connection:
        connection.sendall(raw)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        content = answer.read()
        return Outcome(
            status=answer.status, content_type=answer.headers.get_content_type(), body=content
        )
