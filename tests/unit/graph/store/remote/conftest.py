"""A server that answers as a test tells it to, over real connections."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from graph.store.remote.endpoints import Endpoints

EMPTY_TABLE = b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'


@dataclass
class Reply:
    """One answer; with `cut` the connection ends before all of it was sent, or `silent`, never."""

    status: int = 200
    body: bytes = EMPTY_TABLE
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    silent: float = 0.0


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, list[str]]:
        return parse_qs(self.body.decode(), keep_blank_values=True)


class Scripted:
    """Gives the replies in order, the last one for ever; keeps what was asked."""

    def __init__(self) -> None:
        self.replies = [Reply()]
        self.asked: list[Asked] = []
        self.calls_itself = "Scripted/1"
        self.over = threading.Event()
        scripted = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - so it is named
                del format, args

            def version_string(self) -> str:
                return scripted.calls_itself

            def answer(self) -> None:
                size = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(size)
                headers = {name.lower(): value for name, value in self.headers.items()}
                scripted.asked.append(Asked(self.command, self.path, headers, body))
                reply = scripted.replies[0]
                if len(scripted.replies) > 1:
                    scripted.replies.pop(0)
                if reply.silent:
                    scripted.over.wait(reply.silent)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body[: len(reply.body) // 2] if reply.cut else reply.body)
                if reply.cut:
                    self.close_connection = True

            do_GET = do_POST = do_PUT = answer  # noqa: N815 - so they are named

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def endpoints(self, **more: Any) -> Endpoints:
        return Endpoints(
            **{
                "query": f"{self.address}/query",
                "update": f"{self.address}/update",
                "graphs": f"{self.address}/store",
                "kind": "standard",
                **more,
            }
        )

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    made = Scripted()
    yield made
    made.close()
