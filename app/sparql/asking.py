"""Queries asked beside the event loop: clients who wait, and clients who went away."""

from __future__ import annotations

import asyncio
import threading
import time
from asyncio import Future
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request

from app.sparql.sending import Held
from graph.store.answers import Answer
from graph.store.begun import Begun
from graph.store.limits import query_limits
from graph.store.patience import STEP_SECONDS

LONG = 4096
"""Bytes of a request from which it is read beside the event loop."""

QUERY_THREADS = 16
"""Queries that may wait at once; more wait without a thread, and never hold up the REST routes."""

HELD = 4
"""Longest answers that may wait at once for their clients to read them."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the queries of an application share."""

    threads: CapacityLimiter
    held: Held


def shared_by(request: Request) -> Shared:
    """Give what the queries of the application share."""
    state: Any = request.app.state
    if not hasattr(state, "asking"):
        most = HELD * query_limits().answer_bytes
        state.asking = Shared(threads=CapacityLimiter(QUERY_THREADS), held=Held(most))
    shared: Shared = state.asking
    return shared


async def read_aside(size: int, read: Callable[[], Result]) -> Result:
    """Read what a client sent, in a thread when it is long: nobody else is to wait for it."""
    return read() if size < LONG else await to_thread.run_sync(read)


async def wait_here(begun: Begun, seconds: float = STEP_SECONDS) -> Answer | None:
    """Wait for a moment in the event loop; None when a thread is to wait for the answer.

    A thread costs as much as a small query: two hand-overs, and what is cold in both.
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while await _is_readable(begun.fileno(), until - loop.time()) and begun.read():
        answer = begun.answer()
        if answer is not None:
            loop.call_soon(begun.release)  # when the answer is on its way, or waits for its client
            return answer
    return None


async def ask_aside(
    request: Request, ask: Callable[[float, Callable[[], bool]], Result], threads: CapacityLimiter
) -> Result:
    """Ask in one of the threads.

    `ask` gets the seconds that it waited for the thread, and what tells it that the client is gone.
    """
    gone = threading.Event()
    arrived = time.monotonic()
    watching = asyncio.create_task(_watch(request, gone))
    try:
        return await to_thread.run_sync(
            lambda: ask(time.monotonic() - arrived, gone.is_set), limiter=threads
        )
    finally:
        watching.cancel()


async def _is_readable(descriptor: int, seconds: float) -> bool:
    """Wait until there is something to read, or so long."""
    loop = asyncio.get_running_loop()
    readable: Future[int] = loop.create_future()
    loop.add_reader(descriptor, _settle, readable, 1)
    timer = loop.call_later(seconds, _settle, readable, 0)
    try:
        return await readable > 0
    finally:
        timer.cancel()
        loop.remove_reader(descriptor)


def _settle(readable: Future[int], number: int) -> None:
    if not readable.done():
        readable.set_result(number)


async def _watch(request: Request, gone: threading.Event) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    gone.set()
