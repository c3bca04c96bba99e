"""The competency questions have the same answers over every store; where not, it says why."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace

import pytest

from app.schemas.questions import Example, examples
from graph.errors import QueryError
from graph.store.answering import Answering
from graph.store.answers import TABLE_FORMATS
from graph.store.limits import query_limits
from graph.store.oxigraph import OxigraphStore
from graph.store.readers import Readers
from graph.store.remote.answering import RemoteReaders
from graph.store.remote.store import RemoteStore
from tests.golden.questions.corpus import FOLDER, IRIS, demo_reads
from tests.servers import serving

CSV = next(each for each in TABLE_FORMATS if each.name == "csv")
PATIENT = replace(query_limits(), timeout_seconds=60.0)
"""Whoever checks this on a busy machine is not to find it slow."""

DIFFERENCES = {
    ("virtuoso", "what-exactly"): "VALUES with two variables beside OPTIONAL: compiler error SP031",
    (
        "virtuoso",
        "on-whose-word",
    ): "VALUES with two variables beside OPTIONAL: compiler error SP031",
    ("virtuoso", "pledged-not-delivered"): "MINUS finds nothing where a path with * is in it",
    ("virtuoso", "disputed"): "COALESCE takes a comparison with what is unbound for false",
    ("virtuoso", "downstream"): "a path with + gives a row for each way; EXISTS is a number, 1",
}
"""What Virtuoso 7.2.5 answers otherwise, and why; docs/remote-store.md tells it too."""


@pytest.fixture(scope="module", params=["embedded", "oxigraph serve", "virtuoso"])
def answering(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Answering]]:
    folder = tmp_path_factory.mktemp("answers")
    with ExitStack() as opened:
        if request.param == "embedded":
            store = opened.enter_context(closing(OxigraphStore.open(folder / "store", IRIS)))
            readers: Readers | RemoteReaders = Readers(store, PATIENT)
            store.add_many(demo_reads())
        else:
            endpoints = opened.enter_context(serving(request.param, folder / "server"))
            remote = RemoteStore.open(endpoints, IRIS, folder / "scratch")
            opened.enter_context(closing(remote))
            remote.add_many(demo_reads())
            readers = RemoteReaders(remote.client, IRIS.base, folder / "queries", PATIENT)
        yield request.param, opened.enter_context(closing(readers))


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.name)
def test_the_answer_is_the_same_whoever_gives_it(
    answering: tuple[str, Answering], example: Example
) -> None:
    name, readers = answering
    wanted = table((FOLDER / "answers" / f"{example.name}.csv").read_text(encoding="utf-8"))
    try:
        found = table(readers.query(example.query, answer=CSV).body.decode())
    except QueryError:
        if (name, example.name) not in DIFFERENCES:
            raise
        return
    if (name, example.name) in DIFFERENCES:
        assert found != wanted, "it is as it should be: take it out of DIFFERENCES"
    else:
        assert found == wanted


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.replace("\r\n", "\n"))))
