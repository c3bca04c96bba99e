"""Documents that are sent as they are: web pages, plain text and PDF, with metadata in the query.

They come to the same addresses as articles in JSON, and are told from them by their content type.
"""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request, Response
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from app.deps import AnyMateriel, ArticleThreads, DocumentThreads
from app.routers.articles import keep
from app.routers.bodies import DOCUMENTS, content_type
from app.routers.readings import read
from app.schemas.articles import ArticleAnswer
from app.schemas.documents import DocumentReading, DocumentReadingWanted, DocumentWanted
from graph.ingest.clean import clean
from graph.ingest.fetched import Fetched
from graph.ingest.metadata import parse_metadata


class DocumentRoute(APIRoute):
    """A route for documents alone; the same address takes JSON."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match what brings a document."""
        if scope["type"] == "http" and content_type(scope)[0] in DOCUMENTS:
            return super().matches(scope)
        return Match.NONE, {}


router = APIRouter(
    prefix="/v1",
    tags=["articles"],
    route_class=DocumentRoute,
)


@router.post("/articles", status_code=HTTPStatus.CREATED, include_in_schema=False)
async def add_document(
    request: Request,
    told: Annotated[DocumentWanted, Query()],
    materiel: AnyMateriel,
    threads: ArticleThreads,
    cleaning: DocumentThreads,
    response: Response,
) -> ArticleAnswer:
    """Read a document and keep its text with its claims; answers as for JSON."""
    article = await run_sync(clean, await _fetched(request, told), limiter=cleaning)
    return await keep(article, materiel, threads(article), response)


@router.post("/readings", include_in_schema=False)
async def read_document(
    request: Request,
    told: Annotated[DocumentReadingWanted, Query()],
    materiel: AnyMateriel,
    threads: ArticleThreads,
    cleaning: DocumentThreads,
) -> DocumentReading:
    """Read a document and keep nothing; answers as for JSON, with the text that was found."""
    article = await run_sync(clean, await _fetched(request, told), limiter=cleaning)
    answer = await read(article, materiel, threads(article), explain=told.explain)
    return DocumentReading(**dict(answer), text=article.text)


async def _fetched(request: Request, told: DocumentWanted) -> Fetched:
    """Take a document with what is told of it; raises as `parse_metadata` does."""
    media_type, charset = content_type(request.scope)
    return Fetched(
        name="body",
        content=await request.body(),
        media_type=media_type,
        metadata=parse_metadata(told.metadata(), today=datetime.now(UTC).date()),
        charset=charset,
        coding=request.headers.get("content-encoding", ""),
    )
