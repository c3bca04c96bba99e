"""What every page has around it: head, navigation, the script that takes over."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from fastapi.responses import HTMLResponse
from jinja2 import Template

from app.access.writing import Writing, writing_of
from app.fetching import is_fetching
from app.schemas.tables import tell_time
from app.templates import load_template
from app.web.assets import PACKAGE, base_address
from app.wiring import Materiel

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing comes from elsewhere, and no script or style stands in the page itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its template, what it is called and tells of itself, and what fills it.

    `described` is JSON-LD of what the page is about.
    """

    template: str
    title: str
    description: str
    filling: Mapping[str, Any]
    described: Mapping[str, Any] | None = None
    status: HTTPStatus = HTTPStatus.OK


def give_page(page: Page, materiel: Materiel) -> HTMLResponse:
    """Fill a page."""
    counts = materiel.archive.counts()
    content = _template(page.template).render(
        title=page.title,
        description=page.description,
        described=dict(page.described) if page.described else None,
        assets=base_address(),
        origin=_origin(materiel.settings.base_iri),
        articles=counts.articles,
        claims=counts.claims,
        sequence=materiel.network.sequence(),
        fetches=is_fetching(materiel),
        is_open=writing_of(materiel) is Writing.OPEN,
        **page.filling,
    )
    return HTMLResponse(
        content, status_code=int(page.status), headers={"Content-Security-Policy": POLICY}
    )


def _origin(base_iri: str) -> str:
    """Tell where the pages are for others, who take whole addresses only."""
    parts = urlsplit(base_iri)
    return f"{parts.scheme}://{parts.netloc}"


@functools.cache
def _template(name: str) -> Template:
    return load_template(PACKAGE, name, tell_time=tell_time)
