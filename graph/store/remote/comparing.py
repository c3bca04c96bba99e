"""A remote store compared with the archive, as far as questions can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from graph.claims.reading import ReadArticle
from graph.quads.iris import Iris
from graph.quads.write import article_quads
from graph.store.digests import NOTHING, digest_of
from graph.store.remote.client import Client
from graph.store.remote.texts import GRAPHS, is_ours
from graph.store.remote.values import as_given_back
from graph.store.remote.whole import graph_quads
from ontology.terms import MA, RDF

BEGINNING = 3
"""Characters of an id by which articles are counted: into some thousand heaps."""


def differs(
    client: Client, iris: Iris, standing: Collection[str], last: Iterable[ReadArticle]
) -> str | None:
    """Count articles by how their ids begin, and compare the quads of some; None if all is well."""
    wanted = Counter(iris.graph(each).value[_start(iris) :][:BEGINNING] for each in standing)
    held = _counted(client, iris)
    if held != wanted:
        return (
            f"the server holds {held.total()} articles, where the archive has {wanted.total()}, or "
            f"others: {len({*(held - wanted), *(wanted - held)})} of {len({*held, *wanted})} heaps "
            "differ"
        )
    values = client.kind.values
    for read in last:
        found = graph_quads(client, iris.graph(read.article.id))
        made = () if read.withdrawn else article_quads(read, iris)
        wanted_here = digest_of(as_given_back(quad, values) for quad in made) if made else NOTHING
        if digest_of(found) != wanted_here:
            return f"article {read.article.id} is not what the archive makes of it"
    return None


def _counted(client: Client, iris: Iris) -> Counter[str]:
    beginning = f"SUBSTR(STR(?g), {_start(iris) + 1}, {BEGINNING})"
    rows = client.select(
        f"SELECT ?b (COUNT(?g) AS ?n) {{ GRAPH ?g {{ ?g {RDF.TYPE} {MA.ARTICLE_GRAPH} }} "
        f"{is_ours(iris)} BIND({beginning} AS ?b) }} GROUP BY ?b"
    )
    told = ((getattr(b, "value", ""), int(getattr(n, "value", 0))) for b, n in rows)
    return Counter({heap: number for heap, number in told if heap})


def _start(iris: Iris) -> int:
    return len(iris.base + GRAPHS)
