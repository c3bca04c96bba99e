"""`/munitions/…`: a munition concept, its place among others, and who supplies it to whom."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.deps import CurrentMateriel
from app.listing.munitions import show_munition
from app.web.missing import give_problem
from app.web.shell import Page, give_page
from app.web.told import told_rows
from app.wiring import Materiel
from graph.claims.munition import Munition
from graph.errors import NotFound, UnknownMunition
from graph.ingest.resolve.names import find_munition
from graph.network.filter import Filter

router = APIRouter(include_in_schema=False)


@router.get("/munitions/{name}", response_class=HTMLResponse)
def show_page(name: str, materiel: CurrentMateriel) -> Response:
    """Show a munition concept; a name leads to the address of its id."""
    try:
        munition = find_munition(name, field="munition")
    except UnknownMunition:
        return give_problem(NotFound("munition concept", name), materiel)
    if munition.id != name:
        return RedirectResponse(f"/munitions/{quote(munition.id, safe='')}")
    return _page(munition, materiel)


def _page(munition: Munition, materiel: Materiel) -> HTMLResponse:
    told = show_munition(materiel, munition.id)
    found = told_rows(materiel, Filter(munition=munition.id))
    return give_page(
        Page(
            template="munitions.html",
            title=f"{munition.label}: who supplies whom",
            description=f"Who supplies {munition.label.lower()} to whom, with the sentences that "
            f"say so: {told.munition.suppliers} suppliers, {told.munition.recipients} recipients.",
            described={
                "@context": "https://schema.org",
                "@type": "DefinedTerm",
                "name": munition.label,
                "termCode": munition.id,
                "inDefinedTermSet": "/ontology",
            },
            filling={"told": told, "found": found},
        ),
        materiel,
    )
