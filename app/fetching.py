"""Fetching for requests: where the installation lets it, and a few at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from app import wiring
from app.settings import PREFIX
from app.wiring import Materiel
from graph.claims.article import Article
from graph.errors import Busy, FetchingOff
from graph.ingest.metadata import parse_metadata
from graph.ingest.web.articles import fetch_article

if TYPE_CHECKING:
    from graph.ingest.web.fetcher import Fetcher

AT_ONCE = 4
"""Addresses that are fetched at once, each in a thread; others wait."""
WAITING = 16
"""Requests that may wait for that; further ones are sent away."""


def is_fetching(materiel: Materiel) -> bool:
    """Tell whether the service fetches: it is set to, or nobody else reaches it."""
    chosen = materiel.settings.fetch
    return chosen == "on" or (chosen == "auto" and materiel.is_local)


class Fetching:
    """Fetches for all requests of a service, so that they share manners."""

    def __init__(self) -> None:
        self._threads = CapacityLimiter(AT_ONCE)
        self._wanted = 0  # counted in the event loop alone
        self._lock = Lock()
        self._fetcher: Fetcher | None = None

    async def article(self, materiel: Materiel, url: str, told: Mapping[str, Any]) -> Article:
        """Fetch an address and make an article of the page; `told` is what is known of it besides.

        Raises FetchingOff where that is not done, Busy when too many wait for it, or as
        `fetch_article` does.
        """
        if not is_fetching(materiel):
            raise FetchingOff(
                "This service fetches no addresses",
                remedy="Send the text of the article, and its address beside it, or run "
                f"`materiel ingest URL`. Whoever runs the service can set {PREFIX}FETCH=on",
            )
        if self._wanted >= AT_ONCE + WAITING:
            raise Busy("Too many addresses are being fetched; try again in a minute")
        self._wanted += 1
        try:
            return await run_sync(self._fetch, materiel, url, told, limiter=self._threads)
        finally:
            self._wanted -= 1

    def _fetch(self, materiel: Materiel, url: str, told: Mapping[str, Any]) -> Article:
        given = parse_metadata({**told, "url": None}, today=datetime.now(UTC).date())
        with self._lock:
            if self._fetcher is None:
                self._fetcher = wiring.open_fetcher(materiel.settings)
        return fetch_article(self._fetcher, url, given)
