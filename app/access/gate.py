"""The layer that stands before all that answers: what it lets pass may be answered."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from anyio.to_thread import run_sync
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.access.admitting import Admitting
from app.access.asked import Asked
from app.access.clients import Clients, Headers
from app.access.doors import is_free, scope_of
from app.access.hosts import Hosts
from app.access.limits import limits
from app.access.rates import Rates, Told
from app.access.sending import Dressing, is_preflight, let_ask
from app.access.uses import Uses
from app.logs import SCOPE_KEY
from app.settings import Settings
from app.wiring import Materiel
from graph.archive.trail import Caller, Door, called_by
from graph.errors import AccessError, MaterielError, ScopeMissing, StorageError, TooManyRequests

KEY_ID = "materiel.key"
"""Where layers around this one find the id of the key that a request was let in with."""

LONG = 200
"""Characters of a path that are kept in the trail, and written when it is refused."""

_log: structlog.stdlib.BoundLogger = structlog.get_logger("materiel.access")


class Gate:
    """Lets requests pass whose client, page, rate and key are right; `refuse` answers others."""

    def __init__(
        self, app: ASGIApp, *, settings: Settings, refuse: Callable[[MaterielError], Response]
    ) -> None:
        self.app = app
        self._refuse = refuse
        self._is_keyed = settings.reading == "keyed"
        self._is_https = settings.https
        self._clients = Clients(settings.proxies, ipv6_prefix=limits().ipv6_prefix)
        self._hosts = Hosts(settings)
        self._admitting = Admitting(
            is_keyed=self._is_keyed, hosts=self._hosts, rates=Rates(settings.limits, limits())
        )
        self._uses = Uses()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = self._asked(scope)
        is_https = self._is_https or asked.client.is_https
        if is_https:  # what is answered with full addresses is to name them so
            scope["scheme"] = "https"
        told: Told = ()
        answer: ASGIApp
        try:
            told = self._admit(asked, scope)
            answer = let_ask() if is_preflight(asked) else self.app
        except MaterielError as refused:
            answer = self._refuse(refused)
            await self._note(asked, refused, scope)
        dressing = Dressing(
            told=told,
            is_https=is_https,
            is_keyed=self._is_keyed and not asked.is_free,
            is_write=asked.is_write,
            origin=asked.origin,
        )
        if asked.is_write:
            with called_by(_caller(asked, scope)):
                await answer(scope, receive, dressing.around(send))
        else:
            await answer(scope, receive, dressing.around(send))

    def _asked(self, scope: Scope) -> Asked:
        headers: Headers = dict(scope["headers"])
        method, path = scope["method"], scope["path"]
        return Asked(
            method=method,
            path=path,
            headers=headers,
            client=self._clients.of(scope, headers),
            scope=scope_of(method, path),
            is_free=is_free(method, path),
            origin=self._hosts.allowed_origin(headers),
        )

    def _admit(self, asked: Asked, scope: Scope) -> Told:
        materiel: Materiel = scope["app"].state.materiel
        key, told = self._admitting.admit(asked, materiel)
        if key is not None:
            scope[KEY_ID] = key.id
            self._uses.note(key, materiel.archive)
        return told

    async def _note(self, asked: Asked, refused: MaterielError, scope: Scope) -> None:
        """Log a refusal; one of a good key goes into the trail, as it can be asked about.

        Of too many requests the line that each request has says enough.
        """
        if not isinstance(refused, AccessError) or isinstance(refused, TooManyRequests):
            return
        kind, address, path = type(refused).__name__, asked.client.address, asked.path[:LONG]
        _log.warning("refused", kind=kind, address=address, method=asked.method, path=path)
        if isinstance(refused, ScopeMissing):
            scope[KEY_ID] = refused.key
            archive = scope["app"].state.materiel.archive
            try:
                with called_by(_caller(asked, scope)):
                    await run_sync(archive.trail.note_refusal, f"{asked.method} {path}"[:LONG])
            except StorageError as failed:
                _log.warning("a refusal was not noted", error=str(failed))


def _caller(asked: Asked, scope: Scope) -> Caller:
    return Caller(
        door=Door.HTTP,
        key=scope.get(KEY_ID),
        address=asked.client.address or None,
        request=scope.get(SCOPE_KEY),
    )
