"""Actors: those in the network, and what each supplies and receives."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.deps import CurrentMateriel, check_etag
from app.listing.actors import ACTORS, list_actors, search_actors
from app.listing.partners import RECIPIENTS, SUPPLIERS
from app.listing.routes import list_route
from app.routers.documented import NOT_FOUND, NOT_MODIFIED, REFUSED
from app.schemas.actors import (
    ActorAnswer,
    ActorsPage,
    RecipientsPage,
    RecipientsWanted,
    SideOut,
    SuppliersPage,
    SuppliersWanted,
    count_roles,
    show_actor,
    show_partners,
)
from app.schemas.wanted import ActorsWanted
from graph.errors import InvalidField, NotFound, UnknownActor
from graph.ingest.resolve.names import find_actor
from graph.network.filter import Filter
from graph.network.partners import partners, sum_side

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
    """List the actors that claims name, by label; with `all`, the whole register.

    Filters say which claims count.
    """
    found = list_actors(materiel, wanted.filter(), whole_register=wanted.all)
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
    found = _find(actor_id)
    with materiel.network.still() as sequence:
        received = materiel.network.supplies(Filter(recipient=found))
        supplied = materiel.network.supplies(Filter(supplier=found))
    return ActorAnswer(
        sequence=sequence,
        actor=show_actor(found, count_roles([*received, *supplied])),
        supplied=SideOut.of(sum_side(supplied, suppliers=False)),
        received=SideOut.of(sum_side(received, suppliers=True)),
        suppliers=show_partners(received, suppliers=True),
        recipients=show_partners(supplied, suppliers=False),
    )


@list_route(
    router,
    "/{actor_id}/suppliers",
    SUPPLIERS,
    model=SuppliersPage,
    summary="List those who supply an actor",
    responses=NOT_MODIFIED | NOT_FOUND | REFUSED,
)
def list_suppliers(
    actor_id: str,
    wanted: Annotated[SuppliersWanted, Query()],
    materiel: CurrentMateriel,
    request: Request,
) -> Response:
    """List who supplies an actor, most claims first; filters say which claims count."""
    refuse_given("recipient", wanted.recipient)
    asked = replace(wanted.filter(), recipient=_find(actor_id))
    with materiel.network.still() as sequence:
        rows = materiel.network.supplies(asked)
    return SUPPLIERS.answer(request, wanted, partners(rows, suppliers=True), sequence)


@list_route(
    router,
    "/{actor_id}/recipients",
    RECIPIENTS,
    model=RecipientsPage,
    summary="List those whom an actor supplies",
    responses=NOT_MODIFIED | NOT_FOUND | REFUSED,
)
def list_recipients(
    actor_id: str,
    wanted: Annotated[RecipientsWanted, Query()],
    materiel: CurrentMateriel,
    request: Request,
) -> Response:
    """List whom an actor supplies, most claims first; filters say which claims count."""
    refuse_given("supplier", wanted.supplier)
    asked = replace(wanted.filter(), supplier=_find(actor_id))
    with materiel.network.still() as sequence:
        rows = materiel.network.supplies(asked)
    return RECIPIENTS.answer(request, wanted, partners(rows, suppliers=False), sequence)


def refuse_given(field: str, value: tuple[str, ...]) -> None:
    """Raise InvalidField for a filter that the address gives already."""
    if value:
        raise InvalidField(
            f"The address names the {field} already",
            field=field,
            value=", ".join(value),
            remedy="Leave it out",
        )


def _find(actor_id: str) -> str:
    try:
        return find_actor(actor_id, field="actor_id").id
    except UnknownActor as unknown:
        raise NotFound("actor", actor_id) from unknown
