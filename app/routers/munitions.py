"""Munitions: the concepts and how often claims name them."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Depends

from app.deps import CurrentMateriel, check_etag
from app.routers.documented import NOT_MODIFIED
from app.schemas.actors import MunitionOut, MunitionsAnswer
from graph.claims.munition import broader_munitions, munitions

router = APIRouter(prefix="/v1/munitions", tags=["munitions"])


@router.get(
    "",
    summary="List munition concepts",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED,
)
def list_munitions(materiel: CurrentMateriel) -> MunitionsAnswer:
    """List every concept; the count of each includes the concepts below it."""
    with materiel.network.still() as sequence:
        rows = materiel.network.supplies()
    claims: Counter[str] = Counter()
    for row in rows:
        if row.munition:
            for concept in (row.munition, *broader_munitions(row.munition)):
                claims[concept] += row.claims
    return MunitionsAnswer(
        sequence=sequence,
        munitions=tuple(
            MunitionOut.of(munition, claims[munition.id]) for munition in munitions().values()
        ),
    )
