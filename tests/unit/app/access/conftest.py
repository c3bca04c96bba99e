"""Services that are asked as if from anywhere, under any name."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal

from app.access.buckets import Buckets
from app.access.limits import Limits, Rate, RateLimits
from app.main import create_app
from app.settings import Settings
from app.wiring import Materiel
from graph.archive.keys import Scope

HERE = "127.0.0.1"
ELSEWHERE = "192.0.2.7"
ARTICLE = {"text": "Poland sends tanks to Ukraine in 2024-03."}


class Asker:
    """Asks a service from any address; the Host is that of a service on this machine."""

    def __init__(self, app: Any, call: Any) -> None:
        self._app = app
        self._call = call

    def ask(
        self,
        method: str,
        path: str,
        *,
        address: str = HERE,
        key: str = "",
        headers: Mapping[str, str] | None = None,
        **given: Any,
    ) -> httpx.Response:
        transport = httpx.ASGITransport(
            app=self._app, raise_app_exceptions=False, client=(address, 40_000)
        )
        sent = dict(headers or {})
        if key:
            sent["Authorization"] = f"Bearer {key}"

        async def put() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=transport, base_url="http://127.0.0.1:8000"
            ) as http:
                return await http.request(method, path, headers=sent, **given)

        answer: httpx.Response = self._call(put)
        return answer

    def get(self, path: str, **given: Any) -> httpx.Response:
        return self.ask("GET", path, **given)

    def write(self, **given: Any) -> httpx.Response:
        """Post an article."""
        return self.ask("POST", "/v1/articles", **{"json": ARTICLE, **given})


Serve = Callable[..., Asker]
MakeKey = Callable[..., str]


@pytest.fixture
def serve(materiel: Materiel) -> Iterator[Serve]:
    """Serve with settings of one's own; over the same archive as often as asked for."""
    with ExitStack() as opened:
        portal = opened.enter_context(start_blocking_portal())

        def start(*, is_local: bool = True, **settings: Any) -> Asker:
            chosen = Settings(data=materiel.settings.data, **settings)
            app = create_app(materiel=replace(materiel, settings=chosen, is_local=is_local))
            return Asker(app, partial(portal.call))

        yield start


@pytest.fixture
def make_key(materiel: Materiel) -> MakeKey:
    def make(*scopes: str) -> str:
        wanted = [Scope(scope) for scope in scopes]
        return materiel.archive.keys.create(name="Desk", scopes=wanted, expires_at=None)[1]

    return make


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Limits:
    """Let clients ask for little, in a time that stands still."""
    rates = RateLimits(
        reading_address=Rate(per_second=5, burst=20),
        reading_key=Rate(per_second=10, burst=40),
        writing_address=Rate(per_second=1, burst=5),
        writing_key=Rate(per_second=2, burst=10),
        failing_address=Rate(per_second=0.1, burst=3),
        foreign_address=Rate(per_second=0.1, burst=4),
    )
    chosen = Limits(rates=rates, clients=100, ipv6_prefix=64)
    monkeypatch.setattr("app.access.gate.limits", lambda: chosen)
    monkeypatch.setattr("app.access.rates.Buckets", partial(Buckets, clock=lambda: 0.0))
    return chosen
