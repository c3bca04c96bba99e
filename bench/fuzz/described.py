"""The description of a running service, as schemathesis reads it."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import orjson
import schemathesis
from schemathesis import APIOperation, BaseSchema, Case, SerializationContext
from schemathesis.core.result import Err

Operation: TypeAlias = APIOperation[Any, Any, Any, Any]
AnyCase: TypeAlias = Case[Any]

_QUOTED = re.compile(r"`-?([a-z_.]+)`")


@schemathesis.serializer(
    *("application/sparql-query", "application/x-ndjson", "application/pdf"),
    *("application/xhtml+xml", "text/html"),
)
def write_text(_context: SerializationContext, value: object) -> bytes:
    """Write a body that is text or bytes; what is neither becomes JSON."""
    if isinstance(value, bytes):
        return value
    return value.encode("utf-8", "replace") if isinstance(value, str) else orjson.dumps(value)


def load_description(address: str) -> dict[str, Any]:
    """Take the description from a service, without the answers that would excuse any status.

    An operation's `default` answer stands for whatever may come; what is told by number is all
    that is taken for documented.
    """
    with urllib.request.urlopen(f"{address}/openapi.json", timeout=60) as answer:
        described: dict[str, Any] = orjson.loads(answer.read())
    for operation in operations_of(described):
        operation["responses"].pop("default", None)
    return described


def load_schema(described: dict[str, Any]) -> BaseSchema:
    """Read the description."""
    return schemathesis.openapi.from_dict(described)


def operations(schema: BaseSchema) -> Sequence[Operation]:
    """List the operations; raises InvalidSchema when one of them cannot be read."""
    found: list[Operation] = []
    for one in schema.get_all_operations():
        if isinstance(one, Err):
            raise one.err()
        found.append(one.ok())
    return found


def operations_of(described: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Go through the operations of a description."""
    for methods in described["paths"].values():
        yield from methods.values()


def names_told(operation: Operation, parameter: str) -> Sequence[str]:
    """List the names that the description of a parameter offers, as `sort` and `fields` do."""
    return [
        name
        for one in operation.definition.raw.get("parameters", ())
        if one["name"] == parameter
        for name in _QUOTED.findall(one.get("description", ""))
    ]
