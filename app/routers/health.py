"""Whether the process lives, and whether it is ready."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Response

from app.deps import AnyMateriel
from app.schemas.service import HealthOut, ReadyOut
from app.settings import VERSION

router = APIRouter(tags=["service"])


@router.get("/healthz", summary="Does the process answer")
async def check_health() -> HealthOut:
    """Answer as long as the process does."""
    return HealthOut(version=VERSION)


@router.get(
    "/readyz",
    summary="Does everything work",
    responses={503: {"model": ReadyOut, "description": "`waiting` says for what"}},
)
def check_readiness(materiel: AnyMateriel, response: Response) -> ReadyOut:
    """Answer 200 when everything works, else 503 with what does not."""
    materiel.pipeline.catch_up()
    waiting = materiel.waiting()
    if waiting:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return ReadyOut(
        ready=not waiting,
        waiting=waiting,
        archive=materiel.archive.sequence(),
        network=materiel.network.sequence(),
        store=materiel.store.sequence() if materiel.store else None,
    )
