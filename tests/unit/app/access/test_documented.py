from typing import Any

import pytest

from app.access.doors import DOORS, READS, is_free, scope_of
from app.main import create_app
from app.settings import Settings
from graph.archive.keys import Scope


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return create_app(Settings()).openapi()


def test_each_operation_says_which_key_it_asks_for(described: dict[str, Any]) -> None:
    schemes = described["components"]["securitySchemes"]
    assert schemes["key"]["scheme"] == "bearer"
    seen = set()
    for path, methods in described["paths"].items():
        for name, operation in methods.items():
            method = name.upper()
            seen.add((method, path))
            scope = scope_of(method, path)
            statuses = operation["responses"].keys()
            assert {"421", "429"} <= statuses
            asked = [one.get("key") for one in operation["security"]]
            if is_free(method, path):
                assert operation["security"] == []
            elif scope is Scope.READ:
                assert "401" in statuses
                assert asked[:2] == [None, ["read"]]
                assert ({"password": []} in operation["security"]) == (method in READS)
            else:
                assert {"401", "403"} <= statuses
                assert asked == [[scope]]
    assert {each for each in DOORS if each != ("POST", "/read")} <= seen
