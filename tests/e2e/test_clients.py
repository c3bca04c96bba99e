"""Clients that people have get the rows that the store holds: curl, SPARQLWrapper, rdflib."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store
from SPARQLWrapper import ASK, CONSTRUCT, SELECT, SPARQLWrapper

from app.schemas.questions import Example, examples
from bench.answering import Answer, Rows, size_of
from bench.asking import fetch
from bench.clients import WAYS, Question, Way, expected, questions
from graph.archive.archive import Archive
from graph.store.answers import QueryForm
from tests.e2e.running import Service
from tests.golden.questions.corpus import demo_reads

ASKED = questions()


@dataclass(frozen=True)
class Demo:
    address: str
    known: dict[str, Answer]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("clients") / "data"
    with Archive.open(folder) as archive:
        archive.add_many([(read.article, read.reading) for read in demo_reads()])
    with Service(folder) as service:
        yield Demo(service.address, expected(service.address, ASKED))


@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:SPARQLWrapper"
)
@pytest.mark.parametrize(
    ("way", "question"),
    [(way, question) for way in WAYS for question in ASKED if way.takes(question)],
    ids=lambda one: getattr(one, "name", str(one)),
)
def test_a_client_reads_what_is_in_the_store(demo: Demo, way: Way, question: Question) -> None:
    if way.client == "curl" and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    assert way.read(demo.address, question) == way.expects(demo.known[question.name])


def test_the_questions_are_of_many_kinds_and_have_answers(demo: Demo) -> None:
    forms = {question.form for question in ASKED}
    assert forms == {QueryForm.SELECT, QueryForm.ASK, QueryForm.CONSTRUCT}
    for question in ASKED:
        answer = demo.known[question.name]
        assert isinstance(answer, bool) or len(answer) > 4, (question.name, size_of(answer))
    rows = demo.known["beyond-ascii"]
    assert isinstance(rows, Rows)
    assert any("é" in term[1] for row in rows for term in row if term)


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.name)
def test_sparqlwrapper_takes_every_offered_question_for_a_query(example: Example) -> None:
    # It looks for the first word that could begin a request, in every other comment line too.
    client = SPARQLWrapper("http://127.0.0.1/sparql")
    client.setQuery(example.query)
    assert client.queryType in (SELECT, ASK, CONSTRUCT)


def test_an_export_has_as_many_triples_in_rdflib_as_in_oxigraph(demo: Demo) -> None:
    turtle = fetch(f"{demo.address}/export/dump.ttl")
    store = Store()
    store.load(turtle, RdfFormat.TURTLE)
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    quads = Store()
    quads.load(fetch(f"{demo.address}/export/dump.nq"), RdfFormat.N_QUADS)
    assert len(read) == len(store) == len({quad.triple for quad in quads})
    assert len(read) > 10_000
