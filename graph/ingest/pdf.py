"""Take the text out of a PDF; imported only where a document may do no harm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pypdfium2

from graph.errors import EmptyArticle, TooLarge, UnreadableDocument
from graph.ingest.decoding import unpack
from graph.ingest.limits import limits
from graph.ingest.pages import join_pages

_MADE_BY_A_PROGRAM = re.compile(r"(?i)^(untitled|microsoft word|powerpoint)\b|\.\w{2,5}$")
_CONTROLS = re.compile(r"[\x00-\x01\x03-\x08\x0b\x0e-\x1f\x7f]")  # 2 is a hyphen of pdfium's


def read_pdf(content: bytes, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take text and title out of a PDF, as a job; the day it was made on says nothing.

    Raises UnreadableDocument for what is none or needs a password, EmptyArticle for pictures of
    pages, and TooLarge.
    """
    document = _opened(unpack(content, given.get("coding") or ""))
    _check_pages(len(document))
    text = join_pages(list(_pages(document)))
    if not text.strip():
        raise EmptyArticle(
            "the pages of the PDF hold no text, as pictures of pages do",
            field="text",
            remedy="Have a program for text recognition read it first",
        )
    title = str(document.get_metadata_dict().get("Title", "")).strip()
    return {"text": text, "title": None if _MADE_BY_A_PROGRAM.search(title) else title}


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower()
        reason = "needs a password" if is_locked else "cannot be opened: it is damaged, or none"
        raise UnreadableDocument(
            f"the PDF {reason}",
            field="text",
            value=repr(content[:8]),
            remedy="Save it without a password" if is_locked else "Give the text alone",
        ) from None


def _check_pages(pages: int) -> None:
    if pages > limits().pdf_pages:
        raise TooLarge(
            f"the PDF has {pages:,} pages",
            field="text",
            remedy=f"At most {limits().pdf_pages:,} are read; give the part that matters",
        )


def _pages(document: pypdfium2.PdfDocument) -> Iterator[list[str]]:
    """Yield the lines of each page; a page that is damaged has none."""
    size = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage().get_text_bounded(errors="replace")
            page.close()
        except pypdfium2.PdfiumError:
            text = ""
        size += len(text)
        if size > limits().text_characters:
            raise TooLarge(
                f"the PDF has more than {limits().text_characters:,} characters",
                field="text",
                remedy="Give the part that matters",
            )
        yield _CONTROLS.sub("", text).splitlines()
