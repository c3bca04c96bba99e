"""SPARQL answered by processes that may die."""

import csv
import io
import json
import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import RdfFormat, parse

from graph.errors import (
    QueryError,
    QueryFailed,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    StorageError,
    UpdateRefused,
)
from graph.quads.iris import Iris
from graph.store.answers import TABLE_FORMATS, TRIPLE_FORMATS, AnswerFormat, Dataset
from graph.store.limits import query_limits
from graph.store.oxigraph import OxigraphStore
from graph.store.patience import Patience
from graph.store.readers import Readers
from graph.store.worker import Worker, WorkerGone
from ontology.terms import MA
from tests.making import make_read, told

IRIS = Iris(base="https://example.org/id/")
JSON, XML, CSV, TSV = TABLE_FORMATS
TURTLE = TRIPLE_FORMATS[0]
SUPPLIES = f"SELECT ?s ?r {{ ?s {MA.SUPPLIES} ?r }} ORDER BY ?s"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OxigraphStore]:
    with closing(OxigraphStore.open(tmp_path / "store", IRIS)) as opened:
        opened.add(make_read(told("POL", "UKR", source="Warsaw"), sequence=1))
        yield opened


@pytest.fixture
def readers(store: OxigraphStore) -> Iterator[Readers]:
    with closing(Readers(store)) as opened:
        yield opened


def rows(readers: Readers, text: str, **more: object) -> list[dict[str, str]]:
    answer = readers.query(text, answer=JSON, **more)  # type: ignore[arg-type]
    found = json.loads(answer.body)["results"]["bindings"]
    return [{name: value["value"] for name, value in row.items()} for row in found]


def test_select_in_every_format(readers: Readers) -> None:
    pair = [IRIS.actor("POL").value, IRIS.actor("UKR").value]
    assert rows(readers, SUPPLIES) == [dict(zip("sr", pair, strict=True))]
    as_csv = readers.query(SUPPLIES, answer=CSV)
    assert list(csv.reader(io.StringIO(as_csv.body.decode()))) == [["s", "r"], pair]
    assert as_csv.media_type == "text/csv; charset=utf-8"
    as_tsv = readers.query(SUPPLIES, answer=TSV).body.decode()
    assert as_tsv == f"?s\t?r\n<{pair[0]}>\t<{pair[1]}>\n"
    document = ET.fromstring(readers.query(SUPPLIES, answer=XML).body)
    assert [node.text for node in document.iter() if node.tag.endswith("uri")] == pair


@pytest.mark.parametrize("answer", TABLE_FORMATS, ids=lambda each: each.name)
def test_ask_in_every_format(readers: Readers, answer: AnswerFormat) -> None:
    assert b"true" in readers.query("ASK { ?s ?p ?o }", answer=answer).body
    assert b"false" in readers.query("ASK { ?s ?p 'nothing' }", answer=answer).body


@pytest.mark.parametrize("answer", TRIPLE_FORMATS, ids=lambda each: each.name)
@pytest.mark.parametrize(
    "query",
    [f"CONSTRUCT {{ ?s ?p ?o }} {{ ?s ?p ?o . ?s a {MA.SUPPLY_CLAIM} }}", "DESCRIBE <actor/UKR>"],
)
def test_triples_in_every_format(readers: Readers, query: str, answer: AnswerFormat) -> None:
    turtle = readers.query(query, answer=TURTLE).body
    expected = {quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)}
    answered = readers.query(query, answer=answer)
    assert answered.media_type.partition(";")[0] == answer.media_type
    form = RdfFormat.from_media_type(answer.media_type)
    assert {quad.triple for quad in parse(answered.body, format=form)} == expected
    assert expected


def test_a_form_is_not_answered_in_the_formats_of_another(readers: Readers) -> None:
    with pytest.raises(QueryRefused, match="text/turtle"):
        readers.query("ASK {}", answer=TURTLE)


def test_a_query_sees_what_was_added_just_before(readers: Readers, store: OxigraphStore) -> None:
    assert len(rows(readers, SUPPLIES)) == 1
    store.add(make_read(told("IRN", "RUS"), story="two", sequence=2))
    assert len(rows(readers, SUPPLIES)) == 2
    store.clear()
    assert rows(readers, SUPPLIES) == []


def test_the_default_graph_is_the_union_unless_graphs_are_named(readers: Readers) -> None:
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    everything = int(rows(readers, count.format(""))[0]["n"])
    aid = IRIS.vocabulary_graph("aid").value
    by_query = rows(readers, count.format("FROM <graph/vocabulary/aid>"))
    by_protocol = rows(readers, count.format(""), dataset=Dataset(default_graphs=(aid,)))
    assert by_query == by_protocol
    assert 0 < int(by_query[0]["n"]) < everything
    named = Dataset(named_graphs=(aid,))
    assert rows(readers, count.format(""), dataset=named) == [{"n": "0"}]
    inside = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert rows(readers, inside, dataset=named) == [{"g": aid}]
    assert len(rows(readers, inside)) > 3


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("SELECT * {\n  ?s ?p }", 2, 9),
        ("SELECT * {\r\n\t?s ?p }", 2, 8),
        ("SELECT * {\r 'é😀' ?p }", 2, 10),
        ("SELECT * {\n ?s ?p ?o\n", 3, 1),
        ("SELECT * { ?s x:y ?o }", 1, 15),
        ("SELECT * { ?s ?p 'a", 1, 18),
        ("SELECT * { BIND(COUNT(*) AS ?x) }", 1, 34),
        ("", 1, 1),
    ],
)
def test_a_syntax_error_is_placed(readers: Readers, text: str, line: int, column: int) -> None:
    with pytest.raises(QuerySyntaxError) as refused:
        rows(readers, text)
    assert (refused.value.line, refused.value.column) == (line, column)


def test_a_fault_that_is_not_found_in_time_is_where_the_parser_was(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Worker.ask

    def fail(self: Worker, content: bytes, patience: Patience) -> Any:
        if b'"ends"' in content:
            raise QueryTimeout("too long")
        return ask(self, content, patience)

    monkeypatch.setattr(Worker, "ask", fail)
    with pytest.raises(QuerySyntaxError, match="expected") as refused:
        rows(readers, "SELECT * {\r\n  ?s ?p }")
    assert refused.value.line == 2
    assert refused.value.column in (9, 10)  # the parser looks one ahead


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT * { FILTER(<http://e/f>(1)) }", "http://e/f"),
        ("SELECT * { BIND(<http://e/f>(1) AS ?x) }", "http://e/f"),
    ],
)
def test_what_cannot_be_evaluated_is_the_askers_to_mend(
    readers: Readers, text: str, told: str
) -> None:
    with pytest.raises(QueryError, match=told) as refused:
        rows(readers, text)
    assert not isinstance(refused.value, QueryFailed)


def test_a_graph_that_is_no_iri_is_refused(readers: Readers) -> None:
    for dataset in (Dataset(default_graphs=("http://[",)), Dataset(named_graphs=("http://[",))):
        with pytest.raises(QueryError, match="evaluated") as refused:
            rows(readers, "ASK {}", dataset=dataset)
        assert not isinstance(refused.value, QueryFailed)


@pytest.mark.parametrize(
    ("answer", "triple"),
    [
        (TRIPLE_FORMATS[3], "<http://e/s> <http://e/1> 'x'"),
        (TRIPLE_FORMATS[2], "<http://e/s> <http://e/p> <<( <http://e/s> <http://e/p> 'x' )>>"),
    ],
)
def test_a_format_that_cannot_hold_an_answer_is_no_answer(
    readers: Readers, answer: AnswerFormat, triple: str
) -> None:
    query = f"CONSTRUCT {{ {triple} }} {{}}"
    with pytest.raises(QueryError, match=re.escape(answer.media_type)):
        readers.query(query, answer=answer)
    assert b"http://e/" in readers.query(query, answer=TURTLE).body


def test_updates_and_service_are_refused(readers: Readers) -> None:
    with pytest.raises(UpdateRefused):
        rows(readers, "LOAD <http://127.0.0.1:9/>")
    with pytest.raises(QueryRefused):
        rows(readers, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_a_query_over_its_time_is_killed_and_the_next_is_answered(readers: Readers) -> None:
    for _ in range(query_limits().readers + 1):
        with pytest.raises(QueryTimeout):
            rows(readers, ENDLESS, timeout=0.3)
    assert len(rows(readers, SUPPLIES)) == 1


def test_a_timeout_never_lengthens_the_limit(store: OxigraphStore) -> None:
    limits = replace(query_limits(), timeout_seconds=0.3)
    with closing(Readers(store, limits)) as readers, pytest.raises(QueryTimeout):
        rows(readers, ENDLESS, timeout=3600)


def test_an_answer_that_is_too_long_is_no_part_of_one(store: OxigraphStore) -> None:
    limits = replace(query_limits(), answer_bytes=10_000)
    with closing(Readers(store, limits)) as readers:
        with pytest.raises(QueryRefused, match="longer than 10000 bytes"):
            rows(readers, "SELECT * { ?s ?p ?o }")
        with pytest.raises(QueryRefused, match="longer than 10000 bytes"):
            readers.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", answer=TURTLE)
        assert len(rows(readers, SUPPLIES)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {" + "{" * 5000 + "}" * 5001,
        "SELECT * { FILTER(" + "(" * 5000 + "true" + ")" * 5001 + "}",
        "SELECT * { FILTER(" + "!" * 30_000 + "true) }",
        "SELECT (" + "1+" * 20_000 + "1 AS ?x) {}",
        "SELECT * { ?s " + "^" * 30_000 + "<http://e/> ?o }",
        "SELECT * { ?s ?p ?o } ORDER BY " + "-" * 30_000 + "?o",
    ],
    ids=["groups", "brackets", "nots", "sums", "inverses", "minuses"],
)
def test_a_query_that_kills_its_reader_kills_nothing_else(readers: Readers, text: str) -> None:
    with pytest.raises((QueryRefused, QueryFailed, QuerySyntaxError)):
        readers.query(text, answer=JSON)
    assert len(rows(readers, SUPPLIES)) == 1


def test_a_query_without_enough_memory_fails_alone(store: OxigraphStore) -> None:
    limits = replace(query_limits(), memory_bytes=600 * 2**20)
    with closing(Readers(store, limits)) as readers:
        with pytest.raises((QueryFailed, QueryTimeout)):
            rows(readers, "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c")
        assert len(rows(readers, SUPPLIES)) == 1


def test_readers_that_were_killed_while_idle_are_not_noticed(readers: Readers) -> None:
    for worker in readers._pool.idle:
        os.kill(worker.pid, signal.SIGKILL)
    assert len(rows(readers, SUPPLIES)) == 1


def test_a_reader_that_is_killed_at_work_is_replaced_and_others_do_not_notice(
    readers: Readers,
) -> None:
    failed: list[str] = []

    def run_away() -> None:
        try:
            rows(readers, ENDLESS)
        except QueryFailed as error:
            failed.append(str(error))

    busy = threading.Thread(target=run_away)
    before = set(readers._pool.all)
    busy.start()
    while not (at_work := {worker for worker in before if worker.is_calmed}):
        time.sleep(0.01)  # until it has the question
    for worker in at_work:
        os.kill(worker.pid, signal.SIGKILL)
    assert [len(rows(readers, SUPPLIES)) for _ in range(5)] == [1] * 5
    busy.join()
    assert ["SIGKILL" in told for told in failed] == [True]
    assert len(readers._pool.all) >= query_limits().readers
    assert not at_work & readers._pool.all


def test_a_query_that_nobody_waits_for_is_stopped(readers: Readers) -> None:
    wanted = threading.Event()
    wanted.set()
    threading.Timer(0.5, wanted.clear).start()
    with pytest.raises(QueryFailed, match="went away"):
        rows(readers, ENDLESS, is_unwanted=lambda: not wanted.is_set())
    assert len(rows(readers, SUPPLIES)) == 1


def test_a_question_that_comes_too_late_kills_nobody(readers: Readers) -> None:
    before = set(readers._pool.all)
    for late in (0.0, -5.0):
        with pytest.raises(QueryTimeout):
            rows(readers, SUPPLIES, timeout=late)
    assert readers._pool.all == before


def test_readers_that_all_die_are_not_started_forever(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(self: Worker, request: object, patience: object) -> object:
        raise WorkerGone

    monkeypatch.setattr(Worker, "ask", die)
    with pytest.raises(QueryFailed, match="as soon as they are started"):
        rows(readers, SUPPLIES)


def test_many_clients_at_once(readers: Readers, store: OxigraphStore) -> None:
    def ask(number: int) -> int:
        if number % 5 == 0:
            store.add(make_read(story=str(number), sequence=number + 2))
        return len(rows(readers, SUPPLIES))

    with ThreadPoolExecutor(12) as pool:
        assert set(pool.map(ask, range(60))) == {1}
    assert len(readers._pool.all) == query_limits().readers


def test_a_slow_query_holds_up_nobody(readers: Readers) -> None:
    ended = threading.Event()

    def run_away() -> None:
        with pytest.raises(QueryTimeout):
            rows(readers, ENDLESS, timeout=3)
        ended.set()

    threads = [threading.Thread(target=run_away) for _ in range(query_limits().readers)]
    for thread in threads:
        thread.start()
    answered = sum(len(rows(readers, SUPPLIES)) for _ in range(20))
    assert answered == 20
    assert not ended.is_set()
    for thread in threads:
        thread.join()


def test_busy_readers_are_waited_for_only_so_long(store: OxigraphStore) -> None:
    limits = replace(query_limits(), readers=1, readers_most=1)
    with closing(Readers(store, limits)) as readers:

        def run_away() -> None:
            with pytest.raises(QueryTimeout):
                rows(readers, ENDLESS, timeout=2)

        busy = threading.Thread(target=run_away)
        busy.start()
        while readers._pool.idle:
            pass
        with pytest.raises(QueryTimeout, match="busy"):
            rows(readers, SUPPLIES, timeout=0.2)
        busy.join()
        assert len(rows(readers, SUPPLIES)) == 1


def test_nothing_is_left_when_readers_are_closed(store: OxigraphStore) -> None:
    readers = Readers(store)
    rows(readers, SUPPLIES)
    processes = [worker.pid for worker in readers._pool.all]
    assert store.scratch.exists()
    readers.close()
    readers.close()
    assert not store.scratch.exists()
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    with pytest.raises(StorageError, match="closed"):
        rows(readers, SUPPLIES)


def test_only_the_newest_snapshot_is_kept(readers: Readers, store: OxigraphStore) -> None:
    for number in range(4):
        store.add(make_read(story=str(number), sequence=number + 2))
        rows(readers, SUPPLIES)
    assert len(list(store.scratch.iterdir())) == 1


def test_control_characters_stay_out_of_xml(readers: Readers, store: OxigraphStore) -> None:
    store.add(make_read(told("IRN", "RUS", source="a\x00b\x1f"), sequence=2))
    query = f"SELECT ?l {{ ?s a {MA.EVIDENCE_SOURCE} ; ?any ?l FILTER(STRSTARTS(STR(?l), 'a')) }}"
    document = ET.fromstring(readers.query(query, answer=XML).body)
    texts = [node.text for node in document.iter() if node.tag.endswith("literal")]
    assert texts == ["a\ufffdb\ufffd"]
    assert rows(readers, query) == [{"l": "a\x00b\x1f"}]
    made = "SELECT ('a\\uFFFE\\uFFFF\\u0001' AS ?x) {}"
    document = ET.fromstring(readers.query(made, answer=XML).body)
    assert "a\ufffd\ufffd\ufffd" in [node.text for node in document.iter()]
