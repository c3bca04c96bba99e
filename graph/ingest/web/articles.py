"""From an address, or a page that it gave, to an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from graph.claims.article import Article, make_article
from graph.errors import AddressRefused
from graph.ingest.clean import clean
from graph.ingest.fetch import Fetched
from graph.ingest.metadata import Metadata
from graph.ingest.web.address import parse_address
from graph.ingest.web.fetcher import ARTICLES, Page, Validators
from graph.ingest.web.publishers import name_publisher, plain_host


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
    """Make an article of a page: its address is where it was found, in the form the page prefers.

    A page may name another address of its own host as its lasting one. For a name that its host
    does not bear it gets that of the host.
    """
    fetched = Fetched(
        name=page.url,
        content=page.content,
        media_type=page.media_type,
        charset=page.charset,
        metadata=replace(given, url=None),
    )
    article = clean(fetched)
    return make_article(
        article.text,
        title=article.title,
        published=article.published,
        publisher=given.publisher or name_publisher(article.publisher, page.host),
        url=_lasting(article.url, page),
    )


def _lasting(said: str | None, page: Page) -> str:
    """Take the address that a page says it has, if it is one of the same host."""
    if said is None:
        return page.url
    try:
        address = parse_address(said)
    except AddressRefused:
        return page.url
    return str(address) if plain_host(address.host) == plain_host(page.host) else page.url
