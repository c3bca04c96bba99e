from pathlib import Path

import pyoxigraph
import pytest

from bench.hostile.oracle import Oracle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = pyoxigraph.Store(tmp_path / "made")
    node = pyoxigraph.NamedNode("http://e/")
    store.extend(
        pyoxigraph.Quad(node, node, pyoxigraph.Literal(number), node) for number in range(3)
    )
    store.backup(tmp_path / "copy")
    return tmp_path / "copy"


def test_rows_are_counted_in_the_union_of_graphs(folder: Path) -> None:
    with Oracle(folder, "http://e/") as oracle:
        assert oracle.count("SELECT * { ?s ?p ?o }") == 3
        assert oracle.count("SELECT * FROM <other> { ?s ?p ?o }") == 0
        assert oracle.count("ASK { <> ?p 2 }") == 1
        assert oracle.count("CONSTRUCT { <> <> 1 } { ?s ?p ?o }") == 1


def test_what_cannot_be_counted_is_not(folder: Path) -> None:
    with Oracle(folder, "http://e/") as oracle:
        assert oracle.count("SELECT *") is None
        assert oracle.count("LOAD <http://e/>") is None
        assert oracle.count("SELECT * { " + "{" * 90 + "}" * 91) == 1
        assert oracle.count("ASK { FILTER(" + "!" * 60_000 + "true) }") is None, "it dies of it"
        assert oracle.count("ASK {}") == 1, "and is started anew"
