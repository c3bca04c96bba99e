"""Every error as a problem (RFC 9457), and the page that each kind of problem points to."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from app import errors
from app.logs import REQUEST_ID, SCOPE_KEY
from app.metrics.counted import PROBLEMS
from app.routers.documented import NOT_FOUND
from app.schemas.service import ProblemKindOut
from app.security import HEADERS
from graph.errors import MaterielError, NotFound, QueryError, QueryFailed, QueryTimeout

_METHODS = ("GET", "HEAD", "POST", "DELETE", "OPTIONS")
"""Those that any address has."""

router = APIRouter(tags=["service"])
_log: structlog.stdlib.BoundLogger = structlog.get_logger("materiel.problems")


@router.get("/problems/{slug}", summary="Explain a kind of problem", responses=NOT_FOUND)
async def explain(slug: str) -> ProblemKindOut:
    """Say what a problem of this type is."""
    kind = errors.all_kinds().get(slug)
    if kind is None:
        raise NotFound("kind of problem", slug)
    return ProblemKindOut(type=kind.type, title=kind.title, status=kind.status)


def answer_errors(app: FastAPI) -> None:
    """Let the application answer every error as a problem."""
    app.add_exception_handler(MaterielError, _answer_ours)
    app.add_exception_handler(RequestValidationError, _answer_validation)
    app.add_exception_handler(HTTPException, _answer_framework)
    app.add_exception_handler(Exception, _answer_unexpected)


def answer_error(error: MaterielError) -> Response:
    """Answer an error of ours as a problem; what is ours to mend is logged in full."""
    problem = errors.problem_of(error)
    if isinstance(error, QueryError):
        # Where in our code a query met its limit says nothing, and any client may cause it.
        is_ours = isinstance(error, QueryTimeout | QueryFailed)  # others may quote the query
        says = errors.shown(error) if is_ours else type(error).__name__
        _log.info("query not answered", error=says)
    elif problem["status"] >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("failed", error=str(error), exc_info=error)
    return _respond(problem, errors.headers_of(error))


async def _answer_ours(_request: Request, error: Exception) -> Response:
    if not isinstance(error, MaterielError):
        raise error
    return answer_error(error)


async def _answer_validation(_request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    return _respond(errors.problem_of_request(error.errors()))


async def _answer_framework(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    headers = dict(error.headers or {})
    if error.status_code < HTTPStatus.BAD_REQUEST:  # 304 and the like are no problems
        return Response(status_code=error.status_code, headers=headers)
    if error.status_code == HTTPStatus.BAD_REQUEST:  # so FastAPI calls a body it cannot decode
        detail = "The body is not JSON in UTF-8, or is nested too deeply"
        problem = errors.describe(errors.MALFORMED_JSON, detail, {"remedy": "Send one JSON object"})
        return _respond(problem, headers)
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = _methods(request)
    kind = errors.kind_of_status(error.status_code)
    detail = f"{request.method} {request.url.path}: {error.detail}"
    return _respond(errors.describe(kind, detail), headers)


def _methods(request: Request) -> str:
    """List the methods of an address; the framework knows those of one route at a time."""
    found = [
        method
        for method in _METHODS
        if any(
            one.matches({**request.scope, "method": method})[0] is Match.FULL
            for one in request.app.routes
        )
    ]
    if "GET" in found and "HEAD" not in found:
        found.insert(1, "HEAD")  # answered for every GET (app.security)
    return ", ".join(found)


async def _answer_unexpected(request: Request, _error: Exception) -> Response:
    # This answer is given outside of all layers: it takes their headers along. What went wrong is
    # in the log already (app.logs), with the id.
    request_id = request.scope.get(SCOPE_KEY, "")
    problem = errors.describe(errors.INTERNAL, f"The log of the service says more: {request_id}")
    told = {**problem, "request_id": request_id}
    return _respond(told, {**HEADERS, REQUEST_ID: request_id})


def _respond(problem: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    # Bound around every request (app.logs), so that who sees the problem can name its log lines.
    PROBLEMS.labels(problem["type"].rpartition("/")[2]).inc()
    request_id = structlog.contextvars.get_contextvars().get("request_id")
    return JSONResponse(
        {**problem, "request_id": request_id} if request_id else problem,
        status_code=problem["status"],
        media_type=errors.MEDIA_TYPE,
        headers=headers,
    )
