"""`/`: a question, its rows and the words they rest on; map, network and time by script."""

from __future__ import annotations

from collections.abc import Mapping
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
from app.schemas.wanted import Wanted
from app.web.shell import Page, give_page
from app.web.told import told_rows
from app.wiring import Materiel
from graph.errors import InputError, InvalidField
from graph.ingest.resolve.names import find_actor
from graph.network.filter import ALL_SUPPLIES, Filter
from graph.network.rolling import Level

router = APIRouter(include_in_schema=False)

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
    given = {name: value.strip() for name, value in request.query_params.items()}
    names = {*Wanted.model_fields, "actor"}
    asked = {name: value for name, value in given.items() if name in names and value}
    title, status = "Who arms whom", HTTPStatus.OK
    try:
        found = _answer(materiel, asked) if asked else _suggest(materiel)
        title = found.get("heading", title)
    except InputError as error:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        found = {"problem": problem_of(error)}
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


def _answer(materiel: Materiel, asked: dict[str, str]) -> dict[str, Any]:
    wanted, actor = _wanted(asked)
    rows = materiel.network.supplies(wanted)
    if actor is not None:
        rows = tuple(row for row in rows if actor in (row.supplier, row.recipient))
    return {
        "heading": _heading(wanted, actor),
        "total": len(rows),
        "rows": show_supplies(rows[:SHOWN_ROWS], wanted),
        "query": urlencode({name: value for name, value in asked.items() if name != "actor"}),
    }


def _wanted(asked: Mapping[str, str]) -> tuple[Filter, str | None]:
    try:
        wanted = Wanted.model_validate(
            {name: value for name, value in asked.items() if name != "actor"}
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise InvalidField(
            first["msg"], field=str(first["loc"][0]), value=str(first["input"])
        ) from error
    actor = find_actor(asked["actor"], field="actor").id if asked.get("actor") else None
    return wanted.filter(), actor


def _suggest(materiel: Materiel) -> dict[str, Any]:
    told = told_rows(materiel, ALL_SUPPLIES)
    pairs = rows_at(materiel, ALL_SUPPLIES, Level.PAIR).rows
    return {
        "suggestions": show_partners(pairs, suppliers=False)[:SUGGESTED],
        "strongest": told.rows,
        "pairs": told.total,
    }


def _heading(wanted: Filter, actor: str | None) -> str:
    supplier = Labelled.actor(wanted.supplier).label if wanted.supplier else None
    recipient = Labelled.actor(wanted.recipient).label if wanted.recipient else None
    munition = Labelled.munition(wanted.munition)
    what = f" with {munition.label}" if munition else ""
    if supplier:
        return f"Does {supplier} supply {recipient or 'anyone'}{what}?"
    if actor and not recipient:
        return f"Whom does {Labelled.actor(actor).label} supply, and who supplies it{what}?"
    return f"Who supplies {recipient or 'anyone'}{what}?"
