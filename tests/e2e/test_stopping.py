"""A service that is asked to leave finishes what it began, takes nothing new, and leaves with 0."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cli.server import CLOSING_SECONDS, GRACE_SECONDS
from tests.e2e.running import Service

WITHIN = GRACE_SECONDS + CLOSING_SECONDS + 4
"""Seconds in which it must be gone; the last of them are for a busy machine."""

ENDLESS = """SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with Service(tmp_path / "data", demo=True, start_seconds=300) as started:
        until = time.monotonic() + 120
        while started.status("/readyz") != 200 and time.monotonic() < until:
            time.sleep(0.2)
        yield started


def connect(service: Service) -> socket.socket:
    port = urllib.parse.urlsplit(service.address).port
    return socket.create_connection(("127.0.0.1", port or 0), timeout=60)


def leave(service: Service, number: int = signal.SIGTERM) -> float:
    began = time.monotonic()
    service.process.send_signal(number)
    assert service.process.wait(timeout=60) == 0
    return time.monotonic() - began


@pytest.mark.slow
def test_what_is_under_way_is_answered_and_kept(service: Service, tmp_path: Path) -> None:
    said: list[tuple[int, Any]] = []
    story = "".join(
        f"Norway has delivered {n} howitzers to Ukraine, the ministry said in notice {n}. "
        for n in range(2, 80)
    )
    posting = threading.Thread(
        target=lambda: said.append(service.post("/v1/articles", {"text": story}))
    )
    posting.start()
    time.sleep(0.15)
    assert not said, "the article is still read"
    took = leave(service)
    posting.join(timeout=30)
    assert took < WITHIN
    assert [status for status, _ in said] == [201]
    with Service(tmp_path / "data") as again:
        article = said[0][1]["article"]["id"]
        assert len(again.get(f"/v1/articles/{article}")["claims"]) == len(said[0][1]["claims"]) > 0


@pytest.mark.slow
def test_what_hangs_holds_up_nobody(service: Service) -> None:
    query = urllib.parse.urlencode({"query": ENDLESS})
    article = "POST /v1/articles HTTP/1.1\r\nHost: x\r\nContent-Type: application/"
    hanging = [
        f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n",
        f'{article}json\r\nContent-Length: 5000\r\n\r\n{{"text": "Half of',
        f"{article}x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n",
        "GET /v1/supplies HTTP/1.1\r\nHo",
        "",
    ]
    opened = [connect(service) for _ in hanging]
    for each, words in zip(opened, hanging, strict=True):
        each.sendall(words.encode())
    time.sleep(1)
    began = time.monotonic()
    service.process.send_signal(signal.SIGTERM)
    until = began + 5
    while time.monotonic() < until:  # new ones are refused long before it is gone
        try:
            connect(service).close()
        except OSError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("it still takes new connections")
    assert service.process.wait(timeout=60) == 0
    assert time.monotonic() - began < WITHIN
    for each in opened:
        each.close()


@pytest.mark.slow
def test_one_that_has_nothing_to_do_leaves_at_once(service: Service) -> None:
    idle = http.client.HTTPConnection(service.address.removeprefix("http://"), timeout=30)
    idle.request("GET", "/v1/supplies?recipient=RUS")
    assert idle.getresponse().read()
    assert leave(service, signal.SIGINT) < 5
    idle.close()


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.0, 1.0, 2.5])
def test_one_that_is_just_starting_leaves_too(tmp_path: Path, after: float) -> None:
    command = [sys.executable, "-c", STARTING, str(tmp_path / "data")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begin\n"
        time.sleep(after)
        began = time.monotonic()
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(timeout=60) == 0
        assert time.monotonic() - began < WITHIN


STARTING = """
import sys
from app.cli import server, serving
from app.cli.program import program
before = server.leaving_in_order.__wrapped__
import contextlib
@contextlib.contextmanager
def telling():
    with contextlib.contextmanager(before)():
        print("begin", flush=True)
        yield
server.leaving_in_order = telling
program(["--data", sys.argv[1], "serve", "--demo", "--port", "0"])
"""
