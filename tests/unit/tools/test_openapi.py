"""The description that is checked in is the service's, and its examples are true."""

import re
import tomllib
from typing import Any

import orjson
import pytest

from tools.openapi import ASKED, DESCRIPTION, EXAMPLES, describe, examples

REMEDY = "run: make openapi"
WITHOUT_EXAMPLES = {"rdf", "service"}


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(describe())
    return found


def test_the_description_is_the_one_that_is_served(described: dict[str, Any]) -> None:
    kept = orjson.loads(DESCRIPTION.read_bytes())
    for one in (kept, described):
        one["info"].pop("version")
    assert kept.keys() == described.keys()
    assert kept["paths"].keys() == described["paths"].keys(), REMEDY
    changed = [path for path in kept["paths"] if kept["paths"][path] != described["paths"][path]]
    assert changed == [], REMEDY
    assert kept == described, REMEDY


def test_schemas_are_named_as_people_would(described: dict[str, Any]) -> None:
    """Of two classes of one name the framework makes names out of where they stand."""
    named = described["components"]["schemas"]
    assert [name for name in named if "__" in name or not name.isidentifier()] == []


def test_every_answer_has_an_example(described: dict[str, Any]) -> None:
    lacking = [
        f"{method.upper()} {path}"
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if WITHOUT_EXAMPLES.isdisjoint(operation["tags"])
        and not any(
            content.get("examples")
            for status, response in operation["responses"].items()
            if status.startswith("2")
            for content in response.get("content", {}).values()
        )
    ]
    assert lacking == [], f"ask for them in {ASKED.name}, then {REMEDY}"


def test_every_example_is_of_an_operation(described: dict[str, Any]) -> None:
    asked = tomllib.loads(ASKED.read_text(encoding="utf-8"))["ask"]
    for one in asked:
        method, _, path = one["operation"].partition(" ")
        assert method.lower() in described["paths"][path]
        pattern = re.sub(r"\\{\w+\\}", "[^/?]+", re.escape(path))
        assert re.match(rf"{pattern}(\?|$)", one["url"]), one["url"]


@pytest.mark.slow
def test_the_demo_stories_answer_so() -> None:
    assert examples() == EXAMPLES.read_bytes(), REMEDY
