"""Services started for a measurement: processes on free loopback ports, asked over one connection.

Memory is read from `/proc`, so that measure is for Linux alone.
"""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"
QUERY = "application/sparql-query"
RESULTS = "application/sparql-results+json"
_PIECE = 1 << 20
_LOOK_SECONDS = 0.2
_STOP_SECONDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How a service is started; `{port}` in the command becomes a free one.

    `path` is where it answers SPARQL, if it `asks` at all, `ready` what answers 200 when all is
    loaded, `seconds` how long it may take until then.
    """

    name: str
    command: Sequence[str]
    path: str
    asks: bool = True
    ready: str | None = None
    seconds: float = 600


class Served:
    """A running service; stopped when the block is left."""

    def __init__(self, start: Start, log: Path) -> None:
        self.name = start.name
        self._start = start
        port = free_port()
        self._log = log.open("wb")
        self._process = subprocess.Popen(
            [part.format(port=port) for part in start.command],
            stdout=self._log,
            stderr=self._log,
        )
        self._connection = http.client.HTTPConnection(HOST, port, timeout=start.seconds)
        self._wait(log)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        self._process.terminate()
        try:
            self._process.wait(timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def connect(self) -> None:
        """Open the connection anew: a service closes one that was idle for some seconds."""
        self._connection.close()
        self._connection.connect()
        # Else each request waits for the acknowledgement of the last.
        self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, query: str) -> tuple[float, bytes]:
        """Ask by POST, on a connection that stays open; give the seconds and the answer."""
        headers = {"Content-Type": QUERY, "Accept": RESULTS}
        began = time.perf_counter()
        self._connection.request("POST", self._start.path, query.encode(), headers)
        answer = self._connection.getresponse()
        body = answer.read()
        taken = time.perf_counter() - began
        if answer.status != http.client.OK:
            raise RuntimeError(f"{self.name} answers {answer.status}: {body[:300]!r}")
        return taken, body

    def get(
        self, path: str, headers: Mapping[str, str] | None = None, *, expected: int = 200
    ) -> tuple[float, Mapping[str, str]]:
        """Ask by GET, on a connection that stays open; give the seconds, and the headers."""
        taken, told, _ = self._get(path, headers or {}, expected)
        return taken, told

    def read(self, path: str) -> bytes:
        """Ask by GET for what is to be read."""
        return self._get(path, {}, http.client.OK)[2]

    def _get(
        self, path: str, headers: Mapping[str, str], expected: int
    ) -> tuple[float, Mapping[str, str], bytes]:
        began = time.perf_counter()
        self._connection.request("GET", path, headers=dict(headers))
        answer = self._connection.getresponse()
        body = answer.read()
        taken = time.perf_counter() - began
        if answer.status != expected:
            raise RuntimeError(f"{self.name} answers {answer.status} for {path}")
        return taken, {name.lower(): value for name, value in answer.getheaders()}, body

    def take(self, path: str, watch: Callable[[], None] = lambda: None) -> tuple[float, int]:
        """Take a file and throw it away; give the seconds and its bytes. Watch now and then."""
        self._connection.close()  # it may have been idle for longer than a service waits
        began = time.perf_counter()
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        size = 0
        piece = bytearray(_PIECE)
        while read := answer.readinto(piece):
            size += read
            watch()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{self.name} answers {answer.status} for {path}")
        return time.perf_counter() - began, size

    def memory(self) -> float:
        """Tell the resident memory of the main process in MB.

        Without the files that are mapped into it, which the system takes back when it needs to.
        """
        lines = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon:")) / 1000

    def _wait(self, log: Path) -> None:
        until = time.monotonic() + self._start.seconds
        while time.monotonic() < until and self._process.poll() is None:
            with suppress(OSError, RuntimeError, http.client.HTTPException):
                self.connect()
                if self._start.asks:
                    self.ask("ASK {}")
                else:
                    self.get(self._start.path)
                if self._start.ready is not None:
                    self.take(self._start.ready)
                    self.connect()
                return
            self._connection.close()
            time.sleep(_LOOK_SECONDS)
        self._process.kill()
        self._process.wait()
        self._log.close()
        raise RuntimeError(f"{self.name} did not start; see {log}")


def free_port() -> int:
    """Find a port of the loopback that nobody has."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
    return port
