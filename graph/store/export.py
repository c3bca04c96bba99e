"""The store's content written straight from the archive's readings, without a store.

The same quads as the store dumps, in another order; the order of the readings is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from graph.claims.reading import ReadArticle
from graph.quads.iris import Iris
from graph.quads.vocabulary import vocabulary_quads
from graph.quads.write import agent_quads, article_quads, supply_quads
from graph.store.formats import ExportFormat
from graph.store.marks import marks
from graph.store.writing import write_quads


def export(
    reads: Iterable[ReadArticle], iris: Iris, export_format: ExportFormat
) -> Iterator[bytes]:
    """Write readings in a format, piece by piece; each article may come once, or be withdrawn.

    The readings are taken in another thread. Memory grows with the number of distinct sources,
    publishers and pairs of actors alone.
    """
    return write_quads(lambda: every_quad(reads, iris), export_format)


def every_quad(reads: Iterable[ReadArticle], iris: Iris) -> Iterator[Quad]:
    """Yield all quads of a store that holds these readings, each once; none of withdrawn ones."""
    shared: dict[Quad, None] = {}
    reached = 0
    for read in reads:
        reached = max(reached, read.sequence)
        if read.withdrawn:
            continue
        yield from article_quads(read, iris)
        # Kept to the end, so that each graph stands in one piece.
        shared.update(dict.fromkeys(agent_quads(read, iris)))
        shared.update(dict.fromkeys(supply_quads(read, iris)))
    yield from sorted(shared, key=lambda quad: str(quad.graph_name))
    yield from vocabulary_quads(iris)
    yield from marks(reached, iris)
