"""`/`: a question, its rows and the words they rest on; map, network and time by script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from app.deps import CurrentMateriel
from app.errors import problem_of
from app.listing.supplies import rows_at
from app.schemas.actors import show_partners
from app.schemas.supplies import Labelled, show_supplies
from app.schemas.wanted import SEVERAL, Wanted
from app.web.shell import Page, give_page
from app.web.told import told_rows
from app.wiring import Materiel
from graph.errors import InputError, InvalidField, UnknownName
from graph.network.filter import ALL_SUPPLIES, ANY_AID, Filter
from graph.network.rolling import Level

router = APIRouter(include_in_schema=False)

Asked = dict[str, str | list[str]]
"""What the address asks for, by the name of the filter."""

ENDS = ("supplier", "recipient", "actor")
SHOWN_ROWS = 100
SUGGESTED = 8
DESCRIPTION = (
    "A knowledge graph of who arms whom: who supplies whom, with what, since when, according to "
    "whom, and who denies it. Every row leads to the sentence it rests on."
)
ABOUT: Mapping[str, Any] = MappingProxyType(
    {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": "Materiel: who arms whom",
        "description": DESCRIPTION,
        "keywords": ["arms transfers", "military aid", "arms trade", "UNROCA", "SIPRI"],
        "isAccessibleForFree": True,
    }
)


@router.get("/", response_class=HTMLResponse)
def show_page(materiel: CurrentMateriel, request: Request) -> HTMLResponse:
    """Answer the question of the address, or show what could be asked.

    What only says how it is looked at is the script's; `actor` is either side.
    """
    asked = _asked(request)
    title, status = "Who arms whom", HTTPStatus.OK
    try:
        found = _answer(materiel, asked) if asked else _suggest(materiel)
        title = found.get("heading", title)
    except InputError as error:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        found = {"problem": problem_of(error), "closest": _closest(asked, error)}
    return give_page(
        Page(
            template="explore.html",
            title=title,
            description=DESCRIPTION,
            described=ABOUT,
            filling={"asked": asked, **found},
            status=status,
        ),
        materiel,
    )


def _asked(request: Request) -> Asked:
    """Take what is asked for; of a parameter that holds one value the last."""
    asked: Asked = {}
    for name in request.query_params:
        if name not in Wanted.model_fields:
            continue
        values = [value.strip() for value in request.query_params.getlist(name)]
        given = [value for value in values if value]
        if given:
            asked[name] = given if name in SEVERAL else given[-1]
    return asked


def _closest(asked: Asked, error: InputError) -> list[tuple[str, str]]:
    """Give names close to one that is unknown, each with the address that asks with it instead."""
    if not isinstance(error, UnknownName):
        return []
    found = []
    for match in error.matches:
        value = asked.get(error.field, "")
        several = [match if one == error.value else one for one in value]
        mended = several if isinstance(value, list) else match
        found.append((match, f"/?{urlencode({**asked, error.field: mended}, doseq=True)}"))
    return found


def _answer(materiel: Materiel, asked: Asked) -> dict[str, Any]:
    wanted = _wanted(asked)
    rows = materiel.network.supplies(wanted)
    return {
        "heading": _heading(wanted),
        "total": len(rows),
        "rows": show_supplies(rows[:SHOWN_ROWS], wanted),
        "query": urlencode(asked, doseq=True),
    }


def _wanted(asked: Asked) -> Filter:
    try:
        return Wanted.model_validate(asked).filter()
    except ValidationError as error:
        first = error.errors()[0]
        raise InvalidField(
            first["msg"],
            field=str(first["loc"][0]),
            value=str(first["input"]),
            remedy="Choose another in the form, or leave it out",
        ) from error


def _suggest(materiel: Materiel) -> dict[str, Any]:
    told = told_rows(materiel, ALL_SUPPLIES)
    pairs = rows_at(materiel, ALL_SUPPLIES, Level.PAIR).rows
    return {
        "suggestions": show_partners(pairs, suppliers=False)[:SUGGESTED],
        "strongest": told.rows,
        "pairs": told.total,
    }


def _heading(wanted: Filter) -> str:
    named = wanted.asked()
    supplier, recipient, actor = (_any_of(named.get(end, ())) for end in ENDS)
    munition = Labelled.munition(wanted.munition)
    what = f" with {munition.label}" if munition and munition.id != ANY_AID else ""
    if supplier:
        return f"Does {supplier} supply {recipient or 'anyone'}{what}?"
    if actor and not recipient:
        return f"{actor}: suppliers and recipients{what}"
    return f"Who supplies {recipient or 'anyone'}{what}?"


def _any_of(actors: str | Sequence[str]) -> str:
    """Name actors of which any counts: A, B or C."""
    named = (actors,) if isinstance(actors, str) else actors
    labels = [Labelled.actor(one).label for one in named]
    return " or ".join(part for part in (", ".join(labels[:-1]), *labels[-1:]) if part)
