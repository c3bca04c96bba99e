"""The forms of a SPARQL query and the formats of its answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class QueryForm(StrEnum):
    """The four forms of a query."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFormat:
    """A format: its short name, its media type, and other names and types that ask for it."""

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()


TABLE_FORMATS: Final = (
    AnswerFormat(
        name="json",
        media_type="application/sparql-results+json",
        aliases=("application/json", "text/json"),
    ),
    AnswerFormat(
        name="xml",
        media_type="application/sparql-results+xml",
        aliases=("application/xml", "text/xml"),
    ),
    AnswerFormat(name="csv", media_type="text/csv"),
    AnswerFormat(name="tsv", media_type="text/tab-separated-values"),
)
"""Formats of SELECT and ASK; the first is the default."""

TRIPLE_FORMATS: Final = (
    AnswerFormat(
        name="turtle",
        media_type="text/turtle",
        aliases=("application/x-turtle", "ttl", "n3"),
    ),
    AnswerFormat(name="ntriples", media_type="application/n-triples", aliases=("text/plain", "nt")),
    AnswerFormat(
        name="jsonld",
        media_type="application/ld+json",
        aliases=("application/json", "text/json", "json", "json-ld"),
    ),
    AnswerFormat(
        name="rdfxml",
        media_type="application/rdf+xml",
        aliases=("application/xml", "text/xml", "xml", "rdf", "rdf+xml"),
    ),
)
"""Formats of CONSTRUCT and DESCRIBE; the first is the default."""


def formats_of(form: QueryForm) -> tuple[AnswerFormat, ...]:
    """List the formats that a form of query can be answered in, the default first."""
    return TABLE_FORMATS if form in (QueryForm.SELECT, QueryForm.ASK) else TRIPLE_FORMATS


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """IRIs of the graphs that a query sees; none of either kind leaves it to the query."""

    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A complete answer; never a part of one."""

    media_type: str
    body: bytes
