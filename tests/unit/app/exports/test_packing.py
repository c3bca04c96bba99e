"""Files packed while they are written."""

import gzip
from collections.abc import Iterator

import anyio
import pytest
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message

from app.conditional import takes_packed
from app.exports.packing import PackedAnswers, packed


def test_what_is_packed_is_a_gzip_file_and_equal_each_time() -> None:
    parts = [b"shells\n" * 1000, b"", b"tanks\n"]
    once = b"".join(packed(parts))
    assert gzip.decompress(once) == b"".join(parts)
    assert b"".join(packed(parts)) == once
    assert len(once) < 200


def test_nothing_is_an_empty_file() -> None:
    assert gzip.decompress(b"".join(packed([]))) == b""


def test_parts_are_packed_as_they_come() -> None:
    taken = 0

    def parts() -> Iterator[bytes]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield f"{number * 7919 % 10_007} ".encode() * 40

    first = next(packed(parts()))
    assert first
    assert taken < 2_000


def answered(response: Response, accept_encoding: str) -> tuple[dict[str, str], bytes]:
    """Give what a client gets who sends this header: each header once, and the body."""
    sent: list[Message] = []

    async def receive() -> Message:
        await anyio.sleep_forever()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"accept-encoding", accept_encoding.encode())]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}
    anyio.run(PackedAnswers(response), scope, receive, send)
    names = [name.decode() for name, _ in sent[0]["headers"]]
    assert len(set(names)) == len(names)
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return found, b"".join(message.get("body", b"") for message in sent[1:])


@pytest.mark.parametrize("accept_encoding", ["gzip", "br, gzip;q=0.5", "gzip;q=0", "identity", ""])
def test_answers_are_packed_for_those_who_take_it_and_say_what_they_depend_on(
    accept_encoding: str,
) -> None:
    text = "shells\n" * 1000
    headers, body = answered(PlainTextResponse(text, headers={"Vary": "Accept"}), accept_encoding)
    assert headers["vary"] == "Accept, Accept-Encoding"
    is_packed = headers.get("content-encoding") == "gzip"
    assert is_packed == takes_packed(accept_encoding)
    assert (gzip.decompress(body) if is_packed else body) == text.encode()


@pytest.mark.parametrize("told", ["Accept-Encoding", "accept-encoding, Accept", ""])
def test_nothing_is_told_twice(told: str) -> None:
    response = PlainTextResponse("shells\n" * 1000, headers={"Vary": told} if told else {})
    headers, _ = answered(response, "gzip")
    names = [name.strip().lower() for name in headers["vary"].split(",")]
    assert sorted(names) == sorted({*names} - {""})
    assert "accept-encoding" in names
