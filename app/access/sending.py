"""What access adds to answers: to whom they may be shown, and how much more may be asked."""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import Message, Send

from app.access.asked import Asked
from app.access.rates import Told

HSTS = f"max-age={365 * 24 * 3600}"
"""For a year a browser asks over https alone; of this host, and of none below it."""
METHODS = "GET, HEAD, POST, DELETE, OPTIONS"
SENT = "Accept, Authorization, Content-Type, If-None-Match"
EXPOSED = "ETag, Link, Location, Materiel-Sequence, RateLimit, Retry-After, X-Request-ID"
_BASIC = 'Basic realm="Materiel", charset="UTF-8"'


class Dressing:
    """Headers that an answer gets because of who asks, and how."""

    def __init__(
        self, *, told: Told, is_https: bool, is_keyed: bool, is_write: bool, origin: str
    ) -> None:
        self._is_https = is_https
        self._is_keyed = is_keyed
        self._is_write = is_write
        self._origin = origin
        self._told = told

    def around(self, send: Send) -> Send:
        """Give what sends an answer with them; the same where there are none."""
        if not (self._told or self._is_https or self._is_keyed or self._origin):
            return send

        async def send_dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._dress(MutableHeaders(scope=message))
            await send(message)

        return send_dressed

    def _dress(self, headers: MutableHeaders) -> None:
        headers.raw.extend(self._told)
        if self._is_https:
            headers["Strict-Transport-Security"] = HSTS
        if self._is_keyed:
            self._keep_private(headers)
        if self._origin:
            headers["Access-Control-Allow-Origin"] = self._origin
            headers["Access-Control-Expose-Headers"] = EXPOSED
            headers.add_vary_header("Origin")

    def _keep_private(self, headers: MutableHeaders) -> None:
        """Let no cache between us show an answer to others, and no page of another site read it."""
        kept = headers.get("Cache-Control", "no-cache").replace("public, ", "")
        headers["Cache-Control"] = f"private, {kept}"
        headers.add_vary_header("Authorization")
        del headers["Access-Control-Allow-Origin"]
        if "WWW-Authenticate" in headers and not self._is_write:
            # Browsers then ask the person, and so do feed readers; for reading alone.
            headers.append("WWW-Authenticate", _BASIC)


def is_preflight(asked: Asked) -> bool:
    """Tell whether a browser asks whether a page of another site that may ask, may."""
    is_options = asked.method == "OPTIONS" and bool(asked.origin)
    return is_options and b"access-control-request-method" in asked.headers


def let_ask() -> Response:
    """Answer a browser that it may."""
    return Response(
        status_code=HTTPStatus.NO_CONTENT,
        headers={
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": SENT,
            "Access-Control-Max-Age": "600",
        },
    )
