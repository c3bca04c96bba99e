"""Run the service on a socket that is already open, and stop it in order.

From SIGTERM or SIGINT on nothing new is taken, and what is under way has its grace. What is not
done then is cut off: none of it was acknowledged. The process leaves with 0 in any case, in less
than the ten seconds that containers are given: what was acknowledged is on the disk already.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from types import FrameType

import uvicorn
from fastapi import FastAPI

from app.following import following
from app.logs import start_logging
from app.main import create_app
from app.taking_over import awaiting_store
from app.web.warming import warm_up
from app.wiring import Materiel
from graph.errors import InvalidField

GRACE_SECONDS = 7
"""How long requests under way have to be finished."""

CLOSING_SECONDS = 1.5
"""How long it may take after that to close everything in order."""

PORT_ERRORS = frozenset({errno.EADDRINUSE, errno.EACCES})
"""What another port would mend."""

_ASKED_TO_LEAVE = (signal.SIGTERM, signal.SIGINT)
_LAST = "leave-at-last"

_log = logging.getLogger(__name__)


def listen(host: str, port: int) -> socket.socket:
    """Take the address; raises InvalidField when it is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as failed:
        here, next_port = failed.errno in PORT_ERRORS, port % 65_535 + 1
        raise InvalidField(
            f"cannot listen on {host}, port {port}: {_reason(failed)}",
            field="--port" if here else "--host",
            value=str(port) if here else host,
            remedy=f"Stop what uses it, or choose another with --port (make run PORT={next_port})"
            if here
            else "Choose an address of this machine with --host",
        ) from failed


def run(materiel: Materiel, listening: socket.socket, *, follow: bool = False) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are finished first.

    To follow is to take in at once what others write to the archive, before anybody asks.
    """
    start_logging(materiel.settings)
    app = create_app(materiel=materiel)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # app.access believes those that the installation names
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    warm_up(materiel)
    with ExitStack() as beside:
        beside.enter_context(awaiting_store(materiel, partial(setattr, app.state, "materiel")))
        if follow:
            beside.enter_context(following(materiel))
        _Server(config, app).run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that does not wait for queries when the grace is over."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop."""
        _leave_at_last()
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: queries that still run at the end of the grace are ended with their processes."""
        ending = asyncio.get_running_loop().call_later(GRACE_SECONDS, self._end_queries)
        await super().shutdown(sockets)
        ending.cancel()

    def _end_queries(self) -> None:
        materiel: Materiel = self._app.state.materiel
        if materiel.readers is not None:
            materiel.readers.close()


class _Left(SystemExit):
    """The process was asked to leave, and everything is closed on the way."""


@contextmanager
def leaving_in_order() -> Iterator[None]:
    """Leave with 0 when asked to, from the first moment on, and wait for no thread then.

    To be around all that is to be closed: threads that still read articles, or load the reader,
    do so for nobody.
    """
    before = {each: signal.signal(each, _leave) for each in _ASKED_TO_LEAVE}
    try:
        yield
    except _Left:
        _leave_now()
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _leave(_number: int, _frame: FrameType | None) -> None:
    for each in _ASKED_TO_LEAVE:
        signal.signal(each, signal.SIG_IGN)  # once is enough: it is on its way
    _leave_at_last()
    raise _Left(0)


def _leave_at_last() -> None:
    """See to it that the process leaves, whatever hangs."""
    if not any(each.name == _LAST for each in threading.enumerate()):
        last = threading.Timer(GRACE_SECONDS + CLOSING_SECONDS, _cut_off)
        last.name, last.daemon = _LAST, True
        last.start()


def _cut_off() -> None:
    _log.warning("the grace is over: what is still under way is cut off")
    _leave_now()


def _leave_now() -> None:
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody reads it any more
            stream.flush()
    os._exit(0)


def _reason(failed: OSError) -> str:
    if failed.errno is None or failed.errno < 0:  # a name that does not resolve
        return failed.strerror or str(failed)
    return os.strerror(failed.errno)
