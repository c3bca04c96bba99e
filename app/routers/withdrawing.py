"""Articles withdrawn, and restored: nothing is deleted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from app.deps import AnyMateriel, require_json
from app.routers.documented import NOT_FOUND, REFUSED, REFUSED_BODY
from app.schemas.articles import ArticleAnswer
from app.schemas.verdicts import WHO, WHY, DecisionIn
from graph.errors import MissingField

router = APIRouter(prefix="/v1/articles", tags=["articles"])


@router.delete("/{article_id}", summary="Withdraw an article", responses=NOT_FOUND | REFUSED)
def withdraw_article(
    article_id: str,
    materiel: AnyMateriel,
    why: Annotated[
        str,
        Query(
            max_length=WHY,
            description="Told to whoever asks for it",
            json_schema_extra={"pattern": r"\S"},
        ),
    ],
    who: Annotated[str | None, Query(max_length=WHO, description="Kept, not shown")] = None,
) -> ArticleAnswer:
    """Let an article and its claims stand no longer; a reason is required.

    Text, readings and verdicts are kept: it can be restored. One that is withdrawn already stays
    so, with the reason given first.
    """
    if not why.strip():
        raise MissingField(
            "No reason is given", field="why", remedy="Say in ?why= why it stands no longer"
        )
    return ArticleAnswer.of(materiel.pipeline.withdraw(article_id, who=who, why=why).read)


@router.post(
    "/{article_id}/restore",
    summary="Restore a withdrawn article",
    dependencies=[Depends(require_json)],
    responses=NOT_FOUND | REFUSED_BODY,
)
def restore_article(article_id: str, given: DecisionIn, materiel: AnyMateriel) -> ArticleAnswer:
    """Let a withdrawn article stand again, with its claims and the verdicts on them."""
    return ArticleAnswer.of(
        materiel.pipeline.restore(article_id, who=given.who, why=given.why).read
    )
