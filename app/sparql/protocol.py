"""The requests of the SPARQL 1.1 Protocol, read from strings and bytes alone."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from graph.errors import InvalidField, QueryError, TooLarge, UnsupportedMediaType, UpdateRefused
from graph.store.answers import Dataset
from graph.store.screen import WHERE_TO_WRITE

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
MOST_PARAMETERS = 200
MOST_BYTES = 256 * 1024
"""Of a request: the longest query, escaped, with some graphs. To read more takes too long."""
LEAST_SECONDS = 0.1
"""Of `timeout`: in less than this not even a reader that is at hand can answer."""

_UTF8 = frozenset(("", "utf-8", "utf8", "us-ascii"))
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlRequest:
    """What a client asks; `query` is None when it asks for nothing, only what there is.

    `format` names the format of the answer and stands above the Accept header; `timeout` is in
    seconds.
    """

    query: str | None
    dataset: Dataset
    format: str | None
    timeout: float | None


def read_get(query_string: str) -> SparqlRequest:
    """Read a query by GET.

    Raises UpdateRefused for an update, TooLarge, QueryError when the request is malformed.
    """
    _check_size(len(query_string))
    return _request(_fields(query_string), query=None)


def read_post(
    content_type: str, body: bytes, query_string: str, encoding: str = "identity"
) -> SparqlRequest:
    """Read a query by POST: a form, or the query itself as the body.

    Raises UpdateRefused for an update, UnsupportedMediaType for another content type or content
    encoding, TooLarge, and QueryError when the request is malformed.
    """
    media_type = _media_type(content_type)
    if media_type == UPDATE:
        raise UpdateRefused(WHERE_TO_WRITE)
    _check_encoding(encoding)
    _check_size(len(body) + len(query_string))
    text = _decoded(body)
    if media_type == FORM:
        request = _request([*_fields(text), *_fields(query_string)], query=None)
    else:
        request = _request(_fields(query_string), query=text)
    if request.query is None:
        raise QueryError("The request has no query: send a parameter of this name")
    return request


def _media_type(content_type: str) -> str:
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charset = next(
        (each.partition("=")[2].strip('" ') for each in parameters if each.startswith("charset")),
        "",
    )
    if media_type not in (FORM, QUERY, UPDATE) or charset not in _UTF8:
        raise UnsupportedMediaType(
            f"A query cannot be read from the content type {content_type!r}",
            field="Content-Type",
            value=content_type,
            remedy=f"Send {QUERY} or {FORM}, in UTF-8",
        )
    return media_type


def _check_encoding(encoding: str) -> None:
    if encoding.strip().lower() not in ("", "identity"):
        raise UnsupportedMediaType(
            f"A query cannot be read in the content encoding {encoding!r}",
            field="Content-Encoding",
            value=encoding,
            remedy="Send it as it is",
        )


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise TooLarge(
            f"The request has {size} bytes; the limit is {MOST_BYTES}",
            field="query",
            remedy="Ask for less at once",
        )


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise QueryError(f"The body is not UTF-8: byte {error.start} is wrong") from error


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except ValueError as error:
        raise QueryError(f"The parameters cannot be read: {error}") from error


def _request(fields: list[tuple[str, str]], *, query: str | None) -> SparqlRequest:
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in fields):
        raise UpdateRefused(WHERE_TO_WRITE)
    given = _once(fields, "query")
    if query is not None and given is not None:
        raise QueryError("The request has two queries: one in its body and one as a parameter")
    dataset = Dataset(
        default_graphs=_iris(fields, "default-graph-uri"),
        named_graphs=_iris(fields, "named-graph-uri"),
    )
    wanted = given if query is None else query
    if wanted is None and dataset != Dataset():
        raise QueryError("The request names graphs, but has no query")
    return SparqlRequest(
        query=wanted,
        dataset=dataset,
        format=_first(fields, "format") or _first(fields, "output"),
        timeout=_seconds(_once(fields, "timeout")),
    )


def _once(fields: list[tuple[str, str]], wanted: str) -> str | None:
    values = [value for name, value in fields if name == wanted]
    if len(values) > 1:
        raise QueryError(
            f"The request has the parameter {wanted} {len(values)} times; send it once"
        )
    return values[0] if values else None


def _first(fields: list[tuple[str, str]], wanted: str) -> str | None:
    """Give the first of several: SPARQLWrapper names one format in two ways."""
    return next((value for name, value in fields if name == wanted), None)


def _iris(fields: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    values = tuple(value for name, value in fields if name == wanted)
    for value in values:
        if not _IRI.match(value):
            raise QueryError(f"{wanted} is not an absolute IRI: {value[:200]!r}")
    return values


def _seconds(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not LEAST_SECONDS <= seconds < math.inf:
        raise InvalidField(
            f"timeout is not a number of seconds from {LEAST_SECONDS:g} on: {value[:200]!r}",
            field="timeout",
            value=value[:200],
            remedy="Ask with more, or leave it out",
        )
    return seconds
