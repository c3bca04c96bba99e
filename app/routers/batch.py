"""A batch of articles, one a line: each line is answered by a line, in order, once it is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import structlog
from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from app.deps import AnyMateriel, IngestThreads
from app.errors import problem_of
from app.metrics.counted import PROBLEMS
from app.routers.lines import Line, Lines
from app.schemas.batch import LineAnswer
from app.wiring import Materiel
from graph.claims.article import Article
from graph.errors import MaterielError, StorageError, TooLarge
from graph.ingest.clean import clean
from graph.ingest.fetch import parse_line
from graph.pipeline import INGEST_BATCH, Ingested, Pipeline

MEDIA_TYPE: Final = "application/x-ndjson"
PATH: Final = "/v1/articles"

BATCH_BODY: Mapping[str, Any] = MappingProxyType(
    {
        "requestBody": {
            "content": {
                MEDIA_TYPE: {
                    "schema": {"description": "One article as JSON a line"},
                    "example": '{"text": "Poland handed 14 tanks to Ukraine on Monday."}\n',
                }
            }
        }
    }
)
"""What the description of `POST /v1/articles` says of a batch."""
BATCH_ANSWER: Mapping[str, Any] = MappingProxyType(
    {
        MEDIA_TYPE: {
            "schema": {"type": "string", "description": "One answer as JSON a line, in order"},
            "example": (
                '{"line":1,"status":201,"id":"5f0c…","sequence":7,"claims":1}\n'
                '{"line":2,"status":422,"problem":{"type":"/problems/malformed-line", …}}\n'
            ),
        }
    }
)
Problem: TypeAlias = dict[str, Any]
"""What is wrong with a line (RFC 9457)."""

_log: structlog.stdlib.BoundLogger = structlog.get_logger("materiel.batch")


def is_batch(scope: Scope) -> bool:
    """Tell whether a request brings a batch: its body has no end that could be waited for."""
    if scope["method"] != "POST" or scope["path"] != PATH:
        return False
    content_type = Headers(scope=scope).get("content-type", "")
    return content_type.partition(";")[0].strip().lower() == MEDIA_TYPE


class BatchRoute(APIRoute):
    """A route for batches alone; the same address takes a single article as JSON."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match what is a batch."""
        if scope["type"] == "http" and is_batch(scope):
            return super().matches(scope)
        return Match.NONE, {}


router = APIRouter(prefix=PATH, tags=["articles"], route_class=BatchRoute)


@router.post("", include_in_schema=False)
async def add_articles(request: Request, materiel: AnyMateriel, threads: IngestThreads) -> Response:
    """Answer each line with its status, and id or problem, while others are still coming."""
    return Acknowledged(materiel, threads, line_bytes=request.app.state.settings.max_body_bytes)


class Acknowledged(Response):
    """Answers lines as they come; what is held is a part of the body and the line it cuts.

    A client that hangs up loses only what was not answered yet, and some of that may be kept:
    to send it again does no harm.
    """

    media_type = MEDIA_TYPE

    def __init__(self, materiel: Materiel, threads: CapacityLimiter, *, line_bytes: int) -> None:
        super().__init__(headers={"Cache-Control": "no-store"})
        del self.headers["content-length"]  # nobody knows yet
        self._materiel = materiel
        self._threads = threads
        self._line_bytes = line_bytes

    async def __call__(
        self,
        scope: Scope,  # noqa: ARG002  # ASGI gives it
        receive: Receive,
        send: Send,
    ) -> None:
        """Read and answer in turns, so that a client that is slow to read is read slowly."""
        is_begun = False
        async for lines in self._batches(receive):
            if not is_begun:
                # Not before the client sends: it may have asked whether to go on.
                await send(
                    {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
                )
                is_begun = True
            take = partial(_take, lines, self._materiel.pipeline, self._line_bytes)
            answered = await run_sync(take, limiter=self._threads) if lines else b""
            await send({"type": "http.response.body", "body": answered, "more_body": True})
        if is_begun:
            await send({"type": "http.response.body", "body": b""})

    async def _batches(self, receive: Receive) -> AsyncIterator[Sequence[Line]]:
        """Yield the lines of each part as it comes, none of a part that ends no line."""
        lines = Lines(self._line_bytes)
        is_over = False
        while not is_over:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            is_over = not message.get("more_body", False)
            ended = list(lines.feed(message.get("body", b"")))
            if is_over:
                ended.extend(lines.finish())
            for start in range(0, max(len(ended), 1), INGEST_BATCH):
                yield ended[start : start + INGEST_BATCH]


def _take(lines: Sequence[Line], pipeline: Pipeline, line_bytes: int) -> bytes:
    """Read and keep the articles of some lines; give the answers, one line each."""
    today = datetime.now(UTC).date()
    read = [_read(line, line_bytes, today) for line in lines]
    kept = _ingest([article for article in read if isinstance(article, Article)], pipeline)
    answers: list[LineAnswer] = []
    for line, article in zip(lines, read, strict=True):
        outcome = next(kept) if isinstance(article, Article) else article
        if isinstance(outcome, Ingested):
            answers.append(LineAnswer.of(line.number, outcome))
        else:
            answers.append(LineAnswer.refuse(line.number, outcome))
    return b"".join(answer.written() for answer in answers)


def _read(line: Line, line_bytes: int, today: date) -> Article | Problem:
    try:
        if line.content is None:
            raise TooLarge(
                f"The line is longer than {line_bytes} bytes",
                field="line",
                remedy="Send one article a line",
            )
        return clean(parse_line(line.content, name=f"line {line.number}", today=today))
    except MaterielError as error:
        return _problem(error)


def _ingest(articles: Sequence[Article], pipeline: Pipeline) -> Iterator[Ingested | Problem]:
    """Keep articles in one transaction, or one by one where one of them cannot be kept."""
    try:
        found: list[Ingested | Problem] = list(pipeline.ingest_many(articles))
    except StorageError as error:
        found = [_problem(error)] * len(articles)
    except MaterielError as error:
        if len(articles) == 1:
            found = [_problem(error)]
        else:
            found = [outcome for article in articles for outcome in _ingest([article], pipeline)]
    return iter(found)


def _problem(error: MaterielError) -> Problem:
    """Write an error as a problem at once: kept itself, it would keep all the lines beside it."""
    problem = problem_of(error)
    PROBLEMS.labels(problem["type"].rpartition("/")[2]).inc()
    if problem["status"] >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("failed", error=str(error), exc_info=error)
    return problem
