"""The description as it is held against answers."""

import io
import urllib.request
from typing import Any

import orjson
import pytest

from bench.fuzz.described import load_description, load_schema, names_told, operations

DESCRIBED: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Things", "version": "1"},
    "paths": {
        "/things": {
            "get": {
                "parameters": [
                    {
                        "name": "sort",
                        "in": "query",
                        "description": "- before one is descending: `id`, `maker.name`",
                        "schema": {"type": "string"},
                    }
                ],
                "responses": {"200": {"description": "ok"}, "default": {"description": "not"}},
            }
        }
    },
}


def test_only_statuses_told_by_number_count_as_told(monkeypatch: pytest.MonkeyPatch) -> None:
    body = io.BytesIO(orjson.dumps(DESCRIBED))
    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: body)
    described = load_description("http://service")
    assert list(described["paths"]["/things"]["get"]["responses"]) == ["200"]


def test_names_are_read_from_the_description() -> None:
    (operation,) = operations(load_schema(DESCRIBED))
    assert operation.label == "GET /things"
    assert names_told(operation, "sort") == ["id", "maker.name"]
    assert names_told(operation, "fields") == []
