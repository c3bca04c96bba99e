"""`/ontology`: what the words of the data mean, as a page, as RDF and as the files themselves."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from http import HTTPStatus
from importlib import resources
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from jinja2 import Template
from pyoxigraph import Quad, RdfFormat, parse, serialize

from app.conditional import is_held
from app.deps import OpenRoute, choose_format
from app.negotiate import HTML
from app.routers.documented import NOT_FOUND, NOT_MODIFIED
from app.routers.vocabulary import read_vocabulary
from app.templates import load_template
from graph.errors import NotFound
from graph.quads.iris import Iris
from graph.quads.vocabulary import vocabulary_file
from graph.store.answers import TRIPLE_FORMATS
from ontology.terms import PREFIXES

router = APIRouter(tags=["rdf"], route_class=OpenRoute)

OFFERED = (*TRIPLE_FORMATS, HTML)
"""Turtle first, for programs that take anything; browsers ask for HTML by name."""

TURTLE, JSON_LD = "text/turtle", "application/ld+json"
FRESH_SECONDS = 3600
HEADERS = {"Cache-Control": f"public, max-age={FRESH_SECONDS}"}
IfNoneMatch = Annotated[str, Header(include_in_schema=False)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is answered, and the tag that names it."""

    body: bytes
    media_type: str
    etag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A document that the page links to."""

    name: str
    href: str
    media_type: str


FILES = {
    "aid.ttl": TURTLE,
    "munitions.ttl": TURTLE,
    "actors.ttl": TURTLE,
    "shapes.ttl": TURTLE,
    "context.jsonld": JSON_LD,
    "ontology.css": "text/css",
}
"""The files that are given, and their media types."""

RELATIVE = frozenset({"munitions.ttl", "actors.ttl"})
"""Files whose IRIs stand below the base of the service, not below their own address."""


@router.get(
    "/ontology",
    summary="Read the ontology",
    responses={
        200: {"content": {each.media_type: {} for each in OFFERED}},
        406: {"description": "There is no such format of it"},
        **NOT_MODIFIED,
    },
    response_class=Response,
)
async def show_ontology(
    request: Request,
    if_none_match: IfNoneMatch = "",
    wanted: Annotated[str | None, Query(alias="format", description="Stands above Accept")] = None,
) -> Response:
    """Give the ontology as a page, Turtle, N-Triples, JSON-LD or RDF/XML, by Accept or `format`."""
    chosen = choose_format(request, wanted, OFFERED)
    content = _document(chosen.name, request.app.state.settings.base_iri)
    return _give(content, if_none_match, {"Vary": "Accept", "Link": _LINKS})


@router.get(
    "/ontology/{name}",
    summary="Get a file of the ontology",
    responses={**NOT_FOUND, **NOT_MODIFIED},
    response_class=Response,
)
async def give_file(name: str, request: Request, if_none_match: IfNoneMatch = "") -> Response:
    """Give `aid.ttl`, `munitions.ttl`, `actors.ttl`, `shapes.ttl` or `context.jsonld`."""
    if name not in FILES:
        raise NotFound("file of the ontology", name)
    return _give(_file(name, request.app.state.settings.base_iri), if_none_match, {})


def _give(content: Content, held: str, headers: dict[str, str]) -> Response:
    told = {**HEADERS, **headers, "ETag": content.etag}
    if is_held(content.etag, held):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=told)
    return Response(content.body, media_type=content.media_type, headers=told)


@functools.cache
def _file(name: str, base: str) -> Content:
    folder = "app.routers" if name.endswith(".css") else "ontology"
    body = resources.files(folder).joinpath(name).read_bytes()
    if name in RELATIVE:
        body = f"@base <{base}> .\n".encode() + body
    return _content(body, FILES[name])


@functools.cache
def _document(name: str, base: str) -> Content:
    if name == HTML.name:
        return _content(_page(base).encode(), HTML.media_type)
    if name == "turtle":
        return _file("aid.ttl", base)
    chosen = next(each for each in TRIPLE_FORMATS if each.name == name)
    written = RdfFormat.from_media_type(chosen.media_type)
    triples = (quad.triple for quad in _quads("aid", base))
    body = serialize(triples, format=written, prefixes=PREFIXES)
    return _content(body or b"", chosen.media_type)


def _content(body: bytes, media_type: str) -> Content:
    # Weak: on its way the answer may be compressed.
    return Content(
        body=body, media_type=media_type, etag=f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
    )


def _page(base: str) -> str:
    vocabulary = read_vocabulary(_quads("aid", base), _quads("munitions", base), Iris(base=base))
    shown: dict[str, Any] = {
        name: getattr(vocabulary, name) for name in type(vocabulary).__dataclass_fields__
    }
    return _template().render(documents=_DOCUMENTS, files=_FILES, **shown)


def _quads(name: str, base: str) -> list[Quad]:
    return list(parse(vocabulary_file(name), format=RdfFormat.TURTLE, base_iri=base))


_NAMES = {"turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD", "rdfxml": "RDF/XML"}
_DOCUMENTS = tuple(
    Address(
        name=_NAMES[each.name],
        href=f"/ontology?format={each.name}",
        media_type=each.media_type,
    )
    for each in TRIPLE_FORMATS
)
_FILES = tuple(
    Address(name=name, href=f"/ontology/{name}", media_type=media_type)
    for name, media_type in FILES.items()
    if name not in {"aid.ttl", "ontology.css"}
)
_LINKS = ", ".join(
    f'<{each.href}>; rel="alternate"; type="{each.media_type}"' for each in _DOCUMENTS
)


@functools.cache
def _template() -> Template:
    return load_template("app.routers", "ontology.html")
