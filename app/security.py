"""What every answer carries, how large a request may be, and HEAD: three small ASGI layers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from types import MappingProxyType

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.errors import TooLarge

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": (
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
        ),
    }
)
_RAW = tuple((name.lower().encode(), value.encode()) for name, value in HEADERS.items())
DRAINED = 8
"""How many times the limit is read and thrown away, so that the client hears the answer."""


class SecurityHeaders:
    """Put the security headers on every answer that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers added."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message.get("headers", ())}
                added = (header for header in _RAW if header[0] not in given)
                message["headers"] = [*message.get("headers", ()), *added]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class _HeadSent(OSError):
    """The client has all that it asked for; an OSError, as of a connection that is closed."""


class HeadAsGet:
    """Answer HEAD as GET, without the body: routes need not know it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the head alone; of a body that streams, nothing but the first part is made.

        The rest is stopped as when a client goes away.
        """
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                return
            await send({"type": "http.response.body", "body": b""})
            if message.get("more_body", False):
                raise _HeadSent

        with suppress(_HeadSent, ClientDisconnect):
            await self.app({**scope, "method": "GET"}, receive, send_head)


class BodyLimit:
    """Refuse a request body over `limit` bytes, whatever its Content-Length says.

    `refuse` makes the answer. What `streams` is read by its route as it comes.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        limit: int,
        refuse: Callable[[TooLarge], Response],
        streams: Callable[[Scope], bool] = lambda _scope: False,
    ) -> None:
        self.app = app
        self.limit = limit
        self.refuse = refuse
        self.streams = streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body whole, then hand it on; answer 413 when it is too large."""
        if scope["type"] != "http" or self.streams(scope):
            await self.app(scope, receive, send)
            return
        try:
            body = await self._read(receive)
        except ClientDisconnect:
            return  # half a request is no request
        if body is None:
            refusal = TooLarge(
                f"The body is larger than {self.limit} bytes",
                field="body",
                remedy="Send one article at a time",
            )
            await self.refuse(refusal)(scope, receive, send)
            return
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return messages.pop() if messages else await receive()

        await self.app(scope, replay, send)

    async def _read(self, receive: Receive) -> bytes | None:
        parts: list[bytes] = []
        size = 0
        while size <= self.limit * DRAINED:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            part = message.get("body", b"")
            size += len(part)
            if size <= self.limit:
                parts.append(part)
            if not message.get("more_body", False):
                break
        return b"".join(parts) if size <= self.limit else None
