"""The OpenAPI description tells of problems, and of nothing that is not answered."""

from typing import Any

import pytest

from tests.unit.app.conftest import Client


@pytest.fixture
def described(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def operations(described: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for methods in described["paths"].values() for one in methods.values()]


def test_every_refusal_is_a_problem(described: dict[str, Any]) -> None:
    for operation in operations(described):
        for status, response in operation["responses"].items():
            if status.startswith("4") or status == "default":
                assert set(response["content"]) == {"application/problem+json"}
    assert "HTTPValidationError" not in described["components"]["schemas"]


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    def references(part: Any) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if "$ref" in part else []
            return own + [found for value in part.values() for found in references(value)]
        if isinstance(part, list):
            return [found for value in part for found in references(value)]
        return []

    known = described["components"]["schemas"]
    lost = [one for one in references(described) if one.rpartition("/")[2] not in known]
    assert lost == []


def test_every_operation_is_summed_up(described: dict[str, Any]) -> None:
    for operation in operations(described):
        assert operation["summary"]
        assert operation["tags"]


def test_json_is_told_of_those_alone_who_answer_it(described: dict[str, Any]) -> None:
    for path in ("/sparql", "/export", "/export/{name}"):
        content = described["paths"][path]["get"]["responses"]["200"]["content"]
        assert "application/json" not in content
        assert content["application/ld+json"] == {}
        assert content["text/turtle"]["schema"] == {"type": "string"}


def test_no_page_loads_scripts_from_elsewhere(client: Client) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404
