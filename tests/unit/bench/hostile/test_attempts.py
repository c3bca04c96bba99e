"""Answers as they come from a server that misbehaves on purpose."""

import socket
import threading

import pytest

from bench.hostile.attempts import Attempt, send

OK = "HTTP/1.1 200 OK\r\nContent-Type: text/csv; charset=utf-8\r\nConnection: close\r\n"
ANY = frozenset((200,))


def served(answer: str, attempt: Attempt) -> tuple[object, bytes]:
    """Give the outcome of an attempt at a server with this one answer, and what it was sent."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.settimeout(0.2)
                try:
                    while part := connection.recv(65_536):
                        heard.append(part)
                except TimeoutError:
                    connection.sendall(answer.encode())

        thread = threading.Thread(target=serve)
        thread.start()
        outcome = send(f"http://127.0.0.1:{server.getsockname()[1]}", attempt)
        thread.join()
    return outcome, b"".join(heard)


@pytest.mark.parametrize(
    "attempt",
    [
        Attempt(kind="x", expected=ANY),
        Attempt(kind="x", expected=ANY, raw=b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
    ],
)
def test_a_whole_answer_and_one_that_is_cut(attempt: Attempt) -> None:
    whole, _ = served(OK + "Content-Length: 2\r\n\r\nx\n", attempt)
    assert (getattr(whole, "status", 0), getattr(whole, "body", b"")) == (200, b"x\n")
    assert getattr(whole, "content_type", "") == "text/csv"
    for cut in ("Content-Length: 9\r\n\r\nx\n", "Transfer-Encoding: chunked\r\n\r\n2\r\nx\n\r\n"):
        outcome, _ = served(OK + cut, attempt)
        assert "IncompleteRead" in getattr(outcome, "failure", "")


def test_a_body_goes_in_chunks() -> None:
    body = Attempt(kind="x", expected=ANY, method="POST", body=b"ASK {}", chunk=4)
    _, heard = served(OK + "Content-Length: 0\r\n\r\n", body)
    assert b"chunked" in heard
    assert heard.endswith(b"4\r\nASK \r\n2\r\n{}\r\n0\r\n\r\n")


def test_nobody_there_is_a_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    outcome = send(f"http://127.0.0.1:{port}", Attempt(kind="x", expected=ANY))
    assert (outcome.status, "Refused" in outcome.failure) == (0, True)
