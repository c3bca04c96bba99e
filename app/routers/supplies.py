"""Supplies: who supplies whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.deps import CurrentMateriel
from app.listing.routes import list_route
from app.listing.supplies import SUPPLIES, rows_at, supplies_for
from app.routers.documented import NOT_MODIFIED, REFUSED
from app.schemas.supplies import SuppliesPage
from app.schemas.wanted import SuppliesWanted
from app.wiring import Materiel
from graph.network.filter import Filter

router = APIRouter(prefix="/v1/supplies", tags=["supplies"])


@list_route(
    router,
    "",
    SUPPLIES,
    model=SuppliesPage,
    summary="Who supplies whom",
    responses=NOT_MODIFIED | REFUSED,
)
def list_supplies(
    wanted: Annotated[SuppliesWanted, Query()], materiel: CurrentMateriel, request: Request
) -> Response:
    """List what the claims add up to, a row for each supplier, recipient and munition.

    Claims count of the `status` and `stage` asked for: without a status those that say yes
    (asserted or alleged), without a stage those at any but request and suspension.
    """
    return answer_supplies(wanted, wanted.filter(), materiel, request)


def answer_supplies(
    wanted: SuppliesWanted, asked: Filter, materiel: Materiel, request: Request
) -> Response:
    """Answer with the rows that a filter asks for."""
    found = rows_at(materiel, asked, wanted.by)
    return supplies_for(asked).answer(request, wanted, found.rows, found.sequence)
