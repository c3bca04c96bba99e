"""Articles: read one, find one, list them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Query, Request, Response

from app.deps import AnyFetching, AnyMateriel, ArticleThreads, CurrentMateriel, check_etag
from app.listing.articles import ARTICLES, read_articles
from app.listing.routes import list_route
from app.listing.standing import find_standing
from app.routers.batch import BATCH_ANSWER, BATCH_BODY
from app.routers.bodies import describe_documents, require_json_article
from app.routers.documented import FETCHED, GONE, NOT_FOUND, NOT_MODIFIED, REFUSED, REFUSED_BODY
from app.schemas.articles import ArticleAnswer, ArticleIn, ArticlesPage, ArticlesWanted
from app.schemas.documents import DocumentWanted
from app.wiring import Materiel
from graph.claims.article import Article

router = APIRouter(prefix="/v1/articles", tags=["articles"])


@router.post(
    "",
    summary="Read an article and keep it with its claims",
    status_code=HTTPStatus.CREATED,
    dependencies=[Depends(require_json_article)],
    responses={
        200: {
            "model": ArticleAnswer,
            "description": "Known already; or a batch, each line of which is answered by a line",
            "content": dict(BATCH_ANSWER),
        },
        **REFUSED_BODY,
        **FETCHED,
    },
    openapi_extra=describe_documents(DocumentWanted, beside=BATCH_BODY),
)
async def add_article(
    given: ArticleIn,
    materiel: AnyMateriel,
    threads: ArticleThreads,
    fetching: AnyFetching,
    response: Response,
) -> ArticleAnswer:
    """Answer 201 once article and claims are on the disk, 200 when they were already.

    A withdrawn article stays so: the answer says since when and why. With the content type
    application/x-ndjson the body is a batch, one article a line, however long: each line is
    answered by a line, in order, with its status and its id or problem, as soon as it is kept. A
    bad line costs only itself. Read the answers while you send. A web page, a PDF or a plain text
    may be sent as it is too, under its own content type, packed by gzip or deflate if you like:
    what you know of it stands in the query then, and goes before what it says of itself. An address
    without a text is fetched and read, where the service does that.
    """
    if given.page is not None:
        article = await fetching.article(materiel, given.page, given.metadata())
    else:
        article = await run_sync(given.article)
    return await keep(article, materiel, threads(article), response)


async def keep(
    article: Article, materiel: Materiel, threads: CapacityLimiter, response: Response
) -> ArticleAnswer:
    """Read and keep an article; answer where it is, and 200 where it was before."""
    ingested = await run_sync(materiel.pipeline.ingest, article, limiter=threads)
    response.headers["Location"] = _address(ingested.read.article.id)
    if not ingested.is_new:
        response.status_code = HTTPStatus.OK
    return ArticleAnswer.of(ingested.read)


@list_route(
    router,
    "",
    ARTICLES,
    model=ArticlesPage,
    summary="List articles",
    responses=NOT_MODIFIED | REFUSED,
)
def list_articles(
    wanted: Annotated[ArticlesWanted, Query()], materiel: CurrentMateriel, request: Request
) -> Response:
    """List the articles that stand in the order of their last change; `-sequence` is newest first.

    An article is changed when it comes in, is withdrawn or restored, or a claim of it is judged.
    """
    part, sequence = read_articles(materiel.archive, wanted)
    return ARTICLES.give(request, wanted, part, sequence)


@router.get(
    "/{article_id}",
    summary="Find an article and its claims",
    dependencies=[Depends(check_etag)],
    responses=NOT_MODIFIED | NOT_FOUND | GONE,
)
def find_article(article_id: str, materiel: CurrentMateriel) -> ArticleAnswer:
    """Show an article in the same shape as it was answered when it was posted."""
    return ArticleAnswer.of(find_standing(materiel, article_id))


def _address(article_id: str) -> str:
    return f"{router.prefix}/{article_id}"
