"""Requests that no browser sends, byte by byte at a running service."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.e2e.running import Service

SECONDS = 20
OK = b"HTTP/1.1 200"
HOST = b"Host: materiel.example\r\n"
ASK = b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n"
HIDDEN = b"GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
SECRET_FILES = (b"root:", b"[project]", b"SQLite format")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(tmp_path_factory.mktemp("odd") / "data") as running:
        yield running


def send(service: Service, *parts: bytes, wait: float = SECONDS) -> bytes:
    """Send bytes, and give all that comes until the service hangs up or falls silent."""
    place = urlsplit(service.address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=wait) as client:
        came = b""
        try:
            for part in parts:
                client.sendall(part)
            while more := client.recv(65536):
                came += more
        except (TimeoutError, ConnectionError):
            pass
        return came


def statuses(came: bytes) -> list[int]:
    return [int(one) for one in re.findall(rb"HTTP/1\.1 (\d{3}) ", came)]


def still_serves(service: Service) -> None:
    assert service.status("/healthz") == 200


TARGETS = [
    "/assets/../../pyproject.toml",
    "/assets/..%2f..%2fpyproject.toml",
    "/assets/%2e%2e/%2e%2e/settings.py",
    "/assets/....//....//etc/passwd",
    "/assets/..%5c..%5cetc/passwd",
    "/assets//etc/passwd",
    "/assets/%00/etc/passwd",
    "/docs/../../../../etc/passwd",
    "/docs/%2e%2e/%2e%2e/routes.py",
    "/export/../../archive.sqlite",
    "/export/%2e%2e%2farchive.sqlite",
    "/export/nanopubs/..%2f..%2f..%2fetc%2fpasswd.trig",
    "/ontology/..%2fterms.py",
    "/ontology/../../../../../etc/passwd",
    "/id/..%2f..%2fetc%2fpasswd",
    "/../../../../../../etc/passwd",
    "//etc/passwd",
    "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
]


@pytest.mark.parametrize("target", TARGETS)
def test_no_path_leads_out_of_what_is_served(service: Service, target: str) -> None:
    came = send(
        service, f"GET {target} HTTP/1.1\r\n".encode() + HOST + b"Connection: close\r\n\r\n"
    )
    (status,) = statuses(came)
    assert status in range(300, 500), came[:200]
    assert not any(word in came for word in SECRET_FILES)


@pytest.mark.parametrize(
    "more",
    [
        b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
        b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + HIDDEN,
        b"Content-Length: 0\r\nContent-Length: 30\r\n\r\n" + HIDDEN,
        b"Content-Length: 5, 5\r\n\r\nhello",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: +4\r\n\r\nabcd",
        b"Content-Length: 0x4\r\n\r\nabcd",
        b"Content-Length: 99999999999999999999999\r\n\r\n",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n",
    ],
)
def test_a_body_with_two_lengths_or_a_false_one_hides_no_request(
    service: Service, more: bytes
) -> None:
    came = send(service, b"POST /v1/articles HTTP/1.1\r\n" + HOST + more, wait=5)
    assert all(400 <= one < 500 for one in statuses(came)), came[:300]
    assert len(statuses(came)) <= 1, "a second request was read out of the first"
    assert b"smuggled" not in came
    still_serves(service)


@pytest.mark.parametrize(
    "head",
    [
        b"\x00\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: a\x00b\r\n\r\n",
        b"GET / HTTP/1.1\r\n X: folded\r\n\r\n",
        b"GET /heal\xffthz HTTP/1.1\r\n\r\n",
        b"G\x80T / HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET http://169.254.169.254/latest/meta-data HTTP/1.1\r\nHost: x\r\n\r\n",
        b"CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"TRACE /healthz HTTP/1.1\r\nHost: x\r\nCookie: a=b\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused_and_leaves_no_mark(service: Service, head: bytes) -> None:
    came = send(service, head, wait=5)
    assert all(400 <= one < 500 for one in statuses(came)), came[:300]
    assert b"Cookie: a=b" not in came
    still_serves(service)


def test_very_many_or_very_long_headers_are_refused(service: Service) -> None:
    for more in (
        b"".join(b"X-%d: y\r\n" % number for number in range(20_000)),
        b"X: " + b"y" * 2_000_000 + b"\r\n",
    ):
        came = send(service, ASK + more + b"\r\n")
        assert statuses(came) in ([], [200], [400], [431]), came[:200]
        still_serves(service)


def test_an_address_over_the_limit_gets_no_5xx(service: Service) -> None:
    for length in (5_000, 70_000, 1_000_000):
        head = b"GET /v1/supplies?q=" + b"a" * length + b" HTTP/1.1\r\n" + HOST
        came = send(service, head + b"Connection: close\r\n\r\n")
        assert all(400 <= one < 500 for one in statuses(came)), came[:200]
        still_serves(service)


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "OPTIONS", "PATCH", "PUT", "QUERY"])
def test_a_body_where_none_belongs_is_read_away(service: Service, method: str) -> None:
    body = b"x" * 1000
    head = f"{method} /healthz HTTP/1.1\r\n".encode() + HOST
    length = b"Content-Length: %d\r\n\r\n" % len(body)
    came = send(service, head + length + body, ASK + b"\r\n")
    first, second = statuses(came)
    assert first < 500
    assert second == 200, "what follows on the connection is a request of its own"


@pytest.mark.parametrize(
    "given",
    [b"a\rX-Evil: 1", b"a%0d%0aX-Evil: 1", b"\xe2\x98\x83", b"x" * 5000, b"<script>", b"\x7f", b""],
)
def test_a_given_request_id_comes_back_only_when_it_is_plain(
    service: Service, given: bytes
) -> None:
    came = send(service, ASK + b"X-Request-ID: " + given + b"\r\n\r\n", wait=5)
    head = came.partition(b"\r\n\r\n")[0].lower()
    assert b"\nx-evil" not in head.replace(b"\r", b"\n")
    if statuses(came) == [200]:
        (told,) = re.findall(rb"x-request-id: ([^\r]*)", head)
        assert re.fullmatch(rb"[\w.:-]{1,64}", told)
        assert told != given


@pytest.mark.parametrize(
    "target",
    [
        "/v1/supplies.csv%0d%0aX-Evil:%201",
        '/v1/supplies.csv?recipient=%0d%0aX-Evil:%201%22;filename="x',
        "/v1/supplies.csv?q=%0d%0aSet-Cookie:%20a=b",
        "/export/claims.csv?recipient=%0d%0aX-Evil:%201",
        "/export/%0d%0aX-Evil:%201.csv",
        "/id/article/%0d%0aX-Evil:%201",
        "/id/%E2%80%AE%0d%0aLocation:%20http:%2f%2fevil.example",
        "//evil.example/%2e%2e",
        "/sparql?query=ASK%7B%7D&format=%0d%0aX-Evil:%201",
    ],
)
def test_no_value_splits_an_answer_or_leads_elsewhere(service: Service, target: str) -> None:
    came = send(
        service, f"GET {target} HTTP/1.1\r\n".encode() + HOST + b"Connection: close\r\n\r\n"
    )
    head = came.partition(b"\r\n\r\n")[0].replace(b"\r", b"\n").lower()
    assert len(statuses(came)) == 1
    assert statuses(came)[0] < 500
    for line in head.split(b"\n"):
        assert not line.startswith((b"x-evil", b"set-cookie"))
        if line.startswith(b"location:"):
            assert b"evil.example" not in line.partition(b"?")[0]


def test_slow_clients_keep_nobody_waiting(service: Service) -> None:
    place = urlsplit(service.address)
    slow = [socket.create_connection((place.hostname or "", place.port or 0)) for _ in range(200)]
    try:
        for number, one in enumerate(slow):
            if number % 2:
                one.sendall(b"GET /heal")
            else:
                one.sendall(
                    b"POST /v1/articles HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n{"
                )
        times = []
        for _ in range(20):
            began = time.perf_counter()
            still_serves(service)
            times.append(time.perf_counter() - began)
        assert sorted(times)[10] < SECONDS / 4
    finally:
        for one in slow:
            one.close()
    still_serves(service)


def test_nothing_of_all_this_is_an_error_of_ours(service: Service) -> None:
    assert service.process.poll() is None
    log = Path(service._log.name).read_text(encoding="utf-8")
    assert "Traceback" not in log
