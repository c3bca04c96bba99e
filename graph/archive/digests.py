"""Digests of what is kept, against silent damage; what they are made of never changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from sqlalchemy import RowMapping

from graph.claims.article import Article
from graph.claims.claim import Extractor


def article_digest(article: Article) -> str:
    """Hash everything an article consists of (SHA-256, hex)."""
    published = article.published.isoformat() if article.published else None
    return _digest(
        [article.id, article.text, article.title, published, article.publisher, article.url]
    )


def reading_digest(article_id: str, extractor: Extractor, claims: str) -> str:
    """Hash everything a reading consists of, its claims as JSON text (SHA-256, hex)."""
    return _digest([article_id, extractor.name, extractor.version, claims])


def row_digest(row: Mapping[str, object] | RowMapping, names: Sequence[str]) -> str:
    """Hash these columns of a row, in this order (SHA-256, hex); raises KeyError for none."""
    return _digest([None if row[name] is None else str(row[name]) for name in names])


def compare(kept: object, found: str) -> None:
    """Raise ValueError unless the digest is the one that was kept."""
    if kept != found:
        raise ValueError("its words are not those that were written")


def _digest(parts: list[str | None]) -> str:
    # Each part with its length, so that no two lists of parts read the same.
    content = "".join("-" if part is None else f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(content.encode()).hexdigest()
