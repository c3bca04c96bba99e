"""What will go is told with every answer, and in the description."""

from datetime import date
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from app.main import create_app
from app.routers.deprecated import Deprecated, TellDeprecated, load_deprecated, tell_deprecated
from app.wiring import Materiel

ROW = """
[[deprecated]]
method = "GET"
path = "/v1/actors/{actor_id}/suppliers"
since = 2026-12-01
sunset = 2027-12-01
link = "https://example.org/going"
successor = "/v1/supplies"

[[deprecated]]
method = "GET"
path = "/v1/actors/{actor_id}/suppliers"
parameter = "offset"
since = 2026-11-01
link = "https://example.org/offset"
"""
TABLE = load_deprecated(ROW)


def answer(_: Request) -> Response:
    return Response("[]", headers={"Link": '</v1/next>; rel="next"'})


@pytest.fixture
def asked() -> TestClient:
    app = Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST"])])
    app.add_middleware(TellDeprecated, table=TABLE)
    return TestClient(app)


def test_a_route_that_will_go_says_so_beside_its_own_links(asked: TestClient) -> None:
    told = asked.get("/v1/actors/IRN/suppliers").headers
    assert told["deprecation"] == "@1796083200"
    assert told["sunset"] == "Wed, 01 Dec 2027 00:00:00 GMT"
    assert told.get_list("link") == [
        '</v1/next>; rel="next"',
        '<https://example.org/going>; rel="deprecation"; type="text/html"',
        '</v1/supplies>; rel="successor-version"',
    ]
    assert "deprecation" in asked.get("/v1/actors/IRN/suppliers.csv").headers


def test_of_several_the_first_day_counts_and_all_are_linked(asked: TestClient) -> None:
    told = asked.get("/v1/actors/IRN/suppliers?offset=&limit=2").headers
    assert told["deprecation"] == "@1793491200"
    assert "sunset" in told
    assert len(told.get_list("link")) == 4


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/actors/IRN"),
        ("GET", "/v1/actors/IRN/suppliers/more"),
        ("POST", "/v1/actors/IRN/suppliers"),
        ("GET", "/v1/supplies?offset=3"),
    ],
)
def test_what_stays_says_nothing(asked: TestClient, method: str, path: str) -> None:
    told = asked.request(method, path).headers
    assert "deprecation" not in told
    assert "sunset" not in told


def test_the_description_marks_routes_and_parameters(materiel: Materiel) -> None:
    described: dict[str, Any] = create_app(materiel=materiel).openapi()
    assert "deprecated" not in described["paths"]["/v1/supplies"]["get"]
    tell_deprecated(described, TABLE)
    for ending in ("", ".{form}"):
        operation = described["paths"]["/v1/actors/{actor_id}/suppliers" + ending]["get"]
        assert operation["deprecated"]
        assert {"Deprecation", "Sunset"} <= operation["responses"]["200"]["headers"].keys()
        (offset,) = [one for one in operation["parameters"] if one.get("deprecated")]
        assert offset["name"] == "offset"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"path": "/v1/nothing"}, "there is no GET /v1/nothing"),
        ({"method": "DELETE"}, "there is no DELETE"),
        ({"parameter": "colour"}, "has no colour"),
    ],
)
def test_what_the_description_has_not_cannot_go(
    materiel: Materiel, row: dict[str, Any], reason: str
) -> None:
    described = create_app(materiel=materiel).openapi()
    given = {"method": "GET", "path": "/v1/supplies", "since": date(2026, 1, 1), "link": "/x"}
    with pytest.raises(ValueError, match=reason):
        tell_deprecated(described, [Deprecated(**{**given, **row})])


@pytest.mark.parametrize("line", ["sunset = 2026-12-01", "colour = 1"])
def test_a_row_that_makes_no_sense_is_refused(line: str) -> None:
    row = """
[[deprecated]]
method = "GET"
path = "/v1/supplies"
since = 2026-12-01
link = "https://example.org"
"""
    with pytest.raises((ValueError, TypeError), match=r"sunset comes after|colour"):
        load_deprecated(row + line)


def test_the_table_of_the_service_is_one_that_can_be_read() -> None:
    assert all(one.path.startswith("/v1/") for one in load_deprecated())
