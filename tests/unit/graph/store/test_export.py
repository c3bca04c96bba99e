from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph

from graph.claims.reading import ReadArticle, Withdrawal
from graph.quads.iris import Iris
from graph.store.export import every_quad, export
from graph.store.formats import FORMATS, ExportFormat
from graph.store.oxigraph import OxigraphStore
from tests.making import make_read, told

IRIS = Iris(base="https://example.org/id/")
READS = [
    make_read(told("POL", "UKR", source="Warsaw"), story="one", sequence=1),
    make_read(told("POL", "UKR", source="Warsaw"), told("IRN", "RUS"), story="two", sequence=2),
]


@pytest.mark.parametrize("export_format", ExportFormat)
def test_an_export_says_what_the_store_dumps(tmp_path: Path, export_format: ExportFormat) -> None:
    form = FORMATS[export_format].rdf
    with closing(OxigraphStore.open(tmp_path, IRIS)) as store:
        store.add_many(READS)
        dumped = set(parse(b"".join(store.dump(export_format)), format=form))
    assert set(parse(b"".join(export(READS, IRIS, export_format)), format=form)) == dumped


def test_every_quad_comes_once() -> None:
    quads = list(every_quad(READS, IRIS))
    assert len(set(quads)) == len(quads)


def test_a_withdrawn_article_is_left_out_and_its_sequence_told() -> None:
    at = datetime(2025, 1, 2, tzinfo=UTC)
    gone = replace(READS[1], withdrawn=Withdrawal(at=at, who=None, why="It was planted"))
    expected = set(every_quad([replace(READS[0], sequence=2)], IRIS))
    assert set(every_quad([READS[0], gone], IRIS)) == expected


def test_each_graph_stands_in_one_piece() -> None:
    graphs = [quad.graph_name for quad in every_quad(READS, IRIS)]
    changes = [
        graph for graph, before in zip(graphs, [None, *graphs], strict=False) if graph != before
    ]
    assert len(changes) == len(set(changes))


def test_rdflib_reads_as_many_triples() -> None:
    turtle = b"".join(export(READS, IRIS, ExportFormat.TURTLE))
    assert len(Graph().parse(data=turtle, format="turtle")) == len(list(every_quad(READS, IRIS)))
    assert turtle.startswith(b"@prefix")


def test_what_fails_in_the_readings_fails_here() -> None:
    def failing() -> Iterator[ReadArticle]:
        yield READS[0]
        raise RuntimeError("the archive went away")

    with pytest.raises(RuntimeError, match="went away"):
        b"".join(export(failing(), IRIS, ExportFormat.TRIG))


def test_n_quads_are_lines() -> None:
    content = b"".join(export(READS, IRIS, ExportFormat.NQUADS))
    assert content.count(b"\n") == len(set(parse(content, format=RdfFormat.N_QUADS)))
