"""Time: what claims tell month by month, and what changed since."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.deps import CurrentMateriel
from app.listing.routes import list_route
from app.listing.times import CHANGES, MONTHS, changes_for, list_changes, list_months
from app.routers.documented import NOT_MODIFIED, REFUSED
from app.schemas.times import ChangesAnswer, ChangesWanted, TimelineAnswer, TimelineWanted
from graph.errors import InvalidField

router = APIRouter(prefix="/v1", tags=["time"])


@list_route(
    router,
    "/timeline",
    MONTHS,
    model=TimelineAnswer,
    summary="Claims month by month",
    responses=NOT_MODIFIED | REFUSED,
)
def show_timeline(
    wanted: Annotated[TimelineWanted, Query()], materiel: CurrentMateriel, request: Request
) -> Response:
    """Count the claims of a relationship, an actor, a munition or all, by event or by report.

    Of claims that tell a year and no month, `by=year` is the place.
    """
    found = list_months(materiel, wanted.filter(), clock=wanted.clock, by=wanted.by)
    listing = MONTHS.saying(clock=found.clock, by=found.by, unplaced=found.unplaced)
    return listing.answer(request, wanted, found.months, found.sequence)


@list_route(
    router,
    "/changes",
    CHANGES,
    model=ChangesAnswer,
    summary="What changed since",
    responses=NOT_MODIFIED | REFUSED,
)
def show_changes(
    wanted: Annotated[ChangesWanted, Query()], materiel: CurrentMateriel, request: Request
) -> Response:
    """List relationships that became known, stronger, weaker, contested, suspended, or are gone.

    Ask again with `since` set to the `sequence` of the answer to follow along.
    """
    asked = wanted.filter()
    since, sequence = wanted.number(), materiel.network.sequence()
    if since is None:
        since = materiel.archive.last_before(datetime.combine(wanted.day(), time.min, UTC))
    if since > sequence:
        raise InvalidField(
            f"since is {since}, and the last change is {sequence}",
            field="since",
            value=str(since),
            remedy="Give the `sequence` of an earlier answer of this service",
        )
    found = list_changes(materiel, since, asked)
    listing = changes_for(asked).saying(since=found.since)
    return listing.answer(request, wanted, found.changes, found.sequence)
