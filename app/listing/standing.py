"""Articles that stand, and their texts where they may be shown."""

from __future__ import annotations

from app.wiring import Materiel
from graph.claims.reading import ReadArticle
from graph.errors import NotFound, NotShown, Withdrawn

SHOWN = "shown"


def find_standing(materiel: Materiel, article_id: str) -> ReadArticle:
    """Find an article that stands; raises NotFound, or Withdrawn with its day and reason."""
    read = materiel.archive.find(article_id)
    if read is None:
        raise NotFound("article", article_id)
    if read.withdrawn is not None:
        raise Withdrawn("article", article_id, at=read.withdrawn.at, why=read.withdrawn.why)
    return read


def shows_texts(materiel: Materiel) -> bool:
    """Tell whether whole texts are shown here."""
    return materiel.settings.texts == SHOWN


def refuse_text(article_id: str) -> NotShown:
    """Say that the text of an article is kept and not shown, and what there is instead."""
    return NotShown(
        "Texts of articles are not shown here",
        remedy=f"/v1/articles/{article_id} has the sentences that its claims rest on; "
        "MATERIEL_TEXTS=shown lets a service show whole texts",
    )
