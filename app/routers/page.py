"""The page: a question, its rows and the words they rest on; no script, nothing from elsewhere."""

from __future__ import annotations

import functools
from http import HTTPStatus
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse
from jinja2 import Template

from app.deps import CurrentMateriel
from app.errors import problem_of
from app.schemas.actors import show_partners
from app.schemas.supplies import Labelled, show_supplies
from app.schemas.tables import tell_time
from app.schemas.wanted import Wanted
from app.templates import load_template
from app.wiring import Materiel
from graph.errors import InputError
from graph.network.filter import Filter
from ontology.terms import MA

router = APIRouter(include_in_schema=False)

SHOWN_ROWS = 100
SUGGESTED = 8
EXAMPLE_QUERY = f"SELECT ?supplier ?recipient {{ ?supplier {MA.SUPPLIES} ?recipient }} LIMIT 20"


@router.get("/", response_class=HTMLResponse)
def show_page(
    materiel: CurrentMateriel, recipient: str = "", supplier: str = "", munition: str = ""
) -> HTMLResponse:
    """Answer the question of the form, or show what could be asked."""
    given = {"recipient": recipient, "supplier": supplier, "munition": munition}
    asked = {name: value.strip() for name, value in given.items() if value.strip()}
    status = HTTPStatus.OK
    try:
        found = _answer(materiel, asked) if asked else _suggest(materiel)
    except InputError as error:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        found = {"problem": problem_of(error)}
    counts = materiel.archive.counts()
    content = _template().render(
        asked=asked,
        articles=counts.articles,
        claims=counts.claims,
        sequence=materiel.network.sequence(),
        sparql=EXAMPLE_QUERY,
        **found,
    )
    return HTMLResponse(content, status_code=status)


@router.get("/page.css")
async def show_style() -> Response:
    """Give the style of the page."""
    return Response(_style(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


def _answer(materiel: Materiel, asked: dict[str, str]) -> dict[str, Any]:
    wanted = Wanted.model_validate(asked).filter()
    rows = materiel.network.supplies(wanted)
    return {
        "heading": _heading(wanted),
        "total": len(rows),
        "rows": show_supplies(rows[:SHOWN_ROWS], wanted),
        "query": urlencode(asked),
    }


def _suggest(materiel: Materiel) -> dict[str, Any]:
    partners = show_partners(materiel.network.supplies(), suppliers=False)
    return {"suggestions": partners[:SUGGESTED]}


def _heading(wanted: Filter) -> str:
    supplier = Labelled.actor(wanted.supplier).label if wanted.supplier else None
    recipient = Labelled.actor(wanted.recipient).label if wanted.recipient else None
    munition = Labelled.munition(wanted.munition)
    what = f" with {munition.label}" if munition else ""
    if supplier:
        return f"Does {supplier} supply {recipient or 'anyone'}{what}?"
    return f"Who supplies {recipient or 'anyone'}{what}?"


@functools.cache
def _template() -> Template:
    return load_template("app.routers", "page.html", tell_time=tell_time)


@functools.cache
def _style() -> bytes:
    return resources.files("app.routers").joinpath("page.css").read_bytes()
