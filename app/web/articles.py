"""`/articles/…`: an article with its claims marked in the text, or their sentences alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.deps import CurrentMateriel
from app.listing.standing import find_standing, shows_texts
from app.web.marked import Piece, cut
from app.web.missing import give_problem
from app.web.shell import Page, give_page
from app.web.told import ToldClaim, told_claims
from app.wiring import Materiel
from graph.claims.article import Article
from graph.claims.reading import ReadArticle
from graph.errors import NotFound

router = APIRouter(include_in_schema=False)

UNTITLED = "Untitled article"
_WEB = ("https://", "http://")


@router.get("/articles/{article_id}", response_class=HTMLResponse)
def show_page(article_id: str, materiel: CurrentMateriel) -> HTMLResponse:
    """Show an article; of one that was withdrawn, since when and why."""
    try:
        read = find_standing(materiel, article_id)
    except NotFound as missing:
        return give_problem(missing, materiel)
    article = read.article
    claims = told_claims(materiel.network.claims_in(article.id) or ())
    return give_page(
        Page(
            template="articles.html",
            title=article.title or UNTITLED,
            description=_description(article, claims),
            described=_described(article),
            filling={
                "article": article,
                "link": article.url if (article.url or "").startswith(_WEB) else None,
                "pieces": _pieces(read, materiel),
                "sentences": claims,
            },
        ),
        materiel,
    )


def _pieces(read: ReadArticle, materiel: Materiel) -> Sequence[Piece] | None:
    if not shows_texts(materiel):
        return None
    places = [
        (identifier, claim.passage.start, claim.passage.end)
        for identifier, claim in read.standing_claims()
    ]
    return cut(read.article.text, places)


def _description(article: Article, claims: Sequence[ToldClaim]) -> str:
    said = f"{len(claims)} {'claim' if len(claims) == 1 else 'claims'} about who arms whom"
    where = ", ".join(part for part in (article.publisher, _day(article)) if part)
    return f"{said}, marked in the text" + (f" ({where})" if where else "")


def _described(article: Article) -> dict[str, Any]:
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": article.id,
        "headline": article.title,
        "datePublished": _day(article),
        "publisher": {"@type": "Organization", "name": article.publisher}
        if article.publisher
        else None,
        "url": article.url if (article.url or "").startswith(_WEB) else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _day(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None
