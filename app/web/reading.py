"""`/read`: a text is read and its claims shown; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.deps import CurrentMateriel, IngestThreads
from app.errors import kind_of, problem_of
from app.schemas.explained import ExplainAnswer
from app.schemas.readings import ReadingAnswer, ReadingIn
from app.web.shell import Page, give_page
from app.wiring import Materiel
from graph.errors import InputError

router = APIRouter(include_in_schema=False)

FIELDS = ("text", "title", "publisher", "published", "url")
DESCRIPTION = (
    "Paste a news article: every sentence that says who arms whom is marked, with what was taken "
    "from it and why. Nothing is kept."
)


@router.get("/read", response_class=HTMLResponse)
def show_sheet(materiel: CurrentMateriel) -> HTMLResponse:
    """Show an empty sheet; the script makes more of it."""
    return give_page(_page({}, {}), materiel)


@router.post("/read", response_class=HTMLResponse)
async def read_form(
    request: Request, materiel: CurrentMateriel, threads: IngestThreads
) -> HTMLResponse:
    """Read what was sent by the form, for who has no script."""
    sent = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
    given = {name: sent[name] for name in FIELDS if sent.get(name, "").strip()}
    status = HTTPStatus.OK
    try:
        asked = ReadingIn.model_validate({"text": "", **given})
        found: dict[str, Any] = {"told": await run_sync(_read, asked, materiel, limiter=threads)}
    except InputError as error:
        status = HTTPStatus(kind_of(error).status)
        found = {"problem": problem_of(error)}
    return await run_sync(give_page, _page(given, found, status), materiel)


def _read(given: ReadingIn, materiel: Materiel) -> ReadingAnswer:
    explained = materiel.pipeline.explain(given.article())
    return ReadingAnswer.of_explained(ExplainAnswer.of(explained, materiel.reader.extractor), None)


def _page(
    given: Mapping[str, str], found: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK
) -> Page:
    return Page(
        template="reading.html",
        title="Read an article",
        description=DESCRIPTION,
        described={
            "@context": "https://schema.org",
            "@type": "WebApplication",
            "name": "Materiel: read an article",
            "description": DESCRIPTION,
            "applicationCategory": "ReferenceApplication",
            "isAccessibleForFree": True,
        },
        filling={"given": given, **found},
        status=status,
    )
