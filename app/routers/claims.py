"""Claims: one by its id, or those that match."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.deps import CurrentMateriel, check_etag
from app.listing.claims import CLAIMS, list_claims
from app.listing.routes import list_route
from app.listing.standing import refuse_claim
from app.routers.documented import GONE, NOT_FOUND, NOT_MODIFIED, REFUSED
from app.schemas.claims import ClaimsPage
from app.schemas.verdicts import ClaimAnswer
from app.schemas.wanted import ClaimsWanted

router = APIRouter(prefix="/v1/claims", tags=["claims"])


@list_route(
    router,
    "",
    CLAIMS,
    model=ClaimsPage,
    summary="List claims",
    responses=NOT_MODIFIED | REFUSED,
)
def list_all(
    wanted: Annotated[ClaimsWanted, Query()], materiel: CurrentMateriel, request: Request
) -> Response:
    """List the claims that a row of supplies counts, by the same rule."""
    found = list_claims(materiel, wanted.filter())
    return CLAIMS.answer(request, wanted, found.claims, found.sequence)


@router.get(
    "/{claim_id}",
    summary="Find a claim",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | NOT_FOUND | GONE,
)
def find_claim(claim_id: str, materiel: CurrentMateriel) -> ClaimAnswer:
    """Show one claim, whatever its stage and status, and what a person decided on it."""
    with materiel.network.still() as sequence:
        placed = materiel.network.claim(claim_id)
    if placed is None:
        raise refuse_claim(materiel, claim_id)
    return ClaimAnswer.of(placed, sequence)
