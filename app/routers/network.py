"""The network: ways between actors, who matters in it, its shape, and what hangs on whom."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from app.deps import CurrentMateriel, check_etag
from app.listing.ways import answer_chains, answer_paths
from app.routers.documented import NOT_MODIFIED, REFUSED
from app.schemas.chains import ChainsAnswer, ChainsWanted
from app.schemas.chokepoints import ChokepointsAnswer, EndsWanted, WhatIfAnswer, WhatIfWanted
from app.schemas.dependence import (
    DependenceAnswer,
    ReachAnswer,
    ReachWanted,
    RecipientWanted,
    SimilarAnswer,
    SimilarWanted,
)
from app.schemas.network import CentralityAnswer, CentralityWanted, PathsAnswer, PathsWanted
from app.schemas.shape import CommunitiesAnswer, CommunitiesWanted, StructureAnswer
from app.schemas.wanted import Wanted
from graph.ingest.resolve.names import find_actor
from graph.network.centrality import centrality
from graph.network.chokepoints import chokepoints
from graph.network.communities import communities
from graph.network.dependence import dependence
from graph.network.reach import reach
from graph.network.similarity import similar
from graph.network.structure import structure
from graph.network.whatif import what_if

router = APIRouter(prefix="/v1/network", tags=["network"])

READ: dict[str, Any] = {
    "dependencies": [Depends(check_etag)],
    "responses": NOT_MODIFIED | REFUSED,
}
"""What all of these routes have in common."""


@router.get("/paths", summary="Ways from one actor to another", response_model=PathsAnswer, **READ)
def list_paths(
    wanted: Annotated[PathsWanted, Query()], materiel: CurrentMateriel, request: Request
) -> Response:
    """List the simple paths, shortest first, then strongest; filters say which claims count."""
    return answer_paths(wanted, materiel, request)


@router.get(
    "/chains",
    summary="Ways that arms may have taken in time",
    response_model=ChainsAnswer,
    **READ,
)
def list_chains(
    wanted: Annotated[ChainsWanted, Query()], materiel: CurrentMateriel, request: Request
) -> Response:
    """List the paths whose claims allow an order of time, strongest weakest hop first.

    Without `to`, onward transfers from an actor, over two hops at least.
    """
    return answer_chains(wanted, materiel, request)


@router.get("/centrality", summary="Who matters in the network", **READ)
def measure_centrality(
    wanted: Annotated[CentralityWanted, Query()], materiel: CurrentMateriel
) -> CentralityAnswer:
    """Score the actors of the claims that match; the answer says on which network."""
    measured = centrality(materiel.network, wanted.measure, wanted.filter())
    return CentralityAnswer.of(measured, wanted.limit)


@router.get("/communities", summary="Who belongs together", **READ)
def list_communities(
    wanted: Annotated[CommunitiesWanted, Query()], materiel: CurrentMateriel
) -> CommunitiesAnswer:
    """Group the actors by Louvain: the same groups each time for the same network."""
    found = communities(materiel.network, wanted.filter(), resolution=wanted.resolution)
    return CommunitiesAnswer.of(found)


@router.get("/structure", summary="How the network hangs together", **READ)
def describe_structure(
    wanted: Annotated[Wanted, Query()], materiel: CurrentMateriel
) -> StructureAnswer:
    """Tell density and reciprocity, the parts, and the ties and actors that hold them together."""
    return StructureAnswer.of(structure(materiel.network, wanted.filter()))


@router.get("/dependence", summary="How a recipient depends on its suppliers", **READ)
def measure_dependence(
    wanted: Annotated[RecipientWanted, Query()], materiel: CurrentMateriel
) -> DependenceAnswer:
    """Tell the share of each supplier, the Herfindahl index, and what is lost if one stops."""
    recipient = find_actor(wanted.recipient, field="recipient").id
    return DependenceAnswer.of(dependence(materiel.network, recipient, wanted.filter()))


@router.get("/reach", summary="Whom a supplier reaches, or who reaches a recipient", **READ)
def measure_reach(
    wanted: Annotated[ReachWanted, Query()], materiel: CurrentMateriel
) -> ReachAnswer:
    """List who is reached directly and over others, nearest first."""
    found = reach(
        materiel.network,
        wanted.whose(),
        direction=wanted.direction(),
        max_hops=wanted.max_hops,
        wanted=wanted.filter(),
    )
    return ReachAnswer.of(found)


@router.get("/chokepoints", summary="Where all ways between two actors can be cut", **READ)
def list_chokepoints(
    wanted: Annotated[EndsWanted, Query()], materiel: CurrentMateriel
) -> ChokepointsAnswer:
    """List the actors and relationships without which no way, of any length, leads there."""
    source = find_actor(wanted.source, field="from").id
    target = find_actor(wanted.target, field="to").id
    return ChokepointsAnswer.of(chokepoints(materiel.network, source, target, wanted.filter()))


@router.get("/similar", summary="Recipients with the same suppliers", **READ)
def list_similar(
    wanted: Annotated[SimilarWanted, Query()], materiel: CurrentMateriel
) -> SimilarAnswer:
    """List the recipients that share suppliers with one, most alike first."""
    recipient = find_actor(wanted.recipient, field="recipient").id
    found = similar(materiel.network, recipient, wanted.filter(), by=wanted.by)
    return SimilarAnswer.of(found, wanted.limit)


@router.get("/what-if", summary="The network without some actors or relationships", **READ)
def think_away(wanted: Annotated[WhatIfWanted, Query()], materiel: CurrentMateriel) -> WhatIfAnswer:
    """Tell what would change: relationships, parts, reach, and what recipients have left."""
    return WhatIfAnswer.of(what_if(materiel.network, wanted.removal(), wanted.filter()))
