"""Rows in part, as the description tells them."""

from typing import Any

from app.listing.described import describe_lists
from app.schemas.wanted import NOT_TOLD

SCHEMAS = "#/components/schemas/"


def described() -> dict[str, Any]:
    answer = {"schema": {"$ref": SCHEMAS + "Page"}}
    return {
        "components": {
            "schemas": {
                "Page": {"properties": {"things": {"items": {"$ref": SCHEMAS + "Thing"}}}},
                "Thing": {
                    "description": "A thing.",
                    "properties": {
                        "kind": {"$ref": SCHEMAS + "Kind"},
                        "maker": {"anyOf": [{"$ref": SCHEMAS + "Maker"}, {"type": "null"}]},
                        "twin": {"$ref": SCHEMAS + "Thing"},
                    },
                    "required": ["kind", "maker"],
                },
                "Maker": {"properties": {"name": {"type": "string"}}, "required": ["name"]},
                "Kind": {"enum": ["a", "b"]},
            }
        },
        "paths": {
            "/things": {
                "get": {
                    "x-list": {"rows": "things", "sorts": ("id",), "fields": ("id", "a.b")},
                    "parameters": [
                        {"name": name, "schema": {}} for name in ("sort", "fields", "limit")
                    ],
                    "responses": {"200": {"content": {"application/json": answer}}},
                },
                "post": {"responses": {}},
            }
        },
    }


def test_rows_may_lack_what_was_not_asked_for() -> None:
    told = described()
    describe_lists(told)
    schemas = told["components"]["schemas"]
    assert schemas["Page"]["properties"]["things"]["items"] == {
        "anyOf": [{"$ref": SCHEMAS + "Thing"}, {"$ref": SCHEMAS + "ThingPart"}]
    }
    assert schemas["Thing"]["required"] == ["kind", "maker"]
    part = schemas["ThingPart"]
    assert "required" not in part
    assert part["properties"] == {
        "kind": {"$ref": SCHEMAS + "Kind"},
        "maker": {"anyOf": [{"$ref": SCHEMAS + "MakerPart"}, {"type": "null"}]},
        "twin": {"$ref": SCHEMAS + "ThingPart"},
    }
    assert "required" not in schemas["MakerPart"]


def test_parameters_name_what_can_be_asked() -> None:
    told = described()
    describe_lists(told)
    operation = told["paths"]["/things"]["get"]
    sort, fields, limit = operation["parameters"]
    assert sort["description"].endswith("`id`")
    assert fields["description"].endswith("`id`, `a.b`")
    assert "description" not in limit
    assert "x-list" not in operation


def test_parameters_that_are_read_to_be_refused_are_not_told() -> None:
    told = described()
    operation = told["paths"]["/things"]["get"]
    operation["parameters"] += [
        {"name": "maker", "schema": dict(NOT_TOLD)},
        {"name": "format", "schema": {}},
    ]
    describe_lists(told)
    names = [one["name"] for one in operation["parameters"]]
    assert names == ["sort", "fields", "limit", "format"]


def test_an_address_that_ends_in_a_form_has_no_parameter_for_it() -> None:
    told = described()
    operation = told["paths"]["/things"]["get"]
    operation["parameters"] += [{"name": name, "schema": {}} for name in ("form", "format")]
    describe_lists(told)
    names = [one["name"] for one in operation["parameters"]]
    assert names == ["sort", "fields", "limit", "form"]
