"""Munitions: the concepts, and what claims tell of each."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.deps import CurrentMateriel, check_etag
from app.listing.munitions import MUNITIONS, list_munitions, show_munition
from app.listing.routes import list_route
from app.routers.documented import NOT_FOUND, NOT_MODIFIED, REFUSED
from app.schemas.munitions import MunitionAnswer, MunitionsAnswer, MunitionsWanted
from graph.errors import NotFound, UnknownMunition
from graph.ingest.resolve.names import find_munition

router = APIRouter(prefix="/v1/munitions", tags=["munitions"])


@list_route(
    router,
    "",
    MUNITIONS,
    model=MunitionsAnswer,
    summary="List munition concepts",
    responses=NOT_MODIFIED | REFUSED,
)
def list_all(
    wanted: Annotated[MunitionsWanted, Query()], materiel: CurrentMateriel, request: Request
) -> Response:
    """List the concepts; the counts of each include the concepts below it.

    With filters, the claims count that match; with `munition`, that concept and those below are
    listed.
    """
    asked = wanted.filter()
    found = list_munitions(materiel, asked)
    ids = asked.munition_ids()
    rows = [row for row in found.rows if ids is None or row.concept.id in ids]
    return MUNITIONS.answer(request, wanted, rows, found.sequence)


@router.get(
    "/{munition}",
    summary="Find a munition concept",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | NOT_FOUND,
)
def show_one(munition: str, materiel: CurrentMateriel) -> MunitionAnswer:
    """Show a concept, by its id or its name, and those just above and below it."""
    try:
        wanted = find_munition(munition, field="munition").id
    except UnknownMunition as unknown:
        raise NotFound("munition concept", munition) from unknown
    return show_munition(materiel, wanted)
