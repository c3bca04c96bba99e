"""The service: routes, errors and layers put together around the parts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from functools import partial

from anyio import CapacityLimiter
from fastapi import APIRouter, Depends, FastAPI
from starlette.routing import Route

from app.access.gate import Gate
from app.deps import refuse_repeats
from app.documentation import routes as documentation
from app.exports import routes as exports
from app.exports.packing import PackedAnswers
from app.fetching import Fetching
from app.logs import RequestLog, start_logging
from app.metrics.requests import Meter
from app.metrics.templates import Templates
from app.routers import (
    actors,
    articles,
    batch,
    claims,
    documented,
    documents,
    health,
    metrics,
    munitions,
    network,
    ontology,
    problems,
    publishers,
    readings,
    relationships,
    search,
    sources,
    supplies,
    texts,
    times,
    verdicts,
    withdrawing,
)
from app.routers.deprecated import TellDeprecated, load_deprecated
from app.routers.quick import QuickReads
from app.security import BodyLimit, HeadAsGet, SecurityHeaders
from app.settings import VERSION, Settings, load_settings
from app.sparql import routes as sparql
from app.sparql.quick import QuickQueries
from app.taking_over import awaiting_store
from app.things.routes import make_router
from app.web import about, assets, changes, explore, query, reading, status
from app.web import actors as actor_pages
from app.web import articles as article_pages
from app.web import munitions as munition_pages
from app.web import publishers as publisher_pages
from app.web import sources as source_pages
from app.web.warming import warm_up
from app.wiring import Materiel, open_materiel
from graph.ingest.limits import limits

REST = (
    supplies,
    relationships,
    times,
    claims,
    verdicts,
    batch,
    documents,
    articles,
    texts,
    readings,
    withdrawing,
    actors,
    munitions,
    sources,
    publishers,
    network,
    search,
)
OTHERS = (
    sparql,
    exports,
    health,
    metrics,
    problems,
    ontology,
    documentation,
    assets,
    explore,
    query,
    reading,
    changes,
    about,
    status,
    actor_pages,
    munition_pages,
    source_pages,
    publisher_pages,
    article_pages,
)
INGEST_THREADS = 4
"""Articles that wait for the reader or the disk; more wait without a thread."""

LONG_THREADS = 2
"""The same for long ones, which never take the threads of others."""

COMPRESSED = 1024
"""Bytes from which an answer is compressed."""


def create_app(settings: Settings | None = None, materiel: Materiel | None = None) -> FastAPI:
    """Make the service; parts that are given stay open, others are opened while it runs."""
    chosen = materiel.settings if materiel else settings or load_settings()
    app = documented.DocumentedAPI(
        title="Materiel",
        summary="Who arms whom: supplies, and the sentences they rest on",
        version=VERSION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        docs_url=None,  # the framework's own pages load scripts from elsewhere
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # none takes it
        lifespan=_open_parts if materiel is None else None,
    )
    app.state.settings = chosen
    app.state.materiel = materiel
    app.state.ingest_threads = CapacityLimiter(INGEST_THREADS)
    app.state.long_threads = CapacityLimiter(LONG_THREADS)
    app.state.document_threads = CapacityLimiter(limits().confined.processes)
    app.state.fetching = Fetching()
    for module in REST:
        app.include_router(module.router, dependencies=[Depends(refuse_repeats)])
    for module in OTHERS:
        app.include_router(module.router)
    things = make_router(chosen.base_iri)
    app.include_router(things)
    problems.answer_errors(app)
    app.add_middleware(QuickQueries)
    app.add_middleware(QuickReads)
    app.add_middleware(TellDeprecated, table=load_deprecated())
    app.add_middleware(PackedAnswers, minimum_size=COMPRESSED)
    app.add_middleware(HeadAsGet)  # around what packs, so that the head is that of GET
    app.add_middleware(
        BodyLimit,
        limit=chosen.max_body_bytes,
        refuse=problems.answer_error,
        streams=batch.is_batch,
    )
    # Before all that answers, and before a body is read for somebody who may send none.
    app.add_middleware(Gate, settings=chosen, refuse=problems.answer_error)
    app.add_middleware(SecurityHeaders)
    routers = [module.router for module in (*REST, *OTHERS)]
    app.add_middleware(RequestLog, meter=Meter(Templates(_paths([*routers, things]))))
    return app


def _paths(routers: Iterable[APIRouter]) -> Iterator[str]:
    """List the paths that routes have, with the names of their parameters."""
    yield "/openapi.json"
    for router in routers:
        for route in router.routes:
            if isinstance(route, Route):
                yield route.path


@asynccontextmanager
async def _open_parts(app: FastAPI) -> AsyncIterator[None]:
    """Open the parts for as long as the service runs."""
    settings: Settings = app.state.settings
    start_logging(settings)
    with open_materiel(settings, store=True, readers=True) as materiel:
        materiel.reader.load_soon()
        app.state.materiel = materiel
        warm_up(materiel)
        with awaiting_store(materiel, partial(setattr, app.state, "materiel")):
            yield
