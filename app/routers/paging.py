"""Which part of a list comes next."""

from __future__ import annotations

from fastapi import Request

from app.schemas.wanted import PageWanted


def next_page(request: Request, wanted: PageWanted, total: int) -> str | None:
    """Address the next page of this answer, as path and query; None at the end."""
    offset = wanted.offset + wanted.limit
    if offset >= total:
        return None
    url = request.url.include_query_params(offset=offset, limit=wanted.limit)
    return f"{url.path}?{url.query}"
