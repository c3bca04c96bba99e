"""`/sparql`: HTTP around the protocol and the readers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Template
from starlette.exceptions import HTTPException

from app.deps import AnyMateriel, OpenRoute, choose_format, tell_methods
from app.negotiate import HTML
from app.schemas.questions import example_groups, examples
from app.sparql.asking import ask_aside, read_aside, shared_by
from app.sparql.description import describe
from app.sparql.documented import GET_DOCUMENTED, POST_DOCUMENTED
from app.sparql.protocol import SparqlRequest, read_get, read_post
from app.sparql.quick import BEGUN
from app.templates import load_template
from app.wiring import Materiel, require_store
from graph.errors import StoreLocked, UpdateRefused
from graph.store.answering import Answering
from graph.store.answers import TABLE_FORMATS, TRIPLE_FORMATS, Answer, formats_of
from graph.store.begun import Begun
from graph.store.screen import screen

METHODS = "GET, HEAD, POST, OPTIONS"


class QueryRoute(OpenRoute):
    """A route of the address that takes queries by POST too."""

    methods_allowed = METHODS


router = APIRouter(tags=["rdf"], route_class=QueryRoute)

Result = TypeVar("Result")


@router.head("/sparql", include_in_schema=False)
@router.get("/sparql", summary="Ask in SPARQL", openapi_extra=GET_DOCUMENTED)
async def ask_by_get(request: Request, materiel: AnyMateriel) -> Response:
    """Answer a query; without one, describe the endpoint (RDF) or show a form (HTML)."""
    query_string = request.url.query
    asked = await _read(len(query_string), lambda: read_get(query_string))
    if asked.query is None:
        return _introduce(request, materiel, asked.format)
    return await _answer(request, materiel, asked)


@router.post("/sparql", summary="Ask in SPARQL by POST", openapi_extra=POST_DOCUMENTED)
async def ask_by_post(request: Request, materiel: AnyMateriel) -> Response:
    """Answer a query that is sent as a form or as the body. Updates are refused."""
    body = await request.body()
    query_string = request.url.query
    content_type = request.headers.get("content-type", "")
    encoding = request.headers.get("content-encoding", "identity")
    size = len(body) + len(query_string)
    asked = await _read(size, lambda: read_post(content_type, body, query_string, encoding))
    return await _answer(request, materiel, asked)


@router.options("/sparql", include_in_schema=False)
async def tell_options() -> Response:
    """Let pages of other origins ask."""
    return tell_methods(METHODS)


async def _answer(request: Request, materiel: Materiel, asked: SparqlRequest) -> Response:
    readers = _require_readers(materiel)
    limits = readers.limits
    if BEGUN in request.scope:
        return await _answer_begun(request, request.scope[BEGUN])
    text = asked.query or ""
    form = (await _read(len(text), lambda: screen(text, limits))).form
    chosen = choose_format(request, asked.format, formats_of(form))
    wanted = limits.timeout_seconds if asked.timeout is None else asked.timeout

    def ask(waited: float, is_unwanted: Callable[[], bool]) -> Answer:
        materiel.pipeline.catch_up()
        return readers.query(
            text,
            answer=chosen,
            dataset=asked.dataset,
            timeout=min(wanted, limits.timeout_seconds) - waited,
            is_unwanted=is_unwanted,
        )

    shared = shared_by(request)
    answer = await ask_aside(request, ask, shared.threads)
    return shared.held.hold(answer, {"Vary": "Accept"})


async def _answer_begun(request: Request, begun: Begun) -> Response:
    """Answer a query that took more than a moment, or that went wrong in it."""
    shared = shared_by(request)
    answer = await ask_aside(request, lambda _, is_gone: begun.finish(is_gone), shared.threads)
    return shared.held.hold(answer, {"Vary": "Accept"})


def _introduce(request: Request, materiel: Materiel, wanted: str | None) -> Response:
    readers = _require_readers(materiel)
    chosen = choose_format(request, wanted, (*TRIPLE_FORMATS, HTML))
    headers = {"Vary": "Accept"}
    if chosen == HTML:
        page = _template().render(
            seconds=f"{readers.limits.timeout_seconds:g}",
            example=examples()[0].query,
            groups=example_groups(),
            formats=[each.name for each in (*TABLE_FORMATS, *TRIPLE_FORMATS)],
        )
        return HTMLResponse(page, headers=headers)
    endpoint = str(request.url.replace(query="", fragment=""))
    description = describe(endpoint, readers.limits, chosen)
    return Response(description, media_type=chosen.media_type, headers=headers)


async def _read(size: int, read: Callable[[], Result]) -> Result:
    try:
        return await read_aside(size, read)
    except UpdateRefused as error:
        headers = {"Allow": METHODS}
        raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, str(error), headers) from error


def _require_readers(materiel: Materiel) -> Answering:
    require_store(materiel)
    if materiel.readers is None:
        raise StoreLocked("No process that answers SPARQL is running")
    return materiel.readers


@functools.cache
def _template() -> Template:
    return load_template("app.sparql", "form.html")
