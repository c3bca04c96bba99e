"""Whether the process lives, and whether it is ready."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from app.deps import AnyMateriel
from app.routers.readiness import readiness_of
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
async def check_readiness(request: Request, materiel: AnyMateriel, response: Response) -> ReadyOut:
    """Answer 200 when everything works, else 503 with what does not, within two seconds.

    Tried for real: whether the archive can be written, has space, is followed by network and
    store, whether a process answers SPARQL, and whether the reader is loaded.
    """
    found = await readiness_of(request.app).ask(materiel)
    if not found.ready:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    response.headers["Cache-Control"] = "no-store"
    return found
