"""Addresses of the parts of a list, and the Link header (RFC 8288) that tells them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from fastapi import Request

from app.listing.part import Part, Step

_PLACES = ("cursor", "offset", "after")
_HOST = re.compile(r"[\w.:\[\]-]+\Z", re.ASCII)


def address(request: Request, step: Step) -> str:
    """Address another part of the list that was asked for, as path and query."""
    gone = {*_PLACES, *step}
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in gone]
    path = quote(request.scope["path"])
    query = urlencode([*kept, *step.items()])
    return f"{path}?{query}" if query else path


def links(request: Request, part: Part) -> Mapping[str, str]:
    """Address the first part, and the next and previous where there are any, by relation."""
    found = {"first": address(request, {})}
    if part.prev is not None:
        found["prev"] = address(request, part.prev)
    if part.next is not None:
        found["next"] = address(request, part.next)
    return found


def link_header(request: Request, found: Mapping[str, str]) -> str:
    """Write the header; the addresses are full where the client said which host it asked."""
    host = request.headers.get("host", "")
    origin = f"{request.scope['scheme']}://{host}" if _HOST.match(host) else ""
    return ", ".join(f'<{origin}{url}>; rel="{relation}"' for relation, url in found.items())
