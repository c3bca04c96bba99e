"""Log lines: structlog on standard error, every line of a request with the request's id."""

from __future__ import annotations

import logging
import re
import sqlite3
import sys
import time
import traceback
import uuid
from typing import Protocol, TextIO

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings
from graph.errors import MaterielError

REQUEST_ID = "X-Request-ID"
SCOPE_KEY = "materiel.request_id"
"""Where an answer that is given outside of this layer finds the id."""

_FAILED = 500
_LONG = 500
"""Characters of a path that are written: clients may send a hundred times as many."""

_GIVEN_ID = re.compile(r"[\w.:-]{1,64}\Z", re.ASCII)
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})

_CHAIN = 8
"""Errors that came one of the other, of which so many are told."""

_SAFE = (
    *(MaterielError, OSError, sqlite3.Error, ImportError, MemoryError, RecursionError),
    *(AttributeError, NameError, TypeError),
)
"""Errors whose words are ours, the system's, or of our code."""

_TELLTALES = ("httpx", "httpcore")
"""Libraries that tell at leisure which addresses they fetch, with keys that are in them."""

_TOLD_BEFORE = "Exception in ASGI application"
"""How the server says what was told here already, with the id of its request."""

_log: structlog.stdlib.BoundLogger = structlog.get_logger("materiel.http")


def start_logging(settings: Settings) -> None:
    """Send the log lines of structlog and of libraries to standard error, in one form."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_rendering(settings),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [lines]
    root.setLevel(settings.log_level.upper())
    for name in _TELLTALES:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        library = logging.getLogger(name)
        library.handlers = []
        library.addFilter(_is_news)
        library.propagate = name != "uvicorn.access"  # our own line per request says more


def _is_news(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith(_TOLD_BEFORE)


def _rendering(settings: Settings) -> list[structlog.typing.Processor]:
    if settings.log_format == "json":
        renderer = structlog.processors.ExceptionRenderer(tell_failure)
        return [renderer, structlog.processors.JSONRenderer()]
    colors = sys.stderr.isatty()

    def write(output: TextIO, failed: structlog.typing.ExcInfo) -> None:
        output.write(f"\n{tell_failure(failed)}")

    return [structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=write)]


def tell_failure(exc_info: structlog.typing.ExcInfo) -> str:
    """Tell where something failed, and of what, without anything that a client sent.

    Neither what variables held is written, nor the words of errors that may quote it: those of
    libraries that check or parse do.
    """
    error: BaseException | None = exc_info[1]
    told: list[str] = []
    while error is not None and len(told) < _CHAIN:
        says = str(error) if isinstance(error, _SAFE) else "(its words are left out)"
        places = "".join(traceback.format_tb(error.__traceback__))
        told.append(f"{places}{type(error).__module__}.{type(error).__qualname__}: {says}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nwhich came after\n".join(told)


class Meter(Protocol):
    """Counts requests."""

    def begin(self) -> None:
        """Count a request that came in."""

    def end(self, method: str, path: str, status: int | None, seconds: float) -> None:
        """Count its answer; no status where the client went away before there was one."""


class RequestLog:
    """Give every request an id and one log line; a client may bring its own id.

    `meter` counts it too: here is the one place that every answer passes, quick ones as well.
    """

    def __init__(self, app: ASGIApp, meter: Meter | None = None) -> None:
        self.app = app
        self.meter = meter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the id as header X-Request-ID."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "")
        request_id = given if _GIVEN_ID.match(given) else uuid.uuid4().hex
        scope[SCOPE_KEY] = request_id
        status: int | None = None

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])  # some give it by name
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        started = time.perf_counter()
        if self.meter is not None:
            self.meter.begin()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_id)
            except Exception:
                status = status or _FAILED  # which is answered outside of all layers
                _log.exception("unexpected")
                raise
            finally:
                self._write(scope, status, time.perf_counter() - started)

    def _write(self, scope: Scope, status: int | None, seconds: float) -> None:
        if self.meter is not None:
            self.meter.end(scope["method"], scope["path"], status, seconds)
        level = logging.DEBUG if scope["path"] in _QUIET else logging.INFO
        _log.log(
            level,
            "request",
            method=scope["method"],
            path=scope["path"][:_LONG],
            status=status,
            ms=round(1000 * seconds, 1),
        )
