"""What readers ask: every list, in several ways, about what the service holds."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import orjson

SECONDS = 60
SINCE = "{since}"
"""Stands for a number a little before the last that a reader was answered: it follows along."""
_LIMIT = 50
_MANY = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """Read the body."""
        told: dict[str, Any] = orjson.loads(self.body)
        return told


class Client:
    """One connection, kept open."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(
            parts.hostname or "", parts.port, timeout=SECONDS
        )

    def ask(
        self, path: str, *, method: str = "GET", body: bytes = b"", media_type: str = ""
    ) -> Answer:
        """Ask, and read the whole answer."""
        if self._connection.sock is None:
            self._connect()
        headers = {"Content-Type": media_type} if media_type else {}
        self._connection.request(method, path, body or None, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(status=answer.status, headers=told, body=content)

    def _connect(self) -> None:
        self._connection.connect()
        # Else each request waits for the acknowledgement of the last.
        self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


def questions(client: Client) -> Mapping[str, Sequence[str]]:
    """List the addresses to ask, by the name of the list."""
    actors = [row["id"] for row in _rows(client, "actors", "sort=-receiving")]
    sources = [quote(row["id"], safe="") for row in _rows(client, "sources", "")]
    munitions = [row["id"] for row in _rows(client, "munitions", "sort=-claims")]
    page = f"limit={_LIMIT}"
    return {
        "supplies": [
            *(f"/v1/supplies?recipient={one}&{page}" for one in actors),
        ],
        "supplies of all": [f"/v1/supplies?{page}&sort=-claims", f"/v1/supplies.csv?{page}"],
        "supplies rolled up": [
            *(f"/v1/supplies?munition={one}&by=pair&{page}" for one in munitions),
            f"/v1/supplies?by=category&{page}",
        ],
        "claims": [
            *(f"/v1/claims?recipient={one}&{page}" for one in actors),
            f"/v1/claims?{page}",
            f"/v1/claims.ndjson?{page}&fields=id,supplier",
        ],
        "articles": [f"/v1/articles?{page}", f"/v1/articles.csv?{page}&sort=-sequence"],
        "actors": [f"/v1/actors?{page}", f"/v1/actors.csv?{page}&sort=-supplying"],
        "suppliers": [f"/v1/actors/{one}/suppliers?{page}" for one in actors],
        "recipients": [f"/v1/actors/{one}/recipients?{page}" for one in actors],
        "munitions": [f"/v1/munitions?{page}", f"/v1/munitions.ndjson?{page}&sort=label"],
        "sources": [f"/v1/sources?{page}", f"/v1/sources.csv?{page}&sort=-alone"],
        "claims of a source": [f"/v1/sources/{one}/claims?{page}" for one in sources],
        "timeline": ["/v1/timeline", *(f"/v1/timeline?actor={one}" for one in actors)],
        "changes": [f"/v1/changes?since={SINCE}&{page}", f"/v1/changes.csv?since={SINCE}&{page}"],
    }


def _rows(client: Client, name: str, query: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.ask(f"/v1/{name}?limit={_MANY}&{query}").json()[name]
    return rows
