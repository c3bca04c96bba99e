"""`/read`: a text is read and its claims shown; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.deps import ArticleThreads, CurrentMateriel
from app.errors import kind_of, problem_of
from app.schemas.explained import ExplainAnswer
from app.schemas.readings import ReadingAnswer, ReadingIn
from app.web.shell import Page, give_page
from app.wiring import Materiel
from graph.claims.article import Article
from graph.errors import InputError, InvalidField

router = APIRouter(include_in_schema=False)

FIELDS = ("text", "title", "publisher", "published", "url")
MOST_FIELDS = 20
"""More than the form has: a body of millions of them would take long to take apart."""
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
    request: Request, materiel: CurrentMateriel, threads: ArticleThreads
) -> HTMLResponse:
    """Read what was sent by the form, for who has no script."""
    given: Mapping[str, str] = {}
    status = HTTPStatus.OK
    try:
        given = await run_sync(_taken, await request.body())
        article = await run_sync(_article, given)
        told = await run_sync(_read, article, materiel, limiter=threads(article))
        found: dict[str, Any] = {"told": told}
    except InputError as error:
        status = HTTPStatus(kind_of(error).status)
        found = {"problem": problem_of(error)}
    return await run_sync(give_page, _page(given, found, status), materiel)


def _taken(body: bytes) -> dict[str, str]:
    """Take the fields of the form out of a body; raises InvalidField for more than any form has."""
    try:
        sent = dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS))
    except ValueError:
        raise InvalidField(
            f"The form has more than {MOST_FIELDS} fields",
            field="body",
            remedy=f"Send these alone: {', '.join(FIELDS)}",
        ) from None
    return {name: sent[name] for name in FIELDS if sent.get(name, "").strip()}


def _article(given: Mapping[str, str]) -> Article:
    return ReadingIn.model_validate({"text": "", **given}).article()


def _read(article: Article, materiel: Materiel) -> ReadingAnswer:
    explained = materiel.pipeline.explain(article)
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
