import gc

import anyio
import pytest
from starlette.types import Message

from app.sparql import sending
from app.sparql.sending import PIECE, Held, WholeAnswer
from graph.errors import QueryFailed
from graph.store.answers import Answer


def answer(size: int) -> Answer:
    return Answer(media_type="text/csv", body=b"x" * size)


async def nothing() -> Message:
    return {"type": "http.disconnect"}


def sent(response: WholeAnswer, takes: int = 10**6) -> list[Message]:
    """Send to a client that takes so many messages and then reads no more."""
    messages: list[Message] = []

    async def send(message: Message) -> None:
        if len(messages) == takes:
            await anyio.sleep_forever()
        messages.append(message)

    async def run() -> None:
        await response({"type": "http", "path": "/sparql"}, nothing, send)

    anyio.run(run)
    return messages


@pytest.mark.parametrize("size", [0, 1, PIECE, PIECE + 1, 3 * PIECE])
def test_an_answer_goes_out_whole_and_says_its_length(size: int) -> None:
    start, *pieces = sent(WholeAnswer(answer(size), {"Vary": "Accept"}))
    assert (b"content-length", str(size).encode()) in start["headers"]
    assert (b"vary", b"Accept") in start["headers"]
    assert b"".join(piece["body"] for piece in pieces) == b"x" * size
    assert [piece["more_body"] for piece in pieces] == [True] * (len(pieces) - 1) + [False]
    assert all(len(piece["body"]) <= PIECE for piece in pieces)


def test_a_client_that_reads_no_more_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "STALL_SECONDS", 0.05)
    messages = sent(WholeAnswer(answer(3 * PIECE), {}), takes=2)
    assert len(messages) == 2
    assert messages[-1]["more_body"]


def test_answers_that_wait_for_their_clients_are_bounded() -> None:
    held = Held(100)
    first = held.hold(answer(80), {})
    held.hold(answer(20), {})
    with pytest.raises(QueryFailed, match="waiting"):
        held.hold(answer(21), {})
    del first
    gc.collect()
    assert held.hold(answer(100), {}).body == b"x" * 100


def test_one_answer_is_held_however_long() -> None:
    assert len(Held(10).hold(answer(500), {}).body) == 500
