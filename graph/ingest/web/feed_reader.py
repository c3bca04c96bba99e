"""Take a feed apart; imported only where a feed may do no harm."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import feedparser

from graph.errors import UnreadableDocument
from graph.ingest.decoding import decode
from graph.ingest.web.limits import web_limits

_DECLARES = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_SAID = re.compile(rb"""^[^>]{0,60}?\bencoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})["']""")
_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_HTML = frozenset({"text/html", "application/xhtml+xml"})


def read_feed(content: bytes, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take title and entries out of a feed (RSS or Atom), as a job; newest first as it lists them.

    `given` holds `url` and maybe `charset`. Raises UnreadableDocument for what is no feed, or
    declares a document type: entities unfold, and no feed needs any.
    """
    markup = _PROLOG.sub("", decode(content, given.get("charset") or _said(content)), count=1)
    if _DECLARES.search(markup):
        raise _refuse("it declares a document type or entities")
    # As bytes in a stream: given anything else, the parser takes it for an address or a file name.
    headers = {
        "content-type": "application/xml; charset=utf-8",
        "content-location": str(given.get("url") or ""),
    }
    found = feedparser.parse(
        io.BytesIO(markup.encode("utf-8", "replace")), response_headers=headers
    )
    if not found.version:
        raise _refuse("it is neither RSS nor Atom")
    entries = found.entries[: web_limits().feeds.entries]
    return {"title": _text(found.feed.get("title")), "entries": list(map(_entry, entries))}


def _said(content: bytes) -> str | None:
    told = _SAID.search(content)
    return told[1].decode("ascii") if told else None


def _entry(entry: Any) -> Mapping[str, Any]:  # noqa: ANN401  # the parser's own
    content, is_html = max(_contents(entry), key=lambda one: len(one[0]), default=("", True))
    return {
        "id": _text(entry.get("id")),
        "link": _text(entry.get("link")),
        "title": _text(entry.get("title")),
        "published": _day(entry.get("published_parsed") or entry.get("updated_parsed")),
        "content": content,
        "is_html": is_html,
    }


def _contents(entry: Any) -> Iterator[tuple[str, bool]]:  # noqa: ANN401
    """Yield what an entry carries of its page: all of it, or a summary."""
    for one in (*entry.get("content", ()), entry.get("summary_detail") or {}):
        value = one.get("value")
        if isinstance(value, str):
            yield value, one.get("type") in _HTML


def _text(value: object) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    return value.strip()[: web_limits().feeds.characters]


def _day(parsed: object) -> str | None:
    """Write a day as feedparser has it; a feed's own wrong date is not the reader's fault."""
    if not isinstance(parsed, tuple):  # as struct_time is
        return None
    try:
        return date(*parsed[:3]).isoformat()
    except (TypeError, ValueError, OverflowError):
        return None


def _refuse(why: str) -> UnreadableDocument:
    return UnreadableDocument(
        f"the address gives no feed that is read: {why}",
        field="url",
        remedy="Give the address of an RSS or Atom feed",
    )
