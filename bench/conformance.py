"""Replay the W3C's SPARQL 1.1 tests against `/sparql`.

    python -m bench.conformance FOLDER

FOLDER is `sparql/sparql11` of a copy of the W3C's rdf-tests. Protocol tests are the requests of
their manifest, those of queries; evaluation tests are asked of the endpoint and of pyoxigraph
itself, over the same data, and both answers are compared with each other and with the expected.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit

import pyoxigraph
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from app.edition import Edition
from app.lazy_reader import LazyReader
from app.main import create_app
from app.settings import Settings
from app.wiring import Materiel, open_reader
from graph.archive.archive import Archive
from graph.network.network import Network
from graph.pipeline import Pipeline
from graph.store.protocol import Store
from graph.store.readers import Readers

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
RDFS_LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
JSON = "application/sparql-results+json"
_XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = {_XSD + name for name in ("integer", "decimal", "float", "double")}
FORMATS = {"boolean": {JSON}, "tabular": {JSON}, "RDF": {"text/turtle"}}


class Loaded:
    """A store of test data, as the readers want one."""

    def __init__(self, folder: Path) -> None:
        self.opened = pyoxigraph.Store(folder / "store")
        self.base = "http://example.org/"
        self.scratch = folder / "snapshots"
        self._revision = 0

    def load(self, default: list[str], named: list[str]) -> None:
        """Hold these files instead: those of the default graph and, by name, those of others."""
        self.opened.clear()
        for iri in default:
            self.opened.load(path=path_of(iri), format=form_of(iri), base_iri=iri)
        for iri in named:
            self.opened.load(
                path=path_of(iri), format=form_of(iri), base_iri=iri, to_graph=NamedNode(iri)
            )
        self._revision += 1

    def revision(self) -> int:
        """Tell how often it was loaded."""
        return self._revision

    def sequence(self) -> int:
        """Tell how far it has followed the archive, which is empty."""
        return 0

    def snapshot(self, folder: Path) -> int:
        """Copy it."""
        self.opened.backup(folder)
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """The service under test, and the store that it answers from."""

    client: TestClient
    store: Loaded


@contextmanager
def serving() -> Iterator[Endpoint]:
    """Serve a store of test data."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        store, settings, network = Loaded(folder), Settings(data=folder / "data"), Network()
        reader = LazyReader(open_reader)
        with Archive.open(settings.data) as archive, closing(readers_of(store)) as readers:
            materiel = Materiel(
                settings=settings,
                archive=archive,
                store=cast("Store", store),
                readers=readers,
                network=network,
                reader=reader,
                edition=Edition(archive, settings),
                pipeline=Pipeline(archive=archive, store=None, network=network, reader=reader),
            )
            with TestClient(create_app(materiel=materiel)) as client:
                yield Endpoint(client=client, store=store)


def readers_of(store: Loaded) -> Readers:
    """Start readers over the test data."""
    return Readers(cast("Store", store))


def path_of(iri: str) -> Path:
    """Give the file that a file IRI names."""
    return Path(unquote(urlsplit(iri).path))


def form_of(iri: str) -> RdfFormat:
    """Tell the format of a file of triples."""
    form = RdfFormat.from_extension(iri.rpartition(".")[2])
    return form or RdfFormat.TURTLE


def manifest_of(file: Path) -> tuple[Graph, list[Node]]:
    """Read a manifest and list its tests."""
    read = Graph()
    read.parse(file, format="turtle", publicID=file.as_uri())
    tests = [
        test for entries in read.objects(None, MF.entries) for test in Collection(read, entries)
    ]
    return read, tests


def run_protocol(folder: Path, endpoint: Endpoint) -> Iterator[tuple[str, bool]]:
    """Replay the protocol tests of queries."""
    read, tests = manifest_of(folder / "protocol" / "manifest.ttl")
    for test in tests:
        name = str(test).rpartition("#")[2]
        if "update" in name:
            continue
        named = [
            (str(read.value(data, UT.graph)), str(read.value(data, RDFS_LABEL)))
            for data in read.objects(test, UT.graphData)
        ]
        endpoint.store.load([], [])
        for file, graph_name in named:
            endpoint.store.opened.load(
                path=path_of(file), format=form_of(file), to_graph=NamedNode(graph_name)
            )
        action = read.value(test, MF.action)
        requests = Collection(read, cast("Node", read.value(action, HT.requests)))
        yield name, all(answers(read, one, endpoint) for one in requests)


def answers(read: Graph, request: Node, endpoint: Endpoint) -> bool:
    """Send a request of a manifest, and tell whether the answer is as expected."""
    path = str(read.value(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1)
    body = read.value(request, HT.body)
    content = read.value(body, CNT.chars) if body is not None else None
    encoding = str(read.value(body, CNT.characterEncoding) or "utf-8") if body else "utf-8"
    first = read.value(request, HT.headers)
    headers = {
        str(read.value(one, HT.fieldName)): str(read.value(one, HT.fieldValue))
        for one in (Collection(read, first) if first is not None else ())
    }
    answer = endpoint.client.request(
        str(read.value(request, HT.methodName)),
        path,
        content=str(content).encode(encoding) if content is not None else None,
        headers=headers,
    )
    wanted = cast("Node", read.value(request, HT.resp))
    statuses = [
        str(one).rpartition("StatusCode")[2] for one in read.objects(wanted, MF.expectedStatus)
    ]
    if not any(str(answer.status_code).startswith(status.rstrip("x")) for status in statuses):
        return False
    form, truth = read.value(wanted, MF.expectedFormat), read.value(wanted, MF.expectedBoolean)
    media_type = answer.headers["content-type"].partition(";")[0]
    if form is not None and media_type not in FORMATS[str(form)]:
        return False
    return truth is None or answer.json()["boolean"] == (str(truth) == "true")


def run_evaluation(folder: Path, endpoint: Endpoint) -> Iterator[tuple[str, bool, bool]]:
    """Ask every evaluation test; yield its name, whether endpoint and engine agree, and passed."""
    for file in sorted(folder.glob("*/manifest.ttl")):
        if file.parent.name in ("entailment", "service", "protocol"):
            continue
        read, tests = manifest_of(file)
        for test in tests:
            if (test, RDF.type, MF.QueryEvaluationTest) in read or (
                (test, RDF.type, MF.CSVResultFormatTest) in read
            ):
                name = f"{file.parent.name}/{str(test).rpartition('#')[2]}"
                yield name, *compare(read, test, endpoint)


def compare(read: Graph, test: Node, endpoint: Endpoint) -> tuple[bool, bool]:
    """Ask one test of the endpoint and of the engine."""
    action = cast("Node", read.value(test, MF.action))
    query_iri = str(read.value(action, QT.query))
    query = path_of(query_iri).read_text(encoding="utf-8")
    default = [str(one) for one in read.objects(action, QT.data)]
    named = [str(one) for one in read.objects(action, QT.graphData)]
    endpoint.store.load(default, named)
    answer = endpoint.client.post(
        "/sparql", content=query, headers={"content-type": "application/sparql-query"}
    )
    try:
        direct = ask_engine(endpoint.store, query)
    except (SyntaxError, ValueError, RuntimeError):
        return answer.status_code >= 400, False
    got = canonical(answer.content, answer.headers["content-type"])
    result = str(read.value(test, MF.result))
    if result.endswith(".csv"):
        answer = endpoint.client.get("/sparql", params={"query": query, "format": "csv"})
        return got == direct, lines_of(answer.content) == expected(result)
    return got == direct, got == expected(result)


def ask_engine(store: Loaded, query: str) -> object:
    """Ask pyoxigraph itself, in the same way."""
    names = " FROM " in f" {query.upper()} ".replace("\n", " ")
    result = store.opened.query(query, base_iri=store.base, use_default_graph_as_union=not names)
    if isinstance(result, pyoxigraph.QueryTriples):
        body = pyoxigraph.serialize(result, format=RdfFormat.TURTLE) or b""
        return canonical(body, "text/turtle")
    return canonical(result.serialize(format=QueryResultsFormat.JSON) or b"", JSON)


def expected(iri: str) -> object:
    """Read the expected answer of a test."""
    file = path_of(iri)
    forms = {
        "srx": QueryResultsFormat.XML,
        "srj": QueryResultsFormat.JSON,
        "tsv": QueryResultsFormat.TSV,
    }
    if form := forms.get(file.suffix[1:]):
        return rows(pyoxigraph.parse_query_results(path=file, format=form))
    if file.suffix in (".ttl", ".rdf", ".nt"):
        return canonical(file.read_bytes(), "text/turtle", base=iri)
    return lines_of(file.read_bytes())


def lines_of(body: bytes) -> object:
    """Take a CSV as its lines, without order; blank nodes are told apart by no name."""
    return Counter(re.sub(r"_:\w+", "_:", line) for line in body.decode().splitlines())


def canonical(body: bytes, media_type: str, base: str = "http://example.org/") -> object:
    """Make answers comparable: rows without order, triples as an isomorphic form."""
    if media_type.startswith(JSON):
        return rows(pyoxigraph.parse_query_results(body, format=QueryResultsFormat.JSON))
    if not media_type.startswith("text/turtle"):
        return body
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(body, format=RdfFormat.TURTLE, base_iri=base))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(map(str, dataset))


def rows(found: QuerySolutions | QueryBoolean) -> object:
    """List the rows of an answer with how often each comes; blank nodes are all alike."""
    if isinstance(found, QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return Counter(tuple((name, _comparable(row[name])) for name in sorted(names)) for row in found)


def _comparable(term: object) -> object:
    """Take numbers by their value, blank nodes as all alike, all else as it is written."""
    if isinstance(term, pyoxigraph.BlankNode):
        return "_"
    if isinstance(term, pyoxigraph.Literal) and term.datatype.value in NUMBERS:
        return term.datatype.value, float(term.value)
    return str(term)


def main() -> int:
    """Print what passes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder.resolve()
    with serving() as endpoint:
        protocol = dict(run_protocol(folder, endpoint))
        evaluated = list(run_evaluation(folder, endpoint))
    print(f"protocol: {sum(protocol.values())} of {len(protocol)} pass")
    print("\n".join(f"  failed: {name}" for name, passed in protocol.items() if not passed))
    agreeing = sum(agrees for _, agrees, _ in evaluated)
    passed = sum(passes for _, _, passes in evaluated)
    print(f"evaluation: {agreeing} of {len(evaluated)} as pyoxigraph itself, {passed} as expected")
    print("\n".join(f"  differs: {name}" for name, agrees, _ in evaluated if not agrees))
    print("\n".join(f"  not as expected: {name}" for name, _, passes in evaluated if not passes))
    return int(agreeing < len(evaluated) or not all(protocol.values()))


if __name__ == "__main__":
    sys.exit(main())
