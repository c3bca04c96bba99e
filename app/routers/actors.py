"""Actors: those in the network, and what each supplies and receives."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.deps import CurrentMateriel, check_etag
from app.listing.actors import ACTORS, list_actors, search_actors
from app.listing.routes import list_route
from app.routers.documented import NOT_FOUND, NOT_MODIFIED, REFUSED
from app.schemas.actors import (
    ActorAnswer,
    ActorsPage,
    count_roles,
    show_actor,
    show_partners,
)
from app.schemas.wanted import ActorsWanted
from graph.errors import NotFound, UnknownActor
from graph.ingest.resolve.names import find_actor
from graph.network.filter import Filter

router = APIRouter(prefix="/v1/actors", tags=["actors"])


@list_route(
    router,
    "",
    ACTORS,
    model=ActorsPage,
    summary="List actors",
    responses=NOT_MODIFIED | REFUSED,
)
def list_all(
    wanted: Annotated[ActorsWanted, Query()], materiel: CurrentMateriel, request: Request
) -> Response:
    """List the actors that claims name, by label; with `all`, the whole register."""
    found = list_actors(materiel, whole_register=wanted.all)
    rows = search_actors(found.rows, wanted.q) if wanted.q else found.rows
    return ACTORS.answer(request, wanted, rows, found.sequence)


@router.get(
    "/{actor_id}",
    summary="Find an actor, its suppliers and its recipients",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | NOT_FOUND,
)
def show_one(actor_id: str, materiel: CurrentMateriel) -> ActorAnswer:
    """Show an actor; the id may be written in any way that the filters take."""
    try:
        found = find_actor(actor_id, field="actor_id").id
    except UnknownActor as unknown:
        raise NotFound("actor", actor_id) from unknown
    with materiel.network.still() as sequence:
        received = materiel.network.supplies(Filter(recipient=found))
        supplied = materiel.network.supplies(Filter(supplier=found))
    return ActorAnswer(
        sequence=sequence,
        actor=show_actor(found, count_roles([*received, *supplied])),
        suppliers=show_partners(received, suppliers=True),
        recipients=show_partners(supplied, suppliers=False),
    )
