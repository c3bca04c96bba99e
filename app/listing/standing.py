"""Articles and claims that stand, and texts where they may be shown."""

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


def find_standing_claim(materiel: Materiel, claim_id: str) -> ReadArticle:
    """Find the article that a claim is of, rejected or not, and which stands.

    The network must have caught up. Raises NotFound, or Withdrawn as `find_standing` does.
    """
    placed = materiel.network.claim(claim_id)
    read = materiel.archive.find(placed.article.id) if placed else None
    if read is None or read.withdrawn is not None:
        raise refuse_claim(materiel, claim_id)
    if all(claim_id != each for each, _ in read.identified_claims()):
        raise NotFound("claim", claim_id)
    return read


def refuse_claim(materiel: Materiel, claim_id: str) -> NotFound:
    """Say that a claim is not here, or that its article was withdrawn."""
    read = materiel.archive.find_withdrawn(claim_id)
    if read is None or read.withdrawn is None:
        return NotFound("claim", claim_id)
    return Withdrawn("claim", claim_id, at=read.withdrawn.at, why=read.withdrawn.why)


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
