"""`/export/…`: files to take away, streamed."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated
from zlib import crc32

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from app.conditional import takes_packed
from app.deps import READING, AnyMateriel, CurrentMateriel, OpenRoute, tell_methods
from app.exports.content import Content
from app.exports.documented import CLAIM_FILE, DUMPS, FILE, RELATIONSHIPS_FILE
from app.exports.files import File, find_file
from app.exports.nanopub import find_nanopub
from app.exports.packing import MEDIA_TYPE, packed
from app.exports.taken import Taken, take
from app.exports.version import Version
from app.exports.wanted import RelationshipsWanted, refuse_filters
from app.settings import VERSION
from graph.errors import InvalidField
from graph.store.formats import FORMATS, ExportFormat

router = APIRouter(tags=["rdf"], route_class=OpenRoute)


@router.get("/export", summary="Take everything as RDF", responses=DUMPS)
def export_dump(
    request: Request,
    materiel: AnyMateriel,
    export_format: Annotated[
        ExportFormat, Query(alias="format", description="The file format")
    ] = ExportFormat.NQUADS,
) -> Response:
    """Stream every claim with its provenance, and the vocabulary. Texts are not in it.

    An older address of the file `/export/dump.…`.
    """
    file = find_file(f"{Content.DUMP}.{FORMATS[export_format].extension}")
    return _give(file, request, take(materiel))


@router.get(
    "/export/relationships.{ending}",
    summary="Take the relationships as a file",
    responses=RELATIONSHIPS_FILE,
)
def export_relationships(
    ending: Annotated[
        str, Path(description="Of the format", examples=["gexf", "graphml", "edges.csv"])
    ],
    wanted: Annotated[RelationshipsWanted, Query()],
    request: Request,
    materiel: AnyMateriel,
) -> Response:
    """Stream who supplies whom: for network tools, as tables, or as RDF.

    The filters are those of `/v1/supplies`, for all but RDF. `graphml`, `gexf` and `cyjs` draw
    actors as nodes, `nodes.csv`, `edges.csv`, `parquet` and `nodes.parquet` are the same as tables,
    `csv` and `ndjson` the rows of `/v1/supplies`. One more ending, `.gz`, packs the file.
    """
    file = find_file(f"{Content.RELATIONSHIPS}.{ending}")
    if not file.form.has_filters:
        refuse_filters(wanted, file.name)
    return _give(file, request, take(materiel, wanted=wanted.filter(), level=wanted.by))


@router.get("/export/{name}", summary="Take everything, or a part, as a file", responses=FILE)
def export_file(
    name: Annotated[str, Path(description="Content and ending", examples=["claims.csv"])],
    request: Request,
    materiel: AnyMateriel,
    since: Annotated[
        int, Query(ge=0, description="State (sequence) after which changes are wanted")
    ] = 0,
) -> Response:
    """Stream `dump`, `claims` or `nanopubs` in the format that the ending names.

    One more ending, `.gz`, packs the file. With `since` come the claims that became known after
    that state, and articles withdrawn since.
    """
    file = find_file(name)
    if since and not file.form.has_delta:
        raise InvalidField(
            f"{name} cannot be had since a state",
            field="since",
            value=str(since),
            remedy="Leave it out, or take claims.ndjson",
        )
    return _give(file, request, take(materiel, since=since))


@router.get("/export/nanopubs/{name}", summary="Take a claim as a file", responses=CLAIM_FILE)
def export_nanopub(
    name: Annotated[str, Path(description="Id of a claim and ending: `.trig`, `.nq`, `.jsonld`")],
    request: Request,
    materiel: CurrentMateriel,
) -> Response:
    """Give one claim as a nanopublication: what it tells, why it is told, who wrote it down."""
    return _give(find_nanopub(name, materiel), request, take(materiel))


@router.options("/export", include_in_schema=False)
@router.options("/export/{name:path}", include_in_schema=False)
async def tell_options() -> Response:
    """Let pages of other origins ask."""
    return tell_methods(READING)


def _give(file: File, request: Request, taken: Taken) -> Response:
    """Give a file, or say that the client holds it as it is."""
    version = _version(file, taken)
    headers = {
        **version.headers(datetime.now(UTC)),
        "Cache-Control": "no-cache",
        "Materiel-Sequence": str(taken.sequence),
        "Vary": "Accept-Encoding",
    }
    if version.is_held(request.headers):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="materiel-{file.name}"'
    parts, media_type = file.form.write(taken), file.form.media_type
    if file.is_packed:
        parts, media_type = packed(parts), MEDIA_TYPE
    elif takes_packed(request.headers.get("accept-encoding", "")):
        parts, headers["Content-Encoding"] = packed(parts), "gzip"
    return StreamingResponse(parts, media_type=media_type, headers=headers)


def _version(file: File, taken: Taken) -> Version:
    """Tell the version of a file; the tag is weak, as it says nothing of the bytes."""
    part = f"{taken.since} {taken.wanted} {taken.level}"
    asked = crc32(f"{file.name}?{part} {taken.iris.base}".encode())
    return Version(
        etag=f'W/"{VERSION}-{taken.sequence}-{asked:08x}"',
        changed_at=taken.materiel.archive.changed_at(taken.sequence),
    )
