"""What the OpenAPI description says of lists: their orders, their fields, and rows in part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from app.listing.fields import Field
from app.listing.forms import SUFFIX
from app.listing.listing import Listing
from app.schemas.wanted import NOT_TOLD

LIST = "x-list"
"""Marks the operation of a list, until it is described."""

_SCHEMAS = "#/components/schemas/"
_REF = "$ref"
_PART = "Part"


def mark(listing: Listing) -> dict[str, Any]:
    """Mark an operation as one of a list."""
    marked = {
        "rows": listing.name,
        "sorts": tuple(listing.sorts),
        "fields": tuple(_names(listing.all_fields)),
    }
    return {LIST: marked}


def describe_lists(described: dict[str, Any]) -> None:
    """Tell of every marked operation what it sorts by, and that `fields` leaves the others out."""
    schemas = described["components"]["schemas"]
    for methods in described["paths"].values():
        for operation in methods.values():
            marked = operation.pop(LIST, None)
            if marked is not None:
                _describe(operation, marked, schemas)


def _describe(
    operation: dict[str, Any], marked: Mapping[str, Any], schemas: dict[str, Any]
) -> None:
    operation["parameters"] = list(_told(operation["parameters"]))
    for parameter in operation["parameters"]:
        if parameter["name"] == "sort":
            sorts = ", ".join(f"`{name}`" for name in marked["sorts"])
            parameter["description"] = f"Names with commas; - before one is descending: {sorts}"
        if parameter["name"] == "fields":
            fields = ", ".join(f"`{name}`" for name in marked["fields"])
            parameter["description"] = f"Names with commas; all when left out: {fields}"
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    page = schemas[answer[_REF].removeprefix(_SCHEMAS)]
    rows = page["properties"][marked["rows"]]
    if _REF in rows["items"]:
        whole = rows["items"]
        rows["items"] = {"anyOf": [whole, _part(whole, schemas)]}


def _told(parameters: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Leave out what is read to be refused, and the form where the address ends in it."""
    by_ending = any(one["name"] == SUFFIX for one in parameters)
    for one in parameters:
        is_read = not NOT_TOLD.keys() & one.get("schema", {}).keys()
        if is_read and not (by_ending and one["name"] == "format"):
            yield one


def _part(schema: Any, schemas: dict[str, Any]) -> Any:  # noqa: ANN401  # JSON of any shape
    """Describe a value of which any members may be left out."""
    if isinstance(schema, list):
        return [_part(one, schemas) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if _REF not in schema:
        return {name: _part(inner, schemas) for name, inner in schema.items()}
    name = schema[_REF].removeprefix(_SCHEMAS)
    if "properties" not in schemas[name]:
        return schema
    part = name + _PART
    if part not in schemas:
        schemas[part] = {}
        copied = deepcopy(schemas[name])
        copied.pop("required", None)
        copied["title"] = part
        copied["description"] = f"{copied.get('description', name)} As far as `fields` asks for it."
        copied["properties"] = _part(copied["properties"], schemas)
        schemas[part] = copied
    return {_REF: _SCHEMAS + part}


def _names(fields: Sequence[Field]) -> Iterable[str]:
    """Name the fields and, where they are objects, what is in them."""
    for field in fields:
        yield field.name
        yield from (f"{field.name}.{inner.name}" for inner in field.fields)
