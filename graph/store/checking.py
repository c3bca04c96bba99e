"""The store gone through, without changing it: each article, what they share, and every index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import Quad

from graph.claims.finding import Finding, Part
from graph.claims.reading import ReadArticle
from graph.quads.iris import Iris
from graph.quads.vocabulary import FILES, vocabulary_quads
from graph.quads.write import agent_quads, supply_quads
from graph.store.digests import (
    NOTHING,
    Digest,
    digest_of,
    held_digest,
    stray_graphs,
    wanted_digest,
)
from graph.store.files import hold
from graph.store.marks import fingerprint_mark
from graph.store.seal import broken
from ontology.terms import MA


def check_store(folder: Path, iris: Iris, reads: Iterable[ReadArticle]) -> Iterator[Finding]:
    """Compare the store in a folder with all that the archive holds; yields what differs.

    Raises StoreLocked when another process has it.
    """
    with hold(folder):
        if reason := broken(folder):
            yield _found(reason)
        try:
            store = pyoxigraph.Store.read_only(str(folder))
            yield from _check(store, iris, reads)
        except (OSError, RuntimeError, ValueError) as failed:
            yield _found(f"it cannot be read: {failed}")


def _check(store: pyoxigraph.Store, iris: Iris, reads: Iterable[ReadArticle]) -> Iterator[Finding]:
    if fingerprint_mark(iris) not in store:
        yield _found("it was cut short, or made by another version: the next start fills it anew")
        return
    marks = store.quads_for_pattern(iris.store(), MA.SEQUENCE, None, None)
    reached = max((int(str(getattr(mark.object, "value", 0))) for mark in marks), default=0)
    wanted = _Wanted(iris)
    for read in reads:
        wanted.take(read)
        if read.sequence <= reached:  # the others come when the store catches up
            yield from _check_article(store, iris, read)
    if reached > wanted.last:
        yield _found(f"it has taken in {reached} changes, and the archive holds {wanted.last}")
    if reached != wanted.last:
        return  # what articles share is compared when all are there
    missing, stray = stray_graphs(store, iris, wanted.standing)
    for name in sorted(missing | stray):
        yield _found(f"the graph {name} {'is missing' if name in missing else 'is of no article'}")
    yield from _check_shared(store, iris, wanted)
    yield from _check_indexes(store)


class _Wanted:
    """What the store must hold beside the graphs of articles."""

    def __init__(self, iris: Iris) -> None:
        self._iris = iris
        self.standing: list[str] = []
        self.agents: set[Quad] = set()
        self.supplies: set[Quad] = set()
        self.last = 0

    def take(self, read: ReadArticle) -> None:
        """Take in an article."""
        self.last = max(self.last, read.sequence)
        if not read.withdrawn:
            self.standing.append(read.article.id)
            self.agents.update(agent_quads(read, self._iris))
            self.supplies.update(supply_quads(read, self._iris))


def _check_article(store: pyoxigraph.Store, iris: Iris, read: ReadArticle) -> Iterator[Finding]:
    held, wanted = held_digest(store, iris.graph(read.article.id)), wanted_digest(read, iris)
    if held != wanted:
        yield _found(_differs(held, wanted), read.article.id)


def _check_shared(store: pyoxigraph.Store, iris: Iris, wanted_here: _Wanted) -> Iterator[Finding]:
    vocabulary = vocabulary_quads(iris)
    for name, quads in (
        (iris.agents_graph(), wanted_here.agents),
        (iris.supplies_graph(), wanted_here.supplies),
        *((node, {q for q in vocabulary if q.graph_name == node})
          for node in map(iris.vocabulary_graph, FILES)),
    ):  # fmt: skip
        held, wanted = held_digest(store, name), digest_of(quads)
        if held != wanted:
            yield _found(f"the graph {name.value}: {_differs(held, wanted)}")


def _check_indexes(store: pyoxigraph.Store) -> Iterator[Finding]:
    """Read every index from end to end: a query may take any of them."""
    terms: list[set[Any]] = [set(), set(), set()]
    inside: list[set[tuple[Any, Any]]] = [set(), set(), set()]
    count = 0
    for quad in store:
        count += 1
        for place, term in enumerate(quad.triple):
            terms[place].add(term)
            inside[place].add((term, quad.graph_name))
    if (told := len(store)) != count:
        yield _found(f"it tells of {told} quads and gives {count}")
    for place, name in enumerate(("subject", "predicate", "object")):
        found = sum(_count(store, place, term, None) for term in terms[place])
        in_graphs = sum(_count(store, place, *one) for one in inside[place])
        if found != count or in_graphs != count:
            yield _found(f"by {name} it gives {found} and {in_graphs} quads, by graph {count}")


def _count(store: pyoxigraph.Store, place: int, term: Any, node: Any) -> int:  # noqa: ANN401  # terms of RDF
    pattern: list[Any] = [None, None, None]
    pattern[place] = term
    given = store.quads_for_pattern(pattern[0], pattern[1], pattern[2], node)
    # Asked for 255, pyoxigraph 0.5.13 gives 256 too: what ends in a byte of ones is read too far.
    return sum(1 for quad in given if quad.triple[place] == term)


def _differs(held: Digest, wanted: Digest) -> str:
    if held == NOTHING:
        return "its quads are missing"
    if held.quads != wanted.quads:
        return f"{held.quads} quads, where the archive makes {wanted.quads}"
    return f"its {held.quads} quads are not those that the archive makes"


def _found(what: str, article: str | None = None) -> Finding:
    return Finding(part=Part.STORE, what=what, article=article)
