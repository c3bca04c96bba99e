"""Take the article out of a web page; imported only where a page may do no harm."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from graph.errors import EmptyArticle, TooLarge, UnreadableDocument
from graph.ingest.decoding import decode, unpack
from graph.ingest.limits import limits

_HEAD = 4096
"""Bytes of a page in which it says how it is encoded; browsers look at 1,024."""
_SAID = re.compile(rb"""<[^>]{0,200}?\b(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:-]{2,40})""")
_SUBSET = re.compile(r"<!DOCTYPE[^>\[]{0,1000}\[", re.IGNORECASE)
_DATES: Mapping[str, Any] = MappingProxyType({"original_date": True, "extensive_search": False})
"""Takes the day from where pages tell it: one that only the text names may be any day."""
_NO_TEXT = "Give the article's text as plain text"


def read_html(content: bytes, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take text, title, day, publisher and address out of a page, as a job.

    `given` may hold `charset` and `coding`, as the headers of the page say. Raises EmptyArticle
    when the page holds no article, TooLarge, NotText or UnreadableDocument.
    """
    page = unpack(content, given.get("coding") or "")
    if page.startswith(b"%PDF-"):
        raise UnreadableDocument(
            "the page is a PDF", field="text", remedy="Give it as application/pdf, or as .pdf"
        )
    markup = decode(page, given.get("charset") or _said(page))
    _check(markup)
    found = bare_extraction(
        _parsed(markup),
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=dict(_DATES),
    )
    told = found.as_dict() if isinstance(found, Document) else {}
    text = told.get("text") or ""
    if not text.strip():
        raise EmptyArticle("no article was found in the page", field="text", remedy=_NO_TEXT)
    return {
        "text": text,
        "title": told.get("title"),
        "published": told.get("date"),
        "publisher": told.get("sitename") or told.get("hostname"),
        "url": told.get("url"),
    }


def _said(page: bytes) -> str | None:
    """Find the encoding that a page says it has, in an XML declaration or a meta element."""
    found = _SAID.search(page[:_HEAD])
    return found[1].decode("ascii") if found else None


def _check(markup: str) -> None:
    if len(markup) > limits().text_characters:
        raise TooLarge(
            f"the page has {len(markup):,} characters",
            field="text",
            remedy=f"At most {limits().text_characters:,} are read; save the text alone",
        )
    if _SUBSET.search(markup[:_HEAD]):
        raise UnreadableDocument(
            "the page declares entities of its own",
            field="text",
            value=markup[:60],
            remedy="Leave the document type out: entities of HTML are known without it",
        )


def _parsed(markup: str) -> html.HtmlElement:
    """Parse a page as HTML; NUL is passed over, as browsers do."""
    content = markup.replace("\0", "").encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableDocument(
            f"the page cannot be parsed: {error}"[:200], field="text", remedy=_NO_TEXT
        ) from None
    if not isinstance(tree, html.HtmlElement):
        raise EmptyArticle("no article was found in the page", field="text", remedy=_NO_TEXT)
    return tree
