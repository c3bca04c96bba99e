"""Take the article out of a web page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.errors import EmptyArticle, TooLarge
from graph.ingest.limits import limits
from graph.ingest.metadata import Metadata


def read_html(content: bytes, _given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Do `extract_html` as a job: gives `text` and what the page says of itself."""
    text, found = extract_html(content)
    published = found.published.isoformat() if found.published else None
    return {
        "text": text,
        "title": found.title,
        "published": published,
        "publisher": found.publisher,
        "url": found.url,
    }


def extract_html(content: bytes | str) -> tuple[str, Metadata]:
    """Extract the main text of a page, and what the page says of itself.

    Paragraphs are set apart by newlines. Raises EmptyArticle when the page holds no article, and
    TooLarge: extraction takes seconds per megabyte.
    """
    # Slow to import, and most documents are plain text.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    if len(content) > limits().text_characters:
        raise TooLarge(
            f"the page has {len(content):,} bytes",
            field="text",
            remedy=f"At most {limits().text_characters:,} are read; save the text alone",
        )
    found = bare_extraction(
        content, with_metadata=True, include_comments=False, include_tables=True
    )
    page = found.as_dict() if isinstance(found, Document) else {}
    text = page.get("text") or ""
    if not text.strip():
        raise EmptyArticle(
            "no article was found in the page",
            field="text",
            remedy="Give the article's text as plain text",
        )
    return text, Metadata(
        title=page.get("title") or None,
        published=_day(page.get("date")),
        publisher=page.get("sitename") or page.get("hostname") or None,
        url=page.get("url") or None,
    )


def _day(text: str | None) -> date | None:
    """Read trafilatura's date; a page's own wrong date is not the reader's fault."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
