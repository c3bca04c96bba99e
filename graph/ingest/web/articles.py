"""From an address, or a page that it gave, to an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from graph.claims.article import Article
from graph.ingest.fetched import Fetched, Found
from graph.ingest.metadata import Metadata
from graph.ingest.web.fetcher import ARTICLES, Page, Validators
from graph.ingest.web.found import make


class Fetches(Protocol):
    """Gives the pages of addresses."""

    def fetch(
        self, url: str, *, kinds: Mapping[str, str] = ..., known: Validators | None = None
    ) -> Page:
        """Fetch an address; raises InputError."""


def fetch_article(fetcher: Fetches, url: str, given: Metadata | None = None) -> Article:
    """Fetch an address and make an article of the page; raises as `Fetcher.fetch` and `clean` do.

    What is given wins over what the page says of itself, save for the address.
    """
    return make_page_article(fetcher.fetch(url, kinds=ARTICLES), given or Metadata())


def make_page_article(page: Page, given: Metadata) -> Article:
    """Make an article of a page; raises as `clean` does."""
    return make(
        Fetched(
            name=page.url,
            content=page.content,
            media_type=page.media_type,
            charset=page.charset,
            metadata=replace(given, url=None),
            found=Found(url=page.url, host=page.host),
        )
    )
