"""Texts of articles, where the service may show them."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from app.deps import CurrentMateriel, check_etag
from app.listing.standing import find_standing, refuse_text, shows_texts
from app.routers.documented import GONE, NOT_FOUND, NOT_MODIFIED, Responses
from app.schemas.texts import TextAnswer

router = APIRouter(prefix="/v1/articles", tags=["articles"])

_NOT_SHOWN: Responses = {403: {"description": "Texts are not shown here, as was chosen"}}


@router.get(
    "/{article_id}/text",
    summary="Read the text of an article",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | _NOT_SHOWN | NOT_FOUND | GONE,
)
def show_text(article_id: str, materiel: CurrentMateriel) -> TextAnswer:
    """Show the text to the letter, and where the words of its claims stand in it.

    Refused where the setting `MATERIEL_TEXTS` is `quotes`.
    """
    read = find_standing(materiel, article_id)
    if not shows_texts(materiel):
        raise refuse_text(article_id)
    return TextAnswer.of(read)
