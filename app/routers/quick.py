"""Reads that are answered before the framework is asked: it takes longer than they do.

Three kinds: what the client holds already (304), who supplies one actor, or whom it supplies, and
ways of two hops at most from one actor to another, where few claims have to be looked at. Whatever
else there is, or is wrong, goes on to the route, which answers, or says so.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from pydantic import ValidationError
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.conditional import is_held
from app.deps import etag_of_question
from app.listing.ways import answer_chains, answer_paths
from app.routers.supplies import answer_supplies
from app.schemas.chains import ChainsWanted
from app.schemas.network import PathsWanted
from app.schemas.wanted import SEVERAL, SuppliesWanted
from app.wiring import Materiel
from graph.errors import MaterielError
from graph.network.chains import count_claims
from graph.network.filter import ALL_SUPPLIES
from graph.network.rolling import Level

SUPPLIES = "/v1/supplies"
PATHS, CHAINS = "/v1/network/paths", "/v1/network/chains"
NEAR = 2
"""Hops of ways that are looked for here."""
FEW = 400
"""Claims that are held together for chains here: some milliseconds, if nothing of them is kept."""
CELLS = 64
"""Relationships that are added up here; of more, the route does so in a thread, and keeps them."""
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
            unchanged = _unchanged(scope, materiel)
            return unchanged or _supplies(scope, materiel) or _ways(scope, materiel)
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
    asked = _asked(scope)
    if asked is None:
        return None
    wanted = SuppliesWanted.model_validate(asked)
    chosen = wanted.filter()
    is_small = chosen.names_actor and chosen.is_plain and wanted.by is Level.MUNITION
    if not is_small:
        return None
    with materiel.network.at_once() as at_once:
        if not at_once or not materiel.network.rows_at_hand(chosen, CELLS):
            return None
        return answer_supplies(wanted, chosen, materiel, Request(scope))


def _ways(scope: Scope, materiel: Materiel) -> Response | None:
    """Answer for short ways between two actors, if there is little to look at."""
    asked = _asked(scope) if scope["path"] in (PATHS, CHAINS) else None
    if asked is None:
        return None
    of_chains = scope["path"] == CHAINS
    wanted = (ChainsWanted if of_chains else PathsWanted).model_validate(asked)
    if not wanted.target or wanted.max_hops > NEAR or wanted.filter() != ALL_SUPPLIES:
        return None
    with materiel.network.at_once() as at_once:
        snapshot = materiel.network.edges_at_hand() if at_once else None
        if snapshot is None:
            return None
        if isinstance(wanted, PathsWanted):
            return answer_paths(wanted, materiel, Request(scope))
        question = wanted.asked()
        if question.through or count_claims(snapshot.edges, question) > FEW:
            return None
        return answer_chains(wanted, materiel, Request(scope))


def _asked(scope: Scope) -> dict[str, str | list[str]] | None:
    """Read the parameters, unless one is given twice that may not be."""
    asked: dict[str, list[str]] = {}
    for name, value in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True):
        asked.setdefault(name, []).append(value)
    if any(len(values) > 1 and name not in SEVERAL for name, values in asked.items()):
        return None
    return {name: values if name in SEVERAL else values[0] for name, values in asked.items()}
