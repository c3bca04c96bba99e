"""What the OpenAPI description says of answers that are no success: problems, all of them."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from app.access.documented import tell_access
from app.errors import MEDIA_TYPE
from app.listing.described import describe_lists
from app.routers.deprecated import load_deprecated, tell_deprecated
from app.routers.examples import tell_examples
from app.schemas.service import ProblemOut

Responses = dict[int | str, dict[str, Any]]

REFUSED: Responses = {422: {"description": "A value cannot be used; `field` names it"}}
NOT_FOUND: Responses = {404: {"description": "Nothing has this id"}}
GONE: Responses = {410: {"description": "Its article was withdrawn: `since` when, and `why`"}}
NOT_MODIFIED: Responses = {304: {"description": "Nothing changed since that ETag"}}
REFUSED_BODY: Responses = {
    400: {"description": "The body is not JSON"},
    413: {"description": "The body or the text is too large"},
    415: {"description": "The content type, or how the body is packed, is not read here"},
    507: {"description": "No space is left: nothing of it is kept. `Retry-After` says when"},
    **REFUSED,
}
FETCHED: Responses = {
    403: {"description": "An address came without a text, and this service fetches none"},
    503: {"description": "Too many addresses are being fetched"},
}
_FRAMEWORK = ("HTTPValidationError", "ValidationError")
_SCHEMAS = "#/components/schemas/"
_JSON = "application/json"


class DocumentedAPI(FastAPI):
    """FastAPI whose description knows that every error is a problem."""

    def openapi(self) -> dict[str, Any]:
        """Describe the API (OpenAPI 3.1)."""
        if self.openapi_schema is None:
            described = super().openapi()
            tell_access(described)
            _tell_problems(described)
            describe_lists(described)
            tell_examples(described)
            tell_deprecated(described, load_deprecated())
        return super().openapi()


def _tell_problems(described: dict[str, Any]) -> None:
    schemas = described.setdefault("components", {}).setdefault("schemas", {})
    for name in _FRAMEWORK:
        schemas.pop(name, None)
    problem = ProblemOut.model_json_schema(ref_template=_SCHEMAS + "{model}")
    schemas.update(problem.pop("$defs", {}))
    schemas[ProblemOut.__name__] = problem
    content = {MEDIA_TYPE: {"schema": {"$ref": _SCHEMAS + ProblemOut.__name__}}}
    for methods in described["paths"].values():
        for operation in methods.values():
            responses = operation["responses"]
            _forget_supposed(responses.get("200", {}).get("content", {}))
            responses["default"] = {"description": "A problem", "content": content}
            for status, response in responses.items():
                # Readiness answers 503 in its own shape.
                if status.startswith("4") or (status.startswith("5") and "content" not in response):
                    response["content"] = content


def _forget_supposed(content: dict[str, Any]) -> None:
    """Forget the JSON that the framework supposes of routes that say what else they answer."""
    if len(content) > 1 and content.get(_JSON) == {"schema": {}}:
        del content[_JSON]
