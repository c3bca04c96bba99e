"""What the OpenAPI description says of the files to take away."""

from __future__ import annotations

from typing import Any

from app.exports.content import Content
from app.exports.forms import FORMS
from app.exports.packing import MEDIA_TYPE

Responses = dict[int | str, dict[str, Any]]

_TEXT = {"schema": {"type": "string"}}
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_UNCHANGED: Responses = {304: {"description": "Nothing changed since that ETag, or that time"}}


def _responses(*contents: Content, is_packed: bool = True) -> Responses:
    types = dict.fromkeys(form.media_type for each in contents for form in FORMS[each].values())
    packed = {MEDIA_TYPE: _BINARY} if is_packed else {}
    described = {"description": "The file", "content": {**dict.fromkeys(types, _TEXT), **packed}}
    return {200: described, **_UNCHANGED}


DUMPS = _responses(Content.DUMP, is_packed=False)
FILE: Responses = {
    **_responses(*Content),
    404: {"description": "There is no such file; `remedy` lists those that there are"},
    422: {"description": "The file cannot be had since a state"},
}
CLAIM_FILE: Responses = {
    **_responses(Content.NANOPUBS),
    404: {"description": "There is no such claim, or no such format"},
    410: {"description": "Its article was withdrawn: `since` when, and `why`"},
}
