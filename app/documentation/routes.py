"""`/docs/api`: Swagger UI over the service's own description, from files of the package."""

from __future__ import annotations

import functools
import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from importlib import resources
from types import MappingProxyType
from typing import Annotated

from fastapi import APIRouter, Header, Response

from graph.errors import NotFound

router = APIRouter(prefix="/docs/api", include_in_schema=False)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing comes from elsewhere, and no script or style stands in the page itself."""

_FOLDERS = MappingProxyType(
    {
        "page.css": "app.documentation",
        "start.js": "app.documentation",
        "swagger-ui.css": "app.documentation.swagger_ui",
        "swagger-ui-bundle.js": "app.documentation.swagger_ui",
    }
)
_PAGE = "page.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of the page, packed once."""

    content: bytes
    packed: bytes
    media_type: str
    etag: str


@router.get("")
async def show_page() -> Response:
    """Give the page."""
    part = _part(_PAGE, "app.documentation")
    return Response(
        part.content, media_type=part.media_type, headers={"Content-Security-Policy": POLICY}
    )


@router.get("/{name}")
def show_part(
    name: str,
    accept_encoding: Annotated[str, Header()] = "",
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """Give a file of the page."""
    if name not in _FOLDERS:
        raise NotFound("file of this page", name, known=tuple(_FOLDERS))
    part = _part(name, _FOLDERS[name])
    headers: Mapping[str, str] = {
        "ETag": part.etag,
        "Cache-Control": "max-age=3600",
        "Vary": "Accept-Encoding",
    }
    if part.etag.removeprefix("W/") in if_none_match:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=dict(headers))
    if "gzip" in accept_encoding:
        headers = {**headers, "Content-Encoding": "gzip"}
        return Response(part.packed, media_type=part.media_type, headers=dict(headers))
    return Response(part.content, media_type=part.media_type, headers=dict(headers))


@functools.cache
def _part(name: str, folder: str) -> Part:
    content = resources.files(folder).joinpath(name).read_bytes()
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Part(
        content=content,
        packed=gzip.compress(content, mtime=0),
        media_type=media_type,
        etag=f'W/"{hashlib.sha256(content).hexdigest()[:16]}"',
    )
