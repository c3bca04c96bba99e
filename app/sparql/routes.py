"""`/sparql`: HTTP around the protocol and the readers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Template
from starlette.exceptions import HTTPException

from app.deps import AnyMateriel, OpenRoute, choose_format, tell_methods
from app.negotiate import HTML
from app.sparql.description import describe
from app.sparql.documented import GET_DOCUMENTED, POST_DOCUMENTED
from app.sparql.examples import example_groups, examples
from app.sparql.protocol import SparqlRequest, read_get, read_post
from app.templates import load_template
from app.wiring import Materiel, require_store
from graph.errors import StoreLocked, UpdateRefused
from graph.store.answers import TABLE_FORMATS, TRIPLE_FORMATS, Answer, formats_of
from graph.store.readers import Readers
from graph.store.screen import screen

router = APIRouter(tags=["rdf"], route_class=OpenRoute)

QUERY_THREADS = 16
"""Queries that may wait at once; more wait without a thread, and never hold up the REST routes."""

METHODS = "GET, HEAD, POST, OPTIONS"

Result = TypeVar("Result")


@router.head("/sparql", include_in_schema=False)
@router.get("/sparql", summary="Ask in SPARQL", openapi_extra=GET_DOCUMENTED)
async def ask_by_get(request: Request, materiel: AnyMateriel) -> Response:
    """Answer a query; without one, describe the endpoint (RDF) or show a form (HTML)."""
    asked = _refusing_updates(lambda: read_get(request.url.query))
    if asked.query is None:
        return _introduce(request, materiel, asked.format)
    return await _answer(request, materiel, asked)


@router.post("/sparql", summary="Ask in SPARQL by POST", openapi_extra=POST_DOCUMENTED)
async def ask_by_post(request: Request, materiel: AnyMateriel) -> Response:
    """Answer a query that is sent as a form or as the body. Updates are refused."""
    body = await request.body()
    content_type = request.headers.get("content-type", "")
    asked = _refusing_updates(lambda: read_post(content_type, body, request.url.query))
    return await _answer(request, materiel, asked)


@router.options("/sparql", include_in_schema=False)
async def tell_options() -> Response:
    """Let pages of other origins ask."""
    return tell_methods(METHODS)


async def _answer(request: Request, materiel: Materiel, asked: SparqlRequest) -> Response:
    readers = _require_readers(materiel)
    text = asked.query or ""
    form = _refusing_updates(lambda: screen(text, readers.limits)).form
    chosen = choose_format(request, asked.format, formats_of(form))

    def query() -> Answer:
        materiel.pipeline.catch_up()
        return readers.query(text, answer=chosen, dataset=asked.dataset, timeout=asked.timeout)

    answer = await to_thread.run_sync(query, limiter=_query_threads(request))
    return Response(answer.body, media_type=answer.media_type, headers={"Vary": "Accept"})


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


def _refusing_updates(read: Callable[[], Result]) -> Result:
    try:
        return read()
    except UpdateRefused as error:
        headers = {"Allow": METHODS}
        raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, str(error), headers) from error


def _require_readers(materiel: Materiel) -> Readers:
    require_store(materiel)
    if materiel.readers is None:
        raise StoreLocked("No process that answers SPARQL is running")
    return materiel.readers


def _query_threads(request: Request) -> CapacityLimiter:
    state: Any = request.app.state
    if not hasattr(state, "query_threads"):
        state.query_threads = CapacityLimiter(QUERY_THREADS)
    threads: CapacityLimiter = state.query_threads
    return threads


@functools.cache
def _template() -> Template:
    return load_template("app.sparql", "form.html")
