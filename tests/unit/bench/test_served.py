import sys
from pathlib import Path

import pytest

from bench.served import Served, Start, free_port

ECHO = """
import http.server, sys
class Echo(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *told): pass
    def give(self, body):
        self.send_response(200 if body != b"no" else 400)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_POST(self):
        self.give(self.rfile.read(int(self.headers["Content-Length"])))
    def do_GET(self):
        self.give(b"x" * 3_000_000)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Echo).serve_forever()
"""


def start(*command: str, seconds: float = 30) -> Start:
    return Start(name="echo", command=(sys.executable, *command), path="/q", seconds=seconds)


def test_a_service_is_started_asked_and_stopped(tmp_path: Path) -> None:
    with Served(start("-c", ECHO, "{port}"), tmp_path / "log") as service:
        seconds, body = service.ask("ASK { ?é ?b ?c }")
        assert body.decode() == "ASK { ?é ?b ?c }"
        assert seconds > 0
        watched: list[bool] = []
        assert service.take("/file", lambda: watched.append(True))[1] == 3_000_000
        assert watched
        with pytest.raises(RuntimeError, match="400"):
            service.ask("no")
        if Path("/proc/self/status").exists():
            assert 1 < service.memory() < 1000


def test_one_that_does_not_start_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="did not start"):
        Served(start("-c", "raise SystemExit"), tmp_path / "log")


def test_a_free_port_can_be_had() -> None:
    assert 1024 < free_port() < 65536
