"""From a document to an article: decode, take the text out of HTML, refuse what is no article."""

from __future__ import annotations

import codecs
import re

from graph.claims.article import Article, make_article
from graph.errors import EmptyArticle, NotText, TooLarge, UnsupportedMediaType
from graph.ingest.fetch import Fetched
from graph.ingest.html import extract_html
from graph.ingest.language import check_language
from graph.ingest.limits import limits
from graph.ingest.metadata import Metadata

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ENDS_SENTENCE = re.compile(r"[.!?;:,]['\"”’)]*\Z")


def clean(fetched: Fetched) -> Article:
    """Make an article of a document; plain text is kept to the letter, save a byte order mark.

    What came with the document wins over what HTML says of itself. Raises EmptyArticle, NotText,
    TooLarge, UnsupportedMediaType or UnsupportedLanguage.
    """
    if fetched.media_type == "text/plain":
        text, found = decode(fetched.content), Metadata()
    elif fetched.media_type == "text/html":
        text, found = extract_html(fetched.content)
    else:
        raise UnsupportedMediaType(
            f"{fetched.media_type} is not read",
            field="media type",
            value=fetched.media_type,
            remedy="Give text/plain or text/html",
        )
    check_text(text)
    known = fetched.metadata.or_else(found)
    return make_article(
        text,
        title=known.title or first_line_title(text),
        published=known.published,
        publisher=known.publisher,
        url=known.url,
    )


def decode(content: bytes | str) -> str:
    """Decode UTF-8, or UTF-16 with its byte order mark; anything else raises NotText."""
    if isinstance(content, str):
        return content
    mark, encoding = next((b for b in _BOMS if content.startswith(b[0])), (b"", "utf-8"))
    content = content.removeprefix(mark)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(
            f"the text is not {encoding.upper()}: byte {error.start} cannot be decoded",
            field="text",
            value=repr(content[error.start : error.start + 8]),
            remedy="Save the text as UTF-8",
        ) from None


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
    controls = sum(1 for c in text if (c < " " and c not in "\t\n\r\f\v") or c == "\x7f")
    surrogate = any("\ud800" <= c <= "\udfff" for c in text)
    if "\0" in text or surrogate or controls > bound.control_share * len(text):
        raise NotText(
            "the text holds bytes that no text holds",
            field="text",
            value=repr(text[:40]),
            remedy="Give plain text or HTML, not a binary file",
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
