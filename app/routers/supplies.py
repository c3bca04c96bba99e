"""Supplies: who supplies whom, as JSON or CSV."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from app.deps import CurrentMateriel, check_etag
from app.routers.documented import NOT_MODIFIED, REFUSED
from app.routers.paging import next_page
from app.schemas.supplies import SuppliesPage, show_supplies
from app.schemas.tables import supplies_csv
from app.schemas.wanted import SuppliesWanted

router = APIRouter(prefix="/v1/supplies", tags=["supplies"])
CSV = "text/csv"


@router.get(
    "",
    summary="Who supplies whom",
    response_model=SuppliesPage,
    dependencies=[Depends(check_etag)],
    responses={200: {"content": {CSV: {}}}, **NOT_MODIFIED, **REFUSED},
)
def list_supplies(
    wanted: Annotated[SuppliesWanted, Query()],
    materiel: CurrentMateriel,
    request: Request,
    response: Response,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> SuppliesPage | Response:
    """List what the claims add up to, a row for each supplier, recipient and munition.

    Without `status` and `stage` the claims count that say yes: asserted or alleged, at any stage
    but request and suspension. With them, the claims that match exactly.
    """
    asked = wanted.filter()
    with materiel.network.still() as sequence:
        rows = materiel.network.supplies(asked)
    start, end = wanted.offset, wanted.offset + wanted.limit
    shown = show_supplies(rows[start:end], asked)
    if wants_csv(wanted.format, accept):
        return Response(supplies_csv(shown), media_type=CSV, headers=dict(response.headers))
    return SuppliesPage(
        sequence=sequence,
        total=len(rows),
        limit=wanted.limit,
        offset=wanted.offset,
        next=next_page(request, wanted, len(rows)),
        supplies=shown,
    )


def wants_csv(form: str | None, accept: str) -> bool:
    """Tell whether CSV is asked for: by `format`, or as the best liked of an Accept header."""
    if form is not None:
        return form == "csv"
    liked = {"text/csv": 0.0, "application/json": 0.0}
    for part in accept.split(","):
        media_type, _, parameters = part.strip().partition(";")
        if media_type in liked:
            liked[media_type] = _weight(parameters)
    return liked["text/csv"] > liked["application/json"]


def _weight(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name == "q" and value.replace(".", "", 1).isdecimal():
            return float(value)
    return 1.0
