"""Reading a text and keeping nothing of it."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends

from app.deps import AnyMateriel, IngestThreads, require_json
from app.routers.documented import REFUSED_BODY
from app.schemas.explained import ExplainAnswer
from app.schemas.readings import ReadingAnswer, ReadingIn
from app.wiring import Materiel

router = APIRouter(prefix="/v1/readings", tags=["articles"])


@router.post(
    "",
    summary="Read a text and keep nothing",
    dependencies=[Depends(require_json)],
    responses=REFUSED_BODY,
)
async def read_text(
    given: ReadingIn, materiel: AnyMateriel, threads: IngestThreads
) -> ReadingAnswer:
    """Show the claims that `POST /v1/articles` would keep of the same body, under the same ids.

    With `explain` it tells why, and what was found and dropped. Nothing of the text is kept, or
    logged. The text is plain: take it out of HTML first.
    """
    return await run_sync(_read, given, materiel, limiter=threads)


def _read(given: ReadingIn, materiel: Materiel) -> ReadingAnswer:
    article = given.article()
    kept = materiel.archive.find(article.id)
    if not given.explain:
        return ReadingAnswer.of_reading(article, materiel.pipeline.read(article), kept)
    explained = materiel.pipeline.explain(article)
    answer = ExplainAnswer.of(explained, materiel.reader.extractor)
    return ReadingAnswer.of_explained(answer, kept)
