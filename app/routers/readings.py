"""Reading a text and keeping nothing of it."""

from __future__ import annotations

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends

from app.deps import AnyFetching, AnyMateriel, ArticleThreads
from app.routers.bodies import describe_documents, require_json_article
from app.routers.documented import FETCHED, REFUSED_BODY
from app.schemas.documents import DocumentReading, DocumentReadingWanted
from app.schemas.explained import ExplainAnswer
from app.schemas.readings import ReadingAnswer, ReadingIn
from app.wiring import Materiel
from graph.claims.article import Article

router = APIRouter(prefix="/v1/readings", tags=["articles"])


@router.post(
    "",
    summary="Read a text and keep nothing",
    dependencies=[Depends(require_json_article)],
    responses={
        200: {
            "description": "What was read; of a document also its text, which claims count in",
        },
        **REFUSED_BODY,
        **FETCHED,
    },
    openapi_extra=describe_documents(DocumentReadingWanted),
    response_model=ReadingAnswer | DocumentReading,
)
async def read_text(
    given: ReadingIn, materiel: AnyMateriel, threads: ArticleThreads, fetching: AnyFetching
) -> ReadingAnswer | DocumentReading:
    """Show the claims that `POST /v1/articles` would keep of the same body, under the same ids.

    With `explain` it tells why, and what was found and dropped. Nothing of the text is kept, or
    logged. The text in JSON is plain; a web page or a PDF may be sent as it is, under its own
    content type, with what you know of it in the query. An address without a text is fetched and
    read, where the service does that; its text comes with the answer.
    """
    if given.page is not None:
        article = await fetching.article(materiel, given.page, given.metadata())
        answer = await read(article, materiel, threads(article), explain=given.explain)
        return DocumentReading(**dict(answer), text=article.text)
    article = await run_sync(given.article)
    return await read(article, materiel, threads(article), explain=given.explain)


async def read(
    article: Article, materiel: Materiel, threads: CapacityLimiter, *, explain: bool
) -> ReadingAnswer:
    """Read an article, keep nothing of it, and say whether it is known."""
    return await run_sync(_explain if explain else _read, article, materiel, limiter=threads)


def _read(article: Article, materiel: Materiel) -> ReadingAnswer:
    kept = materiel.archive.find(article.id)
    return ReadingAnswer.of_reading(article, materiel.pipeline.read(article), kept)


def _explain(article: Article, materiel: Materiel) -> ReadingAnswer:
    kept = materiel.archive.find(article.id)
    explained = materiel.pipeline.explain(article)
    answer = ExplainAnswer.of(explained, materiel.reader.extractor)
    return ReadingAnswer.of_explained(answer, kept)
