"""What routes ask for: the parts of Materiel, brought up to date, and conditional requests.

What waits for nothing is a coroutine, so that no thread is taken for it.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from anyio import CapacityLimiter
from fastapi import Depends, Header, Request, Response
from starlette.exceptions import HTTPException

from app.wiring import Materiel
from graph.errors import UnsupportedMediaType


async def get_materiel(request: Request) -> Materiel:
    """Give the parts that this application was made with."""
    materiel: Materiel = request.app.state.materiel
    return materiel


AnyMateriel = Annotated[Materiel, Depends(get_materiel)]


async def get_ingest_threads(request: Request) -> CapacityLimiter:
    """Give the few threads that articles are read in, so that they never take those of answers."""
    threads: CapacityLimiter = request.app.state.ingest_threads
    return threads


IngestThreads = Annotated[CapacityLimiter, Depends(get_ingest_threads)]


def get_current(materiel: AnyMateriel) -> Materiel:
    """Let the network follow the archive first: another process may have written to it."""
    materiel.pipeline.catch_up_network()
    return materiel


CurrentMateriel = Annotated[Materiel, Depends(get_current)]


def etag_of(materiel: Materiel) -> str:
    """Name the state that an answer belongs to; weak, as it says nothing of the bytes."""
    return f'W/"{materiel.edition}-{materiel.network.sequence()}"'


async def check_etag(
    materiel: CurrentMateriel,
    response: Response,
    if_none_match: Annotated[str, Header(include_in_schema=False)] = "",
) -> None:
    """Answer 304 before any work when the client holds this state already."""
    etag = etag_of(materiel)
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept"}
    held = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    if "*" in held or etag.removeprefix("W/") in held:
        raise HTTPException(HTTPStatus.NOT_MODIFIED, headers=headers)
    response.headers.update(headers)


async def require_json(content_type: Annotated[str, Header(include_in_schema=False)] = "") -> None:
    """Raise UnsupportedMediaType unless the body says that it is JSON."""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type != "application/json" and not media_type.endswith("+json"):
        raise UnsupportedMediaType(
            f"The content type is {media_type!r}" if media_type else "There is no content type",
            field="Content-Type",
            value=media_type,
            remedy="Send JSON with Content-Type: application/json",
        )
