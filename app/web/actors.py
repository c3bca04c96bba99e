"""`/actors/…`: an actor, who supplies it and whom it supplies."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.deps import CurrentMateriel
from app.web.missing import give_problem
from app.web.shell import Page, give_page
from app.web.told import told_rows
from app.wiring import Materiel
from graph.claims.actor import Actor, ActorKind, describe_actor
from graph.errors import NotFound, UnknownActor
from graph.ingest.resolve.names import find_actor
from graph.network.filter import Filter

router = APIRouter(include_in_schema=False)

_STATES = frozenset({ActorKind.STATE, ActorKind.HISTORICAL_STATE})


@router.get("/actors/{name}", response_class=HTMLResponse)
def show_page(name: str, materiel: CurrentMateriel) -> Response:
    """Show an actor; a name leads to the address of its id."""
    try:
        actor = find_actor(name, field="actor")
    except UnknownActor:
        return give_problem(NotFound("actor", name), materiel)
    if actor.id != name:
        return RedirectResponse(f"/actors/{quote(actor.id, safe='')}")
    return _page(actor, materiel)


def _page(actor: Actor, materiel: Materiel) -> HTMLResponse:
    received = told_rows(materiel, Filter(recipient=actor.id))
    supplied = told_rows(materiel, Filter(supplier=actor.id))
    home = describe_actor(actor.home) if actor.home else None
    return give_page(
        Page(
            template="actors.html",
            title=f"{actor.label}: who arms it, and whom it arms",
            description=f"Who supplies {actor.label} with arms and military aid, and whom "
            f"{actor.label} supplies: {received.total} suppliers and {supplied.total} recipients, "
            "each with the sentences that say so.",
            described={
                "@context": "https://schema.org",
                "@type": "Country" if actor.kind in _STATES else "Organization",
                "name": actor.label,
                "identifier": actor.id,
            },
            filling={"actor": actor, "home": home, "received": received, "supplied": supplied},
        ),
        materiel,
    )
