"""Every IRI that we mint answers: 303 to a document about the thing, or the document itself."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse
from pyoxigraph import RdfFormat, serialize
from starlette.exceptions import HTTPException

from app.deps import READING, AnyMateriel, OpenRoute, choose_format, tell_methods
from app.negotiate import HTML
from app.stores import build_iris
from app.things import documented
from app.things.addresses import Address, document_of, read_address, root_of
from app.things.dataset import WELL_KNOWN, describe_dataset
from app.things.gone import Gone
from app.things.page import render
from app.things.signposts import signposts
from app.wiring import Materiel, require_store
from graph.errors import InvalidField, NotFound
from graph.store.answers import TRIPLE_FORMATS, AnswerFormat
from graph.store.describe import Description
from graph.store.formats import FORMATS, ExportFormat
from ontology.terms import PREFIXES

POINTING = 100
"""How much of what points to a thing its page shows."""
GRAPH_FORMATS = tuple(
    AnswerFormat(name=each.value, media_type=facts.media_type, aliases=(facts.extension,))
    for each, facts in sorted(FORMATS.items(), key=lambda one: one[1].has_graphs)
)
"""What a graph can be had in; formats of triples first."""

UNION_FORMATS = tuple(
    each
    for each in GRAPH_FORMATS
    if not FORMATS[ExportFormat(each.name)].has_graphs or each.name == ExportFormat.JSONLD
)
"""What the union of all graphs can be had in: what has no names of graphs, or need not have."""


def make_router(base: str) -> APIRouter:
    """Make the routes of the things below a base IRI."""
    router = APIRouter(tags=["rdf"], route_class=OpenRoute)
    root, gone = root_of(base), Gone()

    @router.get(
        root + "{name:path}",
        summary="Look up a thing by its IRI",
        responses=documented.of_thing(GRAPH_FORMATS),
    )
    def look_up(name: str, request: Request, materiel: AnyMateriel) -> Response:
        """Lead to a document about a thing (303), or give the document or graph itself."""
        raw: bytes = request.scope.get("raw_path", b"") or name.encode()
        path = raw.decode("utf-8", "surrogateescape").partition("?")[0]
        return _look_up(read_address(path.removeprefix(root)), request, materiel, gone)

    @router.get(
        "/rdf-graph-store", summary="Read a graph", responses=documented.of_graph(GRAPH_FORMATS)
    )
    def read_graph(
        request: Request,
        materiel: AnyMateriel,
        graph: Annotated[str | None, Query(description="IRI of the graph")] = None,
        default: Annotated[str | None, Query(description="The union of all graphs")] = None,
    ) -> Response:
        """Give one graph, or the union of all (SPARQL 1.1 Graph Store Protocol, reading only)."""
        return _read_graph(graph, default, request, materiel, gone)

    @router.get(
        WELL_KNOWN, summary="Describe the data (VoID, DCAT)", responses=documented.DESCRIPTION
    )
    def describe_data(request: Request, materiel: AnyMateriel) -> Response:
        """Tell what is here, how much of it, and where to get it."""
        chosen = choose_format(request, None, TRIPLE_FORMATS)
        materiel.pipeline.catch_up()
        address = str(request.url.replace(query="", fragment=""))
        body = describe_dataset(materiel, address, chosen)
        return Response(body, media_type=chosen.media_type, headers=_VARY)

    for path in (root + "{name:path}", "/rdf-graph-store", WELL_KNOWN):
        router.add_api_route(path, _tell_options, methods=["OPTIONS"], include_in_schema=False)
    return router


async def _tell_options() -> Response:
    return tell_methods(READING)


def _look_up(address: Address, request: Request, materiel: Materiel, gone: Gone) -> Response:
    base = materiel.settings.base_iri
    if address.is_graph and address.document is None:
        return _give_graph(address.iri(base), request, materiel, gone)
    store = require_store(materiel)
    materiel.pipeline.catch_up()
    if address.claim_published is not None:
        return _lead_to_nanopub(address, address.claim_published, materiel, gone)
    # A page shows what points to a thing; to programs, that is other things' to tell.
    found = store.describe(address.iri(base), POINTING if address.document == HTML else 0)
    if found is None:
        raise gone.missing(address.name, materiel)
    headers = {**_VARY, "Link": signposts(found)}
    if address.document is not None:
        return _give(found, address.document, base, headers)
    chosen = choose_format(request, None, (*TRIPLE_FORMATS, HTML))
    location = document_of(found.node.value, chosen)
    return RedirectResponse(location, status_code=HTTPStatus.SEE_OTHER, headers=headers)


def _lead_to_nanopub(address: Address, claim_id: str, materiel: Materiel, gone: Gone) -> Response:
    """Lead to the file of a nanopublication: its graphs are made of a claim, not kept."""
    claim = build_iris(materiel.settings).claim(claim_id)
    if require_store(materiel).describe(claim.value, 0) is None:
        raise gone.missing(address.name, materiel)
    headers = {"Link": f'<{address.iri(materiel.settings.base_iri)}>; rel="cite-as"'}
    location = f"/export/nanopubs/{quote(claim_id, safe='')}.trig"
    return RedirectResponse(location, status_code=HTTPStatus.SEE_OTHER, headers=headers)


def _give(found: Description, chosen: AnswerFormat, base: str, headers: dict[str, str]) -> Response:
    if chosen == HTML:
        return HTMLResponse(render(found, base, POINTING), headers=headers)
    triples = dict.fromkeys(quad.triple for quad in (*found.told, *found.pointing))
    body = serialize(triples, format=_rdf(chosen), prefixes=PREFIXES)
    return Response(body, media_type=chosen.media_type, headers=headers)


def _rdf(chosen: AnswerFormat) -> RdfFormat:
    form = RdfFormat.from_media_type(chosen.media_type)
    if form is None:
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"{chosen.media_type} is not written here")
    return form


def _read_graph(
    graph: str | None, default: str | None, request: Request, materiel: Materiel, gone: Gone
) -> Response:
    if (graph is None) == (default is None):
        raise InvalidField(
            "Either a graph or the default graph is meant",
            field="graph",
            value=graph or "",
            remedy="Send graph=IRI, or default without a value",
        )
    if graph is not None:
        return _give_graph(graph, request, materiel, gone)
    store = require_store(materiel)
    materiel.pipeline.catch_up()
    chosen = choose_format(request, None, UNION_FORMATS)
    pieces = store.dump(_export(chosen), is_union=True)
    return StreamingResponse(pieces, media_type=chosen.media_type, headers=_VARY)


def _give_graph(iri: str, request: Request, materiel: Materiel, gone: Gone) -> Response:
    store = require_store(materiel)
    materiel.pipeline.catch_up()
    chosen = choose_format(request, None, GRAPH_FORMATS)
    try:
        pieces = store.dump_graph(iri, _export(chosen))
    except ValueError as error:  # what is no IRI names no graph
        raise NotFound("graph", iri) from error
    if pieces is None:
        base = materiel.settings.base_iri
        is_ours = iri.startswith(base + "graph/")
        raise gone.missing(iri.removeprefix(base), materiel) if is_ours else NotFound("graph", iri)
    return StreamingResponse(pieces, media_type=chosen.media_type, headers=_VARY)


_VARY = {"Vary": "Accept"}


def _export(chosen: AnswerFormat) -> ExportFormat:
    return ExportFormat(chosen.name)
