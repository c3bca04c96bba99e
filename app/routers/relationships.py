"""Relationships: all that is claimed between two actors, and why it is judged as it is."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query

from app.deps import CurrentMateriel, check_etag
from app.listing.kept import keep
from app.routers.documented import NOT_FOUND, NOT_MODIFIED, REFUSED
from app.schemas.relationships import ExplainedRelationship, RelationshipAnswer
from app.schemas.wanted import RelationshipWanted
from app.wiring import Materiel
from graph.errors import NotFound, UnknownActor
from graph.ingest.resolve.names import find_actor
from graph.network.filter import Filter
from graph.network.relationships import Relationship, relationship

router = APIRouter(prefix="/v1/relationships", tags=["relationships"])


@router.get(
    "/{supplier}/{recipient}",
    summary="All that is claimed between two actors",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | NOT_FOUND | REFUSED,
)
def show_relationship(
    supplier: str,
    recipient: str,
    wanted: Annotated[RelationshipWanted, Query()],
    materiel: CurrentMateriel,
) -> RelationshipAnswer:
    """Add up what passes from the first to the second, of one munition and those below, or any.

    Contradictions are shown with the words of both sides.
    """
    found = _find(supplier, recipient, wanted, materiel)
    return RelationshipAnswer.of(found, _explained_at(found.wanted, wanted), wanted.limit)


@router.get(
    "/{supplier}/{recipient}/explain",
    summary="Why a relationship is as strong as it is",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | NOT_FOUND | REFUSED,
)
def explain_relationship(
    supplier: str,
    recipient: str,
    wanted: Annotated[RelationshipWanted, Query()],
    materiel: CurrentMateriel,
) -> ExplainedRelationship:
    """Show the claims by origin, what each adds, the test that decides, and the whole rule."""
    return ExplainedRelationship.of(_find(supplier, recipient, wanted, materiel), wanted.limit)


def _find(
    supplier: str, recipient: str, wanted: RelationshipWanted, materiel: Materiel
) -> Relationship:
    asked = wanted.between(_actor(supplier, "supplier"), _actor(recipient, "recipient"))
    network = materiel.network
    found = keep(materiel, ("relationship", asked), lambda: relationship(network, asked))
    if found.row is None and not found.against:
        raise NotFound("relationship", f"{asked.supplier}/{asked.recipient}")
    return found


def _actor(name: str, field: str) -> str:
    try:
        return find_actor(name, field=field).id
    except UnknownActor as unknown:
        raise NotFound(field, name) from unknown


def _explained_at(asked: Filter, wanted: RelationshipWanted) -> str:
    path = f"{router.prefix}/{quote(str(asked.supplier))}/{quote(str(asked.recipient))}/explain"
    given = urlencode(wanted.model_dump(mode="json", exclude_defaults=True))
    return f"{path}?{given}" if given else path
