"""`/export/{content}.{ending}`: files to take away, streamed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from zlib import crc32

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import StreamingResponse

from app.deps import CORS, CurrentMateriel
from app.exports.contents import FORMS, Content, Taken, form_of
from app.settings import VERSION
from app.wiring import build_iris
from graph.errors import InvalidField, NotFound

router = APIRouter(tags=["rdf"])


@router.get("/export/{name}.{ending}", summary="Take everything, the claims or the relationships")
def export_file(
    name: str,
    ending: str,
    request: Request,
    materiel: CurrentMateriel,
    since: Annotated[
        int, Query(ge=0, description="State (sequence) after which changes are wanted")
    ] = 0,
    if_none_match: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """Stream a file: `dump`, `claims` or `relationships`, in the format that its ending names.

    With `since` come the claims that became known after that state, and articles withdrawn since.
    """
    content = _content(name)
    form = form_of(content, ending)
    if form is None:
        raise NotFound("export", f"{name}.{ending}; there are {', '.join(FORMS[content])}")
    if since and not form.has_delta:
        raise InvalidField(
            f"{name}.{ending} cannot be had since a state",
            field="since",
            value=str(since),
            remedy="Leave it out, or take claims.ndjson",
        )
    sequence = materiel.network.sequence()
    asked = crc32(f"{request.url.path}?{since}".encode())
    etag = f'W/"{VERSION}-{sequence}-{asked:08x}"'
    headers = {**CORS, "ETag": etag, "Cache-Control": "no-cache"}
    headers["Materiel-Sequence"] = str(sequence)
    if etag in {tag.strip() for tag in if_none_match.split(",")}:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    taken = Taken(
        archive=materiel.archive,
        network=materiel.network,
        iris=build_iris(materiel.settings),
        sequence=sequence,
        since=since,
    )
    headers["Content-Disposition"] = f'attachment; filename="materiel-{name}.{ending}"'
    return StreamingResponse(form.write(taken), media_type=form.media_type, headers=headers)


def _content(name: str) -> Content:
    try:
        return Content(name)
    except ValueError:
        listed = ", ".join(each.value for each in Content)
        raise NotFound("export", f"{name}; there are {listed}") from None
