"""What the OpenAPI description says of the files to take away."""

from __future__ import annotations

from typing import Any

from app.exports.content import Content
from app.exports.forms import FORMS, Form
from app.exports.packing import MEDIA_TYPE

Responses = dict[int | str, dict[str, Any]]

_TEXT = {"schema": {"type": "string"}}
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_UNCHANGED: Responses = {304: {"description": "Nothing changed since that ETag, or that time"}}


def _responses(*contents: Content, is_packed: bool = True) -> Responses:
    forms = [form for each in contents for form in FORMS[each].values()]
    types = {form.media_type: _schema(form) for form in forms}
    packed = {MEDIA_TYPE: _BINARY} if is_packed else {}
    return {200: {"description": "The file", "content": {**types, **packed}}, **_UNCHANGED}


def _schema(form: Form) -> dict[str, Any]:
    if form.media_type == "application/json":
        return {"schema": {"type": "object"}}
    if form.media_type.endswith("json"):
        return {}  # of any shape, read as JSON
    return _BINARY if form.is_binary else _TEXT


_NO_FILE: Responses = {
    404: {"description": "There is no such file; `remedy` lists those that there are"}
}

DUMPS = _responses(Content.DUMP, is_packed=False)
FILE: Responses = {
    **_responses(*(each for each in Content if each is not Content.RELATIONSHIPS)),
    **_NO_FILE,
    422: {"description": "The file cannot be had since a state"},
}
RELATIONSHIPS_FILE: Responses = {
    **_responses(Content.RELATIONSHIPS),
    **_NO_FILE,
    422: {"description": "A filter cannot be used, or not for this file; `field` says which"},
    501: {"description": "Parquet: the service was installed without its extra `parquet`"},
}
CLAIM_FILE: Responses = {
    **_responses(Content.NANOPUBS),
    404: {"description": "There is no such claim, or no such format"},
    410: {"description": "Its article was withdrawn: `since` when, and `why`"},
}
