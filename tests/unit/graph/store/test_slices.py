"""Parts of what the store holds."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from pyoxigraph import RdfFormat, parse

from graph.claims.reading import ReadArticle, Withdrawal
from graph.quads.iris import Iris
from graph.store.export import every_quad
from graph.store.formats import ExportFormat
from graph.store.slices import claim_quads, nanopubs, relationship_quads
from graph.store.writing import write_quads
from ontology.terms import NP, RDF
from tests.making import make_read, told

IRIS = Iris(base="https://example.org/id/")
READS = [
    make_read(told("POL", "UKR", source="Warsaw"), story="one", sequence=1),
    make_read(told("POL", "UKR", source="Warsaw"), told("IRN", "RUS"), story="two", sequence=2),
]
GONE = Withdrawal(at=datetime(2025, 2, 1, tzinfo=UTC), who=None, why="It was planted")


def test_slices_are_parts_of_everything() -> None:
    everything = set(every_quad(READS, IRIS))
    for part in (claim_quads(READS, IRIS), relationship_quads(READS, IRIS)):
        quads = list(part)
        assert len(set(quads)) == len(quads)
        assert set(quads) < everything


def test_what_is_withdrawn_is_in_no_slice() -> None:
    reads = [READS[0], replace(READS[1], withdrawn=GONE)]
    for part in (claim_quads, relationship_quads, nanopubs):
        assert list(part(reads, IRIS)) == list(part(READS[:1], IRIS))


def test_each_claim_is_a_nanopublication() -> None:
    heads = [q.subject for q in nanopubs(READS, IRIS) if q.object == NP.NANOPUBLICATION]
    claims = [claim_id for read in READS for claim_id, _ in read.identified_claims()]
    assert heads == [IRIS.nanopub(claim_id) for claim_id in claims]


def test_articles_are_taken_as_nanopublications_are_written() -> None:
    """However many there are: the first bytes come long before the last article is looked at."""
    taken = 0

    def coming() -> Iterator[ReadArticle]:
        nonlocal taken
        for number in range(3000):
            taken += 1
            yield make_read(told("POL", "UKR"), story=str(number), sequence=number + 1)

    parts = write_quads(lambda: nanopubs(coming(), IRIS), ExportFormat.TRIG)
    assert next(parts)
    assert taken < 1500
    parts.close()  # type: ignore[attr-defined]


def test_a_graph_of_a_nanopublication_stands_in_one_piece() -> None:
    graphs = [quad.graph_name for quad in nanopubs(READS, IRIS)]
    pieces = [name for name, _ in itertools.groupby(graphs)]
    assert len(pieces) == len(set(pieces)) == 4 * 3


def test_nanopublications_are_the_same_in_every_format() -> None:
    formats = {
        ExportFormat.TRIG: RdfFormat.TRIG,
        ExportFormat.NQUADS: RdfFormat.N_QUADS,
        ExportFormat.JSONLD: RdfFormat.JSON_LD,
    }
    for export_format, form in formats.items():
        content = b"".join(write_quads(lambda: nanopubs(READS, IRIS), export_format))
        quads = set(parse(content, format=form))
        assert quads == set(nanopubs(READS, IRIS))
        assert any(quad.predicate == RDF.TYPE for quad in quads)
