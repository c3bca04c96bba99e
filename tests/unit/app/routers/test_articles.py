"""Posting, finding and listing articles, and every way in which an article is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.wiring import Materiel
from graph.ingest.limits import limits
from tests.unit.app.conftest import Client, Post

TANKS = "Poland sends tanks to Ukraine in 2024-03, Warsaw says."


def test_a_new_article_is_answered_with_its_claims(client: Client, materiel: Materiel) -> None:
    answer = client.post(
        "/v1/articles",
        json={
            "text": TANKS,
            "title": "Tanks roll",
            "published": "2024-03-05",
            "publisher": "Morning Post",
            "url": "https://example.org/tanks",
        },
    )
    found = answer.json()
    article = found["article"]
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/articles/{article['id']}"
    assert article == {
        "id": article["id"],
        "title": "Tanks roll",
        "published": "2024-03-05",
        "publisher": "Morning Post",
        "url": "https://example.org/tanks",
        "characters": len(TANKS),
    }
    claim = found["claims"][0]
    assert (claim["supplier"], claim["recipient"], claim["munition"]) == (
        "POL",
        "UKR",
        "battle-tank",
    )
    assert TANKS[claim["start"] : claim["end"]] == claim["quote"]
    assert claim["source"] == {"name": "Warsaw", "kind": "official"}
    assert claim["extractor"] == {"name": "one-sentence", "version": "1"}
    assert materiel.archive.known(article["id"])


def test_only_the_text_is_required(client: Client) -> None:
    answer = client.post("/v1/articles", json={"text": TANKS})
    assert answer.status_code == 201
    assert answer.json()["article"]["published"] is None


def test_a_known_article_is_answered_with_200_and_changes_nothing(
    client: Client, materiel: Materiel
) -> None:
    first = client.post("/v1/articles", json={"text": TANKS})
    again = client.post("/v1/articles", json={"text": TANKS, "title": "Another title"})
    assert again.status_code == 200
    assert again.json() == first.json()
    assert materiel.archive.counts().articles == 1


def test_an_article_is_found_in_the_shape_it_was_posted(client: Client) -> None:
    posted = client.post("/v1/articles", json={"text": TANKS})
    found = client.get(posted.headers["Location"])
    assert found.status_code == 200
    assert found.json() == posted.json()


def test_an_unknown_article_is_not_found(client: Client) -> None:
    answer = client.get("/v1/articles/0123")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/not-found"


def test_articles_are_listed_page_by_page(client: Client, post: Post) -> None:
    ids = [post(f"Story {number}. {TANKS}")["article"]["id"] for number in range(3)]
    first = client.get("/v1/articles?limit=2").json()
    assert first["total"] == 3
    second = client.get(first["next"]).json()
    listed = [item["article"]["id"] for item in first["articles"] + second["articles"]]
    assert listed == ids
    assert second["next"] is None
    assert first["articles"][0]["claims"] == 1


def test_a_withdrawn_article_is_gone_and_says_since_when_and_why(
    client: Client, materiel: Materiel
) -> None:
    posted = client.post("/v1/articles", json={"text": TANKS, "title": "Tanks roll"})
    address, identifier = posted.headers["Location"], posted.json()["article"]["id"]
    etag = client.get(address).headers["ETag"]
    materiel.archive.withdraw(identifier, who="the desk", why="Its publisher retracted it")
    answer = client.get(address, headers={"If-None-Match": etag})
    told = answer.json()
    assert answer.status_code == told["status"] == 410
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["type"] == "/problems/withdrawn"
    assert datetime.fromisoformat(told["since"]) <= datetime.now(UTC)
    assert told["why"] == "Its publisher retracted it"
    assert "Its publisher retracted it" in told["detail"]
    assert "the desk" not in answer.text
    materiel.archive.restore(identifier, who=None, why=None)
    assert client.get(address).json()["claims"] == posted.json()["claims"]


def test_posting_a_withdrawn_article_again_does_not_restore_it(
    client: Client, materiel: Materiel
) -> None:
    posted = client.post("/v1/articles", json={"text": TANKS})
    assert posted.json()["withdrawn"] is None
    materiel.archive.withdraw(posted.json()["article"]["id"], who="the desk", why="It was planted")
    again = client.post("/v1/articles", json={"text": TANKS})
    assert again.status_code == 200
    assert again.json()["withdrawn"]["why"] == "It was planted"
    assert again.json()["claims"] == []
    assert "the desk" not in again.text
    gone = client.get(posted.headers["Location"]).json()
    assert again.json()["withdrawn"]["since"] == gone["since"]
    assert client.get("/v1/supplies").json()["total"] == 0


def test_withdrawn_articles_are_not_listed(client: Client, materiel: Materiel, post: Post) -> None:
    ids = [post(f"Story {number}. {TANKS}")["article"]["id"] for number in range(4)]
    materiel.archive.withdraw(ids[1], who=None, why="It was planted")
    first = client.get("/v1/articles?limit=2").json()
    assert (first["total"], first["sequence"]) == (3, 5)
    second = client.get(first["next"]).json()
    listed = [item["article"]["id"] for item in first["articles"] + second["articles"]]
    assert listed == [ids[0], ids[2], ids[3]]
    assert second["next"] is None


TOMORROW = (datetime.now(UTC).date() + timedelta(days=3)).isoformat()
RUSSIAN = "Польша передала Украине четырнадцать танков, сообщило министерство обороны страны."


@pytest.mark.parametrize(
    ("body", "status", "problem", "field"),
    [
        ({"text": ""}, 422, "empty-article", "text"),
        ({"text": " \n\t 123 "}, 422, "empty-article", "text"),
        ({"text": "words\0and nulls"}, 422, "not-text", "text"),
        ({"text": "\x01\x02\x03\x04 binary \x05\x06"}, 422, "not-text", "text"),
        ({"text": RUSSIAN}, 422, "unsupported-language", "text"),
        ({"text": TANKS, "published": TOMORROW}, 422, "invalid-field", "published"),
        ({"text": TANKS, "published": "last week"}, 422, "invalid-field", "published"),
        ({"text": TANKS, "published": "2024-02-30"}, 422, "invalid-field", "published"),
        ({"text": TANKS, "url": "javascript:alert(1)"}, 422, "invalid-field", "url"),
        ({"text": TANKS, "autor": "x"}, 422, "invalid-field", "autor"),
        ({"text": 5}, 422, "invalid-field", "text"),
        ({"title": "No text"}, 422, "missing-field", "text"),
        ({}, 422, "missing-field", "text"),
    ],
)
def test_what_cannot_be_used_is_named(
    client: Client, body: dict[str, Any], status: int, problem: str, field: str
) -> None:
    answer = client.post("/v1/articles", json=body)
    told = answer.json()
    assert answer.status_code == told["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["type"] == f"/problems/{problem}"
    assert told["field"] == field
    assert told["remedy"]


def test_a_text_over_the_limit_is_too_large(client: Client) -> None:
    answer = client.post("/v1/articles", json={"text": "word " * (limits().text_characters // 4)})
    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/too-large"


def test_a_body_over_the_limit_is_too_large(client: Client) -> None:
    answer = client.post("/v1/articles", json={"text": "x" * 20_000_000})
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("content_type", ["image/png", "application/x-www-form-urlencoded", None])
def test_another_content_type_is_refused(client: Client, content_type: str | None) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    answer = client.post("/v1/articles", content=b'{"text": "x"}', headers=headers)
    assert answer.status_code == 415
    assert answer.json()["field"] == "Content-Type"


@pytest.mark.parametrize("content", [b'{"text": ', b"\xff\xfe", b"[" * 100_000, b""])
def test_a_body_that_is_no_json_is_refused(client: Client, content: bytes) -> None:
    answer = client.post(
        "/v1/articles", content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("content", [b"[]", b'"text"', b"null", b"7"])
def test_json_that_is_no_object_is_refused(client: Client, content: bytes) -> None:
    answer = client.post(
        "/v1/articles", content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422


def test_half_a_letter_is_refused_not_fatal(client: Client) -> None:
    answer = client.post(
        "/v1/articles",
        content=b'{"text": "Poland sends \\ud800 tanks"}',
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 422
    assert answer.json()["field"] == "text"
