"""An article: a text and what is known about it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

ID_LENGTH = 32
"""Hex digits of an article id: 128 bits, far beyond any collision by chance."""

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text as it came in, with the metadata that came with it.

    `id` is the content: the same words from the same publisher of the same day are the same
    article, whatever title or URL they came with; a reprint elsewhere is another article.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None


def article_id(text: str, *, published: date | None, publisher: str | None) -> str:
    """Name an article by its content: SHA-256 over words, publisher and day, first 32 digits.

    White space and the Unicode form of letters do not count.
    """
    parts = (text, (publisher or "").casefold(), published.isoformat() if published else "")
    canonical = "\x1f".join(
        _SPACE.sub(" ", unicodedata.normalize("NFC", part)).strip() for part in parts
    )
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def make_article(
    text: str,
    *,
    title: str | None = None,
    published: date | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Article:
    """Make an article and name it by its content; the text is kept to the letter."""
    return Article(
        id=article_id(text, published=published, publisher=publisher),
        text=text,
        title=title,
        published=published,
        publisher=publisher,
        url=url,
    )
