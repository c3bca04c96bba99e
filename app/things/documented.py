"""What the OpenAPI description says of things and of the documents about them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.negotiate import HTML
from graph.store.answers import TRIPLE_FORMATS, AnswerFormat

Responses = dict[int | str, dict[str, Any]]

_TEXT = {"schema": {"type": "string"}}
_NO_FORMAT: Responses = {406: {"description": "There is no such format of it"}}
_NOT_HERE: Responses = {
    404: {"description": "Nothing is said of it"},
    410: {"description": "What it rests on was withdrawn: `since` when, and `why`"},
}


def _document(formats: Iterable[AnswerFormat]) -> Responses:
    content = {
        each.media_type: {} if each.media_type.endswith("json") else _TEXT for each in formats
    }
    return {200: {"description": "The document", "content": content}, **_NO_FORMAT}


DESCRIPTION = _document(TRIPLE_FORMATS)


def of_thing(graph_formats: Iterable[AnswerFormat]) -> Responses:
    """Tell what is answered at the IRI of a thing, or of a graph in one of the formats."""
    return {
        **_document((*graph_formats, *TRIPLE_FORMATS, HTML)),
        303: {"description": "The address of a document about the thing"},
        **_NOT_HERE,
    }


def of_graph(graph_formats: Iterable[AnswerFormat]) -> Responses:
    """Tell what is answered of a graph in one of the formats."""
    missing: Responses = {
        422: {"description": "Neither a graph is named nor the union, or both are"}
    }
    return {**_document(graph_formats), **_NOT_HERE, **missing}
