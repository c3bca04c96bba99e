"""Evidence sources: who is said to know, and how well that stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.deps import CurrentMateriel, check_etag
from app.listing.claims import CLAIMS
from app.listing.routes import list_route
from app.listing.sources import SOURCES, SourceRows, list_source_claims, list_sources
from app.routers.documented import NOT_FOUND, NOT_MODIFIED, REFUSED
from app.schemas.claims import ClaimsPage
from app.schemas.sources import (
    SourceAnswer,
    SourcesPage,
    SourcesWanted,
    SourceToldOut,
    source_address,
)
from app.schemas.times import SourceTimelineAnswer, SourceTimelineWanted
from app.schemas.wanted import PageWanted
from graph.errors import NotFound
from graph.network.sources import SourceTold
from graph.network.timeline import count_months

router = APIRouter(prefix="/v1/sources", tags=["sources"])


@list_route(
    router,
    "",
    SOURCES,
    model=SourcesPage,
    summary="List evidence sources",
    responses=NOT_MODIFIED | REFUSED,
)
def list_all(
    wanted: Annotated[SourcesWanted, Query()], materiel: CurrentMateriel, request: Request
) -> Response:
    """List who is said to know: how much each has claimed, how often alone, how often contradicted.

    The publisher of an article is no evidence source of it.
    """
    found = list_sources(materiel)
    part = (wanted.q or "").strip().casefold()
    rows = [
        row
        for row in found.rows
        if part in row.name.casefold() and wanted.kind in (None, *row.kinds)
    ]
    return SOURCES.answer(request, wanted, rows, found.sequence)


@router.get(
    "/{source}",
    summary="Find an evidence source",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | NOT_FOUND,
)
def show_one(source: str, materiel: CurrentMateriel) -> SourceAnswer:
    """Show an evidence source, by its id or its name."""
    found = list_sources(materiel)
    told = _find(found, source)
    return SourceAnswer(
        sequence=found.sequence,
        source=SourceToldOut.of(told),
        claims_url=f"{source_address(told.id)}/claims",
    )


@router.get(
    "/{source}/timeline",
    summary="When an evidence source spoke",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | NOT_FOUND | REFUSED,
)
def show_months(
    source: str, wanted: Annotated[SourceTimelineWanted, Query()], materiel: CurrentMateriel
) -> SourceTimelineAnswer:
    """Count all claims that name a source month by month, whatever their stage and status."""
    found = list_source_claims(materiel, _find(list_sources(materiel), source).id)
    months = count_months(found.rows, (), wanted.clock)
    return SourceTimelineAnswer.of(months, wanted.clock, found.sequence)


@list_route(
    router,
    "/{source}/claims",
    CLAIMS,
    model=ClaimsPage,
    summary="What an evidence source has claimed",
    responses=NOT_MODIFIED | NOT_FOUND | REFUSED,
)
def list_claims(
    source: str,
    wanted: Annotated[PageWanted, Query()],
    materiel: CurrentMateriel,
    request: Request,
) -> Response:
    """List all claims that name a source, whatever their stage and status."""
    found = list_source_claims(materiel, _find(list_sources(materiel), source).id)
    return CLAIMS.answer(request, wanted, found.rows, found.sequence)


def _find(found: SourceRows, source: str) -> SourceTold:
    told = found.find(source)
    if told is None:
        raise NotFound("evidence source", source)
    return told
