"""What the OpenAPI description says of answers that are no success."""

from __future__ import annotations

from typing import Any

from app.errors import MEDIA_TYPE
from app.schemas.service import ProblemOut

Responses = dict[int | str, dict[str, Any]]


def _problem(description: str) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{ProblemOut.__name__}"}
    return {"description": description, "content": {MEDIA_TYPE: {"schema": reference}}}


REFUSED: Responses = {422: _problem("A value cannot be used; `field` names it")}
NOT_FOUND: Responses = {404: _problem("Nothing has this id")}
NOT_MODIFIED: Responses = {304: {"description": "Nothing changed since that ETag"}}
REFUSED_BODY: Responses = {
    400: _problem("The body is not JSON"),
    413: _problem("The body or the text is too large"),
    415: _problem("The content type is not application/json"),
    **REFUSED,
}
