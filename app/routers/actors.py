"""Actors: those in the network, and what each supplies and receives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from app.deps import CurrentMateriel, check_etag
from app.routers.documented import NOT_FOUND, NOT_MODIFIED, REFUSED
from app.routers.paging import next_page
from app.schemas.actors import (
    ActorAnswer,
    ActorOut,
    ActorsPage,
    count_roles,
    show_actor,
    show_partners,
)
from app.schemas.wanted import ActorsWanted
from graph.claims.actor import actors
from graph.errors import NotFound, UnknownActor
from graph.ingest.resolve.names import find_actor
from graph.network.filter import Filter

router = APIRouter(prefix="/v1/actors", tags=["actors"])


@router.get(
    "",
    summary="List actors",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | REFUSED,
)
def list_actors(
    wanted: Annotated[ActorsWanted, Query()], materiel: CurrentMateriel, request: Request
) -> ActorsPage:
    """List the actors that claims name, by label; with `all`, the whole register."""
    with materiel.network.still() as sequence:
        roles = count_roles(materiel.network.supplies())
    named = roles[0].keys() | roles[1].keys()
    known = named | actors().keys() if wanted.all else named
    shown = sorted((show_actor(actor, roles) for actor in known), key=lambda a: (a.label, a.id))
    found = _search(shown, wanted.q) if wanted.q else shown
    start, end = wanted.offset, wanted.offset + wanted.limit
    return ActorsPage(
        sequence=sequence,
        total=len(found),
        limit=wanted.limit,
        offset=wanted.offset,
        next=next_page(request, wanted, len(found)),
        actors=tuple(found[start:end]),
    )


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


def _search(shown: Iterable[ActorOut], text: str) -> list[ActorOut]:
    """Keep the actors whose label holds the text, or that it is a name of."""
    try:
        meant = find_actor(text, field="q").id
    except UnknownActor:
        meant = None
    part = text.strip().casefold()
    return [actor for actor in shown if actor.id == meant or part in actor.label.casefold()]
