"""The layers around the application: headers on every answer, a limit on every body."""

from collections.abc import Iterable, Iterator

import anyio
import pytest
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from app.security import HEADERS, BodyLimit, HeadAsGet, SecurityHeaders
from graph.errors import TooLarge

SCOPE: Scope = {"type": "http", "method": "POST", "path": "/", "headers": []}


async def echo_length(scope: Scope, receive: Receive, send: Send) -> None:
    message = await receive()
    await PlainTextResponse(str(len(message["body"])))(scope, receive, send)


def say_no(error: TooLarge) -> PlainTextResponse:
    return PlainTextResponse(str(error), status_code=413)


def run(layer: BodyLimit | SecurityHeaders, parts: Iterable[Message]) -> list[Message]:
    coming = list(parts)
    sent: list[Message] = []

    async def receive() -> Message:
        return coming.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    anyio.run(layer, SCOPE, receive, send)
    return sent


def part(body: bytes, *, more: bool) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


@pytest.mark.parametrize("parts", [[b"12345678"], [b"1234", b"5678"]])
def test_a_body_at_the_limit_passes_whole(parts: list[bytes]) -> None:
    coming = [part(body, more=body is not parts[-1]) for body in parts]
    sent = run(BodyLimit(echo_length, limit=8, refuse=say_no), coming)
    assert sent[0]["status"] == 200
    assert sent[1]["body"] == b"8"


def test_a_body_over_the_limit_is_refused_after_it_was_read() -> None:
    coming = [part(b"x" * 6, more=True), part(b"x" * 6, more=False)]
    sent = run(BodyLimit(echo_length, limit=8, refuse=say_no), coming)
    assert sent[0]["status"] == 413
    assert b"8 bytes" in sent[1]["body"]


def test_a_body_without_end_is_not_read_without_end() -> None:
    coming = [part(b"x" * 8, more=True) for _ in range(100)]
    sent = run(BodyLimit(echo_length, limit=8, refuse=say_no), coming)
    assert sent[0]["status"] == 413


def test_what_streams_is_left_to_its_route() -> None:
    layer = BodyLimit(echo_length, limit=8, refuse=say_no, streams=lambda _scope: True)
    sent = run(layer, [part(b"x" * 9, more=True)])
    assert (sent[0]["status"], sent[1]["body"]) == (200, b"9")


def test_half_a_request_gets_no_answer() -> None:
    sent = run(
        BodyLimit(echo_length, limit=8, refuse=say_no),
        [part(b"1234", more=True), {"type": "http.disconnect"}],
    )
    assert sent == []


def test_every_answer_carries_the_security_headers() -> None:
    sent = run(SecurityHeaders(echo_length), [part(b"", more=False)])
    names = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    for name, value in HEADERS.items():
        assert names[name.lower()] == value
    assert "script-src" not in HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("spec_version", ["2.3", "2.4"])
def test_head_of_a_stream_makes_no_more_than_its_beginning(spec_version: str) -> None:
    made: list[int] = []
    sent: list[Message] = []

    def pieces() -> Iterator[bytes]:
        for number in range(1000):
            made.append(number)
            yield b"x"

    async def receive() -> Message:
        await anyio.sleep_forever()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    async def ask() -> None:
        layer = HeadAsGet(StreamingResponse(pieces(), headers={"ETag": '"1"'}))
        scope = {**SCOPE, "method": "HEAD", "asgi": {"spec_version": spec_version}}
        await layer(scope, receive, send)

    anyio.run(ask)
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert (b"etag", b'"1"') in sent[0]["headers"]
    assert sent[1].get("body", b"") == b""
    assert not sent[1].get("more_body", False)
    assert len(made) < 10


def test_head_of_a_whole_answer_has_its_length() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return part(b"", more=False)

    async def send(message: Message) -> None:
        sent.append(message)

    anyio.run(HeadAsGet(PlainTextResponse("tanks")), {**SCOPE, "method": "HEAD"}, receive, send)
    assert (b"content-length", b"5") in sent[0]["headers"]
    assert sent[1:] == [{"type": "http.response.body", "body": b""}]
