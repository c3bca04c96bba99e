"""The network: paths between actors, and who matters in it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from app.deps import CurrentMateriel, check_etag
from app.routers.documented import NOT_MODIFIED, REFUSED
from app.schemas.network import CentralityAnswer, CentralityWanted, PathsAnswer, PathsWanted
from graph.ingest.resolve.names import find_actor
from graph.network.centrality import centrality
from graph.network.paths import find_paths

router = APIRouter(prefix="/v1/network", tags=["network"])


@router.get(
    "/paths",
    summary="Ways from one actor to another",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | REFUSED,
)
def list_paths(wanted: Annotated[PathsWanted, Query()], materiel: CurrentMateriel) -> PathsAnswer:
    """List the simple paths, shortest first, then strongest; filters say which claims count."""
    source = find_actor(wanted.source, field="from").id
    target = find_actor(wanted.target, field="to").id
    found = find_paths(
        materiel.network,
        source,
        target,
        max_hops=wanted.max_hops,
        wanted=wanted.filter(),
        limit=wanted.limit,
    )
    return PathsAnswer.of(found, source, target, wanted.max_hops)


@router.get(
    "/centrality",
    summary="Who matters in the network",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | REFUSED,
)
def measure_centrality(
    wanted: Annotated[CentralityWanted, Query()], materiel: CurrentMateriel
) -> CentralityAnswer:
    """Score the actors of the claims that match; the answer says on which network."""
    measured = centrality(materiel.network, wanted.measure, wanted.filter())
    return CentralityAnswer.of(measured, wanted.limit)
