"""`/docs/api`: Swagger UI over the service's own description, from files of the package."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated

from fastapi import APIRouter, Header, Response

from app.packaged import load_file
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


@router.get("")
async def show_page() -> Response:
    """Give the page."""
    page = load_file("app.documentation", _PAGE)
    return Response(
        page.content, media_type=page.media_type, headers={"Content-Security-Policy": POLICY}
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
    file = load_file(_FOLDERS[name], name)
    return file.answer(accept_encoding, if_none_match, "max-age=3600")
