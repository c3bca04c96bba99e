"""`/changes`: what became known, newest first; and `/changes.atom`, a feed of the same."""

from __future__ import annotations

import functools
import re
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Template
from starlette.exceptions import HTTPException

from app.conditional import is_held
from app.deps import CurrentMateriel, etag_of
from app.stores import build_iris
from app.templates import load_template
from app.web.assets import PACKAGE
from app.web.news import NEWEST, News, newest_at, read_news
from app.web.shell import Page, give_page
from app.wiring import Materiel

router = APIRouter(include_in_schema=False)

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, however they are written."""

ATOM = "application/atom+xml"
LISTED = 500
"""Articles that the script is told of; what changed before them it tells without their names."""
DESCRIPTION = (
    "What became known of who arms whom: the articles that came in last, and the relationships "
    "that they made known, stronger, contested or suspended."
)


@router.get("/changes", response_class=HTMLResponse)
def show_changes(materiel: CurrentMateriel) -> HTMLResponse:
    """List the newest articles with their claims, by day."""
    news = read_news(materiel)
    days = [(day, list(group)) for day, group in groupby(news, key=lambda one: one.at.date())]
    return give_page(
        Page(
            template="changes.html",
            title="What became known",
            description=DESCRIPTION,
            described={
                "@context": "https://schema.org",
                "@type": "DataFeed",
                "name": "Materiel: what became known",
                "description": DESCRIPTION,
                "dateModified": newest_at(news).isoformat(),
            },
            filling={"days": days, "newest": NEWEST},
        ),
        materiel,
    )


@router.get("/changes/news")
def list_news(materiel: CurrentMateriel) -> dict[str, Any]:
    """List the newest articles and when each changed, for the script."""
    news = read_news(materiel, LISTED)
    return {"articles": [_listed(one) for one in news]}


@router.get("/changes.atom")
def give_feed(materiel: CurrentMateriel, request: Request) -> Response:
    """Give the newest articles as Atom 1.0; 304 to whoever has this state already."""
    etag = etag_of(materiel, request)
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if is_held(etag, request.headers.get("if-none-match", "")):
        raise HTTPException(304, headers=headers)
    return Response(_feed(materiel), media_type=ATOM, headers=headers)


def _feed(materiel: Materiel) -> str:
    news = read_news(materiel)
    iris = build_iris(materiel.settings)
    base = urlsplit(materiel.settings.base_iri)
    feed = _template().render(
        origin=f"{base.scheme}://{base.netloc}",
        base=iris.base,
        updated=newest_at(news),
        entries=[(iris.article(one.heading.id).value, one) for one in news],
    )
    return _ILLEGAL.sub("\ufffd", feed)


def _listed(news: News) -> dict[str, Any]:
    heading = news.heading
    return {
        "id": heading.id,
        "title": heading.title,
        "publisher": heading.publisher,
        "published": heading.published,
        "url": heading.url,
        "sequence": heading.sequence,
        "claims": len(news.claims),
        "at": news.at,
    }


@functools.cache
def _template() -> Template:
    return load_template(PACKAGE, "feed.xml")
