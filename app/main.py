"""The service: routes, errors and layers put together around the parts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware

from app.logs import RequestLog, start_logging
from app.routers import (
    actors,
    articles,
    claims,
    health,
    munitions,
    network,
    page,
    problems,
    supplies,
)
from app.security import BodyLimit, SecurityHeaders
from app.settings import VERSION, Settings, load_settings
from app.sparql import routes as sparql
from app.wiring import Materiel, open_materiel

ROUTERS = (supplies, claims, articles, actors, munitions, network, sparql, health, problems, page)
SUMMARY = "Who arms whom: supplies, and the sentences they rest on"


def create_app(settings: Settings | None = None, materiel: Materiel | None = None) -> FastAPI:
    """Make the service; parts that are given stay open, others are opened while it runs."""
    chosen = materiel.settings if materiel else settings or load_settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if materiel is not None:
            yield
            return
        start_logging(chosen)
        with open_materiel(chosen, store=True) as opened:
            opened.reader.load_soon()
            app.state.materiel = opened
            yield

    # The framework's own documentation pages load scripts from elsewhere.
    app = FastAPI(
        title="Materiel",
        summary=SUMMARY,
        version=VERSION,
        license_info={"name": "Apache-2.0"},
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    if materiel is not None:
        app.state.materiel = materiel
    for module in ROUTERS:
        app.include_router(module.router)
    problems.answer_errors(app)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(BodyLimit, limit=chosen.max_body_bytes)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestLog)
    return app
