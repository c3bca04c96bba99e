"""A batch over a real connection: lines are answered while others are still to come."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.e2e.running import Service

HEAD = (
    b"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(tmp_path_factory.mktemp("batch") / "data") as running:
        yield running


class Sender:
    """Sends parts of a body when told to, and reads what is answered meanwhile."""

    def __init__(self, service: Service) -> None:
        parts = urlsplit(service.address)
        self._socket = socket.create_connection((parts.hostname, parts.port), timeout=60)
        self._heard = self._socket.makefile("rb")
        self._socket.sendall(HEAD)

    def send(self, body: bytes) -> None:
        self._socket.sendall(f"{len(body):x}\r\n".encode() + body + b"\r\n")

    def head(self) -> list[bytes]:
        return list(iter(lambda: self._heard.readline().strip(), b""))

    def answers(self) -> list[dict[str, Any]]:
        """Read the next chunk that is answered; nothing at the end."""
        size = int(self._heard.readline(), 16)
        chunk = self._heard.read(size + 2).strip()
        return [json.loads(line) for line in chunk.splitlines()]

    def close(self) -> None:
        self._heard.close()
        self._socket.close()


def line(number: int) -> bytes:
    text = f"Story {number}. Poland sent 14 tanks to Ukraine on Monday, the army said."
    return json.dumps({"text": text}).encode() + b"\n"


def next_answers(sender: Sender) -> list[dict[str, Any]]:
    while not (found := sender.answers()):
        pass
    return found


@pytest.mark.slow
def test_each_line_is_answered_before_the_next_is_sent(service: Service) -> None:
    sender = Sender(service)
    for number in (1, 2, 3):
        sender.send(line(number))
        if number == 1:
            assert b"HTTP/1.1 200 OK" in sender.head()
        (answer,) = next_answers(sender)
        assert (answer["line"], answer["status"], answer["claims"]) == (number, 201, 1)
        assert service.get(f"/v1/articles/{answer['id']}")["sequence"] == answer["sequence"]
    sender.close()


@pytest.mark.slow
def test_who_hangs_up_loses_only_what_was_not_answered(service: Service) -> None:
    before = service.get("/v1/articles")["total"]
    sender = Sender(service)
    sender.send(line(11) + line(12)[:-20])
    sender.head()
    (answer,) = next_answers(sender)
    sender.close()
    assert service.get(f"/v1/articles/{answer['id']}")["claims"]
    assert service.get("/v1/articles")["total"] == before + 1


def peak_memory(service: Service) -> int:
    """Tell the most memory that the service has used, in KiB (Linux)."""
    status = Path(f"/proc/{service.process.pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="tells memory on Linux alone")
def test_a_long_batch_takes_no_more_memory_than_a_short_one(service: Service) -> None:
    sender = Sender(service)
    wide = json.dumps({"text": " ", "more": "x" * 1_000_000}).encode() + b"\n"
    sender.send(wide)
    sender.head()
    assert next_answers(sender)[0]["status"] == 422
    before = peak_memory(service)
    for number in range(2, 102):
        sender.send(wide)
        assert next_answers(sender)[0]["line"] == number
    sender.close()
    assert peak_memory(service) - before < 30_000, "of 100 MB that were sent"
