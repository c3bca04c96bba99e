"""The two addresses of a list: plain, and with the ending of a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from app.deps import check_etag
from app.listing.described import mark
from app.listing.forms import FORMATS, SUFFIX, take_suffix
from app.listing.listing import Listing

Endpoint = TypeVar("Endpoint", bound=Callable[..., Response])
Responses = dict[int | str, dict[str, Any]]

_HEADERS: dict[str, Any] = {
    "Link": {
        "description": 'Addresses of other parts: rel="first", "next", "prev"',
        "schema": {"type": "string"},
    },
    "Materiel-Sequence": {
        "description": "State of the archive that this answer belongs to",
        "schema": {"type": "integer"},
    },
    "Materiel-Total": {
        "description": "How many rows there are in all",
        "schema": {"type": "integer"},
    },
}


def list_route(
    router: APIRouter,
    path: str,
    listing: Listing,
    *,
    model: type[BaseModel],
    summary: str,
    responses: Responses,
) -> Callable[[Endpoint], Endpoint]:
    """Route a list, as JSON, CSV and NDJSON; `model` documents the JSON."""
    content: dict[str, Any] = {each.media_type: {} for each in FORMATS[1:]}
    for facts in content.values():
        facts["schema"] = {"type": "string"}
    told: Responses = {
        200: {"description": "The list", "content": content, "headers": _HEADERS},
        **responses,
    }

    def register(endpoint: Endpoint) -> Endpoint:
        for ending, checks in (("", ()), (f".{{{SUFFIX}}}", (Depends(take_suffix),))):
            router.get(
                path + ending,
                summary=f"{summary}, as a file" if ending else summary,
                response_model=model,
                dependencies=[Depends(check_etag), *checks],
                responses=told,
                openapi_extra=mark(listing),
            )(endpoint)
        return endpoint

    return register
