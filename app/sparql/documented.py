"""What the OpenAPI description says of `/sparql`."""

from __future__ import annotations

from typing import Any

from app.sparql.protocol import FORM, LEAST_SECONDS, QUERY
from graph.store.answers import TABLE_FORMATS, TRIPLE_FORMATS

_TEXT = {"type": "string"}
_EXAMPLE = "SELECT ?s ?r { ?s <https://w3id.org/materiel/aid#supplies> ?r } LIMIT 5"


def _parameter(name: str, description: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema or _TEXT,
    }


_SECONDS = {"type": "number", "minimum": LEAST_SECONDS}
_QUERY = _parameter("query", "The query; left out, the endpoint describes itself")
_SHARED = [
    _parameter("format", "Short name or media type; stands above Accept"),
    _parameter("timeout", "Seconds, within the limit of the service", _SECONDS),
    _parameter(
        "default-graph-uri",
        "Graphs that make up the default graph",
        {"type": "array", "items": {"type": "string", "format": "uri"}},
    ),
    _parameter(
        "named-graph-uri",
        "Graphs that can be named",
        {"type": "array", "items": {"type": "string", "format": "uri"}},
    ),
]
_RESPONSES = {
    "200": {
        "description": "The complete answer",
        "content": {
            each.media_type: {} if each.media_type.endswith("json") else {"schema": _TEXT}
            for each in (*TABLE_FORMATS, *TRIPLE_FORMATS)
        },
    },
    "400": {
        "description": "The query does not parse (with line and column), cannot be evaluated, or "
        "the request is malformed"
    },
    "403": {"description": "The query is refused: SERVICE, or over the limits"},
    "405": {"description": "Updates are not accepted"},
    "406": {"description": "No format of the answer is acceptable"},
    "422": {"description": "The time is none that a query can keep"},
    "413": {"description": "The request is longer than a query can be"},
    "503": {"description": "The query took too long, or could not be finished"},
}

GET_DOCUMENTED: dict[str, Any] = {
    "parameters": [{**_QUERY, "example": _EXAMPLE}, *_SHARED],
    "responses": _RESPONSES,
}

POST_DOCUMENTED: dict[str, Any] = {
    "parameters": _SHARED,
    "requestBody": {
        "required": True,
        "content": {
            QUERY: {"schema": _TEXT, "example": _EXAMPLE},
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {"query": _TEXT, "format": _TEXT, "timeout": _SECONDS},
                }
            },
        },
    },
    "responses": {**_RESPONSES, "415": {"description": "The body is no query, or is compressed"}},
}
