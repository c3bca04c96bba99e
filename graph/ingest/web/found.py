"""From a document that was found on the web to an article: the host says whose it is."""

from __future__ import annotations

from graph.claims.article import Article, make_article
from graph.errors import AddressRefused
from graph.ingest.clean import clean
from graph.ingest.fetched import Fetched, Found
from graph.ingest.web.address import parse_address
from graph.ingest.web.publishers import name_publisher, plain_host


def make(fetched: Fetched) -> Article:
    """Make an article of a document, by the rules of pages if it is one; raises as `clean`.

    A page's address is where it was found, in the form the page prefers: it may name another of its
    own host as its lasting one. For a name that its host does not bear it gets that of the host.
    """
    article = clean(fetched)
    found = fetched.found
    if found is None:
        return article
    return make_article(
        article.text,
        title=article.title,
        published=article.published or found.seen,
        publisher=fetched.metadata.publisher or name_publisher(article.publisher, found.host),
        url=_lasting(article.url, found),
    )


def _lasting(said: str | None, found: Found) -> str:
    """Take the address that a page says it has, if it is one of the same host."""
    if said is None:
        return found.url
    try:
        address = parse_address(said)
    except AddressRefused:
        return found.url
    return str(address) if plain_host(address.host) == plain_host(found.host) else found.url
