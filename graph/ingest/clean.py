"""From a document to an article: decode, take the text out of pages, refuse what is no article."""

from __future__ import annotations

import functools
import re
import sys
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from graph.claims.article import Article, make_article
from graph.errors import EmptyArticle, NotText, TooLarge, UnsupportedMediaType
from graph.ingest.confined.pool import confined
from graph.ingest.decoding import check_coding
from graph.ingest.fetched import Fetched
from graph.ingest.language import check_language
from graph.ingest.limits import limits
from graph.ingest.metadata import Metadata, found_metadata

JOBS: Mapping[str, str] = MappingProxyType(
    {
        "text/plain": "text",
        "text/html": "html",
        "application/xhtml+xml": "html",
        "application/pdf": "pdf",
    }
)
"""By media type, which confined job takes the text out of a document."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")  # but tab, line ends and feeds
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENDS_SENTENCE = re.compile(r"[.!?;:,]['\"”’)]*\Z")


def clean(fetched: Fetched) -> Article:
    """Make an article of a document; plain text is kept to the letter, save a byte order mark.

    What others wrote is taken apart in a confined process; a text in UTF-8 needs none. What came
    with the document wins over what it says of itself. Raises EmptyArticle, NotText, TooLarge,
    UnsupportedMediaType, UnsupportedLanguage, UnreadableDocument, TooCostly, or Busy.
    """
    text, found = _text_of(fetched)
    check_text(text)
    known = fetched.metadata.or_else(found)
    return make_article(
        text,
        title=known.title or first_line_title(text),
        published=known.published,
        publisher=known.publisher,
        url=known.url,
    )


def _text_of(fetched: Fetched) -> tuple[str, Metadata]:
    job = JOBS.get(fetched.media_type)
    if job is None:
        raise UnsupportedMediaType(
            f"{fetched.media_type} is not read",
            field="media type",
            value=fetched.media_type,
            remedy=f"Give {', '.join(JOBS)}",
        )
    check_coding(fetched.coding)
    content = fetched.content
    if job == "text" and isinstance(content, str):
        return content, Metadata()
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    if job == "text" and not fetched.coding and (text := _as_utf8(content)) is not None:
        return text, Metadata()
    given = {"charset": fetched.charset, "coding": fetched.coding}
    made = confined().run(job, content, given)
    today = datetime.now(UTC).date()
    return str(made.get("text", "")), found_metadata(made, today=today)


def _as_utf8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def check_text(text: str) -> None:
    """Refuse what is no English article; raises the errors that `clean` names."""
    bound = limits()
    if len(text) > bound.text_characters:
        raise TooLarge(
            f"the text has {len(text):,} characters",
            field="text",
            value=text[:60],
            remedy=f"At most {bound.text_characters:,} are read as one article",
        )
    controls = len(_CONTROL.findall(text))
    surrogate = not text.isascii() and _SURROGATE.search(text)
    if "\0" in text or surrogate or controls > bound.control_share * len(text):
        raise NotText(
            "the text holds bytes that no text holds",
            field="text",
            value=repr(text[:40]),
            remedy="Give plain text or HTML, not a binary file",
        )
    if not text.isascii() and _marks().search(text):
        raise NotText(
            f"the text holds more than {bound.combining_marks} combining marks in a row",
            field="text",
            value=repr(text[:40]),
            remedy="Give the text without the marks",
        )
    if not _WORD.search(text):
        raise EmptyArticle(
            "the article has no words", field="text", value=text[:40], remedy="Give its text"
        )
    check_language(text)


def first_line_title(text: str) -> str | None:
    """Take a short first line that does not end like a sentence as the title."""
    first, newline, rest = text.strip().partition("\n")
    first = first.strip()
    is_title = newline and rest.strip() and len(first) <= limits().title_characters
    return first if is_title and first and not _ENDS_SENTENCE.search(first) else None


@functools.cache
def _marks() -> re.Pattern[str]:
    """Match more combining marks in a row than a text has: to sort them takes the square."""
    marks = "".join(
        chr(code) for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))
    )
    return re.compile(f"[{marks}]{{{limits().combining_marks + 1}}}")
