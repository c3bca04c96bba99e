"""What of /v1 will go: told by headers of its answers, and in the description of the API.

`Deprecation` is that of RFC 9745, `Sunset` that of RFC 8594.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from importlib import resources
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.listing.forms import SUFFIX

_NAMED = re.compile(r"\{\w+\}")
_ENDING = r"(?:\.[a-z]+)?"
_HEADERS = {
    "Deprecation": {
        "description": "Since when this is deprecated (RFC 9745): @ and seconds since 1970",
        "schema": {"type": "string"},
    },
    "Sunset": {
        "description": "When it may be gone (RFC 8594)",
        "schema": {"type": "string"},
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprecated:
    """A route, or with `parameter` one of its parameters, that will go.

    `since` is the first day on which it is deprecated, `sunset` that on which it may be gone.
    `link` says what to do, `successor` what to ask instead. Raises ValueError for days that
    contradict each other.
    """

    method: str
    path: str
    since: date
    link: str
    parameter: str | None = None
    sunset: date | None = None
    successor: str | None = None

    def __post_init__(self) -> None:
        if self.sunset is not None and self.sunset <= self.since:
            raise ValueError(f"{self.method} {self.path}: sunset comes after since")

    def is_used(self, method: str, path: str, parameters: Iterable[str]) -> bool:
        """Tell whether a request uses it."""
        pattern = _NAMED.sub("[^/]+", self.path.replace(".", r"\.")) + _ENDING
        same = method == self.method and re.fullmatch(pattern, path) is not None
        return same and (self.parameter is None or self.parameter in parameters)

    def links(self) -> Iterator[str]:
        """Write where it is told about, and what comes instead."""
        yield f'<{self.link}>; rel="deprecation"; type="text/html"'
        if self.successor is not None:
            yield f'<{self.successor}>; rel="successor-version"'


def load_deprecated(text: str | None = None) -> tuple[Deprecated, ...]:
    """Read `deprecated.toml`, or its text; a missing or unknown name raises TypeError."""
    if text is None:
        file = resources.files("app.routers").joinpath("deprecated.toml")
        text = file.read_text(encoding="utf-8")
    return tuple(Deprecated(**row) for row in tomllib.loads(text).get("deprecated", ()))


class TellDeprecated:
    """Put the headers on every answer to a request that uses something deprecated."""

    def __init__(self, app: ASGIApp, table: Sequence[Deprecated]) -> None:
        self.app = app
        self._table = table

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers added, if there are any."""
        used = self._used(scope) if self._table and scope["type"] == "http" else []
        if not used:
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in headers_of(used):
                    headers.append(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _used(self, scope: Scope) -> list[Deprecated]:
        query = scope["query_string"].decode("latin-1")
        names = {name for name, _ in parse_qsl(query, keep_blank_values=True)}
        method, path = scope["method"], scope["path"]
        return [one for one in self._table if one.is_used(method, path, names)]


def headers_of(used: Sequence[Deprecated]) -> Iterator[tuple[str, str]]:
    """Write the headers for what a request uses; of several days, the first counts."""
    since = min(one.since for one in used)
    yield "Deprecation", f"@{int(_midnight(since).timestamp())}"
    sunset = min((one.sunset for one in used if one.sunset is not None), default=None)
    if sunset is not None:
        yield "Sunset", format_datetime(_midnight(sunset), usegmt=True)
    for one in used:
        for link in one.links():
            yield "Link", link


def tell_deprecated(described: dict[str, Any], table: Iterable[Deprecated]) -> None:
    """Mark what will go in the description; raises ValueError for what it has not."""
    for one in table:
        endings = (one.path, f"{one.path}.{{{SUFFIX}}}")
        operations = [
            described["paths"][path][one.method.lower()]
            for path in endings
            if one.method.lower() in described["paths"].get(path, {})
        ]
        if not operations:
            raise ValueError(f"deprecated.toml: there is no {one.method} {one.path}")
        for operation in operations:
            _mark(operation, one)


def _mark(operation: dict[str, Any], one: Deprecated) -> None:
    marked = [operation]
    if one.parameter is not None:
        known = operation.get("parameters", ())
        marked = [each for each in known if each["name"] == one.parameter]
    if not marked:
        raise ValueError(f"deprecated.toml: {one.method} {one.path} has no {one.parameter}")
    for each in marked:
        each["deprecated"] = True
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            response.setdefault("headers", {}).update(_HEADERS)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
