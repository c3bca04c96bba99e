"""What is found wrong in a store."""

from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from graph.store.checking import _check_indexes


def test_numbers_that_the_store_reads_too_far_for_are_no_damage(tmp_path: Path) -> None:
    store = pyoxigraph.Store(str(tmp_path / "store"))
    store.extend(
        Quad(
            NamedNode(f"http://x/s{n}"),
            NamedNode("http://x/p"),
            Literal(n),
            NamedNode("http://x/g"),
        )
        for n in (255, 256, 300, 767, 788)
    )
    assert list(_check_indexes(store)) == []
