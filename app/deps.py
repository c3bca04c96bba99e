"""What routes ask for: the parts of Materiel, brought up to date, and conditional requests.

What waits for nothing is a coroutine, so that no thread is taken for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Annotated, ClassVar, get_origin
from zlib import crc32

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Depends, Header, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from app.conditional import is_held
from app.fetching import Fetching
from app.negotiate import named, negotiate
from app.wiring import Materiel
from graph.claims.article import Article
from graph.errors import InvalidField, UnsupportedMediaType
from graph.store.answers import AnswerFormat

CORS: Mapping[str, str] = MappingProxyType(
    {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Link, Materiel-Sequence",
    }
)
"""Lets pages of any origin read what is for everyone: RDF, its files and its answers."""
LONG_CHARACTERS = 20_000
"""From here on reading a text may take seconds."""
READING = "GET, HEAD, OPTIONS"
"""Methods of an address that is only read."""


class OpenRoute(APIRoute):
    """A route that pages of any origin may read, its problems as well as its answers.

    `methods_allowed` are those of its address; the framework knows of one route at a time.
    """

    methods_allowed: ClassVar[str] = READING

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers that let them."""

        async def send_openly(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in CORS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await super().handle(scope, receive, send_openly)
        except HTTPException as refused:
            if refused.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
                raise
            headers = {**(refused.headers or {}), "Allow": self.methods_allowed, **CORS}
            raise HTTPException(refused.status_code, refused.detail, headers) from refused


def tell_methods(methods: str) -> Response:
    """Answer OPTIONS: what may be asked of an address, from pages of any origin too."""
    headers = {
        **CORS,
        "Allow": methods,
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": "Accept, Content-Type",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)


async def get_materiel(request: Request) -> Materiel:
    """Give the parts that this application was made with."""
    materiel: Materiel = request.app.state.materiel
    return materiel


AnyMateriel = Annotated[Materiel, Depends(get_materiel)]


async def get_ingest_threads(request: Request) -> CapacityLimiter:
    """Give the few threads that articles are read in, so that they never take those of answers."""
    threads: CapacityLimiter = request.app.state.ingest_threads
    return threads


IngestThreads = Annotated[CapacityLimiter, Depends(get_ingest_threads)]


async def get_article_threads(request: Request) -> Callable[[Article], CapacityLimiter]:
    """Give what tells in which threads an article is read: long ones have few of their own."""
    short: CapacityLimiter = request.app.state.ingest_threads
    long: CapacityLimiter = request.app.state.long_threads
    return lambda article: long if len(article.text) > LONG_CHARACTERS else short


ArticleThreads = Annotated[Callable[[Article], CapacityLimiter], Depends(get_article_threads)]


async def get_document_threads(request: Request) -> CapacityLimiter:
    """Give the few threads that documents are taken apart in: one that hangs holds up no text."""
    threads: CapacityLimiter = request.app.state.document_threads
    return threads


DocumentThreads = Annotated[CapacityLimiter, Depends(get_document_threads)]


async def get_fetching(request: Request) -> Fetching:
    """Give what fetches addresses for all requests."""
    fetching: Fetching = request.app.state.fetching
    return fetching


AnyFetching = Annotated[Fetching, Depends(get_fetching)]


async def get_current(materiel: AnyMateriel) -> Materiel:
    """Let the network follow the archive first: another process may have written to it."""
    if materiel.archive.sequence() != materiel.network.sequence():
        await run_sync(materiel.pipeline.catch_up_network)
    return materiel


CurrentMateriel = Annotated[Materiel, Depends(get_current)]


def etag_of(materiel: Materiel, request: Request, sequence: int | None = None) -> str:
    """Name the question and the state that an answer belongs to, the last unless it is given.

    Whoever holds it was answered this very question with a success. Weak, as it says nothing of
    the bytes.
    """
    return etag_of_question(materiel, request.url.path, request.url.query, sequence)


def etag_of_question(materiel: Materiel, path: str, query: str, sequence: int | None = None) -> str:
    """Name a question by its address, and the state that its answer belongs to."""
    asked = crc32(f"{path}?{query}".encode())
    state = materiel.network.sequence() if sequence is None else sequence
    return f'W/"{materiel.edition.of(state)}-{asked:08x}"'


async def check_etag(
    request: Request,
    materiel: CurrentMateriel,
    response: Response,
    if_none_match: Annotated[str, Header(include_in_schema=False)] = "",
) -> None:
    """Answer 304 before any work when the client holds this answer already."""
    etag = etag_of(materiel, request)
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept"}
    if is_held(etag, if_none_match):
        raise HTTPException(HTTPStatus.NOT_MODIFIED, headers=headers)
    response.headers.update(headers)


async def refuse_repeats(request: Request) -> None:
    """Raise InvalidField for a parameter given twice: one would stand above the other unsaid.

    Those that are asked for as any of several pass.
    """
    for name in request.query_params:
        values = request.query_params.getlist(name)
        if len(values) > 1 and name not in _repeatable(request.scope["route"]):
            raise InvalidField(
                f"{name} is given {len(values)} times",
                field=name,
                value=", ".join(values),
                remedy="Give it once",
            )


def _repeatable(route: APIRoute) -> frozenset[str]:
    """Name the parameters of a route that hold several values."""
    models = (one.field_info.annotation for one in route.dependant.query_params)
    return frozenset(
        name
        for model in models
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name, info in model.model_fields.items()
        if get_origin(info.annotation) is tuple
    )


def is_json(media_type: str) -> bool:
    """Tell whether a media type says that a body is JSON."""
    return media_type == "application/json" or media_type.endswith("+json")


async def require_json(content_type: Annotated[str, Header(include_in_schema=False)] = "") -> None:
    """Raise UnsupportedMediaType unless the body says that it is JSON."""
    media_type = content_type.partition(";")[0].strip().lower()
    if not is_json(media_type):
        raise UnsupportedMediaType(
            f"The content type is {media_type!r}" if media_type else "There is no content type",
            field="Content-Type",
            value=media_type,
            remedy="Send JSON with Content-Type: application/json",
        )


def choose_format(
    request: Request, wanted: str | None, offered: tuple[AnswerFormat, ...]
) -> AnswerFormat:
    """Choose by a parameter that names the format, or else by the Accept header; or answer 406."""
    accept = ",".join(request.headers.getlist("accept"))
    chosen = named(wanted, offered) if wanted else negotiate(accept, offered)
    if chosen is None:
        listed = ", ".join(f"{each.media_type} ({each.name})" for each in offered)
        asked = f"format {wanted[:100]!r}" if wanted else f"Accept: {accept[:200]}"
        detail = f"{asked} names no format of this answer; there are {listed}"
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, detail)
    return chosen
