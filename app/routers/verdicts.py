"""Verdicts of people on claims: the original stays, what is made of it follows."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Depends, Response

from app.deps import AnyMateriel, CurrentMateriel, check_etag, require_json
from app.listing.standing import find_standing_claim
from app.routers.documented import GONE, NOT_FOUND, NOT_MODIFIED, REFUSED_BODY
from app.schemas.verdicts import VerdictIn, VerdictsAnswer

router = APIRouter(prefix="/v1/claims", tags=["claims"])


@router.post(
    "/{claim_id}/verdicts",
    summary="Accept, reject or correct a claim",
    status_code=HTTPStatus.CREATED,
    dependencies=[Depends(require_json)],
    responses={
        200: {"model": VerdictsAnswer, "description": "Decided so already, by the same person"},
        **NOT_FOUND,
        **GONE,
        **REFUSED_BODY,
    },
)
def judge_claim(
    claim_id: str, given: VerdictIn, materiel: AnyMateriel, response: Response
) -> VerdictsAnswer:
    """Answer 201 once the verdict is on the disk and relationships follow it.

    The newest verdict counts: to accept a claim takes a rejection or a correction back. A
    correction is of the claim as it was read, not of an earlier correction.
    """
    judged = materiel.pipeline.judge(claim_id, given.ruling(), who=given.who, why=given.why)
    response.headers["Location"] = f"{router.prefix}/{claim_id}/verdicts"
    if not judged.is_new:
        response.status_code = HTTPStatus.OK
    return VerdictsAnswer.of(judged.read, claim_id, materiel.archive.verdicts(claim_id))


@router.get(
    "/{claim_id}/verdicts",
    summary="List the verdicts on a claim",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | NOT_FOUND | GONE,
)
def list_verdicts(claim_id: str, materiel: CurrentMateriel) -> VerdictsAnswer:
    """Show what was read, who decided what on it and why, and what stands."""
    read = find_standing_claim(materiel, claim_id)
    return VerdictsAnswer.of(read, claim_id, materiel.archive.verdicts(claim_id))
