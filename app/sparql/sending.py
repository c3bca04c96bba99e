"""Whole answers sent in pieces, to clients who may read slowly or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from weakref import WeakSet

import structlog
from fastapi import Response
from starlette.types import Receive, Scope, Send

from graph.errors import QueryFailed
from graph.store.answers import Answer

PIECE = 256 * 1024
"""Bytes that are handed to the connection at once; more are, when it has taken them."""

STALL_SECONDS = 30.0
"""After so long without reading a piece, a client is given up."""

_log: structlog.stdlib.BoundLogger = structlog.get_logger("materiel.sparql")


class WholeAnswer(Response):
    """An answer that is complete before its first byte is sent."""

    def __init__(self, answer: Answer, headers: Mapping[str, str]) -> None:
        super().__init__(answer.body, media_type=answer.media_type, headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, or stop in the middle: the length, or the missing last chunk, tells that."""
        del receive
        start = {"status": self.status_code, "headers": self.raw_headers}
        await send({"type": "http.response.start", **start})
        size = len(self.body)
        for begin in range(0, max(size, 1), PIECE):
            piece = self.body if size <= PIECE else bytes(self.body[begin : begin + PIECE])
            more = begin + PIECE < size
            try:
                async with asyncio.timeout(STALL_SECONDS):
                    await send({"type": "http.response.body", "body": piece, "more_body": more})
            except TimeoutError:
                _log.info("client does not read", path=scope["path"], sent=begin, size=size)
                return


class Held:
    """The answers that are being sent: no more bytes than the memory is meant for."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._answers: WeakSet[WholeAnswer] = WeakSet()

    def hold(self, answer: Answer, headers: Mapping[str, str]) -> WholeAnswer:
        """Make a response; raises QueryFailed when too much is waiting to be read already."""
        held = sum(len(each.body) for each in self._answers)
        if held and held + len(answer.body) > self._most:
            raise QueryFailed("Too many long answers are waiting for their clients to read them")
        response = WholeAnswer(answer, headers)
        self._answers.add(response)
        return response
