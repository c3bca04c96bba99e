"""Wherever the archive is kept, what it leads to is the same: answers, rows and pages."""

from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from app.schemas.questions import examples
from graph.archive.headings import Span
from graph.network.network import Network
from graph.store.export import every_quad
from tests.conftest import Opener
from tests.golden.questions.corpus import FOLDER, IRIS, READ_AT, demo_reads


def ask(store: Store, query: str) -> list[str]:
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    written = found.serialize(format=QueryResultsFormat.CSV)
    assert written is not None
    return written.decode().splitlines()


@pytest.mark.slow
def test_competency_questions_have_the_same_answers(opener: Opener, tmp_path: Path) -> None:
    reads = demo_reads()
    with closing(opener(tmp_path, clock=lambda: READ_AT)) as archive:
        archive.add_many([(read.article, read.reading) for read in reads])
        kept = list(archive.since(0))
        network, whole = Network(), Network()
        network.follow(archive.briefs(0, network.marker), archive)
        headings = archive.headings(Span(limit=1000)).rows
    assert kept == list(reads)
    store = Store()
    store.bulk_extend(every_quad(kept, IRIS))
    for example in examples():
        answer = (FOLDER / "answers" / f"{example.name}.csv").read_text(encoding="utf-8")
        assert ask(store, example.query) == answer.splitlines(), example.name
    whole.add_many(reads)
    assert network.counts() == whole.counts()
    assert len(network.supplies()) == len(whole.supplies()) > 0
    assert [(each.id, each.characters, each.claims) for each in headings] == [
        (read.article.id, len(read.article.text), len(read.reading.claims)) for read in reads
    ]
