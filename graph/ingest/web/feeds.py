"""Feeds: what a publisher lists, and the words that it carries itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from graph.claims.article import Article, make_article
from graph.errors import AddressRefused, EmptyArticle
from graph.ingest.clean import clean
from graph.ingest.confined.pool import confined
from graph.ingest.fetched import Fetched
from graph.ingest.metadata import Metadata
from graph.ingest.web.address import parse_address
from graph.ingest.web.fetcher import Page
from graph.ingest.web.limits import web_limits
from graph.ingest.web.publishers import name_publisher, plain_host

_MARK = 24
"""Hex digits by which a seen entry is remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one page; `content` is as much of its words as the feed carries."""

    mark: str
    link: str | None
    title: str | None
    published: date | None
    content: str
    is_html: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as it was found: its address and host, its name, and what it lists."""

    url: str
    host: str
    title: str | None
    entries: tuple[Entry, ...]


def parse_feed(page: Page) -> Feed:
    """Take a feed apart, in a confined process; raises as that does, for what is no feed."""
    told = confined().run("feed", page.content, {"url": page.url, "charset": page.charset})
    listed = told.get("entries")
    entries = (_entry(one) for one in listed if isinstance(one, dict)) if listed else ()
    return Feed(
        url=page.url,
        host=page.host,
        title=_text(told.get("title")),
        entries=tuple(entry for entry in entries if entry.link or entry.content),
    )


def make_entry_article(entry: Entry, feed: Feed) -> Article:
    """Make an article of the words that a feed carries of a page that is not given.

    The page's address is taken where the feed comes from the same host: else anybody could put
    words on anybody's page. Raises EmptyArticle when they are few, or as `clean` does.
    """
    if len(entry.content.split()) < web_limits().feeds.content_words:
        raise EmptyArticle(
            "the feed carries too few of its words",
            field="text",
            value=entry.content[:60],
            remedy="Read the article yourself, and give its text",
        )
    content = entry.content
    if entry.is_html:
        content = f"<html><body><article>{content}</article></body></html>"
    media_type = "text/html" if entry.is_html else "text/plain"
    article = clean(
        Fetched(
            name=entry.link or feed.url,
            content=content,
            media_type=media_type,
            metadata=Metadata(
                title=entry.title,
                published=entry.published,
                publisher=name_publisher(feed.title, feed.host),
            ),
        )
    )
    return _at(article, _own_link(entry, feed) or feed.url)


def complete(article: Article, entry: Entry) -> Article:
    """Let a page that does not say its title or day have them from the feed."""
    return make_article(
        article.text,
        title=article.title or entry.title,
        published=article.published or entry.published,
        publisher=article.publisher,
        url=article.url,
    )


def _own_link(entry: Entry, feed: Feed) -> str | None:
    if entry.link is None:
        return None
    try:
        address = parse_address(entry.link)
    except AddressRefused:
        return None
    return str(address) if plain_host(address.host) == plain_host(feed.host) else None


def _at(article: Article, url: str) -> Article:
    return make_article(
        article.text,
        title=article.title,
        published=article.published,
        publisher=article.publisher,
        url=url,
    )


def _entry(told: Mapping[str, Any]) -> Entry:
    """Check what came of an entry: the process that read it may have been taken over."""
    link, title = _text(told.get("link")), _text(told.get("title"))
    content = told.get("content")
    name = _text(told.get("id")) or link or title or ""
    return Entry(
        mark=hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:_MARK],
        link=link,
        title=title,
        published=_day(told.get("published")),
        content=content if isinstance(content, str) else "",
        is_html=told.get("is_html") is True,
    )


def _text(value: object) -> str | None:
    """Take one line, printable and not too long."""
    if not isinstance(value, str):
        return None
    line = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return line[: web_limits().feeds.characters] or None


def _day(value: object) -> date | None:
    """Read a day that is not to come."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and day <= datetime.now(UTC).date() + timedelta(days=1) else None
