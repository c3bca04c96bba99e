"""Publishers: who prints how much, how fast and how much of it alone; and muting one of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.deps import AnyMateriel, CurrentMateriel, check_etag, require_json
from app.listing.claims import CLAIMS
from app.listing.publishers import (
    PUBLISHERS,
    find_publishers,
    list_publisher_claims,
    list_publishers,
)
from app.listing.routes import list_route
from app.routers.documented import NOT_FOUND, NOT_MODIFIED, REFUSED, REFUSED_BODY
from app.schemas.claims import ClaimsPage
from app.schemas.publishers import (
    HearingIn,
    PublisherAnswer,
    PublishersPage,
    PublishersWanted,
    publisher_address,
)
from app.schemas.wanted import PageWanted
from app.wiring import Materiel
from graph.errors import NotFound

router = APIRouter(prefix="/v1/publishers", tags=["publishers"])


@list_route(
    router,
    "",
    PUBLISHERS,
    model=PublishersPage,
    summary="List publishers",
    responses=NOT_MODIFIED | REFUSED,
)
def list_all(
    wanted: Annotated[PublishersWanted, Query()], materiel: CurrentMateriel, request: Request
) -> Response:
    """List who prints: how much, how fast, what share of it alone, how often contradicted.

    `sort=-peak` puts the one first that printed most on one day: so a flood shows.
    """
    found = list_publishers(materiel)
    rows = find_publishers(found.rows, wanted)
    return PUBLISHERS.answer(request, wanted, rows, found.sequence)


@router.get(
    "/{publisher}",
    summary="Find a publisher",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | NOT_FOUND,
)
def show_one(publisher: str, materiel: CurrentMateriel) -> PublisherAnswer:
    """Show a publisher by its id or its name, with all that people decided on it."""
    return _answer(publisher, materiel)


@list_route(
    router,
    "/{publisher}/claims",
    CLAIMS,
    model=ClaimsPage,
    summary="What a publisher has printed",
    responses=NOT_MODIFIED | NOT_FOUND | REFUSED,
)
def list_claims(
    publisher: str,
    wanted: Annotated[PageWanted, Query()],
    materiel: CurrentMateriel,
    request: Request,
) -> Response:
    """List all claims of the articles of a publisher, whatever their stage and status."""
    told = list_publishers(materiel).find(publisher)
    if told is None:
        raise NotFound("publisher", publisher)
    found = list_publisher_claims(materiel, told.id)
    return CLAIMS.answer(request, wanted, found.rows, found.sequence)


@router.post(
    "/{publisher}/verdicts",
    summary="Mute a publisher, or hear it again",
    status_code=HTTPStatus.CREATED,
    dependencies=[Depends(require_json)],
    responses={
        200: {"model": PublisherAnswer, "description": "Decided so already, by the same person"},
        **NOT_FOUND,
        **REFUSED_BODY,
    },
)
def judge_publisher(
    publisher: str, given: HearingIn, materiel: AnyMateriel, response: Response
) -> PublisherAnswer:
    """Answer 201 once the verdict is on the disk and relationships follow it.

    Nothing is deleted: the claims of a publisher that is muted are shown as such, and count for no
    origin, no strength and no measure, until it is unmuted. The newest verdict counts.
    """
    muted = materiel.pipeline.hear(publisher, given.decision, who=given.who, why=given.why)
    response.headers["Location"] = publisher_address(muted.verdict.publisher)
    if not muted.is_new:
        response.status_code = HTTPStatus.OK
    return _answer(muted.verdict.publisher, materiel)


def _answer(publisher: str, materiel: Materiel) -> PublisherAnswer:
    found = list_publishers(materiel)
    told = found.find(publisher)
    if told is None:
        raise NotFound("publisher", publisher)
    return PublisherAnswer.of(told, materiel.archive.hearings(told.id), found.sequence)
