"""Search: complete the name of an actor, a munition, a designation, a source or an article."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from app.deps import CurrentMateriel, check_etag
from app.listing.search import search
from app.routers.documented import NOT_MODIFIED, REFUSED
from app.schemas.search import SearchAnswer, SearchWanted

router = APIRouter(prefix="/v1/search", tags=["search"])


@router.get(
    "",
    summary="Find anything by its name",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | REFUSED,
)
def find(wanted: Annotated[SearchWanted, Query()], materiel: CurrentMateriel) -> SearchAnswer:
    """Complete what is typed: exact names first, then beginnings, then parts.

    Of equals, those that claims name come first. Actors and munitions are known under every
    spelling that articles are read by.
    """
    return search(materiel, wanted)
