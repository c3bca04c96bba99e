"""What some articles change in a remote store: made as one request, or in an order that is safe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pyoxigraph import NamedNode, Quad

from graph.claims.reading import ReadArticle
from graph.quads.iris import Iris
from graph.quads.write import agent_quads, article_quads, supply_quads
from graph.store.remote import texts
from graph.store.remote.client import Client
from graph.store.remote.resting import present, resting_quads
from graph.store.remote.servers import request_limits
from graph.store.remote.values import quads_for_server

_JOINED = " ;\n"


class Change:
    """A batch of articles to be written into a store that is at a sequence number."""

    def __init__(
        self, client: Client, iris: Iris, batch: Sequence[ReadArticle], sequence: int
    ) -> None:
        self._client = client
        self._iris = iris
        self._was = sequence
        self._reached = max(sequence, *(read.sequence for read in batch))
        self._reads = {each.article.id: each for each in batch}

    def make(self) -> int:
        """Write it; gives the sequence number that the store is to be at then."""
        at_once = request_limits().names_at_once
        graphs = [self._iris.graph(each) for each in self._reads]
        old = present(self._client, graphs, at_once)
        resting = resting_quads(self._client, old, self._iris, at_once)
        standing = [read for read in self._reads.values() if not read.withdrawn]
        own = [quad for read in standing for quad in article_quads(read, self._iris)]
        shared = dict.fromkeys(
            quad
            for read in standing
            for quad in (*agent_quads(read, self._iris), *supply_quads(read, self._iris))
        )
        if self._client.kind.is_atomic:
            condition = texts.guard(self._was, self._iris)
            steps = [
                *([texts.guarded_removal(resting, condition)] if resting else ()),
                *([texts.guarded_emptying(old, condition)] if old else ()),
                *([texts.guarded_insertion([*own, *shared], condition)] if standing else ()),
                texts.guarded_mark(self._reached, self._iris, condition, self._was),
            ]
            self._client.update(_JOINED.join(steps))
        else:
            self._make_in_order(resting, old, own, shared)
        return self._reached

    def _make_in_order(
        self,
        resting: Sequence[Quad],
        old: Sequence[NamedNode],
        own: Iterable[Quad],
        shared: Iterable[Quad],
    ) -> None:
        """Write it by one request after another, the sequence number last.

        What is shared comes after what it rests on: whenever this ends early, the store holds no
        shared quad whose support would not be found when the articles are written again.
        """
        # One graph at a time: of several, Virtuoso 7.2.5 leaves the literals that have a language.
        for name in texts.by_graph(resting):
            there = [quad for quad in resting if quad.graph_name == name]
            for some in _parts(there, self._client.kind.quads_at_once):
                self._client.update(f"DELETE DATA {{\n{texts.block(some)}}}")
        if old:
            self._client.update(texts.drop(old))
        for quads in (own, shared):
            for some in _parts(
                quads_for_server(quads, self._client.kind.values), self._client.kind.quads_at_once
            ):
                self._client.update(f"INSERT DATA {{\n{texts.block(some)}}}")
        for update in texts.mark_then_drop_older(self._reached, self._iris):
            self._client.update(update)


def _parts(quads: Iterable[Quad], size: int) -> Iterator[list[Quad]]:
    coming = iter(quads)
    while some := list(islice(coming, size)):
        yield some
