"""`/sources/…`: an evidence source, and what it has claimed."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.deps import CurrentMateriel
from app.listing.sources import list_source_claims, list_sources
from app.schemas.sources import SourceToldOut
from app.web.missing import give_problem
from app.web.shell import Page, give_page
from app.web.told import SHOWN, told_claims
from app.wiring import Materiel
from graph.errors import NotFound

router = APIRouter(include_in_schema=False)


@router.get("/sources/{name}", response_class=HTMLResponse)
def show_page(name: str, materiel: CurrentMateriel) -> Response:
    """Show an evidence source; a name leads to the address of its id."""
    told = list_sources(materiel).find(name)
    if told is None:
        return give_problem(NotFound("evidence source", name), materiel)
    if told.id != name:
        return RedirectResponse(f"/sources/{quote(told.id, safe='')}")
    return _page(SourceToldOut.of(told), materiel)


def _page(source: SourceToldOut, materiel: Materiel) -> HTMLResponse:
    claims = list_source_claims(materiel, source.id).rows
    return give_page(
        Page(
            template="sources.html",
            title=f"{source.name}: what it says of who arms whom",
            description=f"{source.claims} claims of {source.name} about who arms whom: how often "
            "it stands alone, how often others contradict it, and every sentence.",
            described={
                "@context": "https://schema.org",
                "@type": "Organization",
                "name": source.name,
                "identifier": source.id,
            },
            filling={"source": source, "sentences": told_claims(claims[:SHOWN])},
        ),
        materiel,
    )
