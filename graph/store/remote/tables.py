"""Answers in the JSON of SPARQL, read and, where a server writes values its own way, put right."""

from __future__ import annotations

import traceback
from typing import Any

import orjson
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    parse_query_results,
)

from graph.store.remote.values import as_kept
from ontology.terms import XSD

Term = NamedNode | BlankNode | Literal | Triple
Row = tuple[Term | None, ...]

_ASKED = "__ASK_RETVAL"
"""Virtuoso's name for the only value of an ASK, where it answers one with a table."""
_PUT_RIGHT = frozenset(each.value for each in (XSD.DOUBLE, XSD.DATE_TIME, XSD.BOOLEAN))


def read_table(content: bytes, values: str) -> QuerySolutions | QueryBoolean:
    """Read a table, or what an ASK says; raises ValueError or SyntaxError for what is neither."""
    try:
        told = content if values == "kept" else table_as_kept(content)
    except (LookupError, TypeError) as error:
        raise ValueError(f"no table in JSON: {error!r}") from error
    return parse_query_results(told, QueryResultsFormat.JSON)


def read_rows(content: bytes, values: str) -> list[Row]:
    """Read the rows of a table; raises ValueError for what is none."""
    try:
        return _rows(content, values)
    except (SyntaxError, ValueError) as error:
        # Who keeps the error is not to keep the table, which this thread alone may drop.
        traceback.clear_frames(error.__traceback__)
        raise ValueError(str(error)) from None


def _rows(content: bytes, values: str) -> list[Row]:
    found = read_table(content, values)
    if isinstance(found, QueryBoolean):
        raise ValueError("no table, but a truth")  # noqa: TRY004 - it is what came that is wrong
    return [tuple(row) for row in found]


def table_as_kept(content: bytes) -> bytes:
    """Write a table of Virtuoso anew: literals as the standard has them, values as they went in."""
    table = orjson.loads(content)
    if "boolean" in table:
        return content
    rows: list[dict[str, Any]] = table["results"]["bindings"]
    if table["head"].get("vars") == [_ASKED]:
        is_true = any(row[_ASKED]["value"] in {"1", "true"} for row in rows)  # no row says no
        return orjson.dumps({"head": {}, "boolean": is_true})
    for row in rows:
        for term in row.values():
            if term["type"] == "typed-literal":
                term["type"] = "literal"
                if term["datatype"] in _PUT_RIGHT:
                    term["value"] = _as_kept(term)
    return orjson.dumps({"head": {"vars": table["head"]["vars"]}, "results": {"bindings": rows}})


def _as_kept(term: dict[str, Any]) -> str:
    return as_kept(Literal(term["value"], datatype=NamedNode(term["datatype"]))).value
