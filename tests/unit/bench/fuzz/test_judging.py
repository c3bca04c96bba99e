"""What is wrong with an answer, as the description has it."""

from typing import Any

import orjson
import requests
from schemathesis import Response
from schemathesis.checks import CHECKS, load_all_checks

from bench.fuzz.described import load_schema, operations
from bench.fuzz.drawing import Drawn, Kind
from bench.fuzz.judging import CHECKED, wrong_with

NUMBER = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1}}
NAME = {"name": "maker", "in": "query", "schema": {"type": "string"}}
TOLD = {"type": "object", "required": ["total"]}
DESCRIBED: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Things", "version": "1"},
    "paths": {
        "/things": {
            "get": {
                "parameters": [NUMBER, NAME],
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {"application/json": {"schema": TOLD}},
                    },
                    "422": {"description": "refused"},
                },
            }
        }
    },
}


def wrong(kind: Kind, status: int, told: dict[str, Any]) -> list[str]:
    load_all_checks()
    (operation,) = operations(load_schema(DESCRIBED))
    response = Response(
        status_code=status,
        headers={"content-type": ["application/json"]},
        content=orjson.dumps(told),
        request=requests.Request("GET", "http://service/things").prepare(),
        elapsed=0.1,
        verify=True,
    )
    drawn = Drawn(kind=kind, case=operation.Case(query={"limit": 1}))
    return [title for title, _ in wrong_with(drawn, response, CHECKS.get_by_names(list(CHECKED)))]


def test_what_is_as_told_is_right() -> None:
    assert wrong(Kind.KNOWN, 200, {"total": 1}) == []
    assert wrong(Kind.EDGE, 422, {"field": "limit"}) == []


def test_what_is_not_told_is_wrong() -> None:
    assert wrong(Kind.EDGE, 200, {}) == ["Response violates schema"]
    assert wrong(Kind.EDGE, 409, {}) == ["Undocumented status code"]
    assert "Server error" in wrong(Kind.EDGE, 500, {"type": "/problems/internal"})


def test_good_values_are_served() -> None:
    assert wrong(Kind.KNOWN, 422, {"field": "maker"}) == ["Good values are refused"]


def test_a_name_may_be_unknown_but_a_number_within_bounds_may_not() -> None:
    assert wrong(Kind.ALLOWED, 422, {"field": "maker"}) == []
    refused = ["The description allows what is refused"]
    assert wrong(Kind.ALLOWED, 422, {"field": "limit"}) == refused
