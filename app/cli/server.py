"""Run the service on a socket that is already open, and stop it in order."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
from functools import partial
from types import FrameType

import uvicorn

from app.logs import start_logging
from app.main import create_app
from app.web.warming import warm_up
from app.wiring import Materiel, awaiting_store
from graph.errors import InvalidField

GRACE_SECONDS = 10
PORT_ERRORS = frozenset({errno.EADDRINUSE, errno.EACCES})
"""What another port would mend."""


def listen(host: str, port: int) -> socket.socket:
    """Take the address; raises InvalidField when it is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as failed:
        here = failed.errno in PORT_ERRORS
        raise InvalidField(
            f"cannot listen on {host}, port {port}: {_reason(failed)}",
            field="--port" if here else "--host",
            value=str(port) if here else host,
            remedy="Stop what uses it, or choose another with --port"
            if here
            else "Choose an address of this machine with --host",
        ) from failed


def run(materiel: Materiel, listening: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are finished first."""
    start_logging(materiel.settings)
    app = create_app(materiel=materiel)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    warm_up(materiel)
    # The server raises the signal again when it is done: leave by the door, so that files close.
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    with awaiting_store(materiel, partial(setattr, app.state, "materiel")):
        uvicorn.Server(config).run(sockets=[listening])


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _reason(failed: OSError) -> str:
    if failed.errno is None or failed.errno < 0:  # a name that does not resolve
        return failed.strerror or str(failed)
    return os.strerror(failed.errno)
