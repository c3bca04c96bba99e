"""Files packed with gzip while they are written, in constant memory."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterable, Iterator

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Message, Receive, Scope, Send

from app.conditional import takes_packed

ENDING = ".gz"
MEDIA_TYPE = "application/gzip"

_GZIP = 31
"""Window bits by which zlib writes a gzip file; its head has no time, so that equal is equal."""


_VARY, _ENCODING = b"vary", b"Accept-Encoding"


class PackedAnswers(GZipMiddleware):
    """A layer that packs the answers of clients who take gzip, and tells that they depend on it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, packed or not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_varied(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _varied(message.get("headers", ()))
            await send(message)

        takes = takes_packed(Headers(scope=scope).get("accept-encoding", ""))
        answer = super().__call__ if takes else self.app
        await answer(scope, receive, send_varied)


def _varied(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Tell once, by one Vary, all that an answer depends on: what it says, and its encoding."""
    others = [header for header in headers if header[0] != _VARY]
    told = b",".join(value for name, value in headers if name == _VARY)
    return [*others, (_VARY, _once_each(told))]


@functools.cache
def _once_each(told: bytes) -> bytes:
    """Name each header once, that of encodings among them; what is told are few constants."""
    names = {each.strip().lower(): each.strip() for each in (*told.split(b","), _ENCODING)}
    return b", ".join(name for name in names.values() if name)


def packed(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Pack a file part by part."""
    packer = zlib.compressobj(wbits=_GZIP)
    for part in parts:
        if piece := packer.compress(part):
            yield piece
    yield packer.flush()
