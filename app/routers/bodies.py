"""Bodies that articles come in: JSON, or a document as it is with its metadata in the query."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import Message
from types import MappingProxyType
from typing import Any

from fastapi import Request
from pydantic import BaseModel
from starlette.datastructures import Headers
from starlette.types import Scope

from app.deps import is_json
from app.schemas.documents import DocumentReadingWanted, DocumentWanted
from graph.errors import InvalidField, UnsupportedMediaType
from graph.ingest.clean import JOBS

DOCUMENTS = frozenset(JOBS)
"""Media types that a document may be sent in."""
_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "text/plain": "Poland handed 14 tanks to Ukraine on Monday.",
        "text/html": "<article><p>Poland handed 14 tanks to Ukraine on Monday.</p></article>",
    }
)


def content_type(scope: Scope) -> tuple[str, str | None]:
    """Give the media type of a request, "" where it has none, and the encoding that it names."""
    given = Headers(scope=scope).get("content-type", "")
    message = Message()
    message["Content-Type"] = given
    return message.get_content_type() if "/" in given else "", message.get_content_charset()


async def require_json_article(request: Request) -> None:
    """Raise UnsupportedMediaType for a body that is neither JSON nor a document.

    JSON carries its own metadata: what stands in the query beside it raises InvalidField.
    """
    media_type, _ = content_type(request.scope)
    if not is_json(media_type):
        raise UnsupportedMediaType(
            f"The content type is {media_type!r}" if media_type else "There is no content type",
            field="Content-Type",
            value=media_type,
            remedy=f"Send application/json, or a document as {', '.join(sorted(DOCUMENTS))}",
        )
    for name in DocumentReadingWanted.model_fields:
        if name in request.query_params:
            raise InvalidField(
                f"{name} stands in the query beside a body in JSON",
                field=name,
                value=request.query_params[name],
                remedy="Put it into the body; the query is for documents that are sent as they are",
            )


def describe_documents(
    wanted: type[DocumentWanted], *, beside: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, Any]:
    """Describe for OpenAPI that documents may be sent too, with which parameters.

    `beside` describes other bodies in the same form: media types of a `requestBody`.
    """
    content = {
        media_type: {
            "schema": {"type": "string", "contentMediaType": media_type},
            **({"example": _EXAMPLES[media_type]} if media_type in _EXAMPLES else {}),
        }
        for media_type in sorted(DOCUMENTS)
    }
    content |= beside.get("requestBody", {}).get("content", {})
    return {"requestBody": {"content": content}, "parameters": _parameters(wanted)}


def _parameters(wanted: type[BaseModel]) -> list[dict[str, Any]]:
    schemas = wanted.model_json_schema()["properties"]
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": f"{schema.pop('description', schema['title'])}; for documents alone",
            "schema": schema,
        }
        for name, schema in schemas.items()
    ]
