"""Quads written in a format."""

import threading
from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad, parse

from graph.store.formats import FORMATS, ExportFormat
from graph.store.writing import write_quads

PLACE = NamedNode("https://example.org/place")
QUADS = [Quad(PLACE, PLACE, Literal(number), NamedNode(f"{PLACE.value}/{number % 2}"))
         for number in range(4)]  # fmt: skip


@pytest.mark.parametrize("export_format", ExportFormat)
def test_what_is_written_is_read_as_it_was(export_format: ExportFormat) -> None:
    facts = FORMATS[export_format]
    content = b"".join(write_quads(lambda: iter(QUADS), export_format))
    found = list(parse(content, format=facts.rdf))
    if facts.has_graphs:
        assert set(found) == set(QUADS)
    else:
        assert {quad.triple for quad in found} == {quad.triple for quad in QUADS}


def test_prefixes_may_be_others() -> None:
    short = {"place": PLACE.value + "/"}
    content = b"".join(write_quads(lambda: iter(QUADS), ExportFormat.TRIG, prefixes=short))
    assert content.startswith(b"@prefix place:")
    assert b"@prefix prov:" not in content


def test_quads_are_made_in_the_thread_that_writes_and_no_faster_than_they_are_read() -> None:
    made = 0
    threads: set[int] = set()

    def quads() -> Iterator[Quad]:
        nonlocal made
        for number in range(100_000):
            made += 1
            threads.add(threading.get_ident())
            yield Quad(PLACE, PLACE, Literal(f"{number} " + "x" * 100), PLACE)

    parts = write_quads(quads, ExportFormat.NQUADS)
    assert next(parts)
    assert made < 20_000
    parts.close()  # type: ignore[attr-defined]
    assert len(threads) == 1
    assert threading.get_ident() not in threads
