"""One question through one client: how each of them is asked, and its answer read.

A method is `GET`, `POST form` (the query as a field) or `POST query` (the query as the body).
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import tempfile
import urllib.request
from importlib import metadata
from pathlib import Path
from typing import Any
from xml.dom.minidom import Document

import pyoxigraph
import rdflib
from pyoxigraph import QueryResultsFormat
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result
from SPARQLWrapper import POST, POSTDIRECTLY, URLENCODED, SPARQLWrapper

from bench.answering import (
    Answer,
    bare,
    plain,
    read_direct,
    read_json,
    read_rdflib,
    rows_of,
    triples_of,
)

TABLES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
TRIPLES = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
MEDIA_TYPES = {**TABLES, **TRIPLES}
_OF_RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "jsonld": "json-ld",
    "rdfxml": "xml",
    "n3": "n3",
}
_OF_WRAPPER = {"jsonld": "json-ld", "rdfxml": "rdf+xml"}
_SECONDS = 60


def by_curl(endpoint: str, query: str, method: str, wanted: str) -> Answer:
    """Ask with curl."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "query.rq"
        file.write_text(query, encoding="utf-8")
        sent = {
            "GET": ("--get", "--data-urlencode", f"query@{file}"),
            "POST form": ("--data-urlencode", f"query@{file}"),
            "POST query": (
                *("--header", "Content-Type: application/sparql-query"),
                *("--data-binary", f"@{file}"),
            ),
        }[method]
        command = ("curl", "--silent", "--show-error", "--fail", "--compressed", *sent)
        accept = ("--header", f"Accept: {MEDIA_TYPES[wanted]}", endpoint)
        return read_bytes(_run(*command, *accept), wanted)


def by_wrapper(endpoint: str, query: str, method: str, wanted: str) -> Answer:
    """Ask with SPARQLWrapper, as its own parser gives it."""
    client = SPARQLWrapper(endpoint)
    client.setTimeout(_SECONDS)
    if method != "GET":
        client.setMethod(POST)
        client.setRequestMethod(POSTDIRECTLY if method == "POST query" else URLENCODED)
    client.setReturnFormat(_OF_WRAPPER.get(wanted, wanted))
    client.setQuery(query)
    answer = client.query()
    try:
        read: Any = answer.convert()
    finally:
        answer.response.close()
    if isinstance(read, rdflib.Graph):
        return triples_of(read)
    if isinstance(read, Document):
        return read_bytes(read.toxml().encode(), "xml")
    return read_json(read) if wanted == "json" else read_bytes(read, wanted)


def by_rdflib(endpoint: str, query: str, method: str, wanted: str) -> Answer:
    """Ask with rdflib's SPARQLStore, which asks for triples in a format of its own choice."""
    spoken = {"GET": "GET", "POST form": "POST_FORM", "POST query": "POST"}[method]
    form = wanted if wanted in TABLES else "xml"
    store = SPARQLStore(endpoint, method=spoken, returnFormat=form)
    found = read_rdflib(rdflib.Graph(store=store).query(query))
    return plain(found) if form == "csv" and not isinstance(found, bool | frozenset) else found


def by_comunica(program: Path, endpoint: str, query: str, wanted: str) -> Answer:
    """Ask with the command of Comunica, which plans a query and chooses the method itself."""
    form = "application/n-triples" if wanted in TRIPLES else TABLES[wanted]
    source = ("node", str(program), f"sparql@{endpoint}", "--query", query)
    answer = _run(*source, "--outputType", form, "--logLevel", "error")
    return read_bytes(answer, wanted)


def fetch(address: str) -> bytes:
    """Get what is at an address, whole."""
    with urllib.request.urlopen(address, timeout=_SECONDS) as answer:
        body: bytes = answer.read()
    return body


def versions(comunica: Path | None) -> dict[str, str]:
    """Tell the versions of the clients."""
    found = {
        "curl": _run("curl", "--version").decode().split()[1],
        "SPARQLWrapper": metadata.version("sparqlwrapper"),
        "rdflib": metadata.version("rdflib"),
    }
    if comunica is not None:
        package = comunica / "node_modules" / "@comunica" / "query-sparql" / "package.json"
        found["Comunica"] = json.loads(package.read_text(encoding="utf-8"))["version"]
    return found


def read_bytes(body: bytes, wanted: str) -> Answer:
    """Read an answer that a client hands on as it came."""
    if wanted in _OF_RDFLIB:
        return triples_of(rdflib.Graph().parse(data=body, format=_OF_RDFLIB[wanted]))
    if wanted == "json":
        return read_json(json.loads(body))
    if wanted == "csv":
        names, *lines = csv.reader(io.StringIO(body.decode(), newline=""))
        cells = (dict(zip(names, map(bare, line), strict=True)) for line in lines)
        return rows_of(names, cells)
    if wanted == "tsv":
        return read_direct(pyoxigraph.parse_query_results(body, format=QueryResultsFormat.TSV))
    return read_rdflib(Result.parse(io.BytesIO(body), content_type=MEDIA_TYPES[wanted]))


def _run(*command: str) -> bytes:
    return subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS).stdout
