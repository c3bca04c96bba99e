"""A batch: a line back for every line, whatever is wrong with some of them."""

import json
from collections.abc import Sequence
from typing import Any

import anyio
import httpx
import pytest

from app.main import create_app
from app.wiring import Materiel
from graph.claims.article import Article
from graph.claims.reading import Reading
from graph.errors import InputError, StorageError
from graph.pipeline import INGEST_BATCH
from tests.unit.app.conftest import Client, OneSentenceReader

TANKS = "Poland sends tanks to Ukraine in 2024-03, Warsaw says."
NDJSON = {"Content-Type": "application/x-ndjson"}


def written(*lines: object) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def read(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == NDJSON["Content-Type"]
    assert answer.headers["cache-control"] == "no-store"
    return [json.loads(line) for line in answer.text.splitlines()]


def send(client: Client, body: bytes) -> list[dict[str, Any]]:
    return read(client.post("/v1/articles", content=body, headers=NDJSON))


def test_every_line_is_answered_in_order(client: Client, materiel: Materiel) -> None:
    first, second, again = send(
        client,
        written({"text": TANKS}, {"text": "Nothing of the kind.", "id": "x"}, {"text": TANKS}),
    )
    assert first == {"line": 1, "status": 201, "id": first["id"], "sequence": 1, "claims": 1}
    assert second == {"line": 2, "status": 201, "id": second["id"], "sequence": 2, "claims": 0}
    assert again == {**first, "line": 3, "status": 200}
    assert [one.article.id for one in materiel.archive.since(0)] == [first["id"], second["id"]]
    assert client.get("/v1/supplies").json()["total"] == 1
    assert client.get(f"/v1/articles/{first['id']}").status_code == 200


def test_a_bad_line_costs_only_itself(client: Client) -> None:
    body = (
        written({"text": TANKS})
        + b"not json\n\n"
        + written(["a list"], {"title": "no text"}, {"text": " "}, {"text": 7})
        + b'{"text": "\xff"}\n'
        + written({"text": TANKS, "published": "soon"}, {"text": f"And {TANKS}"})
    )
    answers = send(client, body)
    assert [answer["line"] for answer in answers] == [1, 2, 4, 5, 6, 7, 8, 9, 10]
    assert [answer["status"] for answer in answers] == [201, *[422] * 7, 201]
    problems = [answer["problem"]["type"] for answer in answers[1:-1]]
    assert problems == [
        "/problems/malformed-line",
        "/problems/malformed-line",
        "/problems/missing-field",
        "/problems/empty-article",
        "/problems/invalid-field",
        "/problems/malformed-line",
        "/problems/invalid-field",
    ]
    assert answers[-2]["problem"]["field"] == "published"
    assert "id" not in answers[1]


def test_the_last_line_needs_no_end(client: Client) -> None:
    (only,) = send(client, written({"text": TANKS}).strip())
    assert only["status"] == 201


def test_a_batch_may_be_empty(client: Client) -> None:
    assert send(client, b"") == []


def test_a_line_that_is_too_long_costs_only_itself(materiel: Materiel, client: Client) -> None:
    limit = materiel.settings.max_body_bytes
    long = b'{"text": "' + b"x" * limit + b'"}\n'
    answers = send(client, long + written({"text": TANKS}))
    assert [(answer["line"], answer["status"]) for answer in answers] == [(1, 413), (2, 201)]
    assert answers[0]["problem"]["type"] == "/problems/too-large"


def test_the_body_as_a_whole_has_no_limit(materiel: Materiel, client: Client) -> None:
    size = materiel.settings.max_body_bytes // 3
    lines = [{"text": f"Story {number}. {TANKS}", "more": "x" * size} for number in range(4)]
    assert [answer["status"] for answer in send(client, written(*lines))] == [201] * 4


def test_a_withdrawn_article_stays_withdrawn(client: Client, materiel: Materiel) -> None:
    (first,) = send(client, written({"text": TANKS}))
    materiel.archive.withdraw(first["id"], who=None, why="It was planted")
    (again,) = send(client, written({"text": TANKS}))
    assert (again["status"], again["withdrawn"], again["claims"]) == (200, True, 0)


def test_more_lines_than_one_transaction_takes(client: Client, materiel: Materiel) -> None:
    lines = [{"text": f"Story {number}. {TANKS}"} for number in range(2 * INGEST_BATCH + 3)]
    answers = send(client, written(*lines))
    assert [answer["sequence"] for answer in answers] == list(range(1, len(lines) + 1))
    assert materiel.network.sequence() == len(lines)


class Choosy(OneSentenceReader):
    """Cannot read one article."""

    def read(self, article: Article) -> Reading:
        if "unreadable" in article.text:
            raise InputError("It cannot be read", field="text")
        return super().read(article)


def test_an_article_that_cannot_be_read_costs_only_itself(
    materiel: Materiel, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(materiel.pipeline, "_reader", Choosy())
    answers = send(client, written({"text": TANKS}, {"text": "unreadable"}, {"text": f"2 {TANKS}"}))
    assert [answer["status"] for answer in answers] == [201, 422, 201]


def test_a_full_disk_is_told_to_every_line(
    materiel: Materiel, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_pairs: Sequence[object]) -> None:
        raise StorageError("The disk is full")

    monkeypatch.setattr(materiel.archive, "add_many", fail)
    answers = send(client, written({"text": TANKS}, {"text": " "}, {"text": f"2 {TANKS}"}))
    assert [answer["status"] for answer in answers] == [503, 422, 503]
    monkeypatch.undo()
    assert materiel.archive.sequence() == 0
    assert [answer["status"] for answer in send(client, written({"text": TANKS}))] == [201]


def test_other_content_types_are_no_batch(client: Client) -> None:
    body = written({"text": TANKS})
    for content_type, status in [("application/json", 201), ("text/csv", 415)]:
        answer = client.post("/v1/articles", content=body, headers={"Content-Type": content_type})
        assert answer.status_code == status
    assert client.post("/v1/claims", content=body, headers=NDJSON).status_code == 405


async def converse(materiel: Materiel, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Send parts of a batch one after the other; give what was answered, and after which part."""
    app = create_app(materiel=materiel)
    coming = iter(parts)
    heard: list[dict[str, Any]] = []
    sent = 0

    async def receive() -> dict[str, Any]:
        nonlocal sent
        sent += 1
        return next(coming)

    async def hear(message: dict[str, Any]) -> None:
        heard.append({**message, "after": sent})

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/v1/articles",
        "raw_path": b"/v1/articles",
        "query_string": b"",
        "root_path": "",
        "headers": [(b"content-type", b"application/x-ndjson; charset=utf-8")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
    }
    await app(scope, receive, hear)  # type: ignore[arg-type]  # plain dictionaries are messages
    return heard


def part(body: bytes, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_line_is_answered_before_the_next_comes(materiel: Materiel) -> None:
    lines = [written({"text": f"Story {number}. {TANKS}"}) for number in range(3)]
    parts = [part(lines[0] + lines[1][:9]), part(lines[1][9:]), part(lines[2], more=False)]
    heard = anyio.run(converse, materiel, parts)
    bodies = [message for message in heard if message.get("body")]
    assert [message["after"] for message in bodies] == [1, 2, 3]
    assert [json.loads(message["body"])["line"] for message in bodies] == [1, 2, 3]


def test_a_client_that_hangs_up_loses_only_what_was_not_answered(materiel: Materiel) -> None:
    lines = [written({"text": f"Story {number}. {TANKS}"}) for number in range(2)]
    parts = [part(lines[0] + lines[1][:-9]), {"type": "http.disconnect"}]
    heard = anyio.run(converse, materiel, parts)
    (answered,) = [json.loads(message["body"]) for message in heard if message.get("body")]
    assert materiel.archive.known(answered["id"])
    assert materiel.archive.sequence() == 1


def test_a_client_that_hangs_up_at_once_is_no_error(materiel: Materiel) -> None:
    heard = anyio.run(converse, materiel, [{"type": "http.disconnect"}])
    assert not [message for message in heard if message.get("body")]
