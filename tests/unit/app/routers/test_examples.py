"""Examples in the description."""

from typing import Any

from app.routers.examples import tell_examples


def test_examples_stand_with_their_answers_and_bodies() -> None:
    answer: dict[str, Any] = {"content": {"application/json": {}}}
    sent: dict[str, Any] = {"content": {"application/json": {}}}
    operation = {"responses": {"201": answer}, "requestBody": sent}
    described = {"paths": {"/v1/articles": {"post": operation}}}
    tell_examples(described)
    told = answer["content"]["application/json"]["examples"]["demo"]
    assert told["summary"] == "POST /v1/articles"
    assert told["value"]["claims"][0]["supplier"] == "POL"
    body = sent["content"]["application/json"]["examples"]["demo"]["value"]
    assert told["value"]["claims"][0]["quote"] in body["text"]
