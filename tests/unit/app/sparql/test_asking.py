import threading
import time
from collections.abc import Callable

import anyio
import pytest
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.types import Message

from app.sparql.asking import LONG, ask_aside, read_aside
from graph.errors import QueryFailed


def ask(
    client: list[Message], work: Callable[[float, Callable[[], bool]], object], threads: int = 1
) -> object:
    """Ask for a client who sends these messages, and is then silent."""

    async def receive() -> Message:
        if not client:
            await anyio.sleep_forever()
        return client.pop(0)

    async def run() -> object:
        request = Request({"type": "http", "headers": []}, receive)
        return await ask_aside(request, work, CapacityLimiter(threads))

    return anyio.run(run)


def test_what_was_asked_is_answered() -> None:
    assert ask([{"type": "http.request"}], lambda _waited, is_unwanted: is_unwanted()) is False


def test_what_goes_wrong_is_raised_as_it_is() -> None:
    def fail(_waited: float, _is_unwanted: Callable[[], bool]) -> None:
        raise QueryFailed("it died")

    with pytest.raises(QueryFailed, match="it died"):
        ask([], fail)


def test_a_client_that_goes_away_is_noticed() -> None:
    def wait(_waited: float, is_unwanted: Callable[[], bool]) -> bool:
        until = time.monotonic() + 30
        while not is_unwanted() and time.monotonic() < until:
            time.sleep(0.01)
        return is_unwanted()

    assert ask([{"type": "http.request"}, {"type": "http.disconnect"}], wait) is True


def test_the_wait_for_a_thread_is_told() -> None:
    told: list[float] = []

    def work(waited: float, _is_unwanted: Callable[[], bool]) -> None:
        told.append(waited)
        time.sleep(0.1)

    async def silent() -> Message:
        await anyio.sleep_forever()
        raise AssertionError

    async def run() -> None:
        request = Request({"type": "http", "headers": []}, silent)
        threads = CapacityLimiter(1)
        async with anyio.create_task_group() as tasks:
            for _ in range(2):
                tasks.start_soon(ask_aside, request, work, threads)

    anyio.run(run)
    assert told[1] >= 0.1


def test_long_requests_alone_are_read_in_a_thread() -> None:
    async def run() -> None:
        here = threading.get_ident()
        assert await read_aside(LONG - 1, threading.get_ident) == here
        assert await read_aside(LONG, threading.get_ident) != here

    anyio.run(run)
