"""Time: what claims tell month by month, and what changed since."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from app.deps import CurrentMateriel, check_etag
from app.routers.documented import NOT_MODIFIED, REFUSED
from app.schemas.times import ChangesAnswer, ChangesWanted, TimelineAnswer, TimelineWanted
from graph.errors import InvalidField
from graph.ingest.resolve.names import find_actor
from graph.network.changes import Revision, find_changes
from graph.network.timeline import timeline

router = APIRouter(prefix="/v1", tags=["time"])


@router.get(
    "/timeline",
    summary="Claims month by month",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | REFUSED,
)
def show_timeline(
    wanted: Annotated[TimelineWanted, Query()], materiel: CurrentMateriel
) -> TimelineAnswer:
    """Count the claims of a relationship, an actor, a munition or all, by event or by report."""
    actor = find_actor(wanted.actor, field="actor").id if wanted.actor else None
    found = timeline(materiel.network, wanted.filter(), clock=wanted.clock, actor=actor)
    return TimelineAnswer.of(found)


@router.get(
    "/changes",
    summary="What changed since",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | REFUSED,
)
def list_changes(
    wanted: Annotated[ChangesWanted, Query()], materiel: CurrentMateriel
) -> ChangesAnswer:
    """List relationships that became known, stronger, weaker, contested, suspended, or are gone.

    Ask again with `since` set to the `sequence` of the answer to follow along.
    """
    asked = wanted.filter()
    archive, network = materiel.archive, materiel.network
    since, sequence = wanted.number(), network.sequence()
    if since is None:
        since = archive.last_before(datetime.combine(wanted.day(), time.min, UTC))
    if since > sequence:
        raise InvalidField(
            f"since is {since}, and the last change is {sequence}",
            field="since",
            value=str(since),
            remedy="Give the `sequence` of an earlier answer of this service",
        )
    revised = [Revision(before=one.before, now=one.now) for one in archive.revised(since)]
    return ChangesAnswer.of(find_changes(network, (since, sequence), revised, asked), asked)
