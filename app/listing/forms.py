"""The forms of a list, and which of them a client gets."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from fastapi import Path, Request

from app.negotiate import named, negotiate
from graph.errors import InvalidField
from graph.store.answers import AnswerFormat

SUFFIX = "form"
"""Name of the part of an address that asks for a form: `/v1/claims.{form}`."""


class Form(StrEnum):
    """How a list is written."""

    JSON = "json"
    CSV = "csv"
    NDJSON = "ndjson"


FORMATS = (
    AnswerFormat(name=Form.JSON, media_type="application/json"),
    AnswerFormat(name=Form.CSV, media_type="text/csv"),
    AnswerFormat(
        name=Form.NDJSON,
        media_type="application/x-ndjson",
        aliases=("application/ndjson", "application/jsonl"),
    ),
)
"""The first is what a client gets that has no wish, or none that can be met."""

MEDIA_TYPES = {Form(each.name): each.media_type for each in FORMATS}


async def take_suffix(
    form: Annotated[Literal["json", "csv", "ndjson"], Path(description="The form of the list")],
) -> None:
    """Check the ending of an address."""


def form_of(request: Request, wanted: str | None) -> Form:
    """Tell the form: by the ending of the address, else a parameter, else the Accept header.

    Raises InvalidField when ending and parameter say different things.
    """
    suffix: str | None = request.path_params.get(SUFFIX)
    if suffix and wanted and suffix != wanted:
        raise InvalidField(
            f"The address ends in .{suffix}, but format is {wanted}",
            field="format",
            value=wanted,
            remedy="Leave one of them out",
        )
    asked = suffix or wanted
    if asked:
        chosen = named(asked, FORMATS)
    else:
        accept = request.headers.get("accept", "")
        chosen = negotiate(accept, FORMATS) if accept not in ("", "*/*") else FORMATS[0]
    return Form(chosen.name) if chosen else Form.JSON
