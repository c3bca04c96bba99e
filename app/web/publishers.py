"""`/publishers`: who prints how much, and who is muted; `/publishers/…`: one of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import ValidationError

from app.deps import CurrentMateriel
from app.listing.arranged import arrange
from app.listing.publishers import (
    PUBLISHERS,
    find_publishers,
    list_publisher_claims,
    list_publishers,
)
from app.schemas.publishers import HearingOut, PublisherOut, PublishersWanted
from app.web.missing import give_problem
from app.web.shell import Page, give_page
from app.web.told import told_claims
from app.wiring import Materiel
from graph.errors import InputError, NotFound

router = APIRouter(include_in_schema=False)

LISTED = 100
SENTENCES = 20
ORDERS = (
    ("", "most articles"),
    ("-peak", "most on one day"),
    ("-copies", "most copies"),
    ("-share_alone", "most told by nobody else"),
    ("-contradicted", "most contradicted"),
    ("-muted", "muted first"),
)
"""What publishers can be ordered by here, and how it is called; REST has more."""
DESCRIPTION = (
    "Who prints what is told here of who arms whom: how much, how fast, how much of it is copied, "
    "how much nobody else tells of, and whose claims people decided count for nothing."
)


@router.get("/publishers", response_class=HTMLResponse)
def show_all(materiel: CurrentMateriel, request: Request) -> HTMLResponse:
    """List publishers, in the order and with the name asked for."""
    given = {name: value for name, value in request.query_params.items() if name in ("sort", "q")}
    return give_page(
        Page(
            template="publishers.html",
            title="Publishers",
            description=DESCRIPTION,
            described={
                "@context": "https://schema.org",
                "@type": "ItemList",
                "name": "Materiel: publishers",
                "description": DESCRIPTION,
            },
            filling=_listed(materiel, given),
        ),
        materiel,
    )


@router.get("/publishers/{name}", response_class=HTMLResponse)
def show_one(name: str, materiel: CurrentMateriel) -> Response:
    """Show a publisher; a name leads to the address of its id."""
    told = list_publishers(materiel).find(name)
    if told is None:
        return give_problem(NotFound("publisher", name), materiel)
    if told.id != name:
        return RedirectResponse(f"/publishers/{quote(told.id, safe='')}")
    return _page(PublisherOut.of(told), materiel)


def _listed(materiel: Materiel, given: dict[str, str]) -> dict[str, Any]:
    found = list_publishers(materiel).rows
    try:
        wanted = PublishersWanted.model_validate(given)
        rows = arrange(find_publishers(found, wanted), PUBLISHERS.order(wanted))
    except (InputError, ValidationError):  # an order that is none, in an old link
        wanted, rows = PublishersWanted(), found
    return {
        "publishers": [PublisherOut.of(row) for row in rows[:LISTED]],
        "total": len(rows),
        "orders": ORDERS,
        "sort": wanted.sort or "",
        "sought": wanted.q or "",
        "muted": sum(row.muted for row in found),
        "most": max((row.peak for row in found), default=0),
    }


def _page(publisher: PublisherOut, materiel: Materiel) -> HTMLResponse:
    claims = list_publisher_claims(materiel, publisher.id).rows
    verdicts = reversed(materiel.archive.hearings(publisher.id))
    return give_page(
        Page(
            template="publisher.html",
            title=f"{publisher.name}: what it prints of who arms whom",
            description=f"{publisher.articles} articles of {publisher.name} about who arms whom: "
            "how many are copies, what nobody else tells of, and every sentence.",
            described={
                "@context": "https://schema.org",
                "@type": "NewsMediaOrganization",
                "name": publisher.name,
                "identifier": publisher.id,
            },
            filling={
                "publisher": publisher,
                "verdicts": [HearingOut.of(verdict) for verdict in verdicts],
                "sentences": told_claims(reversed(claims[-SENTENCES:])),
            },
        ),
        materiel,
    )
