"""Reads that are answered before the framework is asked: it takes longer than they do.

Two kinds: what the client holds already (304), and who supplies one actor, or whom it supplies.
Whatever else there is, or is wrong, goes on to the route, which answers, or says so.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from pydantic import ValidationError
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.deps import etag_of_question, is_held
from app.routers.supplies import answer_supplies
from app.schemas.wanted import SEVERAL, SuppliesWanted
from app.wiring import Materiel
from graph.errors import MaterielError
from graph.network.rolling import Level

SUPPLIES = "/v1/supplies"
LONG = 2000
"""Characters of a query string that is looked at here."""

_PLAIN = re.compile(r"/v1/[\w/.-]+\Z", re.ASCII)


class QuickReads:
    """A layer that answers quick reads, and hands on all else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what takes no time; else hand the request on as it came."""
        answer = self._answer(scope) if _is_read(scope) else None
        await (answer or self.app)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        materiel: Materiel = scope["app"].state.materiel
        try:
            if materiel.archive.sequence() != materiel.network.sequence():
                return None
            return _unchanged(scope, materiel) or _supplies(scope, materiel)
        except (MaterielError, ValidationError):
            return None  # which the route will meet again, and tell


def _is_read(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and _PLAIN.match(scope["path"]) is not None
        and len(scope["query_string"]) <= LONG
    )


def _unchanged(scope: Scope, materiel: Materiel) -> Response | None:
    """Make a 304 where the client holds the answer already."""
    held = Headers(scope=scope).get("if-none-match", "")
    if not held:
        return None
    etag = etag_of_question(materiel, scope["path"], scope["query_string"].decode("latin-1"))
    if not is_held(etag, held):
        return None
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept"}
    return Response(status_code=304, headers=headers)


def _supplies(scope: Scope, materiel: Materiel) -> Response | None:
    """Answer for the supplies of an actor, or to one, if their rows need not be made first."""
    if scope["path"] != SUPPLIES:
        return None
    given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    asked: dict[str, list[str]] = {}
    for name, value in given:
        asked.setdefault(name, []).append(value)
    if any(len(values) > 1 and name not in SEVERAL for name, values in asked.items()):
        return None
    wanted = SuppliesWanted.model_validate(
        {name: values if name in SEVERAL else values[0] for name, values in asked.items()}
    )
    chosen = wanted.filter()
    is_small = chosen.names_actor and chosen.is_plain and wanted.by is Level.MUNITION
    if not is_small:
        return None
    with materiel.network.at_once() as at_once:
        return answer_supplies(wanted, chosen, materiel, Request(scope)) if at_once else None
