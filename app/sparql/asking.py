"""Queries in threads of their own: clients who wait, and clients who went away."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request

LONG = 4096
"""Bytes of a request from which it is read beside the event loop."""

Result = TypeVar("Result")


async def read_aside(size: int, read: Callable[[], Result]) -> Result:
    """Read what a client sent, in a thread when it is long: nobody else is to wait for it."""
    return read() if size < LONG else await to_thread.run_sync(read)


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


async def _watch(request: Request, gone: threading.Event) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    gone.set()
