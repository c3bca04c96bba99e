"""Small queries answered before the framework is asked: it takes longer than they do.

Whatever is no quick and whole answer goes on to the route, which answers, or says what is wrong.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.deps import CORS
from app.negotiate import named, negotiate
from app.sparql.asking import LONG, shared_by, wait_here
from app.sparql.protocol import read_get, read_post
from app.sparql.sending import WholeAnswer
from app.wiring import Materiel
from graph.errors import MaterielError, QueryFailed, StorageError
from graph.store.answering import Answering, Prepared
from graph.store.answers import formats_of
from graph.store.begun import Begun
from graph.store.screen import REMEMBERED, screen

PATH = "/sparql"
BEGUN = "materiel.begun"
"""Where the route finds a query that is at work already."""

_HEADERS = {"Vary": "Accept", **CORS}


class QuickQueries:
    """A layer that answers quick queries, and hands on all else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._prepare = functools.lru_cache(REMEMBERED)(_prepare)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a query that a reader answers at once; else hand the request on as it came."""
        if scope["type"] != "http" or scope["path"] != PATH:
            await self.app(scope, receive, send)
            return
        message = await receive()
        coming = [message]

        async def replay() -> Message:
            return coming.pop() if coming else await receive()

        request = Request(scope)
        materiel: Materiel = request.app.state.materiel
        known = materiel.store.sequence() if materiel.store else 0
        begun = self._begin(request, message)
        if begun is None:
            await self.app(scope, replay, send)
            return
        with begun:
            # Asked while the reader is at work, which began with all that the store held.
            is_current = _is_followed(materiel, known)
            response = await _respond(request, begun)
            if response is None and is_current:
                scope[BEGUN] = begun
                await self.app(scope, replay, send)
                return
        answer = response if response is not None and is_current else self.app
        await answer(scope, replay, send)

    def _begin(self, request: Request, message: Message) -> Begun | None:
        """Put a query to a reader; None for what is none, or cannot be put without waiting."""
        body: bytes = message.get("body", b"")
        query_string: bytes = request.scope["query_string"]
        readers: Answering | None = request.app.state.materiel.readers
        is_short = len(body) + len(query_string) < LONG and not message.get("more_body", False)
        if readers is None or not is_short or message["type"] != "http.request":
            return None
        headers = request.headers
        sent = _Sent(
            method=request.method,
            query_string=query_string.decode("latin-1"),
            body=body,
            content_type=headers.get("content-type", ""),
            encoding=headers.get("content-encoding", "identity"),
            accept=",".join(headers.getlist("accept")),
        )
        try:
            prepared = self._prepare(readers, sent)
            return None if prepared is None else readers.begin(prepared)
        except MaterielError:
            return None  # which the route will meet again, and tell


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """All that tells which query a client sends."""

    method: str
    query_string: str
    body: bytes
    content_type: str
    encoding: str
    accept: str


def _prepare(readers: Answering, sent: _Sent) -> Prepared | None:
    """Make a query ready; None for what is no query, or has no format that is accepted."""
    if sent.method == "GET":
        asked = read_get(sent.query_string)
    elif sent.method == "POST":
        asked = read_post(sent.content_type, sent.body, sent.query_string, sent.encoding)
    else:
        return None
    if asked.query is None:
        return None
    offered = formats_of(screen(asked.query, readers.limits).form)
    chosen = named(asked.format, offered) if asked.format else negotiate(sent.accept, offered)
    if chosen is None:
        return None
    return readers.prepare(asked.query, answer=chosen, dataset=asked.dataset, timeout=asked.timeout)


def _is_followed(materiel: Materiel, known: int) -> bool:
    """Tell, in microseconds, whether a store that is so far holds all that the archive does."""
    try:
        return known >= materiel.archive.sequence()
    except StorageError:
        return False  # which the route will meet again, and tell


async def _respond(request: Request, begun: Begun) -> WholeAnswer | None:
    """Make a response of a quick answer; None where the route is to make one."""
    answer = await wait_here(begun)
    if answer is None:
        return None
    try:
        return shared_by(request).held.hold(answer, _HEADERS)
    except QueryFailed:
        return None  # which the route will meet again, and tell
